"""A file that results go to is whole, or stays as it was."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Outcome
from users import as_nobody

from kg.cli.output import open_output, print_text
from kg.errors import InputError

posix = pytest.mark.skipif(os.name != "posix", reason="rights and pipes of POSIX")


def test_results_replace_a_file_and_leave_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "results.txt"
    target.write_text("old")
    print_text("new", str(target))
    assert target.read_text() == "new\n"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["results.txt", "results.txt.gz"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, InputError("no"), OSError(28, "full")])
def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, name: str, error: BaseException | type[BaseException]
) -> None:
    target = tmp_path / name
    target.write_text("old")
    kind = error if isinstance(error, type) else type(error)
    with pytest.raises(kind), open_output(str(target)) as out:
        out.write(b"half")
        raise error
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_of_what_is_read_is_not_blamed_on_the_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_output(str(tmp_path / "x")) as out:
        out.write((tmp_path / "nothere").read_bytes())


@given(st.binary(max_size=100), st.binary(max_size=100), st.booleans(), st.integers(0, 5))
def test_there_is_one_of_two_contents_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes, packed: bool, stop: int
) -> None:
    folder = tmp_path_factory.mktemp("output")
    target = folder / ("a.gz" if packed else "a")
    target.write_bytes(old)
    try:
        with open_output(str(target)) as out:
            for step in range(4):
                if step == stop:
                    raise KeyboardInterrupt
                out.write(new)
        written = gzip.decompress(target.read_bytes()) if packed else target.read_bytes()
        assert written == new * 4
    except KeyboardInterrupt:
        assert target.read_bytes() == old
    assert list(folder.iterdir()) == [target]


@posix
def test_rights_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "results.txt", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target.name)
    print_text("new", str(link))
    assert link.is_symlink()
    assert target.read_text() == "new\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_rights_that_the_user_gives(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        print_text("new", str(tmp_path / "a"))
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@posix
def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    print_text("new", str(pipe))
    reader.join(60)
    assert read == ["new\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_the_name_of_standard_output_adds_to_it(tmp_path: Path, root: Path) -> None:
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("ab") as out:
        subprocess.run(
            [sys.executable, "-m", "kg", "queries", "--output", "/dev/stdout"],
            stdout=out, check=True, cwd=root,
        )  # fmt: skip
    assert log.read_text().startswith("before\nname ")


def test_results_that_fail_leave_the_old_file(
    tmp_path: Path, run_kg: Callable[..., Outcome]
) -> None:
    (tmp_path / "a.ttl").write_text("<a:s> <a:p> ")
    target = tmp_path / "results.nt"
    target.write_text("old")
    outcome = run_kg("convert", str(tmp_path / "a.ttl"), "--to", "nt", "--output", str(target))
    assert outcome.exit_code == 2
    assert target.read_text() == "old"


@pytest.mark.skipif(as_nobody() is None, reason="only root, and setpriv, can become another user")
def test_a_plain_user_writes_where_it_may(tmp_path: Path, root: Path) -> None:
    """A file may be one's own in a folder that is not; a folder may be closed altogether."""
    target = tmp_path / "results.txt"
    target.write_text("old")
    os.chown(target, 65534, 65534)

    def run(output: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*(as_nobody() or ()), sys.executable, "-m", "kg", "queries", "--output", str(output)],
            cwd=root, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert run(target).returncode == 0
    assert target.read_text().startswith("name ")
    refused = run(tmp_path / "new.txt")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "Permission denied" in refused.stderr
    assert list(tmp_path.iterdir()) == [target]
