"""Feeds of the newest papers: of all, and of each author, method, benchmark and task.

Source: RFC 4287 (Atom).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.site.context import Context
from kg.site.graph import shorten
from kg.site.pages import fill

PATH = "feed"
SEGMENTS = ("person", "org", "agent", "method", "benchmark", "task")
"""Kinds of things whose papers have a feed of their own."""
_LONGEST = 30
_MOST_AUTHORS, _LONGEST_SUMMARY = 30, 300
"""Authors of an entry, and characters of its summary: each paper stands in the feeds of all of its authors."""
NEVER = "1970-01-01"
_DATE = re.compile(r"\d{4}(-\d\d-\d\d)?")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper in a feed: its IRI, title, authors, start of abstract, address and day."""

    iri: str
    title: str
    authors: tuple[str, ...]
    summary: str
    address: str
    day: str


def feed(context: Context, title: str, path: str, papers: Iterable[NamedNode]) -> bytes:
    """Write the feed of the newest of these papers, for the page at this path."""
    dated = sorted(((_day(context, each), each.value, each) for each in papers), reverse=True)
    entries = [_entry(context, paper, day) for day, _, paper in dated[:_LONGEST]]
    base = context.build.base
    return fill(
        "feed.xml", title=as_xml(title), site=as_xml(context.title), id=f"{base}{path}.atom",
        page=f"{base}{path}.html", entries=entries,
        updated=max((each.day for each in entries), default=NEVER),
    )  # fmt: skip


def _day(context: Context, paper: NamedNode) -> str:
    """Return the day a paper appeared, its year's first where no more is known.

    >>> _DATE.fullmatch("2019-01") is None
    True
    """
    found = context.graph.text(paper, "schema:datePublished") or ""
    if not _DATE.fullmatch(found):
        return NEVER
    return found if len(found) > 4 else f"{found}-01-01"


def _entry(context: Context, paper: NamedNode, day: str) -> Entry:
    graph = context.graph
    authors = graph.nodes(paper, "schema:author")
    names = [as_xml(graph.label(each)) for each in authors[:_MOST_AUTHORS]]
    if len(authors) > len(names):
        names.append(f"{len(authors) - len(names):,} others")
    link = context.link(paper)
    return Entry(
        paper.value, as_xml(link.label), tuple(names) or ("unknown",),
        as_xml(shorten(graph.text(paper, "schema:abstract") or "", _LONGEST_SUMMARY)),
        f"{context.build.base}{link.path}", day,
    )  # fmt: skip


def as_xml(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NO_XML.sub("", text)
