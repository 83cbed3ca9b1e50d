"""Read a list that a test writes, and tell what was read."""

from __future__ import annotations

from pathlib import Path

from kg.model import Paper, Repair
from kg.sources import read
from kg.sources.format import Item

Told = tuple[str | None, list[str], str | None, str | None]


def items_in(folder: Path, name: str, text: str, format: str | None = None) -> list[Item]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read(path, format=format))


def told(items: list[Item]) -> list[Told]:
    return [
        (each.title, [author.name for author in each.authors], each.venue, each.year)
        for each in items
        if isinstance(each, Paper)
    ]


def papers_of(items: list[Item]) -> list[Paper]:
    return [each for each in items if isinstance(each, Paper)]


def left_of(items: list[Item]) -> list[str]:
    """What stands in no field."""
    return [each.before for each in items if isinstance(each, Repair) and each.field == "text"]
