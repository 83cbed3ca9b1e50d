"""What pairs of lines have in common is that of each pair alone, and only what is shared is compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolution import pairing
from kg.resolution.pairing import features
from kg.resolution.texts import Weights, pack, shared
from kg.resolution.traits import Traits

NAMES = st.sets(st.sampled_from("abcdefgh"), max_size=5).map(
    lambda names: {name: ord(name) for name in sorted(names)}
)
TEXTS = st.dictionaries(st.integers(0, 12), st.integers(1, 200), max_size=6).map(pack)
ROWS = st.lists(
    st.builds(
        Traits, paper=st.text("pq", max_size=2), orcid=st.none(), team=st.integers(1, 30),
        coauthors=NAMES, circle=NAMES, title=TEXTS, abstract=TEXTS, affiliation=TEXTS,
        venue=st.none(), year=st.none(), lists=st.just(frozenset()),
    ),
    min_size=2, max_size=6,
)  # fmt: skip


def cosine(*texts: Weights) -> float:
    one, other = (
        dict(divmod(n, 256) for n in np.frombuffer(each, "<u4").tolist()) for each in texts
    )
    product = sum(weight * other.get(word, 0) for word, weight in one.items())
    norms = [sum(n * n for n in each.values()) or 1 for each in (one, other)]
    return math.sqrt(product / math.sqrt(norms[0] * norms[1]))


def common(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    return sum(weight for name, weight in one.items() if name in other)


@given(ROWS)
def test_each_pair_has_what_it_has_alone(rows: list[Traits]) -> None:
    found = dict(features(rows))
    for n, one in enumerate(rows):
        for m, other in enumerate(rows):
            unit = 100 * max(1.0, one.team / 10, other.team / 10)
            direct = common(one.coauthors, other.coauthors) / unit
            circle = max(common(one.coauthors, other.circle), common(other.coauthors, one.circle))
            assert found["title"][n, m] == pytest.approx(cosine(one.title, other.title))
            assert found["affiliation"][n, m] == pytest.approx(
                cosine(one.affiliation, other.affiliation)
            )
            assert found["co-authors"][n, m] == pytest.approx(min(direct, 3))
            expected = 0.0 if direct else min(circle / unit, 3)
            assert found["circles"][n, m] == pytest.approx(expected)


def test_what_one_line_alone_has_is_in_no_product(monkeypatch: pytest.MonkeyPatch) -> None:
    widths: list[int] = []
    write = pairing._matrix

    def written(rows: Sequence[Mapping[str, int]], columns: Mapping[str, int]) -> pairing.Matrix:
        widths.append(len(columns))
        return write(rows, columns)

    monkeypatch.setattr(pairing, "_matrix", written)
    names = [{"shared": 1, f"own {n}": 1, f"other {n}": 1} for n in range(30)]
    rows = [
        Traits(f"p{n}", None, 1, each, {}, b"", b"", b"", None, None, frozenset())
        for n, each in enumerate(names)
    ]
    list(features(rows))
    assert max(widths) == 1
    matrix, _ = shared([pack({1: 1, 100 + n: 1, 200 + n: 1}) for n in range(30)])
    assert matrix.shape == (30, 1)
