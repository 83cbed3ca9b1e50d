"""`kg mcp`: tools for assistants, asked by the SDK's own client; answers rest on what is in the graph."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from papers import FULL
from serving import write_build
from site_graphs import hostile_paper, owls, store_of

from kg.queries import list_queries
from kg.serialization import serialize
from kg.server import Editions, Settings
from kg.server.jobs import Ask
from kg.server.pool import Pool
from kg.store import Store
from kg.system.worker import Limits
from kg.vocab import term

mcp = pytest.importorskip("mcp", reason="the extra kg[mcp] is not installed")
from mcp import Client  # noqa: E402

from kg.server.assistants import make_server  # noqa: E402

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(30)) + " }"
METHOD = next(each.concept for each in FULL.mentions if each.concept.type == "method")
ANYTHING = {"kg:Publication": FULL.title, "schema:Person": FULL.authors[0].name}
"""Class of a parameter: a name to give, where it is not a concept."""


def write(folder: Path, store: Store) -> Path:
    """Write a store as a build would."""
    quads = store.quads.quads_for_pattern(None, None, None)
    return write_build(folder, serialize((each.triple for each in quads), "turtle", {}).decode())


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, cache_home: None) -> Iterator[Editions]:
    """A small graph with evidence; a question may take 2 seconds."""
    folder = write(tmp_path_factory.mktemp("build"), owls())
    with closing(Editions(Settings(folder, Limits(2.0), processes=1), print)) as editions:
        yield editions


def ask(editions: Editions, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Call tools one after the other, in one conversation."""

    async def talk() -> list[Any]:
        async with Client(make_server(editions)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(talk())


def tell(editions: Editions, name: str, **arguments: object) -> dict[str, Any]:
    """Call a tool, and return what it tells."""
    answer = ask(editions, (name, arguments))[0]
    assert not answer.is_error, answer.content[0].text
    told: dict[str, Any] = json.loads(answer.content[0].text)
    assert told == answer.structured_content
    return told


def refuse(editions: Editions, name: str, **arguments: object) -> str:
    """Call a tool with what it cannot take, and return what it says."""
    answer = ask(editions, (name, arguments))[0]
    assert answer.is_error
    said: str = answer.content[0].text
    return said


def test_each_packaged_query_is_a_tool_that_says_what_it_needs(editions: Editions) -> None:
    async def talk() -> list[Any]:
        async with Client(make_server(editions)) as client:
            return list((await client.list_tools()).tools)

    tools = {each.name: each for each in asyncio.run(talk())}
    queries = {each.name: each for each in list_queries()}
    assert set(tools) == {"find", "describe", "sparql", *queries}
    for name, query in queries.items():
        schema = tools[name].input_schema
        assert [*schema["properties"]] == [*(each.name for each in query.parameters), "limit"]
        needed = [p.name for p in query.parameters if p.default is None and not p.is_optional]
        assert schema["required"] == needed
        assert query.question in tools[name].description
    assert all(each.annotations.read_only_hint for each in tools.values())


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_each_answer_rests_on_what_is_in_the_graph(editions: Editions, query: Any) -> None:
    given = {
        each.name: ANYTHING.get(each.classes[0], METHOD.label)
        for each in query.parameters
        if each.default is None and each.classes
    }
    told = tell(editions, query.name, **given)
    assert told["total"] >= told["shown"] == len(told["rows"])
    rests_on_the_graph(told, owls())


def rests_on_the_graph(told: dict[str, Any], store: Store) -> None:
    """Check that each quote stands where it is said to stand, and each thing is one of the graph."""
    for iri in told["things"]:
        assert any(store.quads.quads_for_pattern(ox.NamedNode(iri), None, None))
    for quote in told["quotes"]:
        assert quote["paper"] in told["things"]
        evidence = ox.NamedNode(quote["evidence"])
        paper, thing = ox.NamedNode(quote["paper"]), ox.NamedNode(quote["thing"])
        if quote["field"] == "authors":
            printed = ox.Quad(evidence, term("schema:name"), ox.Literal(quote["words"]))
            assert ox.Quad(paper, term("kg:authorship"), evidence) in store.quads
            assert ox.Quad(evidence, term("schema:item"), thing) in store.quads
            assert printed in store.quads
        else:
            assert ox.Quad(evidence, term("oa:hasBody"), thing) in store.quads
            text = term("schema:name" if quote["field"] == "title" else "schema:abstract")
            whole = next(iter(store.quads.quads_for_pattern(paper, text, None))).object
            assert quote["words"] in quote["sentence"]
            assert isinstance(whole, ox.Literal)
            assert quote["sentence"] in whole.value


def test_a_relation_is_quoted_with_its_sentence_and_an_author_as_printed(
    editions: Editions,
) -> None:
    told = tell(editions, "papers-mentioning", concept=METHOD.label)
    assert {each["thing"] for each in told["quotes"]} == {
        "https://example.org/kg/method/" + METHOD.key
    }
    assert {each["relation"] for each in told["quotes"]} == {"introduces"}
    author = FULL.authors[0]
    told = tell(editions, "papers-by-author", author=author.name)
    assert [(each["field"], each["words"]) for each in told["quotes"]] == [
        ("authors", author.printed)
    ]


def test_what_is_named_by_its_label_alone_is_led_back_to_its_iri(editions: Editions) -> None:
    query = "SELECT ?label { ?concept a kg:Method ; skos:prefLabel ?label }"
    told = tell(editions, "sparql", query=query)
    iri = "https://example.org/kg/method/" + METHOD.key
    assert told["things"][iri] == METHOD.label
    assert iri in {each["thing"] for each in told["quotes"]}


@pytest.mark.parametrize("thing", [METHOD.label, FULL.title, FULL.authors[0].name])
def test_a_description_rests_on_quotes(editions: Editions, thing: str) -> None:
    told = tell(editions, "describe", thing=thing)
    assert thing in told["title"]
    assert told["quotes"]
    assert told["tables"]["Properties"]["total"]
    rests_on_the_graph(told, owls())


def test_where_no_abstracts_are_published_the_words_are_quoted_alone(
    tmp_path: Path, cache_home: None
) -> None:
    store = store_of(replace(FULL, title=""))
    for quad in list(store.quads.quads_for_pattern(None, term("schema:abstract"), None)):
        store.quads.remove(quad)
    settings = Settings(write(tmp_path / "build", store), Limits(20.0), processes=1)
    with closing(Editions(settings, print)) as editions:
        quotes = tell(editions, "papers-mentioning", concept=METHOD.label)["quotes"]
        assert quotes
        assert all(each["words"] and "sentence" not in each for each in quotes)


def test_search_tells_iris_and_the_words_around(editions: Editions) -> None:
    found = tell(editions, "find", words="nightowl", limit=5)["found"]
    assert found
    assert all(each["thing"].startswith("https://") and "[" in each["found"] for each in found)


def test_the_first_rows_are_told_and_the_rest_counted(editions: Editions) -> None:
    told = tell(editions, "sparql", query="SELECT ?s { ?s ?p ?o }", limit=3)
    assert len(told["rows"]) == told["shown"] == 3 < told["total"]
    told = tell(editions, "sparql", query="CONSTRUCT WHERE { ?s a ?c }", limit=2)
    assert told["shown"] == 2 < told["total"]
    assert len(list(ox.parse(told["turtle"], ox.RdfFormat.TURTLE))) == 2
    assert tell(editions, "sparql", query="ASK {}")["answer"] is True


def test_numbers_that_json_lacks_are_texts(editions: Editions) -> None:
    query = 'SELECT ("NaN"^^xsd:double AS ?a) ("INF"^^xsd:float AS ?b) (1.5 AS ?c) (?x AS ?d) {}'
    assert tell(editions, "sparql", query=query)["rows"] == [["nan", "inf", 1.5, None]]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("sparql", {"query": "INSERT DATA { <a:a> <a:b> 1 }"}, "nothing is changed"),
        ("sparql", {"query": "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "SELEC"}, "did you mean SELECT?\nSELEC\n^"),
        ("sparql", {}, "missing: 'query'"),
        ("sparql", {"query": "ASK {}", "limit": 0}, "not a number of rows: '0'"),
        ("sparql", {"query": "ASK {}", "limit": 1001}, "give 1 to 1000"),
        ("sparql", {"query": ["ASK {}"]}, "not a text"),
        ("papers-by-author", {}, "missing: 'author'"),
        ("papers-by-author", {"author": " "}, "missing: 'author'"),
        ("papers-by-author", {"writer": "Ada"}, "it has author, limit"),
        ("papers-by-author", {"author": "<no iri>"}, "not an absolute IRI"),
        ("describe", {"thing": "no such owl"}, "nothing has this name"),
    ],
)
def test_a_mistake_is_told_in_one_answer(
    editions: Editions, name: str, arguments: dict[str, object], said: str
) -> None:
    assert said in refuse(editions, name, **arguments)


def test_a_name_that_nothing_has_is_noted(editions: Editions) -> None:
    told = tell(editions, "papers-by-author", author="Nobody Atall")
    assert told["rows"] == []
    assert told["notes"] == ["no author is called 'Nobody Atall': search with `find`"]


def test_no_such_tool_is_an_error_of_the_protocol(editions: Editions) -> None:
    async def talk() -> None:
        async with Client(make_server(editions)) as client:
            with pytest.raises(mcp.MCPError, match="no such tool"):
                await client.call_tool("owl", {})

    asyncio.run(talk())


def test_a_question_without_end_is_ended_and_the_next_one_answered(editions: Editions) -> None:
    first, second = ask(editions, ("sparql", {"query": ENDLESS}), ("sparql", {"query": "ASK {}"}))
    assert first.is_error
    assert "limit of time" in first.content[0].text
    assert second.structured_content["answer"] is True


def test_who_gives_up_a_question_leaves_others_their_answers(editions: Editions) -> None:
    settings = replace(editions.current.settings, processes=2)

    async def play(pool: Pool) -> list[bytes]:
        slow = asyncio.create_task(pool.ask("one", Ask(ENDLESS, "csv")))
        while not pool.busy:
            await asyncio.sleep(0.01)
        slow.cancel()
        asked = (pool.ask(f"{n}", Ask(f"SELECT ({n} AS ?n) {{}}", "csv")) for n in range(4))
        return await asyncio.gather(*asked)

    with closing(Editions(settings, print)) as others:
        answers = asyncio.run(play(others.current.ad_hoc))
    assert answers == [f"n\r\n{n}\r\n".encode() for n in range(4)]


def test_hostile_text_is_told_as_it_is(tmp_path: Path, cache_home: None) -> None:
    paper = hostile_paper()
    store = store_of(paper)
    settings = Settings(write(tmp_path / "build", store), Limits(20.0), processes=1)
    with closing(Editions(settings, print)) as editions:
        told = tell(editions, "papers")
        assert told["rows"][0][1] == paper.title
        rests_on_the_graph(tell(editions, "describe", thing=paper.title), store)
