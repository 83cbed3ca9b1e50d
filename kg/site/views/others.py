"""The pages of venues, works, vocabularies, lists that were read, and programs."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from kg.site.context import Context, PaperLink


def venue_items(context: Context, venue: NamedNode) -> list[NamedNode]:
    """List the papers of a venue and those submitted there, newest first."""
    graph = context.graph
    found = graph.subjects("schema:isPartOf", venue) + graph.subjects("kg:submittedTo", venue)
    return context.newest_first(found)


def venue(context: Context, thing: NamedNode, shown: list[NamedNode]) -> dict[str, Any]:
    """Gather what the page of a venue shows, with these of its papers."""
    return {
        "papers": [_with_status(context, each) for each in shown],
        "facts": _facts(context, thing, {
            "Other names": "schema:alternateName", "ISSN": "schema:issn", "ISBN": "schema:isbn",
        }),
    }  # fmt: skip


def _with_status(context: Context, paper: NamedNode) -> PaperLink:
    return context.paper(paper, context.graph.text(paper, "schema:creativeWorkStatus") or "")


def grant_items(context: Context, grant: NamedNode) -> list[NamedNode]:
    """List the papers that a grant paid for, newest first."""
    return context.newest_first(context.graph.subjects("schema:funding", grant))


def grant(context: Context, thing: NamedNode, shown: list[NamedNode]) -> dict[str, Any]:
    """Gather what the page of a grant shows, with these of its papers."""
    funders = "; ".join(map(context.graph.label, context.graph.nodes(thing, "schema:funder")))
    facts = _facts(context, thing, {"Number": "schema:identifier"})
    return {"papers": [context.paper(each) for each in shown], "facts": facts | {"Funder": funders}}


def work_items(context: Context, work: NamedNode) -> list[NamedNode]:
    """List the versions of a work."""
    return context.newest_first(context.graph.subjects("schema:exampleOfWork", work))


def scheme_items(context: Context, scheme: NamedNode) -> list[NamedNode]:
    """List the concepts of a vocabulary, by label."""
    found = context.graph.subjects("skos:inScheme", scheme)
    return sorted(found, key=lambda each: (context.graph.label(each).casefold(), each.value))


def source_items(context: Context, source: NamedNode) -> list[NamedNode]:
    """List the records of a list, in its order."""
    records = context.graph.subjects("prov:wasDerivedFrom", source)
    return sorted(records, key=lambda each: (_line(context, each), each.value))


def _line(context: Context, record: NamedNode) -> int:
    text = context.graph.text(record, "kg:sourceLine") or ""
    return int(text) if text.isdecimal() else 0


def source(context: Context, thing: NamedNode, shown: list[NamedNode]) -> dict[str, Any]:
    """Gather what the page of a list shows, with these of its records."""
    graph = context.graph
    return {
        "records": [
            (graph.text(record, "kg:sourceLine"), context.link(paper))
            for record in shown
            for paper in graph.nodes(record, "foaf:primaryTopic")
        ],
        "owners": context.links(graph.nodes(thing, "schema:about")),
        "facts": _facts(context, thing, {"SHA-256": "kg:sha256"}),
        "runs": [
            (context.addresses.fragment(run, thing), context.links(agents))
            for run in graph.subjects("prov:used", thing)
            if (agents := graph.nodes(run, "prov:wasAssociatedWith"))
        ],
    }


def listed(context: Context, thing: NamedNode, shown: list[NamedNode]) -> dict[str, Any]:
    """Gather what the page of a work or a vocabulary shows: these of its members."""
    return {"papers": [context.paper(each) for each in shown], "facts": {}}


def software(context: Context, thing: NamedNode, shown: list[NamedNode]) -> dict[str, Any]:
    """Gather what the page of a program shows."""
    return {"papers": [], "facts": _facts(context, thing, {"Version": "schema:softwareVersion"})}


def _facts(context: Context, thing: NamedNode, properties: dict[str, str]) -> dict[str, str]:
    return {name: "; ".join(context.graph.texts(thing, p)) for name, p in properties.items()}
