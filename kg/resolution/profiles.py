"""See records as comparing them needs: normalised words of the title, names, year, venue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from rapidfuzz.distance import OSA

from kg.identity import abstract_key, identifier_keys, title_key
from kg.model import UNPUBLISHED, Agent, Identifier, Paper
from kg.resolution.standing import Standing, standing_of
from kg.resolution.titles import main_title
from kg.text import fold
from kg.venues import is_preprint_server, venue_key

AUTHORS = 30
"""Authors of a list that are compared; longer lists differ in their beginnings too."""
_SERVER_DOIS = ("10.1101/0", "10.1101/1", "10.1101/2", "10.21203/rs", "10.2139/ssrn",
                "10.20944/preprints", "10.31234/osf", "10.31219/osf", "10.26434/chemrxiv",
                "10.36227/techrxiv", "10.5194/egusphere")  # fmt: skip

_SORTS = {
    "Thesis": "thesis", "DoctoralThesis": "thesis", "MastersThesis": "thesis", "Book": "book",
    "BookChapter": "chapter", "JournalArticle": "article", "ConferencePaper": "paper",
    "Preprint": "paper",
}  # fmt: skip
_ALIKE = ({"article", "paper"}, {"chapter", "paper"})
"""Sorts that lists give to one work: proceedings appear as books and in journals."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in normalised words."""

    family: str
    given: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """All words of the name."""
        return frozenset((*self.family.split(), *self.given))


@dataclass(frozen=True, slots=True)
class Profile:
    """One record in the form that is compared.

    `title` and `abstract` are their keys; what is compared of few records is read anew with `read`.
    """

    words: tuple[str, ...]
    main: str | None
    names: tuple[Name, ...]
    year: int | None
    venue: str | None
    preprint: bool
    sort: str | None
    standing: Standing
    identifiers: tuple[Identifier, ...] = field(compare=False)
    title: str | None = field(compare=False)
    abstract: str | None = field(compare=False)
    read: Callable[[], Paper] = field(compare=False, repr=False)

    @property
    def paper(self) -> Paper:
        """The record itself, from wherever it lies."""
        return self.read()

    def keys(self, foreign: AbstractSet[Identifier] = frozenset()) -> Iterator[str]:
        """Yield the keys of the record, best first, without those of foreign identifiers."""
        yield from identifier_keys(each for each in self.identifiers if each not in foreign)
        yield from (key for key in (self.title, self.abstract) if key)


def profile(paper: Paper, read: Callable[[], Paper] | None = None) -> Profile:
    """Make the profile of a record; `read` gives it again, where it is not to be held in memory."""
    year = re.match(r"\d{4}", paper.year or "")
    return Profile(
        # The same words come in many titles, the same names on many papers.
        words=tuple(map(intern, fold(paper.title or "").split())),
        main=main_title(paper.title or ""),
        names=tuple(name_of(author) for author in paper.authors[:AUTHORS]),
        year=int(year[0]) if year else None,
        venue=intern(venue_key(paper.venue)) if paper.venue else None,
        preprint=is_preprint(paper),
        sort=_SORTS.get(paper.kind or ""),
        standing=standing_of(paper),
        identifiers=paper.identifiers,
        title=title_key(paper),
        abstract=abstract_key(paper),
        read=read or (lambda: paper),
    )


def is_preprint(paper: Paper) -> bool:
    """Tell whether a record describes the preprint rather than what was published later.

    >>> is_preprint(Paper(title="Owls", venue="CoRR"))
    True
    """
    if paper.kind == "Preprint" or paper.status in UNPUBLISHED:
        return True
    if paper.venue:
        return is_preprint_server(paper.venue)
    registered = [each.scheme == "arxiv" or is_preprint_doi(each) for each in paper.identifiers]
    return bool(registered) and all(registered) and paper.kind is None


def are_other_works(one: Profile, other: Profile) -> bool:
    """Tell whether two records are of sorts that one work does not have: a thesis and an article."""
    if one.sort is None or other.sort is None or one.sort == other.sort:
        return False
    return {one.sort, other.sort} not in _ALIKE


def is_preprint_doi(identifier: Identifier) -> bool:
    """Tell whether a preprint server gave this DOI: it does not conflict with a publisher's."""
    return identifier.scheme == "doi" and identifier.value.startswith(_SERVER_DOIS)


def name_of(agent: Agent) -> Name:
    """Part a name into family and given names, in normalised words."""
    if agent.family and agent.kind == "person":
        return _parted(agent.family, agent.given or "")
    words = fold(agent.name).split()
    if agent.kind == "group" or len(words) < 2:
        return Name(" ".join(words))
    return Name(words[-1], tuple(words[:-1]))


@lru_cache(maxsize=1 << 15)
def _parted(family: str, given: str) -> Name:
    """Normalise a name: one in memory for all papers that it stands on."""
    return Name(intern(fold(family)), tuple(map(intern, fold(given).split())))


def count_words(profiles: Iterable[Profile]) -> Mapping[str, int]:
    """Count the distinct titles that each word stands in."""
    titles = {each.words for each in profiles}
    return Counter(word for words in titles for word in set(words))


def shared_authors(one: Profile, other: Profile) -> tuple[int, int]:
    """Count the authors of the shorter list that stand in the other too, and all of it."""
    shorter, longer = sorted((one.names, other.names), key=len)
    return sum(any(is_same_name(a, b) for b in longer) for a in shorter), len(shorter)


def is_same_name(one: Name, other: Name) -> bool:
    """Tell whether two names on one paper may be of one person: initials, slips, order of names.

    >>> is_same_name(Name("müller", ("ada", "b")), Name("müller", ("a",)))
    True
    >>> is_same_name(Name("a", ("müller",)), Name("müller", ("ada", "b")))
    True
    """
    if one.words == other.words:
        return True
    return any(
        _fit(*names) for names in ((one, other), (_turned(one), other), (one, _turned(other)))
    )


def _turned(name: Name) -> Name:
    """Read a name as one that begins with the family name."""
    if not name.given:
        return name
    first, *rest = name.given
    return Name(first, (*rest, *name.family.split()))


def _fit(one: Name, other: Name) -> bool:
    if not _same_family(one.family, other.family):
        return False
    mine, theirs = ({word[0] for word in name.given} for name in (one, other))
    return mine <= theirs or theirs <= mine


def _same_family(a: str, b: str) -> bool:
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return True
    if a.endswith(f" {b}") or b.endswith(f" {a}"):
        return True
    return min(len(a), len(b)) >= 4 and OSA.distance(a, b, score_cutoff=1) <= 1
