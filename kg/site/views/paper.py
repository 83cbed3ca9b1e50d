"""The page of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.site.citing import cite
from kg.site.claims import claims_of
from kg.site.context import Context, Link
from kg.site.correcting import wrong_mention, wrong_record
from kg.site.evidence import Evidence, concept_links, evidence_of, field_text
from kg.site.prose import Piece, part_text, passage_span, reworded
from kg.site.views.cited import MOST_CITED, authorships, cited
from kg.site.views.facts import find_details, find_facts

FIRST = 20
"""Authors that stand on the first of several pages."""


@dataclass(frozen=True, slots=True)
class Author:
    """An author as resolved, as printed in other words, and the fragment of the author line."""

    link: Link
    printed: str
    affiliation: str | None
    fragment: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Evidence as a page shows it: its fragments and concept."""

    evidence: Evidence
    fragment: str
    span_fragment: str
    concept: Link
    type: str
    wrong: str
    """The line of a correction."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces, and the evidence in it: it is shown once, however much that is."""

    pieces: tuple[Piece[bool], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record that describes the paper: its list, its line there, and its fragment."""

    source: Link
    line: str | None
    fragment: str
    wrong: str | None = None
    """The line of a correction, where there is another record."""


ORDER = (
    "first_authors", "texts", "venues", "submitted", "editors", "facts", "addresses", "code",
    "licences", "works", "versions", "concepts", "citation", "findings", "former", "authors", "marks", "claims",
    "records",
)  # fmt: skip
"""The sections of a page that hold entries; in this order they are parted among several pages."""


def view(context: Context, paper: NamedNode) -> dict[str, Any]:
    """Gather what the page of a paper shows."""
    graph = context.graph
    marks = [_mark(context, paper, each) for each in evidence_of(context, paper)]
    authors = _authors(context, paper)
    works, details = graph.nodes(paper, "schema:exampleOfWork"), find_details(graph, paper)
    return {
        "first_authors": authors[:FIRST], "authors": authors[FIRST:],
        "editors": context.links(graph.nodes(paper, "schema:editor")),
        "texts": {field: _pieces(context, paper, field, marks) for field in ("title", "abstract")},
        "text_fragments": _text_fragments(context, paper),
        "marks": marks,
        "claims": claims_of(context, paper),
        "concepts": concept_links(context, paper),
        "venues": context.links(graph.nodes(paper, "schema:isPartOf")),
        "submitted": context.links(graph.nodes(paper, "kg:submittedTo")),
        "facts": find_facts(graph, paper, details),
        "addresses": [each.value for p in ("schema:url", "schema:sameAs") for each in graph.nodes(paper, p)],
        "code": _code(context, paper),
        "licences": [each.value for each in graph.nodes(paper, "schema:license")],
        "works": context.links(works),
        "versions": context.links(
            each for w in works for each in graph.subjects("schema:exampleOfWork", w) if each != paper
        ),
        "records": _records(context, paper),
        "citation": cite(cited(context, paper, details)),
        "cited": MOST_CITED, "cited_of": len(authors) if len(authors) > MOST_CITED else 0,
        "findings": context.build.findings.get(paper, ()),
        "former": [each.value for each in graph.subjects("dcterms:isReplacedBy", paper)],
    }  # fmt: skip


def _authors(context: Context, paper: NamedNode) -> list[Author]:
    graph = context.graph
    return [
        Author(
            context.link(person),
            next(iter(reworded(graph.texts(line, "schema:name"), graph.label(person))), ""),
            graph.text(line, "kg:affiliation"), context.addresses.fragment(line, paper),
        )
        for line in authorships(graph, paper)
        for person in graph.nodes(line, "schema:item")
    ]  # fmt: skip


def _mark(context: Context, paper: NamedNode, evidence: Evidence) -> Mark:
    words = field_text(context, paper, evidence.field)[evidence.start : evidence.end]
    addresses = context.addresses
    kind = addresses.kind_of(evidence.concept)
    return Mark(
        evidence, addresses.fragment(evidence.mention, paper),
        addresses.fragment(evidence.span, paper), context.link(evidence.concept),
        kind.segment if kind else "",
        wrong_mention(context, evidence.span, evidence.concept, words),
    )  # fmt: skip


def sentences(context: Context, paper: NamedNode, marks: Sequence[Mark]) -> list[Sentence]:
    """List the sentences that marks stand in, in the order of the text, each with its marks."""
    found: dict[tuple[str, int, int], list[Mark]] = {}
    for mark in marks:
        field, start, end = mark.evidence.field, mark.evidence.start, mark.evidence.end
        span = passage_span(field_text(context, paper, field), start, end)
        found.setdefault((field, *span), []).append(mark)
    return [
        Sentence(
            tuple(part_text(
                field_text(context, paper, field)[start:end],
                [(m.evidence.start - start, m.evidence.end - start, True) for m in several],
            )),
            tuple(several),
        )
        for (field, start, end), several in found.items()
    ]  # fmt: skip


def _pieces(context: Context, paper: NamedNode, field: str, marks: list[Mark]) -> list[Piece[Mark]]:
    spans = [(m.evidence.start, m.evidence.end, m) for m in marks if m.evidence.field == field]
    return list(part_text(field_text(context, paper, field), spans))


def _text_fragments(context: Context, paper: NamedNode) -> dict[str, str]:
    texts = context.graph.subjects("schema:isPartOf", paper)
    parts = [each for each in texts if context.addresses.kind_of(each) is None]
    found = {"title": "title", "abstract": "abstract"}  # Of a graph that has no nodes for texts.
    for each in parts:
        field = "title" if context.graph.is_a(each, "kg:Title") else "abstract"
        found[field] = context.addresses.fragment(each, paper)
    return found


def _code(context: Context, paper: NamedNode) -> list[tuple[str, str]]:
    """List the fragment and the address of each repository of the paper's code."""
    graph = context.graph
    return [
        (context.addresses.fragment(code, paper), address.value)
        for code in graph.subjects("schema:about", paper)
        for address in graph.nodes(code, "schema:codeRepository")
    ]


def _records(context: Context, paper: NamedNode) -> list[Record]:
    graph = context.graph
    records = graph.subjects("foaf:primaryTopic", paper)
    first = records[0] if records else paper
    return [
        Record(
            context.link(source), graph.text(record, "kg:sourceLine"),
            context.addresses.fragment(record, paper),
            None if record == first else wrong_record(context, record, first),
        )
        for record in records
        for source in graph.nodes(record, "prov:wasDerivedFrom")
    ]  # fmt: skip
