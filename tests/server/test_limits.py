"""A question past its limit is ended, and says so; nobody else is held up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from serving import serving, write_build

from kg.server import Settings, connections
from kg.system.worker import Limits

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(30)) + " }"
ALL = "SELECT * { ?s ?p ?o . ?x ?y ?z . ?k ?l ?m }"


@pytest.fixture(scope="module")
def hasty(settings: Settings) -> Iterator[httpx.Client]:
    """A server that gives a question a second, and an answer 10 kB."""
    with serving(replace(settings, limits=Limits(1.0), largest=10_000)) as client:
        yield client


def ask(client: httpx.Client, text: str, **headers: str) -> Any:
    """Ask a query."""
    return client.get("/sparql", params={"query": text}, headers=headers)


def processes(client: httpx.Client) -> int:
    """Count the processes that are at work for ad-hoc queries."""
    return gauge(client, "kg_ad_hoc_busy")


def gauge(client: httpx.Client, name: str) -> int:
    """Read a number that the server tells of itself."""
    lines = client.get("/metrics").text.splitlines()
    return int(float(next(each for each in lines if each.startswith(name)).split()[1]))


def wait_until_waiting(client: httpx.Client, number: int) -> None:
    """Wait until so many ad-hoc queries wait for a process."""
    deadline = time.monotonic() + 60
    while gauge(client, "kg_ad_hoc_waiting") != number:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_query_past_its_limit_is_503_and_its_process_at_rest(hasty: httpx.Client) -> None:
    answer = ask(hasty, ENDLESS)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"].isdecimal()
    assert "limit of time" in answer.text
    assert processes(hasty) == 0
    assert ask(hasty, "ASK { ?s ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize("form", ["application/sparql-results+json", "text/csv"])
def test_an_answer_that_is_too_large_is_503_and_never_cut(settings: Settings, form: str) -> None:
    with serving(replace(settings, limits=Limits(60.0), largest=10_000)) as client:
        answer = ask(client, f"{ALL} LIMIT 2000", Accept=form)
        assert answer.status_code == 503
        assert "larger than is served" in answer.text
        assert ask(client, f"{ALL} LIMIT 3", Accept=form).status_code == 200


def test_a_client_that_asks_without_end_holds_one_process(settings: Settings) -> None:
    statuses: list[int] = []

    def ask_without_end(address: httpx.URL, n: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as own:
            statuses.append(ask(own, f"{ENDLESS} LIMIT {n}").status_code)

    with serving(replace(settings, limits=Limits(5.0))) as client:
        threads = [
            threading.Thread(target=ask_without_end, args=(client.base_url, n)) for n in range(1, 9)
        ]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        while processes(client) == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        transport = httpx.HTTPTransport(local_address="127.0.0.2")
        with httpx.Client(base_url=client.base_url, transport=transport, timeout=60) as other:
            for n in range(1, 6):
                assert ask(other, f"ASK {{ ?s ?p {n}000 }}").json()["boolean"] is False
                assert processes(other) == 1
    for thread in threads:
        thread.join()
    assert statuses == [503] * 8


def test_the_same_question_is_answered_once(client: httpx.Client) -> None:
    text = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
    first, second = ask(client, text), ask(client, text)
    assert first.content == second.content
    known = ask(client, text, **{"If-None-Match": first.headers["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    other = ask(client, text, Accept="text/csv", **{"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_changes_is_not_kept(client: httpx.Client, call: str) -> None:
    answers = [ask(client, f"SELECT ({call} AS ?x) {{}}") for _ in range(2)]
    assert all(each.status_code == 200 and "ETag" not in each.headers for each in answers)
    assert answers[0].headers["Cache-Control"] == "no-store"


def test_a_new_build_takes_the_place_of_the_old_one(tmp_path: Path, cache_home: None) -> None:
    folder = write_build(tmp_path / "build")
    wrong: list[object] = []
    with serving(Settings(folder, Limits(20.0))) as client:
        before = client.get("/health").json()["build"]
        tag = ask(client, "ASK { ?s ?p 'new' }").headers["ETag"]
        is_over = threading.Event()

        def keep_asking() -> None:
            with httpx.Client(base_url=client.base_url, timeout=60) as own:
                n = 0
                while not is_over.is_set():
                    n += 1
                    if (status := ask(own, f"ASK {{ ?s ?p {n} }}").status_code) != 200:
                        wrong.append(status)

        asking = threading.Thread(target=keep_asking)
        asking.start()
        write_build(folder, "<https://e.org/a> <https://e.org/p> 'new' .")
        deadline = time.monotonic() + 60
        while client.get("/health").json()["build"] == before and time.monotonic() < deadline:
            time.sleep(0.05)
        is_over.set()
        asking.join()
        again = ask(client, "ASK { ?s ?p 'new' }", **{"If-None-Match": tag})
        assert again.json()["boolean"] is True
        assert client.get("/health").json()["swaps"] == 1
    assert not wrong


def test_a_build_that_is_broken_is_not_served(tmp_path: Path, cache_home: None) -> None:
    folder = write_build(tmp_path / "build")
    said: list[str] = []
    with serving(Settings(folder, Limits(20.0)), said.append) as client:
        write_build(folder, "this is no Turtle")
        deadline = time.monotonic() + 60
        while not said and time.monotonic() < deadline:
            time.sleep(0.05)
        assert said[0].startswith(f"the new build is not served: {folder}")
        assert client.get("/health").json()["swaps"] == 0
        assert ask(client, "ASK { ?s ?p 'default' }").json()["boolean"] is True


def raw(client: httpx.Client) -> socket.socket:
    """Connect to the server of a client, without a library of HTTP."""
    address = (client.base_url.host, client.base_url.port or 80)
    return socket.create_connection(address, timeout=30)


class TestSlow:
    @pytest.fixture
    def impatient(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[httpx.Client]:
        """A server that waits half a second for the head of a request."""
        monkeypatch.setattr(connections, "PATIENCE", 0.5)
        with serving(settings) as client:
            yield client

    @pytest.mark.parametrize("head", [b"", b"GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: "])
    def test_a_head_that_does_not_come_ends_the_connection(
        self, impatient: httpx.Client, head: bytes
    ) -> None:
        with raw(impatient) as connection:
            connection.sendall(head)
            assert connection.recv(100) == b""

    def test_the_second_head_is_no_longer_waited_for(self, impatient: httpx.Client) -> None:
        with raw(impatient) as connection:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            answer = b""
            while b"}" not in answer:
                answer += connection.recv(10_000)
            assert answer.startswith(b"HTTP/1.1 200")
            connection.sendall(b"GET /hea")
            assert connection.recv(100) == b""


def test_a_question_whose_client_has_gone_while_it_waited_is_not_run(settings: Settings) -> None:
    """Else twenty that nobody waits for keep their address from asking, each for its limit."""
    with serving(replace(settings, limits=Limits(5.0))) as client:
        head = f"HTTP/1.1\r\nHost: {client.base_url.host}\r\n\r\n"
        gone = [raw(client) for _ in range(21)]
        for n, each in enumerate(gone):
            query = urlencode({"query": f"{ENDLESS} LIMIT {n}"})
            each.sendall(f"GET /sparql?{query} {head}".encode())
        wait_until_waiting(client, 20)
        assert ask(client, "ASK { ?s ?p 1 }").status_code == 429
        for each in gone:
            each.close()
        wait_until_waiting(client, 0)
        assert ask(client, "ASK { ?s ?p 2 }").json()["boolean"] is False  # After the one underway.
        assert processes(client) == 0
