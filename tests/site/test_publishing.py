"""A site in a folder: only what changed is written, and nothing of anybody else is touched."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from folders import ROOT
from running import Run

from kg.errors import InputError
from kg.pipeline import build
from kg.site import publish
from kg.site.writing import _holds

OWLS = [
    {"title": "Owls at night", "authors": ["Ana López", "Bo Chen"], "year": 2019,
     "abstract": "We introduce NightOwl and evaluate it on Atari."},
    {"title": "Mice by day", "authors": ["Cy Dean"], "year": 2020, "abstract": "We feed mice."},
    {"title": "Frogs at dusk", "authors": ["Di Evans"], "year": 2021},
]  # fmt: skip


def _build(folder: Path, records: list[dict[str, object]]) -> Path:
    source = folder / "owls.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in records))
    build([source], folder / "out")
    return folder / "out"


def _digests(folder: Path) -> dict[str, str]:
    found = (each for each in folder.rglob("*") if each.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in found}


def test_publish_writes_nothing_again_when_nothing_changed(tmp_path: Path) -> None:
    out, site = _build(tmp_path, OWLS), tmp_path / "site"
    first = publish(out, site)
    before = {f: f.stat().st_mtime_ns for f in site.rglob("*")}
    second = publish(out, site)
    assert (first.unchanged, first.removed, second.written, second.removed) == (0, 0, 0, 0)
    assert second.unchanged == first.written > 20
    assert {f: f.stat().st_mtime_ns for f in site.rglob("*")} == before


def test_publish_writes_the_same_bytes_elsewhere_and_in_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _build(tmp_path, OWLS)
    publish(out, tmp_path / "one")
    monkeypatch.setattr("kg.site.writing._CHUNK", 10)
    publish(out, tmp_path / "two" / "deep", jobs=2)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two" / "deep")


def test_publish_rewrites_only_the_pages_that_show_a_changed_paper(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(_build(tmp_path, OWLS), site)
    before = _digests(site)
    changed = {**OWLS[1], "abstract": "We feed mice, and weigh them."}
    publish(_build(tmp_path, [OWLS[0], changed, OWLS[2]]), site)
    after = _digests(site)
    written = {name for name in after if after[name] != before.get(name)}
    pages = {name for name in written if name.count("/") == 1 and name.endswith(".html")}
    assert len(pages) < len([name for name in after if name.endswith(".html")]) / 2
    assert any(name.startswith("paper/title") for name in pages)
    assert not [name for name in pages if "Mice by day" not in (site / name).read_text()]


def test_publish_removes_the_pages_of_what_is_gone_and_leaves_other_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(_build(tmp_path, OWLS), site)
    (site / "CNAME").write_text("owls.example.org")
    (site / "paper" / "mine.txt").write_text("mine")
    gone = publish(_build(tmp_path, OWLS[:1]), site)
    assert gone.removed > 4
    publish(_build(tmp_path, OWLS[:1]), tmp_path / "fresh")
    left = _digests(site)
    assert left.pop("CNAME") and left.pop("paper/mine.txt")
    assert left == _digests(tmp_path / "fresh")


def test_publish_replaces_no_file_of_somebody_else(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("mine")
    with pytest.raises(InputError, match="not written by"):
        publish(_build(tmp_path, OWLS), site)
    assert (site / "index.html").read_text() == "mine"


@pytest.mark.parametrize("listed", ['["../out/kg.ttl"]', '["/etc/passwd"]', "{}", "[3]", "[["])
def test_publish_removes_nothing_outside_its_folder(tmp_path: Path, listed: str) -> None:
    out, site = _build(tmp_path, OWLS), tmp_path / "site"
    site.mkdir()
    (site / ".kg-site.json").write_text(listed)
    with pytest.raises(InputError, match="can have written this"):
        publish(out, site)
    assert (out / "kg.ttl").exists()


def test_publish_goes_on_where_a_run_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr("kg.site.writing._remove", _killed)
        publish(_build(tmp_path, OWLS), site)
        with pytest.raises(KeyboardInterrupt):
            publish(_build(tmp_path, OWLS[:1]), site)
    publish(_build(tmp_path, OWLS[:1]), site)
    publish(_build(tmp_path, OWLS[:1]), tmp_path / "fresh")
    assert _digests(site) == _digests(tmp_path / "fresh")


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_kg_publish_says_what_it_wrote(run: Run, tmp_path: Path) -> None:
    outcome = run("publish", ROOT / "out", "--site", tmp_path / "site")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "files written, 0 unchanged, 0 removed" in outcome.stdout
    assert (tmp_path / "site" / "index.html").is_file()


def test_publish_in_processes_tells_what_goes_wrong_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    (site / "paper").mkdir(parents=True)
    (site / "paper" / "index.html").write_text("mine")
    monkeypatch.setattr("kg.site.writing._CHUNK", 10)
    with pytest.raises(InputError, match="not written by"):
        publish(_build(tmp_path, OWLS), site, jobs=2)


@pytest.mark.parametrize("out", ["none", "empty"])
def test_kg_publish_refuses_what_is_no_build(run: Run, tmp_path: Path, out: str) -> None:
    (tmp_path / "empty").mkdir()
    outcome = run("publish", tmp_path / out, "--site", tmp_path / "site")
    assert outcome.exit_code == 2
    assert "there is no build here" in outcome.stderr and "kg build" in outcome.stderr
    assert not (tmp_path / "site").exists()


def test_files_are_compared_block_by_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.site.writing._BLOCK", 4)
    (tmp_path / "owls").write_bytes(b"barn owls")
    found = [
        each
        for each in (b"barn owls", b"barn owl", b"barn owls!", b"barn owlz", b"Barn owls", b"")
        if _holds(tmp_path / "owls", each)
    ]
    assert found == [b"barn owls"]
