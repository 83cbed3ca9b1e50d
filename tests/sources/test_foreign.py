"""Files that are no bibliographies are refused by the right name, and nothing of them is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from foreign_files import BYTES, TEXTS
from running import Run

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import FORMATS, read
from kg.sources.input.file_names import kind_by_name

KINDS = {name: kind for name, (_, kind) in {**TEXTS, **BYTES}.items()}
LIST = "@article{a, title = {Owls at Night}, author = {Lopez, Ana}, year = 2019}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one file of each kind."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name, (text, _) in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    for name, (content, _) in BYTES.items():
        (folder / name).write_bytes(content)
    return folder


def test_build_refuses_each_file_by_its_name(project: Path, tmp_path: Path, run: Run) -> None:
    (project / "owls.bib").write_text(LIST)
    done = run("build", project, "--output", tmp_path / "out", "--no-mentions")
    assert done.exit_code == 0, done.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert [each["name"] for each in summary["sources"]] == ["owls.bib"]
    assert summary["total"]["read"] == 1
    reasons = {each["name"]: each["reason"] for each in summary["refused"]}
    assert reasons.keys() == KINDS.keys()
    assert [
        (name, reasons[name]) for name, kind in KINDS.items() if kind not in reasons[name]
    ] == []


def test_build_of_such_files_alone_writes_nothing(project: Path, tmp_path: Path, run: Run) -> None:
    done = run("build", project, "--output", tmp_path / "out")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[0].startswith(f"kg: none of {len(KINDS)} inputs could be read")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_lists_are_read_whatever_they_are_called(name: str, tmp_path: Path) -> None:
    if not (sign := FORMATS[name].recognise(FORMATS[name].example)):
        pytest.fail(f"the example of {name} is not recognised")
    path = tmp_path / ("list.md" if sign.sure else "list.txt")
    path.write_text(FORMATS[name].example, "utf-8")
    assert any(isinstance(item, Paper) for item in read(path))


def test_refusal_says_what_a_doubtful_text_may_be_too(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"# Owls\n\nTo cite:\n\n{LIST}")
    with pytest.raises(SourceError, match="it may be bibtex, too, since a line begins an entry"):
        list(read(path))
    assert [item.title for item in read(path, format="bibtex") if isinstance(item, Paper)] == [
        "Owls at Night"
    ]


@pytest.mark.parametrize(
    "name",
    ["a.bib", "a.ris", "a.nbib", "a.txt", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.xml", "a.ttl",
     "a.enw", "a.ciw", "a.isi", "list", "a.bib.gz", "references", "a.2019", ".hidden", ""],
)  # fmt: skip
def test_kind_by_name_is_silent_about_names_of_lists(name: str) -> None:
    assert kind_by_name(name) is None
