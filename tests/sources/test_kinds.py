"""Type words become classes or skipped kinds by one table; each class exists and is an Expression."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping import record_triples
from kg.model import Paper, Record, Skipped, Source
from kg.sources import FORMATS, read
from kg.sources.fields.kinds import Kind, kind_in, kind_of, kind_rows, thesis
from kg.validation import Validator

WORKS = {"Work", "ResearchPaper", "ReviewPaper", "TechnicalReport", "Dataset", "Software", "Patent"}


def read_one(folder: Path, text: str, name: str = "list.bib") -> Paper | Skipped:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Paper | Skipped)
    return found


@pytest.mark.parametrize(
    ("format", "word", "fabio", "skipped"),
    [
        ("bibtex", "inproceedings", "ConferencePaper", None),
        ("bibtex", "misc", None, None),
        ("bibtex", "MVBook", "Book", None),
        ("bibtex", "talk", None, "talk"),
        ("bibtex", "gadget", None, "gadget"),
        ("ris", "EDBOOK", "Book", None),
        ("ris", "ELEC", None, "web page"),
        ("csl-json", "article", None, None),
        ("csl-json", "review", None, "book review"),
        ("csl-json", "motion_picture", None, "video"),
        ("datacite-json", "ConferenceProceeding", None, "proceedings"),
        ("datacite-json", "PhysicalObject", None, "physical object"),
        ("crossref-json", "reference-book", "Book", None),
        ("endnote-xml", "Conference Proceedings", "ConferencePaper", None),
        ("openalex", "letter", "JournalArticle", None),
        ("zotero", "letter", None, "personal communication"),
        ("zotero", "encyclopediaArticle", "BookChapter", None),
        ("table", "Poster", None, None),
        ("wos", "B", "Book", None),
        ("ris", "", None, None),
    ],
)
def test_kind_of_reads_the_words_of_each_format(
    format: str, word: str, fabio: str | None, skipped: str | None
) -> None:
    assert kind_of(format, word) == Kind(fabio, skipped)


def test_kind_of_uses_only_formats_that_are_there() -> None:
    from kg.sources.fields import kinds

    assert set(kinds._OWN) <= set(FORMATS)


@given(st.text(), st.sampled_from(sorted(FORMATS)))
def test_kind_of_is_one_thing_or_the_other(word: str, format: str) -> None:
    kind = kind_of(format, word)
    assert not (kind.fabio and kind.skipped)
    assert kind_of(format, word, otherwise=Kind("Book")).skipped is None or kind.skipped


def test_kind_in_finds_kinds_in_descriptions() -> None:
    found = {
        "Conference Poster": Kind("ConferencePoster"), "Master thesis": Kind("MastersThesis"),
        "Ph.D. dissertation": Kind("DoctoralThesis"), "Lecture slides": Kind(None, "talk"),
        "Conference paper": Kind("ConferencePaper"), "42": Kind(), "": Kind(),
    }  # fmt: skip
    assert {written: kind_in(written) for written in found} == found


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("Dissertations/Theses - Doctoral Dissertations", "DoctoralThesis"),
        ("Dissertations/Theses - Masters Theses", "MastersThesis"),
        ("Academic Dissertation", "Thesis"),
        ("Speeches/Meeting Papers", "ConferencePaper"),
        ("Journal Articles", "JournalArticle"),
    ],
)
def test_medline_reads_the_types_of_eric(tmp_path: Path, type_: str, kind: str) -> None:
    text = f"OWN - ERIC\nTI  - Owls\nAU  - Lopez, Ana\nPT  - {type_}\nDP  - 2021\n"
    paper = read_one(tmp_path, text, "list.nbib")
    assert isinstance(paper, Paper)
    assert paper.kind == kind


def test_thesis_tells_the_degree_where_it_is_said() -> None:
    found = ["Ph.D.", "Doctoral dissertation", "M.Sc.", "Diplomarbeit", "mathesis", "Bachelor", ""]
    assert [thesis(each) for each in found] == [
        "DoctoralThesis", "DoctoralThesis", "MastersThesis", "MastersThesis", "MastersThesis",
        "Thesis", "Thesis",
    ]  # fmt: skip


def test_thesis_tells_the_degree_in_other_languages() -> None:
    masters = [
        "Dissertação de mestrado",
        "Tesis de maestría",
        "Magisterarbeit",
        "硕士学位论文",
        "修士論文",
    ]
    doctors = ["Tese de doutorado", "Tesis doctoral", "Tesi di dottorato", "博士论文", "박사"]
    assert {thesis(each) for each in masters} == {"MastersThesis"}
    assert {thesis(each) for each in doctors} == {"DoctoralThesis"}


def test_kind_rows_list_each_word_once_and_no_work() -> None:
    rows = kind_rows()
    words = [word for _, written in rows for word in written.split(", ")]
    assert len(words) == len(set(words)) >= 150
    assert not WORKS & {each.split("fabio:")[-1] for each, _ in rows}


@pytest.mark.parametrize("classes", [each for each, _ in kind_rows() if "fabio:" in each])
def test_every_published_kind_passes_the_shapes(classes: str) -> None:
    kind = classes.rpartition("fabio:")[2]
    record = Record(Source("0" * 64, "x.bib", "bibtex"), 1, 1)
    paper = Paper(title="NightOwl", year="2019", kind=kind, venue="Owls", records=(record,))
    report = Validator().validate(record_triples(paper))
    assert {each.name for each in report.results} == {"abstract", "authors", "identifier"}


def test_read_publishes_a_book_with_its_editors(tmp_path: Path) -> None:
    book = "@book{a, title={Owls}, editor={Lopez, Ana and Chen, Bo}, isbn={9781558607002}}"
    found = read_one(tmp_path, book)
    assert isinstance(found, Paper)
    assert (found.kind, found.authors, found.isbn) == ("Book", (), "9781558607002")
    assert [each.name for each in found.editors] == ["Ana Lopez", "Bo Chen"]
    report = Validator().validate(record_triples(found))
    assert {each.severity for each in report.results} <= {"warning", "info"}
    assert "authors" not in {each.name for each in report.results}


def test_read_leaves_the_editors_of_the_volume_out_of_a_chapter(tmp_path: Path) -> None:
    chapter = "@incollection{a, title={Owls}, author={Chen, Bo}, editor={Lopez, Ana}}"
    found = read_one(tmp_path, chapter)
    assert isinstance(found, Paper)
    assert (found.kind, found.editors) == ("BookChapter", ())


@pytest.mark.parametrize(
    ("name", "text", "editors"),
    [
        ("a.wiki", "* {{cite book |title=Owls |editor1-last=Lopez |editor1-first=Ana}}", ["Ana Lopez"]),
        ("a.ris", "TY  - EDBOOK\nTI  - Owls\nED  - Lopez, Ana\nER  -\n", ["Ana Lopez"]),
        ("a.enw", "%0 Edited Book\n%T Owls\n%E Lopez, Ana\n", ["Ana Lopez"]),
        ("a.json", '[{"type": "book", "title": "Owls", "editor": [{"family": "Lopez", "given": "Ana"}]}]',
         ["Ana Lopez"]),
        ("a.xml", '<dblp><book key="b/x"><editor>Ana Lopez 0002</editor><title>Owls.</title></book></dblp>',
         ["Ana Lopez"]),
    ],
)  # fmt: skip
def test_read_takes_editors_from_each_format(
    tmp_path: Path, name: str, text: str, editors: list[str]
) -> None:
    found = read_one(tmp_path, text, name)
    assert isinstance(found, Paper)
    assert (found.kind, [each.name for each in found.editors]) == ("Book", editors)


def test_sources_command_lists_the_kinds(run_kg: Callable[..., Any]) -> None:
    shown = run_kg("sources", "--kinds").stdout
    assert "schema:Book, fabio:Book" in shown
    assert "skipped: data set" in shown
