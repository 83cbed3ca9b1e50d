"""Read what is written line by line: plain text, reStructuredText and org.

Indentation tells what belongs to an item; what each dialect writes within a line differs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from kg.sources.free.bullets import Bullets
from kg.sources.free.hyphens import is_part
from kg.sources.free.page import Builder, MarkKind, Node
from kg.sources.free.run_on import begins_of_entries
from kg.sources.free.wrapping import (
    MOST_HEADINGS,
    are_headings,
    is_wrapped,
    lines_are_entries,
    lines_are_meant,
)

_HEADING = re.compile(r"(\*{1,6})[ \t]++(?P<text>[^\s:][^:\n]*+(?::(?!\w[\w:]*+:$)[^:\n]*+)*+)")
_UNDERLINE = re.compile(r"([=\-~^\"'`*+#<>_:.])\1{2,}\s*$")
_TITLE = re.compile(r"#\+title:[ \t]*+(\S.*)", re.IGNORECASE)
_SETTING = re.compile(r"#\+|:[\w-]{1,40}:(?:\s|$)|# ")
_RAW = re.compile(r"#\+begin_(html|latex|export|comment)\b", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]|$)")
_TRANSPARENT = re.compile(r"\.\.[ \t]+(?:rst-class|cssclass|class|container|only|div)[ \t]*::")
_INLINE: dict[str, re.Pattern[str]] = {
    "text": re.compile(r"(?P<address>https?://[^\s<>\"]++)"),
    "rst": re.compile(
        r"\*\*(?P<strong>[^*\n]+(?:\n[^*\n]+)?)\*\*|(?<![\w*])\*(?P<emphasis>[^*\n]+(?:\n[^*\n]+)?)\*(?![\w*])"
        r"|`(?P<link>[^`<>]{1,1000}?)\s*<(?P<target>[^`<>]{1,1000})>`_{0,2}|``(?P<plain>[^`\n]{1,200})``"
        r"|(?P<address>https?://[^\s<>\"`]++)|(?P<line>\|(?:br|nl|newline)\|)(?:[ \t]*\n)?|\|(?P<left>[\w -]{1,40})\|"
    ),
    "org": re.compile(
        r"\[\[(?P<target>[^\[\]\n]{1,1000})\](?:\[(?P<link>[^\[\]]{1,1000})\])?\]"
        r"|(?<![\w/:.])/(?P<emphasis>[^\s/](?:[^/]{0,500}[^\s/])?)/(?![\w/])"
        r"|(?<![\w*])\*(?P<strong>[^\s*](?:[^*]{0,500}[^\s*])?)\*(?![\w*])|(?P<line>\\\\)(?:[ \t]*\n|(?=\s)|$)"
        r"|(?P<address>https?://[^\s<>\"\]]++)"
    ),
}
_PIECES = re.compile(r"(?<=\w)-\n(?=\w)|\n|\xad\n?|[^-\n\xad]++|-")
_TAB = 8
Dialect: TypeAlias = Literal["text", "rst", "org"]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    at: int
    indent: int

    @property
    def blank(self) -> bool:
        return not self.text


def read_lines(text: str, dialect: Dialect) -> Node:
    """Return the page of a text that is written in a dialect."""
    return _Reader(text, dialect).read()


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for written in text.replace("\f", "\n").split("\n"):
        bare = written.strip("\ufeff \t\r\v")
        indent = len(written.expandtabs(_TAB)) - len(written.expandtabs(_TAB).lstrip())
        yield _Line(bare, at + (written.find(bare) if bare else 0), indent)
        at += len(written) + 1


class _Reader:
    def __init__(self, text: str, dialect: Dialect) -> None:
        self._lines = list(_lines(text))
        self._bullets = Bullets(line.text for line in self._lines)
        self._wrapped = is_wrapped(" " * line.indent + line.text for line in self._lines)
        self._dialect = dialect
        self._builder = Builder()
        self._items: list[tuple[int, int]] = []
        """Indents of the open items: of their signs, and of their text."""
        self._levels: list[str] = []
        self._paragraph: list[_Line] = []
        self._shown_ends = False

    def read(self) -> Node:
        index = 0
        while index < len(self._lines):
            index = self._take(index)
        self._end_paragraph()
        self._builder.end_block()
        return self._builder.page

    def _take(self, index: int) -> int:
        """Read one line, or several where they make one thing; return the index of the next."""
        line = self._lines[index]
        if line.blank:
            self._end_paragraph()
        elif self._dialect == "org" and not line.indent and (match := _HEADING.match(line.text)):
            self._heading(match["text"], line.at + match.start("text"), str(len(match[1])))
        elif self._dialect == "org" and (title := _TITLE.match(line.text)):
            self._builder.title(title[1], line.at + title.start(1))
        elif self._dialect == "org" and (raw := _RAW.match(line.text)):
            return self._raw(index, f"#+end_{raw[1].lower()}")
        elif self._dialect == "org" and _SETTING.match(line.text):
            self._end_paragraph()
        elif self._dialect == "rst" and _DIRECTIVE.match(line.text):
            return self._directive(index)
        elif self._is_titled(index):
            sign = self._lines[index + 1].text[0]
            if sign not in self._levels:
                self._levels.append(sign)
            self._heading(line.text, line.at, str(self._levels.index(sign) + 1))
            return index + 2
        elif _UNDERLINE.match(line.text):
            self._end_paragraph()
            self._close_items(-1)
        elif match := self._begins_item(line):
            self._item(line, match)
        else:
            self._continue(line)
        return index + 1

    def _is_titled(self, index: int) -> bool:
        """Tell whether the next line underlines this one."""
        line = self._lines[index]
        if self._paragraph or index + 1 == len(self._lines) or _UNDERLINE.match(line.text):
            return False
        under = self._lines[index + 1]
        long_enough = len(under.text) * 2 >= len(line.text)
        return bool(_UNDERLINE.match(under.text)) and long_enough and line.indent == under.indent

    def _raw(self, index: int, end: str) -> int:
        """Pass over what is meant for one kind of output, to the line that ends it; without one, over its head."""
        self._end_paragraph()
        behind = range(index + 1, len(self._lines))
        ends = (each for each in behind if self._lines[each].text.lower().startswith(end))
        return next(ends, index) + 1

    def _directive(self, index: int) -> int:
        """Pass over a directive or a comment, with what is indented under it, or over its head."""
        self._end_paragraph()
        line = self._lines[index]
        if _TRANSPARENT.match(line.text):
            return index + 1
        end = index + 1
        while end < len(self._lines) and (
            self._lines[end].blank or self._lines[end].indent > line.indent
        ):
            end += 1
        return end

    def _begins_item(self, line: _Line) -> re.Match[str] | None:
        """Return the sign of an item; None for a line of a paragraph that begins with a number or a dash."""
        return self._bullets.begin(
            line.text,
            line.indent,
            known=any(line.indent == sign for sign, _ in self._items),
            goes_on=not self._is_headed(),
            signs=self._dialect != "text",
        )

    def _is_headed(self) -> bool:
        if len(self._paragraph) > MOST_HEADINGS:
            return False
        return are_headings([line.text for line in self._paragraph])

    def _item(self, line: _Line, match: re.Match[str]) -> None:
        is_headed = not self._items and self._is_headed()
        for part in [[each] for each in self._paragraph] if is_headed else [self._paragraph]:
            self._paragraph = part
            self._end_paragraph()
        self._close_items(line.indent)
        self._builder.open_node("item", line.at, label=match[0].strip())
        self._items.append((line.indent, line.indent + match.end()))
        self._paragraph = [_Line(line.text[match.end() :], line.at + match.end(), line.indent)]

    def _continue(self, line: _Line) -> None:
        """Add a line to the paragraph; a new one belongs to the item that it is indented under."""
        if not self._paragraph:
            while self._items and line.indent <= self._items[-1][0]:
                self._items.pop()
                self._builder.close_node("item")
        self._paragraph.append(line)

    def _close_items(self, indent: int) -> None:
        while self._items and indent <= self._items[-1][0]:
            self._items.pop()
            self._builder.close_node("item")

    def _heading(self, text: str, at: int, level: str) -> None:
        self._end_paragraph()
        self._close_items(-1)
        self._builder.open_node("heading", at, level)
        self._inline(text, at)
        self._builder.close_node("heading")

    def _end_paragraph(self) -> None:
        lines, self._paragraph = self._paragraph, []
        for part in self._parts(lines):
            self._builder.open_node("paragraph", part[0].at)
            texts = [line.text for line in part]
            shown = lines_are_meant(texts, wrapped=self._wrapped) or (
                not self._items and lines_are_entries(texts)
            )
            self._inline("\n".join(texts), part[0].at, part, shown=shown)
            self._builder.close_node("paragraph")

    def _parts(self, lines: list[_Line]) -> list[list[_Line]]:
        """Cut lines where entries begin: hanging, their first lines stand out, else names tell it."""
        first = min((line.indent for line in lines), default=0)
        if self._dialect != "text" or self._items or not lines or lines[0].indent > first:
            return [lines] if lines else []
        if any(line.indent > first for line in lines):
            begins = [index for index, line in enumerate(lines) if line.indent == first]
        else:
            begins = begins_of_entries([line.text for line in lines])
        return [lines[a:b] for a, b in pairwise([*begins, len(lines)])]

    def _inline(
        self, text: str, at: int, lines: list[_Line] | None = None, *, shown: bool = False
    ) -> None:
        """Add the text of some lines, with what is set off in it; their ends are meant where `shown`."""
        self._shown_ends = shown
        offset = _offsets(lines) if lines else (lambda position: at + position)
        position = 0
        for match in _INLINE[self._dialect].finditer(text):
            self._plain(text, position, match.start(), offset)
            parts = match.groupdict()
            names = ("strong", "emphasis", "link", "plain", "address")
            kind = next((name for name in names if parts.get(name)), "")
            if parts.get("line"):
                self._builder.line(offset(match.start()))
            elif parts.get("target") or kind == "address":
                inner = (
                    "link" if parts.get("link") else "target" if parts.get("target") else "address"
                )
                self._set_off(
                    "link",
                    text,
                    match.span(inner),
                    offset,
                    match["target" if parts.get("target") else "address"],
                )
            elif kind in ("strong", "emphasis"):
                self._set_off(
                    "strong" if kind == "strong" else "emphasis", text, match.span(kind), offset
                )
            elif kind:
                self._plain(text, *match.span(kind), offset)
            position = match.end()
        self._plain(text, position, len(text), offset)

    def _set_off(
        self,
        kind: MarkKind,
        text: str,
        span: tuple[int, int],
        offset: Callable[[int], int],
        value: str = "",
    ) -> None:
        self._builder.open_mark(kind, value)
        self._plain(text, *span, offset)
        self._builder.close_mark(kind)

    def _plain(self, text: str, start: int, end: int, offset: Callable[[int], int]) -> None:
        """Add text; soft hyphens are left out, and so are hyphens that part words at the ends of lines."""
        for piece in _PIECES.finditer(text, start, end):
            at, is_break = offset(piece.start()), piece[0] == "-\n"
            if is_break and (self._shown_ends or is_part(text, piece.start())):
                self._builder.text("-", at)
            if piece[0][-1] == "\n" and self._shown_ends:
                self._builder.line(at)
            elif piece[0] == "\n":
                self._builder.wrap(at)
            elif not is_break and not piece[0].startswith("\xad"):
                self._builder.text(piece[0], at)


def _offsets(lines: list[_Line]) -> Callable[[int], int]:
    """Return what tells the offset of a character of joined lines."""
    starts: list[tuple[int, int]] = []
    position = 0
    for line in lines:
        starts.append((position, line.at))
        position += len(line.text) + 1
    ends = [start for start, _ in starts]

    def offset(position: int) -> int:
        index = max(bisect_right(ends, position) - 1, 0)
        return starts[index][1] + position - starts[index][0]

    return offset
