"""The evidence of a graph: which characters of which text name which concept, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.site.context import Context, Link

RELATIONS = {
    "kg:addressesTask": "addresses",
    "kg:introduces": "introduces",
    "kg:evaluatesOn": "evaluates on",
    "kg:comparesWith": "compares with",
    "kg:usesMethod": "uses",
    "kg:usesBenchmark": "uses",
    "schema:mentions": "mentions",
}
"""Properties from a paper to a concept, strongest first, and what they are called."""
_TEXTS = {"title": "schema:name", "abstract": "schema:abstract"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention of a concept in a field of a paper: characters `start` to `end`, end exclusive."""

    mention: NamedNode
    concept: NamedNode
    span: NamedNode
    field: str
    start: int
    end: int
    relation: str
    confidence: str | None
    cue: str | None


def field_text(context: Context, paper: NamedNode, field: str) -> str:
    """Return the text of a field of a paper, empty where it is not published."""
    return context.graph.text(paper, _TEXTS[field]) or ""


def evidence_of(context: Context, paper: NamedNode) -> list[Evidence]:
    """List the evidence in a paper, in the order of its text, the title first."""
    graph = context.graph
    found = [
        each
        for text in graph.subjects("schema:isPartOf", paper)
        if context.addresses.kind_of(text) is None
        for span in graph.subjects("oa:hasSource", text)
        for mention in graph.subjects("oa:hasTarget", span)
        for each in _read(context, mention, span, text)
    ]
    return sorted(found, key=_place)


def evidence_for(context: Context, concept: NamedNode) -> dict[NamedNode, list[Evidence]]:
    """List the evidence for a concept by the papers that it stands in, each in the order of its text."""
    graph = context.graph
    found: dict[NamedNode, list[Evidence]] = {}
    for mention in graph.subjects("oa:hasBody", concept):
        for span in graph.nodes(mention, "oa:hasTarget"):
            for text in graph.nodes(span, "oa:hasSource"):
                for paper in graph.nodes(text, "schema:isPartOf"):
                    found.setdefault(paper, []).extend(_read(context, mention, span, text))
    return {paper: sorted(several, key=_place) for paper, several in found.items()}


def _place(each: Evidence) -> tuple[bool, int, int, str]:
    return each.field != "title", each.start, -each.end, each.mention.value


def _read(
    context: Context, mention: NamedNode, span: NamedNode, text: NamedNode
) -> Iterator[Evidence]:
    graph = context.graph
    selectors = graph.nodes(span, "oa:hasSelector")
    starts = [each for node in selectors for each in graph.texts(node, "oa:start")]
    ends = [each for node in selectors for each in graph.texts(node, "oa:end")]
    if not (starts and ends and starts[0].isdecimal() and ends[0].isdecimal()):
        return
    field = "title" if graph.is_a(text, "kg:Title") else "abstract"
    for concept in graph.nodes(mention, "oa:hasBody"):
        relation = graph.nodes(mention, "kg:relation")
        yield Evidence(
            mention, concept, span, field, int(starts[0]), int(ends[0]),
            relation_name(context, relation[0]) if relation else "mentions",
            graph.text(mention, "itsrdf:taConfidence"), graph.text(mention, "kg:cue"),
        )  # fmt: skip


def relation_name(context: Context, relation: NamedNode) -> str:
    """Say in words what a property relates a paper to a concept by."""
    for name, words in RELATIONS.items():
        if relation.value == context.prefixes["kg"] + name.partition(":")[2]:
            return words
    return "mentions"


def papers_of(context: Context, concept: NamedNode) -> dict[str, list[NamedNode]]:
    """List the papers that a concept is related to, by the strongest property, in its order."""
    graph = context.graph
    seen: set[NamedNode] = set()
    found: dict[str, list[NamedNode]] = {}
    for relation in RELATIONS:
        papers = [each for each in graph.subjects(relation, concept) if each not in seen]
        seen.update(papers)
        if papers:
            found[relation] = context.newest_first(papers)
    return found


def concept_links(context: Context, paper: NamedNode) -> dict[str, list[Link]]:
    """List the concepts that a paper is related to, by what relates them, strongest first."""
    seen: set[NamedNode] = set()
    found: dict[str, list[Link]] = {}
    for relation, words in RELATIONS.items():
        concepts = [each for each in context.graph.nodes(paper, relation) if each not in seen]
        seen.update(concepts)
        if concepts:
            found.setdefault(words, []).extend(context.links(concepts))
    return found
