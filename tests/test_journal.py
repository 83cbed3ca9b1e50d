"""A folder's files are replaced together, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Outcome

import kg
from kg import journal
from kg.errors import InputError

NAMES = ("a.ttl", "b.ttl", "summary.json")


def _fill(folder: Path, text: str) -> None:
    for name in NAMES:
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


def _read(path: Path) -> str:
    with journal.open_current(path) as file:
        return file.read().decode()


def _interrupt(folder: Path, renamed: int = 0) -> None:
    """Leave a folder as a build does that is killed when it has renamed some of its files."""
    _fill(folder, "old")
    staging = folder / ".kg-staging"
    staging.mkdir()
    _fill(staging, "new")
    (folder / ".kg-journal.json").write_text(json.dumps({"replace": NAMES}))
    for name in NAMES[:renamed]:
        (staging / name).replace(folder / name)


@pytest.mark.parametrize("renamed", [0, 1, 2, 3])
def test_recover_completes_what_was_decided(tmp_path: Path, renamed: int) -> None:
    _interrupt(tmp_path, renamed)
    journal.recover(tmp_path)
    assert set(_texts(tmp_path).values()) == {"new"}
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "text",
    [
        '{"repl', "[]", '{"replace": 3}', '{"replace": [{}]}', "[" * 60_000,
        *(json.dumps({"replace": [name]}) for name in (
            "../a.ttl", "..", ".", "", "/a.ttl", "x/a.ttl", "x\\a.ttl", "C:a.ttl", "a\0.ttl",
            ".kg-staging", ".kg-journal.json",
        )),
    ],
)  # fmt: skip
def test_nobody_follows_a_journal_that_no_build_wrote(tmp_path: Path, text: str) -> None:
    _fill(tmp_path, "old")
    (tmp_path / ".kg-staging").mkdir()
    (tmp_path / ".kg-journal.json").write_text(text)
    with pytest.raises(InputError, match="no build can have written"):
        journal.recover(tmp_path)
    with pytest.raises(InputError, match="no build can have written"):
        journal.current(tmp_path / "a.ttl")
    assert _texts(tmp_path)["a.ttl"] == "old"


@pytest.mark.parametrize("renamed", [0, 1, 2, 3])
def test_reading_finds_what_was_decided_and_moves_nothing(tmp_path: Path, renamed: int) -> None:
    _interrupt(tmp_path, renamed)
    before = sorted(tmp_path.rglob("*"))
    assert {_read(tmp_path / name) for name in NAMES} == {"new"}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_in_place_of_staging_is_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "shared", tmp_path / "home"
    folder.mkdir()
    elsewhere.mkdir()
    _fill(elsewhere, "mine")
    _interrupt(folder)
    shutil.rmtree(folder / ".kg-staging")
    (folder / ".kg-staging").symlink_to(elsewhere)
    before = (_texts(folder), _texts(elsewhere))
    for act in (journal.recover, lambda each: journal.replacing(each).__enter__()):
        with pytest.raises(InputError, match="journal"):
            act(folder)
    with pytest.raises(InputError, match="journal"):
        _read(folder / "a.ttl")
    assert (_texts(folder), _texts(elsewhere)) == before
    (folder / ".kg-journal.json").unlink()
    with pytest.raises(InputError, match="a link"), journal.replacing(folder):
        pass
    assert set(_texts(folder).values()) == {"old"}
    assert set(_texts(elsewhere).values()) == {"mine"}


def test_why_moves_no_files_and_reads_what_was_decided(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(root / "out", out)
    (out / ".kg-staging").mkdir()
    for path in [each for each in out.iterdir() if each.is_file()]:
        path.rename(out / ".kg-staging" / path.name)
    names = sorted(each.name for each in (out / ".kg-staging").iterdir())
    (out / ".kg-journal.json").write_text(json.dumps({"replace": names}))
    before = sorted(out.rglob("*"))
    assert kg.why("Johan Obando-Ceron", out)
    assert sorted(out.rglob("*")) == before


@pytest.mark.parametrize("command", ["stats", "validate", "convert --to nt"])
def test_no_command_that_reads_moves_files(
    tmp_path: Path, run_kg: Callable[..., Outcome], root: Path, command: str
) -> None:
    shutil.copy(root / "out" / "kg.ttl", tmp_path / "a.ttl")
    graph = (tmp_path / "a.ttl").read_bytes()
    (tmp_path / ".kg-staging").mkdir()
    (tmp_path / ".kg-staging" / "b.ttl").write_text("staged")
    (tmp_path / ".kg-journal.json").write_text(json.dumps({"replace": list(NAMES)}))
    before = sorted(tmp_path.rglob("*"))
    assert run_kg(*command.split(), str(tmp_path / "a.ttl")).exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "a.ttl").read_bytes() == graph


def test_staged_links_and_folders_are_not_moved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    folder = tmp_path / "shared"
    folder.mkdir()
    _interrupt(folder)
    (folder / ".kg-staging" / "a.ttl").unlink()
    (folder / ".kg-staging" / "a.ttl").symlink_to(tmp_path / "secret")
    (folder / ".kg-staging" / "b.ttl").unlink()
    (folder / ".kg-staging" / "b.ttl").mkdir()
    assert _read(folder / "a.ttl") == "old"
    journal.recover(folder)
    assert _texts(folder) == {"a.ttl": "old", "b.ttl": "old", "summary.json": "new"}
    assert not (folder / "a.ttl").is_symlink()


@pytest.mark.parametrize("link", ["journal", "dangling"])
def test_a_journal_that_is_a_link_is_refused(tmp_path: Path, link: str) -> None:
    _interrupt(tmp_path)
    (tmp_path / ".kg-journal.json").rename(tmp_path / "journal")
    (tmp_path / ".kg-journal.json").symlink_to(tmp_path / link)
    with pytest.raises(InputError, match="no build can have written"):
        journal.recover(tmp_path)
    assert _texts(tmp_path)["a.ttl"] == "old"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("foreign", [".", ".kg-staging", ".kg-journal.json"])
def test_what_another_user_left_is_read_and_not_moved(tmp_path: Path, foreign: str) -> None:
    _interrupt(tmp_path, 1)
    os.chown(tmp_path / foreign, 65534, 65534)
    assert _read(tmp_path / "b.ttl") == "new"
    with pytest.raises(InputError, match="another user"):
        journal.recover(tmp_path)
    with pytest.raises(InputError, match="another user"), journal.replacing(tmp_path):
        pass
    assert _texts(tmp_path)["b.ttl"] == "old"


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


def test_replacing_says_when_the_folder_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kg.system.locking.os.open", refuse)
    with pytest.raises(InputError, match="Permission denied"), journal.replacing(tmp_path):
        pass


def test_replacing_says_when_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="cannot write"), journal.replacing(tmp_path / "out"):
        pass
