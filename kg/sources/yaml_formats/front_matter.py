"""Read the page of one publication whose front matter tells of it, as home pages made from Markdown have.

Source: the layouts of academicpages (Jekyll), Hugo's Academic theme, and PMLR.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Paper, Record, Rejected, Repair, Skipped, Source
from kg.references import Marked, parse
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.markup import plain, without_markdown
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import converted, elements, told
from kg.sources.tables.columns import row_to_paper
from kg.sources.yaml_formats.values import entries

EXAMPLE = """\
---
title: NightOwl
collection: publications
date: 2019-03-01
venue: Journal of Maps
citation: Lopez, A. and Chen, B. (2019). NightOwl. Journal of Maps.
---
"""

_FRONT = re.compile(
    r"\s{0,9}(---|\+\+\+)[ \t]*\n((?:(?!---|\+\+\+)[^\n]*\n){0,500}?)\1[ \t]*(?:\n|$)"
)
_MEMBER = re.compile(r"^([A-Za-z][\w-]{0,40})[ \t]*[:=][ \t]*+([^\n]*+)", re.MULTILINE)
_COLLECTION = re.compile(r"[\"']?(publications|papers|talks|teaching)[\"']?\s*+$")
_PLACED = frozenset(
    {"venue", "journal", "publication", "booktitle", "container-title", "doi", "paperurl"}
)
_AUTHORS = frozenset({"author", "authors"})
_OTHER = {"talks": "talk", "teaching": "teaching"}
_COLUMNS = {
    "venue": ("venue", "journal", "booktitle", "container-title", "conference", "publication"),
    "kind": ("publication_types", "category", "layout"),
    "url": ("paperurl", "link", "url_pdf", "pdf", "url"),
    "code": ("code", "url_code"),
    "date": ("date", "pub_date", "publishDate"),
    "issue": ("number", "issue"),
    "place": ("address",),
}
"""Where it stands what these pages call otherwise than tables do; the first that there is."""
_IN = re.compile(r"In:? (?=\S)")
_NUMBERS = re.compile(r"\d ?\(\d|\bvol\b", re.IGNORECASE)
_KINDS = {
    "0": "other", "1": "conference paper", "2": "journal article", "3": "preprint", "4": "report", "5": "book",
    "6": "book section", "7": "thesis", "8": "patent", "manuscripts": "journal article",
    "conferences": "conference paper", "books": "book",
}  # fmt: skip
"""The numbers of Hugo's theme before 2023, and the categories of academicpages."""
_OWNER = ("admin", "me")
"""What stands in Hugo's pages for the person whose site it is, who is named in another file."""


def recognise(head: str) -> Sign | None:
    """Tell whether the front matter has a title, and is said or seen to be a publication's.

    A post of a blog has a title, an author and a date, but no venue and no DOI.
    """
    front = _FRONT.match(head.removeprefix("\ufeff"))
    if front is None:
        return None
    said = {match[1]: match[2] for match in _MEMBER.finditer(front[2])}
    if not said.get("title"):
        return None
    if _COLLECTION.match(said.get("collection", "")) or "publication_types" in said:
        return Sign("its front matter is of a collection of publications")
    placed = any(said.get(name, "").strip("\"' ") for name in _PLACED)
    return sign(
        placed and not _AUTHORS.isdisjoint(said), "its front matter names authors and a venue"
    )


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the one paper, or skip the talk or course, that the front matter tells of."""
    front = _FRONT.match(document.head.removeprefix("\ufeff"))
    record = Record(source, 1, 1)
    found = _members(front[1], front[2]) if front else "there is no front matter"
    if isinstance(found, str):
        yield Rejected(source, 1, 1, (found,), {})
        return
    names = [each for each in elements(found, "authors") if each in _OWNER]
    if names:
        yield Repair(source, 1, "authors", ", ".join(names), "", "in no field")
    other = _OTHER.get(told(found, "collection") or "")
    yield Skipped(source, 1, 1, other) if other else converted(found, record, _convert)


def _members(fence: str, text: str) -> dict[str, Any] | str:
    """Return the members of front matter, in YAML or TOML; why there are none, where it is neither."""
    if fence == "+++":
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # a number of too many digits, too
            return f"the front matter is not TOML: {error}"
    found: dict[str, Any] = {}
    for entry in entries(text, 2):
        if entry.problem:
            return entry.problem
        found[entry.key or ""] = entry.value
    return found


def _convert(front: Mapping[str, Any], record: Record) -> Paper | Skipped:
    row = {name: _bare(value) for name, value in front.items()}
    for field, names in _COLUMNS.items():
        found = next((row[name] for name in names if row.get(name)), None)
        row = {name: value for name, value in row.items() if name not in names} | {field: found}
    row["venue"] = _venue(told(row, "venue") or told(row, "venue", "name"))
    row["kind"] = _KINDS.get(said := told(row, "kind") or "", said)
    if not row.get("authors") and not row.get("author"):
        row["authors"] = _cited(told(row, "citation"))
    return row_to_paper(row, record)


def _bare(value: Any) -> Any:
    """Take the signs of Markdown out of texts, and the owner's stand-in out of lists."""
    if isinstance(value, str):
        return without_markdown(value)
    if isinstance(value, list):
        return [_bare(each) for each in value if each not in _OWNER]
    return value if isinstance(value, dict | None) else str(value)


def _venue(written: str | None) -> str | None:
    """Return the venue without `In`, and without volume, issue and pages where those are told with it."""
    name = _IN.sub("", written, count=1) if written and _IN.match(written) else written
    return venue_in(name) or name if name and _NUMBERS.search(name) else name


def _cited(citation: str | None) -> list[str]:
    """Return the authors in a citation, as it was formatted for readers."""
    if not citation:
        return []
    (reference,) = parse([Marked(plain(citation))])
    authors = reference.first("author")
    return [part.of(reference.text) for part in authors.parts] if authors else []


FORMAT = Format(
    "front-matter",
    "the page of one publication, told of in front matter: academicpages, Hugo, PMLR",
    EXAMPLE,
    recognise,
    read,
)
