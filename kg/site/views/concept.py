"""The page of a method or a benchmark: who introduces, uses and evaluates on it, in which words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.site.context import Context, Link
from kg.site.evidence import evidence_of, field_text, papers_of
from kg.site.prose import Piece, part_text, sentence_span

HEADINGS = {
    "kg:introduces": "Introduced in",
    "kg:evaluatesOn": "Evaluated on in",
    "kg:usesMethod": "Used in",
    "kg:usesBenchmark": "Used in",
    "kg:comparesWith": "Compared with in",
    "schema:mentions": "Also mentioned in",
}
_MOST = 20
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Use:
    """A paper that names the concept: under which heading, its year, and the sentences it does in."""

    heading: str
    link: Link
    year: str | None
    quotes: tuple[tuple[Link, tuple[Piece[bool], ...]], ...]


def items(context: Context, concept: NamedNode) -> list[tuple[str, NamedNode]]:
    """List the papers that name a concept, by how, and newest first; each with the property."""
    return [(p, paper) for p, papers in papers_of(context, concept).items() for paper in papers]


def view(
    context: Context, concept: NamedNode, shown: list[tuple[str, NamedNode]]
) -> dict[str, Any]:
    """Gather what the page of a concept shows, with these of the papers."""
    graph = context.graph
    found = papers_of(context, concept)
    return {
        "uses": [_use(context, relation, paper, concept) for relation, paper in shown],
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


def _use(context: Context, relation: str, paper: NamedNode, concept: NamedNode) -> Use:
    quotes = _quotes(context, paper, concept)
    return Use(
        HEADINGS[relation], context.link(paper), context.year(paper), tuple(quotes[:_QUOTES])
    )


def _quotes(
    context: Context, paper: NamedNode, concept: NamedNode
) -> list[tuple[Link, tuple[Piece[bool], ...]]]:
    found: dict[tuple[str, int, int], list[Any]] = {}
    for each in evidence_of(context, paper):
        if each.concept == concept:
            text = field_text(context, paper, each.field)
            start, end = sentence_span(text, each.start, each.end)
            link = context.part(each.mention, paper, each.field)
            known = found.setdefault((each.field, start, end), [link, text[start:end], []])
            known[2].append((each.start - start, each.end - start, True))
    return [(link, tuple(part_text(text, marks))) for link, text, marks in found.values()]


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
