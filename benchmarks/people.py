"""Measure who is who against the decisions of editors: figures, ablation, reliability, growth.

The truth lies beside the checkout, in `../shared/people`; without it nothing is measured, and
that is said. Weights are learned anew for each fifth of the family names from the other four, so
that no figure is of names that were learned from. Run with `python benchmarks/people.py [FOLDER]`.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from unittest.mock import patch

from kg.cli.common import table
from kg.evaluation import people as measures
from kg.evaluation.people import Answer, Found
from kg.evaluation.teaching import read_papers
from kg.model import Paper
from kg.resolution import Resolved, find_namesakes, pairing, resolve_people
from kg.resolution.authorships import Authorships
from kg.resolution.learning_people import learn_people
from kg.resolution.traits import Describing
from kg.resolution.variants import find_variants, someone
from kg.text import fold

FOLDER = Path(__file__).parents[2] / "shared" / "people"
PARTS = 5
SIZES = (1000, 2000, 3000, 4000, 5005)
EVIDENCE = {
    "co-authors": ("co-author", "second co-author", "co-authors", "no co-author", "strangers"),
    "their co-authors": ("circle", "circles"),
    "title and abstract": ("title", "other abstract"),
    "affiliation": ("affiliation", "other affiliation"),
    "venue": ("venue",),
    "years": ("years", "many years"),
}
Weights = Mapping[str, float]


def keyed(papers: Sequence[Paper]) -> Sequence[Resolved]:
    """Key papers by their Anthology id; the few without one are left out."""
    ids = {
        each.value: paper for paper in papers for each in paper.identifiers if each.scheme == "acl"
    }
    return [Resolved(key, ids[key]) for key in sorted(ids)]


def part_of(answer: Answer) -> int:
    """Choose the fifth that a family name belongs to."""
    return zlib.crc32(fold(answer.last).encode()) % PARTS


def learn(papers: Sequence[Resolved], answers: Sequence[Answer]) -> Weights:
    """Learn weights from answers."""
    known = {(each.paper, each.position - 1): each.person for each in answers}
    lines = Authorships(papers)
    labelled = [(line, known[line.id]) for line in lines if line.id in known]
    return learn_people(labelled, Describing(lines), 0)


def resolve(papers: Sequence[Resolved], weights: Weights) -> Sequence[Resolved]:
    """Resolve people with these weights."""
    with patch.object(pairing, "load_weights", lambda: weights):
        return resolve_people(papers)


def figures(name: str, found: Sequence[Found]) -> tuple[object, ...]:
    """Lay out the figures of one measure."""
    one, several = measures.by_people_of_name(found)
    cells: list[object] = [name, len(found)]
    for rare in (False, True):
        lines = [each for each in one if each.rare == rare]
        prolific, pieces = measures.in_pieces(lines)
        _, recall = measures.b_cubed([(each.answer.person, each.key) for each in lines])
        cells += [f"{recall:.3f}", f"{pieces}/{prolific}"]
    precision, recall = measures.b_cubed([(each.answer.person, each.key) for each in several])
    pairs = [bool(a & b) for a, b in measures.spellings(found)]
    orcids = measures.score_orcids(found)
    return (*cells, f"{precision:.3f}/{recall:.3f}", f"{orcids.precision:.4f}",
            f"{sum(pairs) / max(1, len(pairs)):.3f}")  # fmt: skip


HEADER = ("measure", "lines", "frequent: recall", "in pieces", "rare: recall", "in pieces",
          "several of one name: P/R", "ORCID P", "spellings joined")  # fmt: skip


def across(papers: Sequence[Resolved], answers: Sequence[Answer]) -> list[Found]:
    """Look up each fifth of the family names in what the weights of the others resolve."""
    found: list[Found] = []
    for part in range(PARTS):
        weights = learn(papers, [each for each in answers if part_of(each) != part])
        asked = [each for each in answers if part_of(each) == part]
        found += measures.look_up(asked, resolve(papers, weights))
    return found


def reliability(papers: Sequence[Resolved], answers: Sequence[Answer]) -> list[tuple[object, ...]]:
    """Compare what is claimed of two spellings with what is right, by tenths of the claim."""
    known = {(each.paper, each.position - 1): each.person for each in answers}
    lines = Authorships(papers)
    people: dict[tuple[str, str], list[int]] = {}
    for n, line in enumerate(lines):
        if line.id in known:
            people.setdefault((known[line.id], fold(line.agent.name)), []).append(n)
    keys = sorted(people)
    everybody = [someone(lines, people[key]) for key in keys]
    return in_tenths(
        (each.probability, keys[each.one][0] == keys[each.other][0])
        for each in find_variants(everybody, Describing(lines))
    )


def in_tenths(claims: Iterable[tuple[float, bool]]) -> list[tuple[object, ...]]:
    """Lay out probabilities that are claimed, and how often that is right, by tenths of the claim."""
    rows: dict[int, list[tuple[float, bool]]] = {}
    for claim, right in claims:
        rows.setdefault(min(9, int(claim * 10)), []).append((claim, right))
    return [
        (f"{n / 10:.1f} to {(n + 1) / 10:.1f}", len(rows[n]), f"{mean(c for c, _ in rows[n]):.3f}",
         f"{mean(right for _, right in rows[n]):.3f}")
        for n in sorted(rows)
    ]  # fmt: skip


def of_keys(papers: Sequence[Resolved], answers: Sequence[Answer]) -> Mapping[str, Counter[str]]:
    """Count for each key the lines of each true person."""
    known = {(each.paper, each.position - 1): each.person for each in answers}
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    for line, key in keys_of(papers).items():
        if line in known:
            owners[key][known[line]] += 1
    return owners


def claimed_of_lines(
    papers: Sequence[Resolved], answers: Sequence[Answer]
) -> Iterator[tuple[float, bool]]:
    """Yield how surely each line is its person's, of persons with several known lines, and whether
    it is the person's to whom most of them belong.
    """
    owners = of_keys(papers, answers)
    known = {(each.paper, each.position - 1): each.person for each in answers}
    for paper in papers:
        for n, author in enumerate(paper.paper.authors):
            owner, sure = owners.get(author.key or "", Counter()), paper.sure[n]
            if (paper.key, n) in known and owner.total() > 1 and sure is not None:
                most = max(owner, key=lambda person: (owner[person], person))
                yield sure, known[paper.key, n] == most


def claimed_of_candidates(
    papers: Sequence[Resolved], answers: Sequence[Answer]
) -> Iterator[tuple[float, bool]]:
    """Yield how likely two people are one by their candidate, and whether they are."""
    owners = of_keys(papers, answers)
    for each in find_namesakes(papers).candidates:
        if each.a in owners and each.b in owners:
            yield each.score, bool(owners[each.a].keys() & owners[each.b].keys())


def growth(papers: Sequence[Resolved], answers: Sequence[Answer]) -> list[tuple[object, ...]]:
    """Measure with the packaged weights from a thousand papers to all, and what changes by more."""
    order = sorted(papers, key=lambda each: zlib.crc32(each.key.encode()))
    rows, whole = [], keys_of(resolve_people(papers))
    for size in SIZES:
        some = sorted(order[:size], key=lambda each: each.key)
        began = time.process_time()
        resolved = resolve_people(some)
        spent = (time.process_time() - began) / len(some) * 1000
        changed = measures.changed(keys_of(resolved), whole)
        rows.append((*figures(f"{len(some)} papers", measures.look_up(answers, resolved)),
                     f"{changed:.4f}", f"{spent:.2f}"))  # fmt: skip
    return rows


def keys_of(papers: Sequence[Resolved]) -> dict[tuple[str, int], str]:
    """Return the key of each author line."""
    return {(paper.key, n): author.key or "" for paper in papers
            for n, author in enumerate(paper.paper.authors)}  # fmt: skip


def main(folder: Path) -> None:
    """Print all figures."""
    if not folder.is_dir():
        print(f"not measured: no folder {folder} with a truth about authors", file=sys.stderr)
        return
    answers = measures.read_answers(folder / "truth.jsonl")
    papers = keyed(read_papers([folder / "xml"])[0])
    rows = [figures("all evidence, held-back families", across(papers, answers))]
    whole = resolve_people(papers)
    rows.append(figures("packaged weights", measures.look_up(answers, whole)))
    for name, taken in EVIDENCE.items():
        kept = {key: 0.0 if key in taken else each for key, each in pairing.load_weights().items()}
        found = measures.look_up(answers, resolve(papers, kept))
        rows.append(figures(f"  without {name}", found))
    print(table(rows, HEADER), "", sep="\n")
    print(
        table(growth(papers, answers), (*HEADER, "pairs changed by more", "ms a paper")),
        "",
        sep="\n",
    )
    for what, rows in (
        ("pairs of spellings", reliability(papers, answers)),
        ("candidates", in_tenths(claimed_of_candidates(whole, answers))),
        ("author lines", in_tenths(claimed_of_lines(whole, answers))),
    ):
        print(table(rows, ("claimed", what, "mean claim", "right")), "", sep="\n")
    found = measures.look_up(answers, whole)
    candidates = {frozenset((each.a, each.b)) for each in find_namesakes(whole).candidates}
    listed = [bool(a & b) or any(frozenset((x, y)) in candidates for x in a for y in b)
              for a, b in measures.spellings(found)]  # fmt: skip
    print(f"spellings joined or listed: {sum(listed) / len(listed):.3f} of {len(listed)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
