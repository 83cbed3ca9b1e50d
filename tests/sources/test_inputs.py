"""What lies in a folder is read, refused by its name, or left out and said; nothing stops the rest."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Outcome, Run

from kg.errors import SourceError
from kg.sources import find_inputs
from kg.sources.input.document import open_document
from kg.text import without_surrogates

Build = Callable[..., Outcome]
RECORD = "@article{{a, title = {{{}}}, author = {{Lopez, Ana}}, year = 2019}}\n"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder with one list."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "owls.bib").write_text(RECORD.format("Owls at Night"))
    return folder


@pytest.fixture
def build(run: Run) -> Build:
    """Build without mentions."""

    def build(*sources: str | Path, output: Path) -> Outcome:
        return run("build", *sources, "--output", output, "--no-mentions")

    return build


def summary_of(output: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(
        (output / "summary.json").read_text("utf-8")
    )
    return found


def make_socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (getattr(os, "mkfifo", None), "this is a named pipe, not a file"),
        (make_socket, "this is a socket, not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "this is a device, not a file"),
        (
            lambda path: path.symlink_to(path.parent / "gone"),
            "cannot be read (No such file or directory)",
        ),
        (lambda path: path.symlink_to(path), "cannot be read (Too many levels of symbolic links)"),
    ],
    ids=["pipe", "socket", "device", "gone", "circle"],
)
def test_build_refuses_what_is_no_file_unopened(
    lists: Path, build: Build, make: Callable[[Path], None], said: str, linked: bool
) -> None:
    beside = lists.parent
    make((beside if linked else lists) / "odd")
    if linked:
        (lists / "odd").symlink_to(beside / "odd")
    done = build(lists, output=beside / "out")
    assert done.exit_code == 0, done.stderr
    assert f"refused: odd: {said}" in done.stderr
    reason = f"{said}; leave it out, or name it to read it"
    assert summary_of(beside / "out")["refused"] == [{"name": "odd", "reason": reason}]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_open_document_refuses_devices_and_reads_pipes(tmp_path: Path) -> None:
    with (
        pytest.raises(SourceError, match="this is a device, not a file"),
        open_document("/dev/zero"),
    ):
        pass
    reading, writing = os.pipe()
    os.write(writing, RECORD.format("Owls").encode())
    os.close(writing)
    with open_document(f"/dev/fd/{reading}") as document:
        assert "Owls" in document.head
    os.close(reading)


def test_build_says_which_folders_it_did_not_enter(
    lists: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, elsewhere = lists / "deep" / "locked", tmp_path / "elsewhere"
    locked.mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "more.bib").write_text(RECORD.format("Mice by Day"))
    (lists / "deep" / "link").symlink_to(elsewhere)
    (lists / "deep" / "circle").symlink_to(lists)
    scandir = os.scandir

    def scan(path: object) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scan)
    assert build(lists, output=tmp_path / "out").exit_code == 0
    assert {each["name"]: each["reason"] for each in summary_of(tmp_path / "out")["refused"]} == {
        f"deep/{name}/": f"this folder {why}; name it to read what it holds"
        for name, why in {
            "circle": "is behind a link, which is not followed",
            "link": "is behind a link, which is not followed",
            "locked": "cannot be listed (Permission denied)",
        }.items()
    }


def test_find_inputs_follows_no_link_by_a_pattern(lists: Path) -> None:
    (lists / "one").symlink_to(lists)
    (lists / "two").symlink_to(lists)
    (lists / "sub" / "sub").mkdir(parents=True)
    (lists / "sub" / "sub" / "mice.bib").write_text(RECORD.format("Mice"))
    found = find_inputs([f"{lists}/**/*.bib"])
    assert found.files == [f"{lists}/owls.bib", f"{lists}/sub/sub/mice.bib"]
    assert [name for name, _ in found.refused] == ["one/", "two/"]
    assert find_inputs([f"{lists}/**/s*/**/*.bib"]).files == [f"{lists}/sub/sub/mice.bib"]


def test_find_inputs_matches_from_where_you_are(
    lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (lists / "sub").mkdir()
    (lists / "sub" / "mice.bib").write_text(RECORD.format("Mice"))
    monkeypatch.chdir(lists)
    assert find_inputs(["**/*.bib"]).files == ["owls.bib", "sub/mice.bib"]
    assert find_inputs(["./*.bib", "sub"]).files == ["./owls.bib", "sub/mice.bib"]


@pytest.mark.parametrize("output", ["out", "."])
def test_build_never_reads_its_own_output(
    lists: Path, build: Build, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.chdir(lists)
    runs = [build(".", output=Path(output)) for _ in range(3)]
    assert [done.exit_code for done in runs] == [0, 0, 0]
    assert all("1 read, 1 published" in done.stdout for done in runs)
    assert "left out: a build wrote these files" in runs[-1].stderr
    assert summary_of(Path(output))["refused"] == []


def test_build_leaves_out_other_builds_and_unfinished_ones(
    lists: Path, build: Build, tmp_path: Path
) -> None:
    build(lists, output=lists / "old")
    unfinished = lists / "unfinished"
    unfinished.mkdir()
    (unfinished / "kg.ttl").write_bytes((lists / "old" / "kg.ttl").read_bytes())
    (unfinished / ".kg-journal.json").write_text(
        json.dumps({"replace": ["kg.ttl", "summary.json"]})
    )
    (lists / "old" / "mine.bib").write_text(RECORD.format("Mice by Day"))
    (tmp_path / "summary.json").write_text("{}")
    done = build(lists, output=tmp_path / "out")
    assert "2 read, 2 published" in done.stdout
    names = [each["name"] for each in summary_of(tmp_path / "out")["sources"]]
    assert names == ["old/mine.bib", "owls.bib"]


def test_build_reads_a_file_of_a_build_that_is_named(
    lists: Path, build: Build, tmp_path: Path
) -> None:
    (lists / "bad.jsonl").write_text('{"title": "Mice", "year": "19x"}\n')
    build(lists, output=tmp_path / "out")
    kept_out = tmp_path / "out" / "quarantine.jsonl"
    kept_out.write_text(kept_out.read_text().replace("19x", "1999"))
    done = build(kept_out, output=tmp_path / "mended")
    assert "1 read, 1 published" in done.stdout
    with pytest.raises(SourceError, match="this folder holds only what a build wrote"):
        find_inputs([str(tmp_path / "out")])
    assert find_inputs([str(tmp_path / "out"), str(lists)]).files != []


def test_build_accounts_for_names_that_are_no_utf8(
    lists: Path, build: Build, tmp_path: Path
) -> None:
    try:
        Path(os.fsdecode(os.fsencode(lists) + b"/caf\xe9.bib")).write_text(RECORD.format("Mice"))
        Path(os.fsdecode(os.fsencode(lists) + b"/th\xe9.png")).write_bytes(b"\x89PNG")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such names")
    done = build(lists, output=tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    summary = summary_of(tmp_path / "out")
    assert [each["name"] for each in summary["sources"]] == ["caf\\xe9.bib", "owls.bib"]
    assert [each["name"] for each in summary["refused"]] == ["th\\xe9.png"]
    assert "refused: th\\xe9.png" in done.stderr
    assert '"caf\\\\xe9.bib"' in (tmp_path / "out" / "kg.ttl").read_text("utf-8")


def test_without_surrogates_leaves_nothing_that_cannot_be_encoded() -> None:
    every = "".join(map(chr, range(0xD800, 0xE000)))
    assert without_surrogates(f"é{every}").encode()
    assert without_surrogates("\ud83d é") == "\\ud83d é"
