"""Decide which records are the same paper, and under which one name each agent and concept goes.

Nothing here depends on the order of records: a paper follows from the set of its records.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.identity import NORMALISERS, abstract_key, agent_key, paper_keys, title_key
from kg.model import Agent, Concept, Paper, Record
from kg.text import fold

DISTINCTIVE = 80
"""Characters of a normalised abstract from which on it tells papers apart; a shorter one
("No abstract available.") may stand under many titles."""


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

    Records are one paper when they share an identifier, or title and first author; a record
    without title joins the one title that its abstract stands under.

    >>> full = Paper(title="T", abstract="a " * 80)
    >>> [each.key for each in resolve_papers([full, Paper(abstract="a " * 80)])] == [title_key(full)]
    True
    """
    groups: dict[str, list[Paper]] = defaultdict(list)
    parents = _Union()
    homes = _homes_of_abstracts(records)
    joined = [_joining_keys(paper, homes) for paper in records]
    for keys in joined:
        parents.join(keys)
    for paper, keys in zip(records, joined, strict=True):
        groups[parents.find(keys[0])].append(paper)
    papers = [_merge(group) for group in groups.values()]
    keyed = sorted(((_best_key(paper, group), paper, group) for paper, group in
                    zip(papers, groups.values(), strict=True)), key=lambda item: item[0])  # fmt: skip
    return _with_aliases(keyed)


class _Union:
    """Disjoint sets of keys (union by the smaller key, so that the outcome has no order)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        root = key
        while self._parent.setdefault(root, root) != root:
            root = self._parent[root]
        while self._parent[key] != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def join(self, keys: Sequence[str]) -> None:
        roots = sorted({self.find(key) for key in keys})
        for root in roots[1:]:
            self._parent[root] = roots[0]


def _homes_of_abstracts(records: Iterable[Paper]) -> Mapping[str, set[str]]:
    """Collect the titles under which each abstract stands."""
    homes: dict[str, set[str]] = defaultdict(set)
    for paper in records:
        abstract, title = abstract_key(paper), title_key(paper)
        if abstract and title:
            homes[abstract].add(title)
    return homes


def _joining_keys(paper: Paper, homes: Mapping[str, set[str]]) -> list[str]:
    keys = [key for key in paper_keys(paper) if not key.startswith("abstract-")]
    abstract = abstract_key(paper)
    if abstract and not paper.title and not keys:
        keys.append(abstract)
    is_distinctive = len(fold(paper.abstract or "")) >= DISTINCTIVE
    if abstract and is_distinctive and len(homes[abstract]) <= 1:
        keys.append(abstract)
    if not keys:
        record = paper.records[0]
        keys.append(f"record-{record.source.digest}.{record.index}")
    return keys


def _best_key(paper: Paper, group: Sequence[Paper]) -> str:
    keys = {key for record in group for key in paper_keys(record)}
    kinds = [*NORMALISERS, "title", "abstract"]
    if keys:
        return min(keys, key=lambda key: (kinds.index(key.partition("-")[0]), key))
    record = paper.records[0]
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


@dataclass(frozen=True, slots=True)
class Named:
    """An agent under its one name, with the other spellings that were met."""

    agent: Agent
    other_names: tuple[str, ...]


def resolve_agents(agents: Iterable[Agent]) -> list[Named]:
    """Choose one name for each agent: the fullest form, ties by code point.

    Returns one entry per kind and key, in their order.
    """
    forms: dict[tuple[str, str], set[Agent]] = defaultdict(set)
    for agent in agents:
        forms[agent.kind, agent_key(agent)].add(agent)
    return [_choose(forms[key]) for key in sorted(forms)]


def _choose(forms: set[Agent]) -> Named:
    ordered = sorted(forms, key=lambda a: (-_accents(a.name), -len(a.name), a.name, repr(a)))
    best = ordered[0]
    orcid = min((agent.orcid for agent in forms if agent.orcid), default=None)
    printed = {agent.printed for agent in forms} if best.kind == "group" else set()
    others = ({agent.name for agent in forms} | printed) - {best.name}
    return Named(replace(best, orcid=orcid), tuple(sorted(others)))


def _accents(name: str) -> int:
    return sum(unicodedata.combining(c) > 0 for c in unicodedata.normalize("NFD", name))


def resolve_concepts(concepts: Iterable[Concept]) -> list[Concept]:
    """Choose one label for each concept; the other forms are alternative labels.

    Curated concepts are one already. Returns one entry per type and key, in their order.
    """
    forms: dict[tuple[str, str], set[Concept]] = defaultdict(set)
    for concept in concepts:
        forms[concept.type, concept.key].add(concept)
    return [_one_label(forms[key]) for key in sorted(forms)]


def _one_label(forms: set[Concept]) -> Concept:
    best = min(forms, key=lambda concept: (not concept.curated, concept.label, repr(concept)))
    if best.curated:
        return best
    labels = {label for each in forms for label in (each.label, *each.alt_labels)}
    return replace(best, alt_labels=tuple(sorted(labels - {best.label})))
