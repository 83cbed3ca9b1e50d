"""Read RDF that follows the shapes: an earlier build, or records in the terms of schema.org.

What is typed as a publication becomes a paper; people, venues and author lines are followed
from there. Mentions are not read: they are found anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import SourceError
from kg.identity import (
    SCHEMES,
    identifiers_in,
    normalise_orcid,
    normalise_registry,
    parse_identifier,
)
from kg.model import Agent, Details, Grant, Identifier, Paper, Record, Source
from kg.serialization.losses import restored
from kg.sources.fields.funding import grants, once
from kg.sources.fields.names import parse_name
from kg.sources.fields.rdf_nodes import Node, is_undecided, person_key, secure, statements
from kg.sources.fields.rdf_volumes import (
    Objects,
    above,
    dated_in,
    numbers,
    turn_parts,
    venue_in,
)
from kg.sources.fields.values import date_in, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.input.syntaxes import rdf_syntax
from kg.sources.json_formats.reading import checked
from kg.text import whole_number
from kg.vocab import DETAILS, PREFIXES, PUBLICATION_CLASSES, RDF_TYPE, publication_class, term

EXAMPLE = """\
@prefix schema: <https://schema.org/> .
<https://owls.example/p> a schema:ScholarlyArticle ; schema:name "NightOwl" .
"""

_FABIO = PREFIXES["fabio"]
_PUBLICATIONS = frozenset(term(name) for name in ("kg:Publication", *PUBLICATION_CLASSES))
_SYNTAXES = {"rdfxml": "RDF/XML", "trig": "Turtle", "nq": "N-Triples", "jsonld": "JSON-LD"}
_PAGES = ("https://doi.org/", "http://doi.org/", "https://arxiv.org/", "http://dx.doi.org/")
"""How the IRI of a paper begins that is the page of its identifier."""


def recognise(head: str) -> Sign | None:
    """Tell whether a text begins as RDF does, in whatever vocabulary."""
    syntax = rdf_syntax(head)
    return sign(syntax, f"it begins as {_SYNTAXES.get(syntax or '')} does")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each publication, in the order of the file.

    Raises: SourceError: where the RDF cannot be parsed, or describes no publication.
    """
    syntax = rdf_syntax(document.head) or "trig"
    graph = Graph(statements(document, syntax))
    publications = graph.publications()
    if not publications:
        raise SourceError(
            f"this is RDF ({_SYNTAXES[syntax]}) of another vocabulary: nothing in it is a"
            " schema:ScholarlyArticle, schema:Book, schema:Thesis or the like", where=document.where,
            todo="describe publications so, or ask it as it is with `kg query --data`",
        )  # fmt: skip
    for index, node in enumerate(publications, 1):
        yield checked(graph.paper(node, Record(source, index)))


class Graph:
    """The statements of a file by subject and property, `http://schema.org/` taken for https."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: Objects = {}
        for triple in triples:
            node = triple.object
            found = self._objects.setdefault(triple.subject, {})
            if not isinstance(node, Triple):
                values = found.setdefault(secure(triple.predicate), [])
                values.append(secure(node) if isinstance(node, NamedNode) else node)
        turn_parts(self._objects)

    def publications(self) -> list[Node]:
        """List what is typed as a publication, as it comes."""
        typed = ((node, about.get(RDF_TYPE, ())) for node, about in self._objects.items())
        return [node for node, types in typed if not _PUBLICATIONS.isdisjoint(types)]  # type: ignore[misc]

    def paper(self, node: Node, record: Record) -> Paper:
        """Make a paper of what is said of a publication."""
        titles = self._titles(node)
        wholes = above(self._objects, node)
        venue, kind = venue_in(self._objects, wholes), self._kind(node)
        dated = self._text(node, "schema:datePublished") or dated_in(self._objects, wholes)
        told = numbers(self._objects, node, wholes)
        said = {key: self._said(node, name) or told.get(key) for key, name in DETAILS.items()}
        return Paper(
            title=titles[0] if titles else None,
            abstract=self._text(node, "schema:abstract") or self._text(node, "schema:description"),
            authors=self._authors(node),
            editors=self._agents(node, "schema:editor"),
            year=self._text(node, "fabio:hasPublicationYear") or year(dated),
            date=date_in(dated),
            identifiers=self._identifiers(node),
            printed_identifiers=self._texts(node, "kg:printedIdentifier"),
            venue=self._text(node, "kg:printedVenue") or self._text(venue, "schema:name"),
            status=self._text(node, "schema:creativeWorkStatus"),
            track=self._text(node, "kg:track"),
            kind=kind,
            url=self._address(node, "schema:url"),
            issn=self._text(venue, "schema:issn"),
            isbn=self._text(node, "schema:isbn") or self._text(venue, "schema:isbn"),
            keywords=self._texts(node, "schema:keywords"),
            code=self._code.get(node),
            licence=self._address(node, "schema:license"),
            other_titles=tuple(titles[1:]),
            details=Details(**said),
            references=tuple(self._references(node)),
            funding=self._funding(node),
            records=(record,),
        )

    def _references(self, node: Node) -> Iterator[Identifier]:
        """Yield an identifier of each work that is cited: a paper of the file, or the page of another."""
        for cited in self._get(node, "cito:cites"):
            named = self._identifiers(cited) if isinstance(cited, NamedNode | BlankNode) else ()
            yield from (named or identifiers_in(restored(cited.value)))[:1]

    def _funding(self, node: Node) -> tuple[Grant, ...]:
        """Return the grants, and the funders that no grant names."""
        found = [Grant(each) for each in self._named(node, "schema:funder")]
        for grant in self._get(node, "schema:funding"):
            for funder in self._named(grant, "schema:funder") or (None,):
                found += grants(funder, [self._text(grant, "schema:identifier")])
        return tuple(sorted(once(found), key=repr))

    def _named(self, node: object, name: str) -> tuple[Agent, ...]:
        return tuple(sorted(self._agents(node, name), key=lambda each: each.name))

    def _get(self, node: object, name: str) -> list[Node | Literal]:
        return self._objects.get(node, {}).get(term(name), [])

    def _texts(self, node: object, name: str) -> tuple[str, ...]:
        """Return texts, those without a language tag first, then English ones."""
        literals = [each for each in self._get(node, name) if isinstance(each, Literal)]
        literals.sort(key=lambda each: (each.language is not None, each.language != "en"))
        return tuple(dict.fromkeys(each.value for each in literals if each.value.strip()))

    def _text(self, node: object, name: str) -> str | None:
        if isinstance(node, Literal):
            return node.value
        return next(iter(self._texts(node, name)), None)

    def _said(self, node: Node, name: str) -> str | None:
        """Return a text, or the name of the thing that stands in its place."""
        named = (self._text(each, "schema:name") for each in self._get(node, name))
        return next((text for text in named if text and text.strip()), None)

    def _address(self, node: Node, name: str) -> str | None:
        named = (each for each in self._get(node, name) if not isinstance(each, BlankNode))
        found = (restored(each.value) for each in named)
        return next(found, None)

    def _titles(self, node: Node) -> list[str]:
        names = self._texts(node, "schema:name") or self._texts(node, "schema:headline")
        return list(dict.fromkeys([*names, *self._texts(node, "schema:alternateName")]))

    def _kind(self, node: Node) -> str | None:
        """Return the FaBiO class; without one, a class that is of one kind of publication tells it."""
        types = [each.value for each in self._get(node, "rdf:type")]
        named = [each.removeprefix(_FABIO) for each in types if each.startswith(_FABIO)]
        if named:
            return min(named)
        told = ("Book", "BookChapter", "Thesis", "ReportDocument", "ConferencePoster")
        return next((kind for kind in told if term(publication_class(kind)).value in types), None)

    def _identifiers(self, node: Node) -> tuple[Identifier, ...]:
        found, pages = list[Identifier](), [each.value for each in self._get(node, "schema:sameAs")]
        pages += [node.value] if node.value.startswith(_PAGES) else []
        for each in self._get(node, "schema:identifier"):
            # Others write a PropertyValue, an address, or the bare DOI.
            written = self._text(each, "schema:value") or each.value
            scheme, _, value = written.partition(":")
            if scheme.lower() in SCHEMES and value:
                found.append(parse_identifier(scheme.lower(), value))  # type: ignore[arg-type]
            else:
                pages.append(f"doi:{written}" if written.startswith("10.") else written)
        known = {each.scheme for each in found}
        named = (each for page in pages for each in identifiers_in(restored(page)))
        found += [each for each in named if each.scheme not in known]
        return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.scheme, each.value)))

    @cached_property
    def _code(self) -> dict[object, str]:
        """Map publications to the address of their code."""
        return {
            about: address
            for code in self._objects
            if (address := self._address(code, "schema:codeRepository"))  # type: ignore[arg-type]
            for about in self._get(code, "schema:about")
        }

    def _authors(self, node: Node) -> tuple[Agent, ...]:
        """Return the authors by their numbered lines; without such lines, as they come."""
        lines = sorted(self._get(node, "kg:authorship"), key=self._position)
        if not lines:
            return self._agents(node, "schema:author") or self._agents(node, "schema:creator")
        return tuple(
            replace(
                self._agent(item, self._text(line, "schema:name")),
                affiliation=self._text(line, "kg:affiliation"),
                organizations=self._named(line, "schema:affiliation"),
            )
            for line in lines
            for item in self._get(line, "schema:item")[:1]
            if self._is_named(item)
        )

    def _position(self, line: object) -> tuple[int, str]:
        written = self._text(line, "schema:position") or ""
        return (whole_number(written) or 0, str(line))

    def _agents(self, node: object, name: str) -> tuple[Agent, ...]:
        return tuple(
            self._agent(each, None)
            for member in self._get(node, name)
            for each in self._members(member)
            if self._is_named(each)
        )

    def _members(self, node: Node | Literal) -> Iterator[Node | Literal]:
        """Yield the members of an RDF list; what is none stands for itself."""
        seen = set()
        while first := self._get(node, "rdf:first"):
            yield first[0]
            seen.add(node)
            node = next(iter(self._get(node, "rdf:rest")), Literal(""))
            if node in seen:
                return
        if not seen:
            yield node

    def _is_named(self, agent: Node | Literal) -> bool:
        return bool((self._text(agent, "schema:name") or "").strip())

    def _agent(self, node: Node | Literal, printed: str | None) -> Agent:
        """Make an agent under the name that it goes by, with the name as printed where there is one."""
        whole = self._text(node, "schema:name") or ""
        agent = parse_name(whole)
        agent = replace(agent, printed=printed or agent.printed)
        given, family = (
            None if isinstance(node, Literal) else self._text(node, name)
            for name in ("schema:givenName", "schema:familyName")
        )
        if given and family:
            agent = replace(agent, given=given, family=family)
        types = self._get(node, "rdf:type")
        if term("schema:Organization") in types:
            agent = Agent(whole, agent.printed, "group")
        elif term("schema:Person") in types:
            agent = replace(agent, kind="person")
        elif is_undecided(node):
            agent = Agent(whole, agent.printed, "unknown")
        same = [restored(each.value) for each in self._get(node, "schema:sameAs")]
        orcid, registry = (
            next(filter(None, map(known, same)), None)
            for known in (normalise_orcid, normalise_registry)
        )
        return replace(agent, orcid=orcid, registry=registry, key=person_key(node))


FORMAT = Format(
    "rdf",
    "Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML that follows the shapes: an earlier build",
    EXAMPLE,
    recognise,
    read,
)
