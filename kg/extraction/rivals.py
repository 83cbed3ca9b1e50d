"""Tell whether a sentence sets a name against what the paper does: `we outperform X`, `faster than X`.

The words beside a name say so only where they stand close; here what is compared may be far in front
of it, as long as nothing that begins another thought stands between: `compare ours with A and other
methods, such as B`. What a name fails at, told right behind it, says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEAR = 30
"""So many characters lie at most between the two where they stand close."""
_AGAINST = re.compile(
    r"""\b(?:(?:out-?perform|surpass|exceed|beat|outpac|dominat)\w*
    |(?:compar\w+|contrast\w*|benchmark\w*)\s(?:[\w-]+\s){0,6}?(?:with|to|against)
    |in\ (?:comparison|contrast)\ (?:with|to)|(?:on\ par|competitive|comparable)\ (?:with|to)|relative\ to|superior\ to
    |unlike|(?:less|more|\w+er)\ (?:[\w-]+\s){0,6}?than|improv\w+\ (?:up)?on|over|against|versus|vs\.?)\b
    (?P<gap>(?:(?!\b(?:by|using|via|that|which|while|when|where|on|in|for|with|we|is|are)\b)[^.;:]){0,120})$""",
    re.VERBOSE | re.IGNORECASE,
)
_FAILS = re.compile(
    r"\s?(?:\([^)]*\)\s)?(?:[\w-]+\s){0,3}(?:struggles?|fails?|suffers?|is limited|are limited|cannot|requires?|lacks?)\b"
)


def rival_signs(before: str, after: str) -> Iterator[str]:
    """Yield the signs that a name is a rival, from the sentence before it and the text after it.

    >>> list(rival_signs("Compare ours with A and other methods, such as ", " on games."))
    ['rival', 'rival far']
    """
    if match := _AGAINST.search(before):
        yield "rival"
        yield "rival near" if len(match["gap"]) < _NEAR else "rival far"
    if _FAILS.match(after):
        yield "fails"
