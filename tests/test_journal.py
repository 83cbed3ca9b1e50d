"""A folder's files are replaced together, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import journal
from kg.errors import InputError


def _fill(folder: Path, text: str) -> None:
    for name in ("a.ttl", "b.ttl", "summary.json"):
        (folder / name).write_text(text)


def _texts(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in folder.iterdir() if each.is_file()}


def test_replacing_swaps_all_files_and_leaves_others(tmp_path: Path) -> None:
    _fill(tmp_path, "old")
    (tmp_path / "notes.txt").write_text("mine")
    with journal.replacing(tmp_path) as staging:
        _fill(staging, "new")
        assert _texts(tmp_path)["a.ttl"] == "old"
    assert _texts(tmp_path) == {
        "a.ttl": "new", "b.ttl": "new", "summary.json": "new", "notes.txt": "mine",
    }  # fmt: skip
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(_texts(tmp_path))


def test_replacing_changes_nothing_when_the_block_raises(tmp_path: Path) -> None:
    _fill(tmp_path, "old")
    with pytest.raises(RuntimeError), journal.replacing(tmp_path) as staging:
        _fill(staging, "new")
        raise RuntimeError
    assert set(_texts(tmp_path).values()) == {"old"}
    assert not (tmp_path / ".kg-staging").exists()


@pytest.mark.parametrize("renamed", [0, 1, 2, 3])
def test_recover_completes_what_was_decided(tmp_path: Path, renamed: int) -> None:
    _fill(tmp_path, "old")
    staging = tmp_path / ".kg-staging"
    staging.mkdir()
    _fill(staging, "new")
    names = ["a.ttl", "b.ttl", "summary.json"]
    (tmp_path / ".kg-journal.json").write_text(json.dumps({"replace": names}))
    for name in names[:renamed]:
        (staging / name).replace(tmp_path / name)
    journal.recover(tmp_path)
    assert set(_texts(tmp_path).values()) == {"new"}
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "text", ['{"repl', "[]", '{"replace": 3}', '{"replace": ["../a.ttl"]}', '{"replace": [".."]}']
)
def test_recover_refuses_a_journal_that_no_build_wrote(tmp_path: Path, text: str) -> None:
    _fill(tmp_path, "old")
    (tmp_path / ".kg-staging").mkdir()
    (tmp_path / ".kg-journal.json").write_text(text)
    with pytest.raises(InputError, match="damaged"):
        journal.recover(tmp_path)
    assert _texts(tmp_path)["a.ttl"] == "old"


def test_recover_names_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    staging = tmp_path / ".kg-staging"
    staging.mkdir()
    _fill(staging, "new")
    (tmp_path / "a.ttl").mkdir()
    (tmp_path / ".kg-journal.json").write_text('{"replace": ["a.ttl"]}')
    with pytest.raises(InputError, match="cannot write"):
        journal.recover(tmp_path)


def test_recover_leaves_unfinished_work_to_its_writer(tmp_path: Path) -> None:
    _fill(tmp_path, "old")
    (tmp_path / ".kg-staging").mkdir()
    _fill(tmp_path / ".kg-staging", "half")
    journal.recover(tmp_path)
    assert set(_texts(tmp_path).values()) == {"old"}


def test_replacing_drops_the_unfinished_work_of_a_killed_writer(tmp_path: Path) -> None:
    (tmp_path / ".kg-staging").mkdir()
    (tmp_path / ".kg-staging" / "c.ttl").write_text("half")
    with journal.replacing(tmp_path) as staging:
        _fill(staging, "new")
    assert "c.ttl" not in _texts(tmp_path)


def test_replacing_says_when_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="cannot write"), journal.replacing(tmp_path / "out"):
        pass
