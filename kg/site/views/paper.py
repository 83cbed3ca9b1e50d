"""The page of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.model import Agent, Details, Identifier, Paper
from kg.site.citing import cite
from kg.site.claims import claims_of
from kg.site.context import Context, Link
from kg.site.correcting import wrong_mention, wrong_record
from kg.site.evidence import Evidence, concept_links, evidence_of, field_text
from kg.site.graph import Graph
from kg.site.prose import Piece, part_text, sentence_span
from kg.vocab import DETAILS, ORGANIZATIONS, PREFIXES


@dataclass(frozen=True, slots=True)
class Author:
    """An author as resolved, as printed, and where the fragment of the author line is."""

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


def view(context: Context, paper: NamedNode) -> dict[str, Any]:
    """Gather what the page of a paper shows."""
    graph = context.graph
    marks = [_mark(context, paper, each) for each in evidence_of(context, paper)]
    works, details = graph.nodes(paper, "schema:exampleOfWork"), _details(graph, paper)
    return {
        "authors": _authors(context, paper),
        "editors": context.links(graph.nodes(paper, "schema:editor")),
        "texts": {field: _pieces(context, paper, field, marks) for field in ("title", "abstract")},
        "text_fragments": _text_fragments(context, paper),
        "sentences": _sentences(context, paper, marks),
        "claims": claims_of(context, paper),
        "concepts": concept_links(context, paper),
        "venues": context.links(graph.nodes(paper, "schema:isPartOf")),
        "submitted": context.links(graph.nodes(paper, "kg:submittedTo")),
        "facts": _facts(context, paper, details),
        "addresses": [each.value for p in ("schema:url", "schema:sameAs") for each in graph.nodes(paper, p)],
        "code": _code(context, paper),
        "licences": [each.value for each in graph.nodes(paper, "schema:license")],
        "works": context.links(works),
        "versions": context.links(
            each for w in works for each in graph.subjects("schema:exampleOfWork", w) if each != paper
        ),
        "records": _records(context, paper),
        "citation": cite(_cited(context, paper, details)),
    }  # fmt: skip


def _authors(context: Context, paper: NamedNode) -> list[Author]:
    graph = context.graph
    lines = sorted(graph.nodes(paper, "kg:authorship"), key=lambda each: _position(context, each))
    return [
        Author(
            context.link(person), graph.text(line, "schema:name") or "",
            graph.text(line, "kg:affiliation"), context.addresses.fragment(line, paper),
        )
        for line in lines
        for person in graph.nodes(line, "schema:item")
    ]  # fmt: skip


def _position(context: Context, line: NamedNode) -> tuple[int, str]:
    text = context.graph.text(line, "schema:position") or ""
    return int(text) if text.isdecimal() else 0, line.value


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


def _sentences(context: Context, paper: NamedNode, marks: list[Mark]) -> list[Sentence]:
    """List the sentences that marks stand in, in the order of the text, each with its marks."""
    found: dict[tuple[str, int, int], list[Mark]] = {}
    for mark in marks:
        field, start, end = mark.evidence.field, mark.evidence.start, mark.evidence.end
        span = sentence_span(field_text(context, paper, field), start, end)
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


_DOI = "https://doi.org/"
_FABIO = PREFIXES["fabio"]
_FACTS = {
    "Published": "schema:datePublished",
    "Status": "schema:creativeWorkStatus",
    "Track": "kg:track",
    "Identifier": "schema:identifier",
    "Printed identifier": "kg:printedIdentifier",
    "ISBN": "schema:isbn",
    "Keywords": "schema:keywords",
    "Other titles": "schema:alternateName",
}


def _facts(context: Context, paper: NamedNode, details: dict[str, list[str]]) -> dict[str, str]:
    graph = context.graph
    found = {name: "; ".join(graph.texts(paper, p)) for name, p in _FACTS.items()}
    told = {name.replace("_", " "): "; ".join(texts) for name, texts in details.items()}
    return {"Kind": ", ".join(_kinds(context, paper))} | found | told | _funding(graph, paper)


def _funding(graph: Graph, paper: NamedNode) -> dict[str, str]:
    """Return who paid for a paper, with the numbers of the awards behind each."""
    awards: dict[NamedNode | None, list[str]] = {
        each: [] for each in graph.nodes(paper, "schema:funder")
    }
    for grant in graph.nodes(paper, "schema:funding"):
        funder = next(iter(graph.nodes(grant, "schema:funder")), None)
        awards.setdefault(funder, []).extend(graph.texts(grant, "schema:identifier"))
    told = [
        " ".join(filter(None, (graph.label(funder) if funder else "", ", ".join(sorted(numbers)))))
        for funder, numbers in awards.items()
    ]
    return {"Funding": "; ".join(sorted(told))}


def _details(graph: Graph, paper: NamedNode) -> dict[str, list[str]]:
    """Return what is said under each property of the details: texts, and names of organizations."""
    return {
        field: [graph.label(each) for each in graph.nodes(paper, name)]
        if field in ORGANIZATIONS
        else list(graph.texts(paper, name))
        for field, name in DETAILS.items()
    }


def _kinds(context: Context, paper: NamedNode) -> list[str]:
    classes = (each.value for each in context.graph.nodes(paper, "rdf:type"))
    return [each.removeprefix(_FABIO) for each in classes if each.startswith(_FABIO)]


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


def _cited(context: Context, paper: NamedNode, details: dict[str, list[str]]) -> Paper:
    """Return what a citation tells of a paper."""
    graph = context.graph
    lines = sorted(graph.nodes(paper, "kg:authorship"), key=lambda each: _position(context, each))
    people = [each for line in lines for each in graph.nodes(line, "schema:item")]
    venues = graph.nodes(paper, "schema:isPartOf")
    same = [each.value for each in graph.nodes(paper, "schema:sameAs")]
    dois = sorted(unquote(each.removeprefix(_DOI)) for each in same if each.startswith(_DOI))
    pages = [each.value for each in graph.nodes(paper, "schema:url")]
    return Paper(
        title=graph.label(paper), authors=tuple(_agent(context, each) for each in people),
        year=context.year(paper), kind=next(iter(_kinds(context, paper)), None),
        venue=graph.label(venues[0]) if venues else None,
        identifiers=tuple(Identifier("doi", each) for each in dois[:1]),
        url=min(pages or same, default=None),
        details=Details(**{k: v[0] for k, v in details.items() if v}),
    )  # fmt: skip


def _agent(context: Context, agent: NamedNode) -> Agent:
    name, family = context.graph.label(agent), context.graph.text(agent, "schema:familyName")
    given = context.graph.text(agent, "schema:givenName")
    return Agent(name, name, "person" if family else "group", family, given)
