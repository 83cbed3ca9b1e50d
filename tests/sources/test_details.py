"""Volume, issue, pages, language and the like: each format says them in its own way."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import Details, Paper, Record, Source
from kg.sources import read, to_record
from kg.sources.cleaning.details import settle_details
from kg.sources.fields.details import language_tag, page_range
from kg.sources.record import read_record

WHOLE = Details(language="en", volume="12", issue="3", pages="45-67", publisher="Owl Press")
PLACED = Details(language="en", volume="12", issue="3", pages="45-67", publisher="Owl Press",
                 place="Nightford")  # fmt: skip
CROSSREF = """<doi_records><doi_record><crossref><journal><journal_metadata language="en">
<full_title>Owls</full_title></journal_metadata><journal_issue><journal_volume><volume>12</volume>
</journal_volume><issue>3</issue></journal_issue><journal_article><titles><title>On It</title></titles>
<pages><first_page>45</first_page><last_page>67</last_page></pages><publisher_item>
<item_number item_number_type="article_number">e17</item_number></publisher_item>
</journal_article></journal></crossref></doi_record></doi_records>"""
PUBMED = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal>
<JournalIssue><Volume>12</Volume><Issue>3</Issue></JournalIssue><Title>Owls</Title></Journal>
<ArticleTitle>On It</ArticleTitle><Pagination><MedlinePgn>45-67</MedlinePgn></Pagination>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
JATS = """<article xml:lang="en"><front><journal-meta><publisher><publisher-name>Owl Press</publisher-name>
<publisher-loc>Nightford</publisher-loc></publisher></journal-meta><article-meta><title-group>
<article-title>On It</article-title></title-group><volume>12</volume><issue>3</issue>
<fpage>45</fpage><lpage>67</lpage></article-meta></front></article>"""
DATACITE = """<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>On It</title></titles>
<publisher>Owl Press</publisher><publicationYear>2019</publicationYear><language>en</language>
<resourceType resourceTypeGeneral="JournalArticle"/><relatedItems>
<relatedItem relatedItemType="Journal" relationType="IsPublishedIn"><titles><title>Owls</title></titles>
<volume>12</volume><issue>3</issue><firstPage>45</firstPage><lastPage>67</lastPage></relatedItem>
</relatedItems></resource>"""
EXAMPLES = {
    "bib": ("""@article{a, title={On It}, journal={Owls}, volume=12, number={3}, pages={45--67},
        publisher={Owl Press}, address={Nightford}, language={english}}""", PLACED),
    "bbl": (r"""\entry{a}{article}{}{}
        \list{language}{1}{{english}}
        \list{location}{1}{{Nightford}}
        \list{publisher}{1}{{Owl Press}}
        \field{journaltitle}{Owls}
        \field{number}{3}
        \field{title}{On It}
        \field{volume}{12}
        \field{pages}{45\bibrangedash 67}
        \endentry""", PLACED),
    "wiki": ("* {{cite journal |title=On It |journal=Owls |volume=12 |issue=3 |pages=45–67 |publisher=Owl Press"
             " |location=Nightford |language=en}}", PLACED),
    "ris": ("TY  - JOUR\nTI  - On It\nVL  - 12\nIS  - 3\nSP  - 45\nEP  - 67\nLA  - eng\n"
            "PB  - Owl Press\nCY  - Nightford\nER  -\n", PLACED),
    "enw": ("%0 Journal Article\n%T On It\n%V 12\n%N 3\n%P 45-67\n%G English\n%I Owl Press\n"
            "%C Nightford\n", PLACED),
    "refworks": ("RT Journal Article\nT1 On It\nJF Owls\nVO 12\nIS 3\nSP 45\nOP 67\nLA English\n"
                 "PB Owl Press\nPP Nightford\n", PLACED),
    "wos": ("FN Thomson\nVR 1.0\nPT J\nTI On It\nVL 12\nIS 3\nBP 45\nEP 67\nLA English\n"
            "PU Owl Press\nPI Nightford\nER\nEF\n", PLACED),
    "nbib": ("PMID- 7\nTI  - On It\nVI  - 12\nIP  - 3\nPG  - 45-67\nLA  - eng\n",
             Details(language="en", volume="12", issue="3", pages="45-67")),
    "csl.json": (json.dumps([{
        "type": "article-journal", "title": "On It", "container-title": "Owls", "volume": 12,
        "issue": "3", "page": "45–67", "language": "en", "publisher": "Owl Press",
        "publisher-place": "Nightford", "author": [{"family": "Lopez"}],
    }]), PLACED),
    "crossref.json": (json.dumps({"status": "ok", "message-type": "work", "message": {
        "type": "journal-article", "title": ["On It"], "volume": "12", "issue": "3",
        "page": "45-67", "language": "en", "publisher": "Owl Press",
    }}), WHOLE),
    "openalex.json": (json.dumps({
        "id": "https://openalex.org/W7", "title": "On It", "language": "en",
        "biblio": {"volume": "12", "issue": "3", "first_page": "45", "last_page": "67"},
        "primary_location": {"source": {"type": "journal", "host_organization_name": "Owl Press"}},
    }), WHOLE),
    "s2.json": (json.dumps({
        "paperId": "0" * 40, "title": "On It",
        "journal": {"name": "Owls", "volume": "12", "pages": "\n   45-67 \n"},
    }), Details(volume="12", pages="45-67")),
    "datacite.json": (json.dumps({"data": {"type": "dois", "attributes": {
        "titles": [{"title": "On It"}], "creators": [], "publicationYear": 2019, "language": "en",
        "publisher": "Owl Press", "types": {"resourceTypeGeneral": "JournalArticle"},
        "container": {"volume": "12", "issue": "3", "firstPage": "45", "lastPage": "67"},
    }}}), WHOLE),
    "zotero.json": (json.dumps([{
        "itemType": "journalArticle", "title": "On It", "volume": "12", "issue": "3",
        "pages": "45-67", "language": "en-US", "place": "Nightford",
    }]), Details(language="en-US", volume="12", issue="3", pages="45-67", place="Nightford")),
    "csv": ("Title,Authors,Journal,Volume,Issue,Page start,Page end,Language of Original Document,"
            "Publisher\nOn It,\"Lopez, Ana\",Owls,12,3,45,67,English,Owl Press\n", WHOLE),
    "crossref.xml": (CROSSREF, Details(language="en", volume="12", issue="3", pages="45-67",
                                       article_number="e17")),
    "pubmed.xml": (PUBMED, Details(language="en", volume="12", issue="3", pages="45-67")),
    "jats.xml": (JATS, PLACED),
    "datacite.xml": (DATACITE, WHOLE),
    "dblp.xml": ("""<dblp><article key="a"><title>On It</title><year>2019</year><volume>12</volume>
        <number>3</number><pages>45-67</pages><journal>Owls</journal></article></dblp>""",
        Details(volume="12", issue="3", pages="45-67")),
    "endnote.xml": ("""<xml><records><record><ref-type name="Journal Article">17</ref-type>
        <titles><title>On It</title></titles><volume>12</volume><number>3</number>
        <pages>45-67</pages><language>eng</language><publisher>Owl Press</publisher>
        <pub-location>Nightford</pub-location></record></records></xml>""", PLACED),
    "acl.xml": ("""<collection id="J19"><volume id="2"><meta><journal-title>Owls</journal-title>
        <journal-volume>12</journal-volume><journal-issue>3</journal-issue>
        <publisher>Owl Press</publisher><address>Nightford</address></meta>
        <paper id="1"><title>On It</title><pages>45–67</pages><language>eng</language></paper>
        </volume></collection>""", PLACED),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_read_takes_the_details_of_each_format(name: str, tmp_path: Path) -> None:
    text, expected = EXAMPLES[name]
    path = tmp_path / f"list.{name}"
    path.write_text(text, "utf-8")
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    assert paper.details == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@techreport{a, title={It}, number={TR-7}, institution={Owl Lab}}",
         Details(report_number="TR-7", publisher="Owl Lab")),
        ("@inproceedings{a, title={It}, booktitle={Owls}, series={LNO}, number={41}, volume={2}}",
         Details(volume="2", series="LNO", series_number="41")),
        ("@article{a, title={It}, journal={Owls}, series={New Series}, number={3}, issue={Spring}}",
         Details(issue="3", series="New Series")),
        ("@article{a, title={It}, journal={Owls}, eid={e17}, pages={}}",
         Details(article_number="e17")),
        ("@phdthesis{a, title={It}, school={Universit{\\\"a}t Eule}}",
         Details(publisher="Universität Eule")),
        ("@book{a, title={It}, subtitle={A Study}, edition={2nd}, publisher={{Owl} \\& Co}}",
         Details(subtitle="A Study", edition="2nd", publisher="Owl & Co")),
    ],
)  # fmt: skip
def test_bibtex_says_what_a_number_numbers(entry: str, expected: Details, tmp_path: Path) -> None:
    path = tmp_path / "list.bib"
    path.write_text(entry, "utf-8")
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    assert paper.details == expected


def test_a_detail_of_a_wrong_type_rejects_no_record(tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    work = {"type": "journal-article", "title": ["It"], "volume": {"n": 1}, "reference-count": 0}
    path.write_text(json.dumps(work | {"page": [3], "issue": True}), "utf-8")
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    assert paper.details == Details(pages="3")


MAYBE = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DETAILS = st.builds(Details, *[MAYBE] * len(fields(Details)))


@given(DETAILS)
@example(Details(language="\x08,0"))
@example(Details(language="tba, English", pages="-na-"))
def test_settled_details_stay_as_they_are(details: Details) -> None:
    record = Record(Source("0", "a", "records"), 1)
    once = settle_details(Paper(details=details, records=(record,)))[0]
    assert settle_details(once)[0] == once


@given(DETAILS)
def test_a_record_keeps_its_details(details: Details) -> None:
    record = Record(Source("0", "a", "records"), 1)
    paper = settle_details(Paper(title="It", details=details, records=(record,)))[0]
    assert read_record(json.loads(json.dumps(to_record(paper))), record) == paper


@given(st.text(st.sampled_from("12e- –pP.\t")), st.none() | st.text("12 -"))
def test_pages_have_one_form(first: str, last: str | None) -> None:
    once = page_range(first, last)
    assert page_range(once) == once


@pytest.mark.parametrize("word", ["deutsch", "ger", "DE", "German", "de"])
def test_one_language_has_one_tag(word: str) -> None:
    assert language_tag(word) == "de"


@pytest.mark.parametrize(("name", "text", "printed"), [
    ("a.bib", "@article{a, title={On It}, year=2019, month={Jan.--Feb.}}", "Jan.–Feb."),
    ("a.bib", "@article{a, title={On It}, year=2019, month=jan, day=2}", None),
    ("a.bib", "@article{a, title={On It}, month=jan}", "jan"),
    ("a.ris", "TY  - JOUR\nTI  - On It\nPY  - 2019///Spring\nER  - \n", "2019///Spring"),
    ("a.ris", "TY  - JOUR\nTI  - On It\nPY  - 2019/02/07/\nER  - \n", None),
    ("a.nbib", "PMID- 7\nTI  - On It.\nDP  - 2019 Fall\n", "2019 Fall"),
    ("a.nbib", "PMID- 7\nTI  - On It.\nDP  - 2019 Feb 7\n", None),
    ("a.json", '[{"type": "article-journal", "title": "On It", "author": [{"family": "Lopez"}],'
     ' "issued": {"raw": "Summer 2019"}}]', "Summer 2019"),
    ("a.xml", "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>On It</ArticleTitle>"
     "<Journal><JournalIssue><PubDate><Year>2019</Year><Season>Winter</Season></PubDate></JournalIssue>"
     "</Journal></Article></MedlineCitation></PubmedArticle>", "2019 Winter"),
])  # fmt: skip
def test_a_date_that_is_no_day_and_no_month_stays_as_printed(
    name: str, text: str, printed: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    (paper,) = (each for each in read(tmp_path / name) if isinstance(each, Paper))
    assert paper.details.printed_date == printed


def test_a_journal_with_a_book_and_a_publisher_with_a_school_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@article{a, title={On It}, journal={Notices}, booktitle={Proc. of Night},"
                    " publisher={ACM}, school={University of Owls}}", "utf-8")  # fmt: skip
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    found = paper.details
    assert (paper.venue, found.book_title) == ("Notices", "Proc. of Night")
    assert (found.publisher, found.institution) == ("ACM", "University of Owls")
