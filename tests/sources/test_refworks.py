"""RefWorks tagged format: each field where it belongs, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Identifier, Paper, Skipped
from kg.sources import Item, read

FILE = TESTS / "sources" / "data" / "refworks" / "quirks.txt"


def papers(found: list[Item]) -> list[Paper]:
    return [each for each in found if isinstance(each, Paper)]


def test_read_refworks_takes_every_field() -> None:
    found = papers(list(read(FILE)))[0]
    assert (found.title, found.other_titles) == ("NightOwl in forests", ("Nachteule",))
    assert [each.name for each in found.authors] == ["Ana Lopez", "B.D. Chen"]
    assert found.abstract == "IT flies by night, and sees what AI does not."
    assert (found.year, found.date) == ("2019", "2019-02-07")
    assert (found.venue, found.kind) == ("Journal of Owl Research", "JournalArticle")
    assert found.identifiers == (Identifier("doi", "10.1000/owl.1"), Identifier("pmid", "12345"))
    assert (found.issn, found.url) == ("1234-5679", "https://example.org/owl")
    assert found.keywords == ("owls", "night")
    assert found.records[0].line == 15


def test_read_refworks_accounts_for_every_record() -> None:
    found = list(read(FILE))
    shown = [each.title if isinstance(each, Paper) else each.kind
             for each in found if isinstance(each, Paper | Skipped)]  # fmt: skip
    assert shown == [
        "NightOwl in forests", "Planning at Night", "Owls of the North", "music score",
        "Owls Elsewhere",
    ]  # fmt: skip


def test_read_refworks_knows_parts_theses_and_what_is_of_no_kind() -> None:
    _, chapter, thesis, other = papers(list(read(FILE)))
    assert (chapter.kind, chapter.venue) == ("BookChapter", "Handbook of Owls")
    assert (thesis.kind, other.kind) == ("DoctoralThesis", None)
    assert (other.year, other.authors[0].family) == ("1999", "Eve")


def test_read_refworks_believes_no_identifier_of_another_paper() -> None:
    chapter = papers(list(read(FILE)))[1]
    assert chapter.identifiers == (Identifier("doi", "10.1000/owl.2"), Identifier("pmid", "23456"))


@pytest.mark.parametrize("type", ["Book, Whole", "Book, Edited", "Monograph"])
def test_read_refworks_knows_books(tmp_path: Path, type: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"RT {type}\nA1 Lopez,Ana\nA2 Chen,Bo\nT1 Owls\nYR 2019\n")
    (book,) = papers(list(read(path)))
    assert (book.kind, [each.name for each in book.editors]) == ("Book", ["Bo Chen"])


def test_tags_without_a_type_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("A1 Lopez,Ana\nT1 Owls\nYR 2019\nJF Maps\nAB They fly.\nVO 3\n")
    with pytest.raises(SourceError, match=r"RefWorks export.*RT Journal Article"):
        list(read(path))
