"""Answers are compressed for those who take that, and are the same to those who do not."""

from __future__ import annotations

import gzip

import httpx
import pytest

QUERY = "SELECT ?s ?p ?o ?x ?y ?z { ?s ?p ?o . ?x ?y ?z } ORDER BY ?s ?p ?o ?x ?y ?z LIMIT 50"


def ask(client: httpx.Client, encoding: str, **headers: str) -> httpx.Response:
    """Ask a query whose answer is a few kilobytes."""
    headers["Accept-Encoding"] = encoding
    return client.get("/sparql", params={"query": QUERY}, headers=headers)


def raw(client: httpx.Client, encoding: str) -> bytes:
    """Return the body as it came."""
    headers = {"Accept-Encoding": encoding}
    with client.stream("GET", "/sparql", params={"query": QUERY}, headers=headers) as answer:
        return b"".join(answer.iter_raw())


@pytest.mark.parametrize("encoding", ["gzip", "br, gzip;q=0.5", "*"])
def test_an_answer_is_compressed_for_who_takes_that(client: httpx.Client, encoding: str) -> None:
    plain = ask(client, "identity")
    for _ in range(2):  # Worked out, and as it was sent.
        packed = ask(client, encoding)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert packed.headers["ETag"] != plain.headers["ETag"]
        assert packed.content == plain.content
        body = raw(client, encoding)
        assert len(body) == int(packed.headers["Content-Length"]) < len(plain.content) / 3
        assert gzip.decompress(body) == plain.content


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip;q=0, *"])
def test_an_answer_is_sent_as_it_is_to_others(client: httpx.Client, encoding: str) -> None:
    assert "Content-Encoding" not in ask(client, encoding).headers


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_either_form_is_known_again(client: httpx.Client, encoding: str) -> None:
    tag = ask(client, encoding).headers["ETag"]
    known = ask(client, encoding, **{"If-None-Match": tag})
    assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", tag)


def test_a_small_answer_is_sent_as_it_is(client: httpx.Client) -> None:
    small = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in small.headers
