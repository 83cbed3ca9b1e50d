"""What Crossref, OpenAlex and DataCite say in fields of their own, in JSON and in XML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Paper, Repair
from kg.sources import read
from kg.sources.cleaning.abstracts import unheaded
from kg.sources.fields.markup import plain
from kg.sources.fields.names import parse_name
from kg.sources.fields.values import address

CROSSREF = {"DOI": "10.1234/1", "type": "journal-article", "reference-count": 0}
OPENALEX = {"id": "https://openalex.org/W1", "title": "Owls", "authorships": []}
DATACITE = {"doi": "10.1234/1", "titles": [{"title": "Owls"}], "creators": []}
UNIXREF = "<doi_records><doi_record><crossref>%s</crossref></doi_record></doi_records>"
KERNEL = '<resource xmlns="http://datacite.org/schema/kernel-4">%s</resource>'


def only(folder: Path, text: str) -> Paper:
    path = folder / "list.txt"
    path.write_text(text, encoding="utf-8")
    (paper,) = [each for each in read(path) if isinstance(each, Paper)]
    return paper


def work(folder: Path, base: dict[str, Any], **members: object) -> Paper:
    return only(folder, json.dumps(base | members, ensure_ascii=False))


def resource(folder: Path, general: str, rest: str, title: str = "<title>Owls</title>") -> Paper:
    kind = f'<resourceType resourceTypeGeneral="{general}"/>'
    return only(folder, KERNEL % f"<titles>{title}</titles>{kind}{rest}")


def placed(folder: Path, name: str, type_: str, **members: object) -> Paper:
    source = {"display_name": name, "type": type_, "host_organization_name": "Owl House"}
    return work(folder, OPENALEX, primary_location={"source": source, **members}, type="article")


def test_a_title_in_its_own_language_goes_before_its_subtitle(tmp_path: Path) -> None:
    found = work(
        tmp_path, CROSSREF, **{"title": [""], "original-title": ["梟"], "subtitle": ["夜"]}
    )
    assert (found.title, found.other_titles) == ("梟: 夜", ())
    item = {"type": "article-journal", "title": "", "original-title": ["梟"], "subtitle": ["夜"]}
    found = only(tmp_path, json.dumps([item | {"id": "1", "issued": {"date-parts": [[2019]]}}]))
    assert (found.title, found.other_titles) == ("梟: 夜", ())
    titles = "<original_language_title>梟</original_language_title><subtitle>夜</subtitle>"
    article = f"<journal_article><titles>{titles}</titles></journal_article>"
    found = only(tmp_path, UNIXREF % f"<journal>{article}</journal>")
    assert (found.title, found.other_titles) == ("梟: 夜", ())


def test_crossref_takes_the_series_for_the_venue_of_a_book(tmp_path: Path) -> None:
    series = "<series_metadata><titles><title>Owl Notes</title></titles></series_metadata>"
    book = (
        f"<book_series_metadata>{series}<titles><title>Owls</title></titles></book_series_metadata>"
    )
    found = only(tmp_path, UNIXREF % f"<book>{book}</book>")
    assert (found.title, found.venue, found.kind) == ("Owls", "Owl Notes", "Book")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("http://x.example/10.1/a<1::b>2", "http://x.example/10.1/a%3C1::b%3E2"),
        ("https://x.example/10.1/025[06:p]2?q={a|b}", "https://x.example/10.1/025%5B06:p%5D2?q=%7Ba%7Cb%7D"),
        ("https://x.example/%3Ca%3E", "https://x.example/%3Ca%3E"),
        ("http://x<y>.example/", None),
        ("http://x.example/a b", None),
        ("http://x.example/<a>;http://y.example/", None),
    ],
)  # fmt: skip
def test_address_encodes_what_an_iri_may_not_hold(written: str, found: str | None) -> None:
    assert address(written) == found


def test_openalex_takes_no_shelf_of_a_publisher_for_a_venue(tmp_path: Path) -> None:
    assert placed(tmp_path, "Owl House eBooks", "ebook platform").venue is None
    held = placed(tmp_path, "Owl House eBooks", "ebook platform", raw_source_name="All Owls")
    assert held.venue == "All Owls"
    assert placed(tmp_path, "owlXiv (Owl House)", "repository").venue == "owlXiv"
    assert placed(tmp_path, "Owl Letters (Oslo)", "journal").venue == "Owl Letters (Oslo)"


def test_openalex_takes_the_kind_that_was_deposited(tmp_path: Path) -> None:
    found = placed(tmp_path, "Owl House eBooks", "ebook platform", raw_type="book")
    assert found.kind == "Book"


@pytest.mark.parametrize(
    ("licence", "found"),
    [("cc-by", "https://openalex.org/licenses/cc-by"), ("other-oa", None), (None, None)],
)
def test_openalex_takes_a_licence(tmp_path: Path, licence: str | None, found: str | None) -> None:
    assert placed(tmp_path, "Owl Letters", "journal", license=licence).licence == found


def test_a_person_is_named_once_and_namesakes_stay(tmp_path: Path) -> None:
    ana = {"display_name": "Ana Lopez", "orcid": "https://orcid.org/0000-0002-1825-0097"}
    people = [{"author": each} for each in (ana, {"display_name": "Bo Lim"}) for _ in range(2)]
    path = tmp_path / "list.json"
    path.write_text(json.dumps(OPENALEX | {"authorships": people}), encoding="utf-8")
    items = list(read(path))
    (found,) = [each for each in items if isinstance(each, Paper)]
    assert [each.name for each in found.authors] == ["Ana Lopez", "Bo Lim", "Bo Lim"]
    (note,) = [each for each in items if isinstance(each, Repair)]
    assert (note.field, note.before, note.kind) == ("authors", "Ana Lopez", "named twice")


def test_openalex_takes_keywords_and_affiliations_of_older_works(tmp_path: Path) -> None:
    author = {"author": {"display_name": "Ana Lopez"}}
    told = {"raw_affiliation_strings": ["Owl House#TAB#", "Nest (  )", "#N#"]}
    found = work(
        tmp_path, OPENALEX, keywords=[{"keyword": "owls", "score": 1}], authorships=[author | told]
    )
    assert found.keywords == ("owls",)
    assert found.authors[0].affiliation == "Owl House; Nest"


def test_datacite_takes_numbers_of_what_holds_the_resource(tmp_path: Path) -> None:
    related = [
        {"relatedIdentifierType": "ISSN", "relationType": "References", "relatedIdentifier": "1234-5679"},
        {"relatedIdentifierType": "ISSN", "relationType": "IsPartOf", "relatedIdentifier": "2049-3630"},
        {"relatedIdentifierType": "DOI", "relationType": "IsIdenticalTo", "relatedIdentifier": "10.1234/2"},
        {"relatedIdentifierType": "DOI", "relationType": "References", "relatedIdentifier": "10.1234/3"},
    ]  # fmt: skip
    holder = {
        "relationType": "IsPublishedIn",
        "titles": [{"title": "All Owls"}],
        "relatedItemIdentifier": {"relatedItemIdentifier": "9783161484100", "relatedItemIdentifierType": "ISBN"},
    }  # fmt: skip
    found = work(tmp_path, DATACITE, relatedIdentifiers=related, relatedItems=[holder])
    xml = "".join(
        f'<relatedIdentifier relatedIdentifierType="{each["relatedIdentifierType"]}" '
        f'relationType="{each["relationType"]}">{each["relatedIdentifier"]}</relatedIdentifier>'
        for each in related
    )
    item = (
        '<relatedItems><relatedItem relationType="IsPublishedIn"><relatedItemIdentifier '
        'relatedItemIdentifierType="ISBN">9783161484100</relatedItemIdentifier><titles><title>All '
        "Owls</title></titles></relatedItem></relatedItems>"
    )
    doi = '<identifier identifierType="DOI">10.1234/1</identifier>'
    body = f"{doi}<relatedIdentifiers>{xml}</relatedIdentifiers>{item}"
    for each in (found, resource(tmp_path, "BookChapter", body)):
        assert (each.issn, each.isbn, each.venue) == ("2049-3630", "9783161484100", "All Owls")
        assert [found.value for found in each.identifiers] == ["10.1234/1", "10.1234/2"]


def test_datacite_takes_the_editors_of_a_book_and_of_nothing_else(tmp_path: Path) -> None:
    people = [
        {"contributorType": "Editor", "name": "Lopez, Ana"},
        {"contributorType": "DataManager", "name": "Lim, Bo"},
    ]
    xml = "".join(
        f'<contributor contributorType="{each["contributorType"]}"><contributorName>{each["name"]}'
        "</contributorName></contributor>"
        for each in people
    )
    for kind, names in (("Book", ["Ana Lopez"]), ("JournalArticle", [])):
        types = {"resourceTypeGeneral": kind}
        for found in (
            work(tmp_path, DATACITE, contributors=people, types=types),
            resource(tmp_path, kind, f"<contributors>{xml}</contributors>"),
        ):
            assert [each.name for each in found.editors] == names


def test_datacite_takes_an_abstract_whole_and_in_one_language(tmp_path: Path) -> None:
    parts = [("en", "We look."), ("en", "We see."), ("es", "Miramos.")]
    listed = [
        {"description": text, "descriptionType": "Abstract", "lang": lang} for lang, text in parts
    ]
    xml = "".join(
        f'<description xml:lang="{lang}" descriptionType="Abstract">{text}</description>'
        for lang, text in parts
    )
    for found in (
        work(tmp_path, DATACITE, descriptions=listed),
        resource(tmp_path, "JournalArticle", f"<descriptions>{xml}</descriptions>"),
    ):
        assert found.abstract == "We look. We see."


def test_datacite_takes_a_translated_title_where_there_is_no_other(tmp_path: Path) -> None:
    titles = [
        {"title": "At Night", "titleType": "Subtitle"},
        {"title": "Eulen", "titleType": "TranslatedTitle"},
    ]
    found = work(tmp_path, DATACITE, titles=titles)
    assert (found.title, found.other_titles) == ("Eulen: At Night", ())


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<jats:sec><jats:title>Aim</jats:title>\n<jats:p>To see.</jats:p></jats:sec>", "Aim: To see."),
        ("<title>Aim:</title><p>To see.</p>", "Aim: To see."),
        ("<jats:title>Abstract</jats:title><jats:p>To see.</jats:p>", "To see."),
        ("<title>Owls</title>", "Owls"),
    ],
)  # fmt: skip
def test_plain_writes_the_title_of_a_section_as_a_label(marked: str, text: str) -> None:
    assert plain(marked) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("SUMMARY Besides owls, we see.", "Besides owls, we see."),
        ("SUMMARY A nest is found.", "A nest is found."),
        ("SUMMARY AND CONCLUSIONS Owls see.", "SUMMARY AND CONCLUSIONS Owls see."),
        ("Summary statistics of owls.", "Summary statistics of owls."),
    ],
)
def test_unheaded_takes_off_a_summary_in_capitals(written: str, kept: str) -> None:
    assert unheaded(written) == kept


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("World Bank", "group"), ("Asian Development Bank", "group"), ("Owl News", "group"),
        ("Ana Bank", "person"), ("Ana Newsom", "person"),
    ],
)  # fmt: skip
def test_parse_name_knows_banks_and_news(name: str, kind: str) -> None:
    assert parse_name(name).kind == kind
