"""What the editor of SPARQL suggests: classes and properties, prefixes, and words of the language."""

from __future__ import annotations

import json
from functools import cache

from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.prefixes import spell
from kg.resources import ONTOLOGY_FILE
from kg.server.jobs import Data
from kg.store import Store
from kg.vocab import PREFIXES, RDF_TYPE, term

_DEFINED = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
_USED = ("void:class", "void:property")
_KEYWORDS = (
    "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH ORDER BY GROUP HAVING LIMIT OFFSET CONSTRUCT DESCRIBE ASK "
    "PREFIX COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT COALESCE CONCAT CONTAINS STRSTARTS LCASE REGEX BOUND EXISTS NOT"
)


def suggested_terms(data: Data) -> Markup:
    """List what is suggested, as JSON that ends no element: what the data uses or the ontology defines."""
    used = {term(each) for each in _USED}
    iris = {each.object for each in data.build.void if each.predicate in used} | _defined()
    prefixes = {**PREFIXES, **data.store.prefixes}
    names = {spell(each.value, prefixes) for each in iris if isinstance(each, NamedNode)}
    known = sorted(each for each in names if not each.startswith(("<", "http")))
    terms = [*known, *(f"{name}:" for name in sorted(prefixes)), *_KEYWORDS.split()]
    return Markup(json.dumps(terms).replace("<", "\\u003c"))


@cache
def _defined() -> frozenset[NamedNode]:
    """Find the classes and properties of the ontology."""
    quads = Store.open(ONTOLOGY_FILE).quads
    found = (q.subject for c in _DEFINED for q in quads.quads_for_pattern(None, RDF_TYPE, term(c)))
    return frozenset(each for each in found if isinstance(each, NamedNode))
