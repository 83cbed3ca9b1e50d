"""Papers that are looked at together get the verdict that each gets alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from folders import ROOT, TESTS
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.extraction import load_extractor
from kg.identity import Namespace
from kg.model import Agent, Identifier, Paper
from kg.pipeline.batches import doubtful
from kg.pipeline.gate import Gate
from kg.pipeline.sieve import Sieve
from kg.sources import FORMATS, read
from kg.vocab import DEFAULT_BASE

Change = Callable[[Paper], Paper]

CHANGES: dict[str, Change] = {
    "nothing": lambda paper: paper,
    "year": lambda paper: replace(paper, year="199x"),
    "no text": lambda paper: replace(paper, title=None, abstract=None),
    "doi": lambda paper: replace(paper, identifiers=(Identifier("doi", "banana"),)),
    "url": lambda paper: replace(paper, url="a b"),
    "kind": lambda paper: replace(paper, kind="Conference Paper"),
    "status": lambda paper: replace(paper, status="accepted", venue=None),
    "orcid": lambda paper: replace(paper, authors=(Agent("Ada", "Ada", orcid="0000-1"),)),
    "one orcid": lambda paper: replace(
        paper,
        authors=tuple(Agent(x, x, orcid="0000-0002-1825-0097") for x in ("Ada Owl", "Bo Bat")),
    ),
    "twice": lambda paper: replace(paper, authors=paper.authors * 2),
    "own address": lambda paper: replace(paper, url=f"{DEFAULT_BASE}person/ada"),
    "address of another": lambda paper: replace(paper, url=f"{DEFAULT_BASE}3/paper/a"),
    "offset": lambda paper: replace(
        paper, mentions=tuple(replace(each, end=each.end + 1) for each in paper.mentions)
    ),
    "quote": lambda paper: replace(
        paper, mentions=tuple(replace(each, text="owl") for each in paper.mentions)
    ),
    "confidence": lambda paper: replace(
        paper, mentions=tuple(replace(each, confidence=7.0) for each in paper.mentions)
    ),
    "label": lambda paper: replace(
        paper,
        mentions=tuple(
            replace(each, concept=replace(each.concept, label="", alt_labels=("",)))
            for each in paper.mentions
        ),
    ),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    """The records of the seeds, of the examples of all formats and of the tests, with mentions."""
    folder = tmp_path_factory.mktemp("examples")
    paths = [path for path in sorted((TESTS / "sources" / "data").rglob("*")) if path.is_file()]
    for name, format in FORMATS.items():
        paths.append(folder / f"example-{name}")
        paths[-1].write_text(format.example, encoding="utf-8")
    found: list[Paper] = []
    for path in (*sorted((ROOT / "seeds").iterdir()), *paths):
        found += _papers_of(path)
    return list(load_extractor().extract(found))


def _papers_of(path: Path) -> list[Paper]:
    try:
        return [item for item in read(path) if isinstance(item, Paper)]
    except SourceError:  # Some files of the tests are none.
        return []


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


def alone(gate: Gate, papers: list[Paper]) -> list[Paper]:
    return [paper for paper in papers if gate.look(paper, "x").conforms()]


@pytest.mark.parametrize("base", [DEFAULT_BASE, "https://owls.example/#"])
def test_a_batch_passes_what_passes_alone(papers: list[Paper], base: str) -> None:
    gate = Gate(namespace=Namespace(base))
    changed = [change(paper) for paper, change in zip(papers, cycle(CHANGES.values()))]
    passed = [*Sieve(gate.namespace, "x").records(changed)]
    assert passed == alone(gate, changed)
    assert 50 < len(passed) < len(changed)


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_has_the_verdict_it_has_alone(
    papers: list[Paper], gate: Gate, name: str
) -> None:
    some = [each for each in papers if each.mentions][:6]
    batch = [change(paper) for paper in some for change in (CHANGES[name], CHANGES["nothing"])]
    passed = alone(gate, batch)
    assert [*Sieve(gate.namespace, "x").records(batch)] == passed
    assert (passed == batch) == (
        name in {"nothing", "one orcid", "twice", "own address", "address of another", "status"}
    )


@given(chosen=st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([*CHANGES])), max_size=12))
def test_a_batch_of_any_changes_passes_what_passes_alone(
    papers: list[Paper], gate: Gate, chosen: list[tuple[int, str]]
) -> None:
    batch = [CHANGES[name](papers[number % len(papers)]) for number, name in chosen]
    assert [*Sieve(gate.namespace, "x").records(batch)] == alone(gate, batch)


def test_only_papers_in_doubt_are_looked_at_alone(papers: list[Paper], gate: Gate) -> None:
    good = alone(gate, papers)[:20]
    bad = CHANGES["year"](good[7])
    assert doubtful(gate, [*good[:7], bad, *good[8:]], "x") == {7}


def test_what_is_shared_by_papers_of_a_batch_says_nothing_of_another(gate: Gate) -> None:
    """One of two papers of one key has the text that the other lacks."""
    owls = Identifier("doi", "10.5555/owls")
    full, empty = Paper(title="Owls", identifiers=(owls,)), Paper(identifiers=(owls,))
    assert doubtful(gate, [full, empty]) == {1}
