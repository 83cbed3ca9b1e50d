"""Find the citations of a wiki's page: templates between braces, which may stand in others.

The signs of the text are gone through once. The parsers that are to be had take quadratic time where
templates are not closed, or pass over such without a word.

Source: https://www.mediawiki.org/wiki/Preprocessor_ABNF
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_SIGN = re.compile(
    r"<(?P<end>/?)(?P<tag>ref|nowiki|math|chem|ce|pre|syntaxhighlight|source|score|timeline|graph)"
    r"(?:\s[^<>]*+|/)?>|\{\{|(?<!\{)\{(?=cite[ _][^|{}<>\n]{1,40}\|)|\}\}|\[\[|\]\]|\|",
    re.IGNORECASE,
)
_CITATION = re.compile(r"\{\{\s*+(?:cite(?=[\s_|}])|citation(?=\s*+[|}]))", re.IGNORECASE)
_LONGEST_RAW = 10_000
_HIGHEST = 40
"""Citations that may stand one in the other, so that no text is copied more often."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: its name in small letters, the offset where it begins, its parameters as they stand.

    `parameters` are those with something in them; `stray` are texts that no parameter has;
    `problem` says what broke it: `raw` is then what stands there, and the others are what it tells.
    """

    name: str
    start: int
    parameters: dict[str, str] = field(default_factory=dict)
    stray: tuple[str, ...] = ()
    problem: str | None = None
    raw: str = ""


@dataclass(slots=True)
class _Opened:
    """A template, a link or a `<ref>` that is not closed yet, with the bars that part it."""

    sign: str
    start: int
    cites: bool = False
    bars: list[int] = field(default_factory=list)
    height: int = 0


def citations(text: str) -> list[Citation]:
    """Return the citations of a page in their order, those that stand in others too.

    What is not closed where its `<ref>`, or the page, ends has a problem.

    >>> [(each.name, each.parameters) for each in citations("<ref>{{Cite book |title=[[Owl|Owls]]}}</ref>")]
    [('cite book', {'title': '[[Owl|Owls]]'})]
    >>> [each.problem for each in citations("<ref>{{cite book |title=Owls}</ref>")]
    ['the template is not closed: }} is missing']
    """
    return sorted(_Scanner(text).citations(), key=lambda each: each.start)


def without_comments(text: str) -> str:
    r"""Leave out comments but for their line ends, so that lines keep their numbers.

    >>> without_comments("a<!-- b\nc -->d<!-- e")
    'a\nd<!-- e'
    """
    pieces, position = list[str](), 0
    while (start := text.find("<!--", position)) >= 0:
        if (end := text.find("-->", start)) < 0:
            break
        pieces += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + len("-->")
    return "".join([*pieces, text[position:]])


class _Scanner:
    """Go through the signs of a text; what is opened last is closed first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._opened: list[_Opened] = []
        self._in_reference = False
        ends = (each for each in _SIGN.finditer(text) if each["end"])
        self._last_end = {each["tag"].lower(): each.start() for each in ends}

    def citations(self) -> Iterator[Citation]:
        """Yield each citation where it is closed, or found to be open."""
        hidden = ""
        for sign in _SIGN.finditer(self._text):
            tag = (sign["tag"] or "").lower()
            if hidden:
                hidden = "" if tag == hidden and sign["end"] else hidden
            elif tag == "ref":
                yield from self._reference(sign)
            elif tag:
                begins = not sign["end"] and not sign[0].endswith("/>")
                hidden = tag if begins and self._last_end.get(tag, -1) > sign.start() else ""
            elif sign[0] == "}}":
                yield from self._close(sign.start())
            else:
                self._part(sign[0], sign.start())
        while self._opened:
            yield from self._open_until_reference(len(self._text))

    def _part(self, sign: str, at: int) -> None:
        if sign == "{":
            self._opened.append(_Opened("{{", at, cites=True))
        elif sign in ("{{", "[["):
            self._opened.append(_Opened(sign, at, bool(_CITATION.match(self._text, at))))
        elif self._opened and sign == "|":
            self._opened[-1].bars.append(at)
        elif self._opened and self._opened[-1].sign == "[[":
            self._opened.pop()

    def _close(self, at: int) -> Iterator[Citation]:
        """Close the template that was opened last; a link in it that is open is none, and parts nothing off."""
        bars: list[list[int]] = []
        while self._opened and self._opened[-1].sign == "[[":
            bars.append(self._opened.pop().bars)
        if not self._opened or self._opened[-1].sign != "{{":
            return
        closed = self._opened.pop()
        closed.bars += [bar for each in reversed(bars) for bar in each]
        closed.height += closed.cites
        if self._opened:
            self._opened[-1].height = max(self._opened[-1].height, closed.height)
        if closed.cites:
            yield self._closed(closed, at)

    def _closed(self, closed: _Opened, end: int) -> Citation:
        name_end = closed.bars[0] if closed.bars else end
        if closed.height > _HIGHEST:
            return self._citation(closed, name_end, "too many citations stand in this one")
        if not self._text.startswith("{{", closed.start):
            return self._citation(closed, end, "the template is not opened: {{ is missing")
        if "=" in self._text[closed.start : name_end]:
            return self._citation(closed, end, "a | is missing behind the name of the template")
        return self._citation(closed, end)

    def _reference(self, sign: re.Match[str]) -> Iterator[Citation]:
        """Begin or end a reference, across which no template goes on; none stands in another."""
        if self._in_reference:
            yield from self._open_until_reference(sign.start())
        if not sign["end"] and not sign[0].endswith("/>"):
            self._opened.append(_Opened("<ref>", sign.start()))
            self._in_reference = True

    def _open_until_reference(self, end: int) -> Iterator[Citation]:
        """Give up what is open, down to where a reference or the text begins."""
        while self._opened:
            left = self._opened.pop()
            if left.cites:
                yield self._citation(left, end, "the template is not closed: }} is missing")
                end = left.start
            elif left.sign == "<ref>":
                self._in_reference = False
                return

    def _citation(self, opened: _Opened, end: int, problem: str | None = None) -> Citation:
        start = opened.start
        end = min(end, start + _LONGEST_RAW) if problem else end
        edges = [*(bar for bar in opened.bars if bar < end), end]
        name = self._text[start : edges[0]].lstrip("{").replace("_", " ").lower()
        parameters, stray = dict[str, str](), list[str]()
        for bar, edge in pairwise(edges):
            said, equals, value = self._text[bar + 1 : edge].partition("=")
            if not equals and said.strip():
                stray.append(" ".join(said.split()))
            elif value.strip():
                parameters[said.strip().lower()] = value.strip()
        closing = "}}" if self._text.startswith("}}", end) else ""
        raw = self._text[start:end].strip() + closing if problem else ""
        return Citation(" ".join(name.split()), start, parameters, tuple(stray), problem, raw)
