"""Links that tell machines what a page is about, who made it, and under which licence.

Source: FAIR Signposting Profile, level 1; RFC 8288, RFC 8574 (cite-as), RFC 6906 (profile).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.site.context import Context
from kg.site.pages import is_web_address
from kg.vocab import PREFIXES

_MOST = 30
"""Authors linked: servers refuse long headers, and machines find the others in the data."""


def signposts(context: Context, thing: NamedNode) -> list[tuple[str, str]]:
    """List the links of a page about a thing: relation and address."""
    return [each for each in _signposts(context, thing) if is_web_address(each[1])]


def _signposts(context: Context, thing: NamedNode) -> Iterator[tuple[str, str]]:
    graph = context.graph
    yield "cite-as", thing.value
    yield "type", f"{PREFIXES['schema']}AboutPage"
    for kind in graph.nodes(thing, "rdf:type"):
        if kind.value.startswith(PREFIXES["schema"]):
            yield "type", kind.value
    for author in graph.nodes(thing, "schema:author")[:_MOST]:
        for same in graph.nodes(author, "schema:sameAs"):
            yield "author", same.value
    licences = [each.value for each in graph.nodes(thing, "schema:license")]
    for licence in licences or [context.licence or ""]:
        yield "license", licence
    yield "collection", f"{context.build.base}dataset"
