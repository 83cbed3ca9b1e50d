"""Make one paper of the records that describe it: its key, its other keys, its merged fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.identity import NORMALISERS, paper_keys
from kg.model import Paper, Record
from kg.resolution.clustering import cluster


@dataclass(frozen=True, slots=True)
class Resolved:
    """One paper with its key and the other keys that its records have."""

    key: str
    paper: Paper
    aliases: tuple[str, ...] = ()


def place(record: Record) -> tuple[str, str, int]:
    """Order records by where they stand: file name, content, position."""
    return (record.source.name, record.source.digest, record.index)


def resolve_papers(records: Sequence[Paper]) -> list[Resolved]:
    """Group records into papers and merge each group, in the order of their keys.

    Which records are one paper, `clustering` says.

    >>> full = Paper(title="T", abstract="a " * 80)
    >>> [each.paper.title for each in resolve_papers([full, Paper(abstract="a " * 80)])]
    ['T']
    """
    groups = cluster(records)
    keyed = sorted(
        ((_best_key(group), _merge(group), group) for group in groups), key=lambda item: item[0]
    )
    return _with_aliases(keyed)


def _best_key(group: Sequence[Paper]) -> str:
    keys = {key for record in group for key in paper_keys(record)}
    kinds = [*NORMALISERS, "title", "abstract"]
    if keys:
        return min(keys, key=lambda key: (kinds.index(key.partition("-")[0]), key))
    record = group[0].records[0]
    return f"record-{record.source.digest[:16]}.{record.index}"


def _with_aliases(keyed: Sequence[tuple[str, Paper, Sequence[Paper]]]) -> list[Resolved]:
    taken = {key for key, _, _ in keyed}
    claims: dict[str, set[str]] = defaultdict(set)
    for key, _, group in keyed:
        for record in group:
            for other in paper_keys(record):
                claims[other].add(key)
    aliases: dict[str, list[str]] = defaultdict(list)
    for other, keys in sorted(claims.items()):
        # A key that two papers claim, or that is a paper's own, cannot stand for another.
        if len(keys) == 1 and other not in taken:
            aliases[next(iter(keys))].append(other)
    return [Resolved(key, paper, tuple(aliases[key])) for key, paper, _ in keyed]


def _merge(group: Sequence[Paper]) -> Paper:
    """Merge records of one paper: the fullest value of each field, all records kept."""
    group = sorted(group, key=_fullness, reverse=True)
    best = group[0]
    if len(group) == 1:
        return best
    titles = sorted({paper.title for paper in group if paper.title}, key=lambda t: (-len(t), t))
    return replace(
        best,
        title=titles[0] if titles else None,
        other_titles=_other_titles(titles, group),
        abstract=_fullest(paper.abstract for paper in group),
        authors=next((paper.authors for paper in group if paper.authors), ()),
        year=_fullest(paper.year for paper in group),
        date=_fullest(paper.date for paper in group),
        identifiers=tuple(
            sorted({each for paper in group for each in paper.identifiers},
                   key=lambda each: (each.scheme, each.value))
        ),
        venue=_fullest(paper.venue for paper in group),
        kind=_fullest(paper.kind for paper in group),
        url=_fullest(paper.url for paper in group),
        issn=_fullest(paper.issn for paper in group),
        isbn=_fullest(paper.isbn for paper in group),
        keywords=tuple(sorted({word for paper in group for word in paper.keywords})),
        code=_fullest(paper.code for paper in group),
        licence=_fullest(paper.licence for paper in group),
        records=tuple(sorted((r for paper in group for r in paper.records), key=place)),
    )  # fmt: skip


def _fullness(paper: Paper) -> tuple[object, ...]:
    # Longer lists and texts say more; the place only breaks ties between equal contents.
    return (
        len(paper.authors), len(paper.title or ""), len(paper.abstract or ""),
        len(paper.identifiers), repr(replace(paper, records=())),
    )  # fmt: skip


def _fullest(values: Iterable[str | None]) -> str | None:
    return min((value for value in values if value), key=lambda v: (-len(v), v), default=None)


def _other_titles(titles: Sequence[str], group: Sequence[Paper]) -> tuple[str, ...]:
    others = {title for paper in group for title in paper.other_titles} | set(titles)
    return tuple(sorted(others - set(titles[:1])))
