"""Read YAML lists of publications, such as the data files that home pages are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any

from kg.model import Paper, Record, Skipped, Source
from kg.sources.fields.markup import without_markdown
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.free.sections import UNSAID, Section
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import converted
from kg.sources.json_formats.start import json_start
from kg.sources.tables.columns import row_to_paper
from kg.sources.tables.groups import Grouped, records_in
from kg.sources.tables.headings import field_of, guess_columns, is_telling
from kg.sources.yaml_formats.themes import told_by_theme
from kg.sources.yaml_formats.values import Entry, Members, entries, rejected

EXAMPLE = """\
- title: NightOwl
  authors: [Ana Lopez, Bo Chen]
  venue: Journal of Maps
  year: 2019
"""

_ELEMENT = re.compile(r"-[ \t]++(?=[\w\"'])")
_KEY = re.compile(r"(?:-[ \t]++)?[\"']?[\w.@][\w .&/@-]{0,60}[\"']?[ \t]*+:(?:\s|$)")
_TITLE = re.compile(r"(?<!\w)(?:title|bibtex)[\"']?[ \t]*+:", re.IGNORECASE)
_TEXTS = ("url", "name", "title", "value", "text")
_MEMBER = re.compile(r"([ \t]*+)[\"']?([A-Za-z][\w -]{0,40})[\"']?[ \t]*:(?=\s|$)")


def recognise(head: str) -> Sign | None:
    """Tell whether it is a list whose first element has members as tables have columns, or groups such lists."""
    known = guess_columns(_names(head))
    if "title" in known and is_telling(known):
        return Sign("its first element has a title and more")
    if head.lstrip().startswith("{"):
        # JSON is YAML, too; a record, or a page of records, is read elsewhere.
        begins = "title" not in guess_columns(json_start(head).record)
    else:
        lines = _lines(head)
        # Behind the front matter of a page, its text is no YAML.
        begins = bool(lines and _KEY.match(lines[0])) and "---" not in map(str.rstrip, lines[1:])
    if not begins or not _TITLE.search(head):
        return None
    if _holds_records(head):
        return Sign("the lists in it hold publications")
    return sign(_holds_one(head), "its members are those of a publication")


def _holds_one(head: str) -> bool:
    """Tell whether a mapping is one record: with labels before plain texts, members of several have one name."""
    members = [(each.key or "", each.problem) for each in entries(head)]
    names = {name for name, problem in members if not problem}
    return len(names) == len(members) and _is_one(names)


def _holds_records(head: str) -> bool:
    """Tell whether a mapping, or a list of groups, has a record of a publication in it, before it breaks off."""
    for entry in entries(head):
        if any(not each.section.other for each in records_in(entry.value, entry.key or "")):
            return True
        if entry.problem:
            return False
    return False


def _is_one(names: Iterable[str]) -> bool:
    """Tell the members of one publication from those of other things with a title and an author."""
    known = guess_columns(names).keys()
    return {"title", "authors"} <= known and not known.isdisjoint({"venue", "doi", "arxiv", "pmid"})


def _lines(head: str) -> list[str]:
    """Return the lines that say something, without the mark that begins a document."""
    lines = [line for line in head.splitlines() if line.strip() and line.lstrip()[0] != "#"]
    return lines[1:] if lines and lines[0].rstrip() == "---" else lines


def _names(head: str) -> Iterator[str]:
    """Yield the names of the members of the first element: those that stand as far in as the first."""
    lines = _lines(head)
    first = _ELEMENT.match(lines[0]) if lines else None
    if first is None:
        return
    deep = first.end()
    for line in [" " * deep + lines[0][deep:], *lines[1:]]:
        if not line[:deep].isspace():
            return
        match = _MEMBER.match(line)
        if match and len(match[1]) == deep:
            yield match[2]


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each element of the list, or each record in groups of such; what they set aside is skipped.

    A mapping that groups none may be one record.
    """
    numbers = count(1)
    alone = Members()
    for entry in entries(document.text()):
        if entry.problem:
            yield rejected(entry, source, next(numbers))
        elif found := _grouped(entry):
            for each in found:
                yield item(each, Record(source, next(numbers), _line(each.value, entry)))
        else:
            alone[entry.key or ""] = entry.value
    if _is_one(alone) and next(numbers) == 1:
        yield item(Grouped(alone, UNSAID), Record(source, 1, 1))


def _line(value: object, entry: Entry) -> int:
    return value.line if isinstance(value, Members) else entry.line


def item(found: Grouped, record: Record) -> Item:
    """Make a paper of a record, or skip what stands among things that are none."""
    if found.section.other:
        return Skipped(record.source, record.index, record.line, found.section.other)
    return converted(found.value, record, partial(_convert, section=found.section))


def _grouped(entry: Entry) -> list[Grouped]:
    """Return the records in an entry; an element of the list at the top that groups none is one itself."""
    found = list(records_in(entry.value, entry.key or ""))
    return found if found or entry.key is not None else [Grouped(entry.value, UNSAID)]


def _convert(members: Mapping[str, Any], record: Record, section: Section) -> Paper | Skipped:
    row = {name: _text_of(name, value) for name, value in members.items()}
    return row_to_paper(row | told_by_theme(members), record, around=section)


def _text_of(name: str, value: Any) -> Any:
    """Return a value without Markdown; of a mapping that stands for a text, as venues do, its name.

    Those of people and links are read whole.
    """
    field = field_of(name)
    if field == "pages" and isinstance(value, list):
        return "-".join(map(str, value))
    if isinstance(value, list):
        return [_text_of(name, each) for each in value]
    if isinstance(value, dict) and field not in ("authors", "editors", "url"):
        value = next((value[each] for each in _TEXTS if value.get(each)), None)
    return without_markdown(value) if isinstance(value, str) and field != "bibtex" else value


FORMAT = Format(
    "yaml",
    "a YAML list of publications with members such as title, authors, venue, year, or lists by year or kind",
    EXAMPLE,
    recognise,
    read,
)
