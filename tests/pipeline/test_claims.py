"""Claims in a build: evidence beside the mentions, where sentences may be quoted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.serialization import parse_file
from kg.vocab import RDF_TYPE, term

SENTENCE = (
    "Experiments on Atari show that DQN with owls outperforms all baselines by 5% in mean score."
)
OWLS = {
    "title": "Owls for image captioning",
    "abstract": f"We introduce NightOwl, a method. {SENTENCE}",
    "year": 2021,
    "authors": ["Ana López"],
}


@pytest.fixture
def build(tmp_path: Path, run_kg: Callable[..., Any]) -> Callable[..., Path]:
    source = tmp_path / "owls.jsonl"
    source.write_text(json.dumps(OWLS), encoding="utf-8")

    def built(*options: str) -> Path:
        done = run_kg("build", str(source), "--output", str(tmp_path / "out"), "--quiet", *options)
        assert done.exit_code == 0, done.stderr
        return tmp_path / "out" / "mentions.ttl"

    return built


def facts(file: Path, predicate: str) -> set[str]:
    found = [quad.triple for quad in parse_file(file)]
    claims = {t.subject for t in found if (t.predicate, t.object) == (RDF_TYPE, term("kg:Claim"))}
    return {getattr(t.object, "value", "") for t in found
            if t.subject in claims and t.predicate == term(predicate)}  # fmt: skip


def test_build_publishes_the_sentence_that_claims_a_result(build: Callable[..., Path]) -> None:
    file = build()
    quotes = {getattr(q.object, "value", "") for q in parse_file(file) if q.predicate == term("oa:exact")}  # fmt: skip
    assert SENTENCE in quotes
    assert facts(file, "kg:metric") == {"mean score"}
    assert facts(file, "kg:number") == {"5%"}
    assert facts(file, "kg:claimsOn") == {"https://example.org/kg/benchmark/atari"}


@pytest.mark.parametrize("option", ["--no-abstracts", "--no-mentions"])
def test_no_sentence_is_quoted_where_abstracts_or_mentions_are_kept_back(
    build: Callable[..., Path], option: str
) -> None:
    file = build(option)
    assert not facts(file, "oa:hasTarget")
    assert SENTENCE not in file.read_text(encoding="utf-8")
