"""How the program ends: closed pipes, closed streams, full disks and signals, by exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="a shell and signals of POSIX")
KG = f"{sys.executable} -m kg"
COMMANDS = ("--help", "stats --help", "stats out/kg.ttl", "query methods-introduced",
            "convert out/kg.ttl --to nt", "extract --text Atari", "sources")  # fmt: skip


def shell(root: Path, command: str) -> tuple[int, str]:
    """Run a line of shell in the checkout; return its exit code and what it said on stderr."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=root, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def assert_one_line(stderr: str) -> None:
    assert stderr.startswith("kg: ")
    assert stderr.count("\n") == 1
    assert "Traceback" not in stderr


@posix
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_leaves_is_no_failure(root: Path, command: str) -> None:
    assert shell(root, f"{KG} {command} | true") == (0, "")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_an_error_in_one_line(root: Path, command: str) -> None:
    code, stderr = shell(root, f"{KG} {command} >/dev/full")
    assert code == 2
    assert_one_line(stderr)
    assert "No space left" in stderr


@posix
@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_standard_output_is_an_error_in_one_line(root: Path, command: str) -> None:
    code, stderr = shell(root, f"{KG} {command} >&-")
    assert code == 2
    assert_one_line(stderr)


@posix
@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("command", "code"), [("stats out/kg.ttl", 0), ("stats nothere.ttl", 2), ("nothing", 2)]
)
def test_messages_that_nobody_gets_change_no_exit_code(
    root: Path, stderr: str, command: str, code: int
) -> None:
    assert shell(root, f"{KG} {command} {stderr} >/dev/null")[0] == code


@posix
@pytest.mark.parametrize(
    "command",
    ["build - --output {}", "convert - --format turtle --to nt", "query --query-file -",
     "validate - --format turtle", "extract -"],
)  # fmt: skip
def test_a_closed_standard_input_is_an_error_in_one_line(
    root: Path, tmp_path: Path, command: str
) -> None:
    code, stderr = shell(root, f"{KG} {command.format(tmp_path / 'out')} <&-")
    assert code == 2
    assert_one_line(stderr)
    assert "Bad file descriptor" in stderr


@posix
def test_no_file_takes_the_number_of_a_closed_stream(root: Path, tmp_path: Path) -> None:
    """What is printed while streams are closed must not end up in the files of the build."""
    (tmp_path / "a.bib").write_text("@article{a, title = {Owls}, author = {Lopez, Ana}}")
    out = tmp_path / "out"
    command = f"{KG} build {tmp_path}/a.bib --no-mentions --output {out}"
    assert shell(root, command)[0] == 0
    whole = {each.name: each.read_bytes() for each in out.iterdir()}
    assert shell(root, f"{command} <&- >&- 2>&-")[0] == 2  # the line of the accounting is lost
    assert {each.name: each.read_bytes() for each in out.iterdir()} == whole


@posix
def test_an_input_that_cannot_be_written_to_is_named(root: Path, tmp_path: Path) -> None:
    code, stderr = shell(root, f"{KG} stats out/kg.ttl --output {tmp_path}/none/x.txt")
    assert code == 2
    assert_one_line(stderr)


WAITING = """
import sys, time
from kg.cli import ending
def work():
    try:
        print("ready", flush=True)
        time.sleep(60)
    finally:
        print("tidied up", flush=True)
sys.exit(ending.run(work, debug=False))
"""


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_to_end_is_an_interruption_that_tidies_up(root: Path, name: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(getattr(signal, name))
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (130, b"tidied up\n", b"")


@posix
def test_a_signal_that_is_ignored_stays_so(root: Path) -> None:
    command = f"{sys.executable} -c 'import os, signal; from kg.cli.ending import run; " \
              "run(lambda: os.kill(os.getpid(), signal.SIGHUP), debug=False)'"  # fmt: skip
    assert shell(root, f"trap '' HUP; {command}") == (0, "")
