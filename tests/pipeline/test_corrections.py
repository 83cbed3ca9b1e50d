"""Decisions on mentions are honoured by builds and additions, and what matches nothing is said."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.extraction.concepts import load_concepts
from kg.model import Mention, Paper
from kg.pipeline.corrections import correct
from kg.resolution import Correction, Resolved
from kg.vocab import term

OWLS = {"title": "Owls at night", "doi": "10.1000/owls",
        "abstract": "We introduce NightOwl and evaluate it on Atari."}  # fmt: skip
HEAD = "decision\tkind\ta\tb\tname_a\n"


@pytest.fixture(scope="module")
def owls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list and its build."""
    folder = tmp_path_factory.mktemp("owls")
    (folder / "owls.jsonl").write_text(json.dumps(OWLS) + "\n")
    kg.build(folder / "owls.jsonl", folder / "out")
    return folder


def _named(out: Path) -> dict[str, str]:
    """Return the concept that each span of a build names."""
    store = kg.Store.open(out / "mentions.ttl")
    pairs = store.quads.quads_for_pattern(None, term("oa:hasBody"), None)
    return {_tail(quad.subject).rpartition(".")[0]: _tail(quad.object) for quad in pairs}


def _tail(node: object) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value.rpartition("/")[2]


def _rebuild(owls: Path, folder: Path, *rows: str) -> kg.Summary:
    decisions = folder / "decisions.tsv"
    decisions.write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return kg.build(owls / "owls.jsonl", folder / "out", decisions=decisions)


def test_a_wrong_mention_is_not_published(owls: Path, tmp_path: Path) -> None:
    (span,) = (each for each in _named(owls / "out") if each.endswith("41-46"))
    iri = f"https://example.org/kg/span/{span}"
    summary = _rebuild(owls, tmp_path, f"wrong\tmention\t{iri}\t\tAtari")
    assert (summary.honoured, summary.unknown) == (1, [])
    left = _named(tmp_path / "out")
    assert span not in left and set(_named(owls / "out")) - set(left) == {span}
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["honoured"] == 1


def test_the_right_concept_stands_in_the_place_of_another(owls: Path, tmp_path: Path) -> None:
    (span,) = (each for each in _named(owls / "out") if each.endswith("41-46"))
    summary = _rebuild(owls, tmp_path, f"right\tmention\t{span}\tbenchmark/minigrid\tAtari")
    assert summary.honoured == 1 and _named(tmp_path / "out")[span] == "minigrid"
    store = kg.Store.open(tmp_path / "out" / "mentions.ttl")
    by = {
        _tail(quad.subject).endswith("minigrid"): _tail(quad.object)
        for quad in store.quads.quads_for_pattern(None, term("prov:wasAttributedTo"), None)
    }
    assert by[True].startswith("kg-0") and by[False].startswith("kg-extractor")
    assert kg.validate([tmp_path / "out" / "kg.ttl", tmp_path / "out" / "mentions.ttl"]).conforms()


def test_an_addition_honours_what_was_decided_for_the_build(owls: Path, tmp_path: Path) -> None:
    (span,) = (each for each in _named(owls / "out") if each.endswith("41-46"))
    _rebuild(owls, tmp_path, f"wrong\tmention\t{span}\t\t")
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"title": "Mice", "abstract": "We evaluate on Atari."}) + "\n")
    assert kg.add(more, tmp_path / "out").honoured == 1
    left = _named(tmp_path / "out")
    assert span not in left and len(left) == len(_named(owls / "out"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("wrong\tmention\tdoi-none.title.0-4\t\t", "a mention that is not there"),
        ("wrong\tmention\tSPAN\tmethod/dqn\tAtari", "a mention that is not there"),
        ("wrong\tmention\tSPAN\t\tMuJoCo", "a mention that is not there"),
        ("right\tmention\tSPAN\tmethod/nobody-knows\tAtari", "a concept that is not known"),
        ("right\tmention\tKEY.abstract.41-4600\tbenchmark/minigrid\t", "a mention that is not there"),
    ],
)  # fmt: skip
def test_a_decision_that_matches_nothing_is_said(
    owls: Path, tmp_path: Path, row: str, reason: str
) -> None:
    (span,) = (each for each in _named(owls / "out") if each.endswith("41-46"))
    key = span.removesuffix(".abstract.41-46")
    summary = _rebuild(owls, tmp_path, row.replace("SPAN", span).replace("KEY", key))
    assert summary.honoured == 0 and _named(tmp_path / "out") == _named(owls / "out")
    (said,) = summary.unknown
    assert said.startswith("decisions.tsv:2: ") and reason in said


TEXT = "DQN plays Atari; PPO plays MuJoCo at night."
SPANS = st.tuples(st.integers(0, 45), st.integers(1, 6)).map(lambda each: (each[0], sum(each)))


@given(st.lists(st.tuples(st.booleans(), SPANS), max_size=5), st.booleans())
def test_corrected_mentions_are_in_their_text_and_do_not_overlap(
    rows: list[tuple[bool, tuple[int, int]]], is_empty: bool
) -> None:
    (dqn,) = (each for each in load_concepts() if each.key == "dqn")
    found = () if is_empty else (Mention("title", 0, 3, "DQN", dqn),)
    decided = [
        Correction(
            right, "k", "title", *span, "benchmark/minigrid" if right else "", where=f"d:{n}"
        )
        for n, (right, span) in enumerate(rows)
    ]
    made = correct([Resolved("k", Paper(title=TEXT, mentions=found))], decided)
    mentions = made.papers[0].paper.mentions
    assert all(each.text == TEXT[each.start : each.end] for each in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert len(made.unknown) <= len(decided)
