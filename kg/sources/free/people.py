"""Find runs of names in a text: `Ana Lopez, B. Chen and C. Lim*`, `Lopez, A., Chen, B.`, et al."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.sources.fields.names import INITIALS, is_whole
from kg.sources.free.no_names import (
    PARTICLES,
    SECOND,
    STOPS,
    SUBJECTS,
    are_no_names,
    is_single,
)
from kg.text import is_cjk

_SEPARATOR = re.compile(
    r" *(?:[,;·•|，、；] *(?:and|und|et|y|e|&|with) (?!al\b)|[,;·•|&，、；]| / |(?<=[^\W\d_]\.)/(?=[A-ZÀ-Þ])| (?:and|und|et|y|e) (?!al\b)) *"
)
_NUMBER = re.compile(r" ?[,.]? ?[’'(]?\d| ?@| \([A-Z]{2}")
"""What follows a venue, and no name: `ICML 2019`, `PEPM@POPL`, `Programming (IPCO)`."""
_JOURNAL = re.compile(r"[A-Z]{3,8} [A-Z][a-z]+$")
"""What follows names with initials, and is none: `GAMM Mitteilungen`."""
_NUMBERED = re.compile(
    r"\. (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d)(?:[A-Z][a-z]*\.|\d|[A-Z][a-z]+ \d)"
)
"""What follows the short name of a journal: `J. Chem. Phys. 123`, but not the month of a date."""
_DATE = re.compile(
    r" (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2},?)? (?:19|20)\d\d\b"
)
"""What follows the stop of a sentence: `by Eva Moe. May 2019`."""
_DATED = re.compile(r"\. (?:19|20)\d\d[a-z]?\. ")
"""What follows a name that is turned, in lists by author and date: `Lopez, Ana. 2019. Owls`."""
MORE = re.compile(
    r" ?,? ?(?:and )?(?:et\.? ?al(?:ii|\b\.?)|and others|…|\.\.\.)[.,:]?", re.IGNORECASE
)
_LAST = re.compile(r" ?,? ?(?:…|\.\.\.),? (?:and|&|y|et|und) (?=[^\W\d_a-z])")
"""What stands for some names before the last."""
_MARKS = "*†‡§¶∗#¹²³⁴⁵⁶⁷⁸⁹⁰"
_WORD = re.compile(rf"['’‘]?[^\W\d_][^\s,，、；：。「《;&()\[\]<>{{}}:|\"“”?!/=@+•·{_MARKS}]*")
_NOTE = re.compile(
    r"(?<=\w )0\d{3}(?=[,;:.\s]|$)|[*†‡§¶∗#¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}|\((?:[*†‡]|[Hh]rsg\.?|[Ee]ds?\.?)\)|[234](?:nd|rd|th)(?=[,;.\s])|\^?\{?\d\}?(?=[,;\s]|$)"
)
_INSTITUTION = re.compile(r" \([^()\d\n]{2,100}\)(?:[*†‡]|(?= ?(?:[,;\n]|and\b)|$))")
_AFFILIATED = re.compile(
    r"[^()\d,;\n]{3,60} \([^()\d\n]{2,100}\)[*†‡]? ?(?:[,;]|and\b) ?(?:and )?[^()\d,;\n]{3,60} \([^()\d\n]{2,100}\)"
)
"""Names each of which has its institution behind it: `Ana Lopez (Owl Lab), Bo Chen (MIT)`."""
_TURNED = re.compile(r"(?:[^\W\d_]\.[- ]?){1,4} ?[^\W\d_][\w'’-]{2}")
"""How a whole name begins with its initials."""
_VANCOUVER = re.compile(r"[^\W\d_]{2} [A-Z]{1,3}\Z")
"""How a whole name ends without a comma: `Lopez A`."""
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_NICKNAME = re.compile(r" \([A-Z][a-z]+\) (?=[A-Z])")
_GOES_ON = re.compile(r" (?!(?:and|und|et|y|e|in|In|at|with)\b)[^\W\d_]")
"""What follows a part that is no whole name: a word without a comma before it."""
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Names that follow each other: the span of each, where they end, and whether more are left out."""

    names: tuple[tuple[int, int], ...]
    start: int
    end: int
    has_more: bool = False


def run_at(text: str, start: int, end: int | None = None) -> Run | None:
    """Return the run of names that begins at an offset; None where there is none.

    >>> text = "Ana Lopez, B. Chen and Cy van der Lim*. Owls at night. Owl News, 2019"
    >>> run = run_at(text, 0)
    >>> run and ([text[a:b] for a, b in run.names], text[run.end:][:8])
    (['Ana Lopez', 'B. Chen', 'Cy van der Lim'], '. Owls a')
    """
    limit = len(text) if end is None else end
    parts: list[tuple[int, int]] = []
    joined: list[bool] = []
    """For each part, whether `and` stands before it."""
    position, more = start, False
    after, by_and = start, False
    affiliated = have_institutions(text, start, limit)
    while position < limit and (found := _part(text, position, limit)):
        if affiliated and (institution := _INSTITUTION.match(text, found[2], limit)):
            found = (*found[:2], institution.end())
        if (parts and _is_venue(text, *found, parts)) or are_no_names([text[slice(*found[:2])]]):
            break
        parts.append(found[:2])
        joined.append(by_and)
        after = found[2]
        if rest := MORE.match(text, after, limit):
            more, after = True, rest.end()
            if behind := _LAST.match(text, rest.start(), limit):
                position, by_and = behind.end(), True
                continue
            break
        separator = _SEPARATOR.match(text, after, limit)
        if not separator or text[after : after + 1] == ".":
            break
        if "|" in separator[0] and len(parts) > 1 and "|" not in text[start:after]:
            break  # `Lopez, A.; Chen, B. | Owl News`
        position, by_and = separator.end(), bool(re.search(r"\w|&", separator[0]))
    names = _paired(text, parts)
    if not names or (len(names) == 1 and _has_common_word(text[slice(*names[0])])):
        return None
    if len(names) == len(parts) and not more:
        names = _ended(names, joined)
    end = after if names[-1][1] == parts[-1][1] else names[-1][1]
    return Run(tuple(names), start, end, more)


def have_institutions(text: str, start: int, end: int) -> bool:
    """Tell whether names begin there that have their institutions in brackets behind them.

    >>> have_institutions("Ana Lopez (Owl Lab), Bo Chen (MIT)", 0, 34)
    True
    """
    return bool(_AFFILIATED.match(text, start, end))


def _has_common_word(name: str) -> bool:
    """Tell whether a part of a name is written small, and is no particle."""
    return any(word[0].islower() and word not in PARTICLES for word in name.split())


def _ended(names: list[tuple[int, int]], joined: list[bool]) -> list[tuple[int, int]]:
    """End a list behind the name that `and` stands before, where not each name has one."""
    for index in range(1, len(names) - 1):
        if joined[index] and not joined[index + 1]:
            return names[: index + 1]
    return names


def _is_venue(text: str, first: int, last: int, after: int, parts: list[tuple[int, int]]) -> bool:
    """Tell from names what follows them: `ICML 2019`, `J. Chem. Phys. 123`, `Chem. Phys. Lett.`."""
    part = text[first:last]
    if _JOURNAL.match(part) and parts and all("." in text[slice(*each)] for each in parts):
        return True
    if len(parts) == 1 and is_single(text[slice(*parts[0])]) and _DATED.match(text, after):
        return False
    if " " not in part and "." not in part and _NUMBER.match(text, after):
        return not _by_and(text, [*parts, (first, last)])  # `Lopez, Ana & Chen, Bo, 2019`
    if text[after : after + 1] != "." or re.match(r"\.,", text[after : after + 2]):
        return False
    bare = " " not in part or "." in part
    if bare and _NUMBERED.match(text, after):
        return True
    return " " not in part and all("." in text[slice(*each)] for each in parts)


def _part(text: str, position: int, limit: int) -> tuple[int, int, int] | None:
    """Return start and end of the words of a name at a position, and where what belongs to it ends."""
    while note := _NOTE.match(text, position, limit):
        position = note.end()
        while position < limit and text[position] == " ":
            position += 1
    words: list[tuple[int, int]] = []
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, position, limit)):
        word = match[0]
        closes = text[match.end() : match.end() + 1] in (",", ";", "*") or match.end() == limit
        is_next = len(words) > 1 and SECOND.match(text, match.start(), limit)
        if is_next or not _may_name(word, bool(words), closes):
            break
        closed = word.endswith(".") and (
            not INITIALS.fullmatch(word) or bool(_DATE.match(text, match.end(), limit))
        )
        closed = closed and word not in ("Jr.", "Sr.", "Dr.")
        words.append((match.start(), match.start() + len(word) - closed))
        if closed:
            position = words[-1][1]
            break
        position = match.end()
        if nickname := _NICKNAME.match(text, position, limit):
            position = nickname.end()
        elif position < limit and text[position] == " ":
            position += 1
        else:
            break
    while words and text[slice(*words[-1])] in PARTICLES:
        words.pop()
    if not words or not any(text[a].isupper() or not text[a].islower() for a, _ in words):
        return None
    end = after = words[-1][1]
    if _GOES_ON.match(text, end, limit):
        return None
    while note := _NOTE.match(text, after + (text[after : after + 1] == " "), limit):
        after = note.end()
    return words[0][0], end, after


def _may_name(word: str, inner: bool, closes: bool) -> bool:
    bare = word.rstrip(".").casefold()
    if (
        bare in PARTICLES
        or _INITIAL.fullmatch(word)
        or (inner and len(word) == 1 and word.isupper())
    ):
        return True
    if (
        inner
        and closes
        and len(word) < 4
        and word.istitle()
        and bare not in ("the", "for", "and", "via")
    ):
        return True
    if (
        bare in STOPS
        or (inner and bare in SUBJECTS)
        or (word.isupper() and len(word.replace(".", "").replace("-", "")) > 12)
    ):
        return False
    if any(char.isdigit() for char in word):
        return False
    return not word[0].islower() or (inner and len(bare) > 2) or word[0] in "'’ʻ"


def _paired(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans of whole names: parts of `Lopez, A., Chen, B.` are joined by twos."""
    if len(parts) < 2:
        return parts
    if any(";" in text[a[1] : b[0]] for a, b in pairwise(parts)) or _by_and(text, parts):
        return _between_semicolons(text, parts)
    if len(parts) == 2 and _is_turned(text, parts):
        return [(parts[0][0], parts[1][1])]
    if not _is_inverted(text, parts):
        # `Lopez, Ana, Bo Chen, and Cy Lim` turns the first alone.
        single = [is_single(text[slice(*each)]) for each in parts]
        turned = len(parts) > 2 and all(_TURNED.match(text, *each) for each in parts[1:])
        first = single[0] and "." not in text[slice(*parts[0])] and not any(single[2:])
        first = first and not turned  # `Lopez, B. Chen, C. Lim` leaves out the initials of one.
        return [(parts[0][0], parts[1][1]), *parts[2:]] if first else parts
    paired: list[tuple[int, int]] = []
    index = 0
    while index < len(parts):
        # `Lopez, A., B. Chen, and C. Lim` turns the first alone.
        is_family = not is_whole(text[slice(*parts[index])])
        given = is_family and index + 1 < len(parts) and _is_given(text[slice(*parts[index + 1])])
        paired.append((parts[index][0], parts[index + given][1]))
        index += 1 + given
    return paired


def _by_and(text: str, parts: list[tuple[int, int]]) -> bool:
    """Tell `Lopez, Ana and Chen, Bo and Lim, Cy`, as BibTeX has it."""
    groups = [1]
    for before, part in pairwise(parts):
        if "," in text[before[1] : part[0]]:
            groups[-1] += 1
        else:
            groups.append(1)
    alone = is_single(text[slice(*parts[0])])
    return set(groups) == {2} and len(groups) > 2 - alone


def _between_semicolons(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    names = [parts[0]]
    for before, part in pairwise(parts):
        is_new = re.search(r"[;/]|\band\b|&", text[before[1] : part[0]])
        if is_new or _VANCOUVER.search(text[slice(*before)]):
            names.append(part)
        else:
            names[-1] = (names[-1][0], part[1])
    return names


def _is_inverted(text: str, parts: list[tuple[int, int]]) -> bool:
    words = [text[a:b].split() for a, b in parts]
    if INITIALS.fullmatch(text[slice(*parts[1])].replace(" ", "")) and not all(
        INITIALS.fullmatch(each) for each in words[0]
    ):
        return True
    single = sum(is_single(" ".join(each)) for each in words)
    return single * 4 >= len(words) * 3


def _is_turned(text: str, parts: list[tuple[int, int]]) -> bool:
    """Tell `Mochuelo Ruiz, Carmen` from two names: a word alone is no whole one."""
    (start, end), (begin, last) = parts
    family, given = text[start:end], text[begin:last]
    alone = len(given.split()) == 1 and "." not in family + given and not given.isupper()
    return alone and text[end:begin] == ", " and len(family.split()) == 2


def _is_given(part: str) -> bool:
    return bool(INITIALS.fullmatch(part.replace(" ", ""))) or len(part.split()) <= 3


def has_whole_name(text: str, run: Run) -> bool:
    """Tell whether one of the names at least has two parts, or initials."""
    names = [text[slice(*span)] for span in run.names]
    return any(is_cjk(each) or re.search(r"[ .]\S", each) for each in names)
