"""Data sets kept on disk."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Cache, Sources, Store
from kg.store.keeping import keep
from kg.system import locking

TURTLE = """@prefix : <https://e.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :p "01"^^xsd:integer, 1.10, "2024"^^xsd:gYear, "x"^^xsd:integer, "e"@en-GB, "e", true, _:b .
_:b :p "-0"^^xsd:double, "7"^^xsd:nonNegativeInteger, "2024-02-30"^^xsd:date, "ü\\n\\t\\"" .
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(TURTLE)
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def sources(data: Path) -> Sources:
    return Sources((str(data),))


def keep_all(cache: Cache, *each: Sources) -> list[str]:
    for sources in each:
        assert keep(cache, sources.key(), sources, wait=True) is None
    return [sources.key() for sources in each]


def statements(quads: ox.Store) -> list[str]:
    return sorted(re.sub(r"_:\w+", "_:b", str(quad)) for quad in quads)


def test_find_gives_back_what_was_written(data: Path, cache: Cache) -> None:
    sources = Sources((str(data),), {"https://e.org/g": str(data)})
    store = Store.read(sources)
    assert cache.lacks(sources.key())
    assert cache.find(sources.key()) is None
    keep_all(cache, sources)
    assert not cache.lacks(sources.key())
    kept = cache.find(sources.key())
    assert kept is not None
    assert statements(kept) == statements(store.quads)
    assert [name.value for name in kept.named_graphs()] == ["https://e.org/g"]
    ordered = "PREFIX : <https://e.org/> SELECT * { :a ?p ?o FILTER isLiteral(?o) } ORDER BY STR(?o) DATATYPE(?o)"
    answers = [Store(each).query(ordered) for each in (store.quads, kept)]
    first, second = (each.serialize(format=ox.QueryResultsFormat.JSON) for each in answers)  # type: ignore[union-attr]
    assert first == second


def test_key_depends_on_content_graph_base_format_and_place(data: Path, tmp_path: Path) -> None:
    name = str(data)
    other = tmp_path / "b.nt"
    shutil.copy(data, other)
    keys = [
        Sources((name,)).key(),
        Sources((name, name)).key(),
        Sources((), {"https://e.org/g": name}).key(),
        Sources((), {"https://e.org/h": name}).key(),
        Sources((name,), base="https://e.org/").key(),
        Sources((str(other),), base="https://e.org/").key(),
        Sources((str(other),)).key(),
    ]
    data.write_text(TURTLE + "#")
    keys.append(Sources((name,)).key())
    assert len(set(keys)) == len(keys)
    data.write_text(TURTLE)
    assert Sources((name,)).key() == keys[0]


def damage(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.write_bytes(b"\x00" * path.stat().st_size)


def cut(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        os.truncate(path, 10)


def test_find_notices_one_changed_byte_of_any_file(sources: Sources, cache: Cache) -> None:
    """By size and time it looked whole, and took all the memory that it might, again and again."""
    (key,) = keep_all(cache, sources)
    names = [each.name for each in (cache.folder / key / "store").iterdir() if each.stat().st_size]
    for name in names:
        file = cache.folder / key / "store" / name
        before, content = file.stat(), bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert cache.find(key) is None, name
        keep_all(cache, sources)
    assert cache.find(key) is not None


@pytest.mark.parametrize(
    "harm",
    [
        lambda entry: (entry / "files.json").write_text("{"),
        lambda entry: (entry / "files.json").unlink(),
        lambda entry: shutil.rmtree(entry / "store"),
        lambda entry: (entry / "store" / "CURRENT").unlink(),
        lambda entry: damage(entry / "store", "*.sst"),
        lambda entry: damage(entry / "store", "MANIFEST*"),
        lambda entry: cut(entry / "store", "*.sst"),
    ],
)
def test_find_removes_what_is_damaged(harm: object, sources: Sources, cache: Cache) -> None:
    (key,) = keep_all(cache, sources)
    harm(cache.folder / key)  # type: ignore[operator]
    assert cache.find(key) is None
    assert list(cache.folder.iterdir()) == []
    keep_all(cache, sources)
    assert cache.find(key) is not None


def test_keep_leaves_the_entry_of_a_faster_process(sources: Sources, cache: Cache) -> None:
    (key,) = keep_all(cache, sources)
    kept = cache.find(key)
    keep_all(cache, sources)
    again = cache.find(key)
    assert kept is not None
    assert again is not None
    assert len(kept) == len(again) == 12
    assert [each.name for each in cache.folder.iterdir()] == [key]


def test_keep_refuses_files_that_have_changed(sources: Sources, cache: Cache, data: Path) -> None:
    key = sources.key()
    data.write_text("<https://e.org/other> <https://e.org/p> 1 .")
    assert keep(cache, key, sources, wait=True) is None
    assert list(cache.folder.iterdir()) == []


def test_keep_runs_no_code_of_the_folder_where_the_user_is(
    sources: Sources, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('code of the folder')")
    monkeypatch.chdir(tmp_path)
    assert keep(cache, sources.key(), sources, wait=True) is None


def test_keep_says_what_went_wrong(sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    complaint = keep(Cache(tmp_path / "file"), "key", sources, wait=True)
    assert complaint is not None
    assert "exists" in complaint
    assert "Traceback" not in complaint


def test_shrink_keeps_what_was_used_last(data: Path, cache: Cache) -> None:
    bases = [Sources((str(data),), base=f"https://e.org/{age}") for age in range(3)]
    new, old, older = keep_all(cache, *bases)
    for age, key in enumerate([new, old, older]):
        os.utime(cache.folder / key, (1e9 - age, 1e9 - age))
    assert cache.find(older) is not None  # Which makes it the one used last.
    size = sum(each.stat().st_size for each in (cache.folder / old).rglob("*") if each.is_file())
    Cache(cache.folder, limit=2 * size + size // 2).shrink()
    assert {each.name for each in cache.folder.iterdir()} == {new, older}


@pytest.mark.parametrize("can_lock", [True, False])
@pytest.mark.parametrize("act", ["find", "write"])
def test_what_dead_processes_left_is_removed(
    sources: Sources, cache: Cache, monkeypatch: pytest.MonkeyPatch, can_lock: bool, act: str
) -> None:
    """A lock tells the dead from those at work; the age does where the system has none."""
    if not can_lock:
        monkeypatch.setattr(locking, "fcntl", None)
    fresh, abandoned = cache.folder / "k.fresh.part", cache.folder / "k.abandoned.part"
    for part in (fresh, abandoned):
        part.mkdir(parents=True)
    os.utime(abandoned, (1, 1))
    with locking.locked(fresh):
        assert not cache.lacks("k")
        if act == "write":
            cache.write(sources.key(), sources)
        assert (cache.find(sources.key()) is None) == (act == "find")
        assert {each.name for each in cache.folder.iterdir()} - {sources.key()} == {"k.fresh.part"}
