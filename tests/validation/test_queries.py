"""The queries of a shapes graph: what they may be, and that nothing leaves the machine by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asking import StandIn
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, ShapesError
from kg.pipeline import check as _loaded  # noqa: F401  (before a limit of time runs)
from kg.sparql import check_size
from kg.validation import Validator

pytestmark = pytest.mark.usefixtures("collected_later")

RunKg = Callable[..., Any]

ENGINES = ["fast", "pyshacl"]
DATA = "@prefix e: <https://owls.example.org/> . e:bo a e:Owl ; e:name 'a secret' ."
HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://owls.example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix kgsh: <https://example.org/kg/shapes#> .
"""
SHAPE = HEAD + "e:Shape a sh:NodeShape ; sh:targetClass e:Owl ; "
ASKED = "SELECT $this WHERE { $this a <https://owls.example.org/Owl> . %s }"
COMPONENT = (
    SHAPE
    + """e:age 1 .
e:Component a sh:ConstraintComponent ; sh:parameter [ sh:path e:age ] ; """
)


def constraint(query: str, more: str = "") -> str:
    return f'{SHAPE} sh:sparql [ {more} sh:message "m" ; sh:select """{query}""" ] .'


def setwise(query: str) -> str:
    return constraint(query, "kgsh:setwise true ;")


CALLS = {
    "plain": "SERVICE <LISTENER/x> { ?s ?p ?o }",
    "silent": "SERVICE SILENT <LISTENER/x> { ?s ?p ?o }",
    "comment": "service#\\n<LISTENER/x> { ?s ?p ?o }",
    "from a value": "?this ?p ?v . BIND(IRI(CONCAT('LISTENER/', STR(?v))) AS ?u) SERVICE ?u { ?s ?p ?o }",
    "escaped": r"S\\u0045RVICE <LISTENER/x> { ?s ?p ?o }",
    "escaped in a string": r"FILTER(1 != \"\\u0022) S\\u0045RVICE <LISTENER/x> {?s ?p ?o} FILTER(\\u0022\\u0022 != \\u0022 \")",
}  # fmt: skip
FROM = "SELECT $this FROM <LISTENER/x> WHERE { $this ?p ?o }"
HOSTILE = {
    **{f"constraint, {name}": constraint(ASKED % call) for name, call in CALLS.items()},
    **{f"setwise, {name}": setwise(ASKED % call) for name, call in CALLS.items()},
    "from": constraint(FROM),
    "from, setwise": setwise(FROM),
    "from named": constraint(FROM.replace("FROM", "FROM NAMED")),
    "ask": f'{COMPONENT} sh:validator [ sh:ask """ASK {{ {CALLS["comment"]} }}""" ] .',
    "select": f'{COMPONENT} sh:nodeValidator [ sh:select """{ASKED % CALLS["plain"]}""" ] .',
    "target": f'{SHAPE} sh:target [ sh:select """{ASKED % CALLS["plain"]}""" ] .',
    "rule": f'{SHAPE} sh:rule [ sh:construct "CONSTRUCT {{ ?s ?p 1 }} WHERE {{ {CALLS["plain"]} }}" ] .',
    "function": f'{SHAPE} sh:closed false . e:f a sh:SPARQLFunction ; '
    f'sh:select "SELECT ?s {{ {CALLS["plain"]} }}" .',
    "prefix": SHAPE + f'sh:sparql [ sh:prefixes e:all ; sh:select "{ASKED % ""}" ] . e:all sh:declare '
    '[ sh:prefix "p" ; sh:namespace "x:> SELECT * { SERVICE <LISTENER/x> { ?s ?p ?o } } #" ] .',
}  # fmt: skip
HARMLESS = {
    "imports": SHAPE + "sh:closed false . e:all owl:imports <LISTENER/x> .",
    "javascript": SHAPE + 'sh:js [ sh:jsLibrary [ sh:jsLibraryURL "LISTENER/x" ] ] .',
}


@pytest.fixture
def kg(
    run_kg: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.ttl").write_text(DATA)

    def run(shapes: str, engine: str) -> Any:
        (tmp_path / "shapes.ttl").write_text(shapes)
        return run_kg("validate", "data.ttl", "--shapes", "shapes.ttl", "--engine", engine)

    return run


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_query_that_calls_out_is_refused_and_nothing_is_heard(
    kg: RunKg, stand_in: StandIn, name: str, engine: str
) -> None:
    done = kg(HOSTILE[name].replace("LISTENER", stand_in.url), engine)
    assert stand_in.requests == []
    # To the parser that checks, the call in the string is a string; pyshacl reads it otherwise.
    is_string = name.endswith("in a string") and (engine == "fast" or "setwise" in name)
    assert done.exit_code == (1 if is_string else 2)
    assert is_string or done.stderr.startswith("kg: shapes.ttl: ")
    assert is_string or done.stderr.count("\n") == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", HARMLESS)
def test_nothing_that_a_shape_names_is_fetched_and_that_is_said(
    kg: RunKg, stand_in: StandIn, name: str, engine: str
) -> None:
    done = kg(HARMLESS[name].replace("LISTENER", stand_in.url), engine)
    assert (done.exit_code, stand_in.requests) == (0, [])
    assert done.stderr.startswith("shapes.ttl: ")
    assert "not" in done.stderr


NO_QUERIES = {
    "ask": constraint("ASK { $this ?p ?o }"),
    "construct": constraint("CONSTRUCT { $this ?p ?o } WHERE { $this ?p ?o }"),
    "describe": constraint("DESCRIBE $this { $this ?p ?o }"),
    "update": constraint("DROP ALL"),
    "ask, setwise": setwise("ASK { ?this ?p ?o }"),
    "construct, setwise": setwise("CONSTRUCT { ?this ?p ?o } WHERE { ?this ?p ?o }"),
    "describe, setwise": setwise("DESCRIBE ?this { ?this ?p ?o }"),
    "update, setwise": setwise("DROP ALL"),
    "no $this": constraint("SELECT ?s { ?s ?p ?o }"),
    "no $this, setwise": setwise("SELECT ?s { ?s ?p ?o }"),
    "$this unbound, setwise": setwise("SELECT ?this { OPTIONAL { ?this <x:none> ?o } }"),
    "$this renamed": constraint("SELECT (?s AS ?this) { ?s ?p ?o }"),
    "blank shape": setwise("SELECT ?this { ?this ?p ?o }").replace("e:Shape", "[]"),
    "no query": SHAPE + 'sh:sparql [ sh:message "m" ] .',
    "no query, setwise": SHAPE + "sh:sparql [ kgsh:setwise true ] .",
    "two queries": SHAPE + f'sh:sparql [ sh:select "{ASKED % ""}", "{ASKED % " "}" ] .',
    "query an IRI": SHAPE + "sh:sparql [ sh:select e:query ] .",
    "query in German": SHAPE + f'sh:sparql [ sh:select "{ASKED % ""}"@de ] .',
    "text for a constraint": SHAPE + f'sh:sparql "{ASKED % ""}" .',
    "select for ask": f'{COMPONENT} sh:validator [ sh:ask "{ASKED % ""}" ] .',
    "values": constraint(ASKED % "VALUES ?x { 1 }"),
    "minus": constraint(ASKED % "MINUS { $this ?p 1 }"),
    "prefix without IRI": SHAPE + 'sh:closed false . e:all sh:declare [ sh:prefix "p" ] .',
    "undeclared prefix": setwise("SELECT ?this { ?this odd:p ?o }"),
    "prefix of another": setwise("SELECT ?this { ?this p:p ?o }")
    + ' e:all sh:declare [ sh:prefix "p" ; sh:namespace "x:p" ] .',
    "not": constraint(ASKED % f"FILTER({'!' * 100_000}true)"),
    "not, setwise": setwise(ASKED % f"FILTER({'!' * 100_000}true)"),
    "plus": constraint(ASKED % f"FILTER(1{'+1' * 100_000})"),
    "brackets, which rdflib takes 50 of": constraint(ASKED % f"FILTER({'(' * 300}1{')' * 300})"),
    "path": constraint(ASKED % f"$this <x:a>{'/<x:a>' * 100_000} ?o"),
    "path of a shape": f"{SHAPE} sh:property [ sh:path ( {'e:p ' * 30_000} ) ; sh:minCount 1 ] .",
    "path nested": f"{SHAPE} sh:property [ sh:path {'[ sh:inversePath ' * 90} e:p {' ]' * 90} ] .",
    "path in itself": f"{SHAPE} sh:property [ sh:path _:p ] . _:p sh:inversePath _:p .",
    "path of nothing": SHAPE + "sh:property [ sh:path [] ; sh:minCount 1 ] .",
    "path a text": SHAPE + 'sh:property [ sh:path "p" ; sh:minCount 1 ] .',
    "path of two kinds": SHAPE + "sh:property [ sh:path [ sh:inversePath e:p, e:q ] ] .",
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NO_QUERIES)
def test_shapes_that_cannot_be_evaluated_are_an_input_error_of_one_line(
    kg: RunKg, name: str, engine: str
) -> None:
    done = kg(NO_QUERIES[name], engine)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: shapes.ttl: ")
    assert done.stderr.count("\n") == 1


def test_brackets_that_only_rdflib_finds_too_deep_are_an_input_error(kg: RunKg) -> None:
    shapes = constraint(ASKED % f"FILTER({'(' * 60}1{')' * 60})")
    assert kg(shapes, "fast").exit_code == 1
    done = kg(shapes, "pyshacl")
    assert done.exit_code == 2
    assert done.stderr.startswith("kg: shapes.ttl: a shape cannot be evaluated")


def test_a_target_that_one_engine_does_not_know_is_no_pass(kg: RunKg) -> None:
    target = f'{SHAPE} sh:target [ sh:select "{ASKED % ""}" ] ; sh:property [ sh:path e:age ; sh:minCount 1 ] .'
    assert kg(target, "fast").exit_code == 1
    done = kg(target, "pyshacl")
    assert (done.exit_code, done.stderr.count("--engine fast")) == (2, 1)


@pytest.mark.parametrize(
    "endless",
    [
        'sh:property [ sh:path e:name ; sh:pattern "^(a+)+$" ]',
        'sh:sparql [ sh:select """SELECT $this { $this e:name ?n FILTER REGEX(?n, "^(a+)+$") }""" ]',
    ],
)
def test_shapes_of_others_have_an_end(
    kg: RunKg, endless: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.validate._PATIENCE", 1.0)
    (tmp_path / "data.ttl").write_text(DATA.replace("a secret", f"{'a' * 60}!"))
    prefixes = 'e:all sh:declare [ sh:prefix "e" ; sh:namespace "https://owls.example.org/" ] .'
    shapes = f"{SHAPE} {endless} . {prefixes}".replace(
        "sh:sparql [", "sh:sparql [ sh:prefixes e:all ;"
    )
    done = kg(shapes, "pyshacl")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("kg: --timeout: stopped at the limit of time: 1.0")
    monkeypatch.setattr("kg.cli.validate._PATIENCE", 60.0)  # of which it needs next to nothing
    assert kg(shapes, "fast").exit_code in (0, 1)


def test_the_shape_at_fault_is_named(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(constraint("SELECT $this { $this ?p }"))
    with pytest.raises(ShapesError, match=r"shapes\.ttl: e:Shape: sh:select:1:\d+: ") as caught:
        Validator(file)
    assert caught.value.exit_code == 2


_NUMBERS, _NAMES = [f"-{n}" for n in range(400)], [f"<x:{n}>" for n in range(9000)]
LISTS = [
    f"SELECT ?s {{ ?s ?p ?o FILTER(?o IN ({', '.join(_NUMBERS)})) }}",
    f"SELECT ?s {{ ?s ?p ?o FILTER(?o IN ({', '.join(_NAMES)})) }}",
    f"SELECT ?s {{ VALUES (?s ?o) {{ {' '.join(f'({name} -1)' for name in _NAMES)} }} ?s ?p ?o }}",
    f"CONSTRUCT {{ {' . '.join(f'?s {name} ?o' for name in _NAMES[:500])} }} WHERE {{ ?s ?p ?o }}",
]


@pytest.mark.parametrize("text", LISTS, ids=range(len(LISTS)))
def test_long_lists_do_not_make_a_query_deep(text: str) -> None:
    check_size(text, "query")


CHAINS = [
    "!", "+1", "*?o", "||1", "&&1", "=1", "/<x:p>", "|<x:p>", "^", "-", "{?s ?p ?o}", "UNION{}",
    "OPTIONAL{}", "MINUS{}", "GRAPH ?g{}", "BIND(1 AS ?x)", "FILTER(1)", "(1 AS ?x)", "<< ?s ?p ?o",
    "VALUES ?x {1}", "HAVING(1)", "(?s)", "<x:p>", "VALUES ?x { << 1", ",(1+1)", ". ?s ?p ?o",
]  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=5), st.sampled_from(["", "{", "("]))
def test_whatever_goes_on_for_ever_is_bounded_before_it_is_parsed(
    links: list[str], opening: str
) -> None:
    text = f"SELECT * {{ {opening}" + " ".join(links) * 6000
    with pytest.raises(QueryError, match=r"query:1:\d+: more than"):
        check_size(text, "query")
