"""Keys of things: no two things share one, not even those whose names have no Latin letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import build
from kg.identity import agent_key, concept_key, digest, slugify
from kg.model import Agent, Paper, Record, Source
from kg.resolution import Decision, Decisions, former_people, resolve_papers, resolve_people
from kg.venues import venue_key

OWLS = Source("a" * 64, "owls.bib", "bibtex")

KEYS: tuple[Callable[[str], str], ...] = (
    lambda name: agent_key(Agent(name, name)),
    lambda name: concept_key("method", name),
    venue_key,
)


def paper(*authors: Agent, title: str = "Owls at night in deep snow", n: int = 1) -> Paper:
    return Paper(title=title, authors=authors, records=(Record(OWLS, n),))


def person(name: str, key: str | None = None) -> Agent:
    given, _, family = name.partition(" ")
    return Agent(name, name, given=given, family=family, key=key)


@pytest.mark.parametrize("key", KEYS)
def test_names_without_a_latin_letter_have_keys_of_their_own(key: Callable[[str], str]) -> None:
    names = ["王伟", "李娜", "!!!", "???", "—", "Сова", "Ухо", "Сова 2016", "Ухо 2016", "2016"]
    assert all(key(one) != key(other) for one, other in combinations(names, 2))


@pytest.mark.parametrize("key", KEYS)
@given(
    name=st.text(
        st.characters(min_codepoint=0x0400, max_codepoint=0x04FF, categories=["L"]), min_size=1
    )
)
def test_a_key_that_is_but_a_hash_has_64_bits(key: Callable[[str], str], name: str) -> None:
    assert len(key(name).rpartition("-")[2]) == 16


def test_a_key_of_a_person_has_64_bits_beside_the_name() -> None:
    assert agent_key(person("Ana Lopez")) == f"ana-lopez-{digest('ana lopez')}"


def test_decisions_may_name_people_as_earlier_builds_did() -> None:
    one, other = person("Ana Lopez"), person("Ann Lopez")
    before = resolve_papers([paper(one), paper(other, title="Snow at noon on steep roofs", n=2)])
    keys = [f"{slugify(each.name)}-{digest(each.name.lower(), 8)}" for each in (one, other)]
    decisions = Decisions((Decision(True, *keys),))
    after = resolve_people(before, decisions=decisions)
    assert len({each.paper.authors[0].key for each in after}) == 1
    former = former_people(after, decisions, before=before)
    assert {key for key, _ in former} >= set(keys)


def test_a_key_that_an_earlier_build_gave_leads_to_the_new_one() -> None:
    before = resolve_papers([paper(person("Ana Lopez", key="ana-lopez-0badc0de"))])
    after = resolve_people(before)
    assert former_people(after, before=before) == [
        ("ana-lopez-0badc0de", agent_key(person("Ana Lopez")))
    ]


@pytest.mark.parametrize("title", ["???", "—", "🦉", "…"])
def test_copies_of_a_file_whose_title_has_no_letters_are_one_record(
    tmp_path: Path, title: str
) -> None:
    record = {
        "title": title,
        "authors": ["Lopez, Ana"],
        "year": 2019,
        "venue": "!!!",
    }
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(json.dumps(record) + "\n")
    summary = build([str(tmp_path)], tmp_path / "out", mentions=False)
    assert (summary.total.read, summary.total.published, summary.total.merged) == (2, 1, 1)
    assert {source.format for source, _ in summary.sources.values()} == {"records"}


def test_records_of_one_place_that_say_other_things_are_papers_of_their_own() -> None:
    records = [paper(title="???"), replace(paper(title="???"), year="2019")]
    assert len({each.key for each in resolve_papers(records)}) == 2
