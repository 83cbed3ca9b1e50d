"""What was worked out for lines before holds as long as nothing that it depends on has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Agent, Paper
from kg.resolution import Decision, Decisions, Resolved, resolve_people
from kg.resolution.authorships import Authorships
from kg.resolution.traits import Describing, Traits


class Known:
    """A memory of texts by key that is never emptied; `worked` counts what was worked out."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self.worked = 0

    def __call__(
        self,
        what: str,
        keys: Iterable[str],
        number: int,
        tasks: Callable[[Sequence[int]], Iterable[Any]],
        do: Callable[[Any], Iterable[Any]],
    ) -> Iterator[Any]:
        known = [(what, key) for key in keys]
        assert len(known) == number
        new = [n for n, key in enumerate(known) if key not in self.texts]
        self.worked += len(new)
        results = chain.from_iterable(map(do, tasks(new)))
        for n, result in zip(new, results, strict=True):
            self.texts[known[n]] = json.dumps(result)
        return (json.loads(self.texts[key]) for key in known)


def person(given: str, family: str, **more: str) -> Agent:
    return Agent(f"{given} {family}", f"{given} {family}", given=given, family=family, **more)  # type: ignore[arg-type]


ADA = "0000-0002-1825-0097"
_AGENTS = st.sampled_from(
    [person("Wei", "Wang"), person("Wei", "Wang", orcid=ADA), person("Wei", "Wang", affiliation="Owl Lab"),
     person("W.", "Wang"), person("Jun", "Li"), person("Ana", "Rare"), person("Bo", "Rare", orcid=ADA)]
)  # fmt: skip
_PAPERS = st.lists(
    st.builds(
        Paper,
        title=st.sampled_from(["Owls of the barn", "Bats of the cave"]),
        year=st.sampled_from(["1970", "2001", None]),
        venue=st.sampled_from(["Owl News", None]),
        authors=st.lists(_AGENTS, max_size=3).map(tuple),
    ),
    max_size=6,
)
_KNOWN = Known()
_DESCRIBED: dict[str, Traits] = {}


@given(_PAPERS)
def test_describing_lines_of_one_key_says_the_same_of_them(papers: list[Paper]) -> None:
    """All examples share one memory of keys: one that leaves something out stands for two."""
    lines = Authorships([Resolved(f"title-{n}", each) for n, each in enumerate(papers)])
    describing = Describing(lines)
    for line in lines:
        said = describing.describe(line)
        assert _DESCRIBED.setdefault(describing.key([line]), said) == said


@given(_PAPERS, st.booleans())
def test_resolve_people_finds_with_a_memory_what_it_finds_without(
    papers: list[Paper], decided: bool
) -> None:
    resolved = [Resolved(f"title-{n}", each) for n, each in enumerate(papers)]
    apart = Decision(False, "title-0.1", "title-1.1")
    decisions = Decisions((apart,) if decided else ())
    assert resolve_people(resolved, decisions=decisions, recall=_KNOWN) == resolve_people(
        resolved, decisions=decisions
    )


def test_resolve_people_works_out_for_a_new_paper_what_it_bears_on_alone() -> None:
    names = [person(given, family) for given in ("Wei", "Jun", "Ana") for family in ("Li", "Owl")]
    papers = [
        Resolved(f"title-{n:02}", Paper(title=f"T{n}", authors=(names[n % 6], names[n % 5])))
        for n in range(30)
    ]
    known = Known()
    resolve_people(papers, recall=known)
    at_first, known.worked = known.worked, 0
    resolve_people(papers, recall=known)
    assert known.worked == 0
    new = Resolved("title-99", Paper(title="T", authors=(person("Zoe", "Quist"),)))
    resolve_people([*papers, new], recall=known)
    assert known.worked == 0
    again = replace(new, paper=replace(new.paper, authors=(names[0],)))
    resolve_people([*papers, again], recall=known)
    assert 0 < known.worked < at_first
