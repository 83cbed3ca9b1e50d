"""Read a list that a test writes, and tell what was read."""

from __future__ import annotations

from pathlib import Path

from kg.model import Paper
from kg.sources import read
from kg.sources.format import Item

Told = tuple[str | None, list[str], str | None, str | None]


def items_in(folder: Path, name: str, text: str) -> list[Item]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def told(items: list[Item]) -> list[Told]:
    return [
        (each.title, [author.name for author in each.authors], each.venue, each.year)
        for each in items
        if isinstance(each, Paper)
    ]
