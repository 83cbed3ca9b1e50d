"""Files that the user may not read: each command says so in one line, and a build goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from users import NOBODY, as_stranger

pytestmark = pytest.mark.skipif(
    as_stranger() is None, reason="only root, and setpriv, can become another user"
)

SOUND = '<https://owls.example.org/a> <https://schema.org/name> "Owls" .\n'
BIB = "@article{k, title = {Owls by night}, author = {Lopez, Ana}, year = 2019}\n"
ASK = "SELECT * { ?s ?p ?o }"
READING: dict[str, Callable[[str], list[str]]] = {
    "convert": lambda file: ["convert", file, "--to", "nt"],
    "diff": lambda file: ["diff", file, file],
    "validate": lambda file: ["validate", file],
    "validate a list": lambda file: ["validate", file.replace(".nt", ".bib")],
    "context": lambda file: ["validate", file.replace("closed", "open"), "--context", file],
    "shapes": lambda file: ["validate", file.replace("closed", "open"), "--shapes", file],
    "guide": lambda file: ["shapes", "--shapes", file],
    "query": lambda file: ["query", ASK, "--data", file],
    "query, no cache": lambda file: ["query", ASK, "--data", file, "--no-cache"],
    "query file": lambda file: ["query", "--query-file", file, "--data", "out/kg.ttl"],
    "describe": lambda file: ["describe", "Owls", "--data", file],
    "find": lambda file: ["find", "owls", "--data", file],
    "stats": lambda file: ["stats", file],
    "load": lambda file: ["load", "http://127.0.0.1:9/", file, "--retry", "0"],
    "extract": lambda file: ["extract", file.replace(".nt", ".bib")],
    "evaluate": lambda file: ["evaluate", file],
    "concepts": lambda file: ["concepts", "check", "--data", file],
    "decisions": lambda file: [
        "build", "seeds/", "--no-mentions", "--decisions", file, "--output", f"{file}.out",
    ],
}  # fmt: skip


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a plain user with a home of its own."""
    return subprocess.run(
        [*(as_stranger() or ()), sys.executable, "-m", "kg", *arguments], cwd=cwd, text=True,
        capture_output=True, check=False, env={**os.environ, "HOME": "/nonexistent"},
    )  # fmt: skip


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of the user's own, in which some files are closed to it.

    It is none of pytest's: each run of pytest closes the folder of all of those to other users.
    """
    with tempfile.TemporaryDirectory() as made:
        path = Path(made)
        for name, text in {
            "closed.nt": SOUND,
            "closed.bib": BIB,
            "open.nt": SOUND,
            "open.bib": BIB,
        }.items():
            (path / name).write_text(text)
        for closed in ("closed.nt", "closed.bib"):
            (path / closed).chmod(0o600)
        os.chown(path, NOBODY, NOBODY)
        yield path


@pytest.mark.parametrize("command", READING)
def test_a_closed_file_is_named_in_one_line(command: str, folder: Path, root: Path) -> None:
    done = run(*READING[command](str(folder / "closed.nt")), cwd=root)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "closed." in done.stderr
    assert "Permission denied" in done.stderr


@pytest.mark.parametrize("closed", ["closed.bib", "closed folder"])
def test_a_build_goes_on_beside_what_is_closed(closed: str, folder: Path, root: Path) -> None:
    if closed == "closed folder":
        (folder / closed).mkdir(mode=0o700)
        (folder / closed / "more.bib").write_text(BIB)
        (folder / "closed.bib").unlink()
    done = run("build", str(folder), "--no-mentions", "--output", str(folder / "out"), cwd=root)
    assert done.returncode == 0
    assert "0 quarantined" in done.stdout
    assert closed in done.stderr
    assert "Permission denied" in done.stderr
