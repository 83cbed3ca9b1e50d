"""Asking a real server: one named graph, addresses with a query, the namespace of its data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from running import Run
from servers.oxigraph import Oxigraph

from kg import build
from kg.endpoint import GraphStore

pytestmark = pytest.mark.usefixtures("collected_later")

GRAPH = "https://owls.example.net/graph"
BASE = "https://owls.example.net/data/"
LIST = '{"title": "The Tawny Owl", "authors": ["Ada Strix"], "year": 2021, "id": "strix"}\n'
COUNT = "SELECT (COUNT(*) AS ?n) { ?paper a kg:Publication }"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose only data is a build, in a named graph."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "owls.jsonl").write_text(LIST)
    build([str(folder / "owls.jsonl")], folder / "out", base=BASE)
    with Oxigraph(folder) as server:
        load = ["load", server.url, str(folder / "out" / "kg.ttl"), "--store", "oxigraph"]
        from kg.cli import main

        with pytest.raises(SystemExit) as stop:
            main([*load, "--graph", GRAPH, "--quiet"])
        assert stop.value.code == 0
        yield f"{server.url}/query"


def test_query_asks_one_named_graph(url: str, run: Run) -> None:
    at = ("--endpoint", url, "--results", "csv")
    assert run("query", COUNT, *at, "--graph", GRAPH)[1] == "n\r\n1\r\n"
    assert run("query", COUNT, *at)[1] == "n\r\n0\r\n"
    assert run("query", f"{COUNT} # {'x' * 2000}", *at, "--graph", GRAPH)[1] == "n\r\n1\r\n"


def test_query_takes_an_address_with_a_query_of_its_own(url: str, run: Run) -> None:
    for text in (COUNT, f"{COUNT} # {'x' * 2000}"):
        at = ("--endpoint", f"{url}?union-default-graph", "--results", "csv")
        assert run("query", text, *at) == (0, "n\r\n1\r\n", "")
    at = ("--endpoint", f"{url}/?default-graph-uri={GRAPH}#top", "--results", "csv")
    assert run("query", COUNT, *at) == (0, "n\r\n1\r\n", "")


def test_query_knows_the_namespace_of_what_an_endpoint_has(url: str, run: Run) -> None:
    at = ("--endpoint", url, "--graph", GRAPH)
    code, out, _ = run("query", "SELECT ?paper { ?paper a kg:Publication }", *at)
    paper = out.split()[1]
    assert (code, paper.startswith("paper:")) == (0, True)
    assert "The Tawny Owl" in run("query", f"SELECT ?name {{ {paper} schema:name ?name }}", *at)[1]
    assert "Ada Strix" in run("query", "authors", "--param", f"paper={paper}", *at)[1]


@pytest.mark.parametrize("store", ["oxigraph", "graphdb"])
def test_addresses_keep_the_query_behind_the_path(store: str) -> None:
    plain, asked = (
        GraphStore.at("http://h/r", store, GRAPH),
        GraphStore.at("http://h/r/?k=v", store, GRAPH),
    )
    for one, other in ((plain.query_url, asked.query_url), (plain.update_url, asked.update_url)):
        assert f"{one}?k=v" == other


def test_query_refuses_a_graph_that_is_no_iri(url: str, run: Run) -> None:
    for data in (("--endpoint", url), ("--data", "ontology/ontology.ttl")):
        code, _, err = run("query", COUNT, *data, "--graph", "owls")
        assert (code, err.startswith("kg: --graph: ")) == (2, True)


def test_query_says_that_the_data_of_an_endpoint_is_in_a_named_graph(url: str, run: Run) -> None:
    for text in (COUNT, "papers", "coverage"):
        code, _, err = run("query", text, "--endpoint", url)
        assert (code, err.count("the default graph is empty"), f"--graph {GRAPH}" in err) == (
            0,
            1,
            1,
        )
    code, _, err = run("query", COUNT, "--endpoint", url, "--graph", f"{GRAPH}s")
    assert err == f"kg: note: the data has no graph <{GRAPH}s>; there is <{GRAPH}>\n"


def test_query_says_what_would_match_at_an_endpoint(url: str, run: Run) -> None:
    at = ("--endpoint", url, "--graph", GRAPH, "--results", "csv")
    text = "SELECT ?s {{ ?s schema:name ?n ; fabio:hasPublicationYear {} }}"
    assert '"2021"^^xsd:gYear would match' in run("query", text.format("2021"), *at)[2]
    text = 'SELECT ?s { ?s schema:name ?n FILTER(?n = "the tawny owl") }'
    assert '"The Tawny Owl" would' in run("query", text, *at)[2]
    assert "did you mean schema:name?" in run("query", "ASK { ?s schema:nmae ?o }", *at)[2]
