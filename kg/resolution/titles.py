"""Tell how alike two titles are: a slip of the pen makes no new paper, another word or number does.

"Part I" and "Part II", "supervised" and "unsupervised", a paper and its erratum differ by little.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import ne
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from kg.resolution.words import (
    ATTACHED,
    CARDINALS,
    INSTALMENTS,
    NEGATIONS,
    NOTICES,
    OPPOSING,
    RECURRING,
    STOPWORDS,
)
from kg.text import fold

Likeness = Literal["equal", "slip", "subtitle", "loose"]

_DIGITS = {
    word: str(n)
    for n, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2
    )
}
"""Numbers that some write in words; `one` is more than a number."""
_EDGE = 3
_CITATION = 6
"""Words at the end of a title among which `(vol 33, pg 717, 2019)` cites what it corrects."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNLIKE_BELOW = 50.0
_NUMERAL = re.compile(
    r"\d\w*|x{0,3}(?:ix|iv|v?i{0,3})|[a-z]|one|two|three|four|first|second|third|fourth"
)
_GENERIC_FROM = 3
"""Words that count which a title needs to stand for one paper."""
_SILENT = STOPWORDS | NOTICES | RECURRING
_KNOWN_FROM = 3
_RARER = 20
"""A spelling that fewer titles have, or so many times fewer than the other, may be a slip."""
_FEW, _SHORT = 4, 5
"""Words that count of a title, and letters of a word, up to which one letter may make another paper."""
LOOSE_FROM = 88.0
"""Likeness of letters, in percent, below which two titles are not alike."""
_SUBTITLE = re.compile(r"(?:(?<!\s)\s+)?(?:[:?!]\s+|—\s*)|\.\s+|(?<!\s)\s+[-–]\s+")


def main_title(title: str) -> str | None:
    """Return the normalised title before the subtitle, where there is one.

    >>> main_title("Owls at night: a survey"), main_title("Owls at night")
    ('owls at night', None)
    """
    main, *rest = _SUBTITLE.split(title.strip(), maxsplit=1)
    return fold(main) or None if rest and fold(rest[0]) else None


def is_generic(words: Sequence[str]) -> bool:
    """Tell whether many papers may have this title: `Editorial`, `Introduction to the issue`.

    >>> is_generic("abstracts of current literature".split())
    True
    >>> is_generic(["playing", "atari", "games"])
    False
    """
    return sum(word not in _SILENT for word in words) < _GENERIC_FROM


def is_column(words: Sequence[str]) -> bool:
    """Tell whether a title says no more than which column of a journal or volume this is.

    >>> is_column(["editorial", "comments"]), is_column(["faster", "owls"])
    (True, False)
    """
    return all(word in STOPWORDS | NOTICES | RECURRING or word.isdecimal() for word in words)


def is_attached(words: Sequence[str]) -> bool:
    """Tell whether a title is that of a supplement, a correction or the like of another text.

    >>> is_attached("supplementary text for owls at night in snow".split())
    True
    >>> is_attached("owls at night in snow vol 33 pg 717 2019".split())
    True
    """
    if "vol" in words[-_CITATION:-1] and _YEAR.fullmatch(words[-1]):
        return True
    edges = {*words[:_EDGE], *words[-_EDGE:]}
    return not edges.isdisjoint(
        ATTACHED - ({"supporting"} if "information" not in words else set())
    )


def are_unlike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two titles have next to nothing in common.

    >>> are_unlike(["owls", "at", "night"], ["deep", "learning"])
    True
    """
    if not one or not other or any(word not in STOPWORDS for word in {*one} & {*other}):
        return False
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) < _UNLIKE_BELOW


def spelt(words: Sequence[str]) -> list[str]:
    """Spell a title as titles are compared: with digits for numbers in words."""
    return [_DIGITS.get(word, word) for word in words]


def relate_titles(
    one: Sequence[str], other: Sequence[str], known: Mapping[str, int]
) -> Likeness | None:
    """Compare two titles by their normalised words; `known` counts the titles of each word.

    `slip`: only mistyped words, joined or parted words, small words; `loose`: alike, but for
    words that may mean another paper. Titles that differ in a number, a negation or a notice are
    not alike at all. Of subtitles, `relate_with_subtitles` judges.

    >>> relate_titles(["deep", "lerning"], ["deep", "learning"], {})
    'slip'
    >>> relate_titles(["two", "owls"], ["2", "owls"], {})
    'equal'
    >>> relate_titles(["owls", "part", "i"], ["owls", "part", "ii"], {}) is None
    True
    """
    one, other = spelt(one), spelt(other)
    if "".join(one) == "".join(other):
        return "equal"
    if fuzz.ratio(" ".join(one), " ".join(other), score_cutoff=LOOSE_FROM) == 0:
        return None
    likeness: Likeness = "slip"
    is_short = sum(word not in STOPWORDS for word in one) <= _FEW
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            continue
        left, right = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if _differs(left, right):
            return None
        if not _is_slip(left, right, known) or (is_short and _may_be_another(left, right)):
            likeness = "loose"
    return likeness


def relate_with_subtitles(
    one: Sequence[str],
    other: Sequence[str],
    mains: tuple[str | None, str | None],
    known: Mapping[str, int],
) -> Likeness | None:
    """Tell whether one title is the other without its subtitle, and the subtitle makes no other
    paper.

    >>> relate_with_subtitles(["owls"], ["owls", "a", "survey"], (None, "owls"), {})
    'subtitle'
    """
    for title, longer, main in ((one, other, mains[1]), (other, one, mains[0])):
        if not main or NOTICES.issuperset(title) or len(title) >= len(longer):
            continue
        words = main.split()
        if relate_titles(words, title, known) in ("equal", "slip"):
            return None if _is_instalment(longer[len(words) :]) else "subtitle"
    return None


def _is_instalment(subtitle: Sequence[str]) -> bool:
    """Tell whether a subtitle says which of several papers of one title this is."""
    if any(word in NOTICES or word in INSTALMENTS for word in subtitle):
        return True
    ends = (subtitle[0], subtitle[-1])
    return any(_is_numeral(word) and word not in CARDINALS for word in ends)


def _differs(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether what stands in place of the other changes the meaning for sure."""
    if "".join(left) == "".join(right):
        return False
    words = {*left} ^ {*right}
    if any(word in NOTICES or word in NEGATIONS for word in words):
        # `witohut` for `without` negates as well.
        return not (len(left) == len(right) and all(map(_mistyped, left, right)))
    if any(map(_is_numeral, words)):
        return True
    return len(left) == len(right) == 1 and _opposed(left[0], right[0])


def _may_be_another(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether a short word is another with one letter changed: `Bats in Barns`, `Cats in Barns`."""
    return any(
        len(a) == len(b) <= _SHORT and sum(map(ne, a, b)) == 1
        for a, b in zip(left, right, strict=False)
    )


def _is_numeral(word: str) -> bool:
    # A single s or t is what an apostrophe leaves: `don t`.
    return word not in STOPWORDS and word not in {"s", "t"} and bool(_NUMERAL.fullmatch(word))


def _opposed(one: str, other: str) -> bool:
    """Tell whether two words differ in a prefix only: `hypo` for `hyper`, or `un` added."""
    rests = {one[len(p) :] for p in ("", *OPPOSING) if one.startswith(p)}
    return any(
        other.startswith(p) and len(rest := other[len(p) :]) >= 4 and rest in rests
        for p in ("", *OPPOSING)
    )


def _is_slip(left: Sequence[str], right: Sequence[str], known: Mapping[str, int]) -> bool:
    if "".join(left) == "".join(right):
        return True
    if not left or not right:
        return all(word in STOPWORDS for word in (*left, *right))
    if len(left) != len(right):
        # `co trainng` for `cotraining`: joined and mistyped.
        return _mistyped("".join(left), "".join(right))
    return all(_one_slip(a, b, known) for a, b in zip(left, right, strict=True))


def _one_slip(a: str, b: str, known: Mapping[str, int]) -> bool:
    if a == b or (a in STOPWORDS and b in STOPWORDS) or a in (f"{b}s", f"{b}es"):
        return True
    if b in (f"{a}s", f"{a}es"):
        return True
    rarer, commoner = sorted((known.get(a, 0), known.get(b, 0)))
    both_known = rarer >= _KNOWN_FROM and commoner < _RARER * rarer
    return not both_known and _mistyped(a, b)


def _mistyped(a: str, b: str) -> bool:
    return max(len(a), len(b)) >= 4 and OSA.distance(a, b, score_cutoff=1) <= 1
