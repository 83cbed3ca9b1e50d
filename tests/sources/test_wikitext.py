"""Citations of a wiki are read by their templates, whatever else a page has in and around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Paper, Rejected, Repair, Skipped
from kg.sources import FORMATS, Item, read
from kg.sources.free.wiki.shown import shown
from kg.sources.free.wiki.templates import citations

PAGE = TESTS / "sources" / "data" / "wikitext" / "owls.wiki"
GOOD = (
    "<ref>{{cite journal |last1=Lopez |first1=Ana |title=[[Owl|Owls]] at night |year=2019}}</ref>\n"
)


def items(folder: Path, text: str) -> list[Item]:
    path = folder / "page.wiki"
    path.write_text(text, "utf-8")
    return list(read(path))


def only(folder: Path, template: str) -> Paper:
    (found,) = (each for each in items(folder, f"* {template}\n") if not isinstance(each, Repair))
    assert isinstance(found, Paper)
    return found


def test_a_page_accounts_for_each_template_that_cites() -> None:
    found = list(read(PAGE))
    assert [
        (each.records[0].line, each.kind, each.title) if isinstance(each, Paper)
        else (each.line, each.kind if isinstance(each, Skipped) else "rejected", None)
        for each in found
        if not isinstance(each, Repair)
    ] == [
        (4, "Book", "Owls of the North"),
        (7, "JournalArticle", "Barn owls in the night – a study"),
        (11, "ConferencePaper", "How well do owls plan?"),
        (18, "Preprint", "Owls & H₂O"),
        (19, "web page", None),
        (20, "newspaper article", None),
        (21, "rejected", None),
        (27, "JournalArticle", "On Owls"),
        (29, "DoctoralThesis", "On wings"),
        (30, "BookChapter", "Nests"),
        (31, "ReportDocument", "Count"),
    ]  # fmt: skip


def test_an_article_is_read_whole() -> None:
    paper = [each for each in read(PAGE) if isinstance(each, Paper)][1]
    assert [(each.name, each.family, each.kind) for each in paper.authors] == [
        ("Ana M. López", "López", "person"),
        ("Bo Chen Jr.", "Chen", "person"),
        ("Owl Survey Team", None, "group"),
    ]
    assert (paper.venue, paper.date, paper.url) == (
        "Journal of Maps", "2019-05-07", "https://owls.example/1",
    )  # fmt: skip
    assert {each.scheme: each.value for each in paper.identifiers} == {
        "doi": "10.5555/owl.1", "pmid": "12345678", "pmcid": "PMC1234567", "arxiv": "1901.00001",
    }  # fmt: skip
    assert (paper.details.volume, paper.details.issue, paper.details.pages) == ("12", "3", "5-9")
    assert paper.records[0].unread == ("author-link1", "display-authors")


def test_books_name_their_editors_and_not_the_pages_that_are_cited() -> None:
    book, *_, chapter, report = (each for each in read(PAGE) if isinstance(each, Paper))
    assert ([each.name for each in book.editors], book.venue) == (["Bo Berg"], None)
    assert (book.details.publisher, book.details.place) == ("Owl Press", "Oslo")
    assert (book.details.pages, book.records[0].unread) == (None, ("author-link", "pages"))
    assert [each.name for each in chapter.authors] == ["Ana Lopez", "Bo Chen"]
    assert (chapter.venue, chapter.details.printed_editors, chapter.details.pages) == (
        "Handbook of owls", "Lim, Cy; Bo Berg", "3-7",
    )  # fmt: skip
    assert (chapter.year, chapter.details.printed_date) == ("2016", "Spring 2016")
    assert (report.details.report_number, report.authors[0].family) == ("TR-7", "de la Cruz")


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("{{Citation |title=Owls |chapter=Nests}}", "BookChapter"),
        ("{{citation |title=Owls |isbn=978-1-55860-700-2}}", "Book"),
        ("{{citation |title=Owls |conference=OWL}}", "ConferencePaper"),
        ("{{citation |title=Owls |url=https://owls.example/}}", None),
        ("{{cite |title=Owls |journal=Maps}}", "JournalArticle"),
        ("{{cite journal |title=Owls |journal=arXiv |arxiv=2101.00001}}", "Preprint"),
        ("{{cite web |title=Owls |url=https://arxiv.org/abs/2101.00001 |website=arXiv.org}}", "Preprint"),
        ("{{cite journal |title=Owls |journal=Maps |arxiv=2101.00001}}", "JournalArticle"),
        ("{{cite bioRxiv |title=Owls |biorxiv=10.1101/2020.01.01.1}}", "Preprint"),
        ("{{cite thesis |title=Owls |degree=MSc}}", "MastersThesis"),
        ("{{cite encyclopedia |title=Owl |encyclopedia=Birds}}", "BookChapter"),
    ],
)  # fmt: skip
def test_the_template_tells_the_kind_and_citation_by_its_parameters(
    tmp_path: Path, template: str, kind: str | None
) -> None:
    assert only(tmp_path, template).kind == kind


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("vauthors=Lopez AM, van der Berg B Jr, ((Owl Group, Inc.)), et al",
         ["AM Lopez", "B van der Berg Jr", "Owl Group, Inc."]),
        ("author=Lopez A, Chen B, Lim C, et al.", ["A Lopez", "B Chen", "C Lim"]),
        ("author=Ana Lopez and Bo Chen", ["Ana Lopez", "Bo Chen"]),
        ("author1=Lopez, Ana |author2=[[Bo Chen]]", ["Ana Lopez", "Bo Chen"]),
        ("author=Centers for Disease Control and Prevention", ["Centers for Disease Control and Prevention"]),
        ("author2-last=Chen |author2-first=Bo |author-last1=Lopez |author-first1=Ana |last3=((Owl Watch))",
         ["Ana Lopez", "Bo Chen", "Owl Watch"]),
        ("surname=Lopez |given=Ana |coauthors=Bo Chen, Cy Lim |collaboration=Owl Watchers",
         ["Ana Lopez", "Bo Chen", "Cy Lim", "Owl Watchers"]),
        ("last=王 |first=小明", ["王 小明"]),
    ],
)  # fmt: skip
def test_people_are_named_in_many_ways(tmp_path: Path, said: str, names: list[str]) -> None:
    paper = only(tmp_path, f"{{{{cite journal |title=Owls |{said}}}}}")
    assert [each.name for each in paper.authors] == names


@pytest.mark.parametrize(
    ("said", "year", "date"),
    [
        ("date=May 2019", "2019", "2019-05"), ("date=May 7, 2019", "2019", "2019-05-07"),
        ("date=2019-05-07", "2019", "2019-05-07"), ("year=2019a", "2019", None),
        ("month=May |year=2019", "2019", "2019-05"), ("date={{circa|1900}}", "1900", None),
        ("date=n.d.", None, None),
    ],
)  # fmt: skip
def test_dates_are_written_as_people_write_them(
    tmp_path: Path, said: str, year: str | None, date: str | None
) -> None:
    paper = only(tmp_path, f"{{{{cite journal |title=Owls |{said}}}}}")
    assert (paper.year, paper.date) == (year, date)


def test_titles_in_other_scripts_and_languages_are_kept(tmp_path: Path) -> None:
    both = only(tmp_path, "{{cite book |title=Fukurō |script-title=ja:フクロウ |trans-title=Owls}}")
    assert (both.title, both.other_titles) == ("Fukurō", ("フクロウ", "Owls"))
    alone = only(tmp_path, "{{cite book |script-title=ja:フクロウ |trans-title=Owls}}")
    assert (alone.title, alone.other_titles) == ("フクロウ", ("Owls",))
    assert only(tmp_path, "{{cite journal |title=none |journal=Maps}}").title is None


@pytest.mark.parametrize(
    ("wikitext", "text"),
    [
        ("L{{'}}été des ''hiboux'' &amp; '''souris'''", "L'été des hiboux & souris"),
        ("[https://owls.example/ Owls] of {{lang|fr|la {{nowrap|nuit noire}}}}", "Owls of la nuit noire"),
        ("{{ill|Barn owl|fr}} {{dead link|date=May 2019}}", "Barn owl"),
        ("<math>\\alpha</math>-owls {{chem|CO|2}} <nowiki>[x]</nowiki>", "α-owls CO2 [x]"),
        ("Owls {{!}} {{=}} bats", "Owls | = bats"),
        ("[[Owls at night", "Owls at night"),
        ("((12–14))", "12–14"),
    ],
)  # fmt: skip
def test_shown_gives_what_a_page_shows(wikitext: str, text: str) -> None:
    assert shown(wikitext) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<ref>{{cite journal |title=Owls |year=2019}</ref>", "}} is missing"),
        ("{{Infobox |a=<ref>{{cite journal |title=Owls |year=2019</ref> |b=c}}", "}} is missing"),
        ("<ref>{{cite journal |title={{nowrap|Owls |year=2019}}</ref>", "}} is missing"),
        ("* {{cite journal |title=Owls |year=2019", "}} is missing"),
        ("<ref name=a>{{cite journal |title=Owls <ref name=b>more</ref>", "}} is missing"),
        ("<ref>{cite journal |title=Owls |year=2019}}</ref>", "{{ is missing"),
        ("<ref>{{cite journal title=Owls |year=2019}}</ref>", "a | is missing"),
    ],
)
def test_a_broken_template_is_rejected_at_its_line_and_spares_the_others(
    tmp_path: Path, text: str, reason: str
) -> None:
    before, broken, after = items(tmp_path, f"{GOOD}\n{text}\n\n{GOOD}")
    assert isinstance(broken, Rejected)
    assert (broken.line, reason in broken.reasons[0]) == (3, True)
    assert isinstance(broken.raw, dict)
    assert "cite journal" in broken.raw["wikitext"]
    assert broken.raw.get("year", "2019") == "2019"
    assert isinstance(before, Paper)
    assert isinstance(after, Paper)
    assert after.records[0].line == 5


def test_a_text_that_no_parameter_has_is_told_of(tmp_path: Path) -> None:
    note, paper = items(tmp_path, "* {{cite book |title=Owls | a study |year=2019}}\n")
    assert isinstance(note, Repair)
    assert (note.before, note.line, note.kind) == ("a study", 1, "in no field")
    assert isinstance(paper, Paper)


def test_what_is_cited_twice_is_two_records(tmp_path: Path) -> None:
    first, second = items(tmp_path, GOOD * 2)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert second.records[0].key == first.records[0].key


HARD = ["{{", "[[", "[[|", "<ref>", "<!--", "<math>", "{{cite book |title=Owls\n", "<ref>{{cite book |a=b}</ref>",
        "{{cite book |a=", "}}", "|", "{{a|", "((", "''"]  # fmt: skip


@pytest.mark.parametrize("token", HARD)
@pytest.mark.parametrize("after", ["", "}}", "]]", "-->", "</math>"])
def test_a_page_takes_linear_time_whatever_is_open(token: str, after: str) -> None:
    size = 1 << 16
    before = (token * (size // len(token)))[: size // 2]
    text = before + (after * (size // 2 // len(after)) if after else "")
    assert is_linear(lambda given: [*map(str, citations(given))], text)
    assert is_linear(shown, text)


@given(st.lists(st.sampled_from([*HARD, GOOD, "</ref>", "-->", "</math>", "]]", "=", "x", "\n"])))
def test_every_template_that_begins_is_returned_once(parts: list[str]) -> None:
    found = [each.start for each in citations("".join(parts))]
    assert found == sorted(set(found))
    text = "".join(parts)
    if "<math>" not in text:
        assert len(found) == text.count("{{cite ")


def test_pages_that_quote_a_wiki_are_none() -> None:
    recognise = FORMATS["wikitext"].recognise
    quoted = "{{cite book |title=Owls}}"
    for text in (f'{{"text": "{quoted}"}}', f"<!DOCTYPE html><pre>{quoted}", f'[{{"a": "{quoted}"}}]',
                 f"<mediawiki><text>{quoted}", "{{ citation | safe }}", "{{citation needed|date=May 2019}}"):  # fmt: skip
        assert recognise(text) is None, text
    for text in (f"# {quoted}", f"\n{quoted}", f'<ref name="a">{quoted}</ref>'):
        assert (found := recognise(text)), text
        assert found.sure
    for text in (f"page = '{quoted}'", f"# Cite\n\n```\n{quoted}\n```\n"):
        assert (found := recognise(text)), text
        assert not found.sure
