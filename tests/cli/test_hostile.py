"""Hostile files against every command that reads: an answer or an error, and nobody is called."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from folders import TESTS
from hostile import LISTS, RDF
from hostile_settings import DECISIONS, GOLD, QUERIES, SHAPES, VOCABULARIES
from running import Outcome

Kg = Callable[..., Outcome]
CODES = (0, 1, 2, 3)
SOUND = str(TESTS.parent / "out" / "kg.ttl")
LIST = str(TESTS.parent / "seeds")
TIMEOUT = 300
"""Seconds after which a command is taken to hang, on a machine that is busy with others."""
ASKING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["convert", file, "--to", "nq"],
    lambda file: ["convert", file, "--to", "jsonld"],
    lambda file: ["convert", file, "--to", "rdfxml"],
    lambda file: ["diff", file, file],
    lambda file: ["validate", file],
    lambda file: ["validate", file, "--results", "github"],
    lambda file: ["validate", "--context", file, file],
    lambda file: ["query", "SELECT * { ?s ?p ?o }", "--data", file, "--results", "xml"],
    lambda file: ["query", "SELECT * { ?s ?p ?o }", "--data", file, "--limit", "2"],
    lambda file: ["describe", "Owls", "--data", file],
    lambda file: ["find", "owls", "--data", file],
    lambda file: ["stats", file],
    lambda file: ["load", "http://127.0.0.1:9/", file, "--retry", "0"],
)
READING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["validate", file],
    lambda file: ["validate", file, "--results", "table"],
    lambda file: ["extract", file],
    lambda file: ["build", file, "--output", f"{file}.out"],
    lambda file: ["add", file, "--output", f"{file}.out"],
    lambda file: ["remove", file, "--output", f"{file}.out"],
)
SHAPING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["validate", SOUND, "--shapes", file, "--engine", "fast", "--timeout", "10"],
    lambda file: ["validate", SOUND, "--shapes", file, "--engine", "pyshacl", "--timeout", "10"],
    lambda file: ["shapes", "--shapes", file],
)
QUERYING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["query", file, SOUND, "--timeout", "3", "--max-memory", "500M"],
    lambda file: ["query", "--query-file", file, "--data", SOUND, "--explain"],
)
DECIDING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["build", LIST, "--no-mentions", "--decisions", file, "--output", f"{file}.out"],
)
COUNTING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["concepts", "check", "--data", file],
)
JUDGING: tuple[Callable[[str], list[str]], ...] = (
    lambda file: ["evaluate", file],
    lambda file: ["train", "papers", "--gold", file, "--lists", LIST, "--output", f"{file}.out"],
    lambda file: ["train", "people", "--gold", file, "--lists", LIST, "--output", f"{file}.out"],
)
ALL = {
    "rdf": (RDF, (*ASKING, *READING[2:])),
    "lists": (LISTS, READING),
    "shapes": (SHAPES, SHAPING),
    "queries": (QUERIES, QUERYING),
    "decisions": (DECISIONS, DECIDING),
    "vocabularies": (VOCABULARIES, COUNTING),
    "gold": (GOLD, JUDGING),
}
"""Folder: its files and the commands that read them."""


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of the loopback, and who has called there."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                heard.append(str(address))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard


@pytest.fixture(scope="module")
def folder(listener: tuple[int, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile files, those of a kind in a folder of their own."""
    port, _ = listener
    made = tmp_path_factory.mktemp("hostile")
    for name, (files, _) in ALL.items():
        (made / name).mkdir()
        for file, content in files.items():
            (made / name / file).write_bytes(content.replace(b"%PORT%", b"%d" % port))
    return made


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def assert_sound(done: Outcome) -> None:
    assert done.exit_code in CODES
    assert not re.search(r"Traceback|process that does the work died", done.stderr)


@pytest.mark.parametrize(("number", "name"), list(enumerate(RDF)), ids=str)
def test_commands_survive_hostile_rdf(run_kg: Kg, folder: Path, number: int, name: str) -> None:
    """Each file meets one command; the slow test below tries all with all."""
    assert_sound(run_kg(*ASKING[number % len(ASKING)](str(folder / "rdf" / name))))


@pytest.mark.parametrize("kind", ["decisions", "gold", "queries", "vocabularies"])
def test_commands_survive_hostile_settings(run_kg: Kg, folder: Path, kind: str) -> None:
    files, commands = ALL[kind]
    for name in files:
        for command in commands:
            assert_sound(run_kg(*command(str(folder / kind / name))))


def test_build_publishes_what_is_good_beside_hostile_lists(
    run_kg: Kg, folder: Path, tmp_path: Path
) -> None:
    done = run_kg(
        "build", str(folder / "lists"), str(folder / "rdf"), "--output", str(tmp_path / "out"),
        "--no-mentions",
    )  # fmt: skip
    assert_sound(done)
    assert done.exit_code == 0
    read, *parts = map(int, re.findall(r"\d+", done.stdout))
    assert read == sum(parts)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    named = {each["name"] for each in summary["sources"]} | {
        each[0] if isinstance(each, list) else each["name"] for each in summary["refused"]
    }
    assert named == {*LISTS, *RDF}
    assert ' schema:name "Good"' in (tmp_path / "out" / "kg.ttl").read_text()


def test_validate_goes_on_after_hostile_lists(run_kg: Kg, folder: Path) -> None:
    files = sorted(str(each) for each in (folder / "lists").iterdir() if each.is_file())
    checked = run_kg("validate", *files, "--max-results", "5")
    assert_sound(checked)
    assert checked.exit_code == 2
    assert "does not conform" in checked.stdout


def test_hostile_files_call_nobody(listener: tuple[int, list[str]]) -> None:
    """It stands behind the tests that read them."""
    _, heard = listener
    assert heard == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in ALL for name in ALL[kind][0]])
def test_every_command_survives_every_hostile_file(
    folder: Path, kind: str, name: str, listener: tuple[int, list[str]]
) -> None:
    """In processes of their own, with what they print to the very end."""
    _, heard = listener
    file = folder / kind / name
    for command in ALL[kind][1]:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *command(str(file))], capture_output=True, check=False,
            timeout=TIMEOUT, text=True, errors="replace",
        )  # fmt: skip
        assert_sound(Outcome(done.returncode, done.stdout, done.stderr))
    assert heard == []
