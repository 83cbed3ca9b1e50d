"""The .bbl of biblatex is read as the BibTeX that biber made it of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair, Skipped
from kg.sources import FORMATS, Item, read

DATA = TESTS / "sources" / "data" / "bbl"
ENTRY = "\\entry{{owl}}{{{0}}}{{}}{{}}\n  {1}\n\\endentry\n"


def items(folder: Path, text: str) -> list[Item]:
    path = folder / "paper.bbl"
    path.write_text(text, "utf-8")
    return list(read(path))


def only(folder: Path, kind: str, *commands: str) -> Paper:
    (found,) = (
        each
        for each in items(folder, ENTRY.format(kind, "\n  ".join(commands)))
        if not isinstance(each, Repair)
    )
    assert isinstance(found, Paper)
    return found


def said(paper: Paper) -> Paper:
    return replace(paper, records=())


def test_an_entry_of_biber_is_read_whole() -> None:
    paper = next(each for each in read(DATA / "biber.bbl") if isinstance(each, Paper))
    assert (paper.title, paper.venue) == (
        "NightOwl: Exploring with memory", "Journal of Maps: Night Series",
    )  # fmt: skip
    assert [(each.name, each.family, each.kind) for each in paper.authors] == [
        ("Ana María López", "López", "person"),
        ("B. C. van der Berg Jr.", "van der Berg", "person"),
        ("Owl Survey Consortium", None, "group"),
    ]
    assert (paper.date, paper.abstract) == ("2019-02-07", "Owls fly at 50% of the night.")
    assert [each.value for each in paper.identifiers] == ["1901.00001", "10.5555/owl_1(2019)"]
    assert (paper.url, paper.issn) == ("https://owls.example/a%20b", "0317-8471")
    assert paper.keywords == ("owls", "night flight")
    told = paper.details
    assert (told.language, told.publisher) == ("en", "Owl Press and Nest & Sons")
    assert (told.volume, told.issue, told.pages) == ("12", "3", "5-9, 12")
    assert paper.records[0].line == 14
    assert paper.records[0].unread == ("eprintclass", "urldate", "urls")


def test_every_entry_is_accounted_for() -> None:
    _, pair, thesis, report, web = read(DATA / "biber.bbl")
    assert isinstance(pair, Skipped)
    assert isinstance(web, Skipped)
    assert (pair.kind, web.kind) == ("set", "web page")
    assert isinstance(thesis, Paper)
    assert (thesis.kind, thesis.details.publisher) == ("DoctoralThesis", "University of Owls")
    assert isinstance(report, Paper)
    assert (report.kind, report.details.report_number) == ("ReportDocument", "TR-7")
    assert (report.year, report.details.printed_date) == ("2018", "2018-05/2018-06")


def test_names_by_their_places_are_read_as_bibtex_and_old_versions_write_them() -> None:
    note, paper = read(DATA / "bibtex.bbl")
    assert isinstance(note, Repair)
    assert (note.before, note.kind) == ("in press", "not a year")
    assert isinstance(paper, Paper)
    assert [(each.name, each.family) for each in paper.authors] == [
        ("Bo Chen", "Chen"), ("Cy de la Cruz III", "de la Cruz"),
    ]  # fmt: skip
    assert (paper.kind, paper.details.printed_editors) == ("WorkshopPaper", "Lim, Di")


@pytest.mark.parametrize(
    ("entry", "kind", "commands"),
    [
        ("@article{a, title = {{Owl} \\& mouse}, journaltitle = {Maps}, date = {2019-02-07}, pages = {5--9}}",
         "article",
         ["\\field{title}{{Owl} \\& mouse}", "\\field{journaltitle}{Maps}", "\\field{year}{2019}",
          "\\field{month}{2}", "\\field{day}{7}", "\\field{pages}{5\\bibrangedash 9}"]),
        ("@online{a, title = {Owls}, author = {Chen, Bo}, eprint = {2101.00001}, eprinttype = {arXiv}}",
         "online",
         ["\\name{author}{1}{}{{{hash=1}{family={Chen}, given={Bo}}}}", "\\field{title}{Owls}",
          "\\verb{eprint}\n  \\verb 2101.00001\n  \\endverb", "\\field{eprinttype}{arXiv}"]),
        ("@book{a, title = {Owls}, editor = {Chen, Bo}, date = {2001/2003}, isbn = {9781558607002}}", "book",
         ["\\name{editor}{1}{}{{{hash=1}{family={Chen}, given={Bo}}}}", "\\field{title}{Owls}",
          "\\field{year}{2001}", "\\field{endyear}{2003}", "\\field{isbn}{9781558607002}"]),
        ("@phdthesis{a, title = {Owls}, school = {University of Owls}, year = 2019}", "thesis",
         ["\\list{institution}{1}{{University of Owls}}", "\\field{title}{Owls}",
          "\\field{type}{phdthesis}", "\\field{year}{2019}"]),
    ],
)  # fmt: skip
def test_what_biber_makes_of_an_entry_tells_what_the_entry_does(
    tmp_path: Path, entry: str, kind: str, commands: list[str]
) -> None:
    (tmp_path / "owls.bib").write_text(entry, "utf-8")
    (bibtex,) = (each for each in read(tmp_path / "owls.bib") if isinstance(each, Paper))
    assert said(only(tmp_path, kind, *commands)) == said(bibtex)


TITLE = "\\field{title}{Owls}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENTRY.format("book", TITLE[:-1]), "a brace is not closed"),
        (ENTRY.format("book", f"{TITLE}\n  and bats"), "where 'and bats' stands"),
        (ENTRY.format("book", f"{TITLE}\n  \\field{{year}}"), r"\field lacks an argument"),
        (ENTRY.format("book", f"{TITLE}\n  \\verb{{doi}}\n  \\verb 10.5555/x"), r"\verb lacks"),
        (
            ENTRY.format("book", f"{TITLE}\n  \\name{{author}}{{1}}{{}}{{{{Ana}}}}"),
            "its parts: 'Ana'",
        ),
        (f"\\entry{{owl}}{{book}}{{}}\n  {TITLE}\n", r"\endentry is expected at the end"),
    ],
)
def test_an_entry_that_is_broken_is_rejected_and_spares_the_next(
    tmp_path: Path, text: str, reason: str
) -> None:
    broken, good = items(tmp_path, text + ENTRY.format("book", TITLE))
    assert isinstance(broken, Rejected)
    assert reason in broken.reasons[0]
    assert broken.line == 1
    assert isinstance(broken.raw, dict)
    assert broken.raw["bbl"].startswith("\\entry{owl}{book}")
    assert isinstance(good, Paper)
    assert good.records[0].line == text.count("\n") + 1


def test_lists_of_labels_and_sections_repeat_an_entry_as_another_record(tmp_path: Path) -> None:
    text = "\\refsection{0}\n" + ENTRY.format("book", TITLE) + "\\endrefsection\n"
    found = items(tmp_path, text * 2)
    assert [each.records[0].line for each in found if isinstance(each, Paper)] == [2, 7]


def test_a_bibliography_of_natbib_and_a_cv_are_none_of_it(tmp_path: Path) -> None:
    recognise = FORMATS["bbl"].recognise
    assert not recognise("\\begin{thebibliography}{9}\n\\bibitem{a} A. Lopez. Owls. 2019.\n")
    assert not recognise("\\entry{2019}{article}{Owls}\n\\entry{2020}{book}{Maps}\n")
    example = recognise(f"# Formats\n\n```\n{ENTRY.format('book', TITLE)}```\n")
    assert example
    assert not example.sure
    empty = "% $ biblatex auxiliary file $\n% $ biblatex bbl format version 3.3 $\n\\endinput\n"
    with pytest.raises(SourceError, match="no record was found in it, read as bbl"):
        items(tmp_path, empty)
