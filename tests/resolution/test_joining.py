"""What joined records by less than an identifier is said of each of them, in one text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from papers import ABSTRACT, ANA, BO, LIST, OTHER, at

from kg.identity import identifier_key, record_keys
from kg.mapping import provenance_triples
from kg.model import Identifier, Paper
from kg.resolution import Decision, Decisions, resolve_papers
from kg.vocab import term

OWLS = Paper(title="Owls of the far north hunt by hearing", authors=(ANA, BO), year="2019")
DOI = (Identifier("doi", "10.1000/owls.1"),)


def said(*papers: Paper, decisions: Decisions | None = None) -> list[str]:
    """Join records into the one paper that they are, and list what is said of each."""
    placed = [at(each, OTHER, n) for n, each in enumerate(papers, 1)]
    (only,) = resolve_papers(placed, decisions=decisions)
    assert [each.index for each in only.paper.records] == list(range(1, len(papers) + 1))
    return list(only.joined)


def test_what_an_identifier_joins_says_nothing() -> None:
    assert not any(
        said(replace(OWLS, identifiers=DOI), replace(OWLS, identifiers=DOI, year="2020"))
    )
    assert not said(OWLS)


def test_what_titles_join_says_what_was_compared() -> None:
    one, other = said(OWLS, replace(OWLS, title="Owls of the far north hunt by hearinng"))
    assert one == other
    assert {"2 of 2 authors", "same year"} <= {*one.split("; ")}
    assert said(OWLS, OWLS) == ["same description"] * 2


def test_a_record_beside_identified_ones_alone_says_why() -> None:
    identified = replace(OWLS, identifiers=DOI)
    first, second, third = said(identified, replace(identified, year="2018"), OWLS)
    assert (first, second) == ("", "")
    assert third.startswith("same title; 2 of 2 authors")


def test_an_abstract_and_a_decision_are_named() -> None:
    titled = replace(OWLS, abstract=ABSTRACT)
    assert said(titled, Paper(abstract=ABSTRACT)) == ["same abstract"] * 2
    other = Paper(title="Mice at noon", year="1999")
    decided = Decisions((Decision(True, *(min(record_keys(each)) for each in (OWLS, other))),))
    assert said(OWLS, other, decisions=decided) == ["somebody decided so"] * 2


def test_the_text_stands_on_the_record_once() -> None:
    (only,) = resolve_papers([at(OWLS, LIST, 1), at(OWLS, OTHER, 1)])
    for record, text in zip(only.paper.records, only.joined, strict=True):
        triples = list(provenance_triples(record, only.key, joined=text))
        found = [t for t in triples if t.predicate == term("kg:identityEvidence")]
        assert [each.object.value for each in found] == ["same description"]  # type: ignore[union-attr]
    bare = provenance_triples(only.paper.records[0], only.key)
    assert term("kg:identityEvidence") not in {t.predicate for t in bare}


records = st.lists(
    st.builds(
        Paper,
        title=st.sampled_from(["Owls of the far north", "Owls of the fair north", "Preface", None]),
        abstract=st.sampled_from([None, ABSTRACT]),
        authors=st.sampled_from([(), (ANA,), (ANA, BO)]),
        year=st.sampled_from(["2001", "2002", None]),
        identifiers=st.sampled_from([(), DOI, (Identifier("doi", "10.1000/owls.2"),)]),
    ),
    max_size=6,
)  # fmt: skip


@given(records)
def test_each_of_several_records_is_joined_by_an_identifier_or_says_why(
    papers: list[Paper],
) -> None:
    placed = [at(each, OTHER, n) for n, each in enumerate(papers, 1)]
    read = {each.records[0].index: each for each in placed}
    for found in resolve_papers(placed):
        own = [read[each.index] for each in found.paper.records]
        texts = found.joined or ("",) * len(own)
        for each, text in zip(own, texts, strict=True):
            keys = {identifier_key(i) for i in each.identifiers}
            others = {identifier_key(i) for x in own if x is not each for i in x.identifiers}
            assert bool(text) == (len(own) > 1 and not keys & others)
            assert len(text) <= 300
