"""Loading into a real Oxigraph server, where it is installed, and asking it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import GRAPH
from running import Run
from servers.oxigraph import Oxigraph, find_program

from kg import endpoint
from kg.endpoint import GraphStore
from kg.endpoint.addresses import check_url, public
from kg.errors import InputError
from kg.serialization import parse_file

pytestmark = pytest.mark.usefixtures("collected_later")

SIZE = len({quad.triple for quad in parse_file(GRAPH)})
OTHER = "<https://e.org/s> <https://e.org/p> {} .\n"


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    if find_program() is None:
        pytest.skip("the server `oxigraph` is absent: loading into a real store is NOT tested")
    with Oxigraph(tmp_path) as server:
        yield server.url


def size(url: str, pattern: str = "?s ?p ?o") -> int:
    answer = endpoint.query(f"{url}/query", f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)["n"].value)


def test_load_appends_to_the_default_graph_and_is_harmless_twice(oxigraph: str, run: Run) -> None:
    for _ in range(2):
        code, out, err = run("load", oxigraph, GRAPH)
        assert (code, out) == (0, "")
        assert err == f"{SIZE} triples sent and read back; the default graph holds {SIZE}\n"
    assert size(oxigraph) == SIZE


def test_load_replaces_a_named_graph_and_leaves_others_alone(
    oxigraph: str, run: Run, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.nt", tmp_path / "second.nt"
    first.write_text(OTHER.format('"old"') + OTHER.format('"older"'))
    second.write_text(OTHER.format('"new"'))
    graph = ["--graph", "https://e.org/g?a=1&b=é"]
    assert run("load", oxigraph, str(first), *graph)[0] == 0
    assert run("load", oxigraph, str(first))[0] == 0
    code, _, err = run("load", oxigraph, str(second), *graph, "--replace")
    assert code == 0
    assert err.startswith("1 triples sent and read back; https://e.org/g?a=1&b=é holds 1")
    assert size(oxigraph, "GRAPH <https://e.org/g?a=1&b=é> { ?s ?p ?o }") == 1
    assert size(oxigraph) == 2
    assert run("load", oxigraph, str(first), *graph, "--append")[0] == 0
    assert size(oxigraph, "GRAPH <https://e.org/g?a=1&b=é> { ?s ?p ?o }") == 3


def test_load_reads_back_through_the_graph_store_alone(oxigraph: str, run: Run) -> None:
    for url in (f"{oxigraph}/store", f"{oxigraph}/store?graph=https%3A%2F%2Fe.org%2Fg"):
        code, _, err = run("load", url, GRAPH, "--store", "generic", "--replace")
        assert code == 0
        assert f"holds {SIZE}" in err
    assert size(oxigraph) == SIZE
    assert size(oxigraph, "GRAPH <https://e.org/g> { ?s ?p ?o }") == SIZE


def test_load_compares_values_not_spellings(oxigraph: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "numbers.nt"
    xsd = "http://www.w3.org/2001/XMLSchema#"
    file.write_text(
        "".join(
            OTHER.format(each)
            for each in (f'"1.50"^^<{xsd}decimal>', f'"007"^^<{xsd}nonNegativeInteger>',
                         '"a\\"\\n\\\\"', '"é"@fr', "_:b", f'"2020"^^<{xsd}gYear>')
        )
    )  # fmt: skip
    assert run("load", oxigraph, str(file), "--replace")[0] == 0


def test_query_asks_an_endpoint_as_it_asks_files(oxigraph: str, run: Run) -> None:
    assert run("load", oxigraph, GRAPH)[0] == 0
    packaged = ["papers-on-benchmark", "--param", "benchmark=tide POOL suite", "--results", "csv"]
    url = ["--endpoint", f"{oxigraph}/query"]
    assert run("query", *packaged, *url) == run("query", *packaged, "--data", GRAPH)
    long = f"SELECT ?n {{ ?s schema:name ?n FILTER (?n = ?x) }} # {'-' * 3000}"
    given = ["--param", "x=Tom Wu", "--results", "count"]
    assert run("query", long, *given, *url)[:2] == (0, "2\n")
    graph = ["DESCRIBE benchmark:tidepool-8", "--results", "nt"]
    assert run("query", *graph, *url) == run("query", *graph, "--data", GRAPH)
    assert run("query", "ASK { ?s a kg:Method }", *url, "--timeout", "60") == (0, "true\n", "")


@pytest.mark.parametrize("text", ['"} DROP ALL #', "'''\n} UNION { ?s ?p ?o }", "<x> {", "\\"])
def test_query_binds_hostile_parameters_at_an_endpoint(text: str, oxigraph: str, run: Run) -> None:
    assert run("load", oxigraph, GRAPH)[0] == 0
    code, out, err = run(
        "query", "papers-on-benchmark", "--param", f"benchmark={text}", "--results", "csv",
        "--endpoint", f"{oxigraph}/query",
    )  # fmt: skip
    assert (code, out) == (0, "paper,title,year,on\r\n")
    assert err.startswith("no benchmark is called")
    assert size(oxigraph) == SIZE


def test_query_error_of_an_endpoint_is_exit_3(oxigraph: str, run: Run) -> None:
    code, out, err = run("query", "SELECT * {", "--endpoint", f"{oxigraph}/query")
    assert (code, out) == (3, "")
    assert "the server refused GET: '400" in err.splitlines()[0]
    assert err.splitlines()[1].startswith("query:1:11: the query ends too early")
    assert run("query", "DROP ALL", "--endpoint", f"{oxigraph}/query")[0] == 2
    code, _, err = run("query", "ASK {}", "--endpoint", f"{oxigraph}/nowhere")
    assert code == 3


@pytest.mark.parametrize(
    ("product", "graph", "graph_url", "query_url", "update_url"),
    [
        ("oxigraph", None, "http://h:1/store?default", "http://h:1/query", "http://h:1/update"),
        ("fuseki", "a:b", "http://h:1/data?graph=a%3Ab", "http://h:1/query", "http://h:1/update"),
        ("virtuoso", "a:b", "http://h:1/sparql-graph-crud-auth?graph=a%3Ab",
         "http://h:1/sparql-auth", "http://h:1/sparql-auth"),
        ("graphdb", "a:b", "http://h:1/rdf-graphs/service?graph=a%3Ab", "http://h:1",
         "http://h:1/statements"),
        ("qlever", "a:b", "http://h:1?graph=a%3Ab", "http://h:1", "http://h:1"),
        ("generic", None, "http://h:1?default", None, None),
    ],
)  # fmt: skip
def test_graph_store_derives_addresses(
    product: str, graph: str | None, graph_url: str, query_url: str | None, update_url: str | None
) -> None:
    store = GraphStore.at("http://h:1/", product, graph)
    assert (store.graph_url, store.query_url) == (graph_url, query_url)
    assert store.update_url == update_url


@pytest.mark.parametrize("product", ["graphdb", "qlever"])
def test_graph_store_asks_for_the_default_graph_where_queries_would_see_all(product: str) -> None:
    query_url = GraphStore.at("http://h:1/", product, None).query_url
    assert query_url
    assert "?default-graph-uri=http%3A%2F%2F" in query_url


def test_check_url_and_public() -> None:
    assert public("http://a:b@e.org:80/x?y") == "http://e.org:80/x"
    for url in ("file:///etc/passwd", "http://", "http://e.org:x/", "http://e .org/"):
        with pytest.raises(InputError):
            check_url(url, "URL")
