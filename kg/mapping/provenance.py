"""Map where the descriptions come from: records, sources, runs. Never hung on the paper.

A run reads one source: what is read from the others has no part in how a record came about, so
that its description stays the same when sources come and go. Source, run and record are named
so that it stays the same too when the source changes elsewhere.

Source: W3C PROV-O; the vocabulary model, section 5.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.identity import Namespace, entry_key, source_key
from kg.mapping.evidence import software_iri
from kg.mapping.things import agent_iri
from kg.model import Record, Source
from kg.vocab import RDF_TYPE, term

_DEFAULT = Namespace()


def provenance_triples(
    record: Record, key: str, namespace: Namespace = _DEFAULT, *, joined: str = ""
) -> Iterator[Triple]:
    """Map one record: which paper it describes, where it was read, which run read it.

    `joined` says what joined it to other records of the paper, where that is no identifier.
    """
    iri = namespace.iri("record", entry_key(record))
    yield Triple(iri, RDF_TYPE, term("kg:Record"))
    yield Triple(iri, RDF_TYPE, term("prov:Entity"))
    yield Triple(iri, term("foaf:primaryTopic"), namespace.iri("paper", key))
    source = source_key(record.source)
    yield Triple(iri, term("prov:wasDerivedFrom"), namespace.iri("source", source))
    yield Triple(iri, term("prov:wasGeneratedBy"), namespace.iri("run", source))
    for mended in record.mends:
        yield Triple(iri, term("prov:wasRevisionOf"), namespace.iri("record", mended))
    if joined:
        yield Triple(iri, term("kg:identityEvidence"), Literal(joined))
    if record.line is not None:
        yield Triple(iri, term("kg:sourceLine"), Literal(record.line))


def source_triples(source: Source, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map a file that was read: its name, its content, and the person whose list it is.

    The person is described with the other agents.
    """
    iri = namespace.iri("source", source_key(source))
    yield Triple(iri, RDF_TYPE, term("prov:Entity"))
    yield Triple(iri, term("schema:name"), Literal(source.name))
    yield Triple(iri, term("kg:sha256"), Literal(source.digest))
    if source.owner is not None:
        yield Triple(iri, term("schema:about"), agent_iri(source.owner, namespace))


def run_triples(source: Source, version: str, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map the run that read a source; it has no times, so that equal runs are equal."""
    key = source_key(source)
    iri = namespace.iri("run", key)
    yield Triple(iri, RDF_TYPE, term("prov:Activity"))
    yield Triple(iri, term("prov:used"), namespace.iri("source", key))
    yield Triple(iri, term("prov:wasAssociatedWith"), software_iri("kg", version, namespace))
