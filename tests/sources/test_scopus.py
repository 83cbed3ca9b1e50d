"""Exports of Scopus: types of documents, counts of citations, titles in two languages."""

from pathlib import Path

import pytest

from kg.model import Paper, Repair, Skipped
from kg.sources import read
from kg.sources.format import Item


def items(folder: Path, name: str, text: str) -> list[Item]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def bibtex(folder: Path, type_: str, fields: str) -> list[Item]:
    entry = f"@{type_}{{Owl Lopez2019, author = {{Lopez, Ana}}, title = {{Owls}}, {fields}}}"
    return items(folder, "scopus.bib", f"Scopus\nEXPORT DATE: 18 January 2022\n\n{entry}\n")


@pytest.mark.parametrize(
    ("type_", "fields", "kind"),
    [
        ("ARTICLE", "document_type={Conference Paper}, source={Scopus}", "ConferencePaper"),
        ("ARTICLE", "type = {Review}, source = {Scopus}", "ReviewArticle"),
        ("ARTICLE", "type = {Letter}, source = {Scopus}", "JournalArticle"),
        ("CONFERENCE", "type = {Conference paper}, source = {Scopus}", "ConferencePaper"),
        ("ARTICLE", "type = {Review}", "JournalArticle"),
    ],
)
def test_the_type_of_document_tells_the_kind(
    type_: str, fields: str, kind: str, tmp_path: Path
) -> None:
    (found,) = bibtex(tmp_path, type_, fields)
    assert isinstance(found, Paper)
    assert found.kind == kind


def test_volumes_of_proceedings_are_skipped(tmp_path: Path) -> None:
    (found,) = bibtex(tmp_path, "CONFERENCE", "type = {Conference review}, source = {Scopus}")
    assert isinstance(found, Skipped) and found.kind == "proceedings"


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("cited By 12", None),
        ("Cited by: 0; All Open Access; Hybrid Gold Open Access", None),
        ("cited By (since 1996)7", None),
        ("Cited by: 3; All Open Access, Bronze Open Access, Green Open Access", None),
        ("Cited by 3 others in this volume", "Cited by 3 others in this volume"),
    ],
)
def test_counts_of_citations_are_no_note(note: str, kept: str | None, tmp_path: Path) -> None:
    *told, found = bibtex(tmp_path, "ARTICLE", f"art_number = {{378}}, note = {{{note}}}")
    assert isinstance(found, Paper)
    assert (found.details.note, found.details.article_number) == (kept, "378")
    said = [(each.before, each.kind) for each in told if isinstance(each, Repair)]
    assert said == ([] if kept else [(note, "counts citations")])


@pytest.mark.parametrize(
    ("written", "title", "others"),
    [
        ("Owls of the north; [Les chouettes du nord]", "Owls of the north", ("Les chouettes du nord",)),
        ("Owls of the north; [see maps] and more", "Owls of the north; [see maps] and more", ()),
    ],
)  # fmt: skip
def test_a_title_in_brackets_behind_another_is_its_translation(
    written: str, title: str, others: tuple[str, ...], tmp_path: Path
) -> None:
    row = f'"Lopez A.","{written}","2019","Owl Letters","10.1000/1"'
    (found,) = items(tmp_path, "scopus.csv", f"Authors,Title,Year,Source title,DOI\n{row}\n")
    assert isinstance(found, Paper)
    assert (found.title, found.other_titles) == (title, others)


@pytest.mark.parametrize(
    ("type_", "said", "kind"),
    [
        ("JOUR", "Review", "ReviewArticle"),
        ("JOUR", "Conference paper", "ConferencePaper"),
        ("JOUR", "Case Report", "JournalArticle"),
        ("BOOK", "Review", "Book"),
    ],
)
def test_ris_tells_reviews_by_the_type_of_work(
    type_: str, said: str, kind: str, tmp_path: Path
) -> None:
    text = f"TY  - {type_}\nTI  - Owls\nAU  - Lopez, A.\nM3  - {said}\nDB  - Scopus\nER  - \n"
    (found,) = items(tmp_path, "scopus.ris", text)
    assert isinstance(found, Paper) and found.kind == kind
