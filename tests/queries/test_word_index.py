"""The index of words that is kept beside the data: made once, whole or absent, and never trusted blindly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from asking import DATA

from kg.queries import FullText, find
from kg.queries.word_index import Row, open_index
from kg.store import Cache, Sources, Store
from kg.store.kept import open_kept

ROWS = [("Owls at night", "", "They hunt.", "Owls at night", "owls at night", "https://e.org/a")]
OTHERS = [("Mice", "", "", "Mice", "mice", "https://e.org/b")]


def labels(kept: Path | None, rows: Sequence[Row], made: list[int] | None = None) -> list[str]:
    """Open an index, and list what it finds by any word; `made` counts how often rows are read."""

    def read() -> Iterator[Row]:
        if made is not None:
            made.append(1)
        yield from rows

    index = open_index(kept, read)
    try:
        return [each for (each,) in index.execute("SELECT label FROM things")]
    finally:
        index.close()


def test_it_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []
    assert labels(tmp_path, ROWS, made) == ["Owls at night"]
    assert labels(tmp_path, OTHERS, made) == ["Owls at night"]
    assert len(made) == 1
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"no index", b"SQLite format 3\0"])
def test_a_damaged_one_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    labels(tmp_path, ROWS)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage + path.read_bytes()[len(damage) + 4000 :])
    assert labels(tmp_path, OTHERS) == ["Mice"]
    assert labels(tmp_path, ROWS) == ["Mice"]
    assert len(list(tmp_path.iterdir())) == 1


def test_one_that_is_made_otherwise_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels(tmp_path, ROWS)
    monkeypatch.setattr("kg.queries.word_index._FORMAT", 0)
    assert labels(tmp_path, OTHERS) == ["Mice"]
    assert len(list(tmp_path.iterdir())) == 2


def test_where_nothing_can_be_kept_it_is_in_memory(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert labels(gone, ROWS) == ["Owls at night"]
    assert not gone.exists()
    assert labels(None, ROWS) == ["Owls at night"]


def test_what_was_begun_and_left_disturbs_nothing(tmp_path: Path) -> None:
    (tmp_path / "tmpabc.part").mkdir()
    (tmp_path / "tmpabc.part" / "words").write_text("half")
    assert labels(tmp_path, ROWS) == ["Owls at night"]


def test_what_is_found_is_the_same_and_is_kept_with_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    files = str(DATA / "graph.ttl")
    sources = Sources((files,), allow_empty=True)
    Cache.of_user().write(sources.key(), sources)
    in_memory, kept = Store.open(files), open_kept(files)
    assert kept.kept is not None
    assert kept.kept == Cache.of_user().folder / sources.key()
    for words in ("tidepool", "lantern", "no such thing", "TIDEPOOL 8"):
        assert find(words, kept).cells == find(words, in_memory).cells
    assert len(list(kept.kept.glob("words-*"))) == 1
    monkeypatch.setattr("kg.queries.fulltext._read_things", lambda store: pytest.fail("read anew"))
    assert FullText(open_kept(files)).search("tidepool")
