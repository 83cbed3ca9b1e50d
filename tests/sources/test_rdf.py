"""RDF that follows the shapes is read back as the papers it was made of; other RDF is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from folders import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import FULL
from pyoxigraph import RdfFormat, parse

from kg.errors import SourceError
from kg.identity import agent_key
from kg.mapping import record_triples
from kg.model import Agent, Identifier, Paper, Rejected
from kg.pipeline import build
from kg.resolution import Resolved, resolve_papers, resolve_people
from kg.serialization import FORMATS, serialize
from kg.sources import find_inputs, read

SEEDS = ROOT / "seeds"
ORCID = "0000-0002-1825-0097"
EDITORS = tuple(replace(each, printed=each.name) for each in FULL.editors)
BARE = replace(FULL, records=(), mentions=(), editors=EDITORS)
"""The printed form of an editor's name is not published: only authors have lines of their own."""
BOOK = replace(BARE, kind="Book", venue=None, issn=None, code=None)
FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def read_papers(path: Path) -> list[Paper]:
    return [replace(each, records=()) for each in read(path) if isinstance(each, Paper)]


def write(folder: Path, text: str, name: str = "graph.ttl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("paper", [BARE, BOOK], ids=["paper", "book"])
def test_read_rdf_gives_back_every_field(tmp_path: Path, paper: Paper, format: str) -> None:
    record = replace(paper, records=FULL.records)
    path = tmp_path / "any.name"
    path.write_bytes(serialize(record_triples(record), format))
    (found,) = read_papers(path)
    assert set(found.keywords) == set(paper.keywords)
    assert unresolved(replace(found, keywords=paper.keywords)) == paper
    people = [each for each in found.authors if each.kind == "person"]
    assert [each.key for each in people] == [agent_key(each) for each in people]


def unresolved(paper: Paper) -> Paper:
    """Take off who the people are, which records do not say and a build decides."""
    authors, editors = (
        tuple(replace(each, key=None) for each in agents)
        for agents in (paper.authors, paper.editors)
    )
    return replace(paper, authors=authors, editors=editors, records=())


def as_printed(paper: Paper) -> Paper:
    """Take off how people are called, too: by the fullest of the spellings that they have."""
    plain = unresolved(paper)
    authors = tuple(replace(each, name=each.printed, given=None) for each in plain.authors)
    return replace(plain, authors=authors)


def keys_of_people(papers: Iterable[Resolved]) -> list[list[str | None]]:
    """List the keys of the authors of each paper."""
    return [[author.key for author in each.paper.authors] for each in papers]


def test_read_a_build_of_the_seeds_gives_the_same_papers(tmp_path: Path) -> None:
    build([str(SEEDS)], tmp_path / "out", mentions=False)
    records = [each for path in find_inputs([str(SEEDS)]).files for each in read(path)]
    before = resolve_papers([each for each in records if isinstance(each, Paper)])
    again = [each for each in read(tmp_path / "out" / "kg.ttl") if isinstance(each, Paper)]
    after = resolve_papers(again)
    assert len(again) == 36
    assert [each.key for each in after] == [each.key for each in before]
    assert [as_printed(each.paper) for each in after] == [as_printed(each.paper) for each in before]
    assert keys_of_people(resolve_people(after)) == keys_of_people(resolve_people(before))


NAMES = st.text("abcdeﬁéßñ", min_size=2, max_size=9).map(str.capitalize)


@FILES
@given(
    names=st.lists(st.tuples(NAMES, NAMES), max_size=5, unique=True),
    orcids=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_read_rdf_keeps_the_order_of_authors(
    tmp_path: Path, names: list[tuple[str, str]], orcids: list[bool]
) -> None:
    authors = tuple(
        Agent(f"{given} {family}", f"{family}, {given}", family=family, given=given,
              orcid=ORCID if marked and n == 0 else None)
        for n, ((given, family), marked) in enumerate(zip(names, orcids, strict=False))
    )  # fmt: skip
    paper = Paper(title="NightOwl", authors=authors, records=FULL.records)
    path = tmp_path / "graph.nt"
    path.write_bytes(serialize(record_triples(paper), "nt"))
    (found,) = read_papers(path)
    assert [each.printed for each in found.authors] == [each.printed for each in authors]
    assert [each.orcid for each in found.authors] == [each.orcid for each in authors]


def test_read_rdf_takes_plain_schema_org(tmp_path: Path) -> None:
    text = """{"@context": "https://schema.org", "@type": "Thesis", "headline": "NightOwl",
      "author": [{"@type": "Person", "name": "Bo Chen"}, {"@type": "Organization", "name": "Owl Lab"}],
      "datePublished": "2019-02-07", "sameAs": "https://doi.org/10.1000/A",
      "isPartOf": {"isPartOf": {"@type": "Periodical", "name": "Owls", "issn": "1234-5679"}}}"""
    (paper,) = read_papers(write(tmp_path, text, "thesis.json"))
    assert (paper.title, paper.year, paper.date) == ("NightOwl", "2019", "2019-02-07")
    assert [(each.name, each.kind) for each in paper.authors] == [
        ("Bo Chen", "person"), ("Owl Lab", "group"),
    ]  # fmt: skip
    assert paper.identifiers == (Identifier("doi", "10.1000/a"),)
    assert (paper.kind, paper.venue, paper.issn) == ("Thesis", "Owls", "1234-5679")


def test_read_rdf_takes_http_for_https_and_lists_of_authors(tmp_path: Path) -> None:
    text = """@prefix s: <http://schema.org/> .
        <p> a s:ScholarlyArticle ; s:name "Eule"@de, "Owl"@en ; s:author ( "Bo Chen" [ s:name "Ana Lopez" ] ) ."""
    (paper,) = read_papers(write(tmp_path, text))
    assert (paper.title, paper.other_titles) == ("Owl", ("Eule",))
    assert [each.name for each in paper.authors] == ["Bo Chen", "Ana Lopez"]


def test_read_rdf_keeps_the_name_and_the_printed_name_apart(tmp_path: Path) -> None:
    text = """@prefix s: <https://schema.org/> . @prefix kg: <https://example.org/kg/ns#> .
        <p> a s:ScholarlyArticle ; s:name "Owl" ; kg:authorship <l> .
        <l> s:position 1 ; s:item <a> ; s:name "Lopez, A." . <a> a s:Person ; s:name "Ana Lopez" ."""
    (paper,) = read_papers(write(tmp_path, text))
    assert (paper.authors[0].name, paper.authors[0].printed) == ("Ana Lopez", "Lopez, A.")


def test_read_rdf_rejects_a_publication_without_title_and_abstract(tmp_path: Path) -> None:
    text = "@prefix s: <https://schema.org/> . <p> a s:Book . <q> a s:Book ; s:name 'Owls' ."
    found = list(read(write(tmp_path, text)))
    assert [type(each) for each in found] == [Rejected, Paper]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "@prefix d: <https://dblp.org/rdf/schema#> .\n<x> a d:Publication .",
            "another vocabulary",
        ),
        ("@prefix s: <https://schema.org/> .\n<x> a s:Book ; ", "not parseable"),
        ('<https://a.example/x> <https://a.example/y> "z" .\n', "another vocabulary"),
    ],
)
def test_read_rdf_refuses_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as error:
        list(read(write(tmp_path, text)))
    assert error.value.todo


def test_read_rdf_refuses_an_entity_bomb(tmp_path: Path) -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "owl" * 10}">' for n in range(12)
    )
    bomb = f"""<!DOCTYPE rdf:RDF [{entities}]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:s="https://schema.org/"><s:Book><s:name>&e11;</s:name></s:Book></rdf:RDF>"""
    with pytest.raises(SourceError):
        list(read(write(tmp_path, bomb, "bomb.rdf")))


def test_serialized_triples_of_a_book_parse(tmp_path: Path) -> None:
    triples = list(record_triples(replace(BOOK, records=FULL.records)))
    again = parse(serialize(triples, "turtle"), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in again} == set(triples)
