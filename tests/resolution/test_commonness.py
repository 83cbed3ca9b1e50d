"""How many people have a name: also of names that were never met, and of what two spellings share."""

from __future__ import annotations

import math

from kg.resolution import commonness
from kg.resolution.commonness import FIELD, NameTable, expected_namesakes
from kg.resolution.learning_names import learn_names
from kg.resolution.spellings import Spelling, relate

FAMILIES = {"so": ("kimo", "leeo", "parko"), "us": ("bauerus", "wolfus", "langus")}
"""Families of two origins, by how their given names end."""


def learned(people: int) -> NameTable:
    """Learn a table of names whose given names are seldom met twice."""
    names = [
        ((f"{stem(n)}{ending}",), families[n % 3])
        for ending, families in FAMILIES.items()
        for n in range(people)
    ]
    arrays = learn_names([*names, *((each, "leeo") for each, _ in names[:9])], seed=0)
    given, rare_given = commonness._shares(arrays, "given")
    family, rare_family = commonness._shares(arrays, "family")
    return NameTable(arrays["origins"], given, family, {}, rare_given, rare_family)


def stem(number: int) -> str:
    """Write a number in letters."""
    return "".join("bcdfghklmn"[int(digit)] for digit in f"{number:03}")


def test_learn_names_gives_a_name_never_met_the_share_of_one_met_once() -> None:
    people = 300
    table = learned(people)
    # A third of the people of one origin, half of all, have the family name.
    once = 1 / 6 / people
    assert once / 10 < table.share(["neverso"], "kimo") < once


def test_expected_namesakes_are_those_of_a_name_that_is_parted() -> None:
    joined = expected_namesakes(["minsoo"], "kim")
    assert expected_namesakes(["min", "soo"], "kim") >= joined > FIELD * 1e-9


def test_an_initial_that_one_spelling_adds_makes_nothing_surer() -> None:
    full = Spelling(("steve",), "martin")
    plain, adding = (relate(full, Spelling(given, "martin")) for given in (("s",), ("s", "g")))
    assert plain is not None
    assert adding is not None
    assert adding.odds <= plain.odds < -math.log(0.9)
