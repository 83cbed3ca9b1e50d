"""The description of the data set: nothing is claimed that was not said, and all counts are right."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from folders import ROOT
from lists_of_owls import MICE, OWLS, contents, write_lines
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

import kg
from kg.errors import InputError
from kg.serialization import parse_file
from kg.vocab import PREFIXES, term

DATASET = NamedNode("https://example.org/kg/dataset")
SAID = kg.Description(
    title="Owls of the harbour",
    licence="https://creativecommons.org/licenses/by/4.0/",
    publisher="Owl Lab",
    creators=("Ana López <https://orcid.org/0000-0002-1825-0097>", "https://owls.example.org/bo"),
    homepage="https://owls.example.org/data/",
)


def void(folder: Path) -> list[Triple]:
    """Read the description of a build."""
    return [quad.triple for quad in parse_file(folder / "void.ttl")]


def objects(triples: list[Triple], name: str, subject: NamedNode | None = None) -> list[str]:
    """List the values of a property, of one subject or of all."""
    return sorted(
        each.object.value  # type: ignore[union-attr]
        for each in triples
        if each.predicate == term(name) and subject in (None, each.subject)
    )


@pytest.fixture
def owls(tmp_path: Path) -> str:
    return write_lines(tmp_path / "owls.jsonl", OWLS)


def test_nothing_is_claimed_that_was_not_said(tmp_path: Path, owls: str) -> None:
    kg.build([owls], tmp_path / "out", mentions=False)
    triples = void(tmp_path / "out")
    for name in (
        "dcterms:license", "dcterms:publisher", "dcterms:creator", "dcterms:description",
        "dcterms:issued", "foaf:homepage", "dcat:landingPage", "dcat:downloadURL", "void:dataDump",
    ):  # fmt: skip
        assert objects(triples, name) == [], name
    assert objects(triples, "dcterms:title", DATASET) == []


def test_what_was_said_is_described(tmp_path: Path, owls: str) -> None:
    kg.build([owls], tmp_path / "out", mentions=False, description=SAID)
    triples = void(tmp_path / "out")
    assert objects(triples, "dcterms:title", DATASET) == ["Owls of the harbour"]
    assert objects(triples, "dcterms:license", DATASET) == [SAID.licence]
    assert set(objects(triples, "dcterms:license")) == {SAID.licence}
    assert len(objects(triples, "dcterms:license")) == 5  # the whole, its parts, their files
    assert objects(triples, "foaf:homepage", DATASET) == [SAID.homepage]
    assert objects(triples, "dcterms:creator", DATASET) == [
        "https://orcid.org/0000-0002-1825-0097", "https://owls.example.org/bo",
    ]  # fmt: skip
    assert objects(triples, "foaf:name") == ["Ana López", "Owl Lab"]
    files = ["https://owls.example.org/data/kg.ttl", "https://owls.example.org/data/mentions.ttl"]
    assert objects(triples, "dcat:downloadURL") == objects(triples, "void:dataDump") == files


def test_files_lie_in_a_namespace_of_ones_own(tmp_path: Path, owls: str) -> None:
    kg.build([owls], tmp_path / "out", mentions=False, base="https://data.example.com/owls#")
    found = objects(void(tmp_path / "out"), "dcat:downloadURL")
    assert found == [f"https://data.example.com/{name}.ttl" for name in ("kg", "mentions")]


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("licence", "CC0", "--licence: not a web address: 'CC0'"),
        ("licence", "https://", "--licence: not a web address"),
        ("homepage", "owls.example.org", "--homepage: not a web address"),
        ("homepage", "https://[owls]/", "--homepage: not a web address"),
        ("publisher", " ", "--publisher: nothing is given"),
        ("creators", ("Ana", ""), "--creator: nothing is given"),
        ("creators", ("Ana <ana>",), "--creator: not a web address: 'ana'"),
        ("title", "", "--title: nothing is given"),
    ],
)
def test_description_refuses_what_it_cannot_say(field: str, value: object, what: str) -> None:
    with pytest.raises(InputError) as error:
        kg.Description(**{field: value})  # type: ignore[arg-type]
    assert str(error.value).startswith(what)


def test_a_title_is_a_text_and_no_agent() -> None:
    assert kg.Description(title="Owls <b>, and others").title == "Owls <b>, and others"


def count(store: Store, query: str) -> int:
    (row,) = store.query(query)  # type: ignore[misc]
    return int(row[0].value)


@pytest.mark.parametrize("published", [True, False])
def test_counts_equal_those_of_queries(tmp_path: Path, owls: str, published: bool) -> None:
    folder = ROOT / "out" if published else tmp_path / "out"
    if not published:
        kg.build([owls], folder, mentions=False)
    store, about = Store(), Store()
    for name in ("kg.ttl", "mentions.ttl"):
        store.load(path=folder / name, format=RdfFormat.TURTLE)
    about.load(path=folder / "void.ttl", format=RdfFormat.TURTLE)
    triples, void_ = void(folder), f"PREFIX void: <{PREFIXES['void']}> "
    for name, pattern in (
        ("void:triples", "COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("void:entities", "COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("void:classes", "COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        ("void:properties", "COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
    ):
        assert objects(triples, name, DATASET) == [str(count(store, f"SELECT ({pattern}"))], name
    for kind, number, query in (
        ("class", "entities", "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x"),
        ("property", "triples", "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x"),
    ):
        said = about.query(f"{void_} SELECT ?x ?n {{ ?d void:{kind} ?x ; void:{number} ?n }}")
        assert {(r[0], r[1]) for r in said} == {(r[0], r[1]) for r in store.query(query)}, kind  # type: ignore[union-attr]


def test_files_are_described_as_they_are(tmp_path: Path, owls: str) -> None:
    kg.build([owls], tmp_path / "out", mentions=False)
    triples = void(tmp_path / "out")
    for name in ("kg.ttl", "mentions.ttl"):
        content = (tmp_path / "out" / name).read_bytes()
        file = NamedNode(f"{DATASET.value}/{name}")
        assert objects(triples, "dcat:byteSize", file) == [str(len(content))]
        (checksum,) = objects(triples, "spdx:checksum", file)
        digest = hashlib.sha256(content).hexdigest()
        assert objects(triples, "spdx:checksumValue", NamedNode(checksum)) == [digest]
        assert objects(triples, "dcat:mediaType", file)[0].endswith("/text/turtle")
        part = NamedNode(f"{DATASET.value}/{name.removesuffix('.ttl')}")
        assert objects(triples, "void:triples", part) == [
            str(len(set(parse_file(tmp_path / "out" / name))))
        ]


def test_add_and_remove_give_the_bytes_of_one_build_with_the_same_description(
    tmp_path: Path, owls: str
) -> None:
    mice = write_lines(tmp_path / "mice.jsonl", MICE)
    for name, sources in (("both", [owls, mice]), ("one", [owls])):
        kg.build(sources, tmp_path / name, mentions=False, description=SAID)
    kg.build([owls], tmp_path / "out", mentions=False, description=SAID)
    kg.add([mice], tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "both")
    kg.remove(["mice.jsonl"], tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "one")
    assert Triple(DATASET, term("dcterms:title"), Literal("Owls of the harbour")) in void(
        tmp_path / "out"
    )
