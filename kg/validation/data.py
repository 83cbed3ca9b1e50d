"""Triples to be validated, and their N-Triples text: made once, for all who read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pyoxigraph import RdfFormat, Triple, serialize


class Data:
    r"""Triples, and the same as text in N-Triples.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("https://example.org/a")
    >>> Data([Triple(a, a, a)]).text
    '<https://example.org/a> <https://example.org/a> <https://example.org/a> .\n'
    """

    def __init__(self, triples: Sequence[Triple], text: str | None = None) -> None:
        self.triples = triples
        self._text = text

    @cached_property
    def text(self) -> str:
        """The triples as N-Triples, in their order, where no text of them was given."""
        if self._text is not None:
            return self._text
        return (serialize(self.triples, format=RdfFormat.N_TRIPLES) or b"").decode()
