"""What the fields of a form may be filled with: the names of the things that the data say most about."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache

from pyoxigraph import NamedNode

from kg.site.addresses import KINDS
from kg.site.context import Context

MOST = 200
"""Names in the list of a field: a longer one is no help, and any other may be typed all the same."""
_NAMING = ("schema:author", "schema:mentions", "schema:affiliation", "schema:funder")
_CONCEPTS = ("method", "benchmark", "task")
_LONGEST = 120


class Fillings:
    """Names for fields, of which each list is made once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.of = lru_cache(None)(self._find)
        """List the names of things of these classes, those named most often first."""

    def _find(self, classes: tuple[str, ...]) -> list[str]:
        context = self._context
        named = (*_CONCEPTS,) if "skos:Concept" in classes else ()
        kinds = [each for each in KINDS.values() if each.class_ in classes or each.segment in named]
        things = [thing for kind in kinds for thing in context.addresses.things(kind)]
        labels = {each: context.graph.label(each) for each in things}
        ranked = sorted(things, key=lambda each: (-self._counts[each], labels[each]))
        if "kg:Publication" in classes:
            ranked = context.newest_first(things)
        found = dict.fromkeys(labels[each] for each in ranked)
        return [each for each in found if len(each) <= _LONGEST][:MOST]

    @cached_property
    def _counts(self) -> Counter[NamedNode]:
        graph = self._context.graph
        return Counter(thing for each in _NAMING for _, thing in graph.pointing(each))
