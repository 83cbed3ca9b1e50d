"""Packaged queries: the same rows in two engines, on a graph that holds every hard case."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from asking import DATA, GRAPH, PREFIXES, layout, rows_of
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.queries import (
    fill_parameters,
    find_things,
    list_queries,
    load_query,
    parse_query,
    parse_value,
    suggest,
    write_results,
)
from kg.serialization import to_rdflib
from kg.sparql import bind, declare
from kg.store import Store

pytestmark = pytest.mark.usefixtures("collected_later")

ARGUMENTS = {
    "authors": {"paper": "reefs WITHOUT numbers"},
    "claims-on-benchmark": {"benchmark": "tidepool"},
    "coauthors": {"author": "oe, ines"},
    "compared-methods": {"method": "lanternfish"},
    "evidence": {"paper": "paper:title-00112233aabbccdd"},
    "methods-on-benchmark": {"benchmark": "Tide Pool Suite"},
    "papers-by-author": {"author": "Tom Wu"},
    "papers-by-author-on-benchmark": {"author": "Inès Øe", "benchmark": "maze2d"},
    "papers-mentioning": {"concept": "plain q-learning"},
    "methods-for-task": {"task": "Tracking"},
    "papers-on-benchmark": {"benchmark": "TIDEPOOL"},
    "papers-on-task": {"task": "tracking"},
    "quotes": {"concept": "<https://example.org/kg/benchmark/tidepool>"},
    "similar-papers": {"paper": "openreview:Qx_9"},
    "top-concepts": {"type": "kg:Benchmark"},
    "who-cites": {"paper": "arXiv:2101.00001"},
    "papers-of-organization": {"organization": "tide lab"},
    "funded-by": {"funder": "Deep Fund"},
}


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.open(GRAPH)


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return to_rdflib(GRAPH)


@pytest.mark.parametrize("name", [query.name for query in list_queries()])
def test_packaged_query_gives_expected_rows_in_both_engines(
    name: str, store: Store, graph: rdflib.Graph, request: pytest.FixtureRequest
) -> None:
    query = load_query(name)
    values, unknown = fill_parameters(
        query.parameters, ARGUMENTS.get(name, {}), store.query, PREFIXES
    )
    assert not unknown

    mine = rows_of(store, query.text, values)
    found = graph.query(declare(bind(query.text, values), PREFIXES))
    rows = (row for row in found if isinstance(row, rdflib.query.ResultRow))
    theirs = [tuple(None if cell is None else str(cell) for cell in row) for row in rows]
    assert sorted(mine, key=repr) == sorted(theirs, key=repr)

    results = store.query(query.text, values)
    written, _ = write_results(results, "table", prefixes=PREFIXES, layout=layout)
    expected = DATA / f"{name}.tsv"
    if request.config.getoption("--update"):
        expected.write_bytes(written)
    assert written.decode() == expected.read_text(encoding="utf-8")
    assert len(mine) > 0


def test_packaged_queries_declare_what_they_use() -> None:
    for query in list_queries():
        ox.Store().query(query.text)  # without any default prefix
        for parameter in query.parameters:
            assert f"?{parameter.name}" in query.text


def test_load_query_suggests_names_that_are_close() -> None:
    with pytest.raises(QueryError, match=r"did you mean papers-on-benchmark"):
        load_query("paper-on-benchmarks")


def test_load_query_does_not_leave_its_folder() -> None:
    with pytest.raises(QueryError):
        load_query("../queries/papers")


def test_parse_query_reads_classes_and_defaults() -> None:
    query = parse_query("q", "# Who?\n#+ param a (kg:Method, kg:Benchmark): a thing\nASK {}")
    assert query.question == "Who?"
    assert query.parameters[0].classes == ("kg:Method", "kg:Benchmark")
    assert query.parameters[0].default is None


def test_fill_parameters_names_the_parameters_that_a_query_has(store: Store) -> None:
    query = load_query("papers-by-author-on-benchmark")
    with pytest.raises(QueryError, match="it has author, benchmark"):
        fill_parameters(query.parameters, {"benchmarks": "x"}, store.query, PREFIXES)
    with pytest.raises(QueryError, match="--param author="):
        fill_parameters(query.parameters, {"benchmark": "x"}, store.query, PREFIXES)


def test_fill_parameters_follows_an_alias_and_takes_every_homonym(store: Store) -> None:
    alias = {"paper": "<https://example.org/kg/paper/title-00112233aabbccdd>"}
    values, _ = fill_parameters(load_query("authors").parameters, alias, store.query, PREFIXES)
    assert [term.value for term in values["paper"]] == [f"{PREFIXES['paper']}arxiv-2101.00001"]
    tom = {"author": "tom wu"}
    values, _ = fill_parameters(load_query("coauthors").parameters, tom, store.query, PREFIXES)
    assert len(values["author"]) == 2


def test_fill_parameters_says_which_name_is_unknown(store: Store) -> None:
    query = load_query("papers-on-benchmark")
    values, unknown = fill_parameters(
        query.parameters, {"benchmark": "TidePol"}, store.query, PREFIXES
    )
    assert unknown == [
        "no benchmark is called 'TidePol'; did you mean TidePool, TidePool-8, Tide Pool Suite?"
    ]
    assert rows_of(store, query.text, values) == []


HOSTILE = [
    'TidePool" } UNION { ?paper ?p ?o } #',
    "x' } #",
    "a\nb\r\t\\",
    '""" } SELECT * { ?s ?p ?o }',
    "<https://example.org/> } {",
    "{{{{",
    "?paper",
    "} ; DROP ALL #",
    "\\u0022 } UNION { ?paper a ?t }",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_parameter_with_sparql_text_is_a_value_only(text: str, store: Store) -> None:
    query = load_query("papers-on-benchmark")
    values, unknown = fill_parameters(query.parameters, {"benchmark": text}, store.query, PREFIXES)
    assert rows_of(store, query.text, values) == []
    assert len(unknown) == 1
    value = ox.Literal(text)
    assert rows_of(store, "SELECT ?x { }", {"x": value}) == [(text,)]


@given(st.text())
def test_bind_gives_back_any_text(text: str) -> None:
    empty = Store(ox.Store())
    assert rows_of(empty, "SELECT ?x WHERE { FILTER (?x = ?x) }", {"x": ox.Literal(text)}) == [
        (text,)
    ]


@given(st.text())
def test_parse_value_gives_a_term_or_an_input_error(text: str) -> None:
    try:
        value = parse_value(text, PREFIXES)
    except QueryError:
        assert text.startswith("<")
    else:
        assert isinstance(value, ox.NamedNode) or value.value == text


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("<https://e.org/a>", "https://e.org/a"),
        ("benchmark:d4rl", "https://example.org/kg/benchmark/d4rl"),
        ("text: a study", None),
        ("https://e.org/a", None),
        ("arXiv:2101.00001", None),
    ],
)
def test_parse_value_tells_iris_from_strings(text: str, iri: str | None) -> None:
    value = parse_value(text, PREFIXES)
    assert value == (ox.NamedNode(iri) if iri else ox.Literal(text))


def test_parse_value_refuses_what_is_no_iri() -> None:
    for text in ("<not an iri>", '<https://e.org/"x>', "<a> } <b>"[:3]):
        with pytest.raises(QueryError, match="not an absolute IRI"):
            parse_value(text, PREFIXES)


@pytest.mark.parametrize("name", ["Øe, Inès", "øe,  inès", "Inès Øe", "inès øe"])
def test_find_things_takes_names_turned_round(name: str, store: Store) -> None:
    assert (
        [each.value.rpartition("/")[2] for each in find_things(store.query, name)]
        == [each.value.rpartition("/")[2] for each in find_things(store.query, "Inès Øe")]
        != []
    )


def test_find_things_takes_names_as_a_paper_prints_them() -> None:
    store = Store(ox.Store())
    store.quads.load(
        b"""@prefix s: <https://schema.org/> . @prefix : <https://owls.example.net/> .
        :ada a s:Person ; s:name "Ada Strix" . :bo a s:Person ; s:name "A. Strix" .
        :line s:item :ada ; s:name "A. Strix" . :other s:item :ada ; s:name "Strix-Hoot, A." .""",
        ox.RdfFormat.TURTLE,
    )
    found = {name: find_things(store.query, name) for name in ("strix-hoot, a.", "A. Strix")}
    assert [[each.value[-3:] for each in things] for things in found.values()] == [["ada"], ["/bo"]]
    assert "Ada Strix" in suggest(store.query, "Strix, Adda")


def test_timeline_of_one_concept(store: Store) -> None:
    query = load_query("timeline")
    assert query.parameters[0].is_optional
    values, unknown = fill_parameters(query.parameters, {}, store.query, PREFIXES)
    assert (values, unknown) == ({}, [])
    values, _ = fill_parameters(query.parameters, {"concept": "maze2d"}, store.query, PREFIXES)
    rows = rows_of(store, query.text, values)
    assert {row[0] for row in rows} == {"Maze2D"}
    assert rows == [row for row in rows_of(store, query.text, {}) if row[0] == "Maze2D"]
