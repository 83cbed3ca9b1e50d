"""Lists that are copied or mailed: Google Scholar, NEP, labelled lines, abstracts under headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Paper, Rejected, Skipped
from kg.sources import read

DATA = TESTS / "sources" / "data" / "lists"


def papers(name: str) -> list[Paper]:
    return [each for each in read(DATA / name) if isinstance(each, Paper)]


def test_scholar_parts_the_venue_from_its_numbers() -> None:
    night, plan, owls, alone = papers("scholar.txt")
    assert [each.name for each in night.authors] == ["A Lopez", "BC Chen"]
    told = night.details
    assert (night.venue, told.volume, told.issue, told.pages) == (
        "Journal of Maps", "12", "3", "5-9",
    )  # fmt: skip
    assert (plan.venue, plan.details.pages, plan.year) == ("Owl Conference (OC)", "11-19", "2020")
    assert (owls.venue, owls.kind, owls.year) == ("arXiv", "Preprint", "2019")
    assert [each.value for each in owls.identifiers] == ["1901.00001"]
    assert (alone.title, alone.year, alone.records[0].line) == ("Owls alone", None, 14)


def test_scholar_accounts_for_every_line() -> None:
    found = list(read(DATA / "scholar.txt"))
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["patent"]
    (rejected,) = [each for each in found if isinstance(each, Rejected)]
    assert (rejected.line, rejected.raw) == (16, {"text": "No end\nA Lopez"})


def test_orcid_reads_works_by_their_date_and_type() -> None:
    night, plan, thesis = papers("orcid.txt")
    assert [each.name for each in night.authors] == ["Ana Lopez", "Bo Chen"]
    assert (night.venue, night.date, night.kind, night.issn) == (
        "Journal of Maps", "2019-02-07", "JournalArticle", "1234-5679",
    )  # fmt: skip
    assert [each.value for each in (*night.identifiers, *plan.identifiers)] == [
        "10.5555/owl", "2001.00001",
    ]  # fmt: skip
    assert (plan.venue, plan.year, plan.kind, plan.records[0].line) == (
        None, "2020", "Preprint", 15,
    )  # fmt: skip
    assert (thesis.details.institution, thesis.venue) == ("University of Owls", None)


def test_orcid_accounts_for_every_work() -> None:
    found = list(read(DATA / "orcid.txt"))
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["data set"]
    (rejected,) = [each for each in found if isinstance(each, Rejected)]
    assert (rejected.line, "A line too many" in str(rejected.raw)) == (32, True)


def test_a_zotero_report_is_read_as_its_items_are() -> None:
    night, plan = papers("zotero_report.html")
    assert [each.name for each in night.authors] == ["Ana Lopez", "Bo Chen"]
    assert (night.venue, night.date, night.kind, night.details.pages) == (
        "Journal of Maps", "2019-02-07", "JournalArticle", "1-9",
    )  # fmt: skip
    assert [each.value for each in (*night.identifiers, *plan.identifiers)] == [
        "10.5555/owl", "2001.00001",
    ]  # fmt: skip
    assert night.keywords == ("owls",)
    assert night.records[0].unread == ("dateAdded", "dateModified")
    assert (plan.venue, plan.kind, plan.records[0].line) == ("arXiv", "Preprint", 9)
    (skipped,) = (x for x in read(DATA / "zotero_report.html") if isinstance(x, Skipped))
    assert skipped.kind == "web page"


def test_nep_reads_the_papers_of_mails_and_pages() -> None:
    price, plan = papers("nep.txt")
    assert price.title == "The price of owls"
    assert [each.name for each in price.authors] == ["Ana Lopez", "Bo Chen"]
    assert price.abstract == "Owls are dear. They are not cheap."
    assert (price.date, price.keywords, price.records[0].line) == (
        "2005-08-31", ("owls", "price"), 20,
    )  # fmt: skip
    assert [(each.name, each.affiliation) for each in plan.authors] == [
        ("Cy Lim", "University of Owls (Nightford)"),
        ("Dana Rossi", "Institute"),
    ]
    assert (plan.date, plan.abstract, plan.kind) == ("2004-11", "We plan.", "Preprint")


def test_labelled_lines_are_read_as_columns_are() -> None:
    night, plan, other = papers("labelled.txt")
    assert night.title == "NightOwl: exploring with memory"
    assert [each.name for each in night.authors] == ["Ana Lopez", "Bo Chen"]
    assert night.abstract == "We present NightOwl. Results: it flies."
    assert (night.venue, night.year) == ("Journal of Maps", "2019")
    assert (plan.year, [each.value for each in plan.identifiers]) == ("2020", ["10.1000/owl.2"])
    assert (other.title, other.records[0].line) == ("No names", 15)


def test_headings_begin_abstracts() -> None:
    found = papers("headed_abstracts.txt")
    assert [each.abstract for each in found] == [
        "Owls fly by night. They see.", "Owls hunt.", "Owls sleep.",
    ]  # fmt: skip


NO_LISTS = {
    "post": "Title: On owls\nDate: 2010-12-03 10:20\nAuthor: Ana Lopez\nSummary: Owls.\n\nOwls fly.\n",
    "talks": "Title: On owls\n\nAbstract: This talk is on owls.\n\nTitle: On mice\n\nAbstract: And this.\n",
    "settings": "title: Owls\nauthor: Ana Lopez\nyear: 2019\n",
    "package": "Package: owl\nTitle: Owls\nAuthor: Ana Lopez\nYear: 2019\n",
    "one abstract": "Abstract\n\nOwls fly.\n\nIntroduction\n\nThey do.\n",
    "table": "Ana Lopez\t12\t2019\nBo Chen\t13\t2019\n",
    "scores": "Results\n\nAna Lopez\nBo Chen\nCy Lim\nDana Rossi\nOslo\t12\t2019\n",
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_texts_that_look_so_are_no_lists(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(NO_LISTS[name], "utf-8")
    with pytest.raises(SourceError):
        list(read(path))


def test_titles_and_abstracts_alone_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(NO_LISTS["talks"], "utf-8")
    with pytest.raises(SourceError, match=r"titles and abstracts without names.*Authors"):
        list(read(path))
