"""Tables as programs, services and reviewers write them: lists in cells, `NA`, questions for headings."""

from pathlib import Path

import pytest

from kg.errors import SourceError
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


ABOUT = "\"About the data: Exported on Sep 12, 2023. Criteria: 'owls' in title, and year is 2023.\""


@pytest.mark.parametrize(
    "before", [f"{ABOUT}\n", "Table S1. Studies of owls,,,,,,\n,,,,,,\n", "\n\n"]
)
def test_names_of_columns_are_found_behind_what_is_said_of_the_table(
    before: str, tmp_path: Path
) -> None:
    heads = "Rank,DOI,Title,Source title,Anthology title,PubYear,Authors"
    row = '7,10.1000/1,Owls,Owl Notes,Owl Days,2019,"Lopez, Ana; Chen, Bo"'
    found = only(tmp_path, f"{before}{heads}\n{row}\n")
    assert (found.title, found.venue, len(found.authors)) == ("Owls", "Owl Days", 2)
    assert found.records[0].line == before.count("\n") + 2


def test_a_line_of_such_names_in_prose_makes_no_table(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("We read owls.\n\nTitle, Authors, Year, Journal\n\nare what we note, each.\n")
    with pytest.raises(SourceError):
        list(read(path))


def test_pubmed_lists_groups_and_particles_among_initials(tmp_path: Path) -> None:
    authors = '"Lopez A, Chen BC, van den Owl D Jr, Owl Study Group."'
    row = f"37043242,Owls,{authors},Lopez A,Owl Lett,2023,PMC10098958,10.1000/1"
    heads = "PMID,Title,Authors,First Author,Journal/Book,Publication Year,PMCID,DOI"
    found = only(tmp_path, f"{heads}\n{row}\n")
    names = ["A Lopez", "BC Chen", "D van den Owl Jr", "Owl Study Group"]
    assert [each.name for each in found.authors] == names
    assert (found.authors[-1].kind, found.venue) == ("group", "Owl Lett")


def test_publish_or_perish_has_the_venue_as_source(tmp_path: Path) -> None:
    text = 'Cites,Authors,Title,Year,Source,CitesURL,GSRank\n7,"A Lopez, B Chen, …",Owls,2018,Owl Letters,,1\n'
    found = only(tmp_path, text)
    assert (found.venue, [each.name for each in found.authors]) == (
        "Owl Letters",
        ["A Lopez", "B Chen"],
    )
    found = only(tmp_path, "Authors,Title,Year,Source\nA Lopez,Owls,2018,PubMed\n")
    assert (found.venue, found.records[0].unread) == (None, ("Source",))


def test_columns_of_services_have_prefixes_and_paths(tmp_path: Path) -> None:
    heads = (
        "dc:title,dc:creator,prism:publicationName,prism:coverDate,prism:doi,prism:issueIdentifier"
    )
    found = only(tmp_path, f"{heads}\nOwls,Lopez A.,Owl Letters,2020-08-01,10.1000/1,3\n")
    assert (found.title, found.venue, found.date) == ("Owls", "Owl Letters", "2020-08-01")
    heads = (
        "title,publication_year,ids.openalex,primary_location.source.display_name,"
        "authorships.author.display_name,biblio.volume,biblio.first_page,biblio.last_page"
    )
    row = "Owls,2023,https://openalex.org/W4312345678,Owl Letters,Ana Lopez|Bo Chen,12,45,67"
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert [each.name for each in found.authors] == ["Ana Lopez", "Bo Chen"]
    assert (found.venue, found.details.volume, found.details.pages) == (
        "Owl Letters",
        "12",
        "45-67",
    )
    assert found.identifiers[0].value == "W4312345678"


def test_pandas_writes_whole_numbers_with_a_nought_and_excel_loses_dashes(tmp_path: Path) -> None:
    heads = "title,authors,year,journal,volume,issue,pages,pmid"
    found = only(tmp_path, f"{heads}\nOwls,Lopez A,2019.0,Owl Lett,95.0,3.0,30?33,7654321.0\n")
    details = found.details
    assert (found.year, details.volume, details.issue) == ("2019", "95", "3")
    assert (details.pages, [str(each.value) for each in found.identifiers]) == (
        "30-33",
        ["7654321"],
    )


@pytest.mark.parametrize(
    ("dated", "date"), [("2020,10,7", "2020-10-07"), ("2020,3,", "2020-03"), ("2020,,", None)]
)
def test_rayyan_tells_year_month_and_day_and_mixes_serial_numbers(
    dated: str, date: str | None, tmp_path: Path
) -> None:
    heads = "key,title,year,month,day,journal,issn,authors,notes"
    row = f'rayyan-7,Owls.,{dated},Owl Lett,"978-3-16-148410-0, 978-1-4799-7882-3",Lopez A and Chen B,'
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert (found.year, found.date, found.title) == ("2020", date, "Owls")
    assert (found.issn, found.isbn) == (None, "978-3-16-148410-0")


def test_zotero_keeps_identifiers_among_the_extra(tmp_path: Path) -> None:
    heads = "Key,Item Type,Publication Year,Author,Title,DOI,Extra"
    extra = '"Citation Key: owls\nPMID: 7654321\nPMCID: PMC777"'
    found = only(tmp_path, f'{heads}\nA1,journalArticle,2019,"Lopez, Ana",Owls,10.1000/1,{extra}\n')
    assert [each.scheme for each in found.identifiers] == ["doi", "pmid", "pmcid"]


@pytest.mark.parametrize(
    "heads",
    [
        "Авторы,Название документа,Год,Название источника,Том,Выпуск,Страница начала,"
        "Страница окончания,DOI,Краткое описание,Ключевые слова автора",
        "作者,题名,年份,文献来源,卷,期,页码,endpage,DOI,摘要,关键词",
        "著者名,タイトル,出版年,掲載誌,巻,号,ページ,end page,DOI,抄録,キーワード",
        "저자명,제목,연도,학술지명,권,호,페이지,end page,DOI,초록,키워드",
    ],
)
def test_headings_are_known_in_other_scripts(heads: str, tmp_path: Path) -> None:
    row = '"Lopez, A.; Chen, B.",Owls,2019,Owl Letters,7,2,3,9,10.1000/1,We see owls.,owls; night'
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert (found.title, found.year, found.venue) == ("Owls", "2019", "Owl Letters")
    assert (len(found.authors), found.abstract) == (2, "We see owls.")
    details = found.details
    assert (details.volume, details.issue, details.pages) == ("7", "2", "3-9")
    assert found.keywords == ("owls", "night")


@pytest.mark.parametrize("head", ["journal_or_venue", "Journal / Conference", "Venue/Journal"])
def test_a_heading_of_two_names_of_one_field_is_that_field(head: str, tmp_path: Path) -> None:
    found = only(tmp_path, f"title,authors,year,{head}\nOwls,Lopez A,2019,Owl Lett\n")
    assert found.venue == "Owl Lett"


def test_a_publication_is_where_it_appeared_where_another_column_is_the_title(
    tmp_path: Path,
) -> None:
    heads = "title,year,authors,authors_string,doi,publication"
    row = r'Owls,2019,,"Lopez, Ana and Chen, Bo",10.1000/1,Owls \& Maps'
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert (found.venue, [each.name for each in found.authors]) == (
        "Owls & Maps",
        ["Ana Lopez", "Bo Chen"],
    )


def test_a_link_among_the_dois_is_the_address_and_lists_are_parted_as_in_china(
    tmp_path: Path,
) -> None:
    heads = "title,authors,year,doi,keywords"
    row = "Owls,Lopez A；Chen B,2019,https://owls.example/7.pdf,owls；night、maps"
    found = only(tmp_path, f"{heads}\n{row}\n")
    assert (found.identifiers, found.url) == ((), "https://owls.example/7.pdf")
    assert (len(found.authors), found.keywords) == (2, ("owls", "night", "maps"))
