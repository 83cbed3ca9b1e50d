"""The page of a method, benchmark or task: who introduces, uses or addresses it, in which words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.site.context import Context, Link
from kg.site.evidence import Evidence, evidence_for, field_text, papers_of
from kg.site.prose import Piece, part_text, sentence_span

HEADINGS = {
    "kg:addressesTask": "Addressed in",
    "kg:introduces": "Introduced in",
    "kg:evaluatesOn": "Evaluated on in",
    "kg:usesMethod": "Used in",
    "kg:usesBenchmark": "Used in",
    "kg:comparesWith": "Compared with in",
    "schema:mentions": "Also mentioned in",
}
_MOST = 20
_QUOTES = 3


Quote = tuple[Link, tuple[Piece[bool], ...]]
"""A sentence in pieces, and where its first evidence is explained."""


@dataclass(frozen=True, slots=True)
class Use:
    """A paper that names the concept: under which heading, its year, and the sentences it does in."""

    heading: str
    link: Link
    year: str | None
    quotes: tuple[Quote, ...]


def items(context: Context, concept: NamedNode) -> list[tuple[str, NamedNode]]:
    """List the papers that name a concept, by how, and newest first; each with the property."""
    return [(p, paper) for p, papers in papers_of(context, concept).items() for paper in papers]


def view(
    context: Context, concept: NamedNode, shown: list[tuple[str, NamedNode]]
) -> dict[str, Any]:
    """Gather what the page of a concept shows, with these of the papers."""
    graph = context.graph
    found = papers_of(context, concept)
    evidence = evidence_for(context, concept)
    return {
        "uses": [_use(context, p, paper, evidence.get(paper, [])) for p, paper in shown],
        "counts": [(HEADINGS[relation], len(papers)) for relation, papers in found.items()],
        "definition": graph.text(concept, "skos:definition"),
        "other_names": graph.texts(concept, "skos:altLabel"),
        "broader": context.links(graph.nodes(concept, "skos:broader")),
        "narrower": context.links(graph.subjects("skos:broader", concept)),
        "matches": [each.value for each in graph.nodes(concept, "skos:exactMatch")],
        "schemes": context.links(graph.nodes(concept, "skos:inScheme")),
        "curated": graph.text(concept, "kg:curated") == "true",
        "together": _together(context, concept, [p for ps in found.values() for p in ps]),
    }


def _use(context: Context, relation: str, paper: NamedNode, evidence: list[Evidence]) -> Use:
    quotes = _quotes(context, paper, evidence)[:_QUOTES]
    return Use(HEADINGS[relation], context.link(paper), context.year(paper), tuple(quotes))


def _quotes(context: Context, paper: NamedNode, evidence: list[Evidence]) -> list[Quote]:
    """Quote each sentence that evidence stands in once, and link it to the first there."""
    found: dict[tuple[str, int, int], list[Evidence]] = {}
    for each in evidence:
        text = field_text(context, paper, each.field)
        found.setdefault((each.field, *sentence_span(text, each.start, each.end)), []).append(each)
    return [
        (
            context.part(several[0].mention, paper, field),
            tuple(
                part_text(
                    field_text(context, paper, field)[start:end],
                    [(each.start - start, each.end - start, True) for each in several],
                )
            ),
        )
        for (field, start, end), several in found.items()
    ]


def _together(
    context: Context, concept: NamedNode, papers: list[NamedNode]
) -> list[tuple[Link, int]]:
    """Count the concepts that are named in the same papers, most often first."""
    counts = Counter(
        each
        for paper in papers
        for each in context.graph.nodes(paper, "schema:mentions")
        if each != concept
    )
    ranked = sorted(counts, key=lambda each: (-counts[each], context.graph.label(each), each.value))
    return [(context.link(each), counts[each]) for each in ranked[:_MOST]]
