"""Read records whose lines are labelled as the columns of a table are: `Title: …`, `Authors: …`.

Labels begin with a capital letter, as people write them: `title: …` is a setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Record, Source
from kg.sources.fields.markup import plain
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import converted
from kg.sources.tables.columns import row_to_paper
from kg.sources.tables.headings import field_of

EXAMPLE = """\
Title: NightOwl: Exploring with Memory
Authors: Ana Lopez, Bo Chen
Venue: Journal of Maps
Year: 2019
Abstract: We present NightOwl.

Title: How Well Do Agents Plan?
Authors: Bo Chen
Year: 2020
"""

_LABEL = re.compile(
    r"\ufeff?(?:[-*][ \t]+)?(?:\*\*)?([A-Z][A-Za-z ()/-]{1,30}?)(?:\*\*)?[ \t]*:(?:\*\*)?(?:[ \t]+(.*)|\s*$)"
)
_STATED = frozenset({"venue", "doi", "arxiv", "year"})
"""What tells publications from posts, which have authors, dates and summaries, too."""
_Labelled = tuple[int, dict[str, str]]


def recognise(head: str) -> Sign | None:
    """Tell whether it begins with a label, and its first record has a title, authors, and a year or venue."""
    row = next(_rows(enumerate(head.splitlines(), 1)), (1, {}))[1]
    named = {field_of(name): text for name, text in row.items() if text.strip()}
    told = named.keys() >= {"title", "authors"} and not _STATED.isdisjoint(named)
    return sign(told, "its lines are labelled, as in `Title: `", sure=False)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record, which begins with the label that the text begins with."""
    for index, (line, row) in enumerate(_rows(document.lines()), 1):
        texts = {name: plain(text) for name, text in row.items()}
        yield converted(texts, Record(source, index, line), row_to_paper)


def _rows(lines: Iterable[tuple[int, str]]) -> Iterator[_Labelled]:
    """Yield the line and the labelled texts of each record; what has no known label goes on the last."""
    first = last = ""
    found: _Labelled = (1, {})
    for number, text in lines:
        label = _LABEL.match(text)
        name = " ".join(label[1].split()).casefold() if label and field_of(label[1]) else ""
        if not first and not name:
            if text.strip():
                return
            continue
        first = first or name
        if name == first:
            if found[1]:
                yield found
            found = (number, {})
        if name and label:
            last = name
            found[1][name] = "\n".join(filter(None, (found[1].get(name), label[2])))
        elif text.strip():
            found[1][last] += f"\n{text.strip()}"
    if found[1]:
        yield found


FORMAT = Format(
    "labelled",
    "records of labelled lines: `Title: …`, `Authors: …`, and a year or a venue",
    EXAMPLE,
    recognise,
    read,
)
