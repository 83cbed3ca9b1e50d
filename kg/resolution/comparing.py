"""Weigh what two records say: the same paper, perhaps the same, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

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
    """Whether two records are the same paper; `score` from 0 to 1, and the evidence in words."""

    same: bool
    score: float
    evidence: str


_TITLES: Mapping[Likeness, tuple[float, str]] = {
    "equal": (1.0, "same title"),
    "slip": (0.9, "titles that differ in slips"),
    "subtitle": (0.85, "same title but for the subtitle"),
    "loose": (0.6, "similar titles"),
}


def compare(one: Profile, other: Profile, known: Mapping[str, int]) -> Verdict | None:
    """Judge two records by title, authors, year and abstract; None where they are two papers.

    `known` counts the titles of each word of the data.
    """
    mains = (one.main, other.main)
    likeness = relate_with_subtitles(one.words, other.words, mains, known) or relate_titles(
        one.words, other.words, known
    )
    if likeness is None:
        return None
    shared, of = shared_authors(one, other)
    years = _years(one, other)
    texts = _abstracts(one, other)
    stands = _standing(one, other)
    if is_generic(one.words) and years != "same year" and texts != "same abstract":
        return None
    if of and not 3 * shared >= 2 * of:
        return _despite_authors(likeness, one, years, texts)
    weight, words = _TITLES[likeness]
    score = weight - 0.02 * (years != "same year") - (0.05 if not of else 0)
    kinds = "other kind of work" if are_other_works(one, other) else ""
    said = (words, f"{shared} of {of} authors" if of else "no authors to compare", years, texts,
            stands, kinds)  # fmt: skip
    evidence = "; ".join(each for each in said if each)
    same = _suffices(likeness, one, other, (shared, of, years, texts)) and not (
        _are_of_two_issues(one, other, (shared, of, years, texts))
    )
    return Verdict(same, round(score if same else score - 0.3, 2), evidence)


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


def _despite_authors(likeness: Likeness, one: Profile, years: str, texts: str) -> Verdict | None:
    """Two lists of authors are two papers; only one title and text or year make it a question."""
    alike = likeness == "equal" and not is_generic(one.words) and years != "other year"
    if not alike and texts != "same abstract":
        return None
    said = (_TITLES[likeness][1], "other authors", years, texts)
    return Verdict(False, 0.4, "; ".join(each for each in said if each))


def _suffices(
    likeness: Likeness, one: Profile, other: Profile, found: tuple[int, int, str, str]
) -> bool:
    shared, of, years, texts = found
    if years == "other year" or (likeness == "loose" and not _stand_together(one, other, shared)):
        return False
    if texts == "same abstract":
        return True
    if are_other_works(one, other):
        return False
    if is_generic(min(one.words, other.words, key=len)):
        return _suffices_for_few_words(likeness, one, other, found)
    if likeness == "equal":
        later = years != "same year" and one.preprint == other.preprint
        # Without authors, a title alone says too little.
        known = of > 0 or years == "same year"
        return known and not (later and texts == "other abstract")
    again = likeness == "subtitle" and years.endswith("apart") and _are_of_two_venues(one, other)
    known = shared >= 2 or (shared == of == 1 and years == "same year")
    return known and not again and texts != "other abstract"


def _suffices_for_few_words(
    likeness: Likeness, one: Profile, other: Profile, found: tuple[int, int, str, str]
) -> bool:
    """Judge titles that many papers may have, in one year: `Editorial` of one author and venue,
    `Owlnet` for `Owlnet: hunting by night` of the same two authors or more.
    """
    shared, of, years, texts = found
    if years != "same year":
        return False
    if likeness == "equal":
        page = "page" in agreeing(one.standing, other.standing)
        return page or (shared > 0 and _are_of_one_venue(one, other))
    return shared == of >= 2 and texts != "other abstract"


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


def _are_of_two_issues(one: Profile, other: Profile, found: tuple[int, int, str, str]) -> bool:
    """Tell whether two records stand in other places of one journal: a column, or a part.

    A slip in one number makes no two papers of a title and authors that tell them from others.
    """
    shared, _, years, texts = found
    apart = differing(one.standing, other.standing)
    if one.preprint or other.preprint:
        return False
    told = shared > 0 and years == "same year" and not is_generic(one.words)
    return len(apart) > (told or texts == "same abstract")


def _standing(one: Profile, other: Profile) -> str:
    """Say what of volume, issue and page is the same, and what is not."""
    same, apart = (tell(one.standing, other.standing) for tell in (agreeing, differing))
    said = [f"same {' and '.join(same)}"] if same else []
    return "; ".join([*said, *(f"other {part}" for part in apart)])


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
