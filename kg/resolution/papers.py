"""Make papers of the records that describe them: their keys, their other keys, what is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kg.identity import (
    SCHEMES,
    content_key,
    is_wellformed,
    place_key,
    record_keys,
)
from kg.model import Identifier, Paper
from kg.resolution.candidates import Candidate
from kg.resolution.clustering import Clustering, cluster
from kg.resolution.decisions import Decisions
from kg.resolution.joining import evidence_of_joins
from kg.resolution.merging import merge, source_order
from kg.resolution.profiles import Profile, is_preprint
from kg.resolution.titles import is_attached
from kg.system.packing import Packed
from kg.system.spool import Chosen, Spool
from kg.text import fold


@dataclass(frozen=True, slots=True)
class Resolved(Packed):
    """One paper with its key and the other keys that its records have.

    `work` is the key of the work that it is one of several versions of; `candidates` are the
    papers of greater keys that may be the same. `as_read` tells that it is one record as it is.
    `sure` is how surely each author, then each editor, is the person found, from 0 to 1: None for a
    group, and before people are resolved it is empty; `told` is what joined each to other lines of the
    person, in words, and nothing where that is an ORCID iD. `joined` says of each of several records what
    joined it to the others, in words: nothing where that is an identifier.
    """

    key: str
    paper: Paper
    aliases: tuple[str, ...] = ()
    work: str | None = None
    candidates: tuple[Candidate, ...] = ()
    as_read: bool = field(default=False, compare=False)
    sure: tuple[float | None, ...] = ()
    told: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    """Records of one paper by their members, and the keys it goes under.

    `foreign` are the identifiers of another version or paper. `all` are the records of all papers,
    which are read where their profiles do not tell.
    """

    members: list[int]
    all: Sequence[Paper]
    profiles: Sequence[Profile]
    key: str = ""
    work: str | None = None
    foreign: frozenset[Identifier] = frozenset()

    @property
    def read(self) -> list[Paper]:
        """The records, as they were read."""
        return [self.all[n] for n in self.members]

    @property
    def is_as_read(self) -> bool:
        """Whether this is one record as it is."""
        if len(self.members) > 1:
            return False
        return self.foreign.isdisjoint(self.profiles[self.members[0]].identifiers)

    @property
    def records(self) -> list[Paper]:
        """The records, without the identifiers of another version or paper."""
        return self.without(self.read)

    def without(self, read: list[Paper]) -> list[Paper]:
        """Take those identifiers from records that were read."""
        if not self.foreign:
            return read
        return [
            replace(each, identifiers=tuple(i for i in each.identifiers if i not in self.foreign))
            for each in read
        ]


def resolve_papers(
    records: Sequence[Paper], *, decisions: Decisions | None = None, keep_versions: bool = False
) -> Sequence[Resolved]:
    """Group records into papers and merge each group, in the order of their keys.

    Which records are one paper, `clustering` says; `decisions` are heard first. With
    `keep_versions` a preprint and what was published of it stay two papers of one work.

    Raises: InputError: where decisions contradict each other.

    >>> full = Paper(title="T", abstract="a " * 80)
    >>> [each.paper.title for each in resolve_papers([full, Paper(abstract="a " * 80)])]
    ['T']
    """
    records = _in_order(records)
    clustering = cluster(records, decisions)
    groups = [_Group(members, records, clustering.profiles) for members in clustering.groups]
    _give_identifiers(groups)
    _name(groups)
    if keep_versions:
        groups = [version for group in groups for version in _versions(group)]
        _name(groups)
    groups.sort(key=lambda group: group.key)
    aliases = _aliases(groups, decisions or Decisions())
    candidates = _candidates(clustering, groups)
    joins = evidence_of_joins(records, clustering.groups, clustering.links)
    return Spool(
        Resolved(group.key, paper, aliases[group.key], group.work,
                 tuple(sorted(candidates[group.key])), group.is_as_read,
                 joined=_joined(group, paper, joins))
        for group in groups for paper in (merge(group.records),)
    )  # fmt: skip


def _in_order(records: Sequence[Paper]) -> Sequence[Paper]:
    """Sort records by where they stand."""
    places = [tuple(source_order(record) for record in paper.records) for paper in records]
    order = sorted(range(len(places)), key=places.__getitem__)
    return Chosen(records, np.array(order, np.int64))


def _joined(group: _Group, paper: Paper, joins: Mapping[int, str]) -> tuple[str, ...]:
    """Say of each record of a paper what joined it to the others."""
    if len(group.members) == 1:
        return ()
    said = {
        (where.source.digest, where.index): joins.get(n, "")
        for n, read in zip(group.members, group.read, strict=True)
        for where in read.records
    }
    joined = tuple(said[where.source.digest, where.index] for where in paper.records)
    return joined if any(joined) else ()


def _give_identifiers(groups: Sequence[_Group]) -> None:
    """Leave an identifier that several papers carry to one: most often said, no supplement."""
    holders: dict[Identifier, list[_Group]] = defaultdict(list)
    for group in groups:
        own = (group.profiles[n].identifiers for n in group.members)
        for identifier in {each for identifiers in own for each in identifiers}:
            if is_wellformed(identifier):
                holders[identifier].append(group)
    for identifier, several in holders.items():
        if len(several) == 1:
            continue
        owner = min(several, key=lambda group: _claim(group, identifier))
        for group in several:
            if group is not owner:
                group.foreign |= {identifier}


def _claim(group: _Group, identifier: Identifier) -> tuple[object, ...]:
    own = [record for record in group.read if identifier in record.identifiers]
    attached = all(is_attached(fold(record.title or "").split()) for record in own)
    return (attached, -len(own), min(repr(replace(record, records=())) for record in own))


def _name(groups: Sequence[_Group]) -> None:
    """Key each paper by the best key of its records; several of one key add a hash of a record."""
    for group in groups:
        group.key = _best_key(group)
    taken = Counter(group.key for group in groups)
    for group in groups:
        if taken[group.key] > 1:
            read = group.read
            own = zip(read, group.without(read), strict=True)
            group.key = min(
                content_key(each, group.key)
                for each, stripped in own
                if group.key in record_keys(stripped)
            )
    # Entries of a column may say the same, word for word: they are told apart by their order.
    met: Counter[str] = Counter()
    for group in groups:
        met[group.key] += 1
        if met[group.key] > 1:
            group.key = f"{group.key}-{met[group.key]}"


def _best_key(group: _Group) -> str:
    keys = {key for n in group.members for key in group.profiles[n].keys(group.foreign)}
    kinds = [*SCHEMES, "title", "abstract"]
    if keys:
        return min(keys, key=lambda key: (kinds.index(key.partition("-")[0]), key))
    return min(place_key(record) for record in group.read)


def _versions(group: _Group) -> Iterator[_Group]:
    """Part the preprint from what was published; each keeps the identifiers of its version."""
    preprint = _Group([], group.all, group.profiles, work=group.key)
    published = _Group([], group.all, group.profiles, work=group.key)
    for n, record in zip(group.members, group.read, strict=True):
        version = preprint if is_preprint(record) else published
        version.members.append(n)
    if not preprint.members or not published.members:
        yield group
        return
    preprint.foreign = group.foreign
    published.foreign = group.foreign | frozenset(
        i for each in preprint.read for i in each.identifiers
    )
    yield from (preprint, published)


def _aliases(groups: Sequence[_Group], decisions: Decisions) -> Mapping[str, tuple[str, ...]]:
    """List the other keys of each paper: of its records, and those that decisions call it by."""
    claims: dict[str, set[str]] = defaultdict(set)
    saying: dict[str, list[tuple[int, _Group]]] = defaultdict(list)
    for group in groups:
        for n in group.members:
            said = group.profiles[n]
            for other in said.keys(group.foreign):
                claims[other].add(group.key)
            if shared := said.title or said.abstract:
                saying[shared].append((n, group))
        for record in group.read if decisions.rows else ():
            for other in decisions.keys.intersection(record_keys(record)):
                claims[other].add(group.key)
    # Records of one key that say two things may have been two papers, before others joined them.
    for shared, several in saying.items():
        if len(several) > 1:
            own = {content_key(group.all[n], shared): group.key for n, group in several}
            for other, key in own.items() if len(own) > 1 else ():
                claims[other].add(key)
    taken = {group.key for group in groups}
    aliases: dict[str, list[str]] = defaultdict(list)
    for other, keys in sorted(claims.items()):
        # A key that two papers claim was split; one that is a paper's own is no other's.
        for key in keys if other not in taken else ():
            aliases[key].append(other)
    return defaultdict(tuple, {key: tuple(others) for key, others in aliases.items()})


def _candidates(clustering: Clustering, groups: Sequence[_Group]) -> Mapping[str, list[Candidate]]:
    homes = {n: at for at, group in enumerate(groups) for n in group.members}
    found: dict[str, list[Candidate]] = defaultdict(list)
    for doubt in clustering.doubts:
        one, other = (groups[at] for at in sorted((homes[doubt.one], homes[doubt.other])))
        titles = (merge(one.records).title or "", merge(other.records).title or "")
        said = doubt.verdict
        found[one.key].append(
            Candidate("paper", one.key, other.key, *titles, said.evidence, said.score)
        )
    return found
