"""The nodes of which two builds say something else, found without reading what they say."""

from __future__ import annotations

import numpy as np
from pyoxigraph import NamedNode

from kg.site.compact import Compact
from kg.vocab import PREFIXES

BESIDE = PREFIXES["prov"]
"""What statements come from is told by these properties: it changes with each edition of a list."""


def differing(one: Compact, other: Compact) -> list[NamedNode]:
    """List the nodes of which one states what the other does not, or not all that the other does."""
    (numbers, nodes), (others, _) = one.digests(BESIDE), other.digests(BESIDE)
    found = map(one.node_of, nodes[~np.isin(numbers, others)].tolist())
    return [each for each in found if each is not None]
