"""Tell how a list was understood: its entries, what each is taken for, and where its fields stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.sources.free.choice import Choice
from kg.sources.free.html import read_html
from kg.sources.free.latex import read_latex
from kg.sources.free.markdown import read_markdown
from kg.sources.free.org import read_org
from kg.sources.free.page import Node
from kg.sources.free.positions import Lines
from kg.sources.free.reader import understand
from kg.sources.free.rst import read_rst
from kg.sources.free.text import read_text

CONTAINERS: dict[str, Callable[[str], Node]] = {
    "markdown": read_markdown,
    "html": read_html,
    "latex": read_latex,
    "rst": read_rst,
    "org": read_org,
    "text": read_text,
}
"""By the name of the format: what reads its pages."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry: its line, what it is taken for, the heading above it, and its text in pieces.

    A piece is the name of its field, "" for none, and its text.
    """

    line: int
    verdict: str
    heading: str
    layout: str
    parts: tuple[tuple[str, str], ...]


def explain(text: str, format: str) -> list[Explained]:
    """Return the entries of a text that is written as `format` says, a name of `CONTAINERS`."""
    lines = Lines.of(text)
    return [
        _explained(choice, lines.at(choice.entry.start)[0])
        for choice in understand(text, CONTAINERS[format])
    ]


def _explained(choice: Choice, line: int) -> Explained:
    reading = choice.reading if choice.verdict in ("publication", "unclear") else None
    heading = choice.entry.headings[-1] if choice.entry.headings else ""
    parts = tuple(reading.parts()) if reading else (("", choice.entry.whole),)
    return Explained(line, choice.verdict, heading, reading.layout if reading else "", parts)
