"""What is written is read back equal, by two libraries; equal graphs give equal bytes."""

from __future__ import annotations

import gzip
import json
import random
import warnings
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, parse

from kg.errors import RdfError
from kg.identity import Namespace
from kg.serialization import FORMATS, parse_file, serialize, to_rdflib
from kg.serialization.diff import as_patch, as_text, as_update, diff
from kg.serialization.formats import format_of
from kg.serialization.ordering import canonical_order
from kg.vocab import term

PREFIXES = Namespace().prefixes()
NAME = term("schema:name")

_keys = st.text("abz09-.", min_size=1, max_size=8).map(
    lambda key: f"https://example.org/kg/paper/{key}"
)
_iris = st.one_of(_keys, st.sampled_from(["schema:odd", "urn:x:y", "https://schema.org/Person"]))
_nodes = _iris.map(NamedNode)
_texts = st.text(st.characters(codec="utf-8"), max_size=20)
_literals = st.one_of(
    _texts.map(Literal),
    _texts.map(lambda text: Literal(text, language="en")),
    st.integers().map(Literal),
    st.sampled_from(["2020", "199x"]).map(lambda y: Literal(y, datatype=term("xsd:gYear"))),
)
_predicates = st.sampled_from([NAME, term("rdf:type"), term("kg:cue")])
_triples = st.lists(
    st.builds(Triple, _nodes, _predicates, st.one_of(_nodes, _literals)), max_size=12
)


@given(_triples)
@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"rdfxml"}))
def test_serialize_then_parse_gives_the_same_triples(format: str, triples: list[Triple]) -> None:
    written = serialize(triples, format, PREFIXES)
    read = {quad.triple for quad in parse(written, format=FORMATS[format].rdf_format)}
    assert read == set(triples)


@given(_triples, st.randoms(use_true_random=False))
@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"rdfxml"}))
def test_serialize_does_not_depend_on_order(
    format: str, triples: list[Triple], shuffle: random.Random
) -> None:
    other = [*triples, *triples[:3]]
    shuffle.shuffle(other)
    assert serialize(other, format, PREFIXES) == serialize(triples, format, PREFIXES)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_serialize_is_understood_by_rdflib(format: str) -> None:
    paper = NamedNode("https://example.org/kg/paper/arxiv-1901.00001")
    triples = [
        Triple(paper, term("rdf:type"), term("schema:ScholarlyArticle")),
        Triple(paper, NAME, Literal('Q($\\lambda$) & "naïve" <𝒬>\nline')),
        Triple(
            paper, term("fabio:hasPublicationYear"), Literal("2019", datatype=term("xsd:gYear"))
        ),
        Triple(paper, term("skos:altLabel"), Literal("a", language="en")),
    ]
    names = {"nt": "ntriples", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
    expected = rdflib.Graph().parse(data=serialize(triples, "nt"), format="ntriples")
    written = serialize(triples, format, PREFIXES)
    with warnings.catch_warnings():
        # rdflib warns of its own use of a deprecated class when it parses data sets.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=written, format=names.get(format, format))
        assert set(graph.triples((None, None, None))) == set(expected)


def test_serialize_writes_turtle_that_is_pleasant_to_read() -> None:
    paper = NamedNode("https://example.org/kg/paper/arxiv-1901.00001")
    person = NamedNode("https://example.org/kg/person/ana-lopez-11aa22bb")
    triples = [
        Triple(person, NAME, Literal("Ana López")),
        Triple(paper, NAME, Literal("NightOwl")),
        Triple(paper, term("schema:author"), person),
        Triple(
            paper, term("schema:author"), NamedNode("https://example.org/a b".replace(" ", "%20"))
        ),
        Triple(paper, term("rdf:type"), term("schema:ScholarlyArticle")),
        Triple(
            paper, term("fabio:hasPublicationYear"), Literal("2019", datatype=term("xsd:gYear"))
        ),
        Triple(paper, term("schema:position"), Literal(3)),
    ]
    assert serialize(triples, "turtle", PREFIXES).decode() == (
        "@prefix fabio: <http://purl.org/spar/fabio/> .\n"
        "@prefix paper: <https://example.org/kg/paper/> .\n"
        "@prefix person: <https://example.org/kg/person/> .\n"
        "@prefix schema: <https://schema.org/> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "paper:arxiv-1901.00001 a schema:ScholarlyArticle ;\n"
        '    fabio:hasPublicationYear "2019"^^xsd:gYear ;\n'
        "    schema:author\n"
        "        <https://example.org/a%20b>,\n"
        "        person:ana-lopez-11aa22bb ;\n"
        '    schema:name "NightOwl" ;\n'
        "    schema:position 3 .\n"
        "\n"
        'person:ana-lopez-11aa22bb schema:name "Ana López" .\n'
    )


def test_serialize_names_blank_nodes_by_content() -> None:
    paper = NamedNode("https://example.org/a")
    first = [Triple(paper, NAME, BlankNode("x")), Triple(BlankNode("x"), NAME, Literal("1"))]
    second = [Triple(BlankNode("y"), NAME, Literal("1")), Triple(paper, NAME, BlankNode("y"))]
    assert serialize(first, "turtle") == serialize(second, "turtle")


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_canonical_order_through_files_equals_order_in_memory(chunk: int) -> None:
    quads = [
        Quad(NamedNode(f"https://example.org/{n % 7}"), NAME, Literal(str(n % 5)))
        for n in range(50)
    ]
    assert list(canonical_order(quads, chunk=chunk)) == list(canonical_order(quads))


@pytest.mark.parametrize(
    ("triple", "format"),
    [
        (Triple(NamedNode("https://a.b/c"), NAME, Literal("bell \x07")), "rdfxml"),
        (Triple(NamedNode("https://a.b/c"), NamedNode("https://a.b/12"), Literal("x")), "rdfxml"),
    ],
)
def test_serialize_refuses_what_a_format_cannot_hold(triple: Triple, format: str) -> None:
    with pytest.raises(RdfError, match="RDF/XML cannot hold"):
        serialize([triple], format)


def test_serialize_refuses_to_lose_a_graph_name() -> None:
    quad = Quad(NamedNode("https://a.b/c"), NAME, Literal("x"), NamedNode("https://a.b/g"))
    with pytest.raises(RdfError, match="named graphs"):
        serialize([quad], "turtle")
    assert b"https://a.b/g" in serialize([quad], "jsonld")


def test_parse_file_says_where_the_mistake_is(tmp_path: Path) -> None:
    file = tmp_path / "cut.ttl"
    file.write_text('<https://a.b/c> <https://schema.org/name>\n  "cut of')
    with pytest.raises(RdfError, match=r"cut\.ttl:2:3: not parseable as turtle"):
        list(parse_file(file))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 ...", b"\xff\xfe\x00"])
def test_parse_file_refuses_what_is_no_rdf(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.ttl"
    file.write_bytes(content)
    with pytest.raises(RdfError, match=r"x\.ttl"):
        list(parse_file(file))


def test_parse_file_refuses_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RdfError, match="no such file"):
        list(parse_file(tmp_path / "none.ttl"))
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(RdfError, match="folder"):
        list(parse_file(tmp_path / "folder.ttl"))
    with pytest.raises(RdfError, match=r"folder.*kg\.ttl"):
        format_of(tmp_path)


def test_parse_file_unpacks_gzip_and_reports_damage(tmp_path: Path) -> None:
    packed = gzip.compress(b'<https://a.b/c> <https://schema.org/name> "x" .')
    (tmp_path / "a.ttl.gz").write_bytes(packed)
    (tmp_path / "b.ttl.gz").write_bytes(packed[:-9])
    assert len(list(parse_file(tmp_path / "a.ttl.gz"))) == 1
    with pytest.raises(RdfError, match="damaged"):
        list(parse_file(tmp_path / "b.ttl.gz"))


def test_parse_file_reads_schema_org_json_without_fetching(tmp_path: Path) -> None:
    file = tmp_path / "paper.jsonld"
    record = {"@context": "https://schema.org", "@type": "ScholarlyArticle",
              "sameAs": "https://doi.org/10.1000/x", "name": "T"}  # fmt: skip
    file.write_text(json.dumps(record))
    objects = {quad.object for quad in parse_file(file)}
    assert objects == {
        term("schema:ScholarlyArticle"), NamedNode("https://doi.org/10.1000/x"), Literal("T")
    }  # fmt: skip


def test_parse_file_fetches_no_other_context(tmp_path: Path) -> None:
    file = tmp_path / "paper.jsonld"
    file.write_text('{"@context": "https://example.org/context", "name": "T"}')
    with pytest.raises(RdfError, match="not fetched"):
        list(parse_file(file))


def test_to_rdflib_reads_every_triple(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text('<https://a.b/c> <https://schema.org/name> "x", "y" .')
    assert len(to_rdflib(str(file))) == 2


def test_diff_shows_what_changed(tmp_path: Path) -> None:
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    old.write_text('<https://a.b/c> <https://a.b/p> "1" .\n<https://a.b/c> <https://a.b/p> "2" .\n')
    new.write_text('<https://a.b/c> <https://a.b/p> "2" .\n<https://a.b/c> <https://a.b/p> "3" .\n')
    difference = diff(old, new)
    assert list(as_text(difference)) == [
        '- <https://a.b/c> <https://a.b/p> "1" .', '+ <https://a.b/c> <https://a.b/p> "3" .'
    ]  # fmt: skip
    assert list(as_patch(difference))[1:3] == [
        'D <https://a.b/c> <https://a.b/p> "1" .', 'A <https://a.b/c> <https://a.b/p> "3" .'
    ]  # fmt: skip


def test_as_update_turns_the_old_file_into_the_new_one(tmp_path: Path) -> None:
    from pyoxigraph import Store

    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text(
        '<https://a.b/c> <https://a.b/p> "1}" .\n<https://a.b/c> <https://a.b/p> "2" .\n'
    )
    new.write_text(
        '<https://a.b/c> <https://a.b/p> "2" .\n<https://a.b/c> <https://a.b/p> "3" <https://a.b/g> .\n'
    )
    store = Store()
    store.extend(parse_file(old))
    store.update("\n".join(as_update(diff(old, new))))
    assert set(store) == set(parse_file(new))


def test_serialize_writes_a_graph_without_statements_that_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "none.ttl"
    path.write_bytes(serialize([], "turtle"))
    assert list(parse_file(path)) == []


def test_serialize_writes_types_of_json_ld_where_readers_of_structured_data_look() -> None:
    paper, odd = (NamedNode(f"https://example.org/kg/paper/{name}") for name in ("a", "b"))
    triples = [
        Triple(paper, term("rdf:type"), term("schema:ScholarlyArticle")),
        Triple(paper, term("rdf:type"), term("kg:Publication")),
        Triple(odd, term("rdf:type"), NamedNode("urn:x:y")),
        Triple(odd, term("rdf:type"), Literal("no class")),
    ]
    first, second = json.loads(serialize(triples, "jsonld", PREFIXES))["@graph"]
    assert first == {"@id": "paper:a", "@type": ["kg:Publication", "schema:ScholarlyArticle"]}
    rdf_type = term("rdf:type").value
    assert second == {"@id": "paper:b", "@type": "urn:x:y", rdf_type: "no class"}
