"""Read lists as items of CSL-JSON, with what papers do not keep: volume, issue, pages, publisher, place."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg import sources
from kg.errors import SourceError
from kg.model import Agent, Paper
from kg.sources.bibtex.names import parse_names
from kg.sources.bibtex.syntax import Entry, entries
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain
from kg.sources.input.document import open_document
from kg.text import fold

Item = dict[str, Any]
_TYPES = {
    "article": "article-journal", "book": "book", "inproceedings": "paper-conference",
    "conference": "paper-conference", "incollection": "chapter", "inbook": "chapter",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report",
    "report": "report", "misc": "manuscript", "unpublished": "manuscript", "online": "webpage",
    "collection": "book", "proceedings": "book", "manual": "report",
}  # fmt: skip
_KINDS = {
    "JournalArticle": "article-journal", "ConferencePaper": "paper-conference", "Book": "book",
    "WorkshopPaper": "paper-conference", "BookChapter": "chapter", "Preprint": "manuscript",
    "Thesis": "thesis", "DoctoralThesis": "thesis", "MastersThesis": "thesis",
    "ReportDocument": "report",
}  # fmt: skip
_FIELDS = {
    "title": ("title",), "container-title": ("journal", "journaltitle", "booktitle"),
    "collection-title": ("series",), "volume": ("volume",), "issue": ("number", "issue"),
    "page": ("pages",), "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location", "city"), "DOI": ("doi",), "URL": ("url",),
    "edition": ("edition",), "note": ("note",), "ISBN": ("isbn",), "eprint": ("eprint",),
}  # fmt: skip
_IDENTIFIERS = {"doi": "DOI", "arxiv": "eprint"}
_READ_BY_WEIGHTS = frozenset({"markdown", "html", "latex", "rst", "org", "text", "front-matter"})
"""Formats whose fields are found by what is learned of such records: it would learn of itself."""
_LONGEST = 400
_YEAR = re.compile(r"\d{4}")
_PAGES = re.compile(r"[-–—]+")


def read_items(paths: Iterable[str | Path], seed: int = 0) -> list[Item]:
    """Read the records of files and folders, each title once, in an order that the seed decides."""
    found: dict[str, Item] = {}
    for file in sources.find_inputs([str(path) for path in paths]).files:
        for item in _items(Path(file)):
            key = fold(str(item.get("title", "")))
            if key and len(item) > len(found.get(key, ())):
                found[key] = item
    items = [found[key] for key in sorted(found)]
    random.Random(seed).shuffle(items)
    return [{"id": f"i{number}", **item} for number, item in enumerate(items)]


def _items(file: Path) -> Iterator[Item]:
    try:
        with open_document(file, None) as document:
            if file.suffix == ".bib":
                for entry in entries(document.chunks(1 << 20)):
                    yield from _entry_item(entry)
            elif sources.format_of(document).name not in _READ_BY_WEIGHTS:
                for paper in sources.read_document(document):
                    if isinstance(paper, Paper):
                        yield from _paper_item(paper)
    except SourceError:
        return


def _entry_item(entry: Entry) -> Iterator[Item]:
    fields = {
        name: plain(decode_latex(value))
        for name, value in entry.fields.items()
        if name not in ("author", "editor")
    }
    item: Item = {"type": _TYPES.get(entry.type, "manuscript")}
    for name, given in _FIELDS.items():
        value = next((fields[each] for each in given if fields.get(each)), "")
        if value and len(value) < _LONGEST:
            item[name] = value
    for role in ("author", "editor"):
        if names := _names(parse_names(entry.fields.get(role, ""))):
            item[role] = names
    yield from _finished(item, fields.get("year") or fields.get("date") or "")


def _paper_item(paper: Paper) -> Iterator[Item]:
    item: Item = {
        "type": _KINDS.get(paper.kind or "", "article-journal"),
        "title": paper.title or "",
    }
    if paper.venue:
        item["container-title"] = paper.venue
    if names := _names(paper.authors):
        item["author"] = names
    for each in paper.identifiers:
        if each.scheme in _IDENTIFIERS:
            item[_IDENTIFIERS[each.scheme]] = each.value
    if paper.url:
        item["URL"] = paper.url
    yield from _finished(item, paper.year or "")


def _finished(item: Item, year: str) -> Iterator[Item]:
    if item.get("title") and len(str(item["title"])) < _LONGEST:
        if match := _YEAR.search(year):
            item["issued"] = {"date-parts": [[int(match[0])]]}
        if "page" in item:
            item["page"] = _PAGES.sub("-", item["page"])
        yield item


def _names(agents: Iterable[Agent]) -> list[Mapping[str, str]]:
    return [
        {"family": each.family, "given": each.given}
        if each.family and each.given
        else {"family": each.name}
        for each in agents
    ]
