"""One gate for records: the command, a build, Python and the quarantine say the same of each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from folders import TESTS

import kg
from kg.errors import InputError, SourceError
from kg.model import Paper, Rejected
from kg.pipeline.check import check, look
from kg.pipeline.gate import Gate, reasons_of
from kg.pipeline.publishing import write_lists
from kg.pipeline.reading import Reading
from kg.pipeline.sieve import Sieve
from kg.sources import FORMATS, read, to_record
from kg.validation import Finding, Report

RunKg = Callable[..., Any]

DATA = TESTS / "sources" / "data"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file())
MADE = {
    "twice.bib": '@article{a, title = {Owls}, author = {Jan M{\\"u}ller and Jan Muller}}',
    "year.bib": "@article{a, title = {Owls}, year = 199x} @article{b, title = {Bats}}",
    "bad.jsonl": '{"title": "Owls", "doi": "banana"}\n17\n{"title": "Bats", "licence": "a b"}\n'
    '{"year": 2001}\n{"title": ["x"]}\n{"title": "Owls", "authors": ["12345", "12345"]}\n{"ti',
    "bad.ris": "TY  - JOUR\nTI  - Owls\nPY  - 20x1\nER  - \n\nTY  - JOUR\nPY  - 2001\nER  - \n",
    "bad.csv": "title,year,url\nOwls,199x,a b\n,2001,\n",
}
NAMES = [*FORMATS, *MADE, *(str(path.relative_to(DATA)) for path in FILES)]


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of records; RDF too is read as records, as a build does."""
    name = request.param
    if name not in FORMATS and name not in MADE:
        file: Path = DATA / name
        return file
    file = tmp_path / (f"example-{name}" if name in FORMATS else name)
    file.write_text(FORMATS[name].example if name in FORMATS else MADE[name], encoding="utf-8")
    return file


Outcome = list[tuple[int | None, tuple[str, ...]]] | str
"""Lines with the reasons why their records are refused, or why the file is."""


def kept_out(path: Path) -> Outcome:
    """Give what a build keeps out of its first stage."""
    reading = Reading()
    try:
        reading.read([str(path)])
    except SourceError as error:
        return str(error)
    if not reading.papers and not reading.rejected:  # all skipped
        return f"{path}: nothing in it is a publication"
    sieve = Sieve()
    sieve.records(reading.papers)
    kept = (*reading.rejected, *sieve.rejected)
    return sorted(((each.line, each.reasons) for each in kept), key=str)


def refused(path: Path) -> Outcome:
    """Give what `kg validate` refuses."""
    checked = check([str(path)])
    if checked.errors:
        error = checked.errors[0]
        return f"{path}: {error.what}" if "publication" in error.what else str(error)
    by_record: dict[tuple[str, str], list[Finding]] = {}
    for each in checked.findings:
        by_record.setdefault((each.place, each.record), []).append(each)
    found = (
        (same[0].line, reasons)
        for same in by_record.values()
        if (reasons := reasons_of(each.result for each in same))
    )
    return sorted(found, key=str)


@pytest.mark.parametrize("file", NAMES, indirect=True)
def test_validate_refuses_what_a_build_keeps_out_with_the_same_words(file: Path) -> None:
    assert refused(file) == kept_out(file)


@pytest.mark.parametrize("name", MADE)
def test_the_files_made_for_it_have_something_to_refuse(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(MADE[name], encoding="utf-8")
    assert bool(refused(tmp_path / name)) == (name != "twice.bib")


@pytest.mark.parametrize("file", NAMES, indirect=True)
def test_python_gives_the_report_of_the_command(file: Path) -> None:
    checked = check([str(file)])
    if checked.errors:
        with pytest.raises(InputError, match=re.escape(str(checked.errors[0]))):
            kg.validate(file)
    else:
        report = kg.validate(file)
        assert report.focus_nodes == checked.focus_nodes
        assert list(report.results) == sorted(each.result for each in checked.findings)


def found_in(report: Report) -> list[tuple[str | None, ...]]:
    """List results without the IRIs that hold the place of a record."""
    return sorted(
        (each.severity, each.component, each.path, each.value, each.message)
        for each in report.results
    )


@pytest.mark.parametrize("file", NAMES, indirect=True)
def test_a_line_of_the_quarantine_has_the_answer_of_the_record_that_it_holds(
    file: Path, gate: Gate, tmp_path: Path
) -> None:
    try:
        items = [item for item in read(file) if isinstance(item, Paper | Rejected)]
    except SourceError:
        items = []
    if not items:
        return
    kept = []
    for item in items:
        if isinstance(item, Rejected):
            kept.append(item)
        else:
            at = item.records[0]
            kept.append(
                Rejected(
                    at.source, at.index, at.line, ("kept out",), to_record(item), is_record=True
                )
            )
    write_lists(kept, [], tmp_path)
    again = [
        each for each in read(tmp_path / "quarantine.jsonl") if isinstance(each, Paper | Rejected)
    ]
    expected = sorted(items, key=index_of)
    assert [found_in(look(item, gate)) for item in again] == [
        found_in(look(item, gate)) for item in expected
    ]


def index_of(item: Paper | Rejected) -> int:
    return item.records[0].index if isinstance(item, Paper) else item.index


def test_a_build_publishes_what_validate_lets_pass(run_kg: RunKg, tmp_path: Path) -> None:
    for name, text in MADE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in MADE]
    assert run_kg("validate", files[0]).exit_code == 0
    assert run_kg("build", *files, "--output", str(tmp_path / "out")).exit_code == 0
    kept = (tmp_path / "out" / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()
    lines = sorted((entry["source"], entry["line"]) for entry in map(json.loads, kept))
    checked = check(files)
    broken = {(each.file, each.line) for each in checked.at_least("violation")}
    assert lines == sorted((Path(name).name, line) for name, line in broken)


def test_junit_has_a_case_a_record_and_counts_what_passed(run_kg: RunKg, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(MADE["bad.jsonl"] + '\n{"title": "Mice"}\n' * 2, encoding="utf-8")
    checked = check([str(file)])
    refused = {each.place for each in checked.at_least("violation")}
    for most in ("0", "1", "99"):
        done = run_kg("validate", str(file), "--results", "junit", "--max-results", most)
        root = ElementTree.fromstring(done.stdout)
        assert (
            int(root.get("tests", "")) == len(checked.records) == len(list(root.iter("testcase")))
        )
        assert int(root.get("failures", "")) == len(refused) < len(checked.records)


def test_junit_has_a_case_for_each_paper_of_a_graph(run_kg: RunKg, tmp_path: Path) -> None:
    file = tmp_path / "owls.ttl"
    head = "@prefix s: <https://schema.org/> . @prefix o: <https://owls.example.org/> .\n"
    papers = "".join(f'o:p{n} a s:ScholarlyArticle ; s:name "Owls {n}" .\n' for n in range(3))
    file.write_text(head + papers + "o:p4 a s:ScholarlyArticle .\n", encoding="utf-8")
    root = ElementTree.fromstring(run_kg("validate", str(file), "--results", "junit").stdout)
    assert (root.get("tests"), root.get("failures")) == ("4", "1")
    names = [case.get("name", "") for case in root.iter("testcase")]
    assert names[0] == f"Owls 0 ({file}:2)"


def test_a_record_that_the_context_has_is_said(run_kg: RunKg, tmp_path: Path) -> None:
    known = tmp_path / "known.jsonl"
    known.write_text('{"title": "Owls", "doi": "10.1234/owls"}\n{"title": "Bats and more bats"}\n')
    out, base = str(tmp_path / "out"), "https://other.example.org/"
    assert run_kg("build", str(known), "--output", out, "--base", base).exit_code == 0
    new = tmp_path / "new.jsonl"
    new.write_text(
        '{"title": "Mice"}\n{"title": "On owls", "doi": "https://doi.org/10.1234/OWLS"}\n'
        '{"title": "Bats and more bats"}\n'
    )
    done = run_kg("validate", str(new), "--context", f"{out}/kg.ttl")
    assert done.exit_code == 0
    assert done.stderr == (
        f"{new}: 2 records in the context already: 'On owls' ({new}:2),"
        f" 'Bats and more bats' ({new}:3)\n"
    )
    assert run_kg("validate", str(new)).stderr == ""
