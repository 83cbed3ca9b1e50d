"""Servers that are busy, absent, silent, or something else than they should be."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from asking import StandIn, free_port
from running import Run

from kg import endpoint
from kg.errors import ServiceError

pytestmark = pytest.mark.usefixtures("collected_later", "no_wait")

OTHER = "<https://e.org/s> <https://e.org/p> {} .\n"


HTML = (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>")
BUSY = (503, {"Retry-After": "0"}, b"busy")
STORED: tuple[int, dict[str, str], bytes] = (204, {}, b"")
ROWS = {"Content-Type": "application/sparql-results+json"}
NO_CLASS = (200, ROWS, b'{"head":{"vars":["class","n"]},"results":{"bindings":[]}}')


TURTLE = (200, {"Content-Type": "text/turtle"}, OTHER.format('"x"').encode())


def json_count(n: int) -> tuple[int, dict[str, str], bytes]:
    text = '{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"%d"}}]}}'
    return 200, ROWS, (text % n).encode()


@pytest.fixture
def one(tmp_path: Path) -> str:
    path = tmp_path / "one.nt"
    path.write_text(OTHER.format('"x"'))
    return str(path)


def test_load_tries_again_when_the_server_is_busy(stand_in: StandIn, one: str, run: Run) -> None:
    stand_in.answers = [BUSY, BUSY, STORED, json_count(1), NO_CLASS, TURTLE]
    assert run("load", stand_in.url, one, "--retry", "2")[0] == 0
    assert [request[:2] for request in stand_in.requests[:3]] == [("POST", "/store?default")] * 3
    assert stand_in.requests[2][2]["User-Agent"].startswith("kg/")


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([BUSY], "503"),
        ([HTML], "a web page"),
        ([(500, {}, b"out of disk")], "out of disk"),
        ([(401, {}, b"")], "KG_PASSWORD"),
        ([(404, {"Content-Type": "text/html"}, b"<html>")], "check the address and --store"),
        ([STORED, HTML], "a web page"),
        ([STORED, (200, {"Content-Type": "application/json"}, b"{}")], "did not answer with results"),
        ([STORED, json_count(0), NO_CLASS, TURTLE], "1 triples sent, 0 in the graph"),
        ([STORED, json_count(1), NO_CLASS, (200, {}, b"")], "with no type"),
        ([STORED, json_count(1), NO_CLASS, (200, {"Content-Type": "text/turtle"}, b"")],
         "missing for example <https://e.org/s>"),
        ([STORED, json_count(1), NO_CLASS, (200, TURTLE[1], OTHER.format('"y"').encode())],
         "missing for example"),
        ([STORED, (200, {"Content-Length": "9999"}, b"<a")], "broke off"),
        ([(307, {"Location": "http://u:pw@e.org/x"}, b"")], "sends POST on to another address: 'http://e.org/x'"),
        ([(503, {"Retry-After": "3600"}, b"")], "it asks to wait 3600 s"),
    ],
)  # fmt: skip
def test_load_failure_is_exit_3_and_one_line(
    answers: list[Any], message: str, stand_in: StandIn, one: str, run: Run
) -> None:
    stand_in.answers = answers
    code, out, err = run("load", stand_in.url, one, "--retry", "0")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert message in err


def test_load_sends_the_password_of_the_environment_and_shows_it_nowhere(
    stand_in: StandIn, one: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_PASSWORD", "s3cret")
    stand_in.answers = [(403, {}, b"")]
    code, out, err = run("load", stand_in.url, one, "--user", "ann")
    assert code == 3
    assert stand_in.requests[0][2]["Authorization"] == "Basic YW5uOnMzY3JldA=="
    assert "s3cret" not in out + err
    with_password = stand_in.url.replace("//", "//ann:hidden@")
    code, out, err = run("load", with_password, one)
    assert "hidden" not in out + err


def test_load_takes_the_password_of_netrc(
    stand_in: StandIn, one: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login bob password pw\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    stand_in.answers = [(403, {}, b"")]
    assert run("load", stand_in.url, one)[0] == 3
    assert stand_in.requests[0][2]["Authorization"] == "Basic Ym9iOnB3"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["ftp://e.org/"], "not an http address"),
        (["localhost:7878"], "not an http address"),
        (["http://e.org/", "--graph", "no iri"], "not an absolute IRI"),
        (["http://e.org/", "--store", "virtuoso"], "add --graph IRI"),
        (["http://e.org/", "--replace", "--append"], "choose one"),
        (["http://e.org/", "--graph", "a:b", "--default-graph"], "choose it or --graph"),
    ],
)
def test_load_mistake_is_exit_2(args: list[str], message: str, one: str, run: Run) -> None:
    url, *options = args
    code, _, err = run("load", url, one, *options)
    assert code == 2
    assert message in err


def test_load_refuses_files_that_name_graphs(run: Run, tmp_path: Path) -> None:
    quads = tmp_path / "q.nq"
    quads.write_text(
        "<https://e.org/s> <https://e.org/p> 'x' <https://e.org/g> .\n".replace("'", '"')
    )
    code, _, err = run("load", "http://127.0.0.1:1", str(quads))
    assert code == 2
    assert "names graphs of its own" in err


def test_server_that_is_not_there_is_exit_3(one: str, run: Run) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    for args in (["load", url, one, "--retry", "0"], ["query", "ASK {}", "--endpoint", url]):
        code, _, err = run(*args)
        assert code == 3
        assert "cannot be reached" in err


@pytest.mark.parametrize(
    "answer",
    [
        HTML,
        (503, {}, b""),
        (400, {}, b"bad"),
        (200, {"Content-Length": "99"}, b"{"),
        (200, {}, b""),
    ],
)
def test_query_failure_of_an_endpoint_is_one_line(answer: Any, stand_in: StandIn, run: Run) -> None:
    stand_in.answers = [answer]
    code, out, err = run("query", "SELECT * { ?s ?p ?o }", "--endpoint", stand_in.url)
    *waits, error = err.splitlines()
    assert (code, out) == (3, "")
    assert error.startswith("kg: http://127.0.0.1")
    assert all("trying again in" in line for line in waits)


def test_query_sends_long_text_by_post_under_its_own_name(stand_in: StandIn) -> None:
    stand_in.answers = [json_count(3)]
    endpoint.query(stand_in.url, "SELECT ?n {}")
    endpoint.query(stand_in.url, f"SELECT ?n {{}} # {'x' * 2000}")
    assert [request[0] for request in stand_in.requests] == ["GET", "POST"]
    assert all(request[2]["User-Agent"].startswith("kg/") for request in stand_in.requests)


def test_query_stops_waiting_for_an_endpoint_that_is_silent() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(ServiceError, match=r"no (whole )?answer"):
            endpoint.query(f"http://127.0.0.1:{silent.getsockname()[1]}/", "ASK {}", timeout=1)
