"""Read the publications that an HTML page describes in JSON-LD, in the terms of schema.org, for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import RdfError
from kg.model import Record, Rejected, Source
from kg.serialization import parse_bytes
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import checked
from kg.sources.rdf import Graph

EXAMPLE = """\
<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "ScholarlyArticle",
"name": "NightOwl", "author": {"@type": "Person", "name": "Ana Lopez"}}</script></head></html>
"""

_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_TYPED = re.compile(r"[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_ARTICLE = re.compile(r'"(?:https?://schema\.org/)?(?:Medical)?(?:ScholarlyArticle|Thesis)"')


def recognise(head: str) -> Sign | None:
    """Tell whether a script of JSON-LD describes a scholarly article or a thesis."""
    if "ld+json" not in head:
        return None
    found = any(_ARTICLE.search(script) for _, script in _scripts(head))
    return sign(found, "it describes a `ScholarlyArticle` in JSON-LD")


def _scripts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line that each script of JSON-LD begins in, and what it says."""
    line = 1
    for part in _SCRIPT.split(text):
        if typed := _TYPED.match(part):
            yield line, _END.split(part[typed.end() :], maxsplit=1)[0]
        line += part.count("\n")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each publication; a script that is broken is rejected."""
    index = 0
    for line, script in _scripts(document.text()):
        if not _ARTICLE.search(script):
            continue
        try:
            quads = parse_bytes(script.encode(), "jsonld", where=document.where)
            graph = Graph(quad.triple for quad in quads)
        except RdfError as error:
            index += 1
            reason = f"this is not JSON-LD: {error.value or error.what}"
            yield Rejected(source, index, line, (reason,), {"text": script.strip()})
            continue
        for node in graph.publications():
            index += 1
            yield checked(graph.paper(node, Record(source, index, line)))


FORMAT = Format(
    "html-json-ld",
    "an HTML page that describes publications in JSON-LD, as a schema:ScholarlyArticle",
    EXAMPLE,
    recognise,
    read,
)
