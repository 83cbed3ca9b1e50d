"""What a citation tells of a paper."""

from __future__ import annotations

from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.model import Agent, Details, Identifier, Paper
from kg.site.context import Context
from kg.site.graph import Graph
from kg.site.views.facts import find_kinds

MOST_CITED = 100
"""Authors that a citation names."""
_DOI = "https://doi.org/"


def authorships(graph: Graph, paper: NamedNode) -> list[NamedNode]:
    """List the author lines of a paper in their order."""

    def position(line: NamedNode) -> tuple[int, str]:
        text = graph.text(line, "schema:position") or ""
        return int(text) if text.isdecimal() else 0, line.value

    return sorted(graph.nodes(paper, "kg:authorship"), key=position)


def cited(context: Context, paper: NamedNode, details: dict[str, list[str]]) -> Paper:
    """Return what a citation tells of a paper."""
    graph = context.graph
    lines = authorships(graph, paper)[:MOST_CITED]
    people = [each for line in lines for each in graph.nodes(line, "schema:item")]
    venues = graph.nodes(paper, "schema:isPartOf")
    same = [each.value for each in graph.nodes(paper, "schema:sameAs")]
    dois = sorted(unquote(each.removeprefix(_DOI)) for each in same if each.startswith(_DOI))
    pages = [each.value for each in graph.nodes(paper, "schema:url")]
    return Paper(
        title=graph.label(paper), authors=tuple(_agent(context, each) for each in people),
        year=context.year(paper), kind=next(iter(find_kinds(graph, paper)), None),
        venue=graph.label(venues[0]) if venues else None,
        identifiers=tuple(Identifier("doi", each) for each in dois[:1]),
        url=min(pages or same, default=None),
        details=Details(**{k: v[0] for k, v in details.items() if v}),
    )  # fmt: skip


def _agent(context: Context, agent: NamedNode) -> Agent:
    name, family = context.graph.label(agent), context.graph.text(agent, "schema:familyName")
    given = context.graph.text(agent, "schema:givenName")
    return Agent(name, name, "person" if family else "group", family, given)
