"""Read the report that Zotero makes of items: a page with a table of labels and values for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Record, Source
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.free.html import read_html
from kg.sources.free.page import Node
from kg.sources.free.positions import Lines
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import converted
from kg.sources.json_formats.zotero import item_to_paper

EXAMPLE = """\
<html><head><title>Zotero Report</title></head><body><ul class="report combineChildItems">
<li id="item_A" class="item journalArticle"><h2>NightOwl: Exploring with Memory</h2><table>
<tr><th>Item Type</th><td>Journal Article</td></tr><tr><th class="author">Author</th><td>Ana Lopez</td></tr>
<tr><th>Date</th><td>2019</td></tr><tr><th>Publication</th><td>Journal of Maps</td></tr></table></li></ul></html>
"""

_REPORT = re.compile(r"<ul class=[\"']report\b")
_FIELDS = {
    "Abstract": "abstractNote", "Publication": "publicationTitle", "Archive ID": "archiveID",
    "Type": "thesisType", "Loc. in Archive": "archiveLocation", "URL": "url", "Modified": "dateModified",
    "Accessed": "accessDate", "Journal Abbr": "journalAbbreviation",
}  # fmt: skip
"""Labels that say something else than the name of the field does."""
_CREATORS = frozenset({"author", "editor", "contributor", "translator", "seriesEditor"})


def recognise(head: str) -> Sign | None:
    """Tell whether a page is such a report."""
    return sign(_REPORT.search(head) is not None, "it is a report of Zotero")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each item of a kind that is published."""
    text = document.text()
    lines = Lines.of(text)
    for index, node in enumerate(_items(read_html(text)), 1):
        line, _ = lines.at(node.start)
        yield converted(_item(node), Record(source, index, line), item_to_paper)


def _items(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.kind == "item" and child.role.startswith("item "):
                yield child
            else:
                yield from _items(child)


def _item(node: Node) -> dict[str, object]:
    """Return an item as Zotero's own JSON has it."""
    item: dict[str, object] = {"itemType": node.role.split()[1], "title": _said(node, "heading")}
    creators: list[dict[str, str]] = []
    for row in _rows(node):
        label, value = (" ".join(block.text for block in cell.blocks()) for cell in row[:2])
        name = _FIELDS.get(label) or "".join(
            word.title() if n else word.lower() for n, word in enumerate(label.split())
        )
        if row[0].role in _CREATORS or name in _CREATORS:
            creators.append({"creatorType": row[0].role or name, "name": value})
        elif label != "Item Type":
            item[label if label in ("DOI", "ISSN", "ISBN") else name] = value
    return item | {"creators": creators, "tags": [{"tag": each} for each in _tags(node)]}


def _rows(node: Node) -> Iterator[list[Node]]:
    for child in node.children:
        if isinstance(child, Node) and child.kind == "row":
            cells = [each for each in child.children if isinstance(each, Node)]
            if len(cells) > 1:
                yield cells
        elif isinstance(child, Node) and child.kind != "item":
            yield from _rows(child)


def _tags(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Node) and child.role == "tags":
            yield from (block.text for block in child.blocks())


def _said(node: Node, kind: str) -> str:
    """Return what the first part of a kind says."""
    parts = (x for x in node.children if isinstance(x, Node) and x.kind == kind)
    return " ".join(block.text for part in list(parts)[:1] for block in part.blocks())


FORMAT = Format(
    "zotero-report",
    "a report of Zotero: a page with the labels and values of each item",
    EXAMPLE,
    recognise,
    read,
)
