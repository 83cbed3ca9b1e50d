"""Read a profile list: whose list it is, then title, authors and abstract, line by line.

Three lines make a record. Where lines are missing, wrapped or foreign, the author lines are
the anchors: the title stands before one, the abstract after it. What fits nowhere is
yielded as `Rejected`, and the records before and after it still come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.errors import SourceError
from kg.model import Paper, Record, Rejected, Repair, Source
from kg.sources.cleaning.mojibake import repair, repair_agent
from kg.sources.fields.names import parse_authors
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

EXAMPLE = """\
Lopez, Ana
NightOwl: Exploring with Memory
Lopez, Ana, Chen, Bo, Team, Worlds
We present NightOwl, an agent that remembers where it has been.
"""

_LONGEST_TITLE = 300
_LONG_LINE = 200
_MOST_PARTS = 4
"""Of one name, with suffixes; a comma may stand at its end."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_NO_NAME = re.compile(r"[#:;!?\"“”=\[\]{}<>/\\@]")
_NO_NAME_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "via",
        "we",
        "with",
    }
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    after_blank: bool = False


@dataclass(slots=True)
class _Block:
    """The lines of one record; `stray` is a line that belongs to none."""

    title: _Line | None = None
    authors: _Line | None = None
    abstract: list[_Line] = field(default_factory=list)
    stray: _Line | None = None

    def first_line(self) -> int:
        known = (self.stray, self.title, self.authors, *self.abstract)
        return next(line.number for line in known if line)


def recognise(head: str) -> Sign | None:
    """Tell whether a text begins with one inverted name and has an author line further on."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if not lines or not _is_owner(lines[0]):
        return None
    names = [is_author_line(line) for line in lines[1:]]
    titled = any(not title and authors for title, authors in pairwise(names))
    found = titled and sum(names) <= len(names) / 2
    return sign(found, "line 1 is one name, and lines of names follow titles", sure=False)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the papers of a profile list; line 1 is the owner of `source`.

    Raises: SourceError: where line 1 is not one inverted name.
    """
    lines = _content(document)
    owner = lines[0]
    authors = parse_authors(owner.text) if _is_owner(owner.text) else None
    if not authors:
        raise SourceError(
            "the first line is not one name", where=f"{document.where}:{owner.number}",
            value=owner.text, todo="write whose list it is as `Last, First`",
        )  # fmt: skip
    source = replace(source, owner=repair_agent(authors[0]))
    after, kinds = repair(owner.text)
    if kinds:
        yield Repair(source, owner.number, "owner", owner.text, after, ", ".join(kinds))
    for index, block in enumerate(_blocks(lines[1:]), 1):
        yield _record(block, source, index)


def _content(document: Document) -> list[_Line]:
    lines: list[_Line] = []
    after_blank = False
    for number, text in document.lines():
        if text.strip():
            lines.append(_Line(number, text.strip(), after_blank))
        after_blank = not text.strip()
    return lines


def _record(block: _Block, source: Source, index: int) -> Paper | Rejected:
    """Make a paper of a block, or say why there is none."""
    line = block.first_line()
    title = block.title.text if block.title else None
    abstract = " ".join(each.text for each in block.abstract) or None
    raw: dict[str, object] = {"title": title} if title else {}
    if block.authors:
        raw["authors"] = [block.authors.text]
    if abstract:
        raw["abstract"] = abstract
    if block.stray:
        text = block.stray.text
        kind = "title" if len(text) <= _LONGEST_TITLE else "abstract"
        reason = "this line belongs to no record: expected are title, author line, abstract"
        return Rejected(source, index, line, (reason,), {kind: text})
    authors = parse_authors(block.authors.text) if block.authors else ()
    if authors is None:
        reason = (
            "the authors do not pair up as `Last, First, Last, First`: "
            "a name lacks its other half, or a comma is missing or too many"
        )
        return Rejected(source, index, line, (reason,), raw)
    if not title and not abstract:
        return Rejected(source, index, line, ("this author line has no title, no abstract",), raw)
    return Paper(title, abstract, authors, records=(Record(source, index, line),))


def _blocks(lines: Sequence[_Line]) -> Iterator[_Block]:
    """Group lines to records: by threes where all fit, else around the author lines."""
    if len(lines) % 3 == 0 and all(is_author_line(line.text) for line in lines[1::3]):
        for start in range(0, len(lines), 3):
            yield _Block(lines[start], lines[start + 1], [lines[start + 2]])
        return
    block, start = None, 0
    for position in _anchors(lines):
        end = position - _has_title(lines[start:position])
        yield from _body(block, lines[start:end])
        block = _Block(lines[end] if end < position else None, lines[position])
        start = position + 1
    yield from _body(block, lines[start:])


def _anchors(lines: Sequence[_Line]) -> Iterator[int]:
    """Yield the positions of author lines; a title may look like one, just before one."""
    for position, line in enumerate(lines):
        if not is_author_line(line.text):
            continue
        titled = position > 0 and _is_short(lines[position - 1].text)
        beside = position + 1 < len(lines) and is_author_line(lines[position + 1].text)
        if titled or not beside:
            yield position


def _has_title(lines: Sequence[_Line]) -> bool:
    """Tell whether the last of the lines before an author line is its title."""
    if not lines or len(lines[-1].text) > _LONGEST_TITLE:
        return False
    after_abstract = len(lines) > 1 and len(lines[-2].text) >= _LONG_LINE
    return after_abstract or _is_short(lines[-1].text)


def _body(block: _Block | None, lines: Sequence[_Line]) -> Iterator[_Block]:
    """Place the lines between an author line and the next title: abstract, and what follows it."""
    for position, line in enumerate(lines):
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        if _starts_untagged(block, line, following):
            if block:
                yield block
            block = _Block(title=line)
        elif block and (not block.abstract or _continues(block.abstract[-1], line)):
            block.abstract.append(line)
        else:
            if block:
                yield block
            block = None
            yield _Block(stray=line)
    if block:
        yield block


def _starts_untagged(block: _Block | None, line: _Line, following: str) -> bool:
    """Tell whether a record without authors starts here: a short line, then a long one."""
    ended = block is None or bool(block.abstract and _SENTENCE_END.search(block.abstract[-1].text))
    return ended and _is_short(line.text) and len(following) >= _LONG_LINE


def _continues(previous: _Line, line: _Line) -> bool:
    """Tell whether a line belongs to the abstract before it, which was wrapped or has paragraphs."""
    if _SENTENCE_END.search(line.text):
        return True
    complete = len(previous.text) >= _LONG_LINE and bool(_SENTENCE_END.search(previous.text))
    return not (line.after_blank or complete)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not text.endswith(".")


def _is_owner(text: str) -> bool:
    few = text.count(",") < _MOST_PARTS and not any(map(str.isdigit, text))
    return few and is_author_line(text) and len(parse_authors(text) or ()) == 1


def is_author_line(text: str) -> bool:
    """Tell whether a line has the shape of `Last, First, Last, First, …`.

    >>> is_author_line("de Freitas, Nando, Team, Worlds"), is_author_line("Games, and how to win")
    (True, False)
    """
    parts = [part.split() for part in text.rstrip(",").split(",")]
    if len(parts) < 2 or not all(parts) or _NO_NAME.search(text):
        return False
    words = [word for part in parts for word in part]
    if any(len(part) > 6 for part in parts) or _NO_NAME_WORDS.intersection(words):
        return False
    if any(word.endswith(".") and len(word) > 4 for word in words):
        return False
    small = sum(all(word[:1].islower() for word in part) for part in parts)
    return small * 4 <= len(parts)


FORMAT = Format(
    "profile-list",
    "line 1 is one name `Last, First`; then title, `Last, First, Last, First, …`, abstract",
    EXAMPLE,
    recognise,
    read,
)
