"""Several files of one build are read from one version, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import Outcome

from kg import journal
from kg.errors import InputError
from kg.journal import open_current, replacing
from kg.store import Sources, Store
from kg.versions import read_together, unchanged

Kg = Callable[..., Outcome]
NAMES = ("kg.ttl", "mentions.ttl")


def write(folder: Path, number: int) -> None:
    """Write version `number` as a build does."""
    with replacing(folder) as staging:
        for name in NAMES:
            (staging / name).write_text(
                f"<https://e.org/{number}> a <https://schema.org/ScholarlyArticle> ;"
                f' <https://schema.org/name> "{name}" .'
            )
        (staging / "summary.json").write_text(f'{{"version": {number}}}')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A build of version 0."""
    write(tmp_path, 0)
    return tmp_path


@pytest.fixture
def overtaken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write a new version after the first file is opened, as often as the list has entries."""
    versions = ["1", "2"]

    def open_and_write(path: Path) -> object:
        stream = open_current(path)
        if path.name == NAMES[0] and versions:
            write(folder, int(versions.pop(0)))
        return stream

    monkeypatch.setattr(journal, "open_current", open_and_write)
    monkeypatch.setattr("kg.store.dataset.open_current", open_and_write)
    return versions


def subjects(store: Store) -> set[str]:
    return {str(quad.subject) for quad in store.quads}


@pytest.mark.usefixtures("overtaken")
def test_store_reads_one_version(folder: Path) -> None:
    paths = [folder / name for name in NAMES]
    assert subjects(Store.open(*paths)) == {"<https://e.org/2>"}


@pytest.mark.usefixtures("overtaken")
def test_key_is_of_one_version(folder: Path) -> None:
    sources = Sources(tuple(str(folder / name) for name in NAMES))
    assert sources.key() == sources.key()


@pytest.mark.usefixtures("overtaken")
@pytest.mark.parametrize(("command", "what"), [("stats", "3 triples"), ("validate", " 1 record,")])
def test_commands_read_one_version(run_kg: Kg, folder: Path, command: str, what: str) -> None:
    """It has one paper with two names, and not two papers."""
    assert what in run_kg(command, *(str(folder / name) for name in NAMES)).stdout


def test_load_sends_nothing_of_two_versions(run_kg: Kg, folder: Path, overtaken: list[str]) -> None:
    overtaken[1:] = []
    refused = run_kg("load", "http://127.0.0.1:9/", *(str(folder / name) for name in NAMES))
    assert refused.exit_code == 2
    assert "a build has replaced these files while they were read" in refused.stderr


def test_read_together_gives_up_on_what_never_rests(folder: Path) -> None:
    numbers = iter(range(1, 1000))
    with pytest.raises(InputError, match="replaced these files"):
        read_together([folder / name for name in NAMES], lambda: write(folder, next(numbers)))


def test_read_together_passes_errors_on_and_ignores_single_files(folder: Path) -> None:
    def fail() -> None:
        raise InputError("wrong")

    with pytest.raises(InputError, match="wrong"):
        read_together([folder / name for name in NAMES], fail)
    read_together([folder / NAMES[0], "-"], lambda: write(folder, 5))


def test_unchanged_yields_all_before_it_fails(folder: Path) -> None:
    def items() -> Iterator[int]:
        yield 1
        write(folder, 6)
        yield 2

    found = unchanged([folder / name for name in NAMES], items())
    assert [next(found), next(found)] == [1, 2]
    with pytest.raises(InputError, match="replaced these files"):
        next(found)
