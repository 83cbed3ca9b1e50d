"""Adding and removing sources gives the bytes of one build of what is there then."""

from __future__ import annotations

import bz2
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lists_of_owls import MICE, OWLS, SEEDS, contents, write_lines
from running import Outcome
from spacy.tokens import Doc

from kg.errors import InputError, ViolationError
from kg.model import Mention, Paper
from kg.pipeline import add, build, remove
from kg.pipeline.archive import RECORDS, read_kept, write_kept
from kg.pipeline.coding import Coder
from kg.pipeline.reading import Reading
from kg.system.streams import pack

RunKg = Callable[..., Outcome]

BAD = {"title": "Bats", "authors": ["12345"], "doi": "see publisher"}
OWLS_AGAIN = {
    "title": "Owls at night", "authors": ["Ana López"], "doi": "10.5555/owls", "year": 2020,
    "pmid": 1234,
    "abstract": "We study owls on Atari, and show that Rainbow is no match for them.",
}  # fmt: skip


@pytest.fixture
def lists(tmp_path: Path) -> list[str]:
    """Four lists: two describe one paper, one holds a record that is kept out, one is no list."""
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.4\n...")
    return [
        write_lines(tmp_path / "a.jsonl", OWLS, BAD),
        write_lines(tmp_path / "b.jsonl", OWLS_AGAIN),
        write_lines(tmp_path / "c.jsonl", MICE),
        str(tmp_path / "d.pdf"),
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One build of all seeds."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    build(SEEDS, folder)
    return contents(folder)


@pytest.mark.parametrize(
    "steps", [[[0], [1, 2, 3]], [[3], [2], [1], [0]], [[1, 3], [0, 2]], [[2, 0, 1], [3]]]
)
def test_add_gives_the_bytes_of_one_build_of_all_seeds(
    tmp_path: Path, whole: dict[str, bytes], steps: list[list[int]]
) -> None:
    first, *others = [[SEEDS[n] for n in step] for step in steps]
    build(first, tmp_path / "out")
    for step in others:
        add(step, tmp_path / "out")
    assert contents(tmp_path / "out") == whole


@pytest.mark.parametrize("name", [Path(seed).name for seed in SEEDS])
def test_remove_gives_the_bytes_of_a_build_without(
    tmp_path: Path, whole: dict[str, bytes], name: str
) -> None:
    (tmp_path / "out").mkdir()
    for file, content in whole.items():
        (tmp_path / "out" / file).write_bytes(content)
    remove([name], tmp_path / "out")
    build([seed for seed in SEEDS if Path(seed).name != name], tmp_path / "without")
    assert contents(tmp_path / "out") == contents(tmp_path / "without")


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations([0, 1, 2, 3]), cut=st.integers(1, 3), removed=st.sets(st.integers(0, 3))
)
@example(order=[0, 1, 2, 3], cut=3, removed=set())
def test_add_and_remove_give_the_bytes_of_one_build(
    tmp_path: Path, lists: list[str], order: Sequence[int], cut: int, removed: set[int]
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        shutil.rmtree(folder, ignore_errors=True)
    left = [path for n, path in enumerate(lists) if n not in removed]
    try:
        build(left, other, mentions=False)
        build([lists[n] for n in order[:cut]], one, mentions=False)
    except InputError:
        return  # nothing but the file that is no list
    add([lists[n] for n in order[cut:]] + lists, one)
    if removed:
        remove([Path(lists[n]).name for n in removed], one)
    assert contents(one) == contents(other)


def test_add_looks_for_mentions_in_new_texts_only(
    tmp_path: Path, lists: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.extraction import Extractor

    build([lists[0]], tmp_path / "out")
    seen = []
    real = Extractor._mentions

    def watched(self: Extractor, paper: Paper, doc: Doc) -> tuple[Mention, ...]:
        seen.append(paper.title)
        return real(self, paper, doc)

    monkeypatch.setattr(Extractor, "_mentions", watched)
    add([lists[2]], tmp_path / "out")
    assert seen == ["Mice by day"]


def test_add_of_a_file_that_is_there_changes_nothing_and_says_so(
    tmp_path: Path, lists: list[str], run_kg: RunKg
) -> None:
    out = tmp_path / "out"
    build(lists, out, mentions=False)
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    result = run_kg("add", lists[1], "--output", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing is new: b.jsonl" in result.stderr
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_columns_for_a_table_that_is_there_are_said_to_change_nothing(
    tmp_path: Path, run_kg: RunKg
) -> None:
    table, out = tmp_path / "owls.csv", str(tmp_path / "out")
    table.write_text("Who,What,When\nAna Lim,Owls at night,2001\n", encoding="utf-8")
    columns = ("--columns", "authors=Who,title=What")
    assert run_kg("build", str(table), "--output", out, *columns).exit_code == 0
    result = run_kg("add", str(table), "--output", out, *columns)
    assert "--columns changes nothing of owls.csv" in result.stderr
    assert "Nothing is new: owls.csv" in result.stderr


def test_add_of_a_file_that_is_there_makes_what_is_missing(
    tmp_path: Path, lists: list[str]
) -> None:
    out = tmp_path / "out"
    build(lists, out, mentions=False)
    graph = (out / "kg.ttl").read_bytes()
    (out / "kg.ttl").unlink()
    assert add([lists[1]], out).files
    assert (out / "kg.ttl").read_bytes() == graph


def test_add_reads_a_mended_record_from_quarantine(tmp_path: Path, lists: list[str]) -> None:
    out = tmp_path / "out"
    build(lists, out)
    kept = json.loads((out / "quarantine.jsonl").read_text())
    kept["record"] |= {"authors": ["Fox, Eva"], "doi": "10.5555/bats"}
    mended = write_lines(tmp_path / "mended.jsonl", kept)
    total = add([mended], out).total
    assert total.line() == "5 read, 3 published, 2 merged, 0 quarantined"
    assert "Eva Fox" in (out / "kg.ttl").read_text()


def test_add_that_fails_changes_nothing(tmp_path: Path, lists: list[str]) -> None:
    out = tmp_path / "out"
    build(lists[:1], out, mentions=False)
    before = contents(out)
    with pytest.raises(InputError, match=r"d\.pdf"):
        add([lists[3]], out)
    with pytest.raises(InputError, match="another base"):
        add([lists[1]], out, base="https://data.example.org/")
    with pytest.raises(InputError, match="no such source"):
        remove(["z.jsonl"], out)
    with pytest.raises(InputError, match="no source would be left"):
        remove(["a.jsonl"], out)
    assert contents(out) == before


def test_remove_leaves_nothing_published_to_nobody(tmp_path: Path, lists: list[str]) -> None:
    bad = write_lines(tmp_path / "bad.jsonl", BAD)
    build([bad, lists[2]], tmp_path / "out", mentions=False)
    with pytest.raises(ViolationError, match="no record can be published"):
        remove(["c.jsonl"], tmp_path / "out")


def test_remove_takes_a_digest(tmp_path: Path, lists: list[str]) -> None:
    build(lists, tmp_path / "out", mentions=False)
    sources = json.loads((tmp_path / "out" / "summary.json").read_text())["sources"]
    total = remove([sources[2]["sha256"][:12]], tmp_path / "out").total
    assert (sources[2]["name"], total.read) == ("c.jsonl", 3)


def test_add_refuses_where_no_build_is(tmp_path: Path, lists: list[str], run_kg: RunKg) -> None:
    result = run_kg("add", lists[0], "--output", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "build first with `kg build`" in result.stderr
    assert not (tmp_path / "none").exists()


def _rewrite_head(folder: Path, **changes: object) -> None:
    """Change the head of the kept records, and its digest in the accounting."""
    import hashlib

    lines = bz2.decompress((folder / RECORDS).read_bytes()).splitlines()
    lines[0] = json.dumps(json.loads(lines[0]) | changes).encode()
    packed = bz2.compress(b"\n".join(lines))
    (folder / RECORDS).write_bytes(packed)
    summary = json.loads((folder / "summary.json").read_text())
    summary["files"][RECORDS] = hashlib.sha256(packed).hexdigest()
    (folder / "summary.json").write_text(json.dumps(summary))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"kg": "0.0.1"}, "another version of kg"),
        ({"extractor": "0.1.0+00000000"}, "another version of the extractor"),
        ({"layout": 0}, "another version of kg"),
        ({"options": {"colour": "red"}}, "damaged"),
    ],
)
def test_add_refuses_a_build_that_was_made_otherwise(
    tmp_path: Path, lists: list[str], changes: dict[str, object], what: str
) -> None:
    build(lists[:1], tmp_path / "out")
    _rewrite_head(tmp_path / "out", **changes)
    with pytest.raises(InputError, match=f"{what}.*build again from all sources"):
        add(lists[1:], tmp_path / "out")


def test_add_refuses_kept_records_of_another_build(tmp_path: Path, lists: list[str]) -> None:
    build(lists[:1], tmp_path / "out", mentions=False)
    build(lists[1:], tmp_path / "other", mentions=False)
    shutil.copy(tmp_path / "other" / RECORDS, tmp_path / "out")
    with pytest.raises(InputError, match="not those of the build beside them"):
        add(lists[2:], tmp_path / "out")


def test_build_without_abstracts_keeps_no_record(tmp_path: Path, lists: list[str]) -> None:
    build(lists, tmp_path / "out", mentions=False, abstracts=False)
    assert b"owls" not in bz2.decompress((tmp_path / "out" / RECORDS).read_bytes())
    with pytest.raises(InputError, match="--no-abstracts"):
        add(lists, tmp_path / "out")


def test_kept_records_equal_those_that_were_read(tmp_path: Path, lists: list[str]) -> None:
    build([*SEEDS, *lists], tmp_path / "out")
    kept = read_kept(tmp_path / "out")
    fresh = Reading()
    fresh.read([*SEEDS, *lists])
    assert kept.reading == fresh
    assert [*kept.reading.papers] == [*fresh.papers]
    assert all(isinstance(paper.authors, tuple) for paper in kept.reading.papers)
    coder = Coder()
    for mentions in kept.texts.values():
        for each in mentions:
            assert coder.decode(type(each), json.loads(json.dumps(coder.encode(each)))) == each


def test_what_did_not_change_of_what_is_kept_is_copied(tmp_path: Path) -> None:
    papers = [{"title": f"Owls of the {n}th wood", "authors": ["Ana López"]} for n in range(120)]
    build(write_lines(tmp_path / "a.jsonl", *papers), tmp_path / "out", mentions=False)
    kept = read_kept(tmp_path / "out")
    kept.reading.read([write_lines(tmp_path / "b.jsonl", MICE)])
    (tmp_path / "again").mkdir()
    with patch("kg.pipeline.archive.pack", side_effect=pack) as packed:
        write_kept(kept, tmp_path / "again")
    assert packed.call_count == 2  # The head, and the part of the new source.
    build([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "both", mentions=False)
    assert (tmp_path / "again" / RECORDS).read_bytes() == (tmp_path / "both" / RECORDS).read_bytes()


def test_add_is_shown_by_diff(tmp_path: Path, lists: list[str], run_kg: RunKg) -> None:
    out = tmp_path / "out"
    build(lists[:2], out, mentions=False)
    shutil.copy(out / "kg.ttl", tmp_path / "old.ttl")
    add([lists[2]], out)
    result = run_kg("diff", str(tmp_path / "old.ttl"), str(out / "kg.ttl"))
    assert '"Mice by day"' in result.stdout
    assert "Owls" not in result.stdout
