"""The prompt of `kg query`, driven through a pipe as if somebody typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from asking import DATA, GRAPH
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from running import Run

from kg.cli.answering import Request
from kg.cli.conversation import Messages, collect_words, converse
from kg.cli.prompt import Completions, Words, is_complete
from kg.identity import Namespace
from kg.pipeline.question import Question
from kg.queries import list_queries, parse_query
from kg.sparql import Grammar
from kg.store import Sources, Store
from kg.system.worker import Limits, Message

pytestmark = pytest.mark.usefixtures("collected_later")

GRAMMAR = Grammar(Namespace().prefixes())
WORDS = Words(
    {"schema": "https://schema.org/", "skos": "http://www.w3.org/2004/02/skos/core#"},
    ("kg:Method", "schema:Person"),
    ("schema:name", "skos:prefLabel"),
    {"papers": (), "papers-on-benchmark": ("benchmark",)},
)
ENTER, NEW_LINE, CTRL_C, CTRL_D, UP, TAB = "\r", "\x1b\r", "\x03", "\x04", "\x1b[A", "\t"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?c > ?l) }"

Talk = Callable[..., tuple[list[Message], str]]


@pytest.fixture
def talk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Talk]:
    """Type keys at the prompt; return what was shown as answers, and standard error."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def run(*keys: str, limits: Limits | None = None) -> tuple[list[Message], str]:
        shown: list[Message] = []

        def show(messages: Messages) -> None:
            shown.extend(messages)

        request = Request(Question(parse_query("query", "")), Sources((GRAPH,)), "csv")
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text("".join(keys))
            converse(request, None, limits or Limits(), show)
        return [each for each in shown if each], capsys.readouterr().err

    yield run


def test_converse_answers_question_after_question(talk: Talk) -> None:
    shown, err = talk(
        "ASK { ?s a kg:Method }", ENTER, "ASK { ?s a kg:Nothing }", ENTER, "exit", ENTER
    )
    assert shown == [
        b"true\n", b"false\n",
        "kg: note: nothing has the class kg:Nothing",
    ]  # fmt: skip
    assert err.splitlines()[0].endswith(" triples are loaded.")


def test_converse_takes_lines_until_the_query_is_whole(talk: Talk) -> None:
    shown, _ = talk("ASK {", ENTER, "?s a", ENTER, "kg:Method }", ENTER, CTRL_D)
    assert shown == [b"true\n"]


def test_converse_asks_on_an_empty_line_and_goes_on_after_an_error(talk: Talk) -> None:
    shown, err = talk("ASK {", ENTER, ENTER, "ASK {}", ENTER, CTRL_D)
    assert shown == [b"true\n"]
    assert "kg: query:1:6: the query ends too early" in err
    assert "\nASK {\n     ^\n" in err


def test_converse_shows_a_fault_at_once(talk: Talk) -> None:
    _, err = talk("SELEC ?s {}", ENTER, CTRL_D)
    assert "did you mean SELECT?" in err


def test_converse_begins_a_new_line_on_request(talk: Talk) -> None:
    question = "SELECT ?l { ?s a kg:Benchmark ; schema:name ?l }"
    shown, _ = talk(question, NEW_LINE, "ORDER BY DESC(?l) LIMIT 1", ENTER, CTRL_D)
    assert shown == [b"l\r\nTidePool-8\r\n"]


def test_converse_runs_packaged_queries_with_parameters(talk: Talk) -> None:
    shown, err = talk(
        "papers-on-benchmark benchmark='tide pool suite'", ENTER,
        "papers-on-benchmark", ENTER, "papers-on-benchmark benchmark='x", ENTER,
        "papers-on-benchmrk", ENTER, CTRL_D,
    )  # fmt: skip
    [answer] = shown
    assert isinstance(answer, bytes)
    assert b"TidePool-8" in answer
    lines = err.splitlines()
    assert "kg: a parameter is missing: 'benchmark'" in lines[-3]
    assert "a quote that does not end" in lines[-2]
    assert "did you mean papers-on-benchmark" in lines[-1]


def test_converse_takes_parameters_as_the_command_line_writes_them(talk: Talk) -> None:
    shown, err = talk(
        "papers-on-benchmark --param benchmark='tide pool suite'", ENTER,
        "papers-on-benchmark --param=benchmark='Tide Pool Suite'", ENTER, CTRL_D,
    )  # fmt: skip
    assert len(shown) == 2
    assert shown[0] == shown[1]
    assert "kg: " not in err


def test_converse_describes_and_finds(talk: Talk) -> None:
    shown, err = talk(
        "describe TidePool-8", ENTER, "find tide", ENTER, "describe Nothing Such", ENTER,
        "describe ?s { ?s a kg:Benchmark }", ENTER, CTRL_D,
    )  # fmt: skip
    described, found = (bytes(each).decode() for each in shown if isinstance(each, bytes))
    assert described.startswith("TidePool-8\nbenchmark:")
    assert found.startswith("class,label,thing,found\r\n")
    assert "TidePool-8" in found
    assert "no format for the results of CONSTRUCT or DESCRIBE: 'csv'" in err
    assert "kg: nothing has this name or IRI: 'Nothing Such'" in err


def test_converse_reads_a_query_file(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "owls.rq").write_text("ASK { ?s a kg:Method }")
    assert talk(str(tmp_path / "owls.rq"), ENTER, CTRL_D)[0] == [b"true\n"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("ASK { ?s a kg:Met", TAB, " }"), b"true\n"),
        (("ASK { ?s prefL", TAB, " ?l }"), b"true\n"),
        (("cov", TAB), b"known,papers"),
    ],
)
def test_converse_completes_on_one_tab(typed: tuple[str, ...], answer: bytes, talk: Talk) -> None:
    shown, _ = talk(*typed, ENTER, CTRL_D)
    [given] = shown
    assert isinstance(given, bytes)
    assert given.startswith(answer)


def test_converse_stops_a_question_at_the_limit_and_goes_on(talk: Talk) -> None:
    shown, err = talk(ENDLESS, ENTER, "ASK {}", ENTER, CTRL_D, limits=Limits(0.5))
    assert shown == [b"true\n"]
    assert "stopped at the limit of time" in err


def test_converse_answers_where_processes_share_no_memory(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.conversation._SHARES_MEMORY", False)
    shown, _ = talk("ASK { ?s a kg:Method }", ENTER, CTRL_D)
    assert shown == [b"true\n"]


def test_converse_drops_the_question_on_interrupt(talk: Talk) -> None:
    shown, err = talk("SELEC", CTRL_C, "ASK {}", ENTER, "  ", ENTER, "help", ENTER, "quit", ENTER)
    assert shown == [b"true\n"]
    assert "papers-on-benchmark --param benchmark=D4RL" in err
    assert "kg: " not in err


def test_converse_remembers_questions_in_the_state_folder(talk: Talk, tmp_path: Path) -> None:
    talk("ASK { ?s a", ENTER, "kg:Method }", ENTER, CTRL_D)
    [history] = [each for each in (tmp_path / "state").rglob("*") if each.is_file()]
    assert history.stat().st_mode & 0o777 == 0o600
    shown, _ = talk(UP, ENTER, CTRL_D)
    assert shown == [b"true\n"]
    assert "+kg:Method }" in history.read_text()


def test_converse_works_where_no_history_can_be_kept(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    shown, err = talk("ASK {}", ENTER, CTRL_D)
    assert shown == [b"true\n"]
    assert "the history is not kept" in err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK {}", True), ("ASK {", False), ("PREFIX e: <http://e.org/>", False),
        ("SELECT ?s {} ORDER", False), ("SELEC ?s", True), ("", True), ("help", True),
        ("papers", True), ("papers-on-benchmark x=1", True), ("papers-on", True),
        ("ASK { # all", False), ("ASK { ?s ?p '''x", False), ("ASK { ?s ?p 'x", True),
        ("ASK { BIND(COALESCE", False),
    ],
)  # fmt: skip
def test_is_complete_waits_for_what_may_still_become_a_query(text: str, expected: bool) -> None:
    assert is_complete(text, GRAMMAR, ["papers", "papers-on-benchmark"]) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pap", ["papers", "papers-on-benchmark"]),
        ("SEL", ["SELECT"]),
        ("ex", ["EXISTS", "exit"]),
        ("des", ["DESC", "DESCRIBE", "describe"]),
        ("describe na", []),
        ("papers-on-benchmark --p", ["--param"]),
        ("papers-on-benchmark be", ["benchmark="]),
        ("ASK { ?s a p", ["schema:Person"]),
        ("ASK { ?s a kg:", ["kg:Method"]),
        ("ASK { ?s pref", ["skos:prefLabel", "PREFIX"]),
        ("ASK { ?s schema:na", ["schema:name"]),
        ("ASK { ?some ?p ?o . ?so", ["?some"]),
        ("PREFIX sk", ["skos:"]),
        ("ASK { ?s ", []),
        ("", []),
    ],
)
def test_completions_fit_the_place(typed: str, expected: list[str]) -> None:
    found = Completions(WORDS).get_completions(Document(typed), CompleteEvent())
    assert [each.text for each in found] == expected


def test_collect_words_takes_the_terms_of_the_data() -> None:
    words = collect_words(list_queries(), Store.open(GRAPH))
    assert {"kg:Method", "schema:Person"} <= set(words.classes)
    assert {"schema:name", "kg:evaluatesOn", "rdf:type"} <= set(words.properties)
    assert words.queries["papers-on-benchmark"] == ("benchmark",)
    assert "skos" in words.prefixes


def test_query_without_a_terminal_wants_a_query(
    run: Run,
) -> None:
    code, _, err = run("query", "--data", GRAPH)
    assert (code, err) == (2, "kg: one query is needed; give SPARQL, a NAME or --query-file F\n")


def test_query_on_a_terminal_opens_the_prompt(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("kg.cli.query._is_terminal", lambda: True)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(f"ASK {{ ?s a kg:Method }}{ENTER}{CTRL_D}")
        with pytest.raises(SystemExit) as stop:
            from kg.cli import main

            main(["query", "--data", str(DATA / "graph.ttl")])
    assert stop.value.code == 0
    assert capfd.readouterr().out == "true\n"
