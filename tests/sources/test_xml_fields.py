"""Fields that XML records give in places or forms of their own: dates, numbers, volumes, types."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Skipped
from kg.sources import Item, read
from kg.sources.tagged_formats.tags import keywords

ENDNOTE = """<xml><records><record><ref-type name="{type}">1</ref-type>
<titles><title>Owls</title></titles><dates><year>2019</year>{dates}</dates>{rest}
</record></records></xml>"""


def found(folder: Path, text: str) -> list[Item]:
    path = folder / "records.xml"
    path.write_text(text, "utf-8")
    return list(read(path))


def endnote(
    folder: Path, *, type: str = "Journal Article", dates: str = "", rest: str = ""
) -> Paper:
    items = found(folder, ENDNOTE.format(type=type, dates=dates, rest=rest))
    (paper,) = (each for each in items if isinstance(each, Paper))
    return paper


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2019 Feb 7", "2019-02-07"),
        ("Feb 07", "2019-02-07"),
        ("FEBRUARY 7", "2019-02-07"),
        ("2019/2/7", "2019-02-07"),
        ("2018 Feb 7", None),
        ("2019 Feb", "2019-02"),
        ("Jan-Feb", None),
        ("Feb 30", None),
    ],
)
def test_endnote_takes_the_day_of_publication(
    printed: str, date: str | None, tmp_path: Path
) -> None:
    dates = f"<pub-dates><date>{printed}</date></pub-dates>"
    paper = endnote(tmp_path, dates=dates)
    assert (paper.year, paper.date) == ("2019", date)


def test_endnote_splits_keywords_at_semicolons_and_lines_alone(tmp_path: Path) -> None:
    words = "<keyword>owls; night flight</keyword><keyword>Aged, 80&#13;rest &amp; sleep</keyword>"
    paper = endnote(tmp_path, rest=f"<keywords>{words}</keywords>")
    assert paper.keywords == ("owls", "night flight", "Aged, 80", "rest & sleep")


def test_an_entity_parts_no_keywords() -> None:
    assert keywords(["rest &amp; sleep", "owls"]) == ("rest & sleep", "owls")
    assert keywords(["rest &amp; sleep, owls"]) == ("rest & sleep", "owls")


@pytest.mark.parametrize(
    ("type", "number", "issn", "isbn"),
    [
        ("Conference Proceedings", "978-3-16-148410-0", None, "978-3-16-148410-0"),
        ("Book", "1234-5679", "1234-5679", None),
        ("Book Section", "1234-5679 978-3-16-148410-0", "1234-5679", "978-3-16-148410-0"),
        ("Journal Article", "1234-5679 (Print)&#13;2049-3630", "1234-5679", None),
    ],
)
def test_endnote_tells_issn_and_isbn_apart(
    type: str, number: str, issn: str | None, isbn: str | None, tmp_path: Path
) -> None:
    paper = endnote(tmp_path, type=type, rest=f"<isbn>{number}</isbn>")
    assert (paper.issn, paper.isbn) == (issn, isbn)


def test_endnote_keeps_a_number_that_is_neither_as_printed(tmp_path: Path) -> None:
    assert endnote(tmp_path, rest="<isbn>n/a</isbn>").printed_identifiers == ("issn:n/a",)


def test_endnote_reads_the_identifiers_in_fields_of_the_library(tmp_path: Path) -> None:
    rest = "<user16>PMC90000001</user16><custom1>room 12</custom1><custom7>PMID: 90000002</custom7>"
    paper = endnote(tmp_path, rest=rest)
    assert {(each.scheme, each.value) for each in paper.identifiers} == {
        ("pmcid", "PMC90000001"),
        ("pmid", "90000002"),
    }


def test_acl_papers_of_the_old_schema_take_the_title_of_their_volume(tmp_path: Path) -> None:
    author = "<author><first>Ana</first><last>Lopez</last></author>"
    items = found(
        tmp_path,
        f"""<volume id="W11">
        <paper id="0100"><title>Proceedings of the Conference on Owls</title></paper>
        <paper id="0101"><title>Night</title>{author}</paper>
        <paper id="0200"><title>Proceedings of the Workshop on Mice</title>
        <editor><first>Bo</first><last>Li</last></editor></paper>
        <paper id="0210"><title>Day</title>{author}</paper>
        <paper id="0211"><title>Dusk</title>{author}<booktitle>Mice</booktitle></paper>
        <paper id="0301"><title>Dawn</title>{author}</paper></volume>""",
    )
    assert [type(item) for item in items] == [Skipped, Paper, Skipped, Paper, Paper, Paper]
    assert [(each.venue, each.kind) for each in items if isinstance(each, Paper)] == [
        ("Proceedings of the Conference on Owls", "ConferencePaper"),
        ("Proceedings of the Workshop on Mice", "WorkshopPaper"),
        ("Mice", "WorkshopPaper"),
        (None, "WorkshopPaper"),
    ]


def test_acl_volumes_of_one_digit_have_papers_that_end_in_two_zeros(tmp_path: Path) -> None:
    items = found(
        tmp_path,
        """<volume id="P11"><paper id="1000"><title>Proceedings on Owls</title></paper>
        <paper id="1100"><title>Night</title></paper></volume>""",
    )
    assert [type(item) for item in items] == [Skipped, Paper]
    assert isinstance(items[1], Paper)
    assert items[1].venue == "Proceedings on Owls"


def dblp(folder: Path, tag: str, publtype: str, fields: str = "") -> Item:
    title = "<author>Ana Lopez</author><title>Owls.</title><year>2019</year>"
    record = f'<{tag} key="k/1" publtype="{publtype}">{title}{fields}</{tag}>'
    (item,) = found(folder, f"<dblp>{record}</dblp>")
    return item


@pytest.mark.parametrize(
    ("publtype", "kind", "status"),
    [
        ("informal", "Preprint", None),
        ("informal withdrawn", "Preprint", "withdrawn"),
        ("withdrawn", "Preprint", "withdrawn"),
        ("survey", "ReviewArticle", None),
        ("encyclopedia", "JournalArticle", None),
    ],
)
def test_dblp_tells_more_by_the_type_of_publication(
    publtype: str, kind: str, status: str | None, tmp_path: Path
) -> None:
    item = dblp(tmp_path, "article", publtype, "<journal>Journal of Owls</journal>")
    assert isinstance(item, Paper)
    assert (item.kind, item.status) == (kind, status)


@pytest.mark.parametrize(
    ("tag", "publtype", "kind"),
    [
        ("article", "data", "data set"),
        ("article", "software", "software"),
        ("data", "", "data set"),
    ],
)
def test_dblp_skips_what_is_no_text(tag: str, publtype: str, kind: str, tmp_path: Path) -> None:
    item = dblp(tmp_path, tag, publtype)
    assert isinstance(item, Skipped)
    assert item.kind == kind


def test_a_book_of_dblp_is_not_its_own_venue(tmp_path: Path) -> None:
    item = dblp(tmp_path, "book", "", "<booktitle>Owls</booktitle><publisher>Nest</publisher>")
    assert isinstance(item, Paper)
    assert (item.kind, item.venue) == ("Book", None)
