"""Map what is said of a paper itself: texts, identifiers, author lines, relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import InputError
from kg.identity import Namespace, grant_key, is_wellformed, page_of, print_identifier
from kg.mapping.things import (
    agent_iri,
    concept_iri,
    funders_of,
    grant_triples,
    publishers_of,
    quote_iri,
    sure_triples,
    venue_iri,
)
from kg.model import RELATIONS, UNPUBLISHED, Identifier, Mention, Paper
from kg.organizations import organizations_of
from kg.vocab import DETAILS, ORGANIZATIONS, RDF_TYPE, publication_class, term

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)
_XSD_YEAR, _XSD_MONTH, _XSD_DATE = term("xsd:gYear"), term("xsd:gYearMonth"), term("xsd:date")
_DEFAULT = Namespace()
_STRENGTH = ("addresses", *RELATIONS)


def paper_triples(
    paper: Paper,
    key: str,
    namespace: Namespace = _DEFAULT,
    *,
    known: Mapping[Identifier, str] = MappingProxyType({}),
    sure: Sequence[float | None] = (),
    told: Sequence[str] = (),
) -> Iterator[Triple]:
    """Map what is said of the paper itself, its texts, author lines and relations.

    `known` are the keys of papers by their identifiers: a reference to one of these is to it.
    `sure` is how surely each author line is of the agent it names, `told` what joined it to others of
    theirs. Agents, venues, concepts,
    evidence and provenance are mapped by the functions below.

    Raises: InputError: where a text of the record cannot be an IRI although it must.
    """
    iri = namespace.iri("paper", key)
    yield from _class_triples(iri, paper.kind)
    if paper.title:
        yield Triple(iri, term("schema:name"), Literal(paper.title))
    for title in paper.other_titles:
        if title == paper.title:
            continue  # Crossref tells the title of an article once more, as its original one.
        yield Triple(iri, term("schema:alternateName"), Literal(title))
    if paper.abstract:
        yield Triple(iri, term("schema:abstract"), Literal(paper.abstract))
    yield from _date_triples(iri, paper)
    yield from _identifier_triples(iri, paper)
    for name, address in (("url", paper.url), ("license", paper.licence)):
        if address:
            yield Triple(iri, term(f"schema:{name}"), _web_address(name, address))
    for keyword in paper.keywords:
        yield Triple(iri, term("schema:keywords"), Literal(keyword))
    if paper.isbn and has_isbn(paper):
        yield Triple(iri, term("schema:isbn"), Literal(paper.isbn))
    yield from _detail_triples(iri, paper, namespace)
    yield from _outcome_triples(iri, paper, namespace)
    yield from _funding_triples(iri, paper, namespace)
    if paper.code:
        yield from _code_triples(iri, paper.code, key, namespace)
    yield from _agent_triples(iri, paper, key, namespace)
    yield from _identity_triples(paper, key, namespace, sure, told)
    yield from _text_triples(iri, paper, key, namespace)
    yield from _relation_triples(iri, paper, namespace)
    for cited in dict.fromkeys(_cited(each, known, namespace) for each in paper.references):
        if cited and cited != iri:
            yield Triple(iri, term("cito:cites"), cited)


def _cited(
    reference: Identifier, known: Mapping[Identifier, str], namespace: Namespace
) -> NamedNode | None:
    """Return the paper that a reference is to, else the page of its identifier."""
    if reference in known:
        return namespace.iri("paper", known[reference])
    page = page_of(reference) if is_wellformed(reference) else None
    return NamedNode(quote_iri(reference.value).join(page)) if page else None


def _class_triples(iri: NamedNode, kind: str | None) -> Iterator[Triple]:
    yield Triple(iri, RDF_TYPE, term("kg:Publication"))
    yield Triple(iri, RDF_TYPE, term(publication_class(kind)))
    if kind:
        yield Triple(iri, RDF_TYPE, term(f"fabio:{_local_name(kind)}"))


def _date_triples(iri: NamedNode, paper: Paper) -> Iterator[Triple]:
    """Map when a paper appeared: the year for FaBiO, for schema.org all that is known of the day.

    Source: schema.org/Date, a date in ISO 8601, which may be a year alone.
    """
    published = Literal(paper.date, datatype=_date_type(paper.date)) if paper.date else None
    if paper.year:
        year = Literal(paper.year, datatype=_XSD_YEAR)
        yield Triple(iri, term("fabio:hasPublicationYear"), year)
        # A year that is none is reported once, where it stands for FaBiO.
        published = published or (year if _YEAR.fullmatch(paper.year) else None)
    if published:
        yield Triple(iri, term("schema:datePublished"), published)


def _date_type(date: str) -> NamedNode:
    return _XSD_MONTH if _MONTH.fullmatch(date) else _XSD_DATE


def has_isbn(paper: Paper) -> bool:
    """Tell whether the ISBN of a record is the publication's own, and not its volume's."""
    return publication_class(paper.kind) in {"schema:Book", "schema:Thesis", "schema:Report"}


def _local_name(kind: str) -> str:
    if re.fullmatch(r"[A-Za-z]+", kind):
        return kind
    raise InputError(
        "the kind of publication is not a FaBiO class",
        value=kind,
        todo="write it like ConferencePaper",
    )


def _detail_triples(iri: NamedNode, paper: Paper, namespace: Namespace) -> Iterator[Triple]:
    for field, name in DETAILS.items():
        if field not in ORGANIZATIONS and (text := getattr(paper.details, field)):
            yield Triple(iri, term(name), Literal(text))
    for field, organization in publishers_of(paper):
        yield Triple(iri, term(DETAILS[field]), agent_iri(organization, namespace))


def _funding_triples(iri: NamedNode, paper: Paper, namespace: Namespace) -> Iterator[Triple]:
    for funder in funders_of(paper):
        yield Triple(iri, term("schema:funder"), agent_iri(funder, namespace))
    for grant in paper.funding:
        if grant.award:
            yield Triple(iri, term("schema:funding"), namespace.iri("grant", grant_key(grant)))
            yield from grant_triples(grant, namespace)


def _web_address(field: str, url: str) -> NamedNode:
    try:
        return NamedNode(url)
    except ValueError:
        raise InputError(
            f"the {field} is not an IRI", value=url, todo="write it out, as https://…"
        ) from None


def _identifier_triples(iri: NamedNode, paper: Paper) -> Iterator[Triple]:
    for identifier in paper.identifiers:
        yield Triple(iri, term("schema:identifier"), Literal(print_identifier(identifier)))
        # A malformed identifier has no address; the shapes report the identifier itself.
        if is_wellformed(identifier) and (page := page_of(identifier)):
            address = quote_iri(identifier.value).join(page)
            yield Triple(iri, term("schema:sameAs"), NamedNode(address))
    for text in paper.printed_identifiers:
        yield Triple(iri, term("kg:printedIdentifier"), Literal(text))


def _outcome_triples(iri: NamedNode, paper: Paper, namespace: Namespace) -> Iterator[Triple]:
    """Map the venue, and what it decided: what it has not published is no part of it."""
    if paper.venue:
        predicate = "kg:submittedTo" if paper.status in UNPUBLISHED else "schema:isPartOf"
        yield Triple(iri, term(predicate), venue_iri(paper.venue, namespace))
        yield Triple(iri, term("kg:printedVenue"), Literal(paper.venue))
    if paper.status:
        yield Triple(iri, term("schema:creativeWorkStatus"), Literal(paper.status))
    if paper.track:
        yield Triple(iri, term("kg:track"), Literal(paper.track))


def _code_triples(iri: NamedNode, address: str, key: str, namespace: Namespace) -> Iterator[Triple]:
    code = namespace.iri("code", key)
    yield Triple(code, RDF_TYPE, term("schema:SoftwareSourceCode"))
    yield Triple(code, term("schema:about"), iri)
    yield Triple(code, term("schema:codeRepository"), _web_address("code", address))


def _agent_triples(
    iri: NamedNode, paper: Paper, key: str, namespace: Namespace
) -> Iterator[Triple]:
    for position, author in enumerate(paper.authors, start=1):
        agent = agent_iri(author, namespace)
        line = namespace.iri("authorship", f"{key}.{position}")
        yield Triple(iri, term("schema:author"), agent)
        yield Triple(iri, term("kg:authorship"), line)
        yield Triple(line, RDF_TYPE, term("kg:Authorship"))
        yield Triple(line, term("schema:position"), Literal(position))
        yield Triple(line, term("schema:item"), agent)
        yield Triple(line, term("schema:name"), Literal(author.printed))
        if author.affiliation:
            yield Triple(line, term("kg:affiliation"), Literal(author.affiliation))
        for employer in dict.fromkeys(organizations_of(author)):
            yield Triple(line, term("schema:affiliation"), agent_iri(employer, namespace))
    for editor in paper.editors:
        yield Triple(iri, term("schema:editor"), agent_iri(editor, namespace))


def _identity_triples(
    paper: Paper, key: str, namespace: Namespace, sure: Sequence[float | None], told: Sequence[str]
) -> Iterator[Triple]:
    """Map how surely each author line is of its agent, and what joined it to their others."""
    for position in range(1, len(paper.authors) + 1):
        line = namespace.iri("authorship", f"{key}.{position}")
        yield from sure_triples(line, sure[position - 1] if sure else None)
        if told and told[position - 1]:
            yield Triple(line, term("kg:identityEvidence"), Literal(told[position - 1]))


def _text_triples(iri: NamedNode, paper: Paper, key: str, namespace: Namespace) -> Iterator[Triple]:
    for field, class_ in (("title", "kg:Title"), ("abstract", "fabio:Abstract")):
        if getattr(paper, field):
            text = namespace.iri("text", f"{key}.{field}")
            yield Triple(text, RDF_TYPE, term(class_))
            yield Triple(text, term("schema:isPartOf"), iri)


def _relation_triples(iri: NamedNode, paper: Paper, namespace: Namespace) -> Iterator[Triple]:
    """Relate a paper to each concept by the strongest relation that its mentions are evidence for."""
    strongest: dict[NamedNode, NamedNode] = {}
    for mention in sorted(paper.mentions, key=lambda each: _STRENGTH.index(each.relation)):
        concept = concept_iri(mention.concept, namespace)
        yield Triple(iri, term("schema:mentions"), concept)
        relation = relation_property(mention)
        if relation is not None:
            strongest.setdefault(concept, relation)
    for concept, relation in strongest.items():
        yield Triple(iri, relation, concept)


def relation_property(mention: Mention) -> NamedNode | None:
    """Choose the property that a mention is evidence for; None for a mere mention.

    Nothing is evaluated on a method, or compared with a benchmark: those are mere mentions.
    """
    names = {
        ("introduces", "method"): "kg:introduces",
        ("introduces", "benchmark"): "kg:introduces",
        ("evaluates_on", "benchmark"): "kg:evaluatesOn",
        ("compares_with", "method"): "kg:comparesWith",
        ("uses", "method"): "kg:usesMethod",
        ("uses", "benchmark"): "kg:usesBenchmark",
        ("addresses", "task"): "kg:addressesTask",
    }
    name = names.get((mention.relation, mention.concept.type))
    return None if name is None else term(name)


def version_triples(key: str, work: str, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map that a paper is one version of a work, by their keys."""
    paper, whole = namespace.iri("paper", key), namespace.iri("work", work)
    yield Triple(paper, term("schema:exampleOfWork"), whole)


def work_triples(work: str, title: str | None, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map a work, of which several papers are versions."""
    iri = namespace.iri("work", work)
    yield Triple(iri, RDF_TYPE, term("fabio:Work"))
    if title:
        yield Triple(iri, term("schema:name"), Literal(title))


def alias_triples(
    class_: str, alias: str, key: str, namespace: Namespace = _DEFAULT
) -> Iterator[Triple]:
    """Map a former key of a thing (`class_` is its path segment), so that it stays resolvable."""
    yield Triple(
        namespace.iri(class_, alias), term("dcterms:isReplacedBy"), namespace.iri(class_, key)
    )
