"""Map where the fields of a record stand in its source: annotations with offsets and quote.

Source: W3C Web Annotation Data Model, 4.2.4 (text quote) and 4.2.5 (text position).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.identity import Namespace, entry_key, source_key
from kg.mapping.evidence import selection_triples, software_iri
from kg.model import Record
from kg.vocab import RDF_TYPE, term

_DEFAULT = Namespace()


def reading_triples(
    record: Record, version: str, namespace: Namespace = _DEFAULT
) -> Iterator[Triple]:
    """Map the spans of a record, which `kg` of this version read its fields from.

    Offsets count Unicode code points of the source as it was decoded, from 0, end exclusive.
    """
    of_record = entry_key(record)
    source = namespace.iri("source", source_key(record.source))
    for each in record.spans:
        text = f"{of_record}.{each.field}"
        key = f"{text}.{each.start}-{each.end}"
        iri, span = namespace.iri("reading", key), namespace.iri("span", key)
        yield Triple(iri, RDF_TYPE, term("kg:FieldEvidence"))
        yield Triple(iri, RDF_TYPE, term("oa:Annotation"))
        yield Triple(iri, term("schema:about"), namespace.iri("record", of_record))
        yield Triple(iri, term("kg:field"), Literal(each.field))
        yield Triple(iri, term("oa:hasTarget"), span)
        yield Triple(iri, term("oa:motivatedBy"), term("oa:classifying"))
        yield Triple(iri, term("prov:wasAttributedTo"), software_iri("kg", version, namespace))
        yield from selection_triples(each, span, text, source, namespace)
