"""Read the vocabulary: the curated methods, benchmarks and tasks of `ontology/concepts.ttl`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from kg.errors import RdfError
from kg.model import Concept, ConceptType
from kg.resources import CONCEPTS_FILE
from kg.vocab import RDF_TYPE, term

_TYPES: dict[str, ConceptType] = {
    term("kg:Method").value: "method",
    term("kg:Benchmark").value: "benchmark",
    term("kg:Task").value: "task",
}
_MATCHES = (term("skos:exactMatch").value, term("skos:closeMatch").value)


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept, and the words of which one must stand in the text where its name is ambiguous."""

    concept: Concept
    context: frozenset[str] = frozenset()


def read_facts(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read a vocabulary file in Turtle: the objects by subject and predicate.

    Raises: RdfError: where the file cannot be read as Turtle.
    """
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in parse(path=str(path), format=RdfFormat.TURTLE):
            object_ = triple.object
            value = object_.value if isinstance(object_, Literal) else str(object_)[1:-1]
            facts[str(triple.subject)[1:-1]][triple.predicate.value].append(value)
    except (SyntaxError, OSError) as error:
        raise RdfError(
            "cannot read the vocabulary", where=str(path), value=str(error), todo="mend the file"
        ) from error
    return facts


def load_entries(path: Path = CONCEPTS_FILE) -> tuple[Entry, ...]:
    """Read the entries of a vocabulary file in Turtle, sorted by type and key.

    Raises: RdfError: where the file cannot be read as Turtle.
    """
    return _entries(path)


@lru_cache(maxsize=4)
def _entries(path: Path) -> tuple[Entry, ...]:
    """Read a file once, whether its path is told or not."""
    entries = (_entry(iri, known) for iri, known in read_facts(path).items())
    return tuple(
        sorted((e for e in entries if e), key=lambda each: (each.concept.type, each.concept.key))
    )


def load_concepts(path: Path = CONCEPTS_FILE) -> tuple[Concept, ...]:
    """Read the concepts of a vocabulary file in Turtle, sorted by type and key.

    Raises: RdfError: where the file cannot be read as Turtle.

    >>> next(each.alt_labels for each in load_concepts() if each.key == "cale")
    ('Continuous Arcade Learning Environment',)
    """
    return tuple(entry.concept for entry in load_entries(path))


def _entry(iri: str, known: dict[str, list[str]]) -> Entry | None:
    types = [_TYPES[each] for each in known[RDF_TYPE.value] if each in _TYPES]
    if not types or not known[term("skos:prefLabel").value]:
        return None  # a concept scheme, or what `kg.extraction.clashes` reports
    concept = Concept(
        type=types[0],
        key=_local(iri),
        label=known[term("skos:prefLabel").value][0],
        alt_labels=tuple(sorted(known[term("skos:altLabel").value])),
        curated=True,
        broader=tuple(sorted(map(_local, known[term("skos:broader").value]))),
        definition=next(iter(known[term("skos:definition").value]), None),
        matches=tuple(sorted(iri for name in _MATCHES for iri in known[name])),
    )
    context = frozenset(word.casefold() for word in known[term("kg:needsContext").value])
    return Entry(concept, context)


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
