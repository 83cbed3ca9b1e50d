"""Asking endpoints that cap their answers, want credentials, send us on, or answer nonsense."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from asking import StandIn
from running import Run

from kg import endpoint
from kg.endpoint.credentials import find_credentials
from kg.endpoint.paging import limit_of
from kg.errors import InputError

pytestmark = pytest.mark.usefixtures("collected_later")

JSON = {"Content-Type": "application/sparql-results+json"}
SECRET = "s3cret/+é"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=lambda seconds: None))


@pytest.fixture
def servers() -> Iterator[list[StandIn]]:
    """Two servers; each answers with what is told."""
    with ExitStack() as stack:
        both = [stack.enter_context(StandIn()) for _ in range(2)]
        for server in both:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        yield both


def rows(numbers: range) -> bytes:
    one = '{"n":{"type":"literal","value":"%d"}}'
    text = '{"head":{"vars":["n"]},"results":{"bindings":[%s]}}'
    return (text % ",".join(one % n for n in numbers)).encode()


class _Capped(StandIn):
    """Has numbers up to `size`, and gives `cap` of them at most."""

    def __init__(self, size: int, cap: int, headers: dict[str, str]) -> None:
        super().__init__()
        self.size, self.cap, self.more = size, cap, headers
        self.RequestHandlerClass = _CappedHandler


class _CappedHandler(BaseHTTPRequestHandler):
    server: _Capped

    def do_GET(self) -> None:
        text = parse_qs(urlsplit(self.path).query)["query"][0]
        self.server.requests.append(("GET", text, dict(self.headers), b""))
        offset = int((re.findall(r"OFFSET (\d+)", text) or ["0"])[0])
        if "ORDER" in text and offset:
            self.send_error(500, "22023 Error SR353: Sorted TOP clause")
            return
        body = rows(range(offset, min(offset + self.server.cap, self.server.size)))
        self.send_response(200)
        for name, value in (JSON | self.server.more).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def ask_capped(
    size: int, cap: int, text: str, headers: dict[str, str] | None = None
) -> tuple[list[int], list[str], int]:
    said: list[str] = []
    with _Capped(size, cap, headers or {}) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            results = endpoint.query(server.url, text, say=said.append)
        finally:
            server.shutdown()
            thread.join()
    assert isinstance(results, ox.QuerySolutions)
    return [int(row["n"].value) for row in results], said, len(server.requests)


@pytest.mark.parametrize("size", [2500, 3000])
def test_query_fetches_all_pages_of_an_endpoint_with_a_cap(size: int) -> None:
    numbers, said, asked = ask_capped(size, 1000, "SELECT ?n { ?n ?p ?o } # all")
    assert numbers == list(range(size))
    assert said[0].startswith("the endpoint gives 1000 rows at a time: 3 pages joined, in its own")
    assert asked == 3 + (size == 3000)


def test_query_believes_the_header_of_virtuoso() -> None:
    numbers, _, _ = ask_capped(25, 10, "SELECT ?n { ?n ?p ?o }", {"X-SPARQL-MaxRows": "10"})
    assert numbers == list(range(25))


def test_query_is_silent_where_all_rows_came() -> None:
    assert ask_capped(999, 10_000, "SELECT ?n {}")[1:] == ([], 1)
    assert ask_capped(1000, 10_000, "SELECT ?n {}")[1:] == ([], 2)
    assert ask_capped(5000, 1000, "SELECT ?n {} LIMIT 1000")[1:] == ([], 1)
    assert ask_capped(0, 1000, "SELECT ?n {}")[1:] == ([], 1)


@pytest.mark.parametrize(
    "text", ["SELECT ?n {} LIMIT 4000", "SELECT ?n {} OFFSET 1", "SELECT ?n {} VALUES ?n { 1 }",
             "SELECT ?n {} ORDER BY ?n"],
)  # fmt: skip
def test_query_says_aloud_when_rows_are_cut(text: str) -> None:
    numbers, said, _ = ask_capped(5000, 1000, text)
    assert len(numbers) == 1000
    assert said[-1].startswith("cut: 1000 rows")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("SELECT * {} LIMIT 5", 5),
        ("SELECT * { { SELECT ?s {} LIMIT 7 } }", None),
        ("SELECT * { ?s ?p 'LIMIT 3' } # LIMIT 4", None),
        ("SELECT ?limit {} ORDER BY ?limit LIMIT 10 OFFSET 2", 10),
    ],
)
def test_limit_of_reads_the_limit_of_the_whole(text: str, limit: int | None) -> None:
    assert limit_of(text) == limit


def basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


@pytest.mark.parametrize("how", ["environment", "address", "netrc", "token"])
def test_query_proves_who_it_is_and_never_says_it(
    how: str, servers: list[StandIn], run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = servers
    url, expected, secret = first.url, basic("ann", SECRET), SECRET
    if how == "environment":
        monkeypatch.setenv("KG_USER", "ann")
        monkeypatch.setenv("KG_PASSWORD", SECRET)
    elif how == "address":
        url = url.replace("//", "//ann:s3cret%2F%2B%C3%A9@")
    elif how == "netrc":
        (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login ann password {SECRET}\n", "utf-8")
        (tmp_path / "netrc").chmod(0o600)
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    else:
        monkeypatch.setenv("KG_TOKEN", "t0ken")
        expected, secret = "Bearer t0ken", "t0ken"
    echo = f"denied: {secret}".encode()
    for answer in (
        (401, {}, echo),
        (503, {"Retry-After": "0"}, echo),
        (200, JSON, b'{"'),
        (200, {}, echo),
    ):
        first.answers = [answer]
        for debug in ([], ["--debug"]):
            command = ["query", "SELECT * { ?s ?p ?o }", "--endpoint", url, *debug]
            code, out, err = run(*command)
            assert code == 3
            assert secret not in out + err
            assert "s3cret" not in out + err
    assert first.requests[0][2]["Authorization"] == expected
    first.answers = [(302, {"Location": f"{second.url}/elsewhere?x"}, b"")]
    second.answers = [(200, JSON, rows(range(1)))]
    assert (
        run("query", "SELECT ?n { ?s ?p ?n }", "--endpoint", url, "--results", "csv")[1]
        == "n\r\n0\r\n"
    )
    assert first.requests[-1][2]["Authorization"] == expected
    assert "Authorization" not in second.requests[0][2]


def test_query_of_much_text_is_not_sent_on_to_another_host(
    servers: list[StandIn], run: Run
) -> None:
    servers[0].answers = [(307, {"Location": f"http://u:hidden@{servers[1].url[7:]}/x"}, b"")]
    long = f"ASK {{}} # {'x' * 2000}"
    code, _, err = run("query", long, "--endpoint", servers[0].url)
    assert code == 3
    assert f"sends POST on to another address: '{servers[1].url}/x'" in err
    assert "hidden" not in err
    assert servers[1].requests == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, JSON, rows(range(9))[:-40]), "did not answer with results"),
        ((200, {"Content-Type": "text/plain"}, b"x"), "but with text/plain"),
        ((200, {"Content-Type": "text/html"}, b" <!DOCTYPE html><p>Log in"), "a web page"),
        ((200, JSON, b"<html>"), "a web page"),
        ((502, {"Content-Type": "text/html"}, b"<html>Bad"), "502 Bad Gateway'"),
        ((429, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, b""), "it asks to wait"),
        ((400, {}, b"Parse error at\nline 1"), "400 Bad Request: Parse error at line 1"),
    ],
)
def test_query_tells_what_is_wrong_with_an_answer(
    answer: tuple[int, dict[str, str], bytes], said: str, servers: list[StandIn], run: Run
) -> None:
    servers[0].answers = [answer]
    code, out, err = run("query", "SELECT * { ?s ?p ?o }", "--endpoint", servers[0].url)
    assert (code, out) == (3, "")
    assert said in err.splitlines()[-1]


def test_query_tries_again_after_what_passes(servers: list[StandIn]) -> None:
    torn = (200, JSON | {"Content-Length": "999"}, b"{")
    servers[0].answers = [(503, {"Retry-After": "soon"}, b""), torn, (200, JSON, rows(range(3)))]
    said: list[str] = []
    results = endpoint.query(servers[0].url, "SELECT ?n {}", say=said.append)
    assert isinstance(results, ox.QuerySolutions)
    assert len(list(results)) == 3
    assert [line.rpartition("; ")[2] for line in said] == [
        "trying again in 1 s", "trying again in 2 s",
    ]  # fmt: skip


def test_find_credentials_names_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pw" not in repr(find_credentials("http://ann:pw@e.org/"))
    (tmp_path / "netrc").write_text("machine e.org login a password pw extra pw2\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with pytest.raises(InputError) as error:
        find_credentials("http://e.org/")
    assert "pw" not in str(error.value)
