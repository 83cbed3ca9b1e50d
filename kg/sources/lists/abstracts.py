"""Read an abstract list: lines that begin `Abstract:`, and nothing else."""

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
_STRAY = "this line stands outside any abstract: begin it with `Abstract:`"


def recognise(head: str) -> Sign | None:
    """Tell whether the first line that is not blank begins `Abstract:`."""
    return sign(_START.match(head), "it begins `Abstract:`", sure=False)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield one paper for each `Abstract:`; the lines directly after it are its continuation."""
    index, start, parts = 0, 0, list[str]()
    for number, text in document.lines():
        begin = _START.match(text)
        if start and (begin or not text.strip()):
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
    "every record is a line that begins `Abstract:`, and nothing else",
    EXAMPLE,
    recognise,
    read,
)
