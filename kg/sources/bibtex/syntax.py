"""Split a BibTeX text into entries, tolerantly: what breaks one entry spares those after it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_START = re.compile(r"@[ \t\n]*([^\W\d_][\w+:.-]*)[ \t\n]*([{(])")
_LINE_START = re.compile(r"^[ \t]*@[ \t]*[^\W\d_][\w+:.-]*[ \t\n]*[{(]", re.MULTILINE)
_GAP = re.compile(r"(?:[\s,]|%[^\n]*\n)*")
_BLANK = re.compile(r"(?:\s|%[^\n]*\n)*")
_KEY = re.compile(r"[^,={}\"\n]*")
_NAME = re.compile(r"[^\s={}(),\"#%@]+(?:[ \t]+[^\s={}(),\"#%@]+)?(?=\s*=)")
_WORD = re.compile(r"[^\s,{}()\"#=]+")
_QUOTE_STOP = re.compile(r'["{}]')
_SHORTEST_MACRO = re.compile(r"[^\W\d]")
_LONGEST_ENTRY = 4 * 1024 * 1024
_LONGEST_JOINED = 100_000
"""Characters that strings may make of a value, where no such text stands in the file."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


@dataclass(slots=True)
class Entry:
    """One entry: its type in small letters, key, line, fields as LaTeX; `problem` says what broke it."""

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    problem: str | None = None
    raw: str = ""


class Broken(Exception):
    """An entry breaks the syntax; the argument says how."""


def entries(chunks: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries in order, with macros expanded; text between entries is no part of them.

    The text comes in pieces; no more of it is held than the longest entry needs. After a broken
    entry, reading goes on at the next line that begins one.

    Source: "BibTeXing" (O. Patashnik, 1988); a `%` before `@` on its line hides an entry, as in biber.
    """
    macros = {month: month for month in _MONTHS.split()}
    text, line, pieces = "", 1, iter(chunks)
    whole = False
    while not whole:
        piece = next(pieces, None)
        whole = piece is None
        scanner = _Scanner(text + (piece or ""), line, macros)
        yield from scanner.entries(whole=whole)
        text, line = scanner.rest()


class _Scanner:
    """Read one entry after the other from a text that begins at `line`."""

    def __init__(self, text: str, line: int, macros: dict[str, str]) -> None:
        self._text, self._line, self._macros = text, line, macros
        self._braces = _Braces(text)
        self._lines = array("L", (match.start() for match in re.finditer("\n", text)))
        self._read = 0

    def entries(self, *, whole: bool) -> Iterator[Entry]:
        """Yield the entries; where the text is not whole, none that more of it may change."""
        while start := _START.search(self._text, self._read):
            if "%" in self._text[self._text.rfind("\n", 0, start.start()) + 1 : start.start()]:
                self._read = start.end()
                continue
            entry, end = self.entry(start)
            unclosed = entry.problem if entry else end == start.end()
            sure = whole or len(self._text) - start.start() > _LONGEST_ENTRY
            if not sure and (unclosed or end >= len(self._text)):
                self._read = start.start()
                return
            self._read = end
            if entry and start[1].lower() == "string" and not entry.problem:
                self._macros.update(entry.fields)
            elif entry:
                yield entry
        self._read = max(self._read, self._text.rfind("\n") + 1)

    def rest(self) -> tuple[str, int]:
        """Return what is not read yet, and its line."""
        return self._text[self._read :], self._line_at(self._read)

    def _line_at(self, position: int) -> int:
        return self._line + bisect_right(self._lines, position - 1)

    def entry(self, start: re.Match[str]) -> tuple[Entry | None, int]:
        """Return the entry that starts here (None for comments), and where to go on."""
        type_ = start[1].lower()
        line = self._line_at(start.start())
        if type_ in {"comment", "preamble"}:
            return None, self._past_group(start)
        entry = Entry(type_, "", line)
        close = "}" if start[2] == "{" else ")"
        try:
            position = start.end()
            if type_ != "string":
                entry.key, position = self._key(position, close)
            position = self._fields(entry, position, close)
        except Broken as error:
            position = self._next_start(start.end())
            entry.problem = str(error)
        entry.raw = self._text[start.start() : position].strip()
        return entry, position

    def _past_group(self, start: re.Match[str]) -> int:
        closed = self._braces.closing(start.end() - 1) if start[2] == "{" else None
        return start.end() if closed is None else closed + 1

    def _next_start(self, position: int) -> int:
        following = _LINE_START.search(self._text, position)
        return following.start() if following else len(self._text)

    def _key(self, position: int, close: str) -> tuple[str, int]:
        match = _KEY.match(self._text, _end(_BLANK, self._text, position))
        if match is None or self._text[match.end() : match.end() + 1] == "=":
            return "", position
        key = match[0].strip()
        if close == ")" and "," not in self._text[match.end() : match.end() + 1]:
            key = key.rstrip(")")
            return key, match.start() + len(key)
        return key, match.end()

    def _fields(self, entry: Entry, position: int, close: str) -> int:
        """Read fields up to the closing delimiter; return where the entry ends."""
        text = self._text
        while True:
            position = _end(_GAP, text, position)
            if text[position : position + 1] == close:
                return position + 1
            name = _NAME.match(text, position)
            if not name:
                raise Broken(self._complaint(position, close))
            equals = text.index("=", name.end())
            value, position = self._value(equals + 1)
            key = name[0].lower() if entry.type != "string" else name[0].casefold()
            entry.fields.setdefault(key, value)

    def _complaint(self, position: int, close: str) -> str:
        if position >= len(self._text):
            return f"the entry is not closed: {close!r} is missing"
        found = self._text[position : position + 20].split("\n")[0]
        return f"a field or {close!r} is expected where {found!r} stands"

    def _value(self, position: int) -> tuple[str, int]:
        """Read pieces joined by `#`; return the value and where it ends."""
        text, parts, size = self._text, list[str](), 0
        while True:
            position = _end(_BLANK, text, position)
            part, position = self._piece(position)
            parts.append(part)
            size += len(part)
            if size > max(_LONGEST_JOINED, position):
                raise Broken("strings that hold strings make this value too long")
            after = _end(_BLANK, text, position)
            if text[after : after + 1] != "#":
                return "".join(parts), position
            position = after + 1

    def _piece(self, position: int) -> tuple[str, int]:
        text = self._text
        char = text[position : position + 1]
        if char == "{":
            closed = self._braces.closing(position)
            if closed is None:
                raise Broken("a brace is not closed")
            return text[position + 1 : closed], closed + 1
        if char == '"':
            closed = self._closing_quote(position)
            return text[position + 1 : closed], closed + 1
        word = _WORD.match(text, position)
        if not word:
            return "", position
        if _SHORTEST_MACRO.match(word[0]):
            return self._macros.get(word[0].casefold(), word[0]), word.end()
        return word[0], word.end()

    def _closing_quote(self, position: int) -> int:
        """Find the quote that ends a value; quotes within braces do not."""
        at = position + 1
        while stop := _QUOTE_STOP.search(self._text, at):
            if stop[0] == '"':
                return stop.start()
            closed = self._braces.closing(stop.start())
            if closed is None:
                raise Broken("a brace does not match within quotes")
            at = closed + 1
        raise Broken("a quote is not closed")


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


class _Braces:
    """Which brace closes which; a backslash hides none, as in BibTeX."""

    def __init__(self, text: str) -> None:
        self._opening, self._closing = array("L"), array("L")
        unclosed: list[int] = []
        for match in re.finditer(r"[{}]", text):
            if match[0] == "{":
                unclosed.append(len(self._opening))
                self._opening.append(match.start())
                self._closing.append(0)
            elif unclosed:
                self._closing[unclosed.pop()] = match.start()

    def closing(self, position: int) -> int | None:
        """Return where the brace at a position is closed; None where it opens none, or is not."""
        index = bisect_left(self._opening, position)
        if index == len(self._opening) or self._opening[index] != position:
            return None
        return self._closing[index] or None
