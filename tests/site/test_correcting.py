"""The lines that a site composes for what is wrong are honoured by the next build."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from running import Run

import kg
from kg.errors import InputError
from kg.site import Site
from kg.site.correcting import HEADER, check_tracker

HTML = "text/html"
RECORDS = [
    {"title": "Owls at night", "doi": "10.1000/owls", "authors": ["Karolina Dvorska", "Bo Chen"],
     "abstract": "We introduce NightOwl and evaluate it on Atari."},
    {"title": "Owls at night, revisited", "doi": "10.1000/owls", "authors": ["Karolina Dvorska"]},
    {"title": "Mice by day", "doi": "10.1000/mice", "authors": ["Karolina Dvorska"]},
    {"title": "Frogs <at> dusk", "doi": "10.1000/frogs", "authors": ["Karolina Dvorska"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def owls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list and its build."""
    folder = tmp_path_factory.mktemp("owls")
    (folder / "owls.jsonl").write_text("".join(json.dumps(each) + "\n" for each in RECORDS))
    kg.build(folder / "owls.jsonl", folder / "out")
    return folder


def _lines(folder: Path, segment: str) -> set[str]:
    """Collect the lines that the pages of a kind of things show for what is wrong."""
    site = Site.open(folder / "out")
    shown = [
        site.render(path, kind).decode()
        for path, kind in site.paths()
        if kind == HTML and path.startswith(f"{segment}/")
    ]
    found = re.compile(r'<details class="wrong">.*?<pre>(.*?)</pre>', re.S)
    return {unescape(each) for page in shown for each in found.findall(page)}


def _rebuild(owls: Path, folder: Path, line: str) -> tuple[kg.Summary, Site]:
    (folder / "decisions.tsv").write_text(f"{HEADER}\n{line}\n")
    out = folder / "out"
    summary = kg.build(owls / "owls.jsonl", out, decisions=folder / "decisions.tsv")
    assert (summary.honoured, summary.unknown) == (1, [])
    return summary, Site.open(out)


def test_a_mark_that_is_said_to_be_wrong_is_gone(owls: Path, tmp_path: Path) -> None:
    lines = {each for each in _lines(owls, "paper") if each.startswith("wrong\tmention")}
    (line,) = (each for each in lines if "\tAtari" in each)
    _rebuild(owls, tmp_path, line)
    assert {each for each in _lines(tmp_path, "paper") if each.startswith("wrong")} == lines - {
        line
    }


def test_records_that_are_said_to_be_two_papers_are_two(owls: Path, tmp_path: Path) -> None:
    (line,) = (each for each in _lines(owls, "paper") if each.startswith("different\tpaper"))
    before = kg.Summary.from_json((owls / "out" / "summary.json").read_text())
    after, _ = _rebuild(owls, tmp_path, line)
    assert (before.total.published, after.total.published) == (3, 4)


def test_each_line_of_an_author_may_be_parted_from_the_person(owls: Path, tmp_path: Path) -> None:
    lines = [
        each for each in sorted(_lines(owls, "person")) if each.startswith("different\tperson")
    ]
    assert len(lines) == 3
    before = Site.open(owls / "out").context.graph
    for line in lines:
        _, site = _rebuild(owls, tmp_path, line)
        people = {each for _, each in site.context.graph.pointing("schema:author")}
        assert len(people) == 1 + len({each for _, each in before.pointing("schema:author")})
        key = line.split("\t")[2]
        assert site.locate(f"{site.context.build.base}authorship/{key}")


def test_a_tracker_is_sent_the_line(owls: Path, tmp_path: Path) -> None:
    address = "https://example.org/issues/new?body={line}"
    kg.publish(owls / "out", tmp_path / "site", corrections=address)
    (page,) = (
        page
        for each in (tmp_path / "site" / "paper").glob("*.html")
        if "Atari" in (page := each.read_text())
    )
    links = re.findall(r'href="https://example.org/issues/new\?body=([^"]*)"', page)
    assert {unquote(each) for each in links} <= _lines(owls, "paper") and links
    assert "{line}" not in page


@pytest.mark.parametrize(
    "address",
    ["", "issues", "javascript:alert(1)", "https://", "http://[::1", "https://e.org/ a", 'https://e.org/"x',
     "https://{line}.e.org/", "ftp://e.org/", "https://e.org/\n", "https://e.org/<script>"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="no address that corrections can be sent to"):
        check_tracker(address)


def test_kg_publish_refuses_such_an_address(owls: Path, run: Run, tmp_path: Path) -> None:
    outcome = run("publish", owls / "out", "--site", tmp_path / "site", "--corrections", "owls")
    assert outcome.exit_code == 2 and "--corrections" in outcome.stderr
    assert not (tmp_path / "site").exists()
