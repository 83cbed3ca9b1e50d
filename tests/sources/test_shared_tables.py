"""Tables as programs, services and reviewers write them: lists in cells, `NA`, questions for headings."""

from pathlib import Path

import pytest

from kg.model import Paper, Repair
from kg.sources import read
from kg.sources.format import Item


def items(folder: Path, text: str) -> list[Item]:
    path = folder / "owls.csv"
    path.write_text(text, encoding="utf-8")
    return [each for each in read(path) if not isinstance(each, Repair)]


def only(folder: Path, text: str) -> Paper:
    (found,) = items(folder, text)
    assert isinstance(found, Paper)
    return found


@pytest.mark.parametrize(
    "authors",
    [
        "['Ana Lopez', \"Bo O'Chen\"]",
        "['Ana Lopez' \"Bo O'Chen\"]",
        '["Lopez, Ana", "O\'Chen, Bo"]',
        "[{'authorId': '7', 'name': 'Ana Lopez'}, {'authorId': None, 'name': \"Bo O'Chen\"}]",
    ],
)
def test_a_list_in_a_cell_is_a_list(authors: str, tmp_path: Path) -> None:
    quoted = authors.replace('"', '""')
    row = f"Owls,\"{quoted}\",2019,\"['owls, barn', 'night']\",[]"
    found = only(tmp_path, f"title,authors,year,keywords,venue\n{row}\n")
    assert [each.name for each in found.authors] == ["Ana Lopez", "Bo O'Chen"]
    assert (found.keywords, found.venue) == (("owls, barn", "night"), None)


@pytest.mark.parametrize("title", ["[Owls of the north]", "[12]", "[]owls[]", "['Owls"])
def test_brackets_alone_make_no_list(title: str, tmp_path: Path) -> None:
    found = only(tmp_path, f"title,authors,year\n{title},Ana Lopez,2019\n")
    assert (found.title or "").strip("[]") == title.strip("[]")


@pytest.mark.parametrize("nothing", ["NA", "nan", "NaN", "None", "NULL", "N/A", "<NA>"])
def test_what_stands_for_nothing_in_a_table_is_nothing(nothing: str, tmp_path: Path) -> None:
    heads = "Title,Authors,Author 2,Year,Journal,Volume,Pages,DOI,ISSN,Abstract,Keywords,Link"
    found = only(tmp_path, f"{heads}\nOwls{f',{nothing}' * heads.count(',')}\n")
    assert found == Paper(title="Owls", records=found.records)


def test_a_question_for_a_heading_makes_no_prose_of_a_table(tmp_path: Path) -> None:
    question = '"What do owls see at night, and did the authors say how they found it out?"'
    found = only(tmp_path, f"Title,Authors,Year,DOI,{question},,\nOwls,Lopez A,2019,,no,,\n")
    assert (found.title, found.records[0].unread) == ("Owls", (question.strip('"'),))


def test_springer_tells_items_and_sets_nothing_between_authors(tmp_path: Path) -> None:
    heads = (
        "Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,"
        "Authors,Publication Year,URL,Content Type"
    )
    row = '"Owls","Owl Letters","Owls","5","1","10.1000/1","Ana van OwlBo B. McChenCy Lim","2016","","Article"'
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert [each.name for each in found.authors] == ["Ana van Owl", "Bo B. McChen", "Cy Lim"]
    assert (found.title, found.venue, found.kind) == ("Owls", "Owl Letters", "JournalArticle")
    details = found.details
    assert (details.volume, details.issue, details.series) == ("5", "1", "Owls")


@pytest.mark.parametrize("name", ["Ana McOwl Lopez", "HanNa Lim", "Ana LeOwl", "Ana de OwlLopez"])
def test_a_capital_inside_a_name_parts_none(name: str, tmp_path: Path) -> None:
    found = only(tmp_path, f"title,authors,year\nOwls,{name},2019\n")
    assert [each.name for each in found.authors] == [name]


@pytest.mark.parametrize(
    ("said", "kind"),
    [("IEEE Conferences", "ConferencePaper"), ("IEEE Journals", "JournalArticle")],
)
def test_ieee_tells_its_kinds_and_several_isbns(said: str, kind: str, tmp_path: Path) -> None:
    heads = "Document Title,Authors,Publication_Year,ISBNs,PDF Link,Document Identifier"
    isbns = '"Electronic:978-3-16-148410-0; POD:978-1-4799-7882-3"'
    row = f"Owls,A. Lopez; B. Chen,2014,{isbns},https://owls.example/7.pdf,{said}"
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert (found.kind, found.isbn) == (kind, "978-3-16-148410-0")
    assert found.url == "https://owls.example/7.pdf"


@pytest.mark.parametrize(
    ("heads", "encoding"),
    [
        ("Titel;Autor(en);Jahr;Zeitschrift;Jahrgang;Heft;Seiten;Verlag;Schlagwörter", "cp1252"),
        ("Título;Autores;Año;Revista;Volumen;Issue;Páginas;Editorial;Palabras clave", "latin-1"),
        ("Titre;Auteurs;Année;Revue;Volume;Issue;Pages;Éditeur;Mots-clés", "utf-8-sig"),
    ],
)
def test_headings_are_known_in_the_languages_of_europe(
    heads: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    row = "Über Eulen;López, Ana | Chen, Bo;2019;Eulen;7;2;3-9;Nacht;eulen, nächte"
    path.write_bytes(f"{heads}\r\n{row}\r\n".encode(encoding))
    (found,) = [each for each in read(path) if isinstance(each, Paper)]
    assert (found.title, found.year, found.venue) == ("Über Eulen", "2019", "Eulen")
    assert [each.name for each in found.authors] == ["Ana López", "Bo Chen"]
    details = found.details
    assert (details.volume, details.issue, details.pages) == ("7", "2", "3-9")
    assert (details.publisher, found.keywords) == ("Nacht", ("eulen", "nächte"))
