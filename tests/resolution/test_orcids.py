"""ORCID iDs are strong evidence and no proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from papers import OTHER, at
from running import Outcome

from kg.model import Agent, Paper
from kg.resolution import Resolved, doubted_orcids, resolve_people

ADA = "0000-0002-1825-0097"


def person(name: str, orcid: str | None = ADA) -> Agent:
    """Write an author down."""
    given, _, family = name.rpartition(" ")
    return Agent(name, name, family=family, given=given, orcid=orcid)


def papers(*lists: tuple[Agent, ...]) -> list[Resolved]:
    """Make papers of these author lists."""
    return [
        Resolved(f"title-{n}", at(Paper(title=f"T{n}", authors=each), OTHER, n))
        for n, each in enumerate(lists, 1)
    ]


def doubted(*lists: tuple[Agent, ...]) -> list[str]:
    """List the names whose iD is not believed."""
    return [line.agent.name for line in doubted_orcids(papers(*lists))]


def test_doubted_orcids_are_those_of_a_coauthor() -> None:
    ada, bo = person("Ada Rare"), person("Bo Owl")
    assert doubted((ada,), (ada,), (bo,)) == ["Bo Owl"]


def test_doubted_orcids_are_all_where_nothing_tells_the_owner() -> None:
    assert doubted((person("Ada Rare"), person("Bo Owl"))) == ["Ada Rare", "Bo Owl"]


def test_doubted_orcids_are_those_of_one_list_even_of_like_names() -> None:
    wei, other = person("Wei Wang"), person("Wei Zhang")
    assert doubted((wei, other), (wei,)) == ["Wei Zhang"]


def test_doubted_orcids_are_none_of_one_person() -> None:
    names = ("Ada Rare", "A. Rare", "Ada Owl", "Ада Рэйр")
    assert doubted(*((person(name),) for name in names), (person("Ada Rare"),)) == []
    assert doubted((person("Ada Rare"), person("Ada Rare"))) == []


def test_resolve_people_does_not_believe_a_doubted_orcid() -> None:
    ada, bo = person("Ada Rare"), person("Bo Owl")
    *_, last = resolve_people(papers((ada,), (ada,), (bo,)))
    (author,) = last.paper.authors
    assert author.orcid is None
    assert author.key
    assert author.key.startswith("bo-owl-")


def test_build_says_which_orcid_is_not_believed(
    tmp_path: Path, run_kg: Callable[..., Outcome]
) -> None:
    people = [("Ada Rare", "T1"), ("Ada Rare", "T2"), ("Bo Owl", "T3")]
    records = [
        {"title": title, "authors": [{"name": name, "orcid": ADA}]} for name, title in people
    ]
    source = tmp_path / "new.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    result = run_kg("build", str(source), "--output", str(tmp_path / "out"), "--no-mentions")
    assert (
        f"kg: T3: the ORCID iD is another one's by all that is known: {ADA} of Bo Owl"
        in result.stderr
    )
