"""Questions in a browser: what is typed is shown and never run, and what is clipped is said."""

from __future__ import annotations

import html
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from serving import serving, write_build

from kg.queries import list_queries
from kg.server import Settings
from kg.server.charts import make_bars
from kg.system.worker import Limits
from kg.vocab import term

HTML = {"Accept": "text/html"}
EVIL = """</script><script>alert(1)</script><!--<script>"'&{{7*7}}{% x %}"""
MANY = "\n".join(
    f'<https://example.org/kg/paper/p{n}> a <https://example.org/kg/ns#Publication> ; '
    f'<https://schema.org/name> "Owl {n}" ; '
    f'<http://purl.org/spar/fabio/hasPublicationYear> "{2000 + n % 20}" .'
    for n in range(1500)
) + f"""
<https://example.org/kg/person/x> a <https://schema.org/Person> ; <https://schema.org/name> {ox.Literal(EVIL)} .
<https://example.org/kg/paper/p0> <https://schema.org/author> <https://example.org/kg/person/x> .
"""  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, cache_home: None) -> Iterator[httpx.Client]:
    """A server of 1,500 papers, and of a name that is a script."""
    folder = write_build(tmp_path_factory.mktemp("many") / "build", MANY)
    with serving(Settings(folder, Limits(60.0))) as client:
        yield client


def test_sparql_is_asked_on_a_page(many: httpx.Client) -> None:
    text = "SELECT ?paper ?title { ?paper schema:name ?title } ORDER BY ?title"
    page = many.get("/query", params={"query": text}, headers=HTML)
    assert "The first 1,000 of 1,501 rows." in page.text
    assert 'href="paper/p0.html"' in page.text
    assert page.text.count("<tr>") == 1001
    link = re.search(r'href="(sparql[^"]*results=csv)"', page.text)
    assert link
    whole = many.get("/" + link[1].replace("&amp;", "&"))
    assert whole.headers["Content-Type"].startswith("text/csv")
    assert whole.text.count("\n") == 1502


def test_a_field_suggests_what_the_data_hold_and_not_too_much_of_it(many: httpx.Client) -> None:
    authors = many.get("/queries/papers-by-author", headers=HTML).text
    options = re.findall(r'<option value="([^"]*)">', authors)
    assert [html.unescape(each) for each in options] == [EVIL]
    assert 'list="l-author"' in authors and '<datalist id="l-author">' in authors
    papers = many.get("/queries/similar-papers", headers=HTML).text
    titles = re.findall(r'<option value="([^"]*)">', papers)
    assert len(titles) == 200 and titles[0] == "Owl 1019"
    numbers = many.get("/queries/coauthor-network", headers=HTML).text
    assert 'name="most"' in numbers and "<datalist" not in numbers


def test_the_command_on_a_page_asks_the_same(many: httpx.Client) -> None:
    page = many.get("/queries/papers-by-author", params={"author": 'O\'Owl "x"'}, headers=HTML)
    shown = page.text.replace("&#34;", '"').replace("&#39;", "'")
    command = re.search(r"<pre>(kg query .*)</pre>", shown)
    assert command
    assert shlex.split(command[1])[:5] == [
        "kg", "query", "papers-by-author", "--param", "author=O'Owl \"x\"",
    ]  # fmt: skip
    assert "no author is called" in page.text


def test_numbers_are_drawn(many: httpx.Client) -> None:
    text = "SELECT ?year (COUNT(*) AS ?n) { ?s fabio:hasPublicationYear ?year } GROUP BY ?year"
    page = many.get("/query", params={"query": text}, headers=HTML).text
    assert page.count("<rect") == 20
    assert "<title>2003: 75</title>" in page
    assert (
        "<rect"
        not in many.get("/query", params={"query": "SELECT * {?s ?p ?o}"}, headers=HTML).text
    )


@pytest.mark.parametrize("name", [each.name for each in list_queries()])
def test_each_packaged_query_has_a_form_and_answers_programs(many: httpx.Client, name: str) -> None:
    page = many.get(f"/queries/{name}", headers=HTML)
    assert page.status_code == 200
    needed = re.findall(r'name="(\w+)"[^>]* required', page.text)
    answer = many.get(f"/queries/{name}", params=dict.fromkeys(needed, "Owl 1"))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/sparql-results+json"
    assert (
        many.get(f"/queries/{name}?results=csv", params=dict.fromkeys(needed, "x")).status_code
        == 200
    )
    if needed:
        lacking = many.get(f"/queries/{name}")
        assert (lacking.status_code, "a parameter is missing" in lacking.text) == (400, True)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/query?query=SELECT", 400), ("/query?query=DROP+ALL", 400), ("/queries/none", 404),
        ("/queries/papers?x=y", 400), ("/find?limit=x", 400), ("/find?limit=0", 400),
        ("/endpoint/none.js", 404), ("/endpoint/..%2fapp.py", 404), ("/queries/papers?results=x", 406),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(many: httpx.Client, path: str, status: int) -> None:
    answer = many.get(path, headers=HTML)
    assert answer.status_code == status, answer.text
    assert "Traceback" not in answer.text


PLACES = [
    "/query?query=", "/query?query=SELECT+%3Fx+%7B+VALUES+%3Fx+%7B+1+%7D+%7D+%23", "/find?q=",
    "/queries/papers-by-author?author=", "/queries/top-concepts?type=", "/queries/papers?", "/paper/",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_what_is_given_is_never_run(many: httpx.Client, place: str) -> None:
    answer = many.get(place + str(httpx.QueryParams({"": EVIL}))[1:], headers=HTML)
    assert "<script>alert" not in answer.text
    assert "<!--<script>" not in answer.text
    assert (
        "49" not in re.sub(r"<pre>.*?</pre>", "", answer.text, flags=re.DOTALL)
        or "p49" in answer.text
    )
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_what_the_graph_holds_is_never_run(many: httpx.Client) -> None:
    for text in (
        "SELECT ?name { ?s schema:name ?name } ORDER BY ?name",
        "CONSTRUCT WHERE { ?s a schema:Person ; schema:name ?n }",
    ):
        page = many.get("/query", params={"query": text}, headers=HTML).text
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<!--<script>" not in page
    assert "<script>alert" not in many.get("/find?q=alert", headers=HTML).text


def test_search_finds_words_and_mends_them(many: httpx.Client) -> None:
    assert 'href="paper/p7.html"' in many.get("/find?q=owl+7", headers=HTML).text
    found = many.get("/find?q=owl+7&limit=2", headers={"Accept": "application/json"}).json()
    assert found["found"][0]["thing"] == "https://example.org/kg/paper/p7"
    assert (len(found["found"]), found["more"]) == (2, True)
    assert "Nothing has all of these words" in many.get("/find?q=eagle+7", headers=HTML).text


def test_questions_are_described_for_programs(many: httpx.Client) -> None:
    answer = many.get("/queries", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.TURTLE)
    kind = ox.NamedNode("http://www.w3.org/ns/shacl#SPARQLSelectExecutable")
    assert len(list(store.quads_for_pattern(None, None, kind))) == len(list_queries())


def test_a_question_is_described_at_its_own_address(many: httpx.Client) -> None:
    for query in list_queries():
        answer = many.get(f"/queries/{query.name}", headers={"Accept": "text/turtle"})
        assert answer.headers["Content-Type"].startswith("text/turtle")
        store = ox.Store()
        store.load(answer.content, ox.RdfFormat.TURTLE)
        asked = ox.NamedNode(str(answer.url))
        texts = store.quads_for_pattern(asked, term("sh:select"), None)
        assert [each.object for each in texts] == [ox.Literal(query.text)]
        assert len(list(store.quads_for_pattern(asked, term("sh:parameter"), None))) == len(
            query.parameters
        )


def test_bars_are_called_by_what_tells_them_apart(many: httpx.Client) -> None:
    text = "SELECT ?paper (1 AS ?n) { ?paper a kg:Publication } ORDER BY ?paper LIMIT 3"
    page = many.get("/query", params={"query": text}, headers=HTML).text
    shown = re.findall(r'text-anchor="end">([^<]*)<', page)
    assert shown == ["paper:p0", "paper:p1", "paper:p10"]


def test_the_editor_suggests_what_the_ontology_defines(many: httpx.Client) -> None:
    page = many.get("/query", headers=HTML).text
    found = re.search(r'id="terms">(.*?)</script>', page)
    assert found
    terms = json.loads(found[1])
    assert {"kg:Publication", "kg:evaluatesOn", "schema:", "OPTIONAL", "SELECT"} <= {*terms}
    assert len(terms) == len({*terms})


def test_the_api_is_described_and_every_address_answers(many: httpx.Client) -> None:
    api = many.get("/openapi.json").json()
    for path, operations in api["paths"].items():
        needed = {
            each["name"]: "owl" for each in operations["get"]["parameters"] if each["required"]
        }
        assert all(
            each["schema"]["minLength"]
            for each in operations["get"]["parameters"]
            if each["required"]
        )
        assert not needed or many.get(path, params=dict.fromkeys(needed, "")).status_code == 400
        answer = many.get(path, params=needed | ({"default": ""} if path == "/store" else {}))
        assert str(answer.status_code) in operations["get"]["responses"]
        assert answer.status_code == 200
        kind = answer.headers["Content-Type"].partition(";")[0]
        assert kind in operations["get"]["responses"]["200"]["content"]
    assert json.dumps(api).count('"/queries/') == len(list_queries())


def test_static_files_of_the_pages_are_there(many: httpx.Client) -> None:
    page = many.get("/query", headers=HTML).text
    for name in re.findall(r'(?:src|href)="(endpoint/[^"]+)"', page):
        assert many.get(f"/{name}").status_code == 200


def test_bars_are_drawn_of_what_can_be() -> None:
    assert make_bars(["a", "n"], []) == []
    assert make_bars(["a", "n"], [("x", -1.0), ("y", 2.0)]) == []
    assert make_bars(["a"], [("x",)]) == []
    assert [bar.label for bar in make_bars(["year", "n"], [("2001", 2.0), ("2000", 1.0)])] == [
        "2000",
        "2001",
    ]


def test_pages_of_a_folder_that_is_no_build_are_there(tmp_path: Path, cache_home: None) -> None:
    with serving(Settings(write_build(tmp_path / "build", ""), Limits(20.0))) as client:
        for path in ("/", "/query", "/queries", "/find?q=owl", "/health"):
            assert client.get(path, headers=HTML).status_code == 200
