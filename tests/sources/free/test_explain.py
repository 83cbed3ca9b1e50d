"""`kg sources --explain` shows entries, kinds and fields, and no text of a list becomes markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.cli.explaining import as_lines
from kg.errors import InputError
from kg.sources import FORMATS
from kg.sources.free.explained import CONTAINERS, explain

LIST = (
    FORMATS["markdown"].example
    + "\n## Talks\n\n- Owls \x1b[31m & <script>alert(1)</script>, Oslo, 2019\n"
)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["sources", *arguments])
    if result.exception:
        raise result.exception
    return result.stdout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list.md"
    path.write_text(LIST, "utf-8")
    return path


def test_explain_shows_entries_with_kind_line_and_fields(path: Path) -> None:
    shown = run("--explain", str(path))
    assert shown.startswith(f"{path}: 2 publication, 1 talk")
    assert "line 3: publication, by link, under 'Publications'" in shown
    assert "  title    NightOwl: Exploring with Memory\n" in shown
    assert "  author   Ana Lopez\n" in shown
    assert "\x1b" not in shown


def test_explain_writes_a_page_where_all_text_is_escaped(path: Path, tmp_path: Path) -> None:
    run("--explain", str(path), "--results", "html", "--output", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text("utf-8")
    assert '<mark class="title">NightOwl: Exploring with Memory</mark>' in page
    assert (
        "<script" not in page
        and "&amp;" in page
        and "http" not in page.replace("https://example.org", "")
    )


def test_explain_says_where_fields_have_names(tmp_path: Path) -> None:
    path = tmp_path / "list.bib"
    path.write_text(FORMATS["bibtex"].example, "utf-8")
    with pytest.raises(InputError, match="marks each field by a name"):
        run("--explain", str(path))


@pytest.mark.parametrize("format", CONTAINERS)
def test_pieces_of_an_entry_are_its_text(format: str) -> None:
    for each in explain(FORMATS[format].example, format):
        names = [name for name, _ in each.parts]
        assert each.verdict != "publication" or names.count("title") == 1
        assert "".join(text for _, text in each.parts).strip()


def test_each_field_may_stand_in_colour() -> None:
    text = "# Publications\n\n- Bo Chen. Owls by night and day. Owl News 7(2), 5-9, 2019. doi:10.5555/owl.1\n"
    entries = explain(text, "markdown")
    assert {"volume", "doi"} <= {name for each in entries for name, _ in each.parts}
    assert "10.5555/owl.1" in as_lines(entries, "list.md", colour=True)
