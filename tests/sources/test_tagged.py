"""RIS, Web of Science, Refer and MEDLINE: tagged lines, read with the quirks of those who write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from folders import TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Agent, Identifier, Paper, Repair, Skipped
from kg.sources import Item, read

DATA = TESTS / "sources" / "data"
FILES = [
    DATA / "ris" / "quirks.ris",
    DATA / "wos" / "quirks.ciw",
    DATA / "refer" / "quirks.enw",
    DATA / "refer" / "untyped.ref",
    DATA / "medline" / "quirks.nbib",
    DATA / "refworks" / "quirks.txt",
]
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def items(name: str) -> list[Item]:
    return list(read(DATA / name))


def papers(name: str) -> list[Paper]:
    return [each for each in items(name) if isinstance(each, Paper)]


def names(paper: Paper) -> list[str]:
    return [each.name for each in paper.authors]


def shown(found: Sequence[Item]) -> list[str | None]:
    """The titles of the papers, and the kinds of what is skipped."""
    kept = (each for each in found if isinstance(each, Paper | Skipped))
    return [each.title if isinstance(each, Paper) else each.kind for each in kept]


@pytest.mark.parametrize(
    ("path", "format"),
    list(zip(FILES, ["ris", "wos", "refer", "refer", "medline", "refworks"], strict=True)),
)
def test_read_recognises_each_format(path: Path, format: str) -> None:
    found = next(each for each in read(path) if isinstance(each, Paper))
    assert found.records[0].source.format == format


def test_read_ris_takes_every_field() -> None:
    found = papers("ris/quirks.ris")[0]
    assert found.title == "NightOwl in CO₂"
    assert names(found) == ["Ana Lopez", "Bo Chen", "Hodgins", "D. Abel", "F. Eve"]
    assert found.authors[2].kind == "unknown"
    assert (
        found.abstract == "First line of it, ER then a line that looks like the end, and a third."
    )
    assert (found.year, found.date) == ("2019", "2019-02-07")
    assert (found.venue, found.kind) == ("Journal of Owl Research", "JournalArticle")
    assert found.identifiers == (Identifier("doi", "10.1000/owl.1"),)
    assert (found.issn, found.url) == ("1234-5679", "https://example.org/owl")
    assert found.keywords == ("owls", "night")
    assert found.records[0].line == 3


def test_read_ris_finds_records_however_they_are_framed() -> None:
    found = items("ris/quirks.ris")
    assert shown(found) == [
        "NightOwl in CO₂", "Planning at Night", "patent", "No Type at All", "Owls of the North",
        "Started Before the End",
    ]  # fmt: skip
    assert isinstance(found[2], Skipped)


def test_read_ris_keeps_odd_years_and_knows_theses() -> None:
    _, conference, untyped, thesis, _ = papers("ris/quirks.ris")
    assert (conference.year, conference.kind) == ("10 15", "ConferencePaper")
    assert (untyped.year, untyped.date, untyped.kind) == ("1999", "1999-08", None)
    assert thesis.kind == "MastersThesis"


def test_read_wos_takes_every_field() -> None:
    found = papers("wos/quirks.ciw")[0]
    assert found.title == "NightOwl in a title that is broken over lines"
    assert names(found) == ["Ana Lopez", "Ida van der Berg", "Owl Watch Consortium"]
    assert found.authors[0].orcid == "0000-0002-1825-0097"
    assert found.authors[2].kind == "group"
    assert (found.abstract, found.keywords) == ("First line and second.", ("owls", "night vision"))
    assert (found.year, found.date, found.kind) == ("2019", "2019-02-07", "ReviewArticle")
    assert found.identifiers == (Identifier("doi", "10.1000/owl.1"), Identifier("pmid", "12345"))


def test_read_wos_tells_kinds_by_document_type() -> None:
    found = items("wos/quirks.ciw")
    assert shown(found[1:]) == ["Planning at Night", "patent"]
    assert isinstance(found[1], Paper)
    assert found[1].kind == "ConferencePaper"


def test_read_refer_takes_every_field() -> None:
    found = papers("refer/quirks.enw")[0]
    assert (found.title, names(found)) == ("NightOwl", ["Ana Lopez", "Bo Chen"])
    assert found.abstract == "First paragraph and a second."
    assert (found.year, found.date, found.kind) == ("2019", "2019-02-07", "JournalArticle")
    assert found.identifiers == (Identifier("doi", "10.1000/owl.1"),)
    assert (found.keywords, found.issn) == (("owls", "night"), "1234-5679")


def test_read_refer_skips_pages_and_reads_records_without_type() -> None:
    assert shown(items("refer/quirks.enw")) == ["NightOwl", "web page", "Owls of the North"]
    assert shown(items("refer/untyped.ref")) == ["NightOwl", "Planning at Night", "Owls"]
    assert papers("refer/untyped.ref")[0].kind == "JournalArticle"


def test_read_medline_takes_every_field() -> None:
    found = papers("medline/quirks.nbib")[0]
    assert found.title == "NightOwl, in a title that is broken over lines"
    assert found.authors == (
        Agent("Owl Watch Consortium", "Owl Watch Consortium", "group"),
        Agent(
            "Ana Lopez", "Lopez, Ana", family="Lopez", given="Ana",
            orcid="0000-0002-1825-0097", affiliation="Institute of Owls, Oslo",
        ),
        Agent("Ida van der Berg", "van der Berg, Ida", family="van der Berg", given="Ida"),
    )  # fmt: skip
    assert (found.year, found.date, found.kind) == ("2019", "2019-02-07", "ReviewArticle")
    assert found.identifiers == (Identifier("doi", "10.1000/owl.1"), Identifier("pmid", "12345678"))
    assert (found.other_titles, found.issn) == (("Nattugla",), "1234-5679")


def test_read_medline_reads_short_names_and_half_dates() -> None:
    found = papers("medline/quirks.nbib")[1]
    assert (found.title, names(found)) == ("Planning at Night", ["BK Chen"])
    assert (found.year, found.date) == ("1998", None)
    assert papers("medline/quirks.nbib")[2].kind == "Book"


@FUZZ
@given(path=st.sampled_from(FILES), data=st.data())
def test_read_survives_truncation_and_keeps_what_came_before(
    tmp_path: Path, path: Path, data: st.DataObject
) -> None:
    content = path.read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(content + b"\n" + content[: data.draw(st.integers(0, len(content)))])
    whole = shown(list(read(path)))
    # A cut inside a character leaves a line that is not UTF-8, and the reader says so first.
    left = [each for each in read(cut) if not isinstance(each, Repair)]
    assert shown(left)[: len(whole) - 1] == whole[:-1]


@FUZZ
@given(path=st.sampled_from(FILES), data=st.data())
def test_read_survives_flipped_bytes(tmp_path: Path, path: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=9)):
        content[position] = data.draw(st.integers(0, 255))
    changed = tmp_path / "changed"
    changed.write_bytes(bytes(content))
    try:
        list(read(changed))
    except SourceError as error:
        assert error.todo
