"""Write a PDF as HTML: what its pages show, each paragraph on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf

from markupsafe import Markup, escape

from kg.sources.input.converting.lines import Line, Run, Style, lines_of
from kg.sources.input.converting.paragraphs import SIGN, Paragraph, paragraphs_of

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-$")
_GOING_ON = re.compile(r"[^\W\d_]+")
_SAME_PLACE = 3.0
"""Points by which the items of one list may differ in where they begin."""


def as_html(content: bytes) -> str:
    """Return what a PDF shows as HTML; empty where it holds no text.

    Raises: pypdfium2.PdfiumError: where it is damaged or locked.
    """
    return html_of(lines_of(content))


def html_of(lines: Iterable[Line]) -> str:
    """Return the lines of a document as a page of HTML; the empty text where there are none."""
    read = list(lines)
    words = frozenset(word for line in read for word in _WORD.findall(line.text))
    writer = _Writer(words)
    for paragraph in paragraphs_of(read):
        writer.add(paragraph)
    return writer.page() if writer.written else ""


class _Writer:
    def __init__(self, words: frozenset[str]) -> None:
        self.written: list[Markup] = []
        self._words = words
        self._lists: list[float] = []
        """Where the items of the lists that are open begin."""

    def add(self, paragraph: Paragraph) -> None:
        """Write a paragraph; one that begins no further left than an item before it belongs to that."""
        inside = self._inside(paragraph)
        self._close(-inf if paragraph.kind == "heading" else paragraph.left + _SAME_PLACE)
        if paragraph.kind == "item":
            if not self._lists or paragraph.left > self._lists[-1] + _SAME_PLACE:
                self._lists.append(paragraph.left)
                self.written.append(Markup("<ul>"))
            self.written.append(Markup("<li>{}").format(inside))
        else:
            tag = Markup("<h2>{}</h2>") if paragraph.kind == "heading" else Markup("<p>{}</p>")
            self.written.append(tag.format(inside))

    def page(self) -> str:
        """Return what was written, as a whole page."""
        self._close(-inf)
        lines = ["<!DOCTYPE html>", "<html><body>", *self.written, "</body></html>", ""]
        return "\n".join(lines)

    def _close(self, left: float) -> None:
        """Close the lists whose items begin right of a place."""
        while self._lists and self._lists[-1] > left:
            self._lists.pop()
            self.written.append(Markup("</ul>"))

    def _inside(self, paragraph: Paragraph) -> Markup:
        runs: list[Run] = []
        for index, line in enumerate(paragraph.lines):
            sign = SIGN.match(line.text) if index == 0 else None
            own = _without(line.runs, sign.end() if sign else 0)
            if runs and own:
                self._join(runs, line, paragraph.ends[index - 1])
                if runs[-1][1] == own[0][1]:
                    own[0] = runs.pop()[0] + own[0][0], own[0][1]
            runs += own
        return Markup("").join(_styled(*run) for run in runs)

    def _join(self, runs: list[Run], after: Line, meant: bool) -> None:
        """End a line before the next: by LF where it is meant, by nothing where a word is broken."""
        text, style = runs[-1]
        broken, rest = _BROKEN.search(text), _GOING_ON.match(after.text)
        if not (broken and rest and rest[0][0].islower()):
            joint = "\n" if meant else " "
            if style == after.runs[0][1]:
                runs[-1] = text + joint, style
            else:
                runs.append((joint, Style()))
        elif f"{broken[1]}-{rest[0]}" not in self._words:
            runs[-1] = text[:-1], style


def _without(runs: list[Run], length: int) -> list[Run]:
    left: list[Run] = []
    for text, style in runs:
        if rest := text[length:]:
            left.append((rest, style))
        length = max(0, length - len(text))
    return left


def _styled(text: str, style: Style) -> Markup:
    html = Markup("<br>").join(escape(line) for line in text.split("\n"))
    if style.bold:
        html = Markup("<b>{}</b>").format(html)
    if style.italic:
        html = Markup("<i>{}</i>").format(html)
    return Markup('<a href="{}">{}</a>').format(style.link, html) if style.link else html
