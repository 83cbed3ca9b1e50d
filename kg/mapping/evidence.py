"""Map mentions to Web Annotations: which characters of which text name which concept.

Source: W3C Web Annotation Data Model, 4.2.4 (text quote) and 4.2.5 (text position).
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.identity import Namespace
from kg.mapping.papers import relation_property
from kg.mapping.things import concept_iri
from kg.model import Claim, FieldSpan, Mention, Paper
from kg.vocab import RDF_TYPE, term

_DEFAULT = Namespace()
_OFFSET = term("xsd:nonNegativeInteger")
_VERSION = importlib.metadata.version("kg")


def evidence_triples(
    paper: Paper, key: str, extractor: str, namespace: Namespace = _DEFAULT
) -> Iterator[Triple]:
    """Map the mentions of a paper: annotation, span, position and quote each.

    Offsets count Unicode code points of the text `text/KEY.title` or `text/KEY.abstract`,
    end exclusive. `extractor` is the version of the program that found them; those that a person
    decided on are attributed to the program that took the decision in.
    """
    programs = {False: ("kg-extractor", extractor), True: ("kg", _VERSION)}
    agents = {by_hand: software_iri(*each, namespace) for by_hand, each in programs.items()}
    for mention in paper.mentions:
        yield from _mention_triples(mention, key, agents[mention.by_hand], namespace)
    for by_hand in sorted({each.by_hand for each in paper.mentions}):
        yield from software_triples(*programs[by_hand], namespace)


def _mention_triples(
    mention: Mention, paper: str, agent: NamedNode, namespace: Namespace
) -> Iterator[Triple]:
    key = f"{paper}.{mention.field}.{mention.start}-{mention.end}"
    iri = namespace.iri("mention", f"{key}.{mention.concept.key}")
    span = namespace.iri("span", key)
    yield Triple(iri, RDF_TYPE, term("kg:Mention"))
    yield Triple(iri, RDF_TYPE, term("oa:Annotation"))
    yield Triple(iri, term("oa:hasBody"), concept_iri(mention.concept, namespace))
    yield Triple(iri, term("oa:hasTarget"), span)
    yield Triple(iri, term("oa:motivatedBy"), term("oa:identifying"))
    yield Triple(iri, term("prov:wasAttributedTo"), agent)
    relation = relation_property(mention)
    if relation is not None:
        yield Triple(iri, term("kg:relation"), relation)
    if mention.cue:
        yield Triple(iri, term("kg:cue"), Literal(mention.cue))
    if mention.confidence is not None:
        confidence = Literal(f"{mention.confidence:.2f}", datatype=term("xsd:decimal"))
        yield Triple(iri, term("itsrdf:taConfidence"), confidence)
    yield from span_triples(mention, span, paper, namespace)


def span_triples(
    quoted: Mention | Claim, span: NamedNode, paper: str, namespace: Namespace
) -> Iterator[Triple]:
    """Map the span that a mention or a claim quotes from a text of the paper with this key."""
    text = f"{paper}.{quoted.field}"
    yield from selection_triples(quoted, span, text, namespace.iri("text", text), namespace)


def selection_triples(
    quoted: Mention | Claim | FieldSpan,
    span: NamedNode,
    text: str,
    source: NamedNode,
    namespace: Namespace,
) -> Iterator[Triple]:
    """Map a span by offsets in its source and by quote; `text` is the key of what is quoted from."""
    key = f"{text}.{quoted.start}-{quoted.end}"
    yield Triple(span, RDF_TYPE, term("oa:SpecificResource"))
    yield Triple(span, term("oa:hasSource"), source)
    position, quote = namespace.iri("position", key), namespace.iri("quote", key)
    yield Triple(span, term("oa:hasSelector"), position)
    yield Triple(span, term("oa:hasSelector"), quote)
    yield Triple(position, RDF_TYPE, term("oa:TextPositionSelector"))
    yield Triple(position, term("oa:start"), Literal(str(quoted.start), datatype=_OFFSET))
    yield Triple(position, term("oa:end"), Literal(str(quoted.end), datatype=_OFFSET))
    yield Triple(quote, RDF_TYPE, term("oa:TextQuoteSelector"))
    yield Triple(quote, term("oa:exact"), Literal(quoted.text))


def software_iri(name: str, version: str, namespace: Namespace) -> NamedNode:
    """Mint the IRI of a program in one version."""
    return namespace.iri("software", f"{name}-{version.replace('+', '-')}")


def software_triples(name: str, version: str, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map a program in one version."""
    iri = software_iri(name, version, namespace)
    yield Triple(iri, RDF_TYPE, term("prov:SoftwareAgent"))
    yield Triple(iri, RDF_TYPE, term("schema:SoftwareApplication"))
    yield Triple(iri, term("schema:name"), Literal(name))
    yield Triple(iri, term("schema:softwareVersion"), Literal(version))
