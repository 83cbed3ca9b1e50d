"""Prepare a release: the version in `pyproject.toml` and `CITATION.cff`, the date in the changelog.

Run by `make release VERSION=1.2.3`, which rebuilds `out/`, checks, commits, tags and packs.
"""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
UNRELEASED = re.compile(r"^## Unreleased\n(?P<lines>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def bump(folder: Path, version: str, date: datetime.date) -> None:
    """Write a version and its date into the files of a checkout.

    Raises: ValueError: no version above the present one, or nothing in the changelog.
    """
    texts = {
        name: (folder / name).read_text("utf-8") for name in ("pyproject.toml", "CITATION.cff")
    }
    present = re.search(r'^version = "(.+)"$', texts["pyproject.toml"], re.MULTILINE)
    assert present
    if not _numbers(version) or _numbers(version) <= _numbers(present[1]):
        raise ValueError(f"{version!r} is no version above {present[1]}, such as 1.2.3")
    changes = (folder / "CHANGELOG.md").read_text("utf-8")
    unreleased = UNRELEASED.search(changes)
    if not unreleased or not unreleased["lines"].strip():
        raise ValueError("CHANGELOG.md has nothing under Unreleased")
    dated = f"## Unreleased\n\n## {version} - {date}\n{unreleased['lines']}"
    pyproject = texts["pyproject.toml"].replace(present[0], f'version = "{version}"', 1)
    citation = re.sub(r"^version: .*$", f"version: {version}", texts["CITATION.cff"], flags=re.M)
    citation = re.sub(r"^date-released: .*\n", "", citation, flags=re.MULTILINE)
    (folder / "CHANGELOG.md").write_text(changes.replace(unreleased[0], dated, 1), "utf-8")
    (folder / "pyproject.toml").write_text(pyproject, "utf-8")
    (folder / "CITATION.cff").write_text(f"{citation.rstrip()}\ndate-released: {date}\n", "utf-8")


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, none where it is none."""
    match = VERSION.fullmatch(version)
    return tuple(int(number) for number in match.groups()) if match else ()


def check_clean(folder: Path, version: str) -> None:
    """Refuse a checkout with changes, and a tag that is there.

    Raises: ValueError.
    """

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout  # fmt: skip

    if changed := git("status", "--porcelain"):
        raise ValueError(f"there are changes that are not committed:\n{changed}")
    if git("tag", "--list", f"v{version}"):
        raise ValueError(f"the tag v{version} is there already")


if __name__ == "__main__":
    root = Path(__file__).parent.parent
    try:
        check_clean(root, sys.argv[1] if len(sys.argv) > 1 else "")
        bump(root, sys.argv[1] if len(sys.argv) > 1 else "", datetime.date.today())
    except ValueError as error:
        sys.exit(f"release: {error}")
