"""Read, write and honour corrections of gold: what a reader decided on names, apart from the texts.

A file of corrections is JSON Lines, one span a line: `document` (the digest of title and abstract),
`field`, `start`, `end` (code points, end exclusive), `type` (`method`, `benchmark`, or null for no
name), `relation` and `optional`, which is true where one may see it either way. It holds no text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from kg.evaluation.counting import normalise_surface
from kg.evaluation.gold import GoldDocument
from kg.evaluation.rows import read_rows, text_of
from kg.identity import digest
from kg.model import RELATIONS, Paper

_TYPES = ("method", "benchmark", None)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader decided on one span: which type of name it is, if any."""

    document: str
    field: str
    start: int
    end: int
    type: str | None
    relation: str = "mentions"
    optional: bool = False


def document_key(paper: Paper) -> str:
    """Return what names the text of a paper in a file of corrections.

    >>> document_key(Paper(title="Owls", abstract="They see."))
    'cf3450e67b698908'
    """
    return digest(f"{paper.title or ''}\0{paper.abstract or ''}", 16)


def read_corrections(path: str | Path) -> list[Correction]:
    """Read a file of corrections; of several for one span the last counts.

    Raises: InputError: where a line is no correction.
    """
    rows = read_rows(path, _correction, "give document, field, start, end and type")
    return list({(each.document, each.field, each.start, each.end): each for each in rows}.values())


def _correction(row: dict[str, Any]) -> Correction:
    made = Correction(
        text_of(row, "document"), text_of(row, "field"), int(row["start"]), int(row["end"]),
        row["type"], row.get("relation", "mentions"), bool(row.get("optional", False)),
    )  # fmt: skip
    if made.field not in ("title", "abstract") or not 0 <= made.start < made.end:
        raise ValueError(f"no span: {made.field} {made.start} to {made.end}")
    if made.type not in _TYPES or made.relation not in RELATIONS:
        raise ValueError(f"no type or relation: {made.type}, {made.relation}")
    return made


def write_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Write corrections, one a line."""
    lines = [f"{json.dumps(asdict(each), ensure_ascii=False)}\n" for each in corrections]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def correct(
    documents: Sequence[GoldDocument], corrections: Iterable[Correction]
) -> tuple[list[GoldDocument], int]:
    """Return gold as corrected, and how many corrections were honoured.

    Not honoured are those of other documents, and of spans outside the text. What nobody annotated
    and is corrected counts as annotated: beside what was decided it holds no name.
    """
    by_document: dict[str, list[Correction]] = defaultdict(list)
    for each in corrections:
        by_document[each.document].append(each)
    made: list[GoldDocument] = []
    honoured = 0
    for document in documents:
        fitting = [
            each
            for each in by_document.get(document_key(document.paper), ())
            if each.end <= len(getattr(document.paper, each.field) or "")
        ]
        honoured += len(fitting)
        made.append(reduce(_corrected, fitting, document))
    return made, honoured


def _corrected(document: GoldDocument, correction: Correction) -> GoldDocument:
    """Take the mentions away that a span stands for, put its own there, and keep entities named."""
    kept = [each for each in document.mentions if not _is_replaced(each, correction)]
    entities = list(document.entities)
    if correction.type is not None:
        text = getattr(document.paper, correction.field)[correction.start : correction.end]
        entity = _entity_for(entities, correction, text)
        kept.append(
            {
                "field": correction.field, "start": correction.start, "end": correction.end,
                "text": text, "type": correction.type, "entity": entity["name"],
                "optional": correction.optional,
            }
        )  # fmt: skip
    before = {_name(each) for each in document.mentions}
    named = {_name(each) for each in kept}
    entities = [
        each
        for each in entities
        if (key := (each["type"], each.get("name"))) in named or key not in before
    ]
    kept.sort(key=lambda each: (each["field"] != "title", each["start"], each["end"]))
    return replace(document, entities=tuple(entities), mentions=tuple(kept), is_annotated=True)


def _name(mention: dict[str, Any]) -> tuple[str, str | None]:
    return mention["type"], mention.get("entity")


def _is_replaced(mention: dict[str, Any], correction: Correction) -> bool:
    """Tell whether a span says something else of a mention: a name of all that it overlaps."""
    if mention["field"] != correction.field:
        return False
    if correction.type is None:
        return bool((mention["start"], mention["end"]) == (correction.start, correction.end))
    return bool(mention["start"] < correction.end and correction.start < mention["end"])


def _entity_for(
    entities: list[dict[str, Any]], correction: Correction, text: str
) -> dict[str, Any]:
    """Return the entity that a text names, a new one where there is none."""
    for each in entities:
        surfaces = set(map(normalise_surface, each["surfaces"]))
        if each["type"] == correction.type and normalise_surface(text) in surfaces:
            return each
    new = {
        "name": text, "type": correction.type, "roles": [correction.relation],
        "optional": correction.optional, "surfaces": [text],
    }  # fmt: skip
    entities.append(new)
    return new
