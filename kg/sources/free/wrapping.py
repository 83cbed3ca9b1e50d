"""Tell why a line ends: since the text was wrapped there, since the line is a part, or a whole entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.sources.free.sections import section_of

_NARROW, _MOST_MEANT = 58, 6
"""Characters of a line that hardly a text is wrapped at; and lines of an entry that are meant."""
_FEWEST = 4
"""Lines that end within a text, from which its width can be told."""
_WRAPPED = 0.8
"""What share of these has no room for the word that follows, where a text is wrapped."""
_LONGEST_HEADING, MOST_HEADINGS = 70, 3
"""Characters of a heading, and headings that stand over each other."""
_LEAST = 40
"""Characters of an entry of one line."""
_ITEM = re.compile(r"\s*(?:[-*+•·◦▪–—]|[(\[]?\w{1,4}[.)\]])\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAMES = re.compile(r"\b[A-Z]\.|[a-z], [A-Z][a-z]|\band\b|&")
_WHOLE = re.compile(
    r"[^\w]{0,3}(?:[A-Z0-9]|[^\W\d_a-z]|(?:van|von|de|della?|di|le|la|al|el)\s|(?:ders|dies|id|ead)\b)"
    r".*(?:[.)\]\d;][*_]{0,2}|https?:\S+)\Z",
    re.DOTALL,
)
"""A line that begins and ends as an entry does: with a name, with a stop, or with an address."""
_TOLD = 0.6
"""What share of the lines have all that an entry has, where the others look alike."""
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def is_wrapped(lines: Iterable[str]) -> bool:
    """Tell whether the lines of a text are wrapped at a width: the next word had no room where they end.

    >>> is_wrapped(["Owls that hunt", "by night and", "sleep all day", "in old barns,", "as they do"])
    True
    """
    ends = [
        (len(line), _first_word(after)) for line, after in pairwise(lines) if _goes_on(line, after)
    ]
    if len(ends) < _FEWEST:
        return False
    width = sorted(length for length, _ in ends)[len(ends) * 9 // 10]
    return sum(length + 1 + word > width for length, word in ends) >= _WRAPPED * len(ends)


def lines_are_meant(lines: Sequence[str], *, wrapped: bool = False) -> bool:
    """Tell lines that say different things from a paragraph of a text that is `wrapped`, or may be.

    The next word would have fitted behind each of them, and what they open they close.

    >>> lines_are_meant(["Owls at Night", "Ana Lopez, Bo Chen", "Owl News, 2019"])
    True
    """
    if wrapped or not 1 < len(lines) <= _MOST_MEANT or any(map(_is_open, lines[:-1])):
        return False
    return all(len(line) + 1 + _first_word(after) <= _NARROW for line, after in pairwise(lines))


def lines_are_entries(lines: Sequence[str]) -> bool:
    """Tell whether each line is an entry of its own, with names and a year; a short one may stand over them.

    Of many, a few may lack some of that, if they are as long: `Moe, E. (in press). …`.

    >>> lines_are_entries(["2020", "Lopez, A. Owls that hunt by night. Owl News, 12, 2020."])
    True
    """
    entries = lines[len(lines[0]) < _LEAST :] if len(lines) > 1 else ()
    told = sum(map(_is_entry, entries))
    return told > 0 and told >= _TOLD * len(entries) and all(map(_is_whole, entries))


def are_headings(lines: Sequence[str]) -> bool:
    """Tell whether each line says by itself what stands under it.

    >>> are_headings(["Selected publications", "Journal articles"]), are_headings(["Owls hunt"])
    (True, False)
    """
    return all(len(line) <= _LONGEST_HEADING and section_of(line.strip(" :.*#")) for line in lines)


def has_year(line: str) -> bool:
    """Tell whether a year stands in a line."""
    return bool(_YEAR.search(line))


def _is_entry(line: str) -> bool:
    return _is_whole(line) and has_year(line) and bool(_NAMES.search(line))


def _is_whole(line: str) -> bool:
    return len(line) >= _LEAST and bool(_WHOLE.match(line))


def _goes_on(line: str, after: str) -> bool:
    """Tell whether a line may go on in the next: no blank one, no new item, nothing that stands further out."""
    inner = len(after) - len(after.lstrip()) >= len(line) - len(line.lstrip())
    return bool(line.strip() and after.strip() and inner and not _ITEM.match(after))


def _first_word(line: str) -> int:
    return len(line.split(maxsplit=1)[0]) if line.strip() else 0


def _is_open(line: str) -> bool:
    """Tell whether a bracket or a quote that opens in a line goes on behind it."""
    return line.count('"') % 2 == 1 or any(line.count(a) > line.count(b) for a, b in _PAIRS)
