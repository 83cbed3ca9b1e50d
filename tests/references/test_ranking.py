"""Ranking the ways to read a reference: what a whole looks like, and how likely each is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.references.ranking import SCORE, Candidates, pieces_of, shares, sureness
from kg.references.reference import Marked
from kg.references.tokens import tokenise
from kg.references.training.ranks import Case, case_of, learn_ranks, learn_worth
from kg.references.traits import Traits, View

TEXT = "Rossi, A., Lim, C. “Owls, at night,” Birds, 2001."
LABELS = ["author"] * 4 + ["title"] * 3 + ["journal", "date"]
CUT = ["author"] * 4 + ["title", "journal", "journal", "journal", "date"]


def traits(labels: list[str]) -> Traits:
    return View(Marked(TEXT), tokenise(TEXT), {}).of(pieces_of(labels))


@given(st.lists(st.sampled_from(["author", "title", "date"])))
def test_pieces_cover_the_labels_and_no_two_of_one_label_meet(labels: list[str]) -> None:
    pieces = pieces_of(labels)
    assert [label for label, start, end in pieces for _ in range(end - start)] == labels
    assert all(one[0] != other[0] for one, other in pairwise(pieces))


def test_a_whole_tells_of_quotes_that_are_left_open_and_of_fields_met_twice() -> None:
    whole, cut = traits(LABELS), traits(CUT)
    assert whole.keys() - cut.keys()
    assert "titleb0001" in whole
    assert "titleb0100" in cut
    again = traits(["title"] * 2 + ["author"] * 2 + LABELS[4:])
    assert "2title" in again
    assert "2title" not in whole


def test_a_whole_tells_of_a_title_that_goes_on_behind_its_quotes() -> None:
    on = ["author"] * 4 + ["title"] * 4 + ["date"]
    assert "titleb!" in traits(on)
    assert "titleb!" not in traits(LABELS)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=6))
def test_shares_sum_to_one_and_the_greatest_worth_has_the_greatest(totals: list[float]) -> None:
    found = shares(totals)
    assert abs(sum(found) - 1) < 1e-9
    assert totals[found.index(max(found))] >= max(totals) - 1e-9


def test_what_a_way_is_worth_is_the_sum_of_its_traits() -> None:
    view = View(Marked(TEXT), tokenise(TEXT), {})
    worth = {"titleb0001": 0.5, "author>title": 0.25, SCORE: 2.0}
    ways = [pieces_of(LABELS), pieces_of(CUT)]
    some = Candidates(ways, [-1.0, 0.0], view)
    totals = [
        sum(worth.get(name, 0) * much for name, much in each.items()) for each in some.traits()
    ]
    assert some.shares(worth) == shares(totals)
    assert some.shares(worth) == some.shares(worth)


def test_a_field_is_as_sure_as_the_ways_that_have_it() -> None:
    ways = [pieces_of(each) for each in (["author", "title"], ["title", "title"])]
    assert sureness(ways[0], ways, [0.75, 0.25]) == [0.75, 0.75]
    both = [pieces_of(each) for each in (["author", "title"], ["author", "note"])]
    assert sureness(both[0], both, [0.5, 0.5]) == [1.0, 0.5]


def test_the_way_with_the_fewest_faults_is_right_and_a_title_counts_more_than_a_note() -> None:
    truth = pieces_of(["author", "title", "pages"])
    ways = [pieces_of(each) for each in (["author", "note", "pages"], ["author", "title", "note"])]
    view = View(Marked("a b c"), tokenise("a b c"), {})
    assert list(case_of(Candidates(ways, [0.0, 0.0], view), truth).is_right) == [False, True]


def test_what_tells_right_ways_is_learned_and_outweighs_the_score() -> None:
    cases = [Case([{SCORE: 0.0, "bad": 1.0}, {SCORE: -1.0, "good": 1.0}], [False, True])] * 9
    worth = learn_ranks(cases)
    assert worth["good"] > 0 > worth["bad"]
    first, second = shares(
        [sum(worth[name] * much for name, much in traits.items()) for traits in cases[0].traits]
    )
    assert second > first
    assert learn_ranks(cases) == worth
    assert learn_ranks([]) == {SCORE: 1.0}


def test_what_all_ways_have_alike_is_not_ranked_by() -> None:
    view = View(Marked("a b c"), tokenise("a b c"), {})
    ways = [pieces_of(each) for each in (["author", "title", "title"], ["author", "title", "note"])]
    case = case_of(Candidates(ways, [0.0, -1.0], view), ways[0])
    first, second = (set(each.items()) for each in case.traits)
    assert first and second and not first & second
    assert "^>author" not in case.traits[0]


def test_shares_are_believed_less_where_others_were_read_wrongly() -> None:
    def cases(right: int, wrong: int) -> list[Case]:
        ways = [{SCORE: 0.0, "good": 1.0}, {SCORE: -2.0}]
        return [Case(ways, [True, False])] * right + [Case(ways, [False, True])] * wrong

    def sure(worth: dict[str, float]) -> float:
        return shares([worth["good"], -2.0 * worth[SCORE]])[0]

    believed = sure(learn_worth([cases(6, 4), cases(100, 0)]))
    assert 0.5 < believed < 0.7 < sure(learn_ranks([*cases(6, 4), *cases(100, 0)]))
