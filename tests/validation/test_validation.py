"""The validator: reports, targets, context, engines; own shapes and those of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from terms import text_of

from kg.errors import InputError, RdfError, ShapesError
from kg.mapping import record_triples
from kg.model import Agent, Identifier, Paper, Record, Source
from kg.resources import SHAPES_FILE
from kg.serialization import parse_file
from kg.validation import Report, Shapes, Validator, validate
from kg.vocab import PREFIXES, term

DATA = TESTS / "validation" / "data"
GOOD, FOREIGN = DATA / "good.ttl", DATA / "foreign.ttl"
EX = "https://owls.example.org/"
OWLS = f"""@prefix ex: <{EX}> .
ex:bubo a ex:Owl ; ex:name "Bubo", "Bo" ; ex:feeds ex:strix, [ ex:name "Mole" ] ; ex:nest ex:oak .
ex:strix a ex:LittleOwl . ex:LittleOwl <http://www.w3.org/2000/01/rdf-schema#subClassOf> ex:Owl .
[] a ex:Owl ; ex:name "x" ; ex:feeds "seeds"@en, ex:bubo .
"""


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]


def paper(**fields: object) -> list[Triple]:
    known: dict[str, object] = {
        "title": "Owls at night",
        "abstract": "We watch owls.",
        "records": (Record(Source("0" * 64, "owls.txt", "profile-list"), 1, 4),),
        "authors": (Agent("Ana López", "López, Ana", family="López", given="Ana"),),
    }
    return list(record_triples(Paper(**(known | fields))))  # type: ignore[arg-type]


def violations(report: Report) -> list[str | None]:
    return [each.name for each in report.at_least("violation")]


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_validate_tells_missing_from_wrong(engine: str) -> None:
    validator = Validator(engine=engine)  # type: ignore[arg-type]
    assert validator.validate(paper()).conforms()
    assert not validator.validate(paper()).conforms("info")
    assert validator.validate(paper(title=None, authors=())).conforms()
    assert violations(validator.validate(paper(title=None, abstract=None))) == ["title or abstract"]
    assert violations(validator.validate(paper(year="199x"))) == ["year"]
    doi = (Identifier("doi", "banana"),)
    assert violations(validator.validate(paper(identifiers=doi))) == ["identifier"]
    digits = (Agent("12345", "12345"),)
    assert violations(validator.validate(paper(authors=digits))) == ["name"]
    group = (Agent("Owl Team", "Team, Owl", kind="group"), Agent("?x", "?x", kind="unknown"))
    assert validator.validate(paper(authors=group)).conforms()


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_validate_says_value_path_and_what_to_do(engine: str) -> None:
    report = Validator(engine=engine).validate(paper(year="199x"))  # type: ignore[arg-type]
    (result,) = report.at_least("violation")
    assert result.value == '"199x"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert result.path == "<http://purl.org/spar/fabio/hasPublicationYear>"
    assert result.shape == "<https://example.org/kg/shapes#Paper-year>"
    assert result.component == "PatternConstraintComponent"
    assert "correct it, or leave it out" in result.message


def test_engines_agree_on_shapes_of_others() -> None:
    data = triples(OWLS)
    reports = [Validator(FOREIGN, engine=name).validate(data) for name in ("fast", "pyshacl")]
    assert reports[0] == reports[1]
    results = reports[0].results
    assert {each.severity for each in results} == {"violation", "warning", f"<{EX}Odd>"}
    paths = {each.path for each in results if each.path}
    assert f"^<{EX}feeds>" in paths
    assert f"(<{EX}nest>/^<{EX}near>)" in paths
    assert f"((<{EX}nest>|<{EX}feeds>))*" in paths
    # Words for people are English where there are any; the report repeats all.
    assert 'no "near"' in {each.message for each in results}
    assert ('"nichts nahe"@de', '"no \\"near\\""@en') in {each.said for each in results}
    assert "Expected: at least 1 value." in {each.message for each in results}
    assert "Expected: an instance of ex:Owl." in {each.message for each in results}
    # Shapes without IRI are named by the nearest one that has an IRI, if any.
    assert {each.shape for each in results} == {f"<{EX}Owl>", f"<{EX}Named>", None}
    # The unknown severity counts as grave.
    assert f"<{EX}Odd>" in {each.severity for each in reports[0].at_least("violation")}


def test_validate_repeats_itself_whatever_the_blank_nodes_are_called() -> None:
    first = Validator(FOREIGN).validate(triples(OWLS))
    again = Validator(FOREIGN).validate(reversed(triples(OWLS)))
    assert first == again
    assert any(each.focus.startswith("_:c14n") for each in first.results)


def test_validate_leaves_no_trace_in_its_shapes() -> None:
    validator = Validator(engine="pyshacl")
    first = validator.validate(paper(year="199x"))
    size = len(validator.engine._graph)  # type: ignore[attr-defined]
    assert validator.validate(paper()) != first
    assert validator.validate(paper(year="199x")) == first
    assert len(validator.engine._graph) == size  # type: ignore[attr-defined]


def test_validate_knows_the_vocabulary_with_own_shapes_only() -> None:
    atari = NamedNode("https://example.org/kg/benchmark/atari")
    known = {quad.subject for quad in parse_file(DATA.parents[2] / "ontology" / "concepts.ttl")}
    assert atari in known
    data = [*paper(), *_names(atari)]
    assert validate(data).conforms()
    assert violations(Validator().validate(data)) == ["mentions"]


def _names(concept: NamedNode) -> list[Triple]:
    (subject,) = {t.subject for t in paper() if t.object == term("schema:ScholarlyArticle")}
    return [Triple(subject, term("schema:mentions"), concept)]


def test_context_is_seen_but_not_reported() -> None:
    broken = triples(
        f"@prefix kg: <{PREFIXES['kg']}> . <{EX}iql> a kg:Method . [] a kg:Method . <{EX}x> a kg:Mention ."
    )
    data = [*paper(), *_names(NamedNode(f"{EX}iql"))]
    report = Validator(context=broken).validate(data)
    assert report.conforms()
    assert report.focus_nodes == Validator().validate(data).focus_nodes
    # What the data itself says of a node of the context is reported.
    data += triples(f'<{EX}iql> <https://schema.org/name> "IQL", "iql" .')
    named = [r for r in Validator(context=broken).validate(data).results if r.focus == f"<{EX}iql>"]
    assert "name" in {each.name for each in named}


@pytest.mark.parametrize(
    "turtle",
    [
        "",
        "<x:a> <x:b> <x:c> .",
        "<x:a> a <https://schema.org/Recipe> ; <https://schema.org/name> 'Pie' .",
    ],
)
def test_validate_refuses_data_that_no_shape_looks_at(turtle: str) -> None:
    with pytest.raises(ShapesError, match="no shape applies") as caught:
        Validator().validate(triples(turtle))
    assert caught.value.exit_code == 2


def test_validate_refuses_data_that_only_the_vocabulary_would_save() -> None:
    with pytest.raises(ShapesError, match="no shape applies"):
        validate(triples("<x:a> <x:b> <x:c> ."))


def test_shapes_without_target_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <{EX}S> a sh:NodeShape ; sh:nodeKind sh:IRI .
        <{EX}T> a sh:PropertyShape ; sh:path <{EX}p> .""")
    with pytest.raises(ShapesError, match="no shape with a target"):
        Validator(file)
    with pytest.raises(ShapesError, match="no shape with a target"):
        Validator(DATA.parents[2] / "ontology" / "ontology.ttl")


def test_shapes_that_are_all_switched_off_look_at_nothing(tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <{EX}T> a sh:NodeShape ; sh:targetNode <{EX}x> ; sh:deactivated true .""")
    with pytest.raises(ShapesError, match="no shape applies"):
        Validator(file).validate(triples(f"<{EX}x> a <{EX}Y> ."))


SPARQL = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
<{EX}S> a sh:NodeShape ; sh:targetNode <{EX}x> ; sh:sparql [ sh:prefixes <{EX}all> ;
    sh:message "{{?value}} ist zu alt"@de ;
    sh:select "SELECT $this ?value {{ $this %s:age ?value FILTER (?value > 3) }}" ] .
<{EX}all> owl:imports <{EX}some> .
<{EX}some> sh:declare [ sh:prefix "owls" ; sh:namespace "{EX}" ] ."""


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_sparql_constraint_knows_imported_prefixes(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(SPARQL % "owls")
    (result,) = Validator(file, engine=engine).validate(triples(f"<{EX}x> <{EX}age> 9 .")).results  # type: ignore[arg-type]
    assert (result.message, result.said) == ("9 ist zu alt", ('"9 ist zu alt"@de',))


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_sparql_constraint_with_an_unknown_prefix_is_an_input_error(
    engine: str, tmp_path: Path
) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(SPARQL % "bats")
    with pytest.raises(ShapesError, match="shape"):
        Validator(file, engine=engine).validate(triples(f"<{EX}x> <{EX}age> 9 ."))  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_results_of_shapes_that_others_refer_to_are_no_results(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <{EX}S> a sh:NodeShape ; sh:targetNode <{EX}x> ; sh:node <{EX}T> ; sh:class <{EX}A>, <{EX}B> .
        <{EX}T> a sh:NodeShape ; sh:class <{EX}C> .""")
    found = Validator(file, engine=engine).validate(triples(f"<{EX}x> a <{EX}Y> .")).results  # type: ignore[arg-type]
    # One of sh:node, and one of each of the two classes, though these are equal.
    assert sorted(each.component for each in found) == [
        "ClassConstraintComponent", "ClassConstraintComponent", "NodeConstraintComponent",
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
@pytest.mark.parametrize("fault", ['sh:pattern "("', 'sh:sparql [ sh:select "SELEC" ]'])
def test_ill_formed_shapes_are_an_input_error(engine: str, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <{EX}S> a sh:NodeShape ; sh:targetNode <{EX}x> ; {fault} .""")
    with pytest.raises(ShapesError) as caught:
        Validator(file, engine=engine).validate(triples(f"<{EX}x> a <{EX}Y> ."))  # type: ignore[arg-type]
    assert str(file) in str(caught.value)


def test_setwise_constraint_can_be_switched_off(tmp_path: Path) -> None:
    name = "<https://example.org/kg/shapes#PaperOrder>"
    data = [t for t in triples(GOOD.read_text(encoding="utf-8")) if text_of(t.object) != "2"]
    assert name in {each.shape for each in Validator().validate(data).results}
    file = tmp_path / "shapes.ttl"
    own = SHAPES_FILE.read_text(encoding="utf-8")
    file.write_text(f"{own}\n{name} sh:deactivated true .\n", encoding="utf-8")
    assert name not in {each.shape for each in Validator(file).validate(data).results}


def test_setwise_query_that_is_none_is_an_input_error(tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <{EX}S> a sh:NodeShape ; sh:targetNode <{EX}x> ; sh:sparql <{EX}q> .
        <{EX}q> <https://example.org/kg/shapes#setwise> true ; sh:select "SELEC" .""")
    with pytest.raises(ShapesError, match="cannot be evaluated"):
        Validator(file).validate(triples(f"<{EX}x> a <{EX}Y> ."))


def test_shapes_that_cannot_be_read_are_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(RdfError, match="no such file"):
        Validator(tmp_path / "none.ttl")


def test_focus_nodes_follow_every_kind_of_target() -> None:
    shapes = Shapes.from_file(FOREIGN)
    data = triples(OWLS)
    found = shapes.focus_nodes(data)
    named = {node.value for node in found if isinstance(node, NamedNode)}
    # A class that is a shape, its subclass, objects of a property, and a node named outright.
    assert named == {f"{EX}bubo", f"{EX}strix", f"{EX}athena"}
    assert len(found) == 6  # with two blank nodes and a literal


def test_engine_fast_says_what_to_do_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match="--engine pyshacl"):
        Validator(engine="fast")
    assert Validator(engine="auto").engine.name == "pyshacl"
    with pytest.raises(InputError, match="unknown engine"):
        Validator(engine="rust")  # type: ignore[arg-type]


_QUERY_SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <%s> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:Owl ; sh:sparql [ sh:message "too shy" ;
    sh:select "SELECT $this { $this a ?class . { SELECT %%s { $this a ?class } } }" ] .
"""


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
@pytest.mark.parametrize(
    ("columns", "is_allowed"),
    [("$this", True), ("?class ?this", True), ("?class", False), ("(1 AS ?x)", False)],
)
def test_validate_refuses_a_subquery_without_the_focus_node(
    columns: str, is_allowed: bool, engine: str
) -> None:
    shapes = Shapes(triples(_QUERY_SHAPE % EX % columns), where="owls.ttl")
    data = triples(f"<{EX}bubo> a <{EX}Owl> .")
    if is_allowed:
        report = Validator(shapes, engine).validate(data)  # type: ignore[arg-type]
        assert [each.message for each in report.results] == ["too shy"]
    else:
        with pytest.raises(ShapesError, match=r"owls\.ttl: .*does not return \$this"):
            Validator(shapes, engine)  # type: ignore[arg-type]


def test_validate_takes_no_paper_for_a_venue() -> None:
    assert validate(paper(title=None)).conforms()
