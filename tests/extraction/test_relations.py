"""Relations: one for each concept of a document, with its evidence."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from folders import TESTS

from kg.evaluation import read_gold
from kg.evaluation.examples import relation_examples
from kg.extraction import load_extractor
from kg.extraction.extractor import extractor_with
from kg.extraction.judge import WEIGHTS
from kg.extraction.judge import load_weights as load_judge
from kg.extraction.relation_model import (
    WEIGHTS_FILE,
    learn_relations,
    load_weights,
    share,
    write_weights,
)
from kg.extraction.relations import signs_by_concept
from kg.model import RELATIONS, Mention, Paper, Relation

GOLD = TESTS / "extraction" / "data" / "seeds.jsonl"


def mentions(abstract: str, title: str | None = None) -> tuple[Mention, ...]:
    return load_extractor().mentions(Paper(title=title, abstract=abstract))


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("NightOwl: Planning in the Dark", "We study planning. NightOwl plans at night."),
        (None, "Agents forget. Our agent, NightOwl, outperforms PPO on Atari."),
        (None, "NightOwl outperforms DQN on Atari. We train NightOwl with few samples."),
        (None, "We propose the nocturnal owl network (NON). NON is fast."),
    ],
)
def test_new_names_are_introduced(title: str | None, abstract: str) -> None:
    found = {m.relation for m in mentions(abstract, title) if not m.concept.curated}
    assert "introduces" in found


def test_every_relation_but_mentions_has_a_cue_that_stands_in_the_text() -> None:
    for document in read_gold(GOLD):
        text = f"{document.paper.title} {document.paper.abstract}"
        for mention in load_extractor().mentions(document.paper):
            assert (mention.relation == "mentions") == (mention.cue is None)
            words = re.findall(r"\w+", mention.cue or "")
            assert all(word.casefold() in text.casefold() for word in words), mention


def test_a_method_that_is_introduced_has_no_other_relation() -> None:
    found = mentions("We introduce NightOwl. We compare with NightOwl without memory.")
    assert {m.relation for m in found if m.text == "NightOwl"} <= {"introduces", "mentions"}
    assert found[0].relation == "introduces"


def test_share_gives_each_relation_its_probability() -> None:
    weights = {"a": [1.0, 0, 0, 0, 0], "b": [0.5, 2.0, 0, 0, 0]}
    shares = share({"a", "b", "unknown"}, weights)
    assert sum(shares) == pytest.approx(1)
    assert shares[1] / shares[0] == pytest.approx(math.exp(2.0 - 1.5))
    assert share({"unknown"}, weights) == pytest.approx([1 / len(RELATIONS)] * len(RELATIONS))


def test_learn_relations_finds_what_tells_them_apart_and_repeats_itself() -> None:
    examples: list[tuple[frozenset[str], list[Relation]]] = [
        (frozenset({"any", "we"}), ["introduces"]),
        (frozenset({"any"}), ["uses"]),
    ] * 8
    weights = learn_relations(examples)
    assert weights == learn_relations(examples)
    best = share({"any", "we"}, weights)
    assert best.index(max(best)) == RELATIONS.index("introduces")
    other = share({"any"}, weights)
    assert other.index(max(other)) == RELATIONS.index("uses")


def test_relation_examples_pair_signs_with_the_roles_of_gold() -> None:
    examples = list(relation_examples(read_gold(GOLD), load_extractor()))
    assert len(examples) > 60
    assert {role for _, roles in examples for role in roles} <= set(RELATIONS)
    assert any("title:head" in signs and "introduces" in roles for signs, roles in examples)


def test_write_weights_writes_the_packaged_file_again(tmp_path: Path) -> None:
    write_weights(load_weights(), tmp_path / "weights.json")
    assert (tmp_path / "weights.json").read_bytes() == WEIGHTS_FILE.read_bytes()


def test_an_extractor_takes_other_weights_of_relations() -> None:
    paper = Paper(abstract="We build on PPO and test it on Atari.")
    known = {"any": [0.0, 0.0, 0.0, 0.0, 0.0]}
    told = {"any": [0.0, 0.0, 0.0, 0.0, 9.0]}
    assert RELATIONS[4] == "mentions"
    for weights, relation in ((known, "uses"), (told, "mentions")):
        extractor = extractor_with(load_judge(WEIGHTS), weights)
        assert next(each.relation for each in extractor.mentions(paper)) == relation


def test_signs_tell_of_known_names_that_stand_only_before_the_authors_speak_of_themselves() -> None:
    text = (
        "PPO is old. DQN and SAC are older. The NightOwl algorithm sleeps. We try SAC and test GAIL."
        " In this paper PPO is no use."
    )
    doc = load_extractor().doc(Paper(abstract=text))
    background = {names[0].text for names, signs in signs_by_concept(doc) if "background" in signs}
    assert {each.text for each in doc.ents} >= {"PPO", "DQN", "SAC", "GAIL"}
    assert background == {"DQN"}
