"""Faulty queries: where the fault is, what is shown, and what is proposed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import GRAPH, StandIn
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.identity import Namespace
from kg.queries import list_queries
from kg.sparql import Grammar, explain, read_tokens, show_offset

pytestmark = pytest.mark.usefixtures("collected_later")

GRAMMAR = Grammar(Namespace().prefixes())
TEXTS = [each.text for each in list_queries()]


def place_of(text: str) -> str:
    """Name the fault's place, and mark it in its line."""
    error = explain(text, GRAMMAR, "q")
    assert error
    assert error.excerpt
    line, caret = error.excerpt.split("\n")
    where = (error.where or "").removeprefix("q:")
    return f"{where} {line[caret.index('^') :].split(' ')[0]}"


@pytest.mark.parametrize("text", TEXTS)
def test_explain_finds_no_fault_in_a_good_query(text: str) -> None:
    assert explain(text, GRAMMAR, "q") is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("SELEC ?s { ?s ?p ?o }", "1:1 SELEC", "did you mean SELECT?"),
        ("SELECT ?s {\n  ?s ?p ?o .\n  OPTINAL { ?s ?q ?r } }", "3:3 OPTINAL", "mean OPTIONAL?"),
        ("SELECT * { ?s ?p ?o FILTER regx(?o, 'a') }", "1:28 regx(?o,", "did you mean REGEX?"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", "1:29 ?s", "expected BY"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", "1:29 ten", "'ten'; expected a number"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 }", "1:35 }", 'expected ")"'),
        ("SELECT * { ?s ?p ?o ]", "1:21 ]", '"}"'),
        ("SELECT (COUNT(?s) AS n) { ?s ?p ?o }", "1:22 n)", "expected a variable"),
        ("SELECT * { ?s ?p 'abc }", "1:18 'abc", "a string that does not end on its line"),
        ("PREFIX ex <http://e.org/> ASK {}", "1:8 ex", "expected a prefix"),
        ("SELECT * { ?s <http://a b> ?o }", "1:15 <http://a", "not an absolute IRI"),
        ("ASK { <a> ?p ?o }", "1:7 <a>", "give --base IRI"),
        ("SELECT * {\n\t?s shema:name ?o }", "2:5 shema:name", "did you mean schema:?"),
        ("PREFIX own: <http://e.org/> ASK { ?s owm:x 1 }", "1:38 owm:x", "did you mean own:?"),
        ("SELECT * { ?s dcter:title ?o }", "1:15 dcter:title", "did you mean dcterms:?"),
        ("SELECT * { ?s zzzz:title ?o }", "1:15 zzzz:title", "declare it: PREFIX zzzz: <…>"),
        ("SELECT ?s ?x { ?s ?p ?x } GROUP BY ?s", "1:11 ?x", "add ?x to GROUP BY"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "1:8 ?s", "query with GROUP BY ?s, or"),
        ("SELECT (?s + COUNT(?o) AS ?n) { ?s ?p ?o } ORDER BY ?n", "1:9 ?s", "GROUP BY ?s"),
        ("SELECT ?s ?p { ?s ?p ?o } HAVING (SUM(?o) > 1)", "1:8 ?s", "GROUP BY ?s ?p, or"),
        ("ASK { { SELECT ?s (MAX(?o) AS ?n) { ?s ?p ?o } } }", "1:16 ?s", "GROUP BY ?s, or"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "1:1 SELECT", "SELECT * is not authorized"),
        ("ASK { BIND(1 AS ?x) BIND(2 AS ?x) }", "1:35 }", "overriding an existing variable"),
        ("SELECT ?s {", "1:12 ", "the query ends too early; expected a variable"),
        ("ASK { ?s ?p 1.5e3, 'x'^^xsd:date, 'c'@en-GB ; ^kg:x [ a kg:M ] . FILTER(?a && !?b "
         "|| ?c >= .5 && ?d != -2 ) FILTR(1) }", "1:109 FILTR(1)", "did you mean FILTER?"),
    ],
)  # fmt: skip
def test_explain_points_at_the_fault(text: str, place: str, message: str) -> None:
    assert place_of(text) == place
    assert message in str(explain(text, GRAMMAR, "q"))


@pytest.mark.parametrize(
    ("text", "where", "excerpt"),
    [
        ("ASK { ?s ?p '𝒬日本é' foo }", "1:20", "ASK { ?s ?p '𝒬日本é' foo }\n" + " " * 21 + "^"),
        (
            "# 日本\r\nASK {\r\n\t?s ?p '日本' foo }",
            "3:13",
            "\t?s ?p '日本' foo }\n\t" + " " * 13 + "^",
        ),
    ],
)
def test_explain_counts_characters_whatever_their_width(
    text: str, where: str, excerpt: str
) -> None:
    error = explain(text, GRAMMAR, "q")
    assert error
    assert (error.where, error.value, error.excerpt) == (f"q:{where}", "foo", excerpt)


@given(st.sampled_from(TEXTS), st.data())
def test_explain_places_a_stray_token_where_it_is(text: str, data: st.DataObject) -> None:
    tokens = list(read_tokens(text))
    token = data.draw(st.sampled_from(tokens))
    stray = f"{text[: token.start]} ]] {text[token.start :]}"
    start = token.start + 1
    line, column = text.count("\n", 0, start) + 1, start - stray.rfind("\n", 0, start)
    error = explain(stray, GRAMMAR, "q")
    assert error
    assert (error.where, error.value) == (f"q:{line}:{column}", "]")


@given(st.sampled_from(TEXTS), st.data())
def test_explain_says_where_any_piece_of_a_query_breaks(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    piece = text[:start] + text[end:]
    error = explain(piece, GRAMMAR, "q")
    try:
        ox.Store().query(piece, prefixes=dict(GRAMMAR.prefixes))
    except SyntaxError:
        assert error
        _, line, column = (error.where or "").split(":")
        assert 1 <= int(column) <= len((piece + "\n").split("\n")[int(line) - 1]) + 1
    else:
        assert error is None


@pytest.mark.parametrize(
    ("text", "offset", "shown"),
    [
        ("ab", 1, "ab\n ^"),
        ("x\n\tab", 4, "\tab\n\t ^"),
        ("日本x", 2, "日本x\n    ^"),
        ("e\u0301x", 2, "e\u0301x\n ^"),
        ("a\x1b[2Jb\r\n", 2, "a\ufffd[2Jb\n  ^"),
        ("ab", 2, "ab\n  ^"),
        ("a" * 60 + "b" + "c" * 60, 60, "…" + "a" * 38 + "b" + "c" * 37 + "…\n" + " " * 39 + "^"),
    ],
)
def test_show_offset_puts_a_caret_under_the_character(text: str, offset: int, shown: str) -> None:
    assert show_offset(text, offset) == shown


def test_parse_runs_nothing() -> None:
    # The port is one that no client may call, so that a call would be an error of another kind.
    assert GRAMMAR.parse("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }") is None


@pytest.mark.parametrize("options", [[], ["--timeout", "60"]])
def test_query_shows_the_line_of_a_file(options: list[str], run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# Who?\nSELECT ?name {\n\t?s shema:name ?name }\n")
    code, out, err = run("query", "--query-file", str(file), "--data", GRAPH, *options)
    assert (code, out) == (2, "")
    assert err == (
        f"kg: {file}:3:5: unknown prefix: 'shema:'; did you mean schema:?\n"
        "\t?s shema:name ?name }\n\t   ^\n"
    )


def test_query_counts_the_lines_that_were_given_not_those_that_are_bound(run: Run) -> None:
    code, _, err = run(
        "query", "SELECT ?s {\n ?s schema:name ?name ]", "--param", "name=x", "--data", GRAPH
    )
    assert code == 2
    assert err.splitlines()[0].startswith("kg: query:2:23: syntax error: ']'")
    assert err.splitlines()[1:] == [" ?s schema:name ?name ]", " " * 22 + "^"]


def test_query_shows_its_own_lines_where_an_endpoint_refuses_it(
    run: Run, stand_in: StandIn
) -> None:
    stand_in.answers = [(400, {}, b"MALFORMED QUERY: line 1, column 59")]
    faulty = run("query", "SELECT * {\n ?s schema:name ] }", "--endpoint", stand_in.url)
    refused = run("query", "ASK { ?s schema:name 1 }", "--endpoint", stand_in.url)
    assert (faulty[0], refused[0]) == (3, 3)
    assert faulty[2].splitlines()[-3].startswith("query:2:17: syntax error: ']'")
    assert faulty[2].splitlines()[-2:] == [" ?s schema:name ] }", " " * 16 + "^"]
    assert "query:" not in refused[2]


@given(
    st.lists(st.sampled_from(["?a", "?b", "?c"]), unique=True, min_size=1),
    st.lists(st.sampled_from(["?a", "?b", "?c"]), unique=True, min_size=1),
    st.sampled_from(["", " (COUNT(?d) AS ?n)", " (MAX(STRLEN(STR(?a))) AS ?n)"]),
)
def test_explain_names_what_is_not_grouped_and_adding_it_helps(
    shown: list[str], grouped: list[str], aggregate: str
) -> None:
    text = f"SELECT {' '.join(shown)}{aggregate} {{ ?a ?b ?c, ?d }} GROUP BY {' '.join(grouped)}"
    missing = [each for each in shown if each not in grouped]
    error = explain(text, GRAMMAR, "q")
    assert (error is None) == (not missing)
    if error:
        assert f"add {' '.join(missing)} to GROUP BY" in str(error)
        assert explain(f"{text} {' '.join(missing)}", GRAMMAR, "q") is None
