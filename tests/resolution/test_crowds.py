"""A name that very many lines have is linked in portions, without losing who belongs together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.resolution import crowds, pairing
from kg.resolution.company import RARE
from kg.resolution.traits import Traits


def row(n: int, person: int) -> Traits:
    """Describe a line of one of several people, each with co-authors of their own."""
    coauthors = {f"friend {person} {each}": RARE for each in range(3)}
    return Traits(f"p{n}", None, 4, coauthors, {}, b"", b"", b"", None, None, frozenset())


def lines(count: int, people: int) -> list[Traits]:
    return [row(n, n % people) for n in range(count)]


def linked(
    rows: Sequence[Traits],
    together: Sequence[Sequence[int]] | None = None,
    apart: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    alone = [[n] for n in range(len(rows))]
    [found] = crowds.link_names([crowds.OneName(rows, -3.0, together or alone, apart)])
    return found


def compared(monkeypatch: pytest.MonkeyPatch, count: int) -> tuple[int, int]:
    """Return how many pairs are compared in all, and at once at most."""
    sizes: list[int] = []
    weigh = pairing.odds

    def counting(rows: list[Traits], prior: float) -> object:
        sizes.append(len(rows) ** 2)
        return weigh(rows, prior)

    with monkeypatch.context() as patch:
        patch.setattr(crowds, "odds", counting)
        linked(lines(count, count // 10))
    return sum(sizes), max(sizes)


def test_pairs_compared_grow_with_the_lines_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowds, "MOST", 60)
    few, most = compared(monkeypatch, 400)
    many, most_of_many = compared(monkeypatch, 1600)
    assert many <= 6 * few
    assert max(most, most_of_many) <= 60**2


def test_a_crowd_is_linked_as_if_all_were_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = lines(300, 7)
    whole = linked(rows)
    monkeypatch.setattr(crowds, "MOST", 40)
    assert linked(rows) == whole
    assert len(whole) == 7


def test_what_was_decided_to_be_two_people_is_not_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    for most in (400, 40):
        monkeypatch.setattr(crowds, "MOST", most)
        found = linked(lines(100, 1), apart=[(0, 1)])
        assert not any({0, 1} <= set(group) for group in found)


def test_what_was_one_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "MOST", 40)
    together = [list(range(0, 300, 2)), *([n] for n in range(1, 300, 2))]
    found = linked(lines(300, 300), together)
    assert sorted(n for group in found for n in group) == list(range(300))
    assert any(set(together[0]) <= set(group) for group in found)
