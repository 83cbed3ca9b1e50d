"""Write the pairs that may be one thing, for a person to decide, and read the decisions' unknowns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from kg.identity import Namespace, record_keys
from kg.model import Paper
from kg.resolution import Candidate, Decisions, Resolved, find_namesakes, known_people, source_order

FILE = "candidates.tsv"
_HEADER = (
    "decision", "kind", "a", "b", "name_a", "name_b", "year_a", "year_b", "venue_a", "venue_b",
    "source_a", "source_b", "score", "evidence",
)  # fmt: skip
_MOST = 3
"""Venues and places in sources of a person that a row names; how many more there are, it counts."""


def write_candidates(
    papers: Sequence[Resolved], decisions: Decisions, namespace: Namespace, folder: Path
) -> tuple[int, int]:
    """Write the pairs of published papers and of people that are open, the likeliest first.

    Returns how many were written, and how many pairs of people that share little were not.

    A row with its first column filled in is a decision.
    """
    published = {each.key: each.candidates for each in papers}
    found = [each for open_ in published.values() for each in open_ if each.b in published]
    namesakes = find_namesakes(papers, decisions=decisions)
    found += namesakes.candidates
    found.sort(key=lambda each: (each.kind, -each.score, each))
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as out:
        for row in (_HEADER, *_rows(found, papers, namespace)):
            out.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
    return len(found), namesakes.left_out


def _rows(
    candidates: Sequence[Candidate], papers: Iterable[Resolved], namespace: Namespace
) -> Iterator[tuple[str, ...]]:
    known = _papers_of({key for each in candidates for key in (each.a, each.b)}, papers)
    for each in candidates:
        a, b = (namespace.iri(each.kind, key).value for key in (each.a, each.b))
        said = zip(*(describe(known[key]) for key in (each.a, each.b)), strict=True)
        yield (
            "", each.kind, a, b, each.name_a, each.name_b, *(cell for pair in said for cell in pair),
            f"{each.score:.2f}", each.evidence,
        )  # fmt: skip


def _papers_of(keys: AbstractSet[str], papers: Iterable[Resolved]) -> Mapping[str, list[Paper]]:
    """Return the paper of each key, or the papers of a person's."""
    known: dict[str, list[Paper]] = defaultdict(list)
    for each in papers:
        people = {agent.key for agent in (*each.paper.authors, *each.paper.editors) if agent.key}
        for key in keys & {each.key, *people}:
            known[key].append(each.paper)
    return known


def describe(papers: Sequence[Paper]) -> tuple[str, str, str]:
    """Tell years, venues and places in sources by which a person finds out what a key stands for."""
    years = sorted({paper.year for paper in papers if paper.year})
    venues = sorted({paper.venue for paper in papers if paper.venue})
    records = sorted({record for paper in papers for record in paper.records}, key=source_order)
    places = [f"{each.source.name}:{each.line or f'record {each.index}'}" for each in records]
    return "–".join(dict.fromkeys((*years[:1], *years[-1:]))), _some(venues), _some(places)


def _some(texts: Sequence[str]) -> str:
    more = [f"{len(texts) - _MOST} more"] if len(texts) > _MOST else []
    return "; ".join([*texts[:_MOST], *more])


def unknown_decisions(
    decisions: Decisions, records: Iterable[Paper], papers: Sequence[Resolved]
) -> list[str]:
    """Describe the decisions that name a key which no record and nobody here has."""
    if not decisions.rows:
        return []
    known = {key for record in records for key in record_keys(record)} | known_people(papers)
    return [
        f"{row.where}: this decision names a key that nothing here has: {row.a}, {row.b}"
        for row in decisions.unknown(known)
    ]
