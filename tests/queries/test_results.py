"""Result formats and descriptions."""

from __future__ import annotations

import io
import re
from typing import IO, cast

import pyoxigraph as ox
import pytest
import rdflib
from asking import GRAPH, PREFIXES, layout
from rdflib.query import Result

from kg.answers import compact
from kg.errors import QueryError
from kg.queries import choose_format, describe, stream_results, write_results
from kg.store import Store

pytestmark = pytest.mark.usefixtures("collected_later")


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.open(GRAPH)


SELECT = 'SELECT * { VALUES (?a ?b) { ("x\\ty, \\"z\\"\\n" UNDEF) (<https://e.org/ü> 7) ("é"@fr true) } }'


def write(store: Store, text: str, format: str, limit: int | None = None) -> tuple[bytes, bool]:
    results = store.query(text)
    chosen = choose_format(results, format)
    return write_results(results, chosen, prefixes=PREFIXES, layout=layout, limit=limit)


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_write_results_under_a_limit_gives_the_same_bytes(format: str, store: Store) -> None:
    whole, is_cut = write(store, SELECT, format)
    assert not is_cut
    assert write(store, SELECT, format, limit=3) == (whole, False)
    shorter, is_cut = write(store, SELECT, format, limit=2)
    assert is_cut
    assert len(shorter) < len(whole)


def test_write_results_csv_and_tsv_follow_the_specification(store: Store) -> None:
    csv, _ = write(store, SELECT, "csv")
    assert csv == 'a,b\r\n"x\ty, ""z""\n",\r\nhttps://e.org/ü,7\r\né,true\r\n'.encode()
    tsv, _ = write(store, SELECT, "text/tab-separated-values")
    assert tsv.decode().splitlines()[:3] == [
        "?a\t?b", '"x\\ty, \\"z\\"\\n"\t', "<https://e.org/ü>\t7",
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_write_results_is_read_back_by_rdflib(format: str, store: Store) -> None:
    written, _ = write(store, SELECT, format)
    result = Result.parse(io.BytesIO(written), format=format)
    assert len(result.bindings) == 3
    assert str(result.bindings[1][rdflib.Variable("a")]) == "https://e.org/ü"


@pytest.mark.parametrize("format", ["table", "csv", "tsv"])
def test_write_results_boolean_is_a_bare_word(format: str, store: Store) -> None:
    assert write(store, "ASK {}", format) == (b"true\n", False)
    assert write(store, "ASK { <a:b> ?p ?o }", format) == (b"false\n", False)


class Trickle(io.RawIOBase):
    """A stream that remembers the size of its largest piece."""

    def __init__(self) -> None:
        self.whole, self.largest = 0, 0

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self.whole += len(content)
        self.largest = max(self.largest, len(content))
        return len(content)


@pytest.mark.parametrize("limit", [None, 40_000])
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_stream_results_writes_rows_while_they_come(format: str, limit: int | None) -> None:
    quads = ox.Store()
    nodes = [ox.NamedNode(f"https://e.org/{n}") for n in range(200)]
    quads.extend(ox.Quad(node, nodes[0], node) for node in nodes)
    results = Store(quads).query("SELECT ?a ?c { ?a ?b ?x . ?c ?d ?y }")
    out = Trickle()
    written = stream_results(
        results, format, cast("IO[bytes]", out), prefixes=PREFIXES, layout=layout, limit=limit
    )
    assert not written.is_cut
    assert out.whole > 1_400_000
    assert out.largest < 100_000


def test_write_results_counts_rows_and_triples(store: Store) -> None:
    assert write(store, SELECT, "count")[0] == b"3\n"
    assert write(store, "CONSTRUCT WHERE { ?s a kg:Method }", "count")[0] == b"5\n"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("format", ["turtle", "nt", "jsonld", "application/rdf+xml", "table"])
def test_write_results_graph_reads_back(format: str, store: Store) -> None:
    text = "CONSTRUCT WHERE { ?s a kg:Method ; schema:name ?name }"
    written, _ = write(store, text, format)
    parsed = rdflib.Graph().parse(
        written, format={"table": "turtle", "jsonld": "json-ld"}.get(format, format)
    )
    assert len(parsed) == 10


@pytest.mark.parametrize(
    ("text", "format", "fit"),
    [
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "turtle, nt"),
        ("SELECT * {}", "turtle", "table, csv"),
        ("ASK {}", "count", "table, csv"),
        ("SELECT * {}", "docx", "table, csv"),
    ],
)
def test_choose_format_says_what_fits(text: str, format: str, fit: str, store: Store) -> None:
    with pytest.raises(QueryError, match=fit):
        choose_format(store.query(text), format)


def test_choose_format_goes_by_the_output(store: Store) -> None:
    assert choose_format(store.query("SELECT * {}"), None, "rows.srj.gz") == "json"
    assert choose_format(store.query("DESCRIBE <a:b>"), None, "rows.nt") == "nt"
    assert choose_format(store.query("SELECT * {}"), None, "rows") == "table"


def test_compact_keeps_what_no_prefixed_name_can_hold() -> None:
    assert compact(ox.NamedNode(PREFIXES["paper"] + "a/b"), PREFIXES) == f"<{PREFIXES['paper']}a/b>"
    assert compact(ox.NamedNode(PREFIXES["paper"] + "a.1"), PREFIXES) == "paper:a.1"
    assert compact(ox.Literal("a\x1b[31m\nb"), {}) == "a [31m b"


@pytest.mark.parametrize(
    ("thing", "parts"),
    [
        (
            "tidepool",
            [
                "Tide Pool Suite",
                "skos:broader of",
                "TidePool-8",
                "evaluates on",
                "TidePool     abstract     52     60     evaluate",
            ],
        ),
        ("Inès Øe", ["schema:Person", "Papers", "Written with", "Reef Team"]),
        (
            "paper:title-00112233aabbccdd",
            ['"seeing" in the dark', "Oe, Ines", "Evidence", "oe.txt"],
        ),
        (
            "https://example.org/kg/paper/abstract-5566778899aabbcc",
            ["DriftNet follows", "Read from"],
        ),
        ("Tom Wu", ["2 things have this name", "person:tom-wu-2b3c4d5e-99aa99aa"]),
    ],
)
def test_describe_tells_what_is_known(thing: str, parts: list[str], store: Store) -> None:
    text = re.sub("  +", "     ", describe(thing, store).text())
    for part in parts:
        assert part in text


@pytest.mark.parametrize("thing", ["Inez Zoe", "TidePol", "paper:nowhere", "zzz", '" } #'])
def test_describe_refuses_what_nothing_is_called(thing: str, store: Store) -> None:
    with pytest.raises(QueryError, match="nothing has this name or IRI"):
        describe(thing, store)
