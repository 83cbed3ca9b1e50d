"""What came, changed, went and was merged since an earlier build: pages, and a feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.identity import digest
from kg.site.addresses import KINDS, Kind
from kg.site.compact import Compact
from kg.site.context import PAGE, Context, Link, cut, page_paths
from kg.site.differing import BESIDE, differing
from kg.site.feeds import as_xml
from kg.site.folder import read_build
from kg.site.former import successor
from kg.site.graph import Graph
from kg.site.media import ATOM, HTML
from kg.site.pages import fill, make_page

PATH = "changes"
TITLE = "What changed"
Event = Literal["came", "changed", "merged", "gone"]
EVENTS: tuple[Event, ...] = ("came", "changed", "merged", "gone")
_NAME = re.compile(r"^.*[/#]")
"""What is not the last part of the IRI of a property."""
_SOURCES = ("record", "run", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a thing: what it is called, and where it or what it became stands now."""

    event: Event
    kind: Kind
    iri: str
    label: str
    now: Link | None


def compare(old: Context, new: Context) -> Iterator[Change]:
    """Yield the things that came, were merged into others, changed or are gone, by kind and name."""
    changed = _changed(old, new)
    for kind in KINDS.values():
        before, after = set(old.addresses.things(kind)), set(new.addresses.things(kind))
        found = [_came(new, kind, each) for each in after - before]
        found += [_left(old, new, kind, each) for each in before - after]
        found += [_stayed(new, kind, each) for each in before & after & changed]
        yield from sorted(found, key=_order)


def _changed(old: Context, new: Context) -> set[NamedNode]:
    """Find the things of which, or of whose parts, the two say something else."""
    found: set[NamedNode] = set()
    for one, other in ((new, old), (old, new)):
        for node in differing(_compact(one), _compact(other)):
            thing = one.addresses.whole(node)
            if thing and not _is_source(one, node):
                found.add(thing)
    return found


def _is_source(context: Context, node: NamedNode) -> bool:
    """Tell whether a node says where something was read, and so changes with each edition of a list."""
    return node.value.startswith(tuple(f"{context.build.base}{each}/" for each in _SOURCES))


def _compact(context: Context) -> Compact:
    statements = context.graph.statements
    assert isinstance(statements, Compact)
    return statements


def properties_changed(old: Context, new: Context, thing: NamedNode) -> list[str]:
    """List the properties of a thing and its parts whose values are not all the same, by their names."""
    said = [
        {
            each
            for part in one.addresses.parts(thing)
            if not _is_source(one, part)
            for each in one.graph.spelled(part)
        }
        for one in (old, new)
    ]
    changed = {predicate[1:-1] for _, predicate, _ in said[0] ^ said[1]}
    return sorted({_NAME.sub("", each) for each in changed if not each.startswith(BESIDE)})


def _came(new: Context, kind: Kind, thing: NamedNode) -> Change:
    link = new.link(thing)
    return Change("came", kind, thing.value, link.label, link)


def _stayed(new: Context, kind: Kind, thing: NamedNode) -> Change:
    link = new.link(thing)
    return Change("changed", kind, thing.value, link.label, link)


def _left(old: Context, new: Context, kind: Kind, thing: NamedNode) -> Change:
    now = successor(new, thing)
    event: Event = "merged" if now else "gone"
    label = old.graph.label(thing)
    return Change(event, kind, thing.value, label, new.link(now) if now else None)


def _order(change: Change) -> tuple[int, str, str]:
    return EVENTS.index(change.event), change.label.casefold(), change.iri


class Changes:
    """The pages and the feed of what changed since a build; it is read when one is asked for."""

    def __init__(self, old: Context, new: Context) -> None:
        self._old, self._context = old, new

    @cached_property
    def _found(self) -> list[Change]:
        return list(compare(self._old, self._context))

    def paths(self) -> list[str]:
        """List the paths of the pages."""
        return page_paths(PATH, len(self._found))

    def render(self, number: int, media_type: str) -> bytes | None:
        """Make a page, or the feed for the first of them; None where there is none."""
        if media_type == HTML:
            return self._page(number)
        return self._feed() if media_type == ATOM and number == 1 else None

    def _page(self, number: int) -> bytes | None:
        paths = self.paths()
        if number > len(paths):
            return None
        counts = Counter((each.kind.segment, each.event) for each in self._found)
        kinds = [kind for kind in KINDS.values() if any(counts[kind.segment, e] for e in EVENTS)]
        return make_page(
            "changes.html", paths[number - 1], site=self._context, title=TITLE, number=number,
            events=EVENTS, counts=[(k, [counts[k.segment, e] for e in EVENTS]) for k in kinds],
            pages=[Link(str(n), each) for n, each in enumerate(paths, 1)],
            rows=[(each, self._said(each)) for each in cut(self._found, number)],
        )  # fmt: skip

    def _said(self, change: Change) -> list[str]:
        """Say which properties of a thing changed."""
        if change.event != "changed":
            return []
        return properties_changed(self._old, self._context, NamedNode(change.iri))

    def _feed(self) -> bytes:
        """Write the feed: of each event the first entries, as many as a page has."""
        context, base, day = self._context, self._context.build.base, self._context.build.written()
        shown = [
            each
            for event in EVENTS
            for each in [change for change in self._found if change.event == event][:PAGE]
        ]
        entries = [
            {
                "id": f"{base}{PATH}#{each.event}-{day}-{digest(each.iri)}",
                "title": as_xml(_sentence(each)),
                "address": f"{base}{each.now.path}" if each.now else f"{base}{PATH}.html",
            }
            for each in shown
        ]
        return fill(
            "changes.xml", title=TITLE, site=as_xml(context.title), id=f"{base}{PATH}.atom",
            page=f"{base}{PATH}.html", entries=entries, updated=day,
        )  # fmt: skip


def open_changes(context: Context, before: Compact | None) -> Changes | None:
    """Compare a site with what an earlier build said; None where there is none to compare with.

    Raises: InputError: where the data namespace of the earlier build is another.
    """
    since = context.build.since
    if since is None or before is None:
        return None
    build = read_build(since)
    if build.base != context.build.base:
        raise InputError(
            "the data namespace of the earlier build is another", where=str(since),
            value=build.base, todo=f"build both with `--base {context.build.base}`",
        )  # fmt: skip
    return Changes(Context(Graph(before), build), context)


def _sentence(change: Change) -> str:
    """Say what happened.

    >>> _sentence(Change("merged", KINDS["paper"], "", "Owls", Link("All owls", None)))
    'paper merged: Owls → All owls'
    """
    into = f" → {change.now.label}" if change.now and change.event == "merged" else ""
    return f"{change.kind.singular} {change.event}: {change.label}{into}"
