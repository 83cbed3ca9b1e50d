"""What repositories and directories of journals give: Dublin Core, and DOAJ."""

from __future__ import annotations

from folders import TESTS

from kg.model import Paper, Rejected, Skipped
from kg.sources import read

DATA = TESTS / "sources" / "data"


def papers(name: str) -> list[Paper]:
    return [each for each in read(DATA / name) if isinstance(each, Paper)]


def test_dublin_core_takes_every_field() -> None:
    found = papers("dublin_core/harvest.xml")[0]
    assert (found.title, found.other_titles) == ("NightOwl in forests", ("Nachteule im Wald",))
    assert [(each.name, each.orcid) for each in found.authors] == [
        ("Ana Lopez", "0000-0002-1825-0097"),
        ("Bo Chen", None),
    ]
    assert (found.abstract, found.keywords) == ("Owls fly by night.", ("Owls",))
    assert (found.date, found.kind, found.venue) == (
        "2019-02-07", "JournalArticle", "Journal of Owls",
    )  # fmt: skip
    told = found.details
    assert (told.volume, told.issue, told.pages) == ("12", "3", "5-9")
    assert (told.language, told.publisher) == ("en", "Owl Press")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.1"]
    assert (found.issn, found.url) == ("0317-8471", "https://owls.example/article/1")
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_dublin_core_tells_kinds_and_skips_what_is_no_text() -> None:
    found = list(read(DATA / "dublin_core" / "harvest.xml"))
    assert [each.kind for each in found if isinstance(each, Paper | Skipped)] == [
        "JournalArticle", "DoctoralThesis", "data set",
    ]  # fmt: skip


def test_dublin_core_of_dspace_is_read_by_its_qualifiers() -> None:
    (found,) = papers("dublin_core/dspace.xml")
    assert [each.name for each in found.authors] == ["Bo Chen"]
    assert (found.date, found.kind, found.abstract) == ("2020-02", "ConferencePaper", "We plan.")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.2"]


def test_doaj_takes_every_field() -> None:
    (found,) = papers("doaj/answer.json")
    first = found.authors[0]
    assert (first.name, first.affiliation, first.orcid) == (
        "Ana Lopez", "Owl Institute", "0000-0002-1825-0097",
    )  # fmt: skip
    assert (found.venue, found.issn, found.date) == ("Journal of Owls", "0317-8471", "2019-02")
    told = found.details
    assert (told.volume, told.issue, told.pages, told.language) == ("12", "3", "5-9", "en")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.1"]
    assert (found.url, found.keywords) == ("https://owls.example/1", ("owls", "night"))


def test_doaj_skips_journals_and_keeps_out_what_is_mistyped() -> None:
    found = list(read(DATA / "doaj" / "answer.json"))
    assert [type(each) for each in found] == [Paper, Skipped, Rejected]
