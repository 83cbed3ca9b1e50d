"""Read reStructuredText; directives and comments are left out."""

from __future__ import annotations

from kg.sources.free.lines import read_lines
from kg.sources.free.page import Node
from kg.sources.free.reader import free_format

EXAMPLE = """\
Publications
============

- **NightOwl: Exploring with Memory**

  Ana Lopez and Bo Chen

  `Owl News, 2019 <https://example.org/owl>`_

- **How Well Do Agents Plan?**

  Bo Chen

  `Owl Conference, 2020 <https://example.org/plan>`_
"""


def read_rst(text: str) -> Node:
    """Return the page of a text."""
    return read_lines(text, "rst")


FORMAT = free_format("rst", "reStructuredText", EXAMPLE, read_rst)
