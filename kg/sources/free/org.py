"""Read a text in org-mode; settings and drawers are left out."""

from __future__ import annotations

from kg.sources.free.lines import read_lines
from kg.sources.free.page import Node
from kg.sources.free.reader import free_format

EXAMPLE = """\
#+TITLE: List of Ana Lopez

* Publications
1. (with Bo Chen) NightOwl: Exploring with memory. /Owl News/ 3 (2019), pp. 1-9.
2. How well do agents plan? /Owl Notes/ 4 (2020), pp. 11-19. [[https://example.org/plan][paper]]
"""


def read_org(text: str) -> Node:
    """Return the page of a text."""
    return read_lines(text, "org")


FORMAT = free_format("org", "org", EXAMPLE, read_org)
