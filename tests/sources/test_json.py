"""Each reader of JSON records takes every field out of its own small file, quirks included."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Agent, Paper, Rejected, Skipped
from kg.sources import Item, read
from kg.sources.fields.values import titled
from kg.sources.json_formats.openalex import invert
from kg.sources.json_formats.reading import year_and_date
from kg.sources.record import Malformed

DATA = TESTS / "sources" / "data"
ORCID = "0000-0002-1825-0097"


def items(name: str) -> list[Item]:
    return list(read(DATA / name))


def paper(name: str, index: int = 1) -> Paper:
    """The paper that is the n-th record of a file."""
    found = [each for each in items(name) if isinstance(each, Paper)]
    return next(each for each in found if each.records[0].index == index)


def identifiers(paper: Paper) -> list[str]:
    return [f"{each.scheme}:{each.value}" for each in paper.identifiers]


def names(paper: Paper) -> list[str]:
    return [each.name for each in paper.authors]


def reasons(found: list[Item]) -> list[str]:
    return [reason for each in found if isinstance(each, Rejected) for reason in each.reasons]


def kinds(found: list[Item]) -> list[str]:
    return [each.kind for each in found if isinstance(each, Skipped)]


@pytest.mark.parametrize(
    ("name", "format", "records"),
    [
        ("csljson/library.json", "csl-json", 7),
        ("openalex/page.json", "openalex", 5),
        ("crossref/page.json", "crossref-json", 4),
        ("crossref/works.jsonl", "crossref-json", 3),
        ("s2/batch.json", "semantic-scholar", 4),
        ("s2/s2orc.jsonl", "semantic-scholar", 2),
        ("s2/citations.json", "semantic-scholar", 1),
        ("datacite/answer.json", "datacite-json", 3),
        ("datacite/single.json", "datacite-json", 1),
        ("arxiv/snapshot.jsonl", "arxiv-json", 2),
        ("tables/papers.csv", "table", 5),
        ("tables/papers.tsv", "table", 2),
        ("tables/papers.jsonl", "json-table", 3),
    ],
)
def test_read_recognises_its_own_file(name: str, format: str, records: int) -> None:
    found = [each for each in items(name) if isinstance(each, Paper | Rejected | Skipped)]
    sources = {
        each.records[0].source.format if isinstance(each, Paper) else each.source.format
        for each in found
    }
    assert (sources, len(found)) == ({format}, records)


def test_read_csl_takes_every_field() -> None:
    found = paper("csljson/library.json")
    assert found.title == "Maps of Tyto flight"
    assert found.abstract == "Owls & maps."
    assert names(found) == ["Ana van der Berg Jr.", "Night Survey Team", "Bo Chen"]
    assert [each.kind for each in found.authors] == ["person", "group", "person"]
    assert found.authors[0].family == "van der Berg"
    assert (found.year, found.date) == ("2018", "2018-10-21")
    assert identifiers(found) == ["doi:10.1234/abc.1", "pmid:29424689"]
    assert (found.venue, found.issn, found.kind) == (
        "Journal of Maps",
        "1234-5679",
        "JournalArticle",
    )
    assert found.keywords == ("owls", "maps", "flight")
    assert found.url == "https://maps.example/a"


def test_read_csl_takes_odd_dates_and_kinds() -> None:
    found = [each for each in items("csljson/library.json") if isinstance(each, Paper)]
    assert [each.year for each in found] == ["2018", "1999", None, "2001", "13th Century"]
    assert [each.kind for each in found][1:] == [
        "Preprint",
        "MastersThesis",
        "Book",
        "ConferencePaper",
    ]
    assert identifiers(found[1]) == ["arxiv:1901.00001"]


def test_read_csl_accounts_for_what_is_no_paper() -> None:
    found = items("csljson/library.json")
    assert kinds(found) == []
    assert reasons(found) == [
        "title is {'en': 'Owls'}, not a text",
        "Title and abstract are both missing: give at least one.",
    ]
    assert [each.line for each in found if isinstance(each, Rejected)] == [13, 14]


def test_read_openalex_takes_every_field() -> None:
    found = paper("openalex/page.json")
    assert found.title == "NightOwl: maps & flight"
    assert found.abstract == "We draw maps. Then fly R&D"
    assert names(found) == ["Ana Lopez", "Night Working Group"]
    assert found.authors[0].printed == "A. Lopez"
    assert (found.authors[0].orcid, found.authors[0].affiliation) == (ORCID, "Owl House")
    assert (found.authors[1].kind, found.authors[1].affiliation) == ("group", "Owl Lab")
    assert identifiers(found)[:2] == ["doi:10.1234/owl.1", "pmid:18254848"]
    assert identifiers(found)[2:] == ["arxiv:1901.00001", "openalex:W1"]
    assert (found.year, found.date, found.kind) == ("2019", "2019-02-07", "JournalArticle")
    assert (found.venue, found.issn) == ("Journal of Maps", "1234-5679")
    assert (found.keywords, found.records[0].line) == (("Owls",), 4)


def test_read_openalex_takes_works_of_old_snapshots() -> None:
    found = paper("openalex/page.json", 3)
    assert (found.venue, found.kind, found.abstract) == ("Owl Days", "ConferencePaper", None)


def test_read_openalex_rejects_bad_places_and_other_entities() -> None:
    found = items("openalex/page.json")
    assert kinds(found) == []
    assert reasons(found) == [
        "abstract_inverted_index has the position 'one'",
        "'https://openalex.org/A5' is not a work: the ids of works begin with W",
    ]


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("A", "authors"),
        ("S", "sources"),
        ("I", "institutions"),
        ("C", "concepts"),
        ("F", "funders"),
        ("P", "publishers"),
        ("T", "topics"),
    ],
)
def test_read_refuses_other_openalex_entities_by_name(
    tmp_path: Path, letter: str, kind: str
) -> None:
    path = tmp_path / "entity.json"
    entity = {"id": f"https://openalex.org/{letter}5", "display_name": "Owl", "keywords": ["x"]}
    for value in (entity, {"meta": {}, "results": [entity]}):
        path.write_text(json.dumps(value))
        with pytest.raises(SourceError, match=f"OpenAlex {kind}"):
            list(read(path))


@pytest.mark.parametrize("index", [[], {"a": [-1]}, {"a": [True, 10**9]}, {"a": {"b": 1}}])
def test_invert_refuses_what_is_no_index(index: object) -> None:
    with pytest.raises(Malformed):
        invert(index)


def test_read_crossref_takes_every_field() -> None:
    found = paper("crossref/page.json")
    assert found.title == "Counting Tyto owls: A Survey"
    assert found.other_titles == ("Eulen zählen",)
    assert found.abstract == "H₂O & owls."
    assert names(found) == ["Ana Lopez", "The Owl Staff", "Doan Phan"]
    assert [each.kind for each in found.authors] == ["person", "group", "person"]
    assert (found.authors[0].orcid, found.authors[0].affiliation) == (ORCID, "Owl House")
    assert found.authors[2].family == "Phan"
    assert (found.year, found.date) == ("1998", "1998-03-05")
    assert found.identifiers[0].value.endswith("(1998)66:4<261::aid-qua1>3.0.co;2-t")
    assert (found.venue, found.issn) == ("Journal of Maps", "1234-5679")
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_read_crossref_takes_theses_and_books() -> None:
    found = paper("crossref/page.json", 3)
    assert (found.kind, found.isbn) == ("MastersThesis", "9781558607002")
    assert "Book" in [each.kind for each in items("crossref/page.json") if isinstance(each, Paper)]


def test_read_crossref_goes_on_after_a_broken_line() -> None:
    found = items("crossref/works.jsonl")
    assert [each.title for each in found if isinstance(each, Paper)] == ["One owl", "Three owls"]
    assert reasons(found)[0].startswith("this is not JSON")


def test_read_s2_takes_every_field() -> None:
    found = paper("s2/batch.json", 2)
    assert (found.title, found.abstract) == ("Owls at night", "We look.")
    assert identifiers(found) == ["doi:10.1234/1", "arxiv:1901.00001", "pmid:18254848"]
    assert (found.year, found.date, found.kind) == ("2019", "2019-02-07", "ReviewArticle")
    assert found.venue == "Journal of Maps"


def test_read_s2_rejects_papers_that_were_not_found() -> None:
    found = items("s2/batch.json")
    assert reasons(found) == [
        "a record is an object with members, not null",
        "Title and abstract are both missing: give at least one.",
    ]
    assert "Book" in [each.kind for each in found if isinstance(each, Paper)]


def test_read_s2_swaps_names_of_medline_and_leaves_short_family_names() -> None:
    assert names(paper("s2/s2orc.jsonl")) == ["M A Pen'kov", "V K Orlova"]
    assert paper("s2/s2orc.jsonl").title == "Care of owls"
    assert names(paper("s2/s2orc.jsonl", 2)) == ["Wei Q. Li Jr."]
    assert paper("s2/s2orc.jsonl", 2).venue == "Owl Letters"


def test_read_datacite_takes_every_field() -> None:
    found = paper("datacite/answer.json")
    assert (found.title, found.other_titles) == ("Kurzes: An Owl Story", ("Short",))
    assert found.abstract == "Owls tell."
    assert names(found) == ["Ana Lopez", "Owl House", "Bo Chen"]
    assert (found.authors[0].orcid, found.authors[0].affiliation) == (ORCID, "Owl House")
    assert found.authors[1].kind == "group"
    assert (found.year, found.date) == ("1998", None)
    assert (found.venue, found.issn, found.kind) == ("Owl Letters", "1234-5679", "JournalArticle")
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert found.keywords == ("owls",)


def test_read_datacite_takes_a_single_record() -> None:
    found = paper("datacite/single.json")
    assert (found.kind, found.year, found.date) == ("MastersThesis", "2010", "2010-03-04")
    assert kinds(items("datacite/answer.json")) == ["physical object"]


def test_read_arxiv_takes_every_field() -> None:
    found = paper("arxiv/snapshot.jsonl")
    assert found.title == r"Owls at night: α"
    assert names(found) == ["Ana López", "Bo Chen II", "The OWL Collaboration"]
    assert [each.kind for each in found.authors] == ["person", "person", "group"]
    assert found.authors[0].affiliation == "Owl House"
    assert identifiers(found) == ["arxiv:0704.0001", "doi:10.1234/1", "doi:10.1234/2"]
    assert (found.year, found.venue, found.kind) == ("2007", "Owl Lett.", "Preprint")
    assert found.keywords == ("hep-ph", "cs.LG")


def test_read_arxiv_parses_authors_in_one_text() -> None:
    found = paper("arxiv/snapshot.jsonl", 2)
    assert names(found) == ["C. Lim", "The OWL Collaboration", "D. Roe Jr."]
    assert found.year == "1999"


def test_read_takes_json_compressed(tmp_path: Path) -> None:
    path = tmp_path / "page.json.gz"
    path.write_bytes(gzip.compress((DATA / "openalex" / "page.json").read_bytes()))
    assert sum(isinstance(each, Paper) for each in read(path)) == 3


def test_read_refuses_a_crossref_answer_without_works(tmp_path: Path) -> None:
    path = tmp_path / "funders.json"
    path.write_text('{"status": "ok", "message-type": "funder-list", "message": {"items": [{}]}}')
    with pytest.raises(SourceError, match="Crossref answer without works"):
        list(read(path))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[]]}, (None, None)),
        ({"date-parts": [[2018, 2, 30]]}, ("2018", None)),
        ({"literal": "spring 1987"}, ("1987", None)),
        ("2019-02-07T10:00:00Z", ("2019", "2019-02-07")),
        (None, (None, None)),
    ],
)
def test_year_and_date_reads_every_form(
    value: object, expected: tuple[str | None, str | None]
) -> None:
    assert year_and_date(value) == expected


def test_titled_copes_with_one_part() -> None:
    assert (titled(None, "B"), titled("A", None), titled(None, None)) == ("B", "A", None)


def test_group_agents_have_no_family_name() -> None:
    staff = paper("crossref/page.json").authors[1]
    assert staff == Agent("The Owl Staff", "The Owl Staff", "group")
