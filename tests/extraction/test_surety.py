"""How sure: the further a text is from what was learned from, the less is claimed, and doubts are not said."""

from __future__ import annotations

import numpy
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import load_extractor
from kg.extraction.batches import Batch
from kg.extraction.extractor import make_docs, make_pipeline
from kg.extraction.features import FINDERS
from kg.extraction.field import BUCKETS, nearness
from kg.extraction.joint import Possible
from kg.extraction.judge import LEAST_SURE, Judge, describe_candidates
from kg.extraction.surety import INPUTS, describe_surety
from kg.extraction.training.field import count_words, learn_nearness
from kg.model import Paper

OURS = ["we train a policy network", "the network learns a policy from rewards"] * 20
OTHERS = ["we machine a steel hinge", "the hinge bends under a load"] * 20
PAPERS = [
    Paper(title="A policy network", abstract="The network QOTL learns a policy with PPO."),
    Paper(title="A steel hinge", abstract="The hinge QOTL bends under a load of steel."),
]


def weights() -> numpy.typing.NDArray[numpy.int8]:
    around = count_words(map(str.split, OURS + OTHERS))
    return learn_nearness(map(str.split, OURS), around)


def test_nearness_tells_what_was_learned_from_and_believes_a_text_without_words() -> None:
    near, far = make_docs(make_pipeline(until="kg_vocabulary"), PAPERS)
    (empty,) = make_docs(make_pipeline(until="kg_vocabulary"), [Paper(title="§ 12")])
    assert nearness(far, weights()) < nearness(empty, weights()) < nearness(near, weights())


def test_where_no_text_is_around_no_word_tells() -> None:
    assert not learn_nearness(map(str.split, OURS), count_words([])).any()
    assert not learn_nearness([], count_words(map(str.split, OURS))).any()


@given(st.lists(st.lists(st.sampled_from(["lamp", "owls", "tree"]), max_size=4), max_size=8))
def test_words_that_are_as_frequent_around_tell_nothing(texts: list[list[str]]) -> None:
    told = learn_nearness(texts, count_words(texts + texts))
    assert told.shape == (BUCKETS,)
    assert numpy.abs(told).max() <= 1


def described(
    judge: Judge, papers: list[Paper]
) -> tuple[Batch, list[str], numpy.typing.NDArray[numpy.float32]]:
    batch = Batch([*make_docs(make_pipeline(until="kg_judge"), papers)])
    found = describe_candidates(batch, judge.proposer, judge.corpus)
    possible = Possible([*range(len(found.keys))], numpy.zeros((0, 0), numpy.float32), [])
    odds = numpy.linspace(-1, 1, len(found.keys), dtype=numpy.float32)
    return batch, found.keys, describe_surety(batch, found, possible, odds, weights())


def test_a_row_tells_odds_finder_nearness_and_acronyms_that_the_vocabulary_lacks() -> None:
    judge = load_extractor().nlp.get_pipe("kg_judge")
    assert isinstance(judge, Judge)
    _, keys, rows = described(judge, PAPERS)
    assert rows.shape == (len(keys), INPUTS)
    assert (rows[:, 1 : 2 + len(FINDERS)].sum(axis=1) == 1).all()
    told = dict(zip(zip(keys, rows[:, -4] > 0.15, strict=True), rows[:, -4:].tolist(), strict=True))
    assert told["ppo", True][1:] == [0, 0, 0]
    assert told["qotl", True][1:] == [told["qotl", True][0], 1, 1]
    assert told["qotl", False][0] == told["qotl", False][1]
    several = [row for (key, near), row in told.items() if key == "policynetwork" and near]
    assert all(row[2:] == [0, 0] for row in several)
    alone = [described(judge, [paper])[2] for paper in PAPERS]
    assert numpy.array_equal(rows[:, -4:], numpy.concatenate(alone)[:, -4:])


@given(
    st.sampled_from(["Lantern", "QOTL", "Bright Search", "DQN"]),
    st.sampled_from(OURS[:2] + OTHERS[:2]),
)
def test_what_is_hardly_likelier_right_than_wrong_is_not_said(name: str, text: str) -> None:
    (paper,) = load_extractor().extract([Paper(abstract=f"{text}. We use {name} for it.")])
    of_names = [each for each in paper.mentions if each.concept.type != "task"]
    assert all((each.confidence or 0) >= LEAST_SURE for each in of_names)


def test_the_same_odds_are_worth_less_in_a_text_of_robots_than_of_learning() -> None:
    """The judge claims less where an unknown acronym stands in a text that is not like the gold."""
    around = {
        "learning": "Deep networks are trained by gradient descent on a loss. We prove bounds for the policy "
        "and its rewards, and the algorithm generalises across tasks.",
        "robots": "The mechanical design of the soft finger and its pneumatic valve is described. The hinge is "
        "machined from steel, and the tendon carries the load of the wrist.",
    }
    judge = load_extractor().nlp.get_pipe("kg_judge")
    assert isinstance(judge, Judge)
    papers = [Paper(abstract=f"{text} We use QOTL here.") for text in around.values()]
    sure = []
    for doc in make_docs(make_pipeline(until="kg_judge"), papers):
        batch = Batch([doc])
        found = describe_candidates(batch, judge.proposer, judge.corpus)
        possible = Possible([found.keys.index("qotl")], numpy.zeros((0, 0), numpy.float32), [])
        shares = numpy.array([[0.2, 0.8, 0.0]], numpy.float32)
        sure += judge.confidences(batch, found, possible, shares)
    learning, robots = sure
    assert learning > robots + 0.1
