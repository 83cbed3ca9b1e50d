"""Full-text search, `kg find`, and `kg describe` by words."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import DATA, GRAPH
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.queries import FullText
from kg.queries.fulltext import _quote
from kg.store import Store
from kg.vocab import term

pytestmark = pytest.mark.usefixtures("collected_later")

EXAMPLE = "https://example.org/kg/"


@pytest.fixture(scope="module")
def index() -> FullText:
    return FullText(Store.open(DATA / "graph.ttl"))


def found(index: FullText, words: str, limit: int = 20) -> list[str]:
    return [hit.thing.value.removeprefix(EXAMPLE) for hit in index.search(words, limit)]


def store_of(*values: tuple[str, str, str]) -> Store:
    quads = [
        ox.Quad(ox.NamedNode(EXAMPLE + thing), term(property), ox.Literal(value))
        for thing, property, value in values
    ]
    store = ox.Store()
    store.extend(quads)
    return Store(store)


def test_search_puts_labels_before_titles_before_abstracts(index: FullText) -> None:
    assert found(index, "tidepool")[:2] == ["benchmark/tidepool", "benchmark/tidepool-8"]
    assert found(index, "lanternfish") == ["method/lanternfish", "paper/arxiv-2101.00001"]
    assert "paper/abstract-5566778899aabbcc" in found(index, "tidepool")[2:]


def test_search_wants_all_words_and_takes_the_last_as_a_beginning(index: FullText) -> None:
    assert found(index, "learning noth") == ["paper/openreview-Qx_9"]
    assert found(index, "noth learning") == []
    assert found(index, "reefs lanternfish") == []


@pytest.mark.parametrize("words", ["Ines Oe", "inès øe", "INES", "OE, INES"])
def test_search_finds_people_whatever_case_and_accents(words: str, index: FullText) -> None:
    assert found(index, words) == ["person/ines-oe-1a2b3c4d"]


def test_search_ignores_accents_in_the_text_and_in_the_words() -> None:
    index = FullText(store_of(("a", "schema:name", "Taïga"), ("b", "schema:name", "Taiga forests")))
    assert found(index, "taiga") == found(index, "TAÏGA") == ["a", "b"]


def test_search_leaves_out_the_names_of_authorships(index: FullText) -> None:
    assert found(index, "team reef") == ["org/reef-team-4d5e6f70"]


def test_search_finds_things_of_named_graphs_and_other_vocabularies() -> None:
    store = ox.Store()
    thing, graph = ox.NamedNode("https://e.org/t"), ox.NamedNode("https://e.org/g")
    store.add(
        ox.Quad(thing, term("dcterms:title"), ox.Literal("Kelp at noon", language="en"), graph)
    )
    [hit] = FullText(Store(store)).search("noon")
    assert (hit.thing, hit.kind, hit.label, hit.snippet) == (
        thing, None, "Kelp at noon", "Kelp at [noon]",
    )  # fmt: skip


def test_search_names_the_class_that_people_know(index: FullText) -> None:
    kinds = [hit.kind for words in ("tidepool", "ada li", "reef team")
             for hit in index.search(words, 1)]  # fmt: skip
    assert kinds == [term("kg:Benchmark"), term("schema:Person"), term("schema:Organization")]


def test_search_orders_equals_by_label_and_iri() -> None:
    values = [(f"{n}", "schema:name", "Sea urchin") for n in (3, 1, 2)]
    assert found(FullText(store_of(*values)), "urchin") == ["1", "2", "3"]
    assert found(FullText(store_of(*values)), "urchin", 2) == ["1", "2"]


def test_search_labels_a_paper_without_title_by_its_abstract(index: FullText) -> None:
    [hit] = index.search("currents")
    assert hit.label == "DriftNet follows currents 𝒬-wise. We evaluate it on TidePool…"
    assert "[currents]" in hit.snippet


@pytest.mark.parametrize(
    "words", ['"', "a OR", "NEAR(a b, 2)", "label:", "*", "-", "^x", "{label}: x", "", " ", "a\0b",
              "\ud800", "x " * 500]
)  # fmt: skip
def test_search_takes_no_word_as_syntax(words: str, index: FullText) -> None:
    assert index.search(words) == []


@given(st.text(alphabet=st.sampled_from("ab\"*():-^{}+, '\\\0"), max_size=20))
def test_quote_makes_any_text_a_search_that_runs(words: str) -> None:
    index = FullText(store_of(("t", "schema:name", "ab ba a b")))
    assert isinstance(index.search(words), list)
    assert _quote(words).count('"') % 2 == 0


@given(st.sampled_from(["kelp", "urchin", "limpet"]), st.integers(1, 6))
def test_search_finds_what_holds_the_beginning_of_a_word(word: str, length: int) -> None:
    index = FullText(
        store_of(*((each, "schema:name", f"{each} reef") for each in ("kelp", "urchin", "limpet")))
    )
    assert word in found(index, word[:length])


def test_find_prints_class_label_thing_and_the_words(run: Run) -> None:
    code, out, err = run("find", "Tide", "Pool", "--data", GRAPH)
    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert lines == [
        ["class", "label", "thing", "found"],
        ["kg:Benchmark", "TidePool", "benchmark:tidepool", "[Tide]", "[Pool]", "Suite"],
    ]


def test_find_writes_the_formats_of_sparql_and_says_that_there_is_more(run: Run) -> None:
    code, out, err = run("find", "tidepool", "--data", GRAPH, "--limit", "2", "--results", "csv")
    assert (code, err) == (0, "the first 2 are shown; there are more\n")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["label"] for row in rows] == ["TidePool", "TidePool-8"]
    code, out, _ = run("find", "øe", "--data", GRAPH, "--results", "json")
    [binding] = json.loads(out)["results"]["bindings"]
    assert binding["thing"] == {"type": "uri", "value": f"{EXAMPLE}person/ines-oe-1a2b3c4d"}
    assert run("find", "tidepool", "--data", GRAPH, "--results", "turtle")[0] == 2


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("lantern fish", "; did you mean Lanternfish?"),
        ("lerning folows", ""),
        ("foloows curents", "; did you mean follows currents?"),
        ("zzz", ""),
    ],
)
def test_find_without_a_hit_is_no_failure_and_says_what_is_near(
    words: str, hint: str, run: Run
) -> None:
    code, out, err = run("find", words, "--data", GRAPH, "--results", "csv")
    assert (code, out) == (0, "class,label,thing,found\r\n")
    assert err == f"nothing has all of these words: {words!r}{hint}\n"


def test_find_gives_the_same_bytes_whatever_the_order_of_the_files(
    run: Run, tmp_path: Path
) -> None:
    more = tmp_path / "more.nt"
    more.write_text('<https://e.org/m> <https://schema.org/name> "TidePool again" .\n')
    one = run("find", "tidepool", "--data", GRAPH, str(more))[1]
    assert run("find", "tidepool", "--data", str(more), GRAPH)[1] == one


def test_describe_shows_the_one_thing_whose_name_has_the_words(run: Run) -> None:
    code, out, err = run("describe", "reefs num", "--data", GRAPH)
    assert (code, out.splitlines()[0]) == (0, "Reefs without numbers")
    assert err == "nothing is called 'reefs num'; 'Reefs without numbers' has these words\n"


def test_describe_names_what_it_might_be_where_words_fit_several_names(run: Run) -> None:
    code, out, err = run("describe", "lanternf", "--data", GRAPH)
    assert (code, out) == (2, "")
    assert err == (
        "kg: nothing has this name or IRI: 'lanternf'; did you mean Lanternfish, "
        'Lanternfish: "seeing" in the dark {again}?\n'
    )


def test_describe_points_to_find_where_no_name_has_the_words(run: Run) -> None:
    code, _, err = run("describe", "follows currents", "--data", GRAPH)
    assert code == 2
    assert "try `kg find 'follows currents'`" in err


def test_index_is_closed_when_nobody_holds_it() -> None:
    index = FullText(Store(ox.Store()))
    connection = index._index
    del index
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
