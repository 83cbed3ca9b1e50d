"""`kg load` into real servers, which are also killed while it works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import oxigraph, virtuoso
from servers.process import Server
from servers.proxy import KillingProxy, When

from kg import endpoint

pytestmark = pytest.mark.usefixtures("collected_later")

GRAPH = "https://e.org/graph?a=1&b=é"
XSD = "http://www.w3.org/2001/XMLSchema#"
SMALL, LARGE = 2_400, 200_000


class Store:
    """A real server, and `kg` as a person runs it against that."""

    def __init__(self, server: Server, product: str, query: str) -> None:
        self.server, self.product = server, product
        self.query_url = server.url + query

    def load(
        self, file: Path, *options: str, graph: str = GRAPH, url: str | None = None
    ) -> tuple[int, str]:
        """Run `kg load`: exit code, and what it said."""
        command = [
            sys.executable, "-m", "kg", "load", url or self.server.url, str(file), "--store",
            self.product, "--graph", graph, *options,
        ]  # fmt: skip
        env = os.environ | {"KG_USER": virtuoso.USER, "KG_PASSWORD": virtuoso.PASSWORD}
        done = subprocess.run(
            command, check=False, env=env, capture_output=True, text=True, timeout=300
        )
        return done.returncode, done.stderr

    def count(self, pattern: str = "?s ?p ?o", graph: str = GRAPH) -> int:
        """Count the triples of a graph that fit a pattern."""
        text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ {pattern} }} }}"
        rows = endpoint.query(self.query_url, text)
        assert isinstance(rows, ox.QuerySolutions)
        term = next(rows)["n"]
        assert isinstance(term, ox.Literal)
        return int(term.value)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    product: str = request.param
    module = oxigraph if product == "oxigraph" else virtuoso
    if module.find_program() is None:
        pytest.skip(f"the server {product} is absent: loading into it is NOT tested")
    folder = tmp_path / "server"
    folder.mkdir()
    is_oxigraph = product == "oxigraph"
    server = oxigraph.Oxigraph(folder) if is_oxigraph else virtuoso.Virtuoso(folder)
    with server:
        yield Store(server, product, "/query" if is_oxigraph else "/sparql")


def write(path: Path, size: int, name: str = "name") -> Path:
    """Write `size` triples: things of seven classes with names, years and neighbours."""
    with path.open("w", encoding="utf-8") as out:
        for i in range(size // 4):
            thing = f"<https://e.org/é{i:06d}>"
            out.write(
                f"{thing} a <https://e.org/C{i % 7}> .\n"
                f'{thing} <https://e.org/name> "{name} \\"{i}\\" 日本 \\\\ 😀\\n"@en-GB .\n'
                f'{thing} <https://e.org/year> "{1990 + i % 30}"^^<{XSD}gYear> .\n'
                f"{thing} <https://e.org/next> <https://e.org/é{i + 1:06d}> .\n"
            )
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write(tmp_path / "new.ttl", SMALL)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.ttl", SMALL // 2, "former")


FORMER = '?s ?p ?o FILTER (STRSTARTS(STR(?o), "former"))'


def test_load_goes_all_ways_into_a_real_store(store: Store, old: Path, new: Path) -> None:
    for _ in range(2):
        code, err = store.load(old)
        assert (code, err) == (
            0,
            f"{SMALL // 2} triples sent and read back; {GRAPH} holds {SMALL // 2}\n",
        )
    assert store.load(old, graph="https://e.org/other")[0] == 0
    code, err = store.load(new, "--replace")
    assert (code, store.count(), store.count(FORMER)) == (0, SMALL, 0)
    code, err = store.load(old, "--diff")
    assert code == 0
    assert f"{SMALL // 8} triples sent, {SMALL // 2 + SMALL // 8} removed" in err
    assert (store.count(), store.count(FORMER)) == (SMALL // 2, SMALL // 8)
    assert store.load(old, "--diff")[1].startswith("0 triples sent, 0 removed")
    assert store.count(graph="https://e.org/other") == SMALL // 2


def test_query_joins_the_pages_of_a_real_store(store: Store, new: Path) -> None:
    assert store.load(new)[0] == 0
    said: list[str] = []
    text = f"SELECT ?s {{ GRAPH <{GRAPH}> {{ ?s <https://e.org/next> ?o }} }}"
    rows = endpoint.query(store.query_url, text, say=said.append)
    assert isinstance(rows, ox.QuerySolutions)
    assert len({str(row["s"]) for row in rows}) == SMALL // 4
    text = f"SELECT * {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
    rows = endpoint.query(store.query_url, text, say=said.append)
    assert isinstance(rows, ox.QuerySolutions)
    assert len({(str(s), str(p), str(o)) for s, p, o in rows}) == SMALL
    assert any("pages joined" in line for line in said) is (store.product == "virtuoso")


def test_load_finds_values_of_all_kinds_again(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "values.ttl"
    values = [
        f'"1.50"^^<{XSD}decimal>', f'"007"^^<{XSD}integer>', f'"2020-05"^^<{XSD}gYearMonth>',
        f'"2020-05-06T01:02:03Z"^^<{XSD}dateTime>', f'"http://x/é"^^<{XSD}anyURI>', '""',
        f'"{"long " * 2000}"', '"""a "b"\n\\u00e9\\t}"""', '"x"@en-GB', f'"true"^^<{XSD}boolean>',
    ]  # fmt: skip
    file.write_text("".join(f"<a:s{n}> <a:p> {value} .\n" for n, value in enumerate(values)))
    for how in ("--append", "--replace", "--diff"):
        code, err = store.load(file, how)
        assert (code, err.splitlines()[-1][-1]) == (0, "0"), err
    assert store.count() == len(values)


def _kill_amid(store: Store, new: Path, when: When) -> None:
    """Kill the server in the middle of a request of a load, and start it again."""
    with KillingProxy(store.server, when) as proxy:
        code, err = store.load(new, "--replace", "--retry", "1", url=proxy.url)
        assert proxy.has_killed, err
    assert code == 3
    assert err.splitlines()[-1].startswith(f"kg: {proxy.url}/"), err
    assert "the next --replace clears it" in err
    store.server.start()


REQUESTS: dict[str, When] = {
    "upload": lambda method, body: method == "PUT" and bool(body),
    "reading back": lambda method, body: b"COUNT" in body,
    "copy": lambda method, body: body.startswith(b"COPY"),
}


@pytest.mark.parametrize("when", REQUESTS)
def test_load_replace_keeps_the_former_graph_when_the_server_is_killed(
    when: str, store: Store, old: Path, new: Path
) -> None:
    assert store.load(old, "--replace")[0] == 0
    _kill_amid(store, new, REQUESTS[when])
    assert (store.count(), store.count(FORMER)) == (SMALL // 2, SMALL // 8)
    assert store.load(new, "--replace")[0] == 0
    assert (store.count(), store.count(FORMER)) == (SMALL, 0)


@pytest.mark.slow
def test_load_of_200_000_triples_survives_a_kill(store: Store, tmp_path: Path) -> None:
    large = write(tmp_path / "large.ttl", LARGE)
    former = write(tmp_path / "former.ttl", LARGE, "former")
    code, err = store.load(former, "--replace")
    assert (code, err) == (0, f"{LARGE} triples sent and read back; {GRAPH} holds {LARGE}\n")
    # The second part, and nothing that is asked, comes by POST without a word of SPARQL.
    _kill_amid(store, large, lambda method, body: method == "POST" and len(body) > 100_000)
    assert (store.count(), store.count(FORMER)) == (LARGE, LARGE // 4)
    code, err = store.load(large, "--replace")
    assert (code, store.count(), store.count(FORMER)) == (0, LARGE, 0)
    code, err = store.load(former, "--diff")
    assert err.startswith(f"{LARGE // 4} triples sent, {LARGE // 4} removed and read back")
