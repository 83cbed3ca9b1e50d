"""Answers that are sent as they were: the same to the byte, and only to the same question."""

from __future__ import annotations

import httpx
import pytest
from starlette.types import Scope

from kg.server.measured import Measured
from kg.server.ready import Ready

TEXT = "SELECT ?o { ?s <https://e.org/p> ?o }"
STEADY = [
    "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+ORDER+BY+%3Fs", "/queries", "/index.html",
    "/paper/owls.ttl", "/find?q=owls", "/store?default",
]  # fmt: skip


HEADERS = [(b"content-type", b"text/plain")]


def hits(client: httpx.Client) -> int:
    """Count the answers that were sent as they were."""
    lines = client.get("/metrics").text.splitlines()
    return int(float(next(each for each in lines if each.startswith("kg_ready_hits ")).split()[1]))


def ask(client: httpx.Client, name: str, **headers: str) -> httpx.Response:
    """Ask a query that no other test asks, so that what is ready of it is this test's own."""
    return client.get("/sparql", params={"query": f"{TEXT} #{name}"}, headers=headers)


@pytest.mark.parametrize("address", STEADY)
def test_what_is_asked_again_is_sent_as_it_was(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    before = hits(client)
    second = client.get(address)
    assert hits(client) == before + 1
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert [each for each in first.headers.items() if each[0] != "date"] == [
        each for each in second.headers.items() if each[0] != "date"
    ]


@pytest.mark.parametrize("address", ["/health", "/openapi.json", "/paper/none", "/no/such/page"])
def test_what_may_change_or_is_none_is_not_ready(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    before = hits(client)
    assert client.get(address).status_code == first.status_code
    assert hits(client) == before


def test_another_question_has_another_answer(client: httpx.Client) -> None:
    first = ask(client, "other")
    assert ask(client, "other", Accept="text/csv").text.startswith("o\r\n")
    assert ask(client, "other", Accept="image/png").status_code == 406
    known = ask(client, "other", **{"If-None-Match": first.headers["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    from_elsewhere = ask(client, "other", Origin="https://e.org")
    assert from_elsewhere.headers["Access-Control-Allow-Origin"] == "*"
    head = client.head("/index.html")
    assert (head.status_code, head.content) == (200, b"")
    assert client.post("/queries").status_code == 405
    assert ask(client, "other").content == first.content
    assert "Access-Control-Allow-Origin" not in ask(client, "other").headers


def test_pages_that_name_their_host_name_that_of_the_request(client: httpx.Client) -> None:
    address = "/query?query=ASK+%7B%7D"
    pages = [client.get(address, headers={"Host": each}).text for each in ("a.org", "b.org")]
    assert ["//a.org/sparql" in each for each in pages] == [True, False]
    assert client.get(address, headers={"Host": "b.org"}).text == pages[1]


def scope(n: int) -> Scope:
    """Make the head of a request."""
    return {
        "type": "http", "method": "GET", "raw_path": b"/%d" % n, "query_string": b"",
        "headers": [(b"host", b"e.org")],
    }  # fmt: skip


def test_those_asked_for_longest_ago_go_first() -> None:
    ready = Ready(80_000)
    for n in range(100):
        ready.keep(scope(n), Measured(b"a" * 1000, {}), HEADERS)
        assert ready.get(scope(0)) is not None
        assert ready.size <= 80_000
    assert ready.get(scope(1)) is None
    assert ready.get(scope(99)) is not None


def test_a_large_answer_is_not_ready() -> None:
    ready = Ready(80_000)
    ready.keep(scope(1), Measured(b"a" * 10_000, {}), HEADERS)
    assert (ready.get(scope(1)), ready.size) == (None, 0)


def test_what_does_not_fit_beside_what_is_underway_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready = Ready(80_000)
    ready.keep(scope(1), Measured(b"a", {}), HEADERS)
    monkeypatch.setattr(Measured, "underway", 2**30)
    assert ready.get(scope(1)) is None
