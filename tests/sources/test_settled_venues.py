"""The venue of a paper is named by its name alone, and one venue is one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Repair, Venue
from kg.resolution.names import resolve_venues
from kg.sources import read
from kg.venues import venue_key


def told(folder: Path, venue: str, year: str = "2019") -> tuple[Paper, list[Repair]]:
    path = folder / "a.bib"
    path.write_text(f"@misc{{a, title={{On Owls}}, year={year}, journal={{{venue}}}}}", "utf-8")
    found = list(read(path))
    (paper,) = (each for each in found if isinstance(each, Paper))
    return paper, [each for each in found if isinstance(each, Repair)]


@pytest.mark.parametrize(
    ("written", "name", "numbers"),
    [
        ("OWL NEWS 17 (1), 337-339 , 2019", "OWL NEWS", ("17", "1", "337-339")),
        ("Book of Owls 2018, 12-15 , 2019", "Book of Owls 2018", (None, None, "12-15")),
        ("J. Owl Phys. 126 (2019) 057101", "J. Owl Phys.", ("126", None, "057101")),
        ("J. Owl Phys. 130, 247101 (2019)", "J. Owl Phys.", ("130", None, "247101")),
        ("Owl News, Vol. 12, No. 3, pp. 4-5", "Owl News", ("12", "3", "4-5")),
        ("Owl News, 12(3), 4-5", "Owl News", ("12", "3", "4-5")),
        ("Owl Technologies, Volume 1", "Owl Technologies, Volume 1", (None, None, None)),
        ("owlRxiv, 2019.12. 24.696336 , 2019", "owlRxiv", (None, None, None)),
        ("Owl preprint owl:1234.5678 , 2019", "Owl preprint owl:1234.5678", (None, None, None)),
        ("J. Owl Phys. 126 (1999) 057101", "J. Owl Phys. 126 (1999) 057101", (None, None, None)),
        ("Owl Days, Oslo, May 7-9, 2019", "Owl Days, Oslo, May 7-9, 2019", (None, None, None)),
        ("Owl Machines 6, 2019", "Owl Machines 6, 2019", (None, None, None)),
    ],
)
def test_volume_and_pages_behind_a_venue_go_to_their_fields(
    written: str, name: str, numbers: tuple[str | None, ...], tmp_path: Path
) -> None:
    paper, notes = told(tmp_path, written)
    assert paper.venue == name
    assert (paper.details.volume, paper.details.issue, paper.details.pages) == numbers
    assert [each.before for each in notes] == ([written] if name != written else [])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Owl News ( ISSN 1532-1827 )", "Owl News"),
        ("Owls: Days and Nights (ODN", "Owls: Days and Nights (ODN)"),
        ("Owl Days V. Edited by Lopez, Ana; Chen, Bo. Proceedings of Night, Volume 3", "Owl Days V"),
        ("Available at https://owls.example/1", None),
        ("Owl News https://owls.example/1", "Owl News"),
        ("In: Owl News", "Owl News"),
        ("In Proceedings of Owls", "Proceedings of Owls"),
        ("In Practice", "In Practice"),
        ("Presented at Owl Days", "Owl Days"),
        ("To appear", None),
        ("Senior Thesis", None),
        ("Second edition", None),
        ("Technical Reports of Owls", "Technical Reports of Owls"),
    ],
)  # fmt: skip
def test_what_is_no_name_names_no_venue(written: str, name: str | None, tmp_path: Path) -> None:
    assert told(tmp_path, written)[0].venue == name


def test_what_is_called_a_preprint_is_one(tmp_path: Path) -> None:
    paper, _ = told(tmp_path, "Preprint")
    assert (paper.venue, paper.kind) == (None, "Preprint")


@pytest.mark.parametrize(
    "written",
    [
        "Technical report TR-2019-03, University of Owls, 19pp",
        "University of Owls, Technical Report TR-2019-03",
        "Tech. Rep. No. TR-2019-03, University of Owls",
    ],
)
def test_the_number_of_a_report_and_who_published_it_are_no_venue(
    written: str, tmp_path: Path
) -> None:
    paper, _ = told(tmp_path, written)
    assert (paper.venue, paper.kind) == (None, "ReportDocument")
    assert (paper.details.report_number, paper.details.publisher) == (
        "TR-2019-03",
        "University of Owls",
    )


def test_an_issn_behind_a_venue_is_its_own(tmp_path: Path) -> None:
    assert told(tmp_path, "Owl News (ISSN: 1532-1827)")[0].issn == "1532-1827"


def test_an_article_an_ampersand_or_a_library_make_no_other_venue() -> None:
    names = ["The Owl and the Mouse", "Owl & the Mouse", "Owl and the Mouse (Oslo, Norway : 1997)"]
    assert len({venue_key(name) for name in names}) == 1


def test_a_venue_goes_by_a_name_that_is_not_in_capitals() -> None:
    names = ["OWL RESEARCH", "Owl Research"]
    (venue,) = resolve_venues(Venue(venue_key(each), each, (), None, (), ()) for each in names)
    assert (venue.name, venue.other_names) == ("Owl Research", ("OWL RESEARCH",))


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("arXiv", "Preprint"), ("SSRN Electronic Journal", "Preprint"), ("bioRxiv", "Preprint"),
        ("Owl Letters", "JournalArticle"),
    ],
)  # fmt: skip
def test_an_article_on_a_server_of_preprints_is_one(venue: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "owls.bib"
    path.write_text(f"@article{{a, title={{Owls}}, author={{Lopez, Ana}}, journal={{{venue}}}}}")
    (found,) = (each for each in read(path) if isinstance(each, Paper))
    assert (found.kind, found.venue) == (kind, venue)


@pytest.mark.parametrize(
    ("written", "venue", "numbers"),
    [
        ("Owl Letters, 96(5), pp 3265-3279", "Owl Letters", ("96", "5", "3265-3279")),
        ("Owl Letters 102 (Supplement_3), 321-322", "Owl Letters", ("102", "Supplement_3", "321-322")),
        ("OwlX, 33, 102508", "OwlX", ("33", None, "102508")),
        ("Owl Science 104, skaf443", "Owl Science", ("104", None, "skaf443")),
        ("Owl Letters, 4(2)", "Owl Letters", ("4", "2", None)),
        ("Proceedings of OWL 2020, pp. 57–67", "Proceedings of OWL 2020", (None, None, "57-67")),
        ("Owl News 2020 June", "Owl News", (None, None, None)),
        ("Owl News 1999 June", "Owl News 1999 June", (None, None, None)),
        ("Owls in 20, 2020", "Owls in 20, 2020", (None, None, None)),
        ("Owl Lect. Notes 133 (2020)", "Owl Lect. Notes", ("133", None, None)),
    ],
)  # fmt: skip
def test_numbers_behind_a_venue_go_to_their_fields(
    written: str, venue: str, numbers: tuple[str | None, ...], tmp_path: Path
) -> None:
    found, _ = told(tmp_path, written, "2020")
    details = found.details
    assert (found.venue, (details.volume, details.issue, details.pages)) == (venue, numbers)
