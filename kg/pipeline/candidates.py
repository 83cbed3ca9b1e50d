"""Write the pairs that may be one thing, for a person to decide, and read the decisions' unknowns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.identity import Namespace, record_keys
from kg.model import Paper
from kg.resolution import Candidate, Decisions, Resolved, find_namesakes, known_people

FILE = "candidates.tsv"
_HEADER = ("decision", "kind", "a", "b", "name_a", "name_b", "score", "evidence")


def write_candidates(
    papers: Sequence[Resolved], decisions: Decisions, namespace: Namespace, folder: Path
) -> tuple[int, int]:
    """Write the pairs of published papers and of people that are open, the likeliest first.

    Returns how many were written, and how many pairs of people that share little were not.

    A row with its first column filled in is a decision.
    """
    published = {each.key for each in papers}
    found = [each for paper in papers for each in paper.candidates if each.b in published]
    namesakes = find_namesakes(papers, decisions=decisions)
    found += namesakes.candidates
    found.sort(key=lambda each: (each.kind, -each.score, each))
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as out:
        for row in (_HEADER, *_rows(found, namespace)):
            out.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
    return len(found), namesakes.left_out


def _rows(candidates: Iterable[Candidate], namespace: Namespace) -> Iterator[tuple[str, ...]]:
    for each in candidates:
        a, b = (namespace.iri(each.kind, key).value for key in (each.a, each.b))
        yield ("", each.kind, a, b, each.name_a, each.name_b, f"{each.score:.2f}", each.evidence)


def unknown_decisions(
    decisions: Decisions, records: Iterable[Paper], papers: Sequence[Resolved]
) -> list[str]:
    """Describe the decisions that name a key which no record and nobody here has."""
    if not decisions.rows:
        return []
    known = {key for record in records for key in record_keys(record)} | known_people(papers)
    return [f"{row.where}: {row.a}, {row.b}" for row in decisions.unknown(known)]
