"""The page of one thing: which view gathers it, which template lays it out, and its statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pyoxigraph import NamedNode, Triple

from kg.site.context import Context, Link, cut, page_paths
from kg.site.machines import as_jsonld, as_turtle
from kg.site.pages import make_page
from kg.site.views import agent, concept, others, paper

Items = Callable[[Context, NamedNode], list[Any]]
View = Callable[[Context, NamedNode, list[Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """A template, what lists the entries that are cut into pages, and what gathers the rest."""

    template: str
    items: Items
    view: View


def _nothing(context: Context, thing: NamedNode) -> list[Any]:
    return []


def _paper(context: Context, thing: NamedNode, shown: list[Any]) -> dict[str, Any]:
    return paper.view(context, thing)


_AGENT = _Layout("agent.html", agent.items, agent.view)
_CONCEPT = _Layout("concept.html", concept.items, concept.view)
_LAYOUTS = {
    "paper": _Layout("paper.html", _nothing, _paper),
    "person": _AGENT,
    "org": _AGENT,
    "agent": _AGENT,
    "method": _CONCEPT,
    "benchmark": _CONCEPT,
    "venue": _Layout("listed.html", others.venue_items, others.venue),
    "work": _Layout("listed.html", others.work_items, others.listed),
    "scheme": _Layout("listed.html", others.scheme_items, others.listed),
    "source": _Layout("source.html", others.source_items, others.source),
    "software": _Layout("listed.html", _nothing, others.software),
}


def thing_paths(context: Context, thing: NamedNode, path: str, segment: str) -> list[str]:
    """List the paths of the pages of a thing: one, or more where its list is long."""
    return page_paths(path, len(_LAYOUTS[segment].items(context, thing)))


def statements(context: Context, thing: NamedNode) -> list[Triple]:
    """List what the graph says of a thing and of its parts."""
    parts = context.addresses.parts(thing)
    return [triple for part in parts for triple in context.graph.triples(part)]


def turtle(context: Context, thing: NamedNode) -> bytes:
    """Write the statements about a thing as Turtle."""
    return as_turtle(statements(context, thing), context.prefixes)


def jsonld(context: Context, thing: NamedNode) -> bytes:
    """Write the statements about a thing as JSON-LD."""
    return as_jsonld(statements(context, thing), context.prefixes).encode()


def page(context: Context, thing: NamedNode, path: str, number: int) -> bytes | None:
    """Make the page of a thing with this number; None where its list is shorter."""
    kind = context.addresses.kind_of(thing)
    assert kind is not None
    layout = _LAYOUTS[kind.segment]
    items = layout.items(context, thing)
    paths = page_paths(path, len(items))
    if number > len(paths):
        return None
    return make_page(
        layout.template, paths[number - 1], site=context, kind=kind, iri=thing.value,
        title=context.graph.label(thing), name=path.rpartition("/")[2], number=number,
        pages=[Link(str(n), each) for n, each in enumerate(paths, 1)],
        former=[each.value for each in context.graph.subjects("dcterms:isReplacedBy", thing)],
        findings=context.build.findings.get(thing, ()),
        jsonld=Markup(as_jsonld(statements(context, thing), context.prefixes)),
        **layout.view(context, thing, cut(items, number)),
    )  # fmt: skip
