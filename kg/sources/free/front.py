"""What site generators take out of a page: settings in YAML between lines of dashes before it, and tags of Liquid."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\s{0,9}---[ \t]*\n(?:(?!---)[^\n]*\n){0,500}?---[ \t]*(?:\n|$)")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S[^\n]*)$", re.MULTILINE)
_LIQUID = re.compile(r"\{%[^{}]{0,400}%\}|\{\{[^{}]{0,400}\}\}")


def without_liquid(text: str) -> str:
    r"""Return a page with front matter without tags of Liquid; each character stands where it stood.

    >>> without_liquid("---\ntitle: Owls\n---\n{% include nav %}Owls")[-21:]
    '                 Owls'
    """
    begin = front_matter(text)[0]
    if not begin:
        return text
    shown = _LIQUID.sub(lambda tag: re.sub(r"[^\n]", " ", tag[0]), text[begin:])
    return text[:begin] + shown


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
