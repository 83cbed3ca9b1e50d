"""Read a plain text: numbered or hanging entries, wrapped lines, form feeds, soft hyphens."""

from __future__ import annotations

from kg.sources.free.lines import read_lines
from kg.sources.free.page import Node
from kg.sources.free.reader import free_format

EXAMPLE = """\
Publications

[1] A. Lopez and B. Chen. NightOwl: Exploring with memory. Owl News, 3:1-9,
    2019.
[2] B. Chen. How well do agents plan? In Proceedings of the Owl Conference,
    pages 11-19, 2020.
"""


def read_text(text: str) -> Node:
    """Return the page of a text."""
    return read_lines(text, "text")


FORMAT = free_format("text", "plain text", EXAMPLE, read_text)
