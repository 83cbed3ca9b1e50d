"""What the division into sections takes for granted of the shapes holds of those that ship."""

from __future__ import annotations

import pytest
from folders import ROOT
from pyoxigraph import Literal, RdfFormat, parse

from kg.vocab import term

SHAPES = (ROOT / "shapes" / "shapes.ttl").read_text("utf-8")
CITES = term("cito:cites")
SH = "http://www.w3.org/ns/shacl#"

OF_THE_VALUE_ALONE = {
    *(SH + name for name in ("path", "nodeKind", "minCount", "maxCount", "pattern", "severity")),
    *(SH + name for name in ("name", "description", "order", "message", "group", "deactivated")),
    str(term("rdf:type").value),
    str(term("rdfs:label").value),
}
"""What a property shape may say without looking at the statements of the nodes it reaches."""


def follow_citations(shapes: str) -> set[str]:
    """List what in shapes looks at a paper that is cited, or from it back at those citing it."""
    triples = list(parse(shapes, RdfFormat.TURTLE))
    found = set()
    for each in triples:
        text = each.object.value if isinstance(each.object, Literal) else ""
        is_query = each.predicate.value in (SH + "select", SH + "ask")
        if is_query and (CITES.value in text or "cites" in text):
            found.add(each.predicate.value)
        if each.object == CITES and each.predicate.value != SH + "path":
            found.add(each.predicate.value)
    constraints = {each.subject for each in triples if each.object == CITES}
    said = {each.predicate.value for each in triples if each.subject in constraints}
    return found | (said - OF_THE_VALUE_ALONE if constraints else set())


def test_no_shape_that_ships_follows_a_citation() -> None:
    """Else a paper that cites one of another section would be judged by half of the graph: then
    `kg.pipeline.describing` may no longer leave citations out of what it refers to.
    """
    assert "sh:path cito:cites" in SHAPES
    assert follow_citations(SHAPES) == set()


@pytest.mark.parametrize(
    "added",
    [
        "kgsh:Paper-cites sh:class schema:ScholarlyArticle .",
        "kgsh:Paper-cites sh:node kgsh:isOrganization .",
        "kgsh:Paper-cites sh:or ( [ sh:class schema:Book ] [ sh:class schema:Report ] ) .",
        "kgsh:New a sh:PropertyShape ; sh:path ( cito:cites schema:name ) ; sh:minCount 1 .",
        "kgsh:New a sh:PropertyShape ; sh:path [ sh:inversePath cito:cites ] ; sh:maxCount 9 .",
        "kgsh:New a sh:PropertyShape ; sh:path [ sh:zeroOrMorePath cito:cites ] ; sh:minCount 1 .",
        "kgsh:New a sh:NodeShape ; sh:targetObjectsOf cito:cites ; sh:property kgsh:Paper-cites .",
        "kgsh:New a sh:PropertyShape ; sh:path schema:name ; sh:equals cito:cites .",
        'kgsh:New sh:sparql [ sh:select "SELECT $this WHERE { $this cito:cites/a ?kind }" ] .',
    ],
)
def test_a_shape_that_follows_a_citation_would_be_found(added: str) -> None:
    assert follow_citations(SHAPES + added)
