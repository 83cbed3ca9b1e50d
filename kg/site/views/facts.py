"""What a page says of a paper in a few words: kind, date, identifiers, volume, pages, who paid."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg.site.graph import Graph
from kg.vocab import DETAILS, ORGANIZATIONS, PREFIXES

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


def find_facts(graph: Graph, paper: NamedNode, details: dict[str, list[str]]) -> dict[str, str]:
    """Return what is said of a paper in a few words, by what each is called; some may be empty."""
    found = {name: "; ".join(graph.texts(paper, p)) for name, p in _FACTS.items()}
    told = {name.replace("_", " "): "; ".join(texts) for name, texts in details.items()}
    kinds = ", ".join(map(_in_words, find_kinds(graph, paper)))
    return {"Kind": kinds} | found | told | _funding(graph, paper)


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


def find_details(graph: Graph, paper: NamedNode) -> dict[str, list[str]]:
    """Return what is said under each property of the details: texts, and names of organizations."""
    return {
        field: [graph.label(each) for each in graph.nodes(paper, name)]
        if field in ORGANIZATIONS
        else list(graph.texts(paper, name))
        for field, name in DETAILS.items()
    }


def find_kinds(graph: Graph, paper: NamedNode) -> list[str]:
    """List the kinds of a paper, by the names of their classes."""
    classes = (each.value for each in graph.nodes(paper, "rdf:type"))
    return [each.removeprefix(_FABIO) for each in classes if each.startswith(_FABIO)]


def _in_words(name: str) -> str:
    """Write the name of a class as people do: `ConferencePaper` is a conference paper."""
    return re.sub(r"\B[A-Z]", lambda capital: f" {capital[0].lower()}", name)
