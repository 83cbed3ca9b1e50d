"""Values of options and of the environment that are none: a line, and no traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import layout
from running import Outcome

from kg.errors import InputError, QueryError
from kg.queries import write_results
from kg.queries.results import make_solutions
from kg.serialization import parse_file
from kg.store import Store

Kg = Callable[..., Outcome]
NO_IRIS = [
    "",
    "http://[",
    "x",
    ":",
    "http://a b/",
    "http://e.org/<",
    "http://%zz/",
    "http://e.org/\x1b/",
]
BIB = "@article{a, title = {Owls}, author = {Lopez, Ana}}"
TTL = '<https://e.org/p> <https://schema.org/name> "a\\u0001b" .'


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.bib").write_text(BIB)
    (tmp_path / "a.ttl").write_text(TTL)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("iri", NO_IRIS)
@pytest.mark.parametrize(
    "args",
    [
        ["build", "a.bib", "--no-mentions", "--base"],
        ["convert", "a.ttl", "--to", "nt", "--base"],
        ["query", "ASK {}", "--data", "a.ttl", "--base"],
        ["query", "ASK {}", "--data", "a.ttl", "--graph"],
        ["load", "http://127.0.0.1:9/", "a.ttl", "--graph"],
    ],
    ids=lambda args: f"{args[0]}-{args[-1]}",
)
def test_an_iri_that_is_none_is_an_input_error(run_kg: Kg, args: list[str], iri: str) -> None:
    refused = run_kg(*args, iri)
    assert refused.exit_code == 2
    assert re.match(rf"kg: {args[-1]}: not an absolute IRI", refused.stderr)


@pytest.mark.parametrize("iri", NO_IRIS)
def test_the_library_refuses_a_base_that_is_no_iri(iri: str) -> None:
    with pytest.raises(InputError, match="not an absolute IRI"):
        list(parse_file("a.ttl", base=iri))
    with pytest.raises(InputError, match="not an absolute IRI"):
        Store.open("a.ttl", base=iri)


@pytest.mark.parametrize("epoch", ["9" * 20, "¹", "-1e5", "abc", "253402300800", " "])
def test_a_date_that_is_none_is_an_input_error(
    run_kg: Kg, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    refused = run_kg("build", "a.bib", "--no-mentions")
    assert refused.exit_code == 2
    assert "SOURCE_DATE_EPOCH: not a number of seconds" in refused.stderr
    assert not Path("out/summary.json").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["build", "a.bib"], ["add", "a.bib"], ["remove", "a.bib"], ["sources"],
        ["convert", "a.ttl", "--to", "nt"], ["validate", "a.ttl"], ["stats", "a.ttl"],
    ],
    ids=lambda args: args[0],
)  # fmt: skip
def test_an_output_without_a_name_is_a_usage_error(run_kg: Kg, args: list[str]) -> None:
    refused = run_kg(*args, "--output", "")
    assert refused.exit_code == 2
    assert "the name is empty" in refused.stderr


@pytest.mark.parametrize("text", ["a\x01b", "a\x1b", "\ufffe", "\uffff"])
@pytest.mark.parametrize("limit", [None, 1])
def test_xml_results_hold_no_character_that_xml_forbids(text: str, limit: int | None) -> None:
    solutions = make_solutions(("name",), [(ox.Literal(text),)])
    with pytest.raises(QueryError, match="XML cannot hold"):
        write_results(solutions, "xml", prefixes={}, layout=layout, limit=limit)


def test_results_of_nested_triples_are_cut_or_refused() -> None:
    term = ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.NamedNode("a:c"))
    written, _ = write_results(
        make_solutions(("name",), [(term,)]), "tsv", prefixes={}, layout=layout, limit=1
    )
    assert written == b"?name\n<<( <a:a> <a:b> <a:c> )>>\n"
    for _ in range(1000):
        term = ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), term)
    store = Store(ox.Store())
    store.quads.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), term))
    with pytest.raises(QueryError, match="nested too deeply"):
        write_results(
            store.query("SELECT ?o { ?s ?p ?o }"), "json", prefixes={}, layout=layout, limit=1
        )
