"""Parse XML safely and as a stream: one record element at a time, and on after a broken one.

Nothing outside the file is read and no entity is expanded by the parser: named characters,
such as DBLP's `&ouml;`, are replaced before it sees them, and a file that declares entities of
its own is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import IO, TYPE_CHECKING, Any

from kg.errors import SourceError
from kg.model import Paper, Record, Rejected, Skipped, Source
from kg.sources.fields.unread import with_unread
from kg.sources.input.document import Document
from kg.sources.record import to_record
from kg.sources.xml_formats.fields import unread_elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Convert = Callable[["Element", Record], Paper | Skipped]

_CHUNK = 64 * 1024
_MOST_BREAKS = 1000
_LONGEST_START = 200
_REFERENCE = re.compile(rb"&(#x[0-9A-Fa-f]{1,8}|#[0-9]{1,9}|[A-Za-z][\w.-]{0,40});")
_HALF = re.compile(rb"&#?[\w.-]{0,41}\Z")
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
_KEPT = {b"amp", b"lt", b"gt", b"quot", b"apos"}
# Atomic throughout: what has matched is never tried another way.
_PROLOGUE = r"\s*+(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+"
_ROOT = re.compile(rf"{_PROLOGUE}<(?:[\w.-]+:)?([A-Za-z][\w.-]*+)([^>]*+)>", re.DOTALL)
_HARVESTED = frozenset({"OAI-PMH", "ListRecords", "GetRecord", "record"})
_PAYLOAD = re.compile(r"<(?:[\w.-]+:)?metadata(?:\s[^<>]*)?>\s*<(?:[\w.-]+:)?([\w.-]+)")


@lru_cache(maxsize=2)
def root(head: str) -> tuple[str, str]:
    """Return the local name of an XML text's first element, and the attributes of its tag as text.

    >>> root('<?xml version="1.0"?><!-- list --><x:feed xmlns:x="urn:a"><entry/>')
    ('feed', ' xmlns:x="urn:a"')
    """
    match = _ROOT.match(head)
    return (match[1], match[2]) if match else ("", "")


def content(head: str) -> str:
    """Return the local name of the root; of an OAI-PMH answer that of what its first record holds.

    >>> content("<OAI-PMH><record><header/><metadata><oai_dc:dc/></metadata></record></OAI-PMH>")
    'dc'
    """
    name = root(head)[0]
    payload = _PAYLOAD.search(head) if name in _HARVESTED else None
    return payload[1] if payload else name


def read_elements(
    document: Document,
    source: Source,
    tags: frozenset[str],
    convert: Convert,
    *,
    around: frozenset[str] = frozenset(),
) -> Iterator[Paper | Rejected | Skipped]:
    """Yield what `convert` makes of each element with one of the local names `tags`.

    The element comes without namespaces; its children are whole. One that breaks off is
    rejected, as far as it was read, and reading goes on with the next: with the next element
    `around` records where one begins before that.

    Raises: SourceError: where the file declares entities.
    """
    if _declares_entities(document.head):
        raise SourceError(
            "this XML declares entities of its own, which are not expanded", where=document.where,
            todo="remove the declarations, and write the characters that they stand for",
        )  # fmt: skip
    for index, found in enumerate(_elements(document, tags, around), 1):
        record = Record(source, index, found.line)
        if found.element is not None:
            _drop_namespaces(found.element)
        if found.problem is None and found.element is not None:
            item = convert(found.element, record)
            if isinstance(item, Paper):
                item = with_unread(item, unread_elements(found.element))
            yield item
        else:
            broken = None if found.element is None else convert(found.element, record)
            raw = to_record(broken) if isinstance(broken, Paper) else {}
            reason = f"the XML breaks off here: {found.problem}"
            yield Rejected(source, index, found.line, (reason,), raw)


def _declares_entities(head: str) -> bool:
    """Tell whether the document type has a subset of its own that declares some."""
    type_, bracket, subset = head.partition("<!DOCTYPE")[2].partition("[")
    return bool(bracket) and ">" not in type_ and "<!ENTITY" in subset.partition("]")[0]


@dataclass(frozen=True, slots=True)
class _Found:
    """An element and its line; `problem` says why it is not whole, or why there is none."""

    line: int
    element: Element | None
    problem: str | None = None


def _elements(document: Document, tags: frozenset[str], around: frozenset[str]) -> Iterator[_Found]:
    """Parse the file; after an error, parse again from the next start tag."""
    start = re.compile(rf"<(?:[\w.-]+:)?({_either(tags | around)})[\s/>]".encode())
    of_record = frozenset(tag.encode() for tag in tags)
    offset = _first_tag(document.file)
    line = 1 + _count_lines(document.file, 0, offset)
    for attempt in range(_MOST_BREAKS):
        stream = _Stream(document.file, offset, b"<resumed>" if attempt else b"")
        parsing = _Parsing(stream, tags, line, resumed=attempt > 0)
        yield from parsing.found()
        if parsing.complete:
            return
        left, following = parsing.started, None
        for position, tag in _positions(document.file, offset, start):
            if left <= 0 and (attempt == 0 or position > offset):
                following = position
                break
            left -= tag in of_record
        if following is None:
            return
        line += _count_lines(document.file, offset, following)
        offset = following
    problem = f"it is broken in {_MOST_BREAKS} places, nothing after this one was read"
    yield _Found(line, None, problem)


def _either(tags: frozenset[str]) -> str:
    return "|".join(re.escape(tag) for tag in sorted(tags))


class _Parsing:
    """One run of the parser: `started` records were seen, `complete` where it met no error."""

    def __init__(self, stream: _Stream, tags: frozenset[str], line: int, *, resumed: bool) -> None:
        self._stream, self._tags, self._before, self._resumed = stream, tags, line - 1, resumed
        self.started, self.complete = 0, False

    def found(self) -> Iterator[_Found]:
        """Yield the records that are whole, then the one that breaks off."""
        from lxml import etree

        opened: list[Any] = []
        parser = etree.iterparse(
            self._stream, ("start", "end"), tag=[f"{{*}}{tag}" for tag in sorted(self._tags)],
            encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for event, element in parser:
                if event == "start":
                    self.started += 1
                    opened.append(element)
                    continue
                opened.pop()
                yield _Found(self._line(element.sourceline), element)
                self._forget(element)
            self.complete = True
        except etree.XMLSyntaxError as error:
            # Other errors, such as prefixes that nothing declares, leave the elements whole.
            fatal = [each for each in parser.error_log if each.level == etree.ErrorLevels.FATAL]
            problem = fatal[0].message if fatal else str(error.msg)
            if opened:
                yield _Found(self._line(opened[0].sourceline), opened[0], problem)
            elif fatal and not self._resumed:
                yield _Found(self._line(fatal[0].line), None, problem)

    def _line(self, line: int | None) -> int:
        return self._before + max(line or 1, 1)

    def _forget(self, element: Element) -> None:
        element.clear()
        parent = element.getparent()
        before = element.getprevious()
        if parent is not None and before is not None and _local(before.tag) in self._tags:
            parent.remove(before)


class _Stream:
    """The bytes of a file from `offset`, with named characters written as numbers.

    Characters that XML does not allow are left out; any other entity becomes its own text.
    """

    def __init__(self, file: IO[bytes], offset: int, opening: bytes) -> None:
        self._file, self._rest = file, opening
        file.seek(offset)

    def read(self, size: int = _CHUNK) -> bytes:
        """Return the next bytes, more or fewer than `size`; none at the end."""
        while chunk := self._file.read(max(size, _CHUNK)):
            text = self._rest + chunk
            half = _HALF.search(text, max(0, len(text) - 50))
            end = half.start() if half else len(text)
            self._rest = text[end:]
            if end:
                return _replaced(text[:end])
        text, self._rest = self._rest, b""
        return _replaced(text)


def _replaced(text: bytes) -> bytes:
    return _REFERENCE.sub(_character, text).translate(None, _CONTROL)


def _character(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name.startswith(b"#"):
        code = int(name[2:], 16) if name[1:2] == b"x" else int(name[1:])
        return match[0] if _is_allowed(code) else b""
    if name in _KEPT:
        return match[0]
    characters = html5.get(f"{name.decode()};")
    if characters is None:
        return b"&amp;" + name + b";"
    return "".join(f"&#{ord(character)};" for character in characters).encode()


def _is_allowed(code: int) -> bool:
    """Tell whether XML allows a character. Source: XML 1.0, 2.2."""
    if code < 0x20:
        return code in (9, 10, 13)
    return code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def _first_tag(file: IO[bytes]) -> int:
    """Return where the text begins: a byte order mark and blank lines may stand before it."""
    file.seek(0)
    return max(file.read(_CHUNK).find(b"<"), 0)


def _positions(
    file: IO[bytes], offset: int, start: re.Pattern[bytes]
) -> Iterator[tuple[int, bytes]]:
    """Yield where start tags stand, and their local names."""
    file.seek(offset)
    text = b""
    while chunk := file.read(_CHUNK):
        text += chunk
        end = max(0, len(text) - _LONGEST_START)
        for match in start.finditer(text):
            yield offset + match.start(), match[1]
            end = max(end, match.end())
        offset, text = offset + end, text[end:]


def _count_lines(file: IO[bytes], offset: int, end: int) -> int:
    file.seek(offset)
    count = 0
    while offset < end and (chunk := file.read(min(_CHUNK, end - offset))):
        count += chunk.count(b"\n")
        offset += len(chunk)
    return count


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


def _drop_namespaces(element: Element) -> None:
    for each in element.iter("*"):
        tag = str(each.tag)
        if (local := _local(tag)) != tag:  # To set a name costs more than all the rest.
            # Behind a prefix that nothing declares may stand what is no name.
            with suppress(ValueError):
                each.tag = local
