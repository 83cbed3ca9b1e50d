"""The tagged citations of Ovid and of Biblioscape: each field where it belongs, and nothing lost."""

from __future__ import annotations

from folders import TESTS

from kg.model import Paper, Skipped
from kg.sources import read

DATA = TESTS / "sources" / "data"


def papers(name: str) -> list[Paper]:
    return [each for each in read(DATA / name) if isinstance(each, Paper)]


def test_ovid_takes_every_field() -> None:
    found = papers("ovid/quirks.txt")[0]
    assert found.title == "NightOwl in forests"
    assert [each.name for each in found.authors] == ["Ana Y. Lopez", "Bodil CHEN"]
    assert (found.year, found.venue, found.kind) == ("2019", "Journal of Owls", "JournalArticle")
    assert (found.abstract or "").startswith("Background: Owls fly., Results: By night")
    told = found.details
    assert (told.volume, told.issue, told.pages, told.language) == ("58", "6", "5-9", "en")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.1", "12345"]
    assert (found.issn, found.keywords, found.url) == ("0317-8471", ("owls", "night"), None)


def test_ovid_tells_books_and_every_citation_apart() -> None:
    _, book, plan, other = papers("ovid/quirks.txt")
    assert (book.kind, book.venue, book.isbn) == ("Book", None, "978-3-16-148410-0")
    assert [each.name for each in book.editors] == ["Eva Meyer", "Cy Lim"]
    assert (book.details.publisher, book.details.edition) == ("Owl Press", "1st Edition")
    assert (plan.title, plan.venue, plan.date) == ("Planning at night", "Owl Research", "2015-09")
    assert (plan.details.volume, plan.details.issue, plan.details.pages) == ("43", "5", "623-634")
    assert [each.value for each in plan.identifiers] == ["10.1000/owl.3", "24892981"]
    assert (other.venue, other.year, other.details.volume) == ("Journal of Owls", "2007", "12")
    assert [each.records[0].line for each in (book, plan, other)] == [23, 34, 47]


def test_biblioscape_takes_every_field() -> None:
    night, chapter, other = papers("biblioscape/quirks.txt")
    assert [each.name for each in night.authors] == ["A. B. Lopez", "C. Chen"]
    assert (night.venue, night.year, night.issn) == ("Journal of Owls", "2019", "0317-8471")
    told = night.details
    assert (told.volume, told.issue, told.pages, told.language) == ("61", "11", "3749-3752", "en")
    assert night.abstract == "Owls fly by night."
    assert [each.value for each in night.identifiers] == ["10.1000/owl.1"]
    assert (chapter.title, chapter.venue, chapter.kind) == (
        "Owls by day", "Handbook of Owls", "BookChapter",
    )  # fmt: skip
    assert (other.title, other.venue) == ("Owls Elsewhere", None)


def test_biblioscape_skips_what_is_no_publication() -> None:
    found = [
        each.kind for each in read(DATA / "biblioscape/quirks.txt") if isinstance(each, Skipped)
    ]
    assert found == ["software"]
