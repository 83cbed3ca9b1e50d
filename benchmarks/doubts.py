"""Draw pairs of records of which it is in doubt whether they are one paper, for a person to read.

A third of them were joined although no identifier and not all that they say is the same, a third
are listed as candidates, a third have similar titles and are neither. Which is which is not
printed, nor any score: a verdict follows from the records alone. Verdicts are written into
`resolution_verdicts.tsv`, and `benchmarks/resolution.py` measures by them. Run with
`python benchmarks/doubts.py [COUNT [SEED [FOLDER]]]`.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz
from resolution import INPUTS, VERDICTS, read

from kg import sources
from kg.evaluation.verdicts import Pair, mark, read_verdicts
from kg.identity import print_identifier
from kg.model import Paper
from kg.resolution import Resolved, resolve_papers
from kg.text import fold

COUNT, SEED = 206, 21
LIKE = 85
"""Parts of a hundred from which on titles are similar."""
_MOST = 2
"""Pairs that one paper is in at most, so that no series of parts fills the sample."""
_BLOCK = 60
"""Papers of a block that are compared each with each; a larger one is a column."""

Papers = Mapping[str, Paper]


def joined(resolved: Iterable[Resolved], read_of: Papers) -> Iterator[Pair]:
    """Yield pairs of records of one paper that neither an identifier nor all they say makes one."""
    for each in resolved:
        for pair in combinations(sorted(mark(record) for record in each.paper.records), 2):
            one, other = (read_of[name] for name in pair)
            if not set(one.identifiers) & set(other.identifiers) and _said(one) != _said(other):
                yield pair


def listed(resolved: Iterable[Resolved]) -> Iterator[Pair]:
    """Yield a pair of records of each two papers that are candidates."""
    resolved = list(resolved)
    first = {each.key: mark(each.paper.records[0]) for each in resolved}
    for each in resolved:
        for candidate in each.candidates:
            a, b = sorted((first[candidate.a], first[candidate.b]))
            yield a, b


def similar(resolved: Iterable[Resolved], known: set[Pair]) -> Iterator[Pair]:
    """Yield a pair of records of papers with similar titles that share a first or last word."""
    blocks: dict[str, list[Resolved]] = defaultdict(list)
    for each in resolved:
        words = fold(each.paper.title or "").split()
        for word in {" ".join(words[:3]), " ".join(words[-3:])} if len(words) > 2 else ():
            blocks[word].append(each)
    for block in blocks.values():
        for one, other in combinations(block, 2) if len(block) <= _BLOCK else ():
            a, b = sorted((mark(one.paper.records[0]), mark(other.paper.records[0])))
            titles = (fold(one.paper.title or ""), fold(other.paper.title or ""))
            if (a, b) not in known and fuzz.ratio(*titles) >= LIKE:
                yield a, b


def draw(
    sorts: Sequence[Iterable[Pair]], read_of: Papers, count: int, chance: random.Random
) -> list[Pair]:
    """Draw as many pairs of each sort; none whose titles were drawn, none of a paper drawn often."""
    drawn: list[Pair] = []
    times: Counter[str] = Counter()
    seen = set[frozenset[str]]()
    for n, pairs in enumerate(sorts):
        wanted = count * (n + 1) // len(sorts)
        ordered = sorted(set(pairs))
        chance.shuffle(ordered)
        for pair in ordered:
            says = frozenset(_said(read_of[name]) for name in pair)
            titles = [fold(read_of[name].title or "") for name in pair]
            if len(drawn) < wanted and says not in seen and max(times[x] for x in titles) < _MOST:
                drawn.append(pair)
                seen.add(says)
                times.update(titles)
    chance.shuffle(drawn)
    return drawn


def _said(paper: Paper) -> str:
    names = " ".join(fold(author.name) for author in paper.authors)
    return f"{fold(paper.title or '')}|{names}|{(paper.year or '')[:4]}"


def show(paper: Paper) -> str:
    """Lay out what a record says, for a person to read."""
    names = [author.printed for author in paper.authors]
    authors = "; ".join(names[:6]) + (f"; {len(names) - 6} more" if len(names) > 6 else "")
    details = paper.details
    stands = [f"{name} {said}" for name in ("volume", "issue", "pages", "article_number")
              if (said := getattr(details, name))]  # fmt: skip
    ids = [print_identifier(each) for each in paper.identifiers[:3]]
    cells = [paper.title or "", authors, paper.date or paper.year or "", (paper.venue or "")[:80],
             paper.kind or "", *stands, *ids, f"[{(paper.abstract or '')[:90]}]"]  # fmt: skip
    return " | ".join(" ".join(cell.split()) for cell in cells if cell and cell != "[]")


def main(count: int, seed: int, folder: Path) -> None:
    """Print pairs, each with the marks of its records."""
    if not folder.is_dir():
        print(f"not drawn: no folder {folder} with publication lists", file=sys.stderr)
        return
    papers = read([Path(path) for path in sources.find_inputs([str(folder)]).files])
    read_of = {mark(record): paper for paper in papers for record in paper.records}
    resolved = resolve_papers(papers)
    candidates = set(listed(resolved))
    verdicts = set(read_verdicts(VERDICTS))
    sorts = [
        set(found) - verdicts
        for found in (joined(resolved, read_of), candidates, similar(resolved, candidates))
    ]
    for n, (a, b) in enumerate(draw(sorts, read_of, count, random.Random(seed)), 1):
        print(f"{n}\t{a}\t{b}", show(read_of[a]), show(read_of[b]), sep="\n")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else COUNT,
        int(sys.argv[2]) if len(sys.argv) > 2 else SEED,
        Path(sys.argv[3]) if len(sys.argv) > 3 else INPUTS,
    )
