"""Join words that a hyphen parts at the end of a line, as in text that is copied out of a PDF."""

from __future__ import annotations

import re

from kg.references import is_known

_LONGEST = 40
"""Letters of a word that are looked at, before its hyphen and behind."""
_BEFORE = re.compile(rf"\w{{1,{_LONGEST}}}\Z")
_AFTER = re.compile(rf"\w{{1,{_LONGEST}}}")


def is_part(text: str, hyphen: int) -> bool:
    r"""Tell whether a hyphen at the end of a line is a part of the word, and was there before.

    It parts two words that are known where they are none together; it is in names and in numbers.

    >>> [is_part(text, text.index("-")) for text in ("envi-\nronment", "sparse-\nreward", "Pin-\nYu")]
    [False, True, True]
    """
    before = _BEFORE.search(text, max(hyphen - _LONGEST, 0), hyphen)
    after = _AFTER.match(text, hyphen + 2)
    if before is None or after is None or not (before[0][-1].isalpha() and after[0].islower()):
        return True
    is_one = is_known(before[0] + after[0])
    return not is_one and is_known(before[0]) and is_known(after[0])
