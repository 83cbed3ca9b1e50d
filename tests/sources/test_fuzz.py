"""Whatever is done to a list, reading it gives items or a SourceError, and loses no line before."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from folders import ROOT, TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import Item, read

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
RECORDS = b"".join(
    b'{"title": "Paper %d", "authors": ["Lopez, Ana", {"name": "Bo"}], "year": 20%02d}\n' % (n, n)
    for n in range(9)
)
DATA = sorted(path for path in (TESTS / "sources" / "data").rglob("*") if path.is_file())
ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "gbk", "utf-7"]
BYTES = [
    *(path.read_bytes() for path in DATA),
    *(path.read_bytes() for path in SEEDS),
    RECORDS,
    b"[" + RECORDS.replace(b"\n", b",\n"),
]
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def items(folder: Path, content: bytes) -> list[Item]:
    path = folder / "list"
    path.write_bytes(content)
    try:
        return list(read(path))
    except SourceError:
        return []


def papers(found: list[Item]) -> list[Paper]:
    return [replace(each, records=()) for each in found if isinstance(each, Paper)]


@FUZZ
@given(content=st.sampled_from(BYTES), data=st.data())
def test_read_survives_truncation(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    items(tmp_path, content[: data.draw(st.integers(0, len(content)))])


@FUZZ
@given(content=st.sampled_from(BYTES), data=st.data())
def test_read_survives_flipped_bytes(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        changed[position] = data.draw(st.integers(0, 255))
    items(tmp_path, bytes(changed))


@FUZZ
@given(content=st.sampled_from(BYTES), seed=st.integers(0, 1000))
def test_read_survives_shuffled_lines(tmp_path: Path, content: bytes, seed: int) -> None:
    lines = content.splitlines(keepends=True)
    random.Random(seed).shuffle(lines)
    items(tmp_path, b"".join(lines))


@FUZZ
@given(content=st.sampled_from(BYTES), encoding=st.sampled_from(ENCODINGS))
def test_read_survives_other_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    items(tmp_path, content.decode(errors="replace").encode(encoding, errors="replace"))


@FUZZ
@given(content=st.sampled_from(BYTES), other=st.sampled_from(BYTES), data=st.data())
def test_read_survives_lists_set_into_each_other(
    tmp_path: Path, content: bytes, other: bytes, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(content)))
    items(tmp_path, content[:position] + other + content[position:])


@pytest.mark.parametrize(
    "content", [b"[", b"{", b'{"a":', b'"', b"(", b"\\", b"{\\", b"$", b"<a>", b"&"]
)
@pytest.mark.parametrize(
    "start", [b"[", b"@article{a, title = ", b"TY  - JOUR\nTI  - ", b"<dblp><article key='a'>"]
)
def test_read_ends_on_many_signs_that_open_something(
    tmp_path: Path, start: bytes, content: bytes
) -> None:
    items(tmp_path, start + content * 100_000)


@FUZZ
@given(content=st.binary(max_size=300))
def test_read_survives_any_bytes(tmp_path: Path, content: bytes) -> None:
    items(tmp_path, content)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_read_keeps_the_records_before_a_truncation(tmp_path: Path, path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    whole = papers(items(tmp_path, b"".join(lines)))
    size = len(lines) // len(whole)
    owner = len(lines) % len(whole)
    for kept in range(owner + size, len(lines)):
        complete = (kept - owner) // size
        assert papers(items(tmp_path, b"".join(lines[:kept])))[:complete] == whole[:complete]


@pytest.mark.parametrize("path", [SEEDS[0], SEEDS[3]], ids=lambda path: path.name[:3])
def test_read_loses_one_record_at_most_with_one_line(tmp_path: Path, path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    whole = papers(items(tmp_path, b"".join(lines)))
    for missing in range(1, len(lines)):
        found = items(tmp_path, b"".join(lines[:missing] + lines[missing + 1 :]))
        same = [each for each in whole if each in papers(found)]
        assert len(same) == len(whole) - 1, missing + 1
        assert len([each for each in found if not isinstance(each, Paper)]) <= 3


def test_read_places_every_line_of_a_shuffled_list(tmp_path: Path) -> None:
    """Each line of the list is in some paper or some rejected record."""
    lines = SEEDS[0].read_text(encoding="utf-8").splitlines()
    for seed in range(20):
        rest = lines[1:]
        random.Random(seed).shuffle(rest)
        found = items(tmp_path, "\n".join([lines[0], *rest]).encode())
        seen = " ".join(map(repr, found))
        for line in rest if found else []:
            words = line.rpartition(", ")[2] if line.count(", ") > 9 else line
            assert words[-20:].strip(".\"'") in seen, (seed, line)
