"""Turns: nobody is kept waiting by what somebody else asks for."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.server.refusals import Refusal
from kg.server.turns import Turns


async def hold(turns: Turns, client: str, log: list[str], until: asyncio.Event) -> None:
    """Take a turn and keep it."""
    async with turns.take(client):
        log.append(client)
        await until.wait()


def test_a_client_that_waits_is_served_before_the_second_request_of_another() -> None:
    async def play() -> list[str]:
        turns, go = Turns(1, each=1, waiting=9, waiting_each=9), asyncio.Event()
        log: list[str] = []
        tasks = [asyncio.create_task(hold(turns, each, log, go)) for each in "aaab"]
        await asyncio.sleep(0)
        go.set()
        await asyncio.gather(*tasks)
        return log

    assert asyncio.run(play()) == ["a", "b", "a", "a"]


def test_one_client_holds_no_more_slots_than_it_may() -> None:
    async def play() -> list[str]:
        turns, go = Turns(2, each=1, waiting=9, waiting_each=9), asyncio.Event()
        log: list[str] = []
        tasks = [asyncio.create_task(hold(turns, each, log, go)) for each in "aaab"]
        for _ in range(5):
            await asyncio.sleep(0)
        seen = list(log)
        go.set()
        await asyncio.gather(*tasks)
        return seen

    assert asyncio.run(play()) == ["a", "b"]


@pytest.mark.parametrize(("clients", "status"), [("aaaa", 429), ("abcd", 503)])
def test_what_is_too_much_is_refused(clients: str, status: int) -> None:
    async def play() -> list[object]:
        turns, go = Turns(1, each=1, waiting=2, waiting_each=2), asyncio.Event()
        log: list[str] = []
        tasks = [asyncio.create_task(hold(turns, each, log, go)) for each in clients]
        await asyncio.sleep(0)
        go.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    refused = [each for each in asyncio.run(play()) if each is not None]
    assert [each.status for each in refused if isinstance(each, Refusal)] == [status]
    assert isinstance(refused[0], Refusal)
    assert refused[0].headers["Retry-After"]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=20),
    st.integers(1, 3), st.integers(1, 3),
)  # fmt: skip
def test_slots_are_all_free_again(requests: list[tuple[str, bool]], slots: int, each: int) -> None:
    async def play() -> None:
        turns = Turns(slots, each=each, waiting=20, waiting_each=20)
        held: Counter[str] = Counter()

        async def ask(client: str) -> None:
            async with turns.take(client):
                held[client] += 1
                assert held[client] <= each
                assert held.total() <= slots
                try:
                    await asyncio.sleep(0)
                finally:
                    held[client] -= 1

        tasks = [(asyncio.create_task(ask(client)), given_up) for client, given_up in requests]
        await asyncio.sleep(0)
        for task, given_up in tasks:
            if given_up:
                task.cancel()
        results = await asyncio.gather(*(task for task, _ in tasks), return_exceptions=True)
        assert all(r is None or isinstance(r, asyncio.CancelledError) for r in results)
        await asyncio.gather(*(ask(client) for client in "abcabc"))
        assert turns.waiting == 0

    asyncio.run(play())
