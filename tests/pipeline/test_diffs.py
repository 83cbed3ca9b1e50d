"""A diff of two builds shows what changed in the world, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from differences import GRAPHS, connected, statements
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lists_of_owls import SEEDS, write_lines
from pyoxigraph import Literal
from terms import text_of

from kg.pipeline import add, build, remove
from kg.vocab import term

STEADY = (*GRAPHS, "report.ttl", "quarantine.jsonl", "repairs.jsonl", "candidates.tsv")
"""Files of which one paper more takes no line away."""
COUNTED = re.compile(r"\s*void:(entities|triples|distinctSubjects|properties|classes) \d+")
ACCOUNTED = re.compile(r'\s*"[^"]+": (\d+|"[0-9a-f]{64}"|\{\})')
"""A line of `summary.json` that counts, has nothing to count, or names content by its digest."""
DESCRIBED = re.compile(rf"{COUNTED.pattern}|\s*dcat:byteSize .*|\s*spdx:checksumValue .*")


def lines(path: Path) -> Counter[str]:
    """Read the lines of a file, without the stops that Turtle and JSON put between them."""
    return Counter(line.rstrip(" ,;.") for line in path.read_text(encoding="utf-8").splitlines())


def assert_is_about(title: str, old: Path, new: Path) -> None:
    """See that two builds differ in one paper, what hangs together with it, and counts."""
    for name in STEADY:
        assert not lines(old / name) - lines(new / name), name
    for name, allowed in (("void.ttl", DESCRIBED), ("summary.json", ACCOUNTED)):
        gone = lines(old / name) - lines(new / name)
        assert [line for line in gone if not allowed.fullmatch(line)] == [], name
    before = statements(old, GRAPHS)
    added = statements(new, GRAPHS) - before
    (paper,) = {
        each.subject
        for each in added
        if each.predicate == term("schema:name") and each.object == Literal(title)
        and "/paper/" in text_of(each.subject)
    }  # fmt: skip
    subjects = {each.subject for each in added}
    assert subjects == connected(added, paper)
    named = {each.object for each in added if each.subject == paper}
    assert subjects & {each.subject for each in before} <= named  # a venue has another name now
    results = statements(new, ["report.ttl"]) - statements(old, ["report.ttl"])
    focused = {each.object for each in results if each.predicate == term("sh:focusNode")}
    assert focused <= subjects


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, built."""
    folder = tmp_path_factory.mktemp("library") / "out"
    build(SEEDS, folder)
    return folder


def paper(n: int, topic: str, **fields: object) -> dict[str, object]:
    """Write a record of one paper with one author whom nobody knows."""
    author = f"Quillfeather{'abcdefghij'[n]}, Zenobia{'klmnopqrst'[n]}"
    if "abstract" in fields:  # one that two papers have names neither
        fields["abstract"] = f"{fields['abstract']} This is part {n}."
    return {"title": f"On {topic}, part {n}", "authors": [author], **fields}


papers = st.fixed_dictionaries(
    {"topic": st.sampled_from(["lanterns", "harbour fog", "Moss: counting moss"])},
    optional={
        "abstract": st.sampled_from(
            ["We introduce LanternNet, which beats DQN on Atari.", "We test on the Fogbank dataset.",
             "Nothing is found.", "We extend RECODE (Robust Coding) with MuJoCo."]
        ),
        "year": st.integers(1990, 2024),
        "venue": st.sampled_from(["ICLR 2021", "ICLR", "Journal of Owls"]),
        "type": st.sampled_from(["book", "article", "phdthesis"]),
    },
)  # fmt: skip


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.lists(papers, min_size=1, max_size=3))
def test_each_paper_added_changes_what_is_about_it_and_counts(
    tmp_path: Path, library: Path, fields: list[dict[str, str]]
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(library, old)
    for n, each in enumerate(fields):
        record = paper(n, **each)
        shutil.copytree(old, new, dirs_exist_ok=True)
        add([write_lines(tmp_path / f"{n}.jsonl", record)], new)
        assert_is_about(str(record["title"]), old, new)
        shutil.copytree(new, old, dirs_exist_ok=True)


def test_a_paper_removed_leaves_no_trace(tmp_path: Path, library: Path) -> None:
    shutil.copytree(library, tmp_path / "out")
    add([write_lines(tmp_path / "new.jsonl", paper(0, "lanterns"))], tmp_path / "out")
    remove(["new.jsonl"], tmp_path / "out")
    for path in library.iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_record_is_described_the_same_whatever_else_is_read(library: Path) -> None:
    runs = {each for each in statements(library, GRAPHS) if each.predicate == term("prov:used")}
    assert len(runs) == len({each.subject for each in runs}) == len(SEEDS)
