"""Read the RDF of Zotero, which is what it exports unless another format is chosen.

Source: https://github.com/zotero/translators/blob/master/Zotero%20RDF.js
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.model import Record, Source
from kg.sources.fields.rdf_nodes import Node, statements
from kg.sources.fields.unread import Noted
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.input.syntaxes import rdf_syntax
from kg.sources.json_formats.reading import converted
from kg.sources.json_formats.zotero import item_to_paper
from kg.vocab import RDF_TYPE

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ZOTERO = "http://www.zotero.org/namespaces/export#"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_BIB, _PRISM = "http://purl.org/net/biblio#", "http://prismstandard.org/namespaces/1.2/basic/"
_FOAF, _VCARD = "http://xmlns.com/foaf/0.1/", "http://nwalsh.com/rdf/vCard#"

EXAMPLE = f"""\
<rdf:RDF xmlns:rdf="{_RDF}" xmlns:z="{_ZOTERO}" xmlns:dc="{_DC}"
 xmlns:bib="{_BIB}"><bib:Article rdf:about="#item_1">
  <z:itemType>journalArticle</z:itemType><dc:title>NightOwl</dc:title>
</bib:Article></rdf:RDF>
"""

_FIELDS = {
    f"{_DC}title": "title",
    f"{_DC}date": "date",
    f"{_DC}description": "extra",
    f"{_TERMS}abstract": "abstractNote",
    f"{_BIB}pages": "pages",
    f"{_PRISM}edition": "edition",
    f"{_PRISM}volume": "volume",
    f"{_PRISM}number": "issue",
}
"""The fields of items that are texts; what Zotero has a term of its own for is called by it."""
_LISTS = {f"{_BIB}authors": "author", f"{_BIB}editors": "editor"}
_FOLLOWED = {
    *_LISTS, f"{_DC}identifier", f"{_DC}publisher", f"{_DC}subject", f"{_TERMS}isPartOf",
    f"{_BIB}presentedAt", RDF_TYPE.value,
}  # fmt: skip
_NUMBERED = re.compile(r"(DOI|ISSN|ISBN) (.+)")
_IRI = re.compile(r'(\brdf:(?:about|resource)=")([^"]*)')

_PLACE = (f"{_VCARD}adr", f"{_VCARD}locality")

About = dict[str, list[Node | Literal]]
Graph = dict[Node, About]
"""The objects of each subject by property."""


def recognise(head: str) -> Sign | None:
    """Tell whether a text is RDF/XML with items of Zotero."""
    found = _ZOTERO in head and "itemType" in head and rdf_syntax(head) == "rdfxml"
    return sign(found, "it is RDF with items of Zotero")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each item of a kind that is published, in the order of the file.

    Raises: SourceError: where the RDF cannot be parsed.
    """
    graph = _graph(statements(document, "rdfxml", _with_names))
    items = [node for node, about in graph.items() if f"{_ZOTERO}itemType" in about]
    for index, node in enumerate(items, 1):
        yield converted(Noted(_item(graph, node)), Record(source, index), item_to_paper)


def _with_names(text: str) -> str:
    """Name the nodes by what no parser refuses: Zotero names them by addresses as they were typed.

    >>> _with_names('<bib:Book rdf:about="http://owls.example/a b">')
    '<bib:Book rdf:about="urn:item:http%3A%2F%2Fowls.example%2Fa%20b">'
    """
    return _IRI.sub(lambda match: f"{match[1]}urn:item:{quote(match[2], safe='')}", text)


def _graph(triples: Iterable[Triple]) -> Graph:
    graph: Graph = {}
    for triple in triples:
        if not isinstance(triple.subject, Triple) and not isinstance(triple.object, Triple):
            about = graph.setdefault(triple.subject, {})
            about.setdefault(triple.predicate.value, []).append(triple.object)
    return graph


def _item(graph: Graph, node: Node) -> dict[str, Any]:
    """Write an item as the JSON of Zotero has it; what that has no field for keeps its own name."""
    about = graph[node]
    item: dict[str, Any] = {
        _FIELDS.get(name) or name.removeprefix(_ZOTERO): found[0].value
        for name, found in about.items()
        if name not in _FOLLOWED
    }
    item |= _numbers(graph, node)
    for whole in _nodes(about, f"{_TERMS}isPartOf"):
        item = _whole(graph, whole) | item
    for event in _nodes(about, f"{_BIB}presentedAt"):
        item["conferenceName"] = _text(graph, event, f"{_DC}title")
    for publisher in _nodes(about, f"{_DC}publisher"):
        item["publisher"] = _text(graph, publisher, f"{_FOAF}name")
        item["place"] = _text(graph, publisher, *_PLACE)
    item["creators"] = [
        person | {"creatorType": role}
        for name, role in _LISTS.items()
        for person in _people(graph, about, name)
    ]
    item["tags"] = [{"tag": tag} for tag in _tags(graph, about)]
    return item


def _nodes(about: About, name: str) -> list[Node]:
    return [each for each in about.get(name, ()) if not isinstance(each, Literal)]


def _text(graph: Graph, node: Node, *path: str) -> str | None:
    """Return the text at the end of a path of properties."""
    found: list[Node | Literal] = [node]
    for name in path:
        found = [
            each
            for at in found
            if not isinstance(at, Literal)
            for each in graph.get(at, {}).get(name, ())
        ]
    return next((each.value for each in found if isinstance(each, Literal)), None)


def _whole(graph: Graph, node: Node) -> dict[str, Any]:
    """Return what is said of a journal, a book or a series as fields of the item in it."""
    about = graph.get(node, {})
    title = _text(graph, node, f"{_DC}title")
    if NamedNode(f"{_BIB}Series") in about.get(RDF_TYPE.value, ()):
        return {"series": title, "seriesNumber": _text(graph, node, f"{_DC}identifier")}
    numbers = {
        name: _text(graph, node, f"{_PRISM}{key}")
        for name, key in (("volume", "volume"), ("issue", "number"))
    }
    found = {"publicationTitle": title} | numbers | _numbers(graph, node)
    for outer in _nodes(about, f"{_TERMS}isPartOf"):
        found |= _whole(graph, outer)
    return found


def _numbers(graph: Graph, node: Node) -> dict[str, str]:
    """Return DOI, ISSN and ISBN, each behind its name, and the address."""
    found = dict[str, str]()
    for each in graph.get(node, {}).get(f"{_DC}identifier", ()):
        if not isinstance(each, Literal):
            found["url"] = _text(graph, each, f"{_RDF}value") or ""
        elif number := _NUMBERED.fullmatch(each.value):
            found.setdefault(number[1], number[2])
    return found


def _people(graph: Graph, about: About, name: str) -> Iterator[dict[str, str | None]]:
    """Yield the people of a list in their order; old exports write `givenname`."""
    for sequence in _nodes(about, name):
        places = graph.get(sequence, {})
        for place in sorted(
            (key for key in places if key.startswith(f"{_RDF}_")), key=_place_in_list
        ):
            for each in _nodes(places, place):
                given = _text(graph, each, f"{_FOAF}givenName") or _text(
                    graph, each, f"{_FOAF}givenname"
                )
                yield {"firstName": given, "lastName": _text(graph, each, f"{_FOAF}surname")}


def _place_in_list(name: str) -> int:
    return int(name.rpartition("_")[2])


def _tags(graph: Graph, about: About) -> Iterator[str]:
    """Yield the tags: texts, or nodes of those that a service has set; a call number is none."""
    for each in about.get(f"{_DC}subject", ()):
        if isinstance(each, Literal):
            yield each.value
        elif NamedNode(f"{_ZOTERO}AutomaticTag") in graph.get(each, {}).get(RDF_TYPE.value, ()):
            yield _text(graph, each, f"{_RDF}value") or ""


FORMAT = Format(
    "zotero-rdf",
    "the RDF of Zotero: items such as bib:Article with z:itemType",
    EXAMPLE,
    recognise,
    read,
)
