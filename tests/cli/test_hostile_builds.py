"""Builds of which a file is hostile, against the commands that read a build: an answer, or one line."""

from __future__ import annotations

import bz2
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from folders import ROOT
from hostile import RDF
from running import Outcome
from serving import serving

from kg.errors import KgError
from kg.server import Settings
from kg.system.worker import Limits

Kg = Callable[..., Outcome]
_LINES = {
    "empty": b"",
    "no-utf8": b"\xff\xfe\0\n",
    "deep": b"[" * 200_000 + b"\n",
    "null": b"null\n",
    "list": b"[[], {}]\n",
    "number": b'{"title": 1e999, "authors": [3], "records": [null]}\n',
    "object": b'{"title": {}, "authors": {"a": []}, "source": "<script>"}\n',
    "long": b'{"year": ' + b"9" * 5000 + b"}\n",
    "tabs": b"decision\tkind\ta\tb\n" + b"\t" * 100_000 + b"\n",
}
_ARCHIVES = {
    **{name: bz2.compress(content) for name, content in _LINES.items()},
    "torn": bz2.compress(_LINES["object"] * 1000)[:40],
    "no archive": b"BZh9 but no more",
    "bomb": bz2.compress(b" " * (64 << 20)),
}


def _person() -> str:
    found = re.search(r'schema:Person ;.*?schema:name "([^"]+)"', SOUND, re.DOTALL)
    assert found
    return found[1]


SOUND = (ROOT / "out" / "kg.ttl").read_text()
PERSON = _person()


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the published build."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return shutil.copytree(ROOT / "out", tmp_path / "out")


def _ask(run_kg: Kg, build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n\n\nq\n"))
    decisions = str(build.parent / "decisions.tsv")
    for command in (
        ["why", PERSON, "--data", str(build)],
        ["review", str(build), "--decisions", decisions, "--by", "Ana"],
    ):
        done = run_kg(*command)
        assert done.exit_code in (0, 1, 2, 3)
        assert not re.search(r"Traceback|died", done.stderr)
        assert done.exit_code == 0 or "kg: " in done.stderr


def test_a_sound_build_is_read_to_its_end(run_kg: Kg, build: Path) -> None:
    assert run_kg("why", PERSON, "--data", str(build)).exit_code == 0
    done = run_kg("review", str(build), "--decisions", str(build.parent / "decisions.tsv"))
    assert "decided on in a terminal" in done.stderr


@pytest.mark.parametrize("name", list(RDF))
def test_a_hostile_graph_is_asked(
    run_kg: Kg, build: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (build / "kg.ttl").write_bytes(RDF[name].replace(b"%PORT%", b"9"))
    _ask(run_kg, build, monkeypatch)


@pytest.mark.parametrize("name", list(_ARCHIVES))
def test_hostile_records_are_asked(
    run_kg: Kg, build: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (build / "records.jsonl.bz2").write_bytes(_ARCHIVES[name])
    _ask(run_kg, build, monkeypatch)


@pytest.mark.parametrize("name", list(_LINES))
@pytest.mark.parametrize("file", ["candidates.tsv", "summary.json"])
def test_hostile_files_beside_the_graph_are_asked(
    run_kg: Kg, build: Path, monkeypatch: pytest.MonkeyPatch, file: str, name: str
) -> None:
    (build / file).write_bytes(_LINES[name])
    _ask(run_kg, build, monkeypatch)


@pytest.mark.parametrize("name", list(RDF)[::4])
def test_a_hostile_graph_is_served_or_refused(build: Path, name: str) -> None:
    (build / "kg.ttl").write_bytes(RDF[name].replace(b"%PORT%", b"9"))
    try:
        with serving(Settings(build, Limits(20.0))) as client:
            for address in (
                "/",
                "/sparql?query=ASK+%7B%7D",
                "/paper/index.html",
                "/kg.ttl",
                "/find?q=a",
            ):
                assert client.get(address).status_code in (
                    200,
                    404,
                    httpx.codes.SERVICE_UNAVAILABLE,
                )
    except KgError as error:
        assert "\n" not in str(error)
