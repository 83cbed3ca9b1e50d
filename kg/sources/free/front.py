"""The front matter of a page: settings in YAML between lines of dashes, which site generators take out."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\s{0,9}---[ \t]*\n(?:(?!---)[^\n]*\n){0,500}?---[ \t]*(?:\n|$)")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S[^\n]*)$", re.MULTILINE)


def front_matter(text: str) -> tuple[int, str, int]:
    r"""Return where the page begins behind its front matter, and its title, with its offset.

    >>> front_matter("---\nlayout: page\ntitle: \"Papers\"\n---\nOwls")
    (37, 'Papers', 24)
    """
    front = _FRONT.match(text)
    if front is None:
        return 0, "", 0
    title = _TITLE.search(text, front.start(), front.end())
    return front.end(), title[1].strip(" \"'") if title else "", title.start(1) if title else 0
