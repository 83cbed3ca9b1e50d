"""Read gold files: documents in which careful readers marked the names.

A gold file is JSON Lines, one document a line, with `id`, `title`, `abstract`, `entities`
and `mentions`; offsets are code points into the field, end exclusive. What two annotators
did not agree on is optional: it neither counts as found nor as missed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Paper


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document."""

    id: str
    paper: Paper
    entities: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]


def read_gold(path: str | Path) -> list[GoldDocument]:
    """Read a gold file.

    Raises: InputError: where a line is no gold document, or there is none.
    """
    documents = []
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "cannot read the gold file", where=str(path), todo="name a JSON Lines file"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            documents.append(_document(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "not a gold document", where=f"{path}:{number}", value=str(error),
                todo="give id, title, abstract, entities and mentions",
            ) from error  # fmt: skip
    if not documents:
        raise InputError("no gold document", where=str(path), todo="name a file with documents")
    return documents


def _document(record: dict[str, Any]) -> GoldDocument:
    for each in record["entities"]:
        _require(each, "surfaces", "roles", "type", "optional")
    for each in record["mentions"]:
        _require(each, "field", "start", "end", "type", "optional")
    paper = Paper(title=record["title"] or None, abstract=record["abstract"] or None)
    return GoldDocument(record["id"], paper, tuple(record["entities"]), tuple(record["mentions"]))


def _require(record: dict[str, Any], *keys: str) -> None:
    missing = [key for key in keys if key not in record]
    if missing:
        raise ValueError(f"without {', '.join(missing)}")
