"""Namespaces and terms. Each term exists in `ontology/ontology.ttl` or in a published vocabulary."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode

from kg.errors import InputError

ONTOLOGY_IRI = "https://example.org/kg/ns"
DEFAULT_BASE = "https://example.org/kg/"
"""The data namespace where `--base` sets no other; a placeholder until a name is registered."""

PREFIXES: dict[str, str] = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "kg": f"{ONTOLOGY_IRI}#",
    "kgsh": "https://example.org/kg/shapes#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def absolute_iri(text: str, where: str) -> NamedNode:
    """Read an IRI that a person gave, at the option or place named by `where`.

    Raises: InputError: where it is none.

    >>> absolute_iri("https://example.org/a", "--graph")
    <NamedNode value=https://example.org/a>
    """
    try:
        return NamedNode(text)
    except ValueError as error:
        raise InputError(
            f"not an absolute IRI ({error})", where=where, value=text,
            todo="write it like https://example.org/name",
        ) from error  # fmt: skip


@lru_cache(maxsize=1 << 10)
def term(name: str) -> NamedNode:
    """Expand a prefixed name of a known vocabulary.

    Raises: KeyError: for a prefix that is not in `PREFIXES`.

    >>> term("schema:name").value
    'https://schema.org/name'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


RDF_TYPE = term("rdf:type")

DETAILS = {
    "language": "schema:inLanguage",
    "subtitle": "fabio:hasSubtitle",
    "volume": "prism:volume",
    "issue": "prism:issueIdentifier",
    "pages": "schema:pagination",
    "article_number": "fabio:hasElectronicArticleIdentifier",
    "report_number": "schema:reportNumber",
    "edition": "prism:edition",
    "series": "kg:series",
    "series_number": "kg:seriesNumber",
    "book_title": "kg:bookTitle",
    "publisher": "schema:publisher",
    "institution": "schema:sourceOrganization",
    "place": "fabio:hasPlaceOfPublication",
    "printed_editors": "kg:printedEditors",
    "printed_date": "kg:printedDate",
    "chapter": "fabio:hasSequenceIdentifier",
    "genre": "schema:genre",
    "how_published": "kg:howPublished",
    "note": "skos:note",
}
"""The property of each field of `model.Details`: it is written, read back, merged and kept by this alone.

All are texts in the graph but `ORGANIZATIONS`, which are organizations of that name."""
ORGANIZATIONS = ("publisher", "institution")
"""The fields of `model.Details` that name an organization."""

_CLASSES = {
    "Book": "schema:Book",
    "BookChapter": "schema:Chapter",
    "ConferencePoster": "schema:Poster",
    "DoctoralThesis": "schema:Thesis",
    "MastersThesis": "schema:Thesis",
    "ReportDocument": "schema:Report",
    "Thesis": "schema:Thesis",
}
PUBLICATION_CLASSES = ("schema:ScholarlyArticle", *sorted(set(_CLASSES.values())))
"""The schema.org classes of what is published; kg:Publication is common to all."""


def publication_class(kind: str | None) -> str:
    """Return the schema.org class that goes with a FaBiO class; an article where not known.

    >>> publication_class("Book"), publication_class("Preprint")
    ('schema:Book', 'schema:ScholarlyArticle')
    """
    return _CLASSES.get(kind or "", "schema:ScholarlyArticle")
