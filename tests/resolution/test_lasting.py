"""Every key that was published leads on while its sources are there, whatever came in between."""

from __future__ import annotations

import random

from papers import at

from kg.model import Agent, Identifier, Paper, Source
from kg.resolution import former_people, resolve_papers, resolve_people

NAMES = (("Wei", "Wang"), ("Jun", "Li"), ("Ada", "Rarely"), ("A.", "Rarely"))
ADA = "0000-0002-1825-0097"
SEQUENCES, STEPS = 50, 8
Keys = set[str]


def source(n: int) -> Source:
    """Name a source."""
    return Source(f"{n:064x}", f"list{n}.bib", "bibtex")


def write_lists(chance: random.Random) -> list[list[Paper]]:
    """Write lists that share papers, names and identifiers in many ways."""
    lists = []
    for n in range(5):
        papers = []
        for index in range(1, 6):
            valley = chance.randrange(8)
            # What one list says of a paper's authors, and another otherwise, is no longer published.
            given, family = NAMES[valley % 4]
            who = Agent(f"{given} {family}", f"{family}, {given}", family=family, given=given,
                        orcid=ADA if family == "Rarely" and chance.random() < 0.2 else None)  # fmt: skip
            title = f"Owls of valley {'abcdefgh'[valley]} hunt mice"
            dois = (Identifier("doi", f"10.1000/{valley}.{chance.randrange(2)}"),)
            paper = Paper(title=title, authors=(who,), year=chance.choice(("2001", "2004")),
                          identifiers=dois if chance.random() < 0.4 else ())  # fmt: skip
            papers.append(at(paper, source(n), index))
        lists.append(papers)
    return lists


def published(lists: list[list[Paper]], chosen: set[int]) -> tuple[Keys, Keys]:
    """Return the keys of the papers and people of a build, and those and all that lead to one."""
    papers = resolve_papers([paper for n in sorted(chosen) for paper in lists[n]])
    people = resolve_people(papers)
    own = {f"paper/{each.key}" for each in people}
    own |= {f"person/{author.key}" for each in people for author in each.paper.authors}
    former = {f"paper/{alias}" for each in people for alias in each.aliases}
    former |= {f"person/{each}" for each, _ in former_people(people, before=papers)}
    assert former.isdisjoint(own)
    return own, own | former


def test_keys_lead_on_through_random_sequences_of_add_and_remove() -> None:
    chance = random.Random(5)
    for _ in range(SEQUENCES):
        lists = write_lists(chance)
        chosen = {chance.randrange(5)}
        given: list[tuple[set[int], Keys]] = []
        for _ in range(STEPS):
            own, known = published(lists, chosen)
            for sources, keys in given:
                if sources <= chosen:
                    assert keys <= known, (sources, chosen, keys - known)
            given.append((set(chosen), own))
            other = chance.randrange(5)
            chosen = chosen ^ {other} if chosen != {other} else chosen
