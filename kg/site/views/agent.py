"""The page of a person, an organization, or an author of whom more is not known."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from kg.site.circle import coauthors, has_circle
from kg.site.context import Context, Link, PaperLink
from kg.site.correcting import same_person, wrong_author
from kg.site.prose import reworded

LISTED = ("schema:author", "schema:editor", "schema:funder", "schema:affiliation")
"""Properties by which a paper, or an author line of it, names an agent."""
_ROLES = {"schema:author": "", "schema:editor": "editor", "schema:funder": "funder"}
_MOST = 30
"""Co-authors shown: those with the most papers in common."""


def items(context: Context, agent: NamedNode) -> list[NamedNode]:
    """List the papers of an agent, for an organization those it is named on, newest first."""
    found = {paper for relation in _ROLES for paper in context.graph.subjects(relation, agent)}
    return context.newest_first(list(found | _made_at(context, agent)))


def _made_at(context: Context, organization: NamedNode) -> set[NamedNode]:
    """Find the papers with an author line that names an organization."""
    graph = context.graph
    lines = graph.subjects("schema:affiliation", organization)
    return {paper for line in lines for paper in graph.subjects("kg:authorship", line)}


def view(context: Context, agent: NamedNode, shown: list[NamedNode]) -> dict[str, Any]:
    """Gather what the page of an agent shows, with these of the papers."""
    graph, name = context.graph, context.graph.label(agent)
    lines = graph.subjects("schema:item", agent)
    written = graph.subjects("schema:author", agent)
    together = coauthors(context, agent, written)
    return {
        "papers": [_paper(context, each, agent, lines) for each in shown],
        "same": same_person(context, agent) if context.graph.is_a(agent, "schema:Person") else None,
        "total": len(items(context, agent)),
        "printed": reworded((t for line in lines for t in graph.texts(line, "schema:name")), name),
        "affiliations": sorted({t for line in lines for t in graph.texts(line, "kg:affiliation")}),
        "other_names": reworded(graph.texts(agent, "schema:alternateName"), name),
        "addresses": [each.value for each in graph.nodes(agent, "schema:sameAs")],
        "sure": graph.text(agent, "kg:identityConfidence"),
        "coauthors": [(context.link(each), n) for each, n in together[:_MOST]],
        "has_circle": has_circle(len(written), len(together)),
        "coauthor_count": len(together),
        "introduced": _introduced(context, written),
        "lists": context.links(_lists(context, agent)),
    }


def _paper(
    context: Context, paper: NamedNode, agent: NamedNode, lines: list[NamedNode]
) -> PaperLink:
    graph = context.graph
    is_person = graph.is_a(agent, "schema:Person")
    own = [each for each in lines if is_person and graph.has(paper, "kg:authorship", each)]
    wrong = wrong_author(context, own[0], agent, lines) if own else None
    roles = (role for relation, role in _ROLES.items() if graph.has(paper, relation, agent))
    return context.paper(paper, next(roles, "of an author's affiliation"), wrong)


def _introduced(context: Context, papers: list[NamedNode]) -> list[Link]:
    found = {each for paper in papers for each in context.graph.nodes(paper, "kg:introduces")}
    return context.links(found)


def _lists(context: Context, agent: NamedNode) -> list[NamedNode]:
    pages = context.graph.subjects("schema:about", agent)
    return [each for each in pages if context.addresses.kind_of(each)]
