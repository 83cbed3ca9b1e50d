"""Each field points to its characters in the source, and what is in no field is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Rejected, Repair
from kg.pipeline.coding import Coder
from kg.sources import FORMATS, read
from kg.sources.free.explained import CONTAINERS


@pytest.mark.parametrize("container", CONTAINERS)
def test_spans_point_to_the_characters_of_the_source(container: str, tmp_path: Path) -> None:
    text = FORMATS[container].example
    path = tmp_path / "list"
    path.write_text(text, "utf-8")
    for paper in (each for each in read(path, format=container) if isinstance(each, Paper)):
        said = [
            (each.field, " ".join(text[each.start : each.end].split()))
            for each in paper.records[0].spans
        ]
        assert ("title", paper.title) in said
        assert ("year", paper.year) in said
        names = [value for field, value in said if field == "author"]
        assert names == [each.printed for each in paper.authors]
        assert (("venue", paper.venue) in said) == (paper.venue is not None)


def test_spans_are_kept_with_the_records(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(FORMATS["markdown"].example, "utf-8")
    for paper in (each for each in read(path) if isinstance(each, Paper)):
        assert paper.records[0].spans
        coder = Coder()
        assert coder.decode(Paper, coder.encode(paper)) == paper


def test_accents_and_macros_keep_their_places(tmp_path: Path) -> None:
    text = (
        "\\documentclass{a}\\begin{document}\\section{Papers}\\begin{itemize}\n\\item Ana L\\'opez and Bo Chen. "
        'Na{\\"\\i}ve owls at $\\alpha$ nights. \\emph{Owl News}, 2019.\n\\item Bo Chen. Mice. \\emph{Owl News}, 2020.\n'
        "\\end{itemize}\\end{document}"
    )
    path = tmp_path / "list.tex"
    path.write_text(text, "utf-8")
    paper = next(each for each in read(path) if isinstance(each, Paper))
    spans = {each.field: text[each.start : each.end] for each in paper.records[0].spans}
    assert paper.title == "Naïve owls at α nights"
    assert spans["title"].startswith("Na") and spans["title"].endswith("nights")


def test_text_in_no_field_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        FORMATS["markdown"].example.replace("2019.", "2019. Won the night prize of Oslo.")
    )
    notes = [each for each in read(path) if isinstance(each, Repair)]
    assert [(each.line, each.kind, each.before) for each in notes] == [
        (3, "in no field", "Won the night prize of Oslo")
    ]


def test_entry_that_is_not_understood_is_kept_out_with_its_text(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(FORMATS["markdown"].example + "- Something about owls that nobody wrote\n")
    (rejected,) = (each for each in read(path) if isinstance(each, Rejected))
    assert rejected.line == 5
    assert isinstance(rejected.raw, dict)
    assert rejected.raw["text"] == "Something about owls that nobody wrote"


def test_month_before_the_year_is_the_date_and_has_its_characters(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    text = (
        "# Publications\n\n- Ana Lopez and Bo Chen. *Owls at night*. Owl News, March 2019.\n"
        "- Bo Chen. *Mice in May 2011*. Mouse News, 3 July 2018.\n- Bo Chen. *Lamps*. Lamp News, 2017.\n"
    )
    path.write_text(text, "utf-8")
    found = [each for each in read(path) if isinstance(each, Paper)]
    assert [each.date for each in found] == ["2019-03", "2018-07-03", None]
    spans = [span for each in found for span in each.records[0].spans if span.field == "date"]
    assert [text[span.start : span.end] for span in spans] == ["March", "3 July"]
    assert not any(isinstance(each, Repair) for each in read(path))


def test_editors_are_named_and_are_no_venue(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        "# Books\n\n- *Owls at night*, Ana Lopez, Bo Chen, and Jon E. King, editors. October 2019.\n"
        "- *Mice by day*, Bo Chen, editor. May 2018.\n",
        "utf-8",
    )
    found = [each for each in read(path) if isinstance(each, Paper)]
    assert [[each.name for each in paper.editors] for paper in found] == [
        ["Ana Lopez", "Bo Chen", "Jon E. King"],
        ["Bo Chen"],
    ]
    assert [each.venue for each in found] == [None, None]


def test_identifiers_have_their_characters_and_are_in_a_field(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    text = (
        "# Publications\n\n- Ana Lopez and Bo Chen. Owls at night, part 10.5. Owl News 7(2), 5-9, 2019. doi:10.5555/owl.1\n"
        "- Bo Chen. Mice by day and night. Mouse News, 2018. arXiv:1801.00001\n"
    )
    path.write_text(text, "utf-8")
    found = [each for each in read(path) if isinstance(each, Paper)]
    spans = {each.field: each for paper in found for each in paper.records[0].spans}
    for name, value in (("doi", "10.5555/owl.1"), ("arxiv", "1801.00001"), ("volume", "7")):
        span = spans[name]
        assert text[span.start : span.end] == value
        assert text.splitlines()[span.line - 1][span.column - 1 :].startswith(value)
    assert not any(isinstance(each, Repair) for each in read(path))


def test_a_form_feed_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\f\f" + FORMATS["text"].example, "utf-8")
    plain = tmp_path / "plain.txt"
    plain.write_text(FORMATS["text"].example, "utf-8")
    (fed, bare) = (
        [each.records[0].line for each in read(name, format="text") if isinstance(each, Paper)]
        for name in (path, plain)
    )
    assert fed == bare and len(bare) > 1
