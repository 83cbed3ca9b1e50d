"""Exports of Web of Science: tags over a table, and names as it writes them."""

from pathlib import Path

from kg.model import Paper, Repair, Skipped
from kg.sources import read
from kg.sources.format import Item

TAGS = [
    "PT",
    "AU",
    "AF",
    "BE",
    "TI",
    "SO",
    "SE",
    "VL",
    "IS",
    "BP",
    "EP",
    "AR",
    "DI",
    "DT",
    "PD",
    "PY",
    "AB",
    "SN",
    "BN",
    "OI",
    "PM",
    "UT",
]


def table(folder: Path, *rows: dict[str, str]) -> list[Item]:
    path = folder / "savedrecs.txt"
    cells = ["\t".join(row.get(tag, "") for tag in TAGS) for row in rows]
    path.write_text("\n".join(["\t".join([*TAGS, ""]), *cells, ""]), encoding="utf-16")
    return [each for each in read(path) if not isinstance(each, Repair)]


def tagged(folder: Path, *lines: str) -> Paper:
    path = folder / "owls.txt"
    path.write_text("\n".join(["FN Owl", "VR 1.0", "PT J", "TI On Owls", *lines, "ER", "", "EF"]))
    (found,) = (each for each in read(path) if isinstance(each, Paper))
    return found


def test_a_table_of_tags_is_read_without_quotation_marks(tmp_path: Path) -> None:
    owls = {
        "PT": "C", "AU": "Lopez, A; Chen, B", "AF": "Lopez, Ana; Chen, B., V", "TI": '"Owls" see',
        "SO": "OWL DAYS", "BP": "7", "EP": "9", "DI": "10.1000/owl.1", "PD": "APR 2021", "PY": "2021",
        "AB": 'A "patch\'\' of owls.', "SN": "1234-5679", "OI": "Lopez, Ana/0000-0002-1825-0097",
    }  # fmt: skip
    found, patent = table(tmp_path, owls, {"PT": "P", "TI": "A Device for Owls"})
    assert isinstance(found, Paper)
    assert (found.title, found.venue, found.kind) == ('"Owls" see', "OWL DAYS", "ConferencePaper")
    assert [each.name for each in found.authors] == ["Ana Lopez", "B. V. Chen"]
    assert found.authors[0].orcid == "0000-0002-1825-0097"
    assert (found.date, found.details.pages, found.issn) == ("2021-04", "7-9", "1234-5679")
    assert found.records[0].line == 2
    assert isinstance(patent, Skipped)


def test_an_initial_is_no_numeral(tmp_path: Path) -> None:
    names = ("AF Owl, G., V", "   Lim, Yu, V", "   Chen, S., I", "   Lopez, Ana, III")
    found = tagged(tmp_path, *names).authors
    assert [each.name for each in found] == [
        "G. V. Owl",
        "Yu V. Lim",
        "S. I. Chen",
        "Ana Lopez III",
    ]


def test_an_orcid_is_told_by_initials_where_they_are_of_one_alone(tmp_path: Path) -> None:
    orcids = ("OI Lopez, Ana/0000-0002-1825-0097; Chen,", "   Bo/0000-0001-5109-3700")
    found = tagged(tmp_path, "AF Lopez, A. M.", "   Chen, B.", "   Chen, B. C.", *orcids).authors
    assert [each.orcid for each in found] == ["0000-0002-1825-0097", None, None]
    spelt = tagged(tmp_path, "AF Lopez, Amy", "   Chen, Bo", *orcids).authors
    assert [each.orcid for each in spelt] == [None, "0000-0001-5109-3700"]
