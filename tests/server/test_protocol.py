"""The SPARQL 1.1 Protocol: requests as its chapter 2 has them, and what is no such request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
G1, G2, G3 = ("https://e.org/g1", "https://e.org/g2", "https://e.org/g3")
INSERT = "INSERT DATA { <https://e.org/new> <https://e.org/p> 1 }"
VALUES = "SELECT ?o { ?s <https://e.org/p> ?o } ORDER BY ?o"
BOTH = """SELECT ?o { { ?s <https://e.org/p> ?o }
    UNION { GRAPH ?g { ?s <https://e.org/p> ?value } BIND (CONCAT("in ", ?value) AS ?o) } } ORDER BY ?o"""


def ask(client: httpx.Client, how: str, text: str, *graphs: tuple[str, str]) -> Any:
    """Ask a query in one of the three ways, and return the answer."""
    if how == "get":
        return client.get("/sparql", params=[("query", text), *graphs])
    if how == "form":
        return client.post("/sparql", content=urlencode([("query", text), *graphs]), headers=FORM)
    return client.post("/sparql", params=list(graphs), content=text, headers=DIRECT)


def values(answer: Any) -> list[str]:
    """List the values of the only column of an answer."""
    assert answer.status_code == 200, answer.text
    return [row["o"]["value"] for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
class TestQuery:
    def test_is_answered(self, client: httpx.Client, how: str) -> None:
        assert values(ask(client, how, VALUES)) == ["default"]

    def test_asks_the_default_graphs_of_the_request(self, client: httpx.Client, how: str) -> None:
        graphs = [("default-graph-uri", G1), ("default-graph-uri", G2)]
        assert values(ask(client, how, BOTH, *graphs)) == ["1", "2"]

    def test_asks_the_named_graphs_of_the_request(self, client: httpx.Client, how: str) -> None:
        graphs = [("named-graph-uri", G1), ("named-graph-uri", G2)]
        assert values(ask(client, how, BOTH, *graphs)) == ["in 1", "in 2"]

    def test_asks_both(self, client: httpx.Client, how: str) -> None:
        graphs = [("default-graph-uri", G3), ("named-graph-uri", G1)]
        assert values(ask(client, how, BOTH, *graphs)) == ["3", "in 1"]

    def test_asks_the_graphs_of_the_request_and_not_its_own(
        self, client: httpx.Client, how: str
    ) -> None:
        text = f"SELECT ?o FROM <{G1}> {{ ?s <https://e.org/p> ?o }}"
        assert values(ask(client, how, text)) == ["1"]
        assert values(ask(client, how, text, ("default-graph-uri", G2))) == ["2"]

    def test_finds_nothing_in_a_graph_that_is_not_there(
        self, client: httpx.Client, how: str
    ) -> None:
        assert values(ask(client, how, VALUES, ("default-graph-uri", "https://e.org/none"))) == []

    def test_resolves_relative_iris_against_the_endpoint(
        self, client: httpx.Client, how: str
    ) -> None:
        answer = ask(client, how, "CONSTRUCT { <s> <#p> <?q> } {}")
        assert answer.status_code == 200, answer.text
        base = str(client.base_url.join("/"))
        assert f"<{base}s> <{base}sparql#p> <{base}sparql?q> ." in answer.text
        text = "BASE <https://e.org/> SELECT ?o { GRAPH <g1> { ?s <p> ?o } }"
        assert values(ask(client, how, text)) == ["1"]

    def test_refuses_a_graph_that_is_no_iri(self, client: httpx.Client, how: str) -> None:
        assert ask(client, how, VALUES, ("default-graph-uri", "no iri")).status_code == 400

    def test_refuses_faulty_syntax_with_the_place(self, client: httpx.Client, how: str) -> None:
        answer = ask(client, how, "SELECT ?s { ?s ?p }")
        assert answer.status_code == 400
        assert "query:1:19" in answer.text

    def test_refuses_calls_of_services(self, client: httpx.Client, how: str) -> None:
        answer = ask(client, how, "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
        assert answer.status_code == 400
        assert "SERVICE" in answer.text


def test_a_form_that_is_sent_with_an_address_asks_all_of_it(client: httpx.Client) -> None:
    answer = client.post(
        "/sparql", params={"default-graph-uri": G1}, content=urlencode({"query": VALUES}),
        headers=FORM,
    )  # fmt: skip
    assert values(answer) == ["1"]
    assert values(client.post("/sparql", params={"query": VALUES}, headers=FORM)) == ["default"]
    assert values(client.post("/sparql", params={"query": VALUES})) == ["default"]


FORMATS = {
    "SELECT * { ?s ?p ?o }": [
        "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
        "text/tab-separated-values",
    ],
    "ASK { ?s ?p ?o }": [
        "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
        "text/tab-separated-values",
    ],
    "DESCRIBE <https://e.org/default>": [
        "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml",
        "application/trig", "application/n-quads",
    ],
    "CONSTRUCT WHERE { ?s <https://e.org/p> ?o }": ["text/turtle", "application/rdf+xml"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "media_type"), [(text, each) for text, types in FORMATS.items() for each in types]
)
def test_results_come_as_they_are_accepted(
    client: httpx.Client, text: str, media_type: str
) -> None:
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert "default" in answer.text or "true" in answer.text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/*;q=0.2, application/xml;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        (
            "text/csv; q=0.4, application/sparql-results+xml; q=0.9",
            "application/sparql-results+xml",
        ),
    ],
)
def test_results_come_as_is_liked_best(client: httpx.Client, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": VALUES}, headers={"Accept": accept})
    assert answer.headers["Content-Type"].partition(";")[0] == media_type


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "text/csv;q=0"])
def test_results_in_no_accepted_form_are_refused(client: httpx.Client, accept: str) -> None:
    answer = client.get("/sparql", params={"query": VALUES}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "text/csv" in answer.text


BAD: dict[str, tuple[int, Callable[[httpx.Client], httpx.Response]]] = {
    "method": (405, lambda c: c.put("/sparql", params={"query": VALUES})),
    "two queries": (400, lambda c: c.get("/sparql", params=[("query", VALUES)] * 2)),
    "two queries in a form": (
        400, lambda c: c.post("/sparql", content=urlencode([("query", VALUES)] * 2), headers=FORM)
    ),
    "two queries, one in a form": (
        400, lambda c: c.post("/sparql", params={"query": VALUES},
            content=urlencode({"query": VALUES}), headers=FORM)
    ),
    "an update in the address of a form": (
        403, lambda c: c.post("/sparql", params={"update": INSERT}, headers=FORM)
    ),
    "an update in the address": (403, lambda c: c.post("/sparql", params={"update": INSERT})),
    "nothing": (415, lambda c: c.post("/sparql")),
    "a graph that conflicts": (
        403, lambda c: c.post("/sparql", headers=FORM,
            content=urlencode({"using-named-graph-uri": G1, "update": f"WITH <{G2}> {INSERT}"}))
    ),
    "a faulty update without a media type": (
        415, lambda c: c.post("/sparql", params={"using-graph-uri": G1}, content="update=CLEAR%20XYZ")
    ),
    "media type": (
        415, lambda c: c.post("/sparql", content=VALUES, headers={"Content-Type": "text/plain"})
    ),
    "no media type of a form": (415, lambda c: c.post("/sparql", content=urlencode({"query": VALUES}))),
    "no media type of a query": (415, lambda c: c.post("/sparql", content=VALUES)),
    "UTF-16": (
        400, lambda c: c.post("/sparql", content=VALUES.encode("utf-16"), headers=DIRECT)
    ),
    "UTF-16 without a mark": (
        400, lambda c: c.post("/sparql", content=VALUES.encode("utf-16-le"), headers=DIRECT)
    ),
    "UTF-16 that is declared": (
        415, lambda c: c.post("/sparql", content=VALUES.encode("utf-16"),
            headers={"Content-Type": "application/sparql-query; charset=UTF-16"})
    ),
    "no UTF-8 in a form": (
        400, lambda c: c.post("/sparql", content=b"query=ASK%20%7B%7D%FF", headers=FORM)
    ),
    "no UTF-8 in an address": (400, lambda c: c.get("/sparql?query=%FF")),
    "no query in a form": (400, lambda c: c.post("/sparql", content=b"", headers=FORM)),
    "an empty query": (400, lambda c: c.get("/sparql", params={"query": ""})),
    "an update by GET": (403, lambda c: c.get("/sparql", params={"update": INSERT})),
    "an update as a query": (403, lambda c: c.get("/sparql", params={"query": INSERT})),
    "an update in a form": (
        403, lambda c: c.post("/sparql", content=urlencode({"update": INSERT}), headers=FORM)
    ),
    "two updates": (
        403, lambda c: c.post("/sparql", content=urlencode([("update", INSERT)] * 2), headers=FORM)
    ),
    "an update directly": (403, lambda c: c.post("/sparql", content=INSERT, headers=UPDATE)),
    "an update elsewhere": (403, lambda c: c.post("/update", content=INSERT, headers=UPDATE)),
    "an update as text": (
        415, lambda c: c.post("/sparql", content=INSERT, headers={"Content-Type": "text/plain"})
    ),
    "an update of UTF-16": (
        403, lambda c: c.post("/sparql", content=INSERT.encode("utf-16"), headers=UPDATE)
    ),
    "a body that is compressed": (
        415, lambda c: c.post("/sparql", content=b"x", headers=DIRECT | {"Content-Encoding": "gzip"})
    ),
    "a body of 2 MB": (413, lambda c: c.post("/sparql", content=b" " * 2**21, headers=DIRECT)),
    "a body of 2 MB in parts": (
        413, lambda c: c.post("/sparql", content=iter([b" " * 2**19] * 4), headers=DIRECT)
    ),
    "a thousand fields": (400, lambda c: c.get("/sparql?" + "&".join("a=1" for _ in range(1000)))),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_request_is_refused_and_changes_nothing(client: httpx.Client, name: str) -> None:
    status, send = BAD[name]
    answer = send(client)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert len(answer.text.splitlines()[0]) < 300
    is_new = client.get("/sparql", params={"query": "ASK { <https://e.org/new> ?p ?o }"})
    assert is_new.json()["boolean"] is False


def test_service_is_described_where_no_query_is_given(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert f"sd:endpoint <{client.base_url.join('/sparql')}>" in answer.text
    for graph in (G1, G2, G3):
        assert f"sd:name <{graph}>" in answer.text


@pytest.mark.parametrize("host", ['a"<b>', "a b", "x/y?z#", "[::1"])
def test_a_host_that_is_none_is_not_repeated(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host})
    assert f"sd:endpoint <{client.base_url.join('/sparql')}>" in answer.text


def test_pages_of_other_hosts_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://e.org"}
    answer = client.get("/sparql", params={"query": VALUES}, headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(
        "/sparql", headers={
            **origin, "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
    )  # fmt: skip
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    refused = client.options("/sparql", headers={**origin, "Access-Control-Request-Method": "PUT"})
    assert refused.status_code == 400


class TestStore:
    def test_gives_a_graph(self, client: httpx.Client) -> None:
        answer = client.get(
            "/store", params={"graph": G2}, headers={"Accept": "application/n-triples"}
        )
        assert answer.text == '<https://e.org/s2> <https://e.org/p> "2" .\n'

    def test_gives_the_default_graph(self, client: httpx.Client) -> None:
        answer = client.get("/store?default")
        assert '"default"' in answer.text
        assert '"2"' not in answer.text

    def test_gives_only_the_head(self, client: httpx.Client) -> None:
        answer = client.head("/store?default")
        assert answer.status_code == 200
        assert answer.content == b""

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("graph=https://e.org/none", 404), ("graph=none", 400), ("", 400), ("graph=", 400),
            ("default&graph=https://e.org/g1", 400),
        ],
    )  # fmt: skip
    def test_refuses_what_names_no_graph(
        self, client: httpx.Client, query: str, status: int
    ) -> None:
        assert client.get(f"/store?{query}").status_code == status

    @pytest.mark.parametrize("method", ["OPTIONS", "PUT", "POST", "DELETE", "PATCH"])
    def test_changes_nothing(self, client: httpx.Client, method: str) -> None:
        answer = client.request(method, "/store", params={"graph": G1}, content=b"")
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"
        assert client.get("/store", params={"graph": G1}).status_code == 200
