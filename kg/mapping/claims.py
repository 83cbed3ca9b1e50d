"""Map result claims: annotations that highlight a sentence and say what it names.

Source: W3C Web Annotation Data Model, 3.3.5 (motivations).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Triple

from kg.identity import Namespace
from kg.mapping.evidence import software_iri, software_triples, span_triples
from kg.mapping.things import concept_iri
from kg.model import Claim
from kg.vocab import RDF_TYPE, term

_DEFAULT = Namespace()
_NAMES = {"method": "kg:claimsOf", "benchmark": "kg:claimsOn"}


def claim_triples(
    claims: Iterable[Claim], key: str, extractor: str, namespace: Namespace = _DEFAULT
) -> Iterator[Triple]:
    """Map the claims of the paper with this key, which the extractor of this version found."""
    agent = software_iri("kg-extractor", extractor, namespace)
    found = False
    for claim in claims:
        found = True
        local = f"{key}.{claim.field}.{claim.start}-{claim.end}"
        iri, span = namespace.iri("claim", local), namespace.iri("span", local)
        yield Triple(iri, RDF_TYPE, term("kg:Claim"))
        yield Triple(iri, RDF_TYPE, term("oa:Annotation"))
        yield Triple(iri, term("oa:hasTarget"), span)
        yield Triple(iri, term("oa:motivatedBy"), term("oa:highlighting"))
        yield Triple(iri, term("prov:wasAttributedTo"), agent)
        for concept in claim.concepts:
            yield Triple(iri, term(_NAMES[concept.type]), concept_iri(concept, namespace))
        for name, text in (("kg:metric", claim.metric), ("kg:number", claim.number)):
            if text:
                yield Triple(iri, term(name), Literal(text))
        if claim.confidence is not None:
            sure = Literal(f"{claim.confidence:.2f}", datatype=term("xsd:decimal"))
            yield Triple(iri, term("itsrdf:taConfidence"), sure)
        yield from span_triples(claim, span, key, namespace)
    if found:
        yield from software_triples("kg-extractor", extractor, namespace)
