"""Each field of a record becomes triples; there are no blank nodes and no loose ends."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest
from papers import ATARI, FULL, LIST, NIGHTOWL, UNTITLED
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from terms import text_of

from kg.errors import InputError
from kg.identity import Namespace
from kg.mapping import (
    agent_triples,
    concept_triples,
    evidence_triples,
    paper_triples,
    provenance_triples,
    record_key,
    record_triples,
    source_triples,
)
from kg.mapping.things import agent_iri
from kg.model import Agent, Details, Identifier, Paper
from kg.serialization import serialize
from kg.vocab import DETAILS, term

NAMESPACE = Namespace()
PAPER = NAMESPACE.iri("paper", "arxiv-1901.00001")


def objects(triples: list[Triple], subject: NamedNode, name: str) -> list[str]:
    """List the values of one property."""
    return sorted(
        text_of(t.object) for t in triples if t.subject == subject and t.predicate == term(name)
    )


def all_triples(paper: Paper) -> list[Triple]:
    """Map a paper with everything beside it."""
    key = record_key(paper)
    provenance = provenance_triples(paper.records[0], key, NAMESPACE)
    return [*record_triples(paper), *evidence_triples(paper, key, "0.1", NAMESPACE), *provenance]


@pytest.mark.parametrize("field", [f.name for f in fields(Paper)])
def test_record_triples_carry_every_field(field: str) -> None:
    changed = {
        "authors": FULL.authors[:1], "identifiers": FULL.identifiers[:1], "other_titles": (), "editors": (),
        "records": UNTITLED.records, "mentions": (), "keywords": (), "printed_identifiers": (), "details": Details(), "references": (), "funding": (),
    }  # fmt: skip
    without = replace(FULL, **{field: changed.get(field)})  # type: ignore[arg-type]
    assert set(all_triples(without)) != set(all_triples(FULL))


@pytest.mark.parametrize("field", [f.name for f in fields(Details)])
def test_record_triples_carry_every_detail_under_its_property(field: str) -> None:
    bare = replace(FULL, details=replace(FULL.details, **{field: None}))
    said = set(all_triples(FULL)) - set(all_triples(bare))
    assert term(DETAILS[field]) in {each.predicate for each in said}
    assert list(DETAILS) == [each.name for each in fields(Details)]


def test_record_triples_say_what_the_paper_is() -> None:
    triples = all_triples(FULL)
    assert objects(triples, PAPER, "rdf:type") == [
        "http://purl.org/spar/fabio/ConferencePaper", "https://example.org/kg/ns#Publication",
        "https://schema.org/ScholarlyArticle",
    ]  # fmt: skip
    assert objects(triples, PAPER, "schema:identifier") == ["arXiv:1901.00001", "doi:10.5555/owl.1"]
    assert objects(triples, PAPER, "schema:sameAs") == [
        "https://arxiv.org/abs/1901.00001", "https://doi.org/10.5555/owl.1"
    ]  # fmt: skip
    assert objects(triples, PAPER, "kg:introduces") == [
        "https://example.org/kg/method/nightowl-0a1b2c3d"
    ]
    assert objects(triples, PAPER, "kg:evaluatesOn") == ["https://example.org/kg/benchmark/atari"]
    assert len(objects(triples, PAPER, "schema:mentions")) == 2


def test_record_triples_give_each_kind_its_class() -> None:
    classes = {
        "Book": "Book", "BookChapter": "Chapter", "MastersThesis": "Thesis", "Thesis": "Thesis",
        "ReportDocument": "Report", "ConferencePoster": "Poster", None: "ScholarlyArticle",
    }  # fmt: skip
    for kind, class_ in classes.items():
        found = objects(all_triples(replace(FULL, kind=kind)), PAPER, "rdf:type")
        assert f"https://schema.org/{class_}" in found
        assert len(found) == (3 if kind else 2)


def test_record_triples_put_the_isbn_on_a_book_and_on_the_volume_of_a_chapter() -> None:
    for kind, owner in (("Book", PAPER), ("BookChapter", NAMESPACE.iri("venue", "iclr"))):
        triples = all_triples(replace(FULL, kind=kind))
        assert [t.subject for t in triples if t.predicate == term("schema:isbn")] == [owner]


def test_record_triples_keep_author_order_and_printed_names() -> None:
    triples = all_triples(FULL)
    lines = [NAMESPACE.iri("authorship", f"arxiv-1901.00001.{n}") for n in (1, 2, 3)]
    assert [objects(triples, line, "schema:position") for line in lines] == [["1"], ["2"], ["3"]]
    assert objects(triples, lines[2], "schema:name") == ["Team, Worlds"]
    team = NamedNode(objects(triples, lines[2], "schema:item")[0])
    assert objects(triples, team, "rdf:type") == ["https://schema.org/Organization"]
    assert objects(triples, team, "schema:name") == ["Worlds Team"]


def test_evidence_triples_quote_what_stands_at_the_offsets() -> None:
    triples = all_triples(FULL)
    for mention in FULL.mentions:
        place = f"arxiv-1901.00001.abstract.{mention.start}-{mention.end}"
        quote = objects(triples, NAMESPACE.iri("quote", place), "oa:exact")
        assert FULL.abstract
        assert quote == [FULL.abstract[mention.start : mention.end]]
        source = objects(triples, NAMESPACE.iri("span", place), "oa:hasSource")
        assert source == ["https://example.org/kg/text/arxiv-1901.00001.abstract"]


def test_evidence_triples_give_a_confidence_only_where_there_is_one() -> None:
    assert not any(t.predicate == term("itsrdf:taConfidence") for t in all_triples(FULL))
    sure = replace(FULL, mentions=(replace(FULL.mentions[0], confidence=0.876),))
    found = [t.object for t in all_triples(sure) if t.predicate == term("itsrdf:taConfidence")]
    assert found == [Literal("0.88", datatype=term("xsd:decimal"))]


@pytest.mark.parametrize("paper", [FULL, UNTITLED])
def test_all_triples_have_no_blank_node_and_no_undescribed_thing(paper: Paper) -> None:
    triples = all_triples(paper)
    assert not any(isinstance(each, BlankNode) for triple in triples for each in triple)
    described = {t.subject for t in triples}
    external = {"source", "run"}
    for triple in triples:
        iri = triple.object.value if isinstance(triple.object, NamedNode) else ""
        if iri.startswith(NAMESPACE.base) and iri.split("/")[4] not in external and "#" not in iri:
            assert triple.object in described, triple


def test_paper_triples_keep_what_is_malformed_for_the_shapes() -> None:
    odd = Paper(title="T", year="199x", identifiers=(Identifier("doi", "see publisher"),))
    triples = list(record_triples(odd))
    assert {t.object for t in triples if t.predicate == term("schema:identifier")} == {
        Literal("doi:see publisher")
    }
    assert not any(t.predicate == term("schema:sameAs") for t in triples)
    assert Literal("199x", datatype=term("xsd:gYear")) in {t.object for t in triples}


@pytest.mark.parametrize(
    ("year", "date", "published"),
    [
        ("2019", "2019-01-02", '"2019-01-02"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("2019", "2019-01", '"2019-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("2019", None, '"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("199x", None, None),
        (None, None, None),
    ],
)
def test_paper_triples_say_for_schema_org_what_is_known_of_the_date(
    year: str | None, date: str | None, published: str | None
) -> None:
    triples = record_triples(Paper(title="T", year=year, date=date))
    found = [str(t.object) for t in triples if t.predicate == term("schema:datePublished")]
    assert found == ([published] if published else [])


@pytest.mark.parametrize("paper", [Paper(title="T", url="no url"), Paper(title="T", kind="a b")])
def test_paper_triples_refuse_what_cannot_be_an_iri(paper: Paper) -> None:
    with pytest.raises(InputError):
        list(paper_triples(paper, "title-0"))


def test_agent_triples_link_the_orcid_even_when_malformed() -> None:
    for orcid, iri in {
        "0000-0002-1825-0097": "https://orcid.org/0000-0002-1825-0097",
        "http://orcid.org/12 34": "https://orcid.org/12%2034",
    }.items():
        triples = list(agent_triples(Agent("A B", "B, A", orcid=orcid)))
        assert NamedNode(iri) in {t.object for t in triples}


def test_concept_triples_say_whether_a_curator_made_it() -> None:
    for concept, curated in ((ATARI, "true"), (NIGHTOWL, "false")):
        triples = list(concept_triples(concept))
        assert [text_of(t.object) for t in triples if t.predicate == term("kg:curated")] == [
            curated
        ]


def test_concept_triples_in_another_base_match_the_shared_vocabulary() -> None:
    triples = list(concept_triples(ATARI, Namespace("https://data.example.com/")))
    matches = [text_of(t.object) for t in triples if t.predicate == term("skos:exactMatch")]
    assert matches == ["https://example.org/kg/benchmark/atari"]


def test_source_triples_say_whose_list_it_is() -> None:
    triples = list(source_triples(LIST))
    assert [text_of(t.object) for t in triples if t.predicate == term("schema:about")] == [
        "https://example.org/kg/person/ana-lopez-" + _owner_hash()
    ]


def _owner_hash() -> str:
    from kg.identity import agent_key

    assert LIST.owner
    return agent_key(LIST.owner).rpartition("-")[2]


def test_everything_mints_under_the_given_base() -> None:
    namespace = Namespace("https://data.example.com/")
    text = serialize(record_triples(FULL, namespace), "nt").decode()
    assert "https://data.example.com/paper/arxiv-1901.00001" in text
    assert "https://example.org/kg/paper" not in text


def test_records_and_triples_pickle() -> None:
    assert pickle.loads(pickle.dumps(FULL)) == FULL
    triples = list(record_triples(FULL))
    assert pickle.loads(pickle.dumps(triples)) == triples


def test_record_triples_say_a_title_once() -> None:
    """Crossref tells the title of an article once more, as its original one."""
    paper = replace(FULL, title="Owls", other_titles=("Owls", "Eulen"))
    said = [
        each.object
        for each in record_triples(paper)
        if each.predicate == term("schema:alternateName")
    ]
    assert said == [Literal("Eulen")]


def test_an_organization_has_one_name_however_often_a_record_writes_it() -> None:
    ror = "https://ror.org/01xtthb56"
    one, other = (Agent(name, name, "group", registry=ror) for name in ("Owl Lab", "Lab of Owls"))
    third, fourth = (Agent(name, name, "group") for name in ("Night House", "night-house"))
    people = (replace(FULL.authors[0], organizations=(one, other, third, fourth)),)
    names = objects(
        all_triples(replace(FULL, authors=people)),
        NAMESPACE.iri("org", "ror-01xtthb56"),
        "schema:name",
    )
    assert names == ["Owl Lab"]
    key = agent_iri(third, NAMESPACE)
    assert objects(all_triples(replace(FULL, authors=people)), key, "schema:name") == [
        "Night House"
    ]
