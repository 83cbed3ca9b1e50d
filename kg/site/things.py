"""The page of one thing: which view gathers it, which template lays it out, and its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.site import circle
from kg.site.addresses import Kind
from kg.site.context import PAGE, Context, Link, cut, page_paths
from kg.site.evidence import RELATIONS
from kg.site.feeds import SEGMENTS, feed
from kg.site.machines import in_order
from kg.site.pages import make_page
from kg.site.papers import Papers
from kg.site.signposting import signposts
from kg.site.statements import Spelled
from kg.site.views import agent, concept, others

_REMEMBERED = 64
Items = Callable[[Context, NamedNode], list[Any]]
View = Callable[[Context, NamedNode, list[Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """A template, what lists the entries that are cut into pages, and what gathers the rest."""

    template: str
    items: Items
    view: View
    listed: tuple[str, ...] = ()
    """Properties from entries to the thing: it has no more entries than are related to it so."""


def _nothing(context: Context, thing: NamedNode) -> list[Any]:
    return []


_AGENT = _Layout("agent.html", agent.items, agent.view, agent.LISTED)
_CONCEPT = _Layout("concept.html", concept.items, concept.view, tuple(RELATIONS))
_LAYOUTS = {
    "person": _AGENT,
    "org": _AGENT,
    "agent": _AGENT,
    "method": _CONCEPT,
    "benchmark": _CONCEPT,
    "task": _CONCEPT,
    "venue": _Layout(
        "listed.html", others.venue_items, others.venue, ("schema:isPartOf", "kg:submittedTo")
    ),
    "grant": _Layout("listed.html", others.grant_items, others.grant, ("schema:funding",)),
    "work": _Layout("listed.html", others.work_items, others.listed, ("schema:exampleOfWork",)),
    "scheme": _Layout("listed.html", others.scheme_items, others.listed, ("skos:inScheme",)),
    "source": _Layout("source.html", others.source_items, others.source, ("prov:wasDerivedFrom",)),
    "software": _Layout("listed.html", _nothing, others.software),
}


class Things:
    """The pages of the things of a site; what its pages have in common is kept for the next one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._statements = lru_cache(_REMEMBERED)(self._find_statements)
        self._items = lru_cache(_REMEMBERED)(self._find_items)
        self._counts = lru_cache(None)(self._count)
        self._papers = Papers(context, self._statements, self._fill)
        context.path_of = self._papers.path_of

    def paths(self, thing: NamedNode, path: str) -> list[str]:
        """List the paths of the pages of a thing: one, or more where its list is long."""
        if self._is_paper(thing):
            return self._papers.paths(thing)
        listed = self._layout(thing).listed
        if sum(self._counts(each)[thing] for each in listed) <= PAGE:
            return [path]
        return page_paths(path, len(self._items(thing)))

    def _count(self, predicate: str) -> Counter[NamedNode]:
        """Count how often each thing is what a property relates to, in one pass."""
        return Counter(thing for _, thing in self._context.graph.pointing(predicate))

    def turtle(self, thing: NamedNode) -> bytes:
        """Write the statements about a thing as Turtle."""
        return self._context.machines.turtle(self._statements(thing))

    def jsonld(self, thing: NamedNode) -> bytes:
        """Write the statements about a thing as JSON-LD."""
        return self._context.machines.jsonld(self._statements(thing)).encode()

    def feed(self, thing: NamedNode) -> bytes | None:
        """Write the feed of the papers of a thing; None where its kind has none."""
        kind = self._context.addresses.kind_of(thing)
        path = self._context.addresses.path(thing)
        if kind is None or path is None or kind.segment not in SEGMENTS:
            return None
        papers = [each if isinstance(each, NamedNode) else each[1] for each in self._items(thing)]
        return feed(self._context, self._context.graph.label(thing), path, papers)

    def picture(self, thing: NamedNode) -> bytes | None:
        """Draw those who work with an agent; None where there is no such picture."""
        has_kind = self._kind(thing).segment in circle.SEGMENTS
        return circle.circle(self._context, thing) if has_kind else None

    def page(self, thing: NamedNode, path: str, number: int) -> bytes | None:
        """Make the page of a thing with this number; None where its list is shorter."""
        if self._is_paper(thing):
            return self._papers.page(thing, number)
        items = self._items(thing)
        paths = page_paths(path, len(items))
        if number > len(paths):
            return None
        view = self._layout(thing).view(self._context, thing, cut(items, number))
        pages = [Link(str(n), each) for n, each in enumerate(paths, 1)]
        jsonld = self._context.machines.jsonld(self._statements(thing))
        values = {"path": paths[number - 1], "number": number, "pages": pages, "jsonld": jsonld}
        return self._fill(self._layout(thing).template, thing, values | view)

    def _fill(self, template: str, thing: NamedNode, values: Mapping[str, Any]) -> bytes:
        """Fill in the template of a thing with these values, and what all things have."""
        context, kind, path = self._context, self._kind(thing), self._context.addresses.path(thing)
        assert path is not None
        common = {
            "kind_name": context.kind_name(thing), "title": context.graph.label(thing), "number": 1, "pages": (), "at": "#{}".format,
            "former": [each.value for each in context.graph.subjects("dcterms:isReplacedBy", thing)],
            "findings": context.build.findings.get(thing, ()),
        }  # fmt: skip
        return make_page(
            template, site=context, kind=kind, iri=thing.value,
            name=path.rpartition("/")[2], signposts=signposts(context, thing),
            has_feed=kind.segment in SEGMENTS,
            **{**common, **values, "jsonld": Markup(values["jsonld"])},
        )  # fmt: skip

    def _is_paper(self, thing: NamedNode) -> bool:
        return self._kind(thing).segment == "paper"

    def _kind(self, thing: NamedNode) -> Kind:
        kind = self._context.addresses.kind_of(thing)
        assert kind is not None
        return kind

    def _layout(self, thing: NamedNode) -> _Layout:
        return _LAYOUTS[self._kind(thing).segment]

    def _find_items(self, thing: NamedNode) -> list[Any]:
        return self._layout(thing).items(self._context, thing)

    def _find_statements(self, thing: NamedNode) -> list[Spelled]:
        """List what the graph says of a thing and of its parts."""
        parts = self._context.addresses.parts(thing)
        return in_order(each for part in parts for each in self._context.graph.spelled(part))
