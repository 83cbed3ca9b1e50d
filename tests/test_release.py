"""A release writes the version where it stands, dates the changelog, and refuses what is unclear."""

from __future__ import annotations

import datetime
import re
import runpy
import shutil
from pathlib import Path

import pytest
from folders import ROOT

FILES = ("pyproject.toml", "CITATION.cff", "CHANGELOG.md")
DAY = datetime.date(2030, 1, 2)
bump = runpy.run_path(str(ROOT / "tools" / "release.py"))["bump"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- Owls.\n")
    return tmp_path


def test_release_writes_version_and_date(checkout: Path) -> None:
    bump(checkout, "7.0.0", DAY)
    texts = {name: (checkout / name).read_text(encoding="utf-8") for name in FILES}
    assert 'version = "7.0.0"' in texts["pyproject.toml"]
    assert re.search(r"^version: 7\.0\.0$", texts["CITATION.cff"], re.MULTILINE)
    assert texts["CITATION.cff"].count("date-released: 2030-01-02") == 1
    assert "## Unreleased\n\n## 7.0.0 - 2030-01-02\n\n- Owls." in texts["CHANGELOG.md"]


def test_second_release_dates_only_what_is_new(checkout: Path) -> None:
    bump(checkout, "7.0.0", DAY)
    changes = checkout / "CHANGELOG.md"
    changes.write_text(changes.read_text().replace("Unreleased\n", "Unreleased\n\n- Mice.\n"))
    bump(checkout, "7.0.10", DAY.replace(year=2031))
    assert re.findall(r"^(?:## .*|- .*)$", changes.read_text(), re.MULTILINE) == [
        "## Unreleased", "## 7.0.10 - 2031-01-02", "- Mice.", "## 7.0.0 - 2030-01-02", "- Owls.",
    ]  # fmt: skip
    citation = (checkout / "CITATION.cff").read_text()
    assert re.findall("^date-released: .*", citation, re.MULTILINE) == ["date-released: 2031-01-02"]


@pytest.mark.parametrize("version", ["", "0.0.1", "0.1.0", "7", "7.0.0rc1", "v7.0.0", "7.0.0\n"])
def test_release_refuses_what_is_no_version_above(version: str, checkout: Path) -> None:
    before = {name: (checkout / name).read_bytes() for name in FILES}
    with pytest.raises(ValueError, match="no version above"):
        bump(checkout, version, DAY)
    assert before == {name: (checkout / name).read_bytes() for name in FILES}


def test_release_refuses_an_empty_changelog(checkout: Path) -> None:
    (checkout / "CHANGELOG.md").write_text("## Unreleased\n\n## 0.1.0 - 2026-01-01\n\n- Owls.\n")
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        bump(checkout, "7.0.0", DAY)


def test_version_is_the_same_wherever_it_stands() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version[1]}\n" in citation
