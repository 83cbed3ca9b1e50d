"""What came, went and was merged since an earlier build: pages, and a feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.identity import digest
from kg.site.addresses import KINDS, Kind
from kg.site.compacting import open_compact
from kg.site.context import PAGE, Context, Link, cut, page_paths
from kg.site.feeds import as_xml
from kg.site.folder import read_build
from kg.site.former import successor
from kg.site.graph import Graph
from kg.site.media import ATOM, HTML
from kg.site.pages import fill, make_page

PATH = "changes"
TITLE = "What changed"
Event = Literal["came", "merged", "gone"]
EVENTS: tuple[Event, ...] = ("came", "merged", "gone")


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a thing: what it is called, and where it or what it became stands now."""

    event: Event
    kind: Kind
    iri: str
    label: str
    now: Link | None


def compare(old: Context, new: Context) -> Iterator[Change]:
    """Yield the things that came, were merged into others, or are gone, by kind and name."""
    for kind in KINDS.values():
        before, after = set(old.addresses.things(kind)), set(new.addresses.things(kind))
        found = [_came(new, kind, each) for each in after - before]
        found += [_left(old, new, kind, each) for each in before - after]
        yield from sorted(found, key=_order)


def _came(new: Context, kind: Kind, thing: NamedNode) -> Change:
    link = new.link(thing)
    return Change("came", kind, thing.value, link.label, link)


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
            rows=cut(self._found, number),
        )  # fmt: skip

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


def open_changes(context: Context) -> Changes | None:
    """Open the build that a site is compared with; None where there is none to compare with.

    Raises: InputError: where there is no build, or its data namespace is another.
    """
    since = context.build.since
    if since is None:
        return None
    build = read_build(since)
    if build.base != context.build.base:
        raise InputError(
            "the data namespace of the earlier build is another", where=str(since),
            value=build.base, todo=f"build both with `--base {context.build.base}`",
        )  # fmt: skip
    return Changes(Context(Graph(open_compact(since)), build), context)


def _sentence(change: Change) -> str:
    """Say what happened.

    >>> _sentence(Change("merged", KINDS["paper"], "", "Owls", Link("All owls", None)))
    'paper merged: Owls → All owls'
    """
    into = f" → {change.now.label}" if change.now and change.event == "merged" else ""
    return f"{change.kind.singular} {change.event}: {change.label}{into}"
