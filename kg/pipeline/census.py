"""Count what the files of a build hold, for the description of the data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.mapping.dataset import Counts
from kg.vocab import RDF_TYPE


def count(paths: Iterable[Path]) -> Counts:
    """Count the entities of Turtle files, which share no statement, as they were written."""
    entities: set[int] = set()  # hashes, to be small
    classes: Counter[NamedNode] = Counter()
    properties: Counter[NamedNode] = Counter()
    for path in paths:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            entities.add(hash(quad.subject))
            properties[quad.predicate] += 1
            if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
                classes[quad.object] += 1
    return Counts(len(entities), classes, properties)
