"""The data namespace: mint the IRI of a thing from its class and key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.vocab import DEFAULT_BASE, PREFIXES, absolute_iri

_CLASSES = [
    "paper",
    "work",
    "text",
    "authorship",
    "person",
    "org",
    "grant",
    "method",
    "benchmark",
    "task",
    "scheme",
    "venue",
    "mention",
    "claim",
    "reading",
    "span",
    "position",
    "quote",
    "record",
    "run",
    "source",
    "software",
]


@dataclass(frozen=True, slots=True)
class Namespace:
    """The data namespace: one path segment and one prefix per class.

    Raises: InputError: where `base` is no absolute http(s) IRI that ends with `/` or `#`.

    >>> Namespace().iri("paper", "arxiv-1312.5602")
    <NamedNode value=https://example.org/kg/paper/arxiv-1312.5602>
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        absolute_iri(self.base, "--base")
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", self.base):
            raise InputError(
                "the base is not an absolute http(s) IRI that ends with / or #",
                where="--base", value=self.base, todo=f"write it like {DEFAULT_BASE}",
            )  # fmt: skip

    def iri(self, class_: str, key: str) -> NamedNode:
        """Mint the IRI of a thing from its class (a name of `_CLASSES`) and key."""
        return NamedNode(f"{self.base}{class_}/{key}")

    def prefixes(self) -> dict[str, str]:
        """Map each prefix to its namespace: the data classes and the known vocabularies."""
        return PREFIXES | {name: f"{self.base}{name}/" for name in _CLASSES}
