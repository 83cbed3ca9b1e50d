"""Find which records are the same paper: by decision, by shared identifier, by what they say.

The outcome follows from the set of the records; their order does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from kg.identity import content, identifier_key, record_keys
from kg.model import Paper
from kg.resolution.alike import alike_by_letters
from kg.resolution.blocking import pairs
from kg.resolution.columns import Words, find_columns, source_of
from kg.resolution.comparing import DISTINCTIVE, Verdict, compare, doubt_identifier
from kg.resolution.decisions import Decisions, contradiction
from kg.resolution.disjoint_sets import Sets
from kg.resolution.identified import LARGEST, Identified
from kg.resolution.joining import COPY, DECIDED, Link
from kg.resolution.profiles import Profile, count_words, profile
from kg.resolution.titles import is_generic
from kg.system.progress import track
from kg.text import fold


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records of different papers that may be one, by their positions."""

    one: int
    other: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Clustering:
    """Records grouped into papers, by position, what joined them beside identifiers, the pairs that
    stay in doubt, and the profile of each record.
    """

    groups: list[list[int]]
    links: list[Link]
    doubts: list[Doubt]
    profiles: Sequence[Profile]


def cluster(records: Sequence[Paper], decisions: Decisions | None = None) -> Clustering:
    """Group records into papers; equal records are one, and the order given does not matter
    where it is that of the places that they were read at.

    What was decided comes first. Records with an identifier in common are one paper, but for
    those that `doubt_identifier` doubts. Records that `compare` finds to be the same are one paper unless their identifiers conflict: values of
    one scheme, none in common. A record without title joins the one paper that has its abstract.

    Raises: InputError: where decisions contradict each other.
    """
    sets = Sets(len(records))
    links = _decide(sets, records, decisions or Decisions())
    profiles = [
        profile(paper, partial(records.__getitem__, n))
        for n, paper in enumerate(track(records, "describing records", len(records)))
    ]
    identified = Identified(sets, [each.identifiers for each in profiles])
    shared = [
        doubt
        for members in _by_identifier(profiles).values()
        for doubt in _join_identified(sets, members, profiles)
    ]
    doubts = _join_alike(identified, profiles, links)
    links += _join_untitled(identified, profiles)
    return Clustering(sets.groups(), links, _open(sets, doubts, shared), profiles)


def _decide(sets: Sets, records: Sequence[Paper], decisions: Decisions) -> list[Link]:
    links: list[Link] = []
    if not decisions.rows:
        return links
    named: dict[str, list[int]] = defaultdict(list)
    for n, record in enumerate(records):
        for key in record_keys(record):
            if key in decisions.keys:
                named[key].append(n)
    for row in decisions.rows:
        if row.same and row.a in named and row.b in named:
            links.append(Link((*named[row.a], *named[row.b]), DECIDED, 1.0))
            sets.join_all(links[-1].members)
    for row in decisions.rows:
        if not row.same and not sets.keep_apart(named[row.a], named[row.b]):
            raise contradiction(row)
    return links


def _by_identifier(profiles: Iterable[Profile]) -> Mapping[str, list[int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for n, each in enumerate(profiles):
        for identifier in each.identifiers:
            key = identifier_key(identifier)
            if key:
                members[key].append(n)
    return {key: members[key] for key in sorted(members) if len(members[key]) > 1}


def _join_identified(
    sets: Sets, members: Sequence[int], profiles: Sequence[Profile]
) -> Iterator[Doubt]:
    """Join the records of one identifier; yield those that it may stand under by mistake."""
    alike: dict[object, list[int]] = defaultdict(list)
    for n in members:
        alike[profiles[n].words, profiles[n].names].append(n)
    firsts = [positions[0] for positions in alike.values()]
    for positions in alike.values():
        sets.join_all(positions)
    if len(firsts) > LARGEST:
        return
    for n, m in combinations(firsts, 2):
        verdict = doubt_identifier(profiles[n], profiles[m])
        if verdict is not None and not sets.are_forbidden(n, m) and sets.forbid(n, m):
            yield Doubt(n, m, verdict)
    sets.join_all(members)


def _join_alike(
    identified: Identified, profiles: Sequence[Profile], links: list[Link]
) -> list[Doubt]:
    """Join what is the same by what it says, the surest first; return all that was found alike.

    `links` is told what was found the same.
    """
    columns = find_columns(profiles)
    copies = _join_copies(identified, profiles, columns)
    links += (Link(tuple(members), COPY, 1.0) for members in copies)
    firsts = sorted(members[0] for members in copies)
    compared = [profiles[n] for n in firsts]
    known = count_words(profiles)
    alike: list[Doubt] = []
    for i, j in track(alike_by_letters(compared, pairs(compared)), "comparing records"):
        n, m = firsts[i], firsts[j]
        if identified.sets.find(n) != identified.sets.find(m):
            verdict = compare(profiles[n], profiles[m], known)
            if verdict is not None:
                alike.append(Doubt(n, m, verdict))
    levels: dict[float, list[Doubt]] = defaultdict(list)
    for doubt in alike:
        if doubt.verdict.same:
            links.append(
                Link((doubt.one, doubt.other), doubt.verdict.evidence, doubt.verdict.score)
            )
            levels[doubt.verdict.score].append(doubt)
    for score in sorted(levels, reverse=True):
        for members in _components(identified.sets, levels[score]):
            if not _contradict(identified.sets, members, profiles, columns):
                identified.join(members)
    return alike


def _join_copies(
    identified: Identified, profiles: Sequence[Profile], columns: AbstractSet[Words]
) -> list[list[int]]:
    """Join records that say the same; return the sets, of each of which one needs comparing."""
    copies: dict[object, list[int]] = defaultdict(list)
    said: Counter[tuple[str, str]] = Counter()
    for n, each in enumerate(profiles):
        if not each.words:
            # Nothing tells it from others but all that it says, and where.
            paper = each.paper
            places = tuple((record.source.digest, record.index) for record in paper.records)
            copies[content(paper), places or n].append(n)
        elif each.identifiers:
            copies[each, identified.sets.find(n)].append(n)
        elif each.words in columns:
            # An issue has one each; a second list has them in the same order.
            issue = content(each.paper), source_of(each.paper)
            copies[issue[0], said[issue]].append(n)
            said[issue] += 1
        elif is_generic(each.words) and not each.names:
            copies[content(each.paper)].append(n)
        else:
            copies[each, each.abstract].append(n)
    for members in copies.values():
        identified.sets.join_all(members)
    return list(copies.values())


def _components(sets: Sets, doubts: Iterable[Doubt]) -> list[list[int]]:
    """Group the sets that one level of likeness connects."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for doubt in doubts:
        one, other = sets.find(doubt.one), sets.find(doubt.other)
        neighbours[one].add(other)
        neighbours[other].add(one)
    seen: set[int] = set()
    components = []
    for start in sorted(neighbours):
        if start in seen:
            continue
        component, queue = [], [start]
        seen.add(start)
        while queue:
            component.append(n := queue.pop())
            fresh = neighbours[n] - seen
            seen |= fresh
            queue += fresh
        components.append(sorted(component))
    return components


def _contradict(
    sets: Sets, members: Iterable[int], profiles: Sequence[Profile], columns: AbstractSet[Words]
) -> bool:
    """Tell whether this is a column, of which a list has an entry for each issue, or whether
    years lie so far apart that a chain of small steps led too far.
    """
    positions = [n for root in members for n in sets.members(root)]
    column = [source_of(profiles[n].paper) for n in positions if profiles[n].words in columns]
    if len(set(column)) < len(column):
        return True
    years = [year for n in positions if (year := profiles[n].year) is not None]
    return bool(years) and max(years) - min(years) > 4


def _join_untitled(identified: Identified, profiles: Sequence[Profile]) -> Iterator[Link]:
    """Join records without title by their abstract, with the one paper that has it too."""
    members: dict[str, list[int]] = defaultdict(list)
    for n, each in enumerate(profiles):
        if each.abstract:
            members[each.abstract].append(n)
    for key in sorted(members):
        titled = [n for n in members[key] if profiles[n].words]
        untitled = [n for n in members[key] if not profiles[n].words]
        if not untitled:
            continue
        distinctive = len(fold(profiles[untitled[0]].paper.abstract or "")) >= DISTINCTIVE
        homes = {identified.sets.find(n) for n in titled}
        identified.join(untitled)
        if distinctive and len(homes) == 1:
            identified.join([*homes, *untitled])
        yield Link(tuple(members[key]), "same abstract", 0.9)


def _open(sets: Sets, doubts: Iterable[Doubt], shared: Sequence[Doubt]) -> list[Doubt]:
    """Keep the surest doubt between each two papers; none about what was decided."""
    best: dict[tuple[int, int], Doubt] = {}
    undecided = (d for d in doubts if not sets.are_forbidden(d.one, d.other))
    for doubt in (*undecided, *shared):
        one, other = sorted((sets.find(doubt.one), sets.find(doubt.other)))
        if one == other:
            continue
        if (one, other) not in best or best[one, other].verdict.score < doubt.verdict.score:
            best[one, other] = doubt
    return list(best.values())
