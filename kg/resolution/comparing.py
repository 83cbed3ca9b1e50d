"""Weigh what two records say: the same paper, perhaps the same, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kg.resolution.identified import are_kept_apart
from kg.resolution.judging import Facts, probability
from kg.resolution.profiles import Profile, are_other_works, shared_authors
from kg.resolution.standing import agreeing, differing
from kg.resolution.titles import (
    Likeness,
    are_unlike,
    is_attached,
    is_column,
    is_generic,
    relate_titles,
    relate_with_subtitles,
)
from kg.text import fold

DISTINCTIVE = 80
"""Characters of a normalised abstract from which on it tells papers apart; a shorter one
("No abstract available.") may stand under many titles."""
_COMPARED = 1500
"""Characters of abstracts that are compared."""
_PREPRINT_YEARS = 3
"""Years that may lie between a preprint and its publication."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two records are joined, how likely they are one paper, and the evidence in words."""

    same: bool
    score: float
    evidence: str


_TITLES: Mapping[Likeness, str] = {
    "equal": "same title",
    "slip": "titles that differ in slips",
    "subtitle": "same title but for the subtitle",
    "loose": "similar titles",
}


def compare(one: Profile, other: Profile, known: Mapping[str, int]) -> Verdict | None:
    """Judge two records by title, authors, year and abstract; None where they are two papers.

    `known` counts the titles of each word of the data.
    """
    facts = relate(one, other, known)
    if facts is None:
        return None
    same = (
        not _are_others(facts)
        and _suffices(facts, one, other)
        and not _are_of_two_issues(one, other, facts)
    )
    return Verdict(same, probability(facts), "; ".join(_said(facts)))


def _said(facts: Facts) -> list[str]:
    """Say what two records have in common and what not, in words."""
    authors = f"{facts.shared} of {facts.of} authors" if facts.of else "no authors to compare"
    stands = (facts.stands, "other kind of work" if facts.other_works else "")
    said = (
        _TITLES[facts.likeness], "other authors" if _are_others(facts) else authors,
        facts.years, facts.texts, *(() if _are_others(facts) else stands),
    )  # fmt: skip
    return [each for each in said if each]


def relate(one: Profile, other: Profile, known: Mapping[str, int]) -> Facts | None:
    """Find what two records have in common and what not; None where they are two papers."""
    mains = (one.main, other.main)
    likeness = relate_with_subtitles(one.words, other.words, mains, known) or relate_titles(
        one.words, other.words, known
    )
    if likeness is None:
        return None
    years, texts = _years(one, other), _abstracts(one, other)
    if is_generic(one.words) and years != "same year" and texts != "same abstract":
        return None
    facts = _facts(one, other, likeness, years, texts)
    # Of other authors, only one title and text or year make it a question.
    alike = likeness == "equal" and not is_generic(one.words) and years != "other year"
    return None if _are_others(facts) and not alike and texts != "same abstract" else facts


def _facts(one: Profile, other: Profile, likeness: Likeness, years: str, texts: str) -> Facts:
    shared, of = shared_authors(one, other)
    same, apart = (tell(one.standing, other.standing) for tell in (agreeing, differing))
    together = [f"same {' and '.join(same)}"] if same else []
    return Facts(
        likeness=likeness,
        few_words=is_generic(min(one.words, other.words, key=len)),
        shared=shared,
        of=of,
        years=years,
        texts=texts,
        agreeing=len(same),
        differing=len(apart),
        stands="; ".join([*together, *(f"other {part}" for part in apart)]),
        one_venue=_are_of_one_venue(one, other),
        two_venues=_are_of_two_venues(one, other),
        other_works=are_other_works(one, other),
        one_preprint=one.preprint != other.preprint,
        kept_apart=are_kept_apart(one.identifiers, other.identifiers),
    )


def doubt_identifier(one: Profile, other: Profile) -> Verdict | None:
    """Say why two records with an identifier in common may yet be two papers; None where not.

    A supplement or a correction often carries the identifier of its paper, a chapter that of its
    book; titles that have nothing in common are one paper only where authors are.
    """
    if is_attached(one.words) != is_attached(other.words):
        return Verdict(False, 0.5, "same identifier; one is a supplement or correction")
    shared, _ = shared_authors(one, other)
    if not shared and are_unlike(one.words, other.words):
        return Verdict(False, 0.5, "same identifier; other title; no authors in common")
    return None


def _are_others(facts: Facts) -> bool:
    """Tell whether two lists of authors are two papers'."""
    return facts.of > 0 and 3 * facts.shared < 2 * facts.of


def _suffices(facts: Facts, one: Profile, other: Profile) -> bool:
    likeness, shared, of, years = facts.likeness, facts.shared, facts.of, facts.years
    if years == "other year" or (likeness == "loose" and not _stand_together(one, other, shared)):
        return False
    if facts.texts == "same abstract":
        return True
    if facts.other_works:
        return False
    if facts.few_words:
        return _suffices_for_few_words(facts, one, other)
    if likeness == "equal":
        later = years != "same year" and one.preprint == other.preprint
        # Without authors, a title alone says too little.
        known = of > 0 or years == "same year"
        return known and not (later and facts.texts == "other abstract")
    again = likeness == "subtitle" and years.endswith("apart") and facts.two_venues
    enough = shared >= 2 or (shared == of == 1 and years == "same year")
    return enough and not again and facts.texts != "other abstract"


def _suffices_for_few_words(facts: Facts, one: Profile, other: Profile) -> bool:
    """Judge titles that many papers may have, in one year: `Editorial` of one author and venue,
    `Owlnet` for `Owlnet: hunting by night` of the same two authors or more.
    """
    if facts.years != "same year":
        return False
    if facts.likeness == "equal":
        page = "page" in agreeing(one.standing, other.standing)
        return page or (facts.shared > 0 and facts.one_venue)
    return facts.shared == facts.of >= 2 and facts.texts != "other abstract"


def _stand_together(one: Profile, other: Profile, shared: int) -> bool:
    """Tell whether two records of an author stand on one page of one volume, of one year."""
    together = {"volume", "page"} <= {*agreeing(one.standing, other.standing)}
    return shared > 0 and together and one.year == other.year


def _are_of_one_venue(one: Profile, other: Profile) -> bool:
    """Tell whether two venues are one: `OWLS` and `OWLS 2020, Symposium on Owls` may be, but for
    what every issue has.
    """
    if one.venue is None or other.venue is None or is_column(one.words):
        return one.venue == other.venue and one.venue is not None
    shorter, longer = sorted(
        (fold(each.paper.venue or "").split() for each in (one, other)), key=len
    )
    return one.venue == other.venue or longer[: len(shorter)] == shorter


def _are_of_two_venues(one: Profile, other: Profile) -> bool:
    """Tell whether two records were published twice: a paper, and what became of it."""
    if one.preprint or other.preprint or one.venue is None or other.venue is None:
        return False
    return not _are_of_one_venue(one, other)


def _are_of_two_issues(one: Profile, other: Profile, facts: Facts) -> bool:
    """Tell whether two records stand in other places of one journal: a column, or a part.

    A slip in one number makes no two papers of a title and authors that tell them from others.
    """
    if one.preprint or other.preprint:
        return False
    told = facts.shared > 0 and facts.years == "same year" and not is_generic(one.words)
    return facts.differing > (told or facts.texts == "same abstract")


def _years(one: Profile, other: Profile) -> str:
    if one.year is None or other.year is None:
        return "no year to compare"
    gap = abs(one.year - other.year)
    if gap == 0:
        return "same year"
    allowed = _PREPRINT_YEARS if one.preprint != other.preprint else 1
    return f"{gap} years apart" if gap <= allowed else "other year"


def _abstracts(one: Profile, other: Profile) -> str:
    texts = [_beginning(each.paper.abstract or "") for each in (one, other)]
    if min(map(len, texts)) < DISTINCTIVE:
        return ""
    shortest = min(map(len, texts))
    likeness = fuzz.ratio(*(text[:shortest] for text in texts))
    if likeness >= 90:
        return "same abstract"
    return "other abstract" if likeness < 60 else ""


@lru_cache(maxsize=1 << 12)
def _beginning(text: str) -> str:
    return fold(text[: 2 * _COMPARED])[:_COMPARED]
