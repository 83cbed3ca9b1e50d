"""Terms of RDF as texts, for tests that compare them."""

from __future__ import annotations

import pyoxigraph as ox


def text_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return the text of a term; a triple has none."""
    assert not isinstance(term, ox.Triple)
    return term.value
