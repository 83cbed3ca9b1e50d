"""Queries that are empty for a datatype, a language, a case or a namespace: what would match is said."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.queries import explain_empty
from kg.store import Store

pytestmark = pytest.mark.usefixtures("collected_later")

DATA = """
@prefix owl: <https://owls.example.net/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
owl:paper-1 a owl:Paper ; owl:year "2018"^^xsd:gYear ; owl:label "Tawny"@en ; owl:pages 12 ;
    owl:title "On Tawny Owls" ; owl:by owl:Ada ; owl:site "https://e.org/x"^^xsd:anyURI ;
    owl:day "2018-05-04"^^xsd:date ; owl:open true .
owl:paper-2 a owl:Paper ; owl:year "2021"^^xsd:gYear ; owl:label "Barn"@en-GB ; owl:pages 7 ;
    owl:title "On Barn Owls" ; owl:by owl:Ben ; owl:weight 1.50 .
"""
YEAR_2018 = '"2018"^^xsd:gYear'


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("owls") / "owls.ttl"
    path.write_text(DATA)
    return path


@pytest.fixture(scope="module")
def store(file: Path) -> Store:
    return Store.open(file)


def explain(store: Store, text: str, params: dict[str, ox.Literal] | None = None) -> list[str]:
    return explain_empty(store.query, text, params, prefixes=store.prefixes)


@pytest.mark.parametrize(
    ("pattern", "note"),
    [
        ("?s owl:year 2018", f"no triple has owl:year 2018; {YEAR_2018} would match"),
        ("?s owl:year '2018'", f"no triple has owl:year '2018'; {YEAR_2018} would match"),
        (
            "?s a owl:Paper ; owl:pages '12', 7",
            'no triple has owl:pages \'12\'; "12"^^xsd:integer would match',
        ),
        ("?s owl:label 'Tawny'", 'no triple has owl:label \'Tawny\'; "Tawny"@en would match'),
        ("?s owl:label 'barn'@en", 'no triple has owl:label \'barn\'@en; "Barn"@en-gb would match'),
        (
            "?s owl:title 'on tawny owls'",
            'no triple has owl:title \'on tawny owls\'; "On Tawny Owls" would match',
        ),
        ("?s owl:weight 1.5e0", 'no triple has owl:weight 1.5e0; "1.5"^^xsd:decimal would match'),
        (
            "?s owl:site <https://e.org/x>",
            'no triple has owl:site <https://e.org/x>; "https://e.org/x"^^xsd:anyURI would match',
        ),
        ("?s owl:open 'true'", 'no triple has owl:open \'true\'; "true"^^xsd:boolean would match'),
        ("?s owl:by owl:ada", "no triple has owl:by owl:ada; owl:Ada would match"),
        (
            "?s owl:by <http://birds.example.net/Ben>",
            "no triple has owl:by <http://birds.example.net/Ben>; owl:Ben would match",
        ),
        (
            "<http://owls.example.net/paper-1> ?p ?o",
            "the data does not have <http://owls.example.net/paper-1>; owl:paper-1 would match",
        ),
        ("owl:Paper-1 ?p ?o", "the data does not have owl:Paper-1; owl:paper-1 would match"),
        ("?s ?p 2018", f"2018 matches nothing; {YEAR_2018} would"),
        ("?s owl:year ?y FILTER(?y = 2018)", f"2018 matches nothing; {YEAR_2018} would"),
        ("?s owl:year ?y FILTER(2018 = ?y)", f"2018 matches nothing; {YEAR_2018} would"),
        ("?s owl:year ?y FILTER(?y > 2016)", '2016 matches nothing; "2016"^^xsd:gYear would'),
        ("?s owl:year ?y FILTER(STR(?y) = 2018)", '2018 matches nothing; "2018" would'),
        ("?s owl:pages ?n FILTER(?n < '20')", "'20' matches nothing; \"20\"^^xsd:integer would"),
        ("?s owl:label ?l FILTER(?l = 'Tawny')", "'Tawny' matches nothing; \"Tawny\"@en would"),
        ("?s owl:label ?l FILTER(?l IN ('Barn'))", "'Barn' matches nothing; \"Barn\"@en-gb would"),
        ("?s owl:label ?l VALUES ?l { 'Tawny' }", "'Tawny' matches nothing; \"Tawny\"@en would"),
        ("BIND('Tawny' AS ?l) ?s owl:label ?l", "'Tawny' matches nothing; \"Tawny\"@en would"),
        (
            "?s owl:title ?t FILTER(CONTAINS(?t, 'barn owl'))",
            "'barn owl' matches nothing; \"Barn Owl\" would",
        ),
        (
            "?s owl:title ?t FILTER(REGEX(STR(?t), 'tawny'))",
            "'tawny' matches nothing; \"Tawny\" would",
        ),
        (
            "?s owl:label ?l FILTER(?l = 'tawny')",
            "'tawny' matches nothing; \"Tawny\"@en would",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form", ["SELECT ?s {{ {} }}", "ASK {{ {} }}", "SELECT (COUNT(*) AS ?n) {{ {} }}"]
)
def test_explain_empty_says_what_would_match(
    pattern: str, note: str, form: str, store: Store
) -> None:
    assert explain(store, form.format(pattern)) == [note]


@pytest.mark.parametrize(
    ("pattern", "notes"),
    [
        (
            "?s owl:by 'ada lark'",
            ["no triple has owl:by 'ada lark'; owl:by/owl:called \"Ada Lark\" would match"],
        ),
        (
            "?s owl:id '10.5555/X'",
            ["no triple has owl:id '10.5555/X'; \"doi:10.5555/x\" would match"],
        ),
        (
            "?s owl:year ?y FILTER(xsd:integer(?y) > 2016 && xsd:double(?y) < 3000)",
            [
                "xsd:integer(?y) cannot read what is there; xsd:integer(STR(?y)) has",
                "xsd:double(?y) cannot read what is there; xsd:double(STR(?y)) has",
            ],
        ),
        ("?s owl:year ?y FILTER(xsd:integer(?y) > 3000)", []),
        ("?s owl:by 'Bo'", []),
    ],
)
def test_explain_empty_looks_behind_things_labels_and_casts(pattern: str, notes: list[str]) -> None:
    prefixes = {"owl": "https://owls.example.net/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    store = Store(ox.Store(), prefixes)
    store.quads.load(
        input="""@prefix owl: <https://owls.example.net/> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            owl:1 owl:by owl:Ada ; owl:id "doi:10.5555/x" ; owl:year "2018"^^xsd:gYear .
            owl:Ada owl:called "Ada Lark" .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert explain(store, f"SELECT ?s {{ {pattern} }}") == notes


def test_explain_empty_mends_several_literals_at_once(store: Store) -> None:
    both = explain(store, "ASK { ?s owl:year ?y FILTER(?y > 2016 && ?y < 2020) }")
    assert both == [
        '2016 matches nothing; "2016"^^xsd:gYear would',
        '2020 matches nothing; "2020"^^xsd:gYear would',
    ]
    mixed = explain(store, "ASK { ?s owl:label 'Tawny' ; owl:year ?y FILTER(?y < 2020) }")
    assert mixed == [
        "no triple has owl:label 'Tawny'; \"Tawny\"@en would match",
        '2020 matches nothing; "2020"^^xsd:gYear would',
    ]


def test_explain_empty_looks_at_parameters_too(store: Store) -> None:
    text = "SELECT ?s { ?s owl:year ?year }"
    assert explain(store, text, {"year": ox.Literal("2018")}) == [
        f'"2018" matches nothing; {YEAR_2018} would'
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        "?s owl:year ?y FILTER(?y = 1066)",
        "?s owl:title 'On Snowy Owls'",
        "?s owl:pages 12 ; owl:by owl:Ben",
        "?s owl:title ?t FILTER(DATATYPE(?t) = xsd:date)",
        "?s owl:year ?y OPTIONAL { ?s owl:label 'Tawny' } FILTER(?y = '1066'^^xsd:gYear)",
        "{ SELECT ?s { ?s owl:pages 8 } LIMIT 12 }",
    ],
)
def test_explain_empty_is_silent_where_nothing_would_match(pattern: str, store: Store) -> None:
    assert explain(store, f"SELECT ?s {{ {pattern} }}") == []


def test_explain_empty_says_nothing_of_queries_with_results(store: Store) -> None:
    assert explain(store, "ASK { ?s owl:year ?y FILTER(STR(?y) = '2018' || ?y = 2018) }") == []


def test_explain_empty_stops_when_its_time_is_over(store: Store) -> None:
    asked = []

    def ask(text: str, params: object) -> object:
        asked.append(text)
        return store.query(text)

    text = "ASK { ?s owl:year 2018 }"
    assert explain_empty(ask, text, prefixes=store.prefixes, patience=-1) == []  # type: ignore[arg-type]
    assert asked == []


@given(
    st.sampled_from(["en", "de", "en-GB", None]), st.sampled_from(["string", "gYear", "integer"]),
    st.sampled_from(["2018", "7"]),
)  # fmt: skip
def test_explain_empty_names_a_literal_that_is_there(
    language: str | None, datatype: str, value: str
) -> None:
    kind = ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}")
    there = ox.Literal(value, language=language) if language else ox.Literal(value, datatype=kind)
    quads = ox.Store()
    node = ox.NamedNode("https://owls.example.net/a")
    quads.add(ox.Quad(node, node, there))
    store = Store(quads)
    for asked in (ox.Literal(value, language="fr"), ox.Literal(value)):
        notes = explain(store, f"SELECT ?s {{ ?s {node} ?v FILTER(SAMETERM(?v, {asked})) }}")
        notes += explain(store, f"SELECT ?s {{ ?s {node} {asked} }}")
        assert len(notes) == (0 if asked == there else 2)
        for note in notes:
            named = note.partition("; ")[2].partition(" would")[0]
            assert store.query(f"ASK {{ ?s ?p {named} }}")


def test_query_notes_what_would_match_in_every_format(file: Path, run: Run) -> None:
    text = "SELECT ?s { ?s owl:year 2018 }"
    for results in ("table", "csv", "tsv", "json", "xml", "count"):
        code, _, err = run("query", text, "--data", str(file), "--results", results)
        assert (code, YEAR_2018 in err) == (0, True)
        right = f"SELECT ?s {{ ?s owl:year {YEAR_2018} ; owl:label 'Nobody' }} LIMIT 1"
        assert run("query", right, "--data", str(file), "--results", results)[2] == ""


def test_query_says_that_the_data_is_in_named_graphs(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "owls.trig"
    file.write_text("GRAPH <urn:owls> { <urn:a> a <https://schema.org/Person> }")
    for text in ("papers", "coverage", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"):
        code, _, err = run("query", text, "--data", str(file))
        assert (code, "the default graph is empty" in err, "--graph urn:owls" in err) == (0, 1, 1)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    code, out, err = run("query", count, "--data", str(file), "--graph", "urn:owls")
    assert (code, out, err) == (0, "n\n1\n", "")
    err = run("query", count, "--data", str(file), "--graph", "urn:owl")[2]
    assert err == "kg: note: the data has no graph <urn:owl>; there is <urn:owls>\n"
    assert run("query", "ASK { GRAPH ?g { ?s ?p <urn:x> } }", "--data", str(file))[2] == ""
