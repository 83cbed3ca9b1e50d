"""Part references that follow each other in one paragraph, as the list at the end of a paper does when it is copied.

Nothing stands out where one begins: no number, no blank line, no indentation. But a reference begins
with names where a line begins, behind a line that ends one, and each has a year: behind its names, or later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.sources.free.people import has_whole_name, run_at
from kg.sources.free.wrapping import MOST_HEADINGS, are_headings, lines_are_entries

_ENDS = re.compile(r"(?:[.)\]\d;»”’]|https?:\S{4,})[*_\"']{0,2}\Z")
"""How a line ends that may be the last of a reference."""
_GOES_ON = re.compile(
    r"(?:[,&:(\[…–-]|\b(?:and|y|et|und|e|in|of|the|for|on|by|eds?|pp|vol|no)\.?)\Z", re.IGNORECASE
)
"""How a line ends that the next goes on with."""
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]\.\Z")
_NO_DATE = r"in press|forthcoming|to appear|n\. ?d\.|no date|o\. ?j\.|s\. ?[fda]\."
_YEAR = re.compile(rf"(?<![\d–-])(?:1[89]|20)\d\d[a-z]?(?!\d)|\b(?:{_NO_DATE})", re.IGNORECASE)
_NAMES_AND_YEAR = re.compile(
    r"(?>(?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*+|(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|al|el|bin|ibn|ter|ten|zu|y|e|and|und|et|"
    r"&|al\.?|eds?\.?|editors?|\((?:eds?\.?|editors?)\))(?=[\s,.;:)]))[,;.:]{0,2}\s?){1,90}+"
    rf"[(\[]?(?:(?:1[89]|20)\d\d|(?i:{_NO_DATE}))",
)
"""Names, and then a year."""
_LEFT_OUT = re.compile(r"(?:…|\. ?\. ?\.)\s?(?:& )?")
"""What stands for the names of very many that are left out."""
_INVERTED = re.compile(
    r"[^\W\d_a-z][\w'’-]{1,30}(?:[ -][^\W\d_a-z][\w'’-]{1,30}){0,2}, (?:[^\W\d_a-z]\.[ -]?){1,4}"
)
"""A family name, and initials."""
_FEWEST = 3
"""References that make a list."""
_MOSTLY = 0.9
"""What share of them is none that others run on into."""
_LONGEST, _MOST_LINES, _ENOUGH = 1200, 14, 300
"""Characters of a reference, lines in which its names may stand, and characters that tell whether they are names."""


def begins_of_entries(lines: Sequence[str]) -> list[int]:
    """Return the indices of the lines of a paragraph that begin a reference, or a heading over them.

    The first alone, where the lines are no such list, or an entry each.

    >>> begins_of_entries(["Lopez, A. (2019). Owls that", "hunt. Owl News 1.", "Chen, B. (2018). Bats", "by day. Owl News 2.",
    ...     "Lim, C. (2017). Mice. Owl News 3."])
    [0, 2, 4]
    """
    most = lines[: MOST_HEADINGS + 1]
    headings = next((index for index, line in enumerate(most) if not _is_heading(line)), 0)
    listed = lines[headings:]
    found = [] if lines_are_entries(listed) else _begins_of_references(listed)
    return [*range(headings), *(index + headings for index in found)] if found else [0]


def _is_heading(line: str) -> bool:
    return are_headings([line]) and _year_behind_names([line], 0) is None


def _begins_of_references(lines: Sequence[str]) -> list[int]:
    """Return the indices of the lines that begin a reference; none where the lines are no such list."""
    told = [_year_behind_names(lines, index) for index in range(len(lines))]
    first = next((each for each in told if each is not None), None)
    if first is None:
        return []
    return _begins(lines, told, behind=first) or _begins(lines, told, behind=not first)


def _begins(lines: Sequence[str], told: Sequence[bool | None], *, behind: bool) -> list[int]:
    """Return where references begin, if years stand `behind` names, or elsewhere."""
    begins, dated = [0], bool(_YEAR.search(lines[0]))
    for index in range(1, len(lines)):
        # Without a year, what went before is no whole reference yet.
        if dated and told[index] is behind and _may_end(lines[index - 1], behind):
            begins.append(index)
            dated = False
        dated = dated or bool(_YEAR.search(lines[index]))
    parts = [" ".join(lines[a:b]) for a, b in pairwise([*begins, len(lines)])]
    whole = sum(len(each) <= _LONGEST and bool(_YEAR.search(each)) for each in parts)
    return begins if whole >= max(_FEWEST, _MOSTLY * len(parts)) else []


def _may_end(line: str, behind: bool) -> bool:
    """Tell whether a reference may end with a line; where years stand behind names, the next tells more."""
    if behind:
        return not _GOES_ON.search(line)
    return bool(_ENDS.search(line)) and not _INITIAL.search(line)


def _year_behind_names(lines: Sequence[str], index: int) -> bool | None:
    """Tell whether a year follows the names that a line begins with; None where it begins with none."""
    text = _LEFT_OUT.sub("", " ".join(lines[index : index + _MOST_LINES]))
    run = run_at(text, 0, min(len(text), _ENOUGH))
    whole = run is not None and has_whole_name(text, run)
    return bool(_NAMES_AND_YEAR.match(text)) if whole or _INVERTED.match(text) else None
