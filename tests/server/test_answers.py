"""Answers that are kept."""

from __future__ import annotations

import asyncio

import pytest

from kg.errors import ServiceError
from kg.server.answers import Answers


class Work:
    """Works an answer out, and counts how often."""

    def __init__(self, answer: bytes | Exception) -> None:
        self.answer, self.times = answer, 0

    async def __call__(self) -> bytes:
        self.times += 1
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_question_that_many_ask_at_once_is_worked_out_once() -> None:
    async def play() -> list[bytes]:
        answers = Answers(1000)
        return [*await asyncio.gather(*(answers.get("k", work) for _ in range(50))),
                await answers.get("k", work)]  # fmt: skip

    work = Work(b"yes")
    assert asyncio.run(play()) == [b"yes"] * 51
    assert work.times == 1


def test_a_failure_is_told_to_all_and_not_kept() -> None:
    async def play() -> list[object]:
        answers = Answers(1000)
        first = await asyncio.gather(
            *(answers.get("k", work) for _ in range(3)), return_exceptions=True
        )
        work.answer = b"now"
        return [*first, await answers.get("k", work)]

    work = Work(ServiceError("too long"))
    *failed, last = asyncio.run(play())
    assert [type(each) for each in failed] == [ServiceError] * 3
    assert last == b"now"


def test_one_who_goes_takes_nothing_from_the_others() -> None:
    async def play() -> bytes:
        answers = Answers(1000)
        gone = asyncio.create_task(answers.get("k", work))
        stays = asyncio.create_task(answers.get("k", work))
        await asyncio.sleep(0)
        gone.cancel()
        return await stays

    work = Work(b"yes")
    assert asyncio.run(play()) == b"yes"
    assert work.times == 1


def test_one_who_comes_just_when_the_last_one_goes_is_answered() -> None:
    async def play() -> bytes:
        answers = Answers(1000)
        gone = asyncio.create_task(answers.get("k", work))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        return await answers.get("k", work)

    work = Work(b"yes")
    assert asyncio.run(play()) == b"yes"


def test_what_nobody_waits_for_any_more_is_given_up() -> None:
    async def play() -> None:
        answers = Answers(1000)
        gone = [asyncio.create_task(answers.get("k", work)) for _ in range(3)]
        await asyncio.sleep(0)
        for each in gone:
            each.cancel()
        await asyncio.wait(gone)
        await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    async def work() -> bytes:
        await asyncio.Event().wait()
        raise AssertionError

    asyncio.run(play())


@pytest.mark.parametrize("size", [1, 10, 100, 5000])
def test_the_room_is_kept(size: int) -> None:
    async def play() -> list[int]:
        answers, sizes = Answers(1000), []
        for n in range(300):
            await answers.get(str(n), Work(b"x" * size))
            sizes.append(answers.size)
        return sizes

    assert max(asyncio.run(play())) <= 1000
