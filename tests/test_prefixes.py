"""Prefixes: shortening and expanding, and those of the data that is asked."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.prefixes import Spelling, expand, prefixes_shown, spell
from kg.serialization import parse_bytes, read_prefixes, serialize
from kg.vocab import PREFIXES

pytestmark = pytest.mark.usefixtures("collected_later")

BASE = "https://owls.example.net/data/"
OWLS = {"owl": "https://owls.example.net/", "barn": "https://owls.example.net/barn/"}
LIST = '{"title": "The Tawny Owl", "authors": ["Ada Strix"], "year": 2021}\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build under a namespace of its own."""
    from kg import build

    folder = tmp_path_factory.mktemp("built")
    (folder / "owls.jsonl").write_text(LIST)
    build([str(folder / "owls.jsonl")], folder / "out", base=BASE)
    return folder / "out" / "kg.ttl"


@pytest.fixture(params=["kg.ttl", "kg.nt", "kg.jsonld", "kg.rdf", "kg.trig"])
def data(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> str:
    """The build in formats that declare prefixes, and in one that does not."""
    if request.param == "kg.ttl":
        return str(built)
    triples = list(parse_bytes(built.read_bytes(), "turtle", where="kg.ttl"))
    (tmp_path / request.param).write_bytes(serialize(triples, request.param.partition(".")[2]))
    return str(tmp_path / request.param)


def paper_of(built: Path) -> str:
    """Return the name of the one paper, as `paper:NAME`."""
    return next(
        line for line in built.read_text().splitlines() if line.startswith("paper:")
    ).split()[0]


@given(st.sampled_from([*OWLS.values(), "https://e.org/"]), st.text(max_size=6))
def test_shorten_and_expand_are_inverse_in_every_grammar(namespace: str, local: str) -> None:
    iri = namespace + local
    name = Spelling(OWLS).shorten(iri)
    if name is None:
        return
    assert expand(name, OWLS) == iri
    declared = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in OWLS.items())
    (quad,) = parse_bytes(f"{declared} {name} {name} {name} .".encode(), "turtle", where="-")
    assert quad.subject == ox.NamedNode(iri)
    assert ox.Store().query(f"{declared} ASK {{ FILTER ({name} = <{iri}>) }}")


@pytest.mark.parametrize(
    ("iri", "text"),
    [
        ("https://owls.example.net/barn/alba", "barn:alba"),
        ("https://owls.example.net/barn", "owl:barn"),
        ("https://owls.example.net/barn/", "<https://owls.example.net/barn/>"),
        ("https://owls.example.net/é·1", "owl:é·1"),
        ("https://owls.example.net/x²", "<https://owls.example.net/x²>"),
        ("https://owls.example.net/-a", "<https://owls.example.net/-a>"),
        ("https://owls.example.net/a.", "<https://owls.example.net/a.>"),
        ("https://owls.example.net/a b", "<https://owls.example.net/a b>"),
    ],
)
def test_spell_uses_the_longest_namespace_and_valid_names_only(iri: str, text: str) -> None:
    assert spell(iri, OWLS) == text


def test_spelling_takes_namespaces_that_end_in_letters_and_the_first_of_two_names() -> None:
    spelling = Spelling({"go": "http://e.org/GO_", "mine": "http://e.org/", "his": "http://e.org/"})
    assert spelling.shorten("http://e.org/GO_1") == "go:1"
    assert spelling.shorten("http://e.org/x") == "mine:x"


def test_expand_knows_no_foreign_prefix_and_undoes_escapes() -> None:
    assert expand(r"owl:a\,b", OWLS) == "https://owls.example.net/a,b"
    assert [expand(text, OWLS) for text in ("x:a", "owl", "owl: a", "owl:<a>")] == [None] * 4


def test_prefixes_shown_follow_most_things_and_declarations_first() -> None:
    things = [f"{BASE}paper/a", f"{BASE}paper/b", "https://e.org/paper/c", "https://e.org/x"]
    shown = prefixes_shown(things, {"paper": "https://mine.example.net/p/"})
    assert shown["method"] == f"{BASE}method/"
    assert shown["paper"] == "https://mine.example.net/p/"
    assert prefixes_shown([])["kg"] == PREFIXES["kg"]


def test_read_prefixes_reads_both_spellings_and_resolves_them(tmp_path: Path) -> None:
    file = tmp_path / "owls.ttl"
    file.write_text("PREFIX : <barn/>\n@prefix owl: <https://e.org/> .\nowl:a owl:b :c .")
    assert read_prefixes(file, base="https://h.org/d") == {
        "": "https://h.org/barn/", "owl": "https://e.org/",
    }  # fmt: skip
    file.write_text("@prefix owl: <https://e.org/> . owl:a owl:b ;;; ??")
    assert read_prefixes(file) == {"owl": "https://e.org/"}
    assert read_prefixes("-") == {}


def test_query_and_describe_know_the_namespace_of_the_data(
    data: str, built: Path, run: Run
) -> None:
    paper = paper_of(built)
    code, out, err = run("describe", paper, "--data", data)
    assert (code, err) == (0, "")
    assert out.splitlines()[1].startswith(f"{paper} · ")
    assert "The Tawny Owl" in out
    ask = f"SELECT ?name {{ {paper} schema:name ?name }}"
    assert run("query", ask, "--data", data, "--results", "csv")[1] == "name\r\nThe Tawny Owl\r\n"


def test_tables_parameters_and_graphs_use_the_namespace_of_the_data(
    data: str, built: Path, run: Run
) -> None:
    paper = paper_of(built)
    assert paper in run("query", "papers", "--data", data)[1]
    code, out, _ = run("query", "authors", "--param", f"paper={paper}", "--data", data)
    assert (code, "person:" in out, "Ada Strix" in out) == (0, True, True)
    assert paper in run("find", "tawny", "--data", data)[1]
    ask = "CONSTRUCT WHERE { ?s schema:name ?o }"
    assert f"@prefix paper: <{BASE}paper/> ." in run("query", ask, "--data", data)[1]
    ask = f"ASK {{ {paper} schema:name ?name }}"
    assert f"PREFIX paper: <{BASE}paper/>" in run("query", ask, "--explain", "--data", data)[1]


def test_convert_gives_the_same_bytes_whatever_was_declared(
    data: str, built: Path, run: Run
) -> None:
    assert run("convert", data, "--to", "turtle")[1] == built.read_text()


def test_query_reads_declarations_for_what_is_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = tmp_path / "owls.ttl"
    file.write_text("@prefix nest: <https://nests.example.net/> . nest:a nest:b nest:c .")
    asked = "SELECT * { nest:a ?p ?o }"
    answer = (0, "p       o\nnest:b  nest:c\n", "")
    for _ in range(2):
        assert run("query", asked, "--data", str(file), "--cache") == answer
