"""`kg load` against stand-ins that speak the protocol of their product, and go wrong on request."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from asking import GRAPH
from running import Run
from servers.stand_in import WAYS, Fault, StandInStore

from kg.endpoint import loading
from kg.endpoint.shipment import by_value, pack
from kg.serialization import parse_file

pytestmark = pytest.mark.usefixtures("collected_later")

NEW = by_value(quad.triple for quad in parse_file(GRAPH))
OLD = '<https://e.org/old> <https://e.org/p> "old" .\n'
NAME = "https://e.org/graph?a=1&b=é"
NAMED = ox.NamedNode(NAME)
PRODUCTS = sorted(WAYS)
HTML: Fault = (200, {"Content-Type": "text/html"}, b"\n<!doctype html><title>Log in</title>")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, which pass at once."""
    waited: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=waited.append))
    return waited


@pytest.fixture
def old(tmp_path: Path) -> str:
    path = tmp_path / "old.nt"
    path.write_text(OLD)
    return str(path)


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_TOKEN", WAYS["qlever"].token)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "pack", partial(pack, part=2000))


def fill(server: StandInStore, text: str = OLD) -> None:
    for graph in (ox.DefaultGraph(), NAMED, ox.NamedNode("https://e.org/other")):
        server.store.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES)
        )


def held(server: StandInStore, graph: ox.NamedNode | None) -> set[ox.Triple]:
    found = server.store.quads_for_pattern(None, None, None, graph or ox.DefaultGraph())
    return {quad.triple for quad in found}


GRAPHS = [pytest.param(None, id="default"), pytest.param(NAMED, id="named")]


def options(graph: ox.NamedNode | None) -> list[str]:
    return ["--graph", graph.value] if graph else ["--default-graph"]


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("product", PRODUCTS)
def test_load_appends_replaces_and_changes(
    product: str, graph: ox.NamedNode | None, run: Run, old: str
) -> None:
    with StandInStore(product) as server:
        fill(server)
        to = ["--store", product, *options(graph)]
        for _ in range(2):
            assert run("load", server.url, GRAPH, *to)[0] == 0
            assert len(held(server, graph)) == len(NEW) + 1
        code, _, err = run("load", server.url, GRAPH, *to, "--replace")
        assert (code, held(server, graph)) == (0, NEW)
        assert ("not by a finished graph" in err) is (not WAYS[product].has_copy)
        code, _, err = run("load", server.url, GRAPH, old, *to, "--diff")
        assert (code, len(held(server, graph))) == (0, len(NEW) + 1)
        assert err.startswith("1 triples sent, 0 removed and read back")
        assert run("load", server.url, GRAPH, *to, "--diff")[2].startswith("0 triples sent, 1 rem")
        assert held(server, graph) == NEW
        names = {name.value for name in server.store.named_graphs() if held(server, name)}  # type: ignore[arg-type]
        assert names == {NAME, "https://e.org/other"}
        assert len(held(server, None if graph else NAMED)) == 1


@pytest.mark.usefixtures("small_parts")
def test_load_sends_parts_packed_where_that_is_taken(run: Run) -> None:
    for product, is_taken in (("oxigraph", True), ("fuseki", False)):
        with StandInStore(product) as server:
            assert run("load", server.url, GRAPH, "--store", product)[0] == 0
            parts = [each for each in server.requests if each.method == "POST" and "?" in each.path]
            assert len(parts) > 2
            assert all(("content-encoding" in each.headers) is is_taken for each in parts)


@pytest.mark.parametrize("status", [400, 415])
def test_load_sends_plain_text_where_gzip_is_refused(status: int, run: Run) -> None:
    with StandInStore("oxigraph", {1: (status, {}, b"what is this?")}) as server:
        assert run("load", server.url, GRAPH)[0] == 0
        assert "content-encoding" not in server.requests[1].headers


PASSING: dict[str, Callable[[], Fault]] = {
    "busy": lambda: (503, {"Retry-After": "7"}, b""),
    "until": lambda: (429, {"Retry-After": email.utils.formatdate(time.time() + 8)}, b""),
    "cut": lambda: "cut",
    "late": lambda: "late",
    "torn": lambda: (200, {"Content-Length": "99"}, b"<a"),
}


@pytest.mark.parametrize(
    ("how", "place", "fault"),
    [
        *(("--replace", place, fault) for place in range(1, 10) for fault in ("busy", "late")),
        *(("--append", place, "cut") for place in range(1, 5)),
        *(("--diff", place, "torn") for place in range(1, 6)),
        ("--append", 1, "until"),
    ],
)
def test_load_survives_what_passes_at_any_request(
    how: str, place: int, fault: str, run: Run, waits: list[float]
) -> None:
    with StandInStore("oxigraph", {place: PASSING[fault]()}) as server:
        server.store.extend(
            ox.Quad(each.subject, each.predicate, each.object, NAMED) for each in list(NEW)[:9]
        )
        code, _, err = run("load", server.url, GRAPH, "--graph", NAME, how)
        assert (code, held(server, NAMED)) == (0, NEW)
        if waits:
            assert "trying again in" in err
            low, high = {"busy": (7, 7), "until": (5, 8)}.get(fault, (1, 1))
            assert low <= waits[0] <= high


@pytest.mark.parametrize("fault", ["cut", "late", "page", "full"])
@pytest.mark.parametrize("place", range(1, 11))
def test_load_replace_that_fails_keeps_the_graph_and_a_second_run_completes(
    place: int, fault: str, run: Run, old: str, waits: list[float]
) -> None:
    wrong: dict[str, Fault] = {"page": HTML, "full": (507, {}, b"disk full")}
    with StandInStore("oxigraph") as server:
        fill(server)
        former = held(server, NAMED)
        server.faults = {place: wrong.get(fault, fault)}
        code, _, err = run("load", server.url, GRAPH, "--graph", NAME, "--replace", "--retry", "0")
        now = held(server, NAMED)
        # Request 5 is the copy, 6 removes the staging graph, 7 to 9 read the graph back.
        assert now == former if place < 5 else now == NEW or (place == 5 and now == former)
        assert code == (3 if place in (1, 2, 3, 4, 5, 7, 8, 9) else 0)
        assert not code or "http://127.0.0.1" in err
        server.faults = {}
        assert run("load", server.url, GRAPH, "--graph", NAME, "--replace")[0] == 0
        assert held(server, NAMED) == NEW
        assert len([name for name in server.store.named_graphs() if held(server, name)]) == 2  # type: ignore[arg-type]
    assert waits == []


def test_load_tells_how_what_is_held_differs(run: Run, tmp_path: Path) -> None:
    rows = b'{"head":{"vars":["class","n"]},"results":{"bindings":[%s]}}'
    kind = {"Content-Type": "application/sparql-results+json"}
    one = b'{"class":{"type":"uri","value":"a:C"},"n":{"type":"literal","value":"1"}}'
    two = b'{"n":{"type":"literal","value":"2"}}'
    file = tmp_path / "two.ttl"
    file.write_text("<a:s> a <a:C> . <a:t> a <a:C> .")
    with StandInStore(
        "oxigraph", {2: (200, kind, rows % two), 3: (200, kind, rows % one)}
    ) as server:
        code, _, err = run("load", server.url, str(file))
    assert code == 3
    assert "2 of class <a:C> sent, 1 in the graph" in err


def test_load_refuses_to_put_nothing_in_place_of_a_graph(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("@prefix a: <a:> .\n")
    with StandInStore("oxigraph") as server:
        for how in ("--replace", "--append", "--diff"):
            code, _, err = run("load", server.url, str(empty), how)
            assert code == 2
            assert "no triples to load" in err
        assert server.requests == []


def test_load_adds_blank_nodes_once(run: Run, tmp_path: Path, waits: list[float]) -> None:
    file = tmp_path / "blank.ttl"
    file.write_text('<a:s> <a:p> [ <a:q> "x" ] ; <a:q> "y" .')
    # The second request holds the blank nodes: done, but the answer was lost.
    with StandInStore("oxigraph", {2: "late"}) as server:
        assert run("load", server.url, str(file))[0] == 3
        assert len(server.requests) == 2
        assert len(held(server, None)) == 3
        assert run("load", server.url, str(file), "--replace")[0] == 0
        assert len(held(server, None)) == 3
        code, _, err = run("load", server.url, str(file), "--diff")
        assert code == 2
        assert "blank node" in err
    assert waits == []
