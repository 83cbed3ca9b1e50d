"""Builds of which a file is hostile: a site or an error in one line, and no file outside the site."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import ROOT
from hostile import RDF
from running import Outcome

Kg = Callable[..., Outcome]
_SETTINGS = {
    "empty": b"",
    "no-utf8": b"\xff\xfe\0",
    "deep": b"[" * 200_000,
    "null": b"null",
    "number": b'{"total": 1e999, "sources": 3}',
    "words": b'{"total": {"read": "<script>", "published": [], "merged": {}}, "sources": [null]}',
    "long": b'{"total": {"read": ' + b"9" * 5000 + b"}}",
}
_MANIFESTS = {
    **_SETTINGS,
    "outside": b'["../kept"]',
    "absolute": b'["/etc/kept"]',
    "null-byte": b'["a\\u0000b"]',
    "surrogate": b'["\\ud800"]',
    "folder": b'["paper"]',
}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A copy of the published build, beside a file that nobody may touch."""
    (tmp_path / "kept").write_text("kept")
    return shutil.copytree(ROOT / "out", tmp_path / "out")


def _publish(run_kg: Kg, build: Path) -> None:
    done = run_kg("publish", str(build), "--site", str(build.parent / "site"), "--jobs", "1")
    assert done.exit_code in (0, 1, 2, 3)
    assert not re.search(r"Traceback|died", done.stderr)
    assert done.exit_code == 0 or done.stderr.startswith("kg: ")
    assert (build.parent / "kept").read_text() == "kept"
    assert {each.name for each in build.parent.iterdir()} <= {"kept", "out", "site"}


@pytest.mark.parametrize("name", list(RDF))
def test_a_hostile_graph_is_published_or_refused(run_kg: Kg, build: Path, name: str) -> None:
    (build / "kg.ttl").write_bytes(RDF[name].replace(b"%PORT%", b"9"))
    (build / "mentions.ttl").write_bytes(b"")
    _publish(run_kg, build)


@pytest.mark.parametrize("name", list(_SETTINGS))
@pytest.mark.parametrize("file", ["summary.json", "report.ttl", "void.ttl"])
def test_hostile_files_beside_the_graph(run_kg: Kg, build: Path, file: str, name: str) -> None:
    (build / file).write_bytes(_SETTINGS[name])
    _publish(run_kg, build)


@pytest.mark.parametrize("name", list(_MANIFESTS))
def test_a_hostile_manifest_removes_nothing(run_kg: Kg, build: Path, name: str) -> None:
    site = build.parent / "site"
    site.mkdir()
    (site / ".kg-site.json").write_bytes(_MANIFESTS[name])
    _publish(run_kg, build)
