"""What programs and databases write into details where nothing was, or something else, is no statement."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from kg.model import Details, Paper, Repair
from kg.sources import Item, read


def items(folder: Path, name: str, text: str) -> list[Item]:
    (folder / name).write_text(text, "utf-8")
    return list(read(folder / name))


def told(folder: Path, **fields: str) -> Details:
    inner = ", ".join(f"{name}={{{text}}}" for name, text in fields.items())
    found = items(folder, "a.bib", f"@article{{a, title={{On Owls}}, year=2019, {inner}}}")
    (paper,) = (each for each in found if isinstance(each, Paper))
    return paper.details


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"pages": "1047--nan", "volume": "nan"}, {"pages": "1047"}),
        ({"pages": "No Pagination Specified-No Pagination Specified"}, {}),
        ({"pages": "No--Specified"}, {}),
        ({"pages": "no--no"}, {}),
        ({"pages": "1--n/a", "volume": "n/a"}, {"pages": "1"}),
        ({"pages": "https://owls.example/1.pdf"}, {}),
        ({"pages": "in press", "volume": "ahead-of-print", "number": "ahead-of-print"}, {}),
        ({"volume": "Online First"}, {}),
        ({"pages": "54(2):125-152"}, {"volume": "54", "issue": "2", "pages": "125-152"}),
        ({"pages": "(4):132--137", "volume": "7"}, {"volume": "7", "issue": "4", "pages": "132-137"}),
        ({"pages": "Issue 2 May 2019 Pages 60-62", "volume": "Volume 3"}, {"volume": "3", "pages": "60-62"}),
        ({"volume": "12(3)"}, {"volume": "12", "issue": "3"}),
        ({"volume": "12(3)", "number": "4"}, {"volume": "12(3)", "issue": "4"}),
        ({"pages": "1--59 (2019). doi:10.5555/owls"}, {"pages": "1-59"}),
        ({"pages": "S12--S19", "number": "No. 2", "volume": "Vol. 9"},
         {"volume": "9", "issue": "2", "pages": "S12-S19"}),
        ({"pages": "222; author reply 223-224"}, {"pages": "222; author reply 223-224"}),
        ({"volume": "Owls 12", "number": "Part 1, No. 7"}, {"volume": "Owls 12", "issue": "Part 1, No. 7"}),
        ({"edition": "2019/05/11"}, {}),
        ({"type": "phdthesis"}, {"genre": "PhD thesis"}),
    ],
)  # fmt: skip
def test_numbers_are_numbers(
    written: dict[str, str], expected: dict[str, str], tmp_path: Path
) -> None:
    found = asdict(told(tmp_path, **written))
    assert {name: text for name, text in found.items() if text} == expected


@pytest.mark.parametrize(
    ("written", "notes"),
    [
        ({"pages": "No--Specified", "volume": "nan"}, [("volume", "nan", ""), ("pages", "No–Specified", "")]),
        ({"volume": "ahead-of-print", "edition": "2019/05/11"},
         [("volume", "ahead-of-print", ""), ("edition", "2019/05/11", "")]),
        ({"pages": "1-59 (2019). doi:10.5555/owls"}, [("pages", "1-59 (2019). doi:10.5555/owls", "1-59")]),
        ({"pages": "54(2):125--152", "volume": "Volume 3"}, []),
        ({"volume": "", "number": "12", "series": "Owls"}, []),
    ],
)  # fmt: skip
def test_it_is_told_what_of_the_numbers_is_left_out(
    written: dict[str, str], notes: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    inner = ", ".join(f"{name}={{{text}}}" for name, text in written.items())
    found = items(tmp_path, "a.bib", f"@article{{a, title={{On Owls}}, {inner}}}")
    told = [each for each in found if isinstance(each, Repair)]
    assert [(each.field, each.before, each.after) for each in told] == notes
    assert all(each.line == 1 for each in told)


@pytest.mark.parametrize(
    ("publisher", "address", "expected", "place"),
    [
        ("Oslo : Owl Press", "", "Owl Press", "Oslo"),
        ("Oslo; London : Owl Press : Imprint: Night", "", "Owl Press", "Oslo; London"),
        ("Oslo: Owl Press", "Oslo", "Owl Press", "Oslo"),
        ("Owl Press: Night Books", "Oslo", "Owl Press: Night Books", "Oslo"),
        ("Owl Press (E-mail: info@owls.example)", "", "Owl Press", None),
        ("Owl Press, ISBN 0-521-81397-2", "", "Owl Press", None),
        ("Owl Press 1234", "", "Owl Press 1234", None),
        ("Owl Press, New York, NY, USA", "", "Owl Press, New York, NY, USA", None),
        ("Oslo : Owl Press; London : Night Books", "", "Owl Press", "Oslo"),
    ],
)
def test_a_publisher_is_parted_from_its_place(
    publisher: str, address: str, expected: str, place: str | None, tmp_path: Path
) -> None:
    found = told(tmp_path, publisher=publisher, address=address)
    assert (found.publisher, found.place) == (expected, place)


@pytest.mark.parametrize(
    ("written", "institution"),
    [
        ("Owl Department, University of Nightford, Nightford, PA 19104, USA. ana@owls.example",
         "Owl Department, University of Nightford, Nightford, PA 19104, USA."),
        ("Department of Owls, University of Nightford, Nightford 01234-0452, USA.",
         "Department of Owls, University of Nightford, Nightford 01234-0452, USA."),
        ("Owl Institute, Nightford Campus, Nightford CB10 1SA, UK.",
         "Owl Institute, Nightford Campus, Nightford CB10 1SA, UK."),
        ("Unpublished", None),
    ],
)  # fmt: skip
def test_the_address_of_an_author_is_no_publisher_of_an_article_but_where_it_was_made(
    written: str, institution: str | None, tmp_path: Path
) -> None:
    found = items(
        tmp_path, "a.bib", f"@article{{a, title={{On Owls}}, publisher={{{written}}}, volume=3}}"
    )
    (paper,) = (each for each in found if isinstance(each, Paper))
    assert paper.details == Details(volume="3", institution=institution)
    assert [each.before for each in found if isinstance(each, Repair)] == [written]


def test_a_report_is_published_by_where_its_authors_work(tmp_path: Path) -> None:
    address = "Department of Owls, University of Nightford, Nightford, PA 19104, USA"
    entry = f"@techreport{{a, title={{On Owls}}, institution={{{address}}}}}"
    (paper,) = (each for each in items(tmp_path, "a.bib", entry) if isinstance(each, Paper))
    assert paper.details.publisher == address


@pytest.mark.parametrize(
    ("line", "date", "printed"),
    [
        ("JUL", "2019-07", None),
        ("JUN 9", "2019-06-09", None),
        ("2019 JUN 12", "2019-06-12", None),
        ("2019/08//undefined", "2019-08", None),
        ("2019///nan", None, None),
        ("MAY-JUN", None, "MAY-JUN"),
        ("2018 DEC", None, "2018 DEC"),
    ],
)
def test_ris_tells_months_in_words_as_web_of_science_exports_them(
    line: str, date: str | None, printed: str | None, tmp_path: Path
) -> None:
    text = f"TY  - JOUR\nTI  - On Owls\nPY  - 2019\nDA  - {line}\nER  - \n"
    (paper,) = (each for each in items(tmp_path, "a.ris", text) if isinstance(each, Paper))
    assert (paper.year, paper.date, paper.details.printed_date) == ("2019", date, printed)
