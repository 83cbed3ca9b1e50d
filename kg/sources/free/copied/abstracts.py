"""Read an abstract list: lines that begin `Abstract:`, or that say just `Abstract`, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper, Record, Rejected, Source
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

EXAMPLE = """\
Abstract:We present NightOwl, an agent that remembers where it has been.
Abstract: We measure how well agents plan.
"""

_START = re.compile(r"\s*abstract\s*:", re.IGNORECASE)
_ALONE = re.compile(r"abstract\s*$", re.IGNORECASE)
_HEADED = re.compile(r"^abstract[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_ENOUGH = 3
"""Headings that make a list: any text may have one over its own abstract."""
_STRAY = "this line stands outside any abstract: begin it with `Abstract:`"


def recognise(head: str) -> Sign | None:
    """Tell whether the first line that is not blank begins `Abstract:`, or is a heading `Abstract` of several."""
    if _START.match(head):
        return Sign("it begins `Abstract:`", sure=False)
    return sign(_is_headed(head), "lines that say just `Abstract` head its parts", sure=False)


def _is_headed(head: str) -> bool:
    first = head.lstrip("\ufeff").lstrip().partition("\n")[0]
    return bool(_ALONE.match(first)) and len(_HEADED.findall(head)) >= _ENOUGH


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield one paper for each `Abstract:`; the lines directly after it are its continuation.

    Where the word alone is a heading, all that stands under it is.
    """
    headed = _is_headed(document.head)
    starts = _ALONE if headed else _START
    index, start, parts = 0, 0, list[str]()
    for number, text in document.lines():
        begin = starts.match(text)
        if start and (begin or not (headed or text.strip())):
            yield _paper(source, index, start, parts)
            start = 0
        if begin:
            index, start, parts = index + 1, number, [text[begin.end() :].strip()]
        elif start:
            parts.append(text.strip())
        elif text.strip():
            index += 1
            yield Rejected(source, index, number, (_STRAY,), {"abstract": text.strip()})
    if start:
        yield _paper(source, index, start, parts)


def _paper(source: Source, index: int, line: int, parts: list[str]) -> Paper:
    abstract = " ".join(part for part in parts if part) or None
    return Paper(abstract=abstract, records=(Record(source, index, line),))


FORMAT = Format(
    "abstract-list",
    "every record is a line that begins `Abstract:`, or stands under one that says just `Abstract`",
    EXAMPLE,
    recognise,
    read,
)
