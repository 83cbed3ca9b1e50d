r"""Read names through the markup of LaTeX and Markdown: `**S**yntax-Aware`, `$\beta$-VAE`, `RoboMP$^2$`.

Writers mark the letters of an acronym, or set a part of a name as a formula. `MARKED` says, for
the tokenizer, what of that belongs to one word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FONT = r"\\(?:text(?:bf|it|sc|tt|rm|sf)?|math(?:bf|it|rm|sf|tt|cal)|underline|emph)"
_PIECE = rf"""(?: \*\*[^\W\d_]+\*\* | \*[^\W\d_]+\* | \$?{_FONT}\{{[^\W\d_]+\}}\$?
    | \{{\\(?:bf|it|em|sc|tt|rm)\s?[^\W\d_]+\}} )"""
_WORD = r"[^\W\d_]{1,40}+"
MARKED = rf"""
      (?:{_WORD})?{_PIECE}{_WORD}(?:{_PIECE}|{_WORD}){{0,9}}             # **S**yntax, Trans\textbf{{form}}er
    | {_WORD}{_PIECE}(?!\w)                                             # Re\textit{{new}}
    | \${_FONT}\{{[^$\s]{{2,30}}\}}\$                                    # $\mathtt{{U\text{{-}}Net}}$
    | \$[^$\s]{{1,30}}\$(?=[-‐‑–]?[A-Za-z])                              # $\beta$-VAE, $S^2$Net
    | [^\W_]+\$(?:\{{\}})?[\^_*][^$\s]{{1,20}}\$[^\W_]{{0,20}}           # Lamp$^2$, H${{}}^2$VQ
"""
"""A pattern, for `re.VERBOSE`, of words with markup in them."""

_MARKS = re.compile(
    rf"""{_FONT}(?=\{{|$) | \{{\\(?:bf|it|em|sc|tt|rm)\s? | (?<!\*)\*++(?=[^\W\d_]) | [${{}}]
    | \\(?=&)""",
    re.VERBOSE,
)
_GREEK = re.compile(r"\\(?:var)?([a-z]+)")


def _letter(command: re.Match[str]) -> str:
    name = {"lambda": "lamda"}.get(command[1], command[1])
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name}")
    except KeyError:
        return command[0]


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    r"""Take the markup out of a name, and write Greek letters as such.

    >>> plain_name("**S**yntax-**A**ware"), plain_name(r"$\beta$-VAE"), plain_name("A*")
    ('Syntax-Aware', 'β-VAE', 'A*')
    """
    if name.isalnum():
        return name
    return _GREEK.sub(_letter, _MARKS.sub("", name))
