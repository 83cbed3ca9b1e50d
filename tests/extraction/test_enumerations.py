"""What stands in a list with a benchmark is one; what merely stands beside it is not."""

from __future__ import annotations

import pytest

from kg.extraction import extract
from kg.model import Paper


def found(text: str) -> set[tuple[str, str]]:
    (paper,) = extract([Paper(abstract=text)])
    return {(each.text, each.concept.type) for each in paper.mentions}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We evaluate the agent on Atari, Zorbal and Mini Vlargo.", {"Zorbal", "Mini Vlargo"}),
        ("The policy is trained in Zorbal and Minecraft, and then moves.", {"Zorbal"}),
        ("It learns in two domains (Quib, Minecraft, Zorbal, and D4RL tasks).", {"Quib", "Zorbal"}),
        ("Results on the Zorbal and TIMIT speech data sets are better.", {"Zorbal"}),
        ("We train agents on Atari (Bellemare, 2013) games, Zorbal, and others.", {"Zorbal"}),
    ],
)  # fmt: skip
def test_parts_of_a_list_of_benchmarks_are_found(text: str, names: set[str]) -> None:
    assert {(name, "benchmark") for name in names} <= found(text)


@pytest.mark.parametrize(
    "text",
    [
        "On Atari, Zorbal learns faster than all others.",
        "We train Zorbal agents on Atari and Zorbal agents elsewhere.",
        "Zorbal, Atari and chess are hard.",
        "We study Atari and Germany.",
        "We study Atari and SLAM.",
        "We reach 93 on Atari and 66 elsewhere.",
    ],
)
def test_what_ends_no_list_or_is_known_otherwise_is_none(text: str) -> None:
    names = {name for name, kind in found(text) if kind == "benchmark"}
    assert names.isdisjoint({"Zorbal", "Germany", "SLAM", "66"})


def test_it_is_less_sure_than_what_it_stands_beside() -> None:
    (paper,) = extract([Paper(abstract="We evaluate the agent on Atari, Zorbal and Mini Vlargo.")])
    sure = {each.text: each.confidence or 0.0 for each in paper.mentions}
    assert sure["Mini Vlargo"] <= sure["Zorbal"] < sure["Atari"]
