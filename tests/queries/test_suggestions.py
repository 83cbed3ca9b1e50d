"""Notes about queries without results, and the nearest name for what is misspelt."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from asking import DATA, GRAPH
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.queries import Near, explain_empty, load_query
from kg.queries.suggestions import similarity
from kg.sparql import Params
from kg.store import Store
from kg.vocab import RDF_TYPE, term

pytestmark = pytest.mark.usefixtures("collected_later")

STORE = Store.open(DATA / "graph.ttl")
MISSPELT = "no triple has the property schema:nmae; did you mean schema:name?"


def explain(store: Store, text: str, params: Params | None = None) -> list[str]:
    return explain_empty(store.query, text, params, prefixes=store.prefixes)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("SELECT ?s { ?s schema:nmae ?o }", [MISSPELT]),
        ("ASK { ?s schema:nmae ?o }", [MISSPELT]),
        ("CONSTRUCT { ?s schema:x ?o } WHERE { ?s schema:nmae ?o }", [MISSPELT]),
        ("CONSTRUCT WHERE { ?s schema:nmae ?o }", [MISSPELT]),
        (
            "SELECT ?s { ?s a kg:Methd }",
            ["nothing has the class kg:Methd; did you mean kg:Method?"],
        ),
        (
            "SELECT ?s { ?s rdf:type kg:Benchmark, kg:method }",
            ["nothing has the class kg:method; did you mean kg:Method?"],
        ),
        (
            "SELECT ?s { ?s schema:author/^schema:Author ?o ; schema:nmae 1 }",
            ["no triple has the property schema:Author; did you mean schema:author?", MISSPELT],
        ),
        (
            "SELECT ?s { ?s <http://schema.org/name> ?o }",
            ["no triple has the property <http://schema.org/name>; did you mean schema:name?"],
        ),
        (
            "PREFIX schema: <http://schema.org/> SELECT ?s { ?s a schema:Person }",
            ["nothing has the class schema:Person; did you mean <https://schema.org/Person>?"],
        ),
        (
            "SELECT ?s { ?s foaf:name ?o }",
            ["no triple has the property foaf:name; did you mean schema:name?"],
        ),
        ("SELECT ?s { ?s dcat:byteSize ?o }", ["no triple has the property dcat:byteSize"]),
        ("SELECT ?s { GRAPH ?g { ?s schema:nmae ?o } }", [MISSPELT]),
        ("SELECT ?s { { SELECT ?s { ?s schema:nmae ?o } } }", [MISSPELT]),
        ("SELECT ?s { ?s ?p ?o FILTER EXISTS { ?s schema:nmae ?x } }", [MISSPELT]),
    ],
)
def test_explain_empty_names_what_the_data_lacks_and_what_is_near(
    text: str, notes: list[str]
) -> None:
    assert explain(STORE, text) == notes


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s schema:name 'Nobody' }",
        "SELECT ?s { ?s schema:name 'Nobody' OPTIONAL { ?s schema:nmae ?o } }",
        "SELECT ?s { ?s schema:name 'Nobody' MINUS { ?s schema:nmae ?o } }",
        "SELECT ?s { ?s schema:name 'Nobody' FILTER NOT EXISTS { ?s schema:nmae ?o } }",
        "SELECT ?s { ?s schema:name 'Nobody' ; skos:braoder* ?o }",
        "SELECT ?s { ?s schema:name 'Nobody'^^xsd:srting FILTER (xsd:integer(?s) > 1) }",
        "SELECT ?s { ?s schema:author person:nobody } VALUES ?x { schema:nmae }",
        "SELECT ?s { VALUES ?s { schema:nmae } ?s schema:name ?o }",
        "SELECT ?s { { ?s schema:nmae ?o } UNION { ?s schema:name ?o } }",
        "SELECT ?s { ?s schema:nmae|schema:name ?o }",
        "BASE <https://schema.org/> SELECT ?s { ?s <name> 'Nobody' }",
    ],
)
def test_explain_empty_is_silent_about_what_is_no_reason(text: str) -> None:
    assert explain(STORE, text) == []


def test_explain_empty_binds_parameters() -> None:
    text = "SELECT ?s { { ?s schema:nmae ?name } UNION { ?s schema:name ?name } }"
    assert explain(STORE, text, {"name": ox.Literal("Tom Wu")}) == []
    assert explain(STORE, text, {"name": ox.Literal("Tim Wu")}) == [MISSPELT]


def test_explain_empty_says_five_things_at_most_and_each_once() -> None:
    missing = " ; ".join(f"<https://e.org/{n % 8}> ?o{n}" for n in range(16))
    assert len(explain(STORE, f"SELECT ?s {{ ?s {missing} }}")) == 5


def test_explain_empty_knows_the_terms_of_named_graphs() -> None:
    store = ox.Store()
    graph = ox.NamedNode("https://e.org/g")
    store.add(ox.Quad(graph, RDF_TYPE, term("schema:Person"), graph))
    near = Near(Store(store).query, {})
    assert near.names(classes=True) == ["https://schema.org/Person"]
    assert near.names(classes=False) == [RDF_TYPE.value]
    assert explain(Store(store), "SELECT ?s { ?s a schema:Person }") == []
    assert explain(Store(store), "SELECT ?s { ?s a schema:Persn }") == [
        "nothing has the class schema:Persn; did you mean schema:Person?"
    ]


def test_explain_empty_speaks_of_packaged_queries_too() -> None:
    notes = explain(Store(ox.Store()), load_query("papers-on-benchmark").text)
    assert "no triple has the property skos:broader" not in notes
    assert notes


@given(st.sampled_from(["name", "author", "abstract", "identifier"]), st.data())
def test_explain_empty_undoes_two_letters_that_were_swapped(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 2))
    typed = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    [note] = explain(STORE, f"ASK {{ ?s schema:{typed} ?o }}")
    assert note.endswith(f"; did you mean schema:{name}?")


@given(st.text(max_size=20), st.text(max_size=20))
def test_similarity_is_between_0_and_1_and_1_for_itself(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == 1


@pytest.mark.parametrize(
    "options", [[], ["--results", "csv"], ["--limit", "3"], ["--results", "count"]]
)
def test_query_notes_go_to_stderr_and_change_nothing_else(options: list[str], run: Run) -> None:
    text = "SELECT ?s { ?s schema:nmae ?o }"
    code, out, err = run("query", text, "--data", GRAPH, *options)
    assert (code, err) == (0, f"kg: note: {MISSPELT}\n")
    right = "SELECT ?s { ?s schema:name 'Nobody' }"
    assert run("query", right, "--data", GRAPH, *options) == (0, out, "")
    assert run("query", text, "--data", GRAPH, "--quiet", *options) == (0, out, "")


def test_query_with_results_has_no_note(run: Run) -> None:
    text = "SELECT ?s { ?s a kg:Method OPTIONAL { ?s schema:nmae ?o } }"
    code, _, err = run("query", text, "--data", GRAPH)
    assert (code, err) == (0, "")


def test_query_proposes_the_nearest_format_command_and_query(run: Run) -> None:
    assert "did you mean json?" in run("query", "ASK {}", "--results", "jsno", "--data", GRAPH)[2]
    assert "did you mean query?" in run("qeury", "ASK {}")[2]
    code, _, err = run("queries", "papers-on-benchmrk")
    assert (code, "did you mean papers-on-benchmark" in err) == (2, True)
