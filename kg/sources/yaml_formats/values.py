"""Take the values of a YAML text one by one, each with its line, in bounds of depth and of aliases.

A value is a text, as it is written, or None: a year is no number here, `no` is a language, and a
date stays as its author wrote it. Tags are passed over, so that nothing is ever made by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from kg.model import Rejected, Source
from kg.sources.fields.unread import Noted

Value: TypeAlias = "str | list[Any] | Members | None"

_DEEPEST = 50
_MOST_ALIASED = 10_000
"""Values that the aliases of a text may stand for, all together."""
_MOST_BREAKS = 200
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


class Members(Noted):
    """A mapping by its keys as text, and the line that it begins in."""

    line: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A member or an element at the top of a document: its line, its key, its value.

    `problem` says why it breaks off; the value is then what was read of it.
    """

    line: int
    key: str | None = None
    value: Value = None
    problem: str | None = None


def entries(text: str, first_line: int = 1) -> Iterator[Entry]:
    r"""Yield the members of a mapping, or the elements of a list, of each document in a text.

    Where one breaks off, reading goes on at the next line that is not indented.

    >>> [(each.key, each.value, each.line) for each in entries("a: 1\nb:\n- x\n- ~\n")]
    [('a', '1', 1), ('b', ['x', None], 2)]
    >>> [each.problem for each in entries("a: &x [1]\nb: *y\nc: 1")][1:]
    ['the alias `*y` stands for nothing before it', None]
    """
    for _ in range(_MOST_BREAKS):
        composer = _Composer(first_line)
        broken: _Refused | None = None
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                yield from composer.take(event)
        except yaml.YAMLError as error:
            broken = _refused(error, first_line)
        except _Refused as error:
            broken = error
        if broken is None:
            return
        begun = composer.begun
        yield from composer.broken_off(broken)
        # What had begun before is what broke, and the line of the break may begin the next.
        last = broken.line - first_line - (begun is not None and begun < broken.line)
        text, passed = _from_next(text, last + 1)
        first_line += passed
        if not text:
            return
    yield Entry(first_line, problem="this YAML is broken in too many places, nothing here was read")


def rejected(entry: Entry, source: Source, index: int) -> Rejected:
    """Return the record that breaks off as one that was kept out, with what was read of it."""
    return Rejected(source, index, entry.line, (entry.problem or "",), entry.value or {})


def _from_next(text: str, least: int) -> tuple[str, int]:
    """Return a text from the first line on that is not indented, and its number: from 0, but at `least`."""
    lines = text.split("\n")
    for number in range(max(least, 1), len(lines)):
        if lines[number] and lines[number][0] not in " \t\r#]}":
            return "\n".join(lines[number:]), number
    return "", len(lines)


def _refused(error: yaml.YAMLError, first_line: int) -> _Refused:
    """Say what a parser found; a quoted text that never ends breaks off where it begins."""
    mark = getattr(error, "problem_mark", None)
    if "scalar" in (getattr(error, "context", None) or ""):
        mark = getattr(error, "context_mark", None) or mark
    said = getattr(error, "problem", None) or getattr(error, "reason", str(error))
    return _Refused(f"this is not YAML: {said}", first_line + (mark.line if mark else 0))


class _Refused(Exception):
    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read: its anchor, the key that waits, how many values it has."""

    value: Members | list[Any]
    line: int
    anchor: str | None
    key: str | None = None
    key_line: int = 1
    size: int = 1


@dataclass(slots=True)
class _Composer:
    """Makes values of the events of a parser, without recursion."""

    first_line: int
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[Value, int]] = field(default_factory=dict)
    _aliased: int = 0

    def take(self, event: yaml.Event) -> Iterator[Entry]:
        """Take an event in; yield the entry that it ends."""
        line = self.first_line + event.start_mark.line
        if isinstance(event, yaml.DocumentStartEvent):
            self._anchors.clear()
        elif isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.value in _NULL
            yield from self._done(None if plain else event.value, line, event.anchor, 1)
        elif isinstance(event, yaml.AliasEvent):
            yield from self._alias(event.anchor, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            ended = self._open.pop()
            yield from self._done(ended.value, ended.line, ended.anchor, ended.size)

    @property
    def begun(self) -> int | None:
        """The line of the member or element that is being read; None between two of them."""
        within = self._within()
        if within or not self._open or self._open[0].key is None:
            return within[0].line if within else None
        return None if len(self._open) > 1 else self._open[0].key_line

    def _within(self) -> list[_Open]:
        """Return what is open inside the top, and inside a list that a member of it is."""
        inner = self._open[1:]
        listed = inner and self._open[0].key is not None and isinstance(inner[0].value, list)
        return inner[1:] if listed else inner

    def broken_off(self, why: _Refused) -> Iterator[Entry]:
        """Yield what was whole in a list that breaks off, then what was read of the rest, and why."""
        within, top = self._within(), self._open[0] if self._open else None
        if top and len(within) < len(self._open) - 1 and self._open[1].value:
            yield Entry(top.key_line, top.key, self._open[1].value)
        rest = within[0].value if within else None
        yield Entry(why.line, top.key if top else None, rest, why.args[0])

    def _begin(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._open) >= _DEEPEST:
            raise _Refused("this YAML is nested too deeply", line)
        value: Members | list[Any] = Members() if isinstance(event, yaml.MappingStartEvent) else []
        if isinstance(value, Members):
            value.line = line
        self._open.append(_Open(value, line, event.anchor))

    def _alias(self, anchor: str, line: int) -> Iterator[Entry]:
        if anchor not in self._anchors:
            raise _Refused(f"the alias `*{anchor}` stands for nothing before it", line)
        value, size = self._anchors[anchor]
        self._aliased += size
        if self._aliased > _MOST_ALIASED:
            raise _Refused("the aliases of this YAML stand for too many values", line)
        yield from self._done(value, line, None, size)

    def _done(self, value: Value, line: int, anchor: str | None, size: int) -> Iterator[Entry]:
        """Put a value where it belongs: into what is open around it, or out, at the top."""
        if anchor:
            self._anchors[anchor] = value, size
        if not self._open:
            return
        around = self._open[-1]
        around.size += size
        if isinstance(around.value, list):
            around.value.append(value)
            if len(self._open) == 1:
                yield Entry(line, None, value)
        elif around.key is None:
            around.key, around.key_line = value if isinstance(value, str) else "", line
        else:
            key, around.key = around.key, None
            around.value[key] = value
            if len(self._open) == 1:
                yield Entry(around.key_line, key, value)
