"""The result claims of a paper: the sentences, where they stand, and what they name."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.site.context import Context, Link


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as quoted, its fragments, and what the claim names and states."""

    quote: str
    fragment: str
    span_fragment: str
    concepts: tuple[Link, ...]
    metric: str | None
    number: str | None
    confidence: str | None


def claims_of(context: Context, paper: NamedNode) -> list[Claim]:
    """List the claims of a paper in the order of its text."""
    graph = context.graph
    found = [
        (_start(context, span), _claim(context, paper, claim, span))
        for text in graph.subjects("schema:isPartOf", paper)
        for span in graph.subjects("oa:hasSource", text)
        for claim in graph.subjects("oa:hasTarget", span)
        if graph.is_a(claim, "kg:Claim")
    ]
    return [claim for _, claim in sorted(found, key=lambda each: (each[0], each[1].fragment))]


def _start(context: Context, span: NamedNode) -> int:
    selectors = context.graph.nodes(span, "oa:hasSelector")
    starts = [each for node in selectors for each in context.graph.texts(node, "oa:start")]
    return min((int(each) for each in starts if each.isdecimal()), default=0)


def _claim(context: Context, paper: NamedNode, claim: NamedNode, span: NamedNode) -> Claim:
    graph, fragment = context.graph, context.addresses.fragment
    selectors = graph.nodes(span, "oa:hasSelector")
    quotes = [each for node in selectors for each in graph.texts(node, "oa:exact")]
    named = [each for p in ("kg:claimsOf", "kg:claimsOn") for each in graph.nodes(claim, p)]
    return Claim(
        " ".join(quotes), fragment(claim, paper), fragment(span, paper),
        tuple(context.links(named)), graph.text(claim, "kg:metric"),
        graph.text(claim, "kg:number"), graph.text(claim, "itsrdf:taConfidence"),
    )  # fmt: skip
