"""The version of the extractor changes with what is found, and with nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from folders import TESTS

from kg.evaluation.gold import read_gold
from kg.extraction import concepts, judge, load_extractor, version
from kg.extraction.claims import find_claims
from kg.extraction.version import extractor_version
from kg.resources import CONCEPTS_FILE

DATA = TESTS / "extraction" / "data"
GOLDEN = DATA / "found.tsv"
TEXTS = (DATA / "seeds.jsonl", DATA / "gold.jsonl")


def found() -> Iterator[str]:
    """Yield what is found in the texts, one mention or claim a line."""
    for path in TEXTS:
        for document in read_gold(path):
            mentions = load_extractor().mentions(document.paper)
            for each in mentions:
                place = (document.id, each.field, each.start, each.end)
                what = (each.concept.type, each.concept.key, each.relation, each.confidence)
                yield "\t".join(map(str, (*place, *what, each.cue)))
            for claim in find_claims(replace(document.paper, mentions=mentions)):
                place = (document.id, claim.field, claim.start, claim.end)
                stated = (claim.metric, claim.number, claim.confidence)
                yield "\t".join(map(str, (*place, "claim", *stated)))


def is_due(now: list[str], golden: list[str]) -> bool:
    """Tell whether the golden lines, the version first, are to be written anew.

    Raises: AssertionError: where something else is found, and the version is the same.
    """
    if now[1:] == golden[1:]:
        return False
    assert now[0] != golden[0], "something else is found: raise REVISION in extraction/version.py"
    return True


def test_what_is_found_changes_with_the_version_only(request: pytest.FixtureRequest) -> None:
    now, golden = [extractor_version(), *found()], GOLDEN.read_text(encoding="utf-8").splitlines()
    if is_due(now, golden) and request.config.getoption("--update"):
        GOLDEN.write_text("\n".join(now) + "\n", encoding="utf-8")
    assert not is_due(now, GOLDEN.read_text(encoding="utf-8").splitlines()), (
        "something else is found by another version: run this test with --update, look at the diff"
    )


def test_a_change_of_what_is_found_forces_another_version() -> None:
    golden = ["1+00000000", "a\ttitle\t0\t3"]
    assert not is_due(["1+11111111", *golden[1:]], golden)
    assert is_due(["2+00000000", "a\ttitle\t0\t4"], golden)
    with pytest.raises(AssertionError, match="raise REVISION"):
        is_due(["1+00000000", "a\ttitle\t0\t4"], golden)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let versions be made anew, of whatever a test puts in place."""
    extractor_version.cache_clear()
    yield monkeypatch
    extractor_version.cache_clear()


def test_version_is_a_revision_and_a_digest() -> None:
    revision, _, digest = extractor_version().partition("+")
    assert revision == version.REVISION
    assert len(digest) == 8
    assert load_extractor().version == extractor_version()


def test_version_does_not_depend_on_how_the_vocabulary_is_spelt(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = extractor_version()
    copy = tmp_path / "concepts.ttl"
    blocks = CONCEPTS_FILE.read_text(encoding="utf-8").split("\n\n")
    copy.write_text("\n\n".join([blocks[0], "# A comment.", *reversed(blocks[1:])]))
    extractor_version.cache_clear()
    fresh.setattr(version, "load_entries", lambda: concepts.load_entries(copy))
    assert extractor_version() == before


def test_version_changes_with_vocabulary_weights_and_settings(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(judge.WEIGHTS, tmp_path / "weights")
    with (tmp_path / "weights" / "relations.json").open("a") as file:
        file.write("\n")
    less = concepts.load_entries()[1:]
    versions = {extractor_version()}
    for owner, name, value in (
        (judge, "WEIGHTS", tmp_path / "weights"),
        (judge, "NEW_THRESHOLD", 0.75),
        (version, "load_entries", lambda: less),
        (version, "REVISION", "other"),
    ):
        with fresh.context() as patch:
            patch.setattr(owner, name, value)
            extractor_version.cache_clear()
            versions.add(extractor_version())
    assert len(versions) == 5
