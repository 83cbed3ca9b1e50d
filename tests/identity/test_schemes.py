"""Keys and IRIs follow from content alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.identity import (
    Namespace,
    agent_key,
    identifier_key,
    identifiers_in,
    is_wellformed,
    normalise,
    normalise_orcid,
    paper_keys,
    parse_identifier,
    slugify,
)
from kg.model import Agent, Identifier, Paper
from kg.text import fold


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/ABC", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/x", "10.1000/x"),
        ("10.1002/(SICI)1097-461X(1998)66:4<261::AID-QUA1>3.0.CO;2-T",
         "10.1002/(sici)1097-461x(1998)66:4<261::aid-qua1>3.0.co;2-t"),
        ("not a doi", None),
        ("10.1000/with space", None),
        ("", None),
    ],
)  # fmt: skip
def test_normalise_doi_reads_every_writing(written: str, expected: str | None) -> None:
    assert normalise("doi", written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2107.05407v2", "2107.05407"),
        ("https://arxiv.org/pdf/2107.05407v2.pdf", "2107.05407"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("2107.054", None),
    ],
)
def test_normalise_arxiv_drops_the_version(written: str, expected: str | None) -> None:
    assert normalise("arxiv", written) == expected


def test_normalise_orcid_checks_the_digit() -> None:
    assert normalise_orcid("0000-0002-1825-0097") == "0000-0002-1825-0097"
    assert normalise_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"
    assert normalise_orcid("0000-0002-1825-0098") is None


def test_parse_identifier_keeps_a_malformed_value() -> None:
    kept = parse_identifier("doi", " see publisher ")
    assert kept == Identifier("doi", "see publisher")
    assert not is_wellformed(kept)
    assert identifier_key(kept) is None


def test_paper_keys_prefer_identifiers_over_title_over_abstract() -> None:
    paper = Paper(
        title="A title",
        abstract="An abstract",
        identifiers=(Identifier("doi", "10.1000/x"), Identifier("arxiv", "2107.05407")),
    )
    kinds = [key.partition("-")[0] for key in paper_keys(paper)]
    assert kinds == ["arxiv", "doi", "title", "abstract"]


def test_paper_keys_ignore_case_accents_and_blanks() -> None:
    author = Agent("Rémi Munos", "Munos, Rémi", family="Munos")
    same = Agent("Remi Munos", "Munos, Remi", family="MUNOS")
    first = Paper(title="Peng's  Q(λ)", authors=(author,))
    assert list(paper_keys(first)) == list(paper_keys(Paper(title="PENG’S Q(Λ)", authors=(same,))))


def test_agent_key_tells_people_apart_and_prefers_the_orcid() -> None:
    short, full = Agent("Karolina D", "D, Karolina"), Agent("Gintare Karolina D", "")
    assert agent_key(short) != agent_key(full)
    known = Agent("Ada L", "L, Ada", orcid="https://orcid.org/0000-0002-1825-0097")
    assert agent_key(known) == "orcid-0000-0002-1825-0097"


def test_agent_key_of_a_name_without_latin_letters_is_a_hash() -> None:
    first, second = agent_key(Agent("สมชาย", "")), agent_key(Agent("สมหญิง", ""))
    assert len(first) == len(second) == 16
    assert first != second


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="ascii")))
def test_fold_of_ascii_equals_the_general_way(text: str) -> None:
    assert fold(f"{text} é") == f"{fold(text)} e".strip()


@given(st.text())
def test_slugify_gives_a_piece_of_an_iri(text: str) -> None:
    slug = slugify(text)
    assert slug == slug.lower()
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in slug)
    Namespace().iri("paper", slug)


@pytest.mark.parametrize("base", ["", "kg/", "https://example.org", "https://a b/", 'https://a/"/'])
def test_namespace_refuses_what_is_no_base(base: str) -> None:
    with pytest.raises(InputError, match="--base"):
        Namespace(base)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lim A. Owls. Bird Stud. 2015;156(2):333-41. PMID: 12345678; PMCID: PMC1234567.",
            ["12345678"],
        ),
        ("Bird Stud 9(7):e013, PMID: 32237976, 10.5555/owls", ["32237976"]),
        ("Bird Stud 9(7):1-2 [PubMed: 32237976]", ["32237976"]),
        ("PMID: 77", ["77"]),
        ("2012; PCID: 69409372; PMID: 2198412; ProvJournal", []),
        ("Owl count, PMID: 21984", []),
    ],
)
def test_a_pmid_in_a_reference_is_one_and_a_number_of_another_service_is_none(
    text: str, expected: list[str]
) -> None:
    assert [each.value for each in identifiers_in(text, "pmid")] == expected
