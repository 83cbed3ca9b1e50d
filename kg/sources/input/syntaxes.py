"""Tell the syntaxes of RDF by how a text begins."""

from __future__ import annotations

import re

from kg.sources.json_formats.start import json_start
from kg.sources.xml_formats.reading import root

# Possessive throughout: what has matched is never tried another way.
_BEFORE = r"(?>\s++|#[^\n]*+)*+"
_STATEMENT = re.compile(
    rf"{_BEFORE}(?:<[^<>\s]++>|_:\w++)[ \t]++<[^<>\s]++>[ \t][^\n]*\.[ \t\r]*$", re.MULTILINE
)
_TURTLE = re.compile(
    rf"{_BEFORE}(?:@?(?:prefix|base)\s++(?:[\w-]*+:)?\s*+<"
    r"|<[a-z][\w+.-]*+://[^<>\s]++>\s++(?:a\s|<))",
    re.IGNORECASE,
)
_QUERY = re.compile(
    rf"(?>{_BEFORE}(?:prefix|base)\b[^\n]*+)*+{_BEFORE}"
    r"(?:select|construct|ask|describe|insert|delete|with)\b[^{.@]*+\{",
    re.IGNORECASE,
)
_KEYWORDS = frozenset({"@context", "@graph", "@id", "@type"})


def is_query(head: str) -> bool:
    r"""Tell whether a text is SPARQL: a query or an update.

    >>> is_query("PREFIX a: <urn:a>\nSELECT ?s { ?s a:b 1 }"), is_query("PREFIX a: <urn:a>\na:s a:b 1 .")
    (True, False)
    """
    return bool(_QUERY.match(head))


def rdf_syntax(head: str) -> str | None:
    """Name the parser for a text that begins as RDF does; None where it is no RDF.

    TriG reads Turtle too, and N-Quads N-Triples.

    >>> rdf_syntax("@prefix schema: <https://schema.org/> ."), rdf_syntax("title,authors")
    ('trig', None)
    """
    if root(head)[0] == "RDF":
        return "rdfxml"
    if is_query(head):
        return None
    if _STATEMENT.match(head):
        return "nq"
    if _TURTLE.match(head):
        return "trig"
    start = json_start(head)
    return "jsonld" if _KEYWORDS & (start.record.keys() | start.page.keys()) else None
