"""Split a run of names into names: inverted or not, with initials, joined by commas, `and`, semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.references.reference import Span
from kg.text import CJK, is_cjk

_ET_AL = re.compile(
    r"\b(?:(?:et\.?|u\.|and|&)[ \u00a0]?al(?:ii)?|u(?:nd|\.)[ \u00a0]?a(?:\.|ndere)|"
    r"(?:and|&) (?:\d{1,4} )?(?:others?|colleagues|coworkers)|и др)\b|(?:…|\.\.\.)"
    rf"|(?<=[{CJK}\s,，、])(?:等人?|ほか)|(?<=[\s,，、])(?:他|外)",
    re.IGNORECASE,
)
_LONGEST_ET_AL = 40
_SMALL = r"(?:and|und|et|y|with|og|och|en|a|e|i|ed)"
_JOINT = re.compile(
    rf"(?:(?<!\s)\s+)?(?:(?:[;；|•]|·(?![{CJK}]))\s*+(?:(?:{_SMALL}\b|&)\s*+)?|[,，、،]\s*+(?:(?:{_SMALL}(?=\s)|&)\s*+)?|"
    rf"&\s*+|(?<=\s){_SMALL}(?=\s)\s*+|(?<=\s)[-–—/]\s++)|(?<=[^\W\d_]{{2}}|[^\W\d_]\.)/(?=[^\W\d_]{{2}})"
)
_ALWAYS = re.compile(rf"\s*+,?\s*+(?:[;；|·•/–—&-]|{_SMALL}(?=\s))")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|[234](?:nd|rd|th)", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?:[^\W\d_a-z]{1,4}|(?:[^\W\d_]{1,3}\.[-‐–]?){1,4}[^\W\d_a-z]?)(?:-[^\W\d_a-z]\.?)?"
)
_TURNED = re.compile(r"(?:[^\W\d_]\.[- ]?){1,4} ?[^\W\d_][\w'’-]{2}")
_CLOSE = re.compile(r"(?:[^\W\d_]\.-?){1,4}[^\W\d_][\w'’-]{2,40}")
"""A name without a blank behind its initials."""
_MOST_INITIALS = 4
_WITHIN = re.compile(r"\s++[yei]\s++")
_PARTICLES = frozenset(
    {
        "de",
        "del",
        "der",
        "den",
        "van",
        "von",
        "di",
        "da",
        "la",
        "le",
        "du",
        "ten",
        "ter",
        "dos",
        "al",
        "el",
    }
)
_MARKS = "*†‡§¶∗⋆0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"


def without_et_al(text: str, span: Span) -> Span:
    """Leave out `et al.` and its like at the end."""
    begin = max(span.start, span.end - _LONGEST_ET_AL)
    for found in _ET_AL.finditer(text, begin, span.end):
        if not any(char.isalnum() for char in text[found.end() : span.end]):
            kept = text[span.start : found.start()].rstrip(" \n\t,;&，、；")
            return Span(span.start, span.start + len(kept))
    return span


def split_names(text: str, span: Span) -> Iterator[Span]:
    """Yield the names of a run of names.

    A comma parts two names, or the parts of one: where the part after it is initials, or all
    parts between the sure joints come in pairs, it is one name.

    >>> text = "Li, A. B., Ana van der Berg and Chen, C"
    >>> [name.of(text) for name in split_names(text, Span(0, len(text)))]
    ['Li, A. B.', 'Ana van der Berg', 'Chen, C']
    """
    blocks = [[each for each in block if each.of(text).strip()] for block in _blocks(text, span)]
    blocks = [block for block in blocks if block]
    pairs = sum(len(block) == 2 for block in blocks)
    inverted = len(blocks) > 1 and pairs + sum(len(block) == 1 for block in blocks) == len(blocks)
    inverted = inverted and (pairs > 1 or (len(blocks) > 2 and len(blocks[0]) == 2))
    if (
        len(blocks) == 1
        and len(blocks[0]) == 2
        and _is_turned(*(each.of(text) for each in blocks[0]))
    ):
        inverted = True  # `Mochuelo Ruiz, Carmen`
    for block in blocks:
        yield from _joined(text, block, inverted=inverted)


def _is_turned(family: str, given: str) -> bool:
    """Tell one name from two: a word alone is no whole name, but for that of a group in capitals."""
    alone = len(given.split()) == 1 and not given.strip().isupper()
    return alone and len(family.split()) > 1 and not _is_whole(family)


def _blocks(text: str, span: Span) -> list[list[Span]]:
    """Cut at every joint; a block holds the parts between two joints that part names for sure."""
    blocks: list[list[Span]] = [[]]
    start = span.start
    for joint in _JOINT.finditer(text, span.start, span.end):
        if (
            not blocks[-1]
            and _WITHIN.fullmatch(joint[0])
            and " " not in text[start : joint.start()].strip()
        ):
            continue  # Ortega y Gasset
        blocks[-1].append(Span(start, joint.start()))
        if _ALWAYS.match(joint[0]):
            blocks.append([])
        start = joint.end()
    blocks[-1].append(Span(start, span.end))
    return blocks


def _joined(text: str, block: Sequence[Span], *, inverted: bool) -> Iterator[Span]:
    """Yield the names of a block: a part that is a family name takes the part after it."""
    place = 0
    while place < len(block):
        last = place
        if last + 1 < len(block) and not _SUFFIX.fullmatch(block[last + 1].of(text).strip()):
            part, after = block[place].of(text), block[last + 1].of(text)
            alone = _is_family(part) and not _are_turned([each.of(text) for each in block[1:]])
            if not _is_whole(part) and (inverted or _is_given(after) or alone):
                last += 1
        if last + 1 < len(block) and _SUFFIX.fullmatch(block[last + 1].of(text).strip()):
            last += 1
            if last + 1 < len(block) and _is_given(block[last + 1].of(text)):
                last += 1  # King, Jr., B.
        yield Span(block[place].start, block[last].end)
        place = last + 1


def _is_given(part: str) -> bool:
    """Tell whether a part is nothing but initials, with particles: `A.-B.`, `AB`, `J. de`, `(M.I.)`."""
    words = part.strip(" ()").rstrip(_MARKS).split()
    kept = [each for each in words if each.casefold() not in _PARTICLES]
    return (
        bool(kept)
        and len(kept) <= _MOST_INITIALS
        and all(_INITIALS.fullmatch(each) for each in kept)
    )


def _is_family(part: str) -> bool:
    """Tell whether a part is one word, before which particles may stand: no whole name."""
    words = part.split()
    return len([each for each in words if each.casefold() not in _PARTICLES]) == 1


def _are_turned(parts: Sequence[str]) -> bool:
    """Tell whether several names begin with their initials, so that one word before them is none of theirs."""
    return len(parts) > 1 and all(map(_TURNED.match, map(str.strip, parts)))


def _is_whole(part: str) -> bool:
    """Tell whether a part is a whole name already: `A. B. Li`, `A.Li`, `Li AB`, `李四`."""
    words = part.split()
    if is_cjk(part.strip().rstrip(_MARKS)) or _CLOSE.fullmatch(part.strip()):
        return True
    return len(words) > 1 and any(_INITIALS.fullmatch(each) for each in words)
