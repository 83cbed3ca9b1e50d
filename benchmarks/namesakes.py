"""Measure names of several people: where affiliations are all that is known, and made ones.

Editors found few people of one name among 5,000 papers, so three people are given the name of one
of them, names that are expected to be shared more often. Of `qian`, signatures that have nothing
but a name, no affiliation, are measured apart: nothing can place them. Run with
`python benchmarks/namesakes.py [FOLDER]`; without the truth nothing is measured.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from people import FOLDER, keyed

from kg.cli.common import table
from kg.evaluation import people as measures
from kg.evaluation.teaching import read_papers
from kg.model import Agent, Paper
from kg.resolution import Resolved, is_rare, resolve_people
from kg.resolution.authorships import Authorship, Authorships
from kg.resolution.commonness import expected_namesakes, family_word, given_words

SETS, MOST = 60, 5.0
"""Names that are made shared, and expected namesakes from which on none is drawn more often."""


def signatures(folder: Path) -> list[tuple[Agent, str]]:
    """Read the labelled signatures, each as an author and who that is."""
    with gzip.open(folder / "signatures.json.gz") as file:
        known: dict[str, Any] = json.load(file)
    with gzip.open(folder / "clusters.json.gz") as file:
        clusters = json.load(file)
    person = {each: key for key, found in clusters.items() for each in found["signature_ids"]}
    return [(_author(each["author_info"]), person[key]) for key, each in sorted(known.items())]


def _author(said: dict[str, Any]) -> Agent:
    given = " ".join(each for each in (said["first"], said["middle"]) if each)
    # The given name `Nan` was lost on the way; it stands in another field.
    given = given or said["given_name"].split()[0]
    name = f"{given} {said['last']}"
    where = "; ".join(said["affiliations"]) or None
    return Agent(name, name, family=said["last"], given=given, affiliation=where)


def by_affiliation(folder: Path) -> list[tuple[object, ...]]:
    """Lay out precision, recall and F of all signatures, and of those with an affiliation."""
    known = signatures(folder)
    papers = [Resolved(f"doi-{n:06}", Paper(authors=(each,))) for n, (each, _) in enumerate(known)]
    keys = [each.paper.authors[0].key or "" for each in resolve_people(papers)]
    pairs = [
        (person, key, agent.affiliation) for (agent, person), key in zip(known, keys, strict=True)
    ]
    return [
        _row(name, [(person, key) for person, key, where in pairs if where or not needed])
        for name, needed in (("qian", False), ("qian, affiliation known", True))
    ]  # fmt: skip


def _row(name: str, pairs: Sequence[tuple[str, str]]) -> tuple[object, ...]:
    precision, recall = measures.b_cubed(pairs)
    f = 2 * precision * recall / (precision + recall)
    return (name, len(pairs), f"{precision:.3f}", f"{recall:.3f}", f"{f:.3f}")


def made(papers: Sequence[Resolved], answers: Sequence[measures.Answer]) -> tuple[object, ...]:
    """Give three people one name, again and again, and lay out how well they are told apart."""
    lines = {line.id: line for line in Authorships(papers)}
    people: dict[str, list[Authorship]] = defaultdict(list)
    for each in answers:
        line = lines.get((each.paper, each.position - 1))
        if line and not is_rare(line.agent) and len(line.agent.given or "") > 2:
            people[each.person].append(line)
    pool = sorted(person for person, found in people.items() if len(found) > 1)
    expected = [min(MOST, _expected(people[person][0].agent)) for person in pool]
    chance, names, renamed = random.Random(7), list[str](), dict[tuple[str, int], Agent]()
    while len(names) < 3 * SETS and len(names) < len(pool) - 3:
        owner, *others = dict.fromkeys([chance.choices(pool, expected)[0], *chance.sample(pool, 2)])
        if len(others) == 2 and not {owner, *others} & {*names}:
            name = people[owner][0].agent
            renamed |= {line.id: name for each in (owner, *others) for line in people[each]}
            names += [owner, *others]
    told = resolve_people([rename(each, renamed) for each in papers])
    keys = {line.id: line.agent.key or "" for line in Authorships(told)}
    return _row(
        f"{len(names)} people of {len(names) // 3} made names",
        [(person, keys[line.id]) for person in names for line in people[person]],
    )


def _expected(agent: Agent) -> float:
    return expected_namesakes(given_words(agent), family_word(agent))


def rename(each: Resolved, names: dict[tuple[str, int], Agent]) -> Resolved:
    """Give author lines of a paper other names."""
    authors = tuple(
        replace(author, name=name.name, family=name.family, given=name.given)
        if (name := names.get((each.key, n)))
        else author
        for n, author in enumerate(each.paper.authors)
    )
    return replace(each, paper=replace(each.paper, authors=authors))


def main(folder: Path) -> None:
    """Print the figures."""
    if not folder.is_dir():
        print(f"not measured: no folder {folder} with a truth about authors", file=sys.stderr)
        return
    answers = measures.read_answers(folder / "truth.jsonl")
    rows = [
        *by_affiliation(folder / "qian"),
        made(keyed(read_papers([folder / "xml"])[0]), answers),
    ]
    print(table(rows, ("truth", "lines", "precision", "recall", "F")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
