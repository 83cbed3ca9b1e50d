"""Decide which author lines are the same person.

What was decided comes first. An ORCID iD decides next: equal is same, different is different.
A key that an earlier build gave is believed where nothing speaks against it.
Lines of one name are then compared each with each (`pairing`): what they share and do not share,
against how many people of a field are expected to have the name (`commonness`). They are one
person as far as they say so on average (`linkage`): a chain of single pairs joins nobody. People
whose names are spelt otherwise are joined last, where that is likelier than not (`variants`);
what stays open `namesakes` lists. Nothing that is known of a name is counted in the data, so that
people do not change when others are added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.resolution.authorships import Authorship, Authorships, by_name, name_key
from kg.resolution.belonging import Belonging, belonging
from kg.resolution.commonness import family_word, given_words
from kg.resolution.crowds import OneName, link_names
from kg.resolution.decisions import Decisions, contradiction
from kg.resolution.disjoint_sets import Sets
from kg.resolution.joining import DECIDED
from kg.resolution.names import by_fullness
from kg.resolution.orcids import doubted_lines, without_orcids
from kg.resolution.organizations import join_organizations
from kg.resolution.pairing import prior_odds
from kg.resolution.papers import Resolved
from kg.resolution.recalling import Recall, anew
from kg.resolution.traits import Describing
from kg.resolution.variants import find_variants, someone
from kg.system.parallel import portions
from kg.system.spool import Spool

_NAMES = 50
"""Names whose lines one process links at a time."""
_ROUNDS = 2
"""Times at most that spellings are compared, those joined before as one."""


def resolve_people(
    papers: Sequence[Resolved], *, decisions: Decisions | None = None, recall: Recall = anew
) -> Sequence[Resolved]:
    """Give each author of each paper the key of the person; the order of papers does not matter.

    Organizations are joined by their names, too. An ORCID iD that `doubted_orcids` lists is taken away. `recall` may know what was worked out
    before for the lines of a name, or of a person.

    Raises: InputError: where decisions contradict each other.
    """
    lines = Authorships(papers)
    if doubted := doubted_lines(lines):
        papers = without_orcids(papers, doubted)
        lines = Authorships(papers)
    people = _People(lines, recall)
    people.decide(decisions or Decisions())
    for members in _by_orcid(lines):
        people.sets.join_all(members)
    if len(papers) > 1:  # Two lines of one paper are two people, however alike.
        people.compare()
    groups = people.sets.groups()
    keys, belongs = _keys(groups, lines), people.belonging(groups)
    named = Spool(_told(each, lines.of_paper(at), keys, belongs) for at, each in enumerate(papers))
    return join_organizations(named)


def _by_orcid(lines: Sequence[Authorship]) -> Iterable[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.orcid:
            found[line.orcid].append(n)
    return found.values()


def _by_name_key(lines: Sequence[Authorship]) -> Iterable[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.agent.key:
            found[line.agent.key].append(n)
    return found.values()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one name; which several of them, by position, are one already, and which cannot be."""

    members: Sequence[int]
    together: Sequence[Sequence[int]]
    apart: Sequence[tuple[int, int]]

    def __str__(self) -> str:
        return f"{self.together} {self.apart}"

    def parted(self) -> list[Sequence[int]]:
        """List all lines in the sets that are one already, by the first of each."""
        rest = set(range(len(self.members))).difference(*self.together)
        return sorted([*self.together, *([n] for n in rest)], key=lambda each: each[0])


class _People:
    """Author lines in sets that are one person each."""

    def __init__(self, lines: Authorships, recall: Recall) -> None:
        self.lines = lines
        self.recall = recall
        self.sets = Sets(len(lines))
        self.describing = Describing(lines)
        self.decided: set[int] = set()

    def decide(self, decisions: Decisions) -> None:
        """Join and keep apart what decisions name.

        Raises: InputError: where they contradict each other.
        """
        named: dict[str, list[int]] = defaultdict(list)
        for n, line in enumerate(self.lines if decisions.rows else ()):
            for key in {line.own_key, *line.handles()} & decisions.keys:
                named[key].append(n)
        for row in decisions.rows:
            if row.same and row.a in named and row.b in named:
                self.sets.join_all([*named[row.a], *named[row.b]])
                self.decided.update(named[row.a], named[row.b])
        for row in decisions.rows:
            if not row.same and not self.sets.keep_apart(named[row.a], named[row.b]):
                raise contradiction(row)

    def compare(self) -> None:
        """Join lines by an earlier key, by all that they say, and by spellings of a name."""
        for members in _by_name_key(self.lines):
            if self.is_one(members):
                self.sets.join_all(members)
        self.join_alike([each for each in by_name(self.lines).values() if len(each) > 1])
        for _ in range(_ROUNDS):
            if not self.join_spellings():
                break

    def is_one(self, members: Sequence[int]) -> bool:
        """Tell whether nothing speaks against these lines being one person."""
        lines = [self.lines[n] for n in members]
        papers = {line.key for line in lines}
        return len(papers) == len(lines) and len({x.orcid for x in lines if x.orcid}) <= 1

    def join_alike(self, names: Sequence[Sequence[int]]) -> None:
        """Join lines of one name as far as they on average say that they are one person."""
        blocks = [self.block(members) for members in names]
        keys = (self.describing.key([self.lines[n] for n in x.members], str(x)) for x in blocks)
        found = self.recall(
            "people of a name", keys, len(blocks),
            lambda some: ([self.name(blocks[n]) for n in part] for part in portions(some, _NAMES)),
            link_names,
        )  # fmt: skip
        for block, groups in zip(blocks, found, strict=True):
            now = self.block(block.members)  # Others that were joined since may have joined some.
            self.join_linked(now, groups if now == block else link_names([self.name(now)])[0])

    def block(self, members: Sequence[int]) -> _Block:
        """Gather what is known of lines of one name before they are linked."""
        together: dict[int, list[int]] = defaultdict(list)
        for n, position in enumerate(members):
            together[self.sets.find(position)].append(n)
        several = tuple(each for each in together.values() if len(each) > 1)
        return _Block(members, several, self.sets.apart(members) or ())

    def name(self, block: _Block) -> OneName:
        """Describe the lines of a block, as linking them needs it."""
        lines = [self.lines[n] for n in block.members]
        known = len({line.orcid for line in lines} - {None})
        prior = prior_odds(given_words(lines[0].agent), family_word(lines[0].agent), known)
        rows = [self.describing.describe(line) for line in lines]
        return OneName(rows, prior, block.parted(), block.apart)

    def join_linked(self, block: _Block, groups: Iterable[Sequence[int]]) -> None:
        """Join the lines of each group as far as nothing speaks against it."""
        for group in groups:
            own = [block.members[n] for n in group]
            roots = {self.sets.find(n) for n in own}
            if self.is_one([n for root in roots for n in self.sets.members(root)]):
                self.sets.join_all(own)
                continue
            homes: list[int] = []  # More than one where a decision keeps some of them apart.
            for other in own:
                if not any(
                    self._fit(home, other) and self.sets.join(home, other) for home in homes
                ):
                    homes.append(other)

    def join_spellings(self) -> bool:
        """Join people whose names are spelt otherwise where they are rather one than not.

        False where nobody was joined; of those who were, more is known than of each.
        """
        groups = self.sets.groups()
        people = [someone(self.lines, group) for group in groups]
        joined = False
        for each in find_variants(people, self.describing):
            if each.probability > 0.5 and self._fit(groups[each.one][0], groups[each.other][0]):
                joined |= self.sets.join(groups[each.one][0], groups[each.other][0])
        return joined

    def _fit(self, n: int, m: int) -> bool:
        if self.sets.find(n) == self.sets.find(m):
            return False
        return self.is_one([*self.sets.members(n), *self.sets.members(m)])

    def belonging(self, groups: Sequence[Sequence[int]]) -> list[Belonging]:
        """Return how surely each line belongs to its group; what a person decided is sure."""
        belongs = [Belonging(1.0)] * len(self.lines)
        found = belonging(self.lines, groups, self.describing, self.recall)
        for group, sure in zip(groups, found, strict=True):
            for n, each in zip(group, sure, strict=True):
                decided = n in self.decided and len(group) > 1
                belongs[n] = Belonging(1.0, DECIDED) if decided else each
        return belongs


def _keys(groups: Sequence[Sequence[int]], lines: Authorships) -> list[str]:
    """Key the person of each line by ORCID iD, else by name; several of one name add a hash of
    their first paper.

    Source: the vocabulary model, amendment 2.
    """
    names = [name_key(min((lines[n].agent for n in each), key=by_fullness)) for each in groups]
    orcids = _one_each(
        [min((x for n in each if (x := lines[n].orcid)), default=None) for each in groups], groups
    )
    several = Counter(name for name, orcid in zip(names, orcids, strict=True) if not orcid)
    keys = [""] * len(lines)
    for each, name, orcid in zip(groups, names, orcids, strict=True):
        key = f"orcid-{orcid}" if orcid else name
        if not orcid and several[name] > 1:
            first = min(n for n in each if name_key(lines[n].agent) == name)
            key = f"{name}-{lines[first].suffix()}"
        for n in each:
            keys[n] = key
    return keys


def _one_each(orcids: Sequence[str | None], groups: Sequence[Sequence[int]]) -> list[str | None]:
    """Leave an ORCID iD whose lines were decided to be several people to the one with the most."""
    owners: dict[str | None, int] = {}
    for n in sorted(range(len(groups)), key=lambda n: -len(groups[n])):
        owners.setdefault(orcids[n], n)
    return [orcid if owners[orcid] == n else None for n, orcid in enumerate(orcids)]


def _told(
    resolved: Resolved,
    numbers: Mapping[int, int],
    keys: Sequence[str],
    belongs: Sequence[Belonging],
) -> Resolved:
    """Say of each author and editor who it is, and how surely; `numbers` are those of its lines."""
    paper = resolved.paper
    agents = (*paper.authors, *paper.editors)
    named = tuple(
        replace(agent, key=keys[numbers[n]]) if n in numbers else agent
        for n, agent in enumerate(agents)
    )
    of_authors = len(paper.authors)
    found = [belongs[numbers[n]] if n in numbers else None for n in range(len(agents))]
    return replace(
        resolved,
        paper=replace(paper, authors=named[:of_authors], editors=named[of_authors:]),
        sure=tuple(each.sure if each else None for each in found),
        told=tuple(each.evidence if each else "" for each in found),
    )
