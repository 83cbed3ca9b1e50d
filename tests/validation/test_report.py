"""The report: a standard graph, with named or with blank nodes, and the paths in it."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from folders import TESTS
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from terms import text_of

from kg.serialization import serialize
from kg.validation import Report, Result, Validator
from kg.validation.paths import Node, path_triples
from kg.vocab import PREFIXES, RDF_TYPE, term

FOREIGN = TESTS / "validation" / "data" / "foreign.ttl"
EX = "https://owls.example.org/"
OWLS = f"""@prefix ex: <{EX}> .
ex:bubo a ex:Owl ; ex:name "Bubo", "Bo" ; ex:feeds ex:strix, [ ex:name "Mole" ] ; ex:nest ex:oak .
ex:strix a ex:LittleOwl . ex:LittleOwl <http://www.w3.org/2000/01/rdf-schema#subClassOf> ex:Owl .
[] a ex:Owl ; ex:name "x" ; ex:feeds "seeds"@en, ex:bubo .
"""


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]


def test_report_triples_are_a_standard_report_without_blank_nodes() -> None:
    import rdflib

    report = Validator(FOREIGN).validate(triples(OWLS))
    made = list(report.triples())
    assert not any(isinstance(node, BlankNode) for t in made for node in (t.subject, t.object))
    text = serialize(made, "turtle", PREFIXES)
    assert text == serialize(
        Validator(FOREIGN).validate(triples(OWLS)).triples(), "turtle", PREFIXES
    )
    graph = rdflib.Graph().parse(data=text)
    sh = rdflib.Namespace(PREFIXES["sh"])
    (node,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(node, sh.conforms) == rdflib.Literal(False)
    results = list(graph.objects(node, sh.result))
    assert len(results) == len(report.results)
    for each in results:
        for name in ("focusNode", "resultSeverity", "sourceConstraintComponent", "resultMessage"):
            assert graph.value(each, sh[name]) is not None
    inverse = {graph.value(path, sh.inversePath) for path in graph.objects(None, sh.resultPath)}
    assert rdflib.URIRef(f"{EX}feeds") in inverse


def test_report_triples_without_base_are_those_of_other_validators() -> None:
    """Blank nodes for the report, its results, its paths and the shapes without IRI."""
    import pyshacl
    import rdflib

    made = Validator(FOREIGN).validate(triples(OWLS)).triples(None)
    graph = rdflib.Graph().parse(data=serialize(made, "turtle"))
    _, found, _ = pyshacl.validate(
        rdflib.Graph().parse(data=OWLS), shacl_graph=rdflib.Graph().parse(FOREIGN), inplace=True
    )
    assert _comparable(graph) == _comparable(found)
    assert not {
        t.subject for t in Report.of([], 0).triples(None) if isinstance(t.subject, NamedNode)
    }


def _comparable(graph: Any) -> list[str]:
    """Spell each result of a report; what is blank by its kind, a path by its structure."""
    import rdflib

    def spell(node: Any) -> str:
        if not isinstance(node, rdflib.BNode):
            return str(node)
        inner = sorted((str(p), spell(o)) for p, o in graph.predicate_objects(node))
        return f"blank {inner}"

    sh = rdflib.Namespace(PREFIXES["sh"])
    names = ("focusNode", "value", "sourceShape", "sourceConstraintComponent", "resultSeverity")
    spelled = []
    for result in graph.objects(None, sh.result):
        nodes = [graph.value(result, sh[name]) for name in names]
        parts = ["blank" if isinstance(node, rdflib.BNode) else node for node in nodes]
        spelled.append(f"{spell(graph.value(result, sh.resultPath))} {[*map(str, parts)]}")
    return sorted(spelled)


def test_report_repeats_messages_with_their_languages() -> None:
    made = set(Validator(FOREIGN).validate(triples(OWLS)).triples())
    said = {str(t.object) for t in made if t.predicate == term("sh:resultMessage")}
    assert {'"nichts nahe"@de', '"Expected: an IRI."'} <= said


def test_report_conforms_by_shacl_1_0_is_false_with_a_mere_note() -> None:
    note = Result("<x:a>", None, None, None, "X", "info", "m")
    said = {
        text_of(t.object)
        for t in Report.of([note], 1).triples()
        if t.predicate == term("sh:conforms")
    }
    assert said == {"false"}
    assert Report.of([note], 1).conforms("warning")
    said = {
        text_of(t.object) for t in Report.of([], 1).triples() if t.predicate == term("sh:conforms")
    }
    assert said == {"true"}


def test_report_sorts_and_keeps_repetitions() -> None:
    """Two constraints of one kind in one shape give two results that are equal."""
    results = list(Validator(FOREIGN).validate(triples(OWLS)).results)
    assert Report.of(reversed(results), 6).results == tuple(results)
    assert len(Report.of([*results, *results], 6).results) == 2 * len(results)
    assert pickle.loads(pickle.dumps(results)) == results


iris = st.sampled_from(["<x:a>", "<x:b>", "<x:c/d#e?f=(1)*>"])
paths = st.recursive(
    iris,
    lambda inner: st.one_of(
        inner.map(lambda p: f"^{p}"),
        st.tuples(inner, st.sampled_from("*+?")).map(lambda p: f"({p[0]}){p[1]}"),
        st.tuples(st.lists(inner, min_size=2, max_size=3), st.sampled_from("/|")).map(
            lambda p: f"({p[1].join(p[0])})"
        ),
    ),
    max_leaves=6,
)


@given(paths)
def test_path_triples_describe_the_path_that_engines_print(path: str) -> None:
    """A shape made of the described path gives a result with the same path."""
    shacl = pytest.importorskip("shacl")
    node, described = path_triples(path, lambda key: NamedNode(f"https://example.org/{key}"))
    text = serialize(_with_blank_path_nodes(node, described), "nt").decode()
    report = shacl.Shapes.from_text(text, format="ntriples").validate_text("")
    assert [each.path for each in report.results] == [path]


def _with_blank_path_nodes(path: Node, described: list[Triple]) -> list[Triple]:
    """In a shapes graph only blank nodes are complex paths."""
    inner: dict[object, BlankNode] = {
        each.subject: BlankNode(f"p{n}") for n, each in enumerate(described)
    }
    shape = NamedNode("x:shape")
    stated = [
        Triple(shape, RDF_TYPE, term("sh:PropertyShape")),
        Triple(shape, term("sh:targetNode"), NamedNode("x:focus")),
        Triple(shape, term("sh:path"), path),
        *triples('<x:shape> <http://www.w3.org/ns/shacl#qualifiedMinCount> 99 ; '
                 '<http://www.w3.org/ns/shacl#qualifiedValueShape> <x:any> . '
                 '<x:any> a <http://www.w3.org/ns/shacl#NodeShape> .'),
        *described,
    ]  # fmt: skip
    return [Triple(inner.get(t.subject, t.subject), t.predicate, inner.get(t.object, t.object))
            for t in stated]  # fmt: skip
