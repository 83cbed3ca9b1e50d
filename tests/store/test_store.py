"""Files as a data set, and what a query may be."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, QueryError, RdfError
from kg.sparql import bind, declare, query_form, read_tokens, read_variables
from kg.store import Store

pytestmark = pytest.mark.usefixtures("collected_later")

TURTLE = "<https://e.org/a> <https://schema.org/name> 'A' ."
TRIG = "<https://e.org/g> { <https://e.org/b> <https://schema.org/name> 'B' }"


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(TURTLE)
    return path


def names(store: Store, text: str) -> list[str]:
    results = store.query(text)
    assert isinstance(results, ox.QuerySolutions)
    return sorted(row[0].value for row in results)


def test_open_reads_several_files_and_formats(turtle: Path, tmp_path: Path) -> None:
    packed = tmp_path / "b.nt.gz"
    packed.write_bytes(gzip.compress(b'<https://e.org/c> <https://schema.org/name> "C" .\n'))
    trig = tmp_path / "c.trig"
    trig.write_text(TRIG)
    store = Store.open(turtle, packed, trig)
    assert names(store, "SELECT ?n { ?s schema:name ?n }") == ["A", "C"]
    assert names(store, "SELECT ?n { GRAPH <https://e.org/g> { ?s schema:name ?n } }") == ["B"]
    assert len(store) == 3


def test_open_puts_named_graphs_apart_and_keeps_those_of_trig(turtle: Path, tmp_path: Path) -> None:
    trig = tmp_path / "c.trig"
    trig.write_text(TRIG)
    store = Store.open(named_graphs={"https://e.org/x": turtle, "https://e.org/y": trig})
    assert names(store, "SELECT ?n { ?s schema:name ?n }") == []
    assert names(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }") == [
        "https://e.org/g", "https://e.org/x",
    ]  # fmt: skip


def test_open_resolves_relative_iris_against_the_base(tmp_path: Path) -> None:
    path = tmp_path / "r.ttl"
    path.write_text("<a> <https://schema.org/name> 'A' .")
    store = Store.open(path, base="https://e.org/base/")
    assert names(store, "SELECT ?s { ?s ?p ?o }") == ["https://e.org/base/a"]
    assert bool(store.query("ASK { <a> ?p ?o }", base="https://e.org/base/"))


def test_open_refuses_broken_files_and_graph_names(turtle: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<https://e.org/a> <https://schema.org/name> .\n")
    with pytest.raises(RdfError, match=r"broken\.ttl:1:"):
        Store.open(broken)
    with pytest.raises(InputError, match="absolute IRI"):
        Store.open(named_graphs={"no iri": turtle})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x WHERE {\n  ?x foaff:name ?y }", r"query:2:\d+: unknown prefix: 'foaff:'; did you mean foaf:"),
        ("SELECT ?x { ?x <name> ?y }", r"query:1:\d+: not an absolute IRI"),
        ("SELECT ?x {\n ?x ?p", r"query:2:\d+: the query ends too early"),
        ("SELECT ?x { ?x ?p ?o }\nLIMIT many", r"query:2:7: syntax error: 'many'"),
        ("", "query:1:1: the query ends too early"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, r"query:1:210: more than 200 nested"),
    ],
)  # fmt: skip
def test_query_error_has_line_and_column(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Store(ox.Store()).query(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "PREFIX x: <a:> # SELECT\nDELETE WHERE { ?s ?p ?o }",
        "BASE <a:> LOAD <http://e.org/>",
        "clear all",
    ],
)
def test_query_refuses_updates(text: str) -> None:
    with pytest.raises(QueryError, match="this is an update"):
        Store(ox.Store()).query(text)


@pytest.fixture
def visited() -> Iterator[tuple[str, list[str]]]:
    paths: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(500)

        do_POST = do_GET

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", paths
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "ASK { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <URL> } SERVICE?u{ ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SeRvIcE#x\n<URL> { ?s ?p ?o } } } } }",
        "PREFIX service: <URL> SELECT * { SERVICE service:x { ?s ?p ?o } }",
        "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { FILTER(?a<'b>c') SERVICE <URL> { ?s ?p ?o } FILTER(?x='z') }",
    ],
)
def test_query_never_follows_service(text: str, visited: tuple[str, list[str]]) -> None:
    url, paths = visited
    with pytest.raises(QueryError):
        results = Store(ox.Store()).query(text.replace("URL", url))
        list(results)  # type: ignore[arg-type]
    assert paths == []


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://e.org/> { }" }',
        "SELECT * { ?service <http://service.org/SERVICE> ?o } # SERVICE <x> {",
        "PREFIX service: <http://e.org/> SELECT * { service:service a service:Service }",
        "SELECT * { ?s ?p '''\nSERVICE\n''' }",
    ],
)
def test_query_takes_the_word_service_in_names_and_strings(text: str) -> None:
    assert list(Store(ox.Store()).query(text)) == []  # type: ignore[arg-type]


def test_query_form_reads_past_prologue_and_comments() -> None:
    assert query_form("# ASK\nBASE <a:> PREFIX ask: <b:> Describe ask:x") == "describe"
    assert query_form("papers on benchmark") is None


def test_read_variables_leaves_strings_and_comments_out() -> None:
    assert read_variables("SELECT ?a $b { ?a ?p '?c' } # ?d") == ["a", "b", "p"]


def test_declare_adds_only_what_is_used_and_undeclared() -> None:
    prefixes = {"a": "https://a.org/", "b": "https://b.org/", "c": "https://c.org/"}
    text = "PREFIX a: <https://other.org/> ASK { a:x b:y 'c:z' }"
    assert declare(text, prefixes) == f"PREFIX b: <https://b.org/> {text}"


VALUE = {"x": ox.Literal("v")}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("ASK { ?s ?p ?x }", "ASK {# ?s ?p ?x }"),
        ("SELECT ?x { { ?s ?p ?x } UNION { ?s ?p ?y } }", "SELECT ?x {# {# ?s ?p ?x } UNION { ?s ?p ?y } }"),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?x } } }", "SELECT ?s {# { SELECT ?s {# ?s ?p ?x } } }"),
        ("SELECT ?s { { SELECT ?s ?x { ?s ?p ?o } } }", "SELECT ?s {# { SELECT ?s ?x {# ?s ?p ?o } } }"),
        ("ASK { VALUES ?y { 1 } FILTER NOT EXISTS { ?s ?p ?x } }", "ASK {# VALUES ?y { 1 } FILTER NOT EXISTS {# ?s ?p ?x } }"),
        ("CONSTRUCT { ?s ?p ?x } WHERE { ?s ?p ?x }", "CONSTRUCT { ?s ?p ?x } WHERE {# ?s ?p ?x }"),
        ("CONSTRUCT WHERE { ?s ?p ?x }", "CONSTRUCT WHERE { ?s ?p ?x }\n#"),
        ("ASK { ?s ?p '{' . ?s ?q ?x # {\n}", "ASK {# ?s ?p '{' . ?s ?q ?x # {\n}"),
    ],
)  # fmt: skip
def test_bind_puts_values_where_the_variable_is(text: str, bound: str) -> None:
    block = ' VALUES ?x { "v" }'
    head, mark, rest = bound.partition("\n#")
    expected = f"{head}\n{block.strip()}{rest}" if mark else bound.replace("{#", "{" + block)
    assert bind(text, VALUE) == expected
    ox.Store().query(expected)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("SELECT ?s { ?s schema:name ?x }", 1),
        ("SELECT ?s { ?s schema:name ?n FILTER (?n = ?x) }", 1),
        ("SELECT ?s { { ?s schema:name ?n FILTER (?n = ?x) } UNION { ?s schema:name ?x } }", 2),
        ("SELECT ?s { { SELECT ?s { ?s schema:name ?n FILTER (LCASE(?n) = LCASE(?x)) } } }", 1),
        ("SELECT ?x (COUNT(*) AS ?n) { ?s schema:name ?x } GROUP BY ?x", 1),
        ("SELECT ?s { ?s schema:name ?n FILTER NOT EXISTS { ?s schema:name ?x } }", 0),
        ("SELECT ?s { ?s schema:name ?n MINUS { ?s schema:name ?x } }", 0),
        ("CONSTRUCT WHERE { ?s schema:name ?x }", 1),
    ],
)
def test_query_binds_parameters_everywhere(text: str, count: int, turtle: Path) -> None:
    results = Store.open(turtle).query(text, {"x": ox.Literal("A")})
    assert len(list(results)) == count  # type: ignore[arg-type]


def test_query_says_when_a_parameter_is_set_by_the_query() -> None:
    with pytest.raises(QueryError, match="rename the variable"):
        Store(ox.Store()).query("SELECT ?x { BIND (1 AS ?x) }", {"x": ox.Literal("A")})


@given(st.text())
def test_read_tokens_never_fails_and_keeps_places(text: str) -> None:
    for token in read_tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text


@given(st.text())
def test_query_of_any_text_is_refused_or_answered(text: str) -> None:
    try:
        Store(ox.Store()).query(text)
    except QueryError as error:
        assert str(error).startswith("query")


def test_open_resolves_relative_iris_of_a_named_graph_against_its_name(tmp_path: Path) -> None:
    path = tmp_path / "r.ttl"
    path.write_text("<> <https://schema.org/name> <#b> .")
    store = Store.open(named_graphs={"https://e.org/g": path}, base="https://e.org/other")
    assert names(store, "SELECT ?o { GRAPH ?g { ?g schema:name ?o } }") == ["https://e.org/g#b"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("SELECT DISTINCT*WHERE { ?z ?y [] . BIND(?z * 2 AS ?k) } VALUES ?a { 1 }", "z y k a"),
        ("SELECT (2 * 3 AS ?n) { ?s ?p ?o }", "n"),
        ("SELECT * { ?s ?p ?o { SELECT ?z { ?z ?hidden ?o } } }", "s p o z"),
        ("SELECT * {}", ""),
        ("SELECT ?o ?s { ?s ?p ?o }", "o s"),
    ],
)
def test_query_names_the_columns_of_a_star_in_order_of_appearance(text: str, names: str) -> None:
    results = Store(ox.Store()).query(text)
    assert isinstance(results, ox.QuerySolutions)
    assert [each.value for each in results.variables] == names.split()
