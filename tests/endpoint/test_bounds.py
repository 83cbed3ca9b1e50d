"""Servers that send too much, too slowly, or without end, and secrets that they echo."""

from __future__ import annotations

import base64
import gzip
import json
import socket
import threading
from contextlib import closing

import pyoxigraph as ox
import pytest
from asking import StandIn
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg import endpoint
from kg.endpoint.addresses import public
from kg.endpoint.bounds import Bounds
from kg.endpoint.credentials import Credentials
from kg.endpoint.paging import join_pages
from kg.errors import InputError, KgError, ServiceError, without_secrets

pytestmark = pytest.mark.usefixtures("collected_later", "no_wait")

ROWS = {"Content-Type": "application/sparql-results+json"}
NONE = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


class Dripping:
    """A server that sends its answer byte after byte, and never the last."""

    def __init__(self, start: bytes) -> None:
        self._start, self._stop = start, threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/query"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._drip, args=(peer,), daemon=True).start()

    def _drip(self, peer: socket.socket) -> None:
        with closing(peer):
            peer.recv(1 << 16)
            try:
                peer.sendall(self._start)
                while not self._stop.wait(0.02):
                    peer.sendall(b"a")
            except OSError:
                return

    def close(self) -> None:
        self._stop.set()
        self._listener.close()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"


@pytest.mark.parametrize(
    "start",
    [HEAD + b"X-Drip: ", HEAD + b"\r\n{", HEAD + b"Content-Length: 99999\r\n\r\n{"],
    ids=["in a header", "in a body without length", "in a body with a length"],
)
def test_query_leaves_a_server_that_drips(start: bytes) -> None:
    with (
        closing(Dripping(start)) as server,
        pytest.raises(ServiceError, match=r"within 0\.5 seconds"),
    ):
        endpoint.query(server.url, "SELECT * { ?s ?p ?o }", bounds=Bounds(seconds=0.5))


def test_query_refuses_an_answer_that_unpacks_to_too_much(stand_in: StandIn) -> None:
    packed = gzip.compress(b" " * (4 << 20))
    stand_in.answers = [(200, ROWS | {"Content-Encoding": "gzip"}, packed)]
    with pytest.raises(ServiceError, match="more than 1M, unpacked"):
        endpoint.query(stand_in.url, "SELECT * { ?s ?p ?o }", bounds=Bounds(bytes=1 << 20))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "compress"])
def test_query_refuses_an_encoding_that_was_not_asked_for(stand_in: StandIn, encoding: str) -> None:
    stand_in.answers = [(200, ROWS | {"Content-Encoding": encoding}, b"x")]
    with pytest.raises(ServiceError, match="not asked for"):
        endpoint.query(stand_in.url, "SELECT * { ?s ?p ?o }")
    assert stand_in.requests[0][2]["Accept-Encoding"] == "gzip, deflate"


def _page(*values: int) -> bytes:
    rows = [{"s": {"type": "literal", "value": str(each)}} for each in values]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()


def test_query_leaves_an_endpoint_that_gives_the_same_page_again(stand_in: StandIn) -> None:
    stand_in.answers = [(200, ROWS, _page(*range(1000)))]
    said: list[str] = []
    rows = endpoint.query(stand_in.url, "SELECT * { ?s ?p ?o }", say=said.append)
    assert not isinstance(rows, ox.QueryBoolean)
    assert len(list(rows)) == 1000
    assert "the same page again" in said[0]
    assert len(stand_in.requests) == 2


def test_join_pages_ends_where_the_endpoint_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyoxigraph as ox

    monkeypatch.setattr("kg.endpoint.paging._MOST_PAGES", 5)

    def page(start: int) -> ox.QuerySolutions:
        results = ox.parse_query_results(_page(start, start + 1), ox.QueryResultsFormat.JSON)
        assert isinstance(results, ox.QuerySolutions)
        return results

    said: list[str] = []
    asked: list[str] = []

    def ask(text: str) -> tuple[ox.QuerySolutions, int]:
        asked.append(text)
        return page(2 * len(asked)), 2

    joined = join_pages(page(0), 2, "SELECT * { ?s ?p ?o }", ask, said.append)
    assert (len(list(joined)), len(asked)) == (10, 4)
    assert said[0].startswith("cut: 10 rows are shown, of 5 pages")


@pytest.mark.parametrize(
    "challenge",
    ["Digest", "Digest realm", 'Digest realm="r"', 'Digest realm="r", nonce="n", algorithm=ROT13',
     'Digest realm="r", nonce="n", qop="auth-int"', "Digest =,=,"],
)  # fmt: skip
def test_query_refuses_a_malformed_challenge_in_one_line(
    challenge: str, stand_in: StandIn, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_USER", "ann")
    monkeypatch.setenv("KG_PASSWORD", "s3cret")
    stand_in.answers = [(401, {"WWW-Authenticate": challenge}, b"")]
    code, out, err = run("query", "ASK {}", "--endpoint", stand_in.url)
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "s3cret" not in err


@pytest.mark.parametrize(
    "after", ["²", "9" * 400, "Mon", "Sun, 99 Foo 10000000 00:00:00 GMT", "-1"]
)
def test_query_reads_any_retry_after(after: str, stand_in: StandIn, run: Run) -> None:
    stand_in.answers = [
        (503, {"Retry-After": after.encode().decode("latin-1")}, b""), (200, ROWS, NONE)
    ]  # fmt: skip
    assert run("query", "SELECT * { ?s ?p ?o }", "--endpoint", stand_in.url)[0] in (0, 3)


@pytest.mark.parametrize(
    "url",
    ["http://ann:s3cret@127.0.0.1:1/", "HTTP://ann:s3cret@127.0.0.1:1/",
     "http://ann:pa#s3cret@127.0.0.1:1/", "http://ann:pa/s3cret@127.0.0.1:1/",
     "http://ann:pa?s3cret@127.0.0.1:1/", "ann:s3cret@127.0.0.1:1", "//ann:s3cret@127.0.0.1:1/",
     "http://127.0.0.1:1/?access_token=s3cret", "HTTP://127.0.0.1:1/q?api_key=s3cret#x",
     "http://ann:s3cret@[::1/", "ftp://ann:s3cret@127.0.0.1/", "http://a:s3cret@h:99999999/"],
)  # fmt: skip
@pytest.mark.parametrize(
    "command",
    [["query", "ASK {}", "--endpoint"], ["load"], ["validate", "--context"], ["build"],
     ["validate"], ["query", "ASK {}", "--data"], ["convert", "--to", "nt"]],
    ids=" ".join,
)  # fmt: skip
def test_no_message_shows_a_secret_of_an_address(command: list[str], url: str, run: Run) -> None:
    code, out, err = run(*command, url)
    assert code in (2, 3), (out, err)
    assert "s3cret" not in out + err


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), min_size=6, max_size=20)
)
def test_hide_takes_out_each_form_of_a_secret(secret: str) -> None:
    hide = Credentials("ann", secret).hide
    pair = base64.b64encode(f"ann:{secret}".encode()).decode()
    for form in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], pair):
        assert form not in hide(f"you sent <<{form}>> to us")


@pytest.mark.parametrize("token", ["t0ken\nX: y", "t0 ken", "tökén", "\x7ft0ken"])
def test_query_refuses_a_token_that_no_header_can_hold(
    token: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_TOKEN", token)
    code, _, err = run("query", "ASK {}", "--endpoint", "http://127.0.0.1:1/")
    assert (code, err.count("\n")) == (2, 1)
    assert "KG_TOKEN" in err
    assert "ken" not in err.replace("token", "").replace("KG_TOKEN", "")


@pytest.mark.parametrize("user", ["an:n", "ann\n"])
def test_find_credentials_refuses_what_basic_cannot_send(
    user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_PASSWORD", "s3cret")
    with pytest.raises(InputError, match="no colon") as raised:
        endpoint.find_credentials("http://h/", user)
    assert "s3cret" not in str(raised.value)


def test_server_that_echoes_the_request_shows_no_secret(
    stand_in: StandIn, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_USER", "ann")
    monkeypatch.setenv("KG_PASSWORD", "s3 cret'")
    sent = base64.b64encode(b"ann:s3 cret'").decode()
    echo = f"you sent Basic {sent}, that is ann:s3 cret' or {'s3 cret' + chr(39)!r}"
    for answer in [
        (500, {}, echo.encode()),
        (200, {"Content-Type": f"text/{sent}"}, b""),
        (200, {"Content-Type": "text/turtle"}, f"@@ {sent}".encode()),
        (307, {"Location": f"http://h/?a={sent}"}, b""),
    ]:
        stand_in.answers = [answer]
        _, out, err = run("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--endpoint", stand_in.url)
        assert sent not in out + err
        assert "cret" not in out + err


def test_public_leaves_an_address_without_secrets_alone() -> None:
    assert public("https://example.org/sparql") == "https://example.org/sparql"
    assert (
        without_secrets("see https://a.org or mail b@c.org") == "see https://a.org or mail b@c.org"
    )
    assert without_secrets("https://e.org/w?id=5&page=2") == "https://e.org/w?id=5&page=2"
    error = KgError("no such file", where="http://a:b@h/x", value="HTTP://a:b@h/?token=c")
    assert str(error) == "http://h/x: no such file: 'HTTP://h/?token=…'"
