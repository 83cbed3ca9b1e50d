"""Read gold files: documents in which careful readers marked the names.

A gold file is JSON Lines, one document a line, with `id`, `title`, `abstract`, `entities`
and `mentions`; offsets are code points into the field, end exclusive. What two annotators
did not agree on is optional: it neither counts as found nor as missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.rows import read_rows, text_of
from kg.model import Paper


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document; its entities and mentions say nothing where nobody annotated it."""

    id: str
    paper: Paper
    entities: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]
    is_annotated: bool = True


def read_gold(path: str | Path) -> list[GoldDocument]:
    """Read a gold file.

    Raises: InputError: where a line is no gold document, or there is none.
    """
    documents = read_rows(path, _document, "give id, title, abstract, entities and mentions")
    if not documents:
        raise InputError("no gold document", where=str(path), todo="name a file with documents")
    return documents


def read_texts(path: str | Path) -> list[GoldDocument]:
    """Read a gold file, or texts of which some or all are not annotated yet.

    What has no `entities` is a text: a record that `kg extract` wrote is one, whatever it found.

    Raises: InputError: where a line is neither, or there is none.
    """
    documents = read_rows(path, _text, "give id, title and abstract")
    if not documents:
        raise InputError("no text", where=str(path), todo="name a file with documents")
    return documents


def _text(record: dict[str, Any]) -> GoldDocument:
    if "entities" in record:
        return _document(record)
    blank = _document(record | {"entities": [], "mentions": []})
    return replace(blank, is_annotated=False)


def _document(record: dict[str, Any]) -> GoldDocument:
    fields = {name: text_of(record, name) for name in ("title", "abstract")}
    for each in record["entities"]:
        _require(each, "surfaces", "roles", "type", "optional")
    for each in record["mentions"]:
        _require(each, "field", "start", "end", "type", "optional")
        if not 0 <= each["start"] < each["end"] <= len(fields[each["field"]]):
            raise ValueError(f"the mention lies outside the {each['field']}: {each['start']}")
    paper = Paper(title=fields["title"] or None, abstract=fields["abstract"] or None)
    return GoldDocument(record["id"], paper, tuple(record["entities"]), tuple(record["mentions"]))


def _require(record: dict[str, Any], *keys: str) -> None:
    missing = [key for key in keys if key not in record]
    if missing:
        raise ValueError(f"without {', '.join(missing)}")
