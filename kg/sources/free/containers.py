"""Tell what a list is written in, by the marks that each container has."""

from __future__ import annotations

import re

from kg.sources.input.look import kind_by_look
from kg.sources.json_formats.start import json_start

_MARKS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("latex", re.compile(r"^[ \t]*\\(?:documentclass|begin|section|subsection|item|bibitem|cv\w+)\b", re.MULTILINE), 2),
    ("org", re.compile(r"^(?:#\+[A-Za-z_]+:|\*{1,4} \S|:[A-Z]+:)|\[\[[^\[\]\n]+\]\[", re.MULTILINE), 2),
    ("rst", re.compile(r"^\.\. [\w-]+ ?::|^\.\. _|\S`_\b|`_(?=\W)", re.MULTILINE), 1),
    ("html", re.compile(r"<(?:li|p|br|td|tr|div|h[1-6]|ul|ol|dd)\b[^<>]*>", re.IGNORECASE), 4),
    ("markdown", re.compile(r"^(?:[-*+]|\d+\.) .*[^\w*]\*[^\s*][^*\n]*\*", re.MULTILINE), 3),
    ("markdown", re.compile(r"^#{1,6} ?\S|\]\(|\*\*[^*\n]+\*\*|^(?:---|===)", re.MULTILINE), 1),
)  # fmt: skip
_ORG_HEADING = re.compile(r"^\*{1,6} \S", re.MULTILINE)
_ORG_SIGN = re.compile(r"^#\+[A-Za-z_]+:|\[\[[^\[\]\n]+\]\[|^\*{2,6} \S", re.MULTILINE)
_HTML = re.compile(
    r"\s*+(?:<\?xml[^<>]*+>\s*+)?<(?:!doctype html|html|h[1-6]|p|div|ul|ol|dl|section|article|main|center|font|b|a|br|hr)\b",
    re.IGNORECASE,
)
"""How a part of a page begins, too."""


def container_of(text: str) -> str | None:
    r"""Name the container that a text is written in; None where it is another kind of text.

    >>> container_of("# Publications\n\n- [Owls](a.pdf)\n"), container_of("<html><body>"), container_of("Owls")
    ('markdown', 'html', 'text')
    """
    kind = kind_by_look(text)
    if kind == "HTML" or (kind == "XML" and _HTML.match(text)):
        return "html"
    if kind == "a LaTeX document":
        return "latex"
    if kind is not None:
        return None
    start = json_start(text)
    if start.record or start.page:
        return None
    for name, pattern, least in _MARKS:
        if name == "org" and not (_ORG_HEADING.search(text) and _ORG_SIGN.search(text)):
            continue
        found = pattern.finditer(text)
        if all(next(found, None) for _ in range(least)):
            return "markdown" if name == "html" and not text.lstrip().startswith("<") else name
    return "text"
