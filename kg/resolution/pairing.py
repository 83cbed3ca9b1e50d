"""Weigh what author lines have in common: the log-odds that each two are one person.

What is not known says nothing. Weights are learned by `learning_people` from pairs of lines of
whom it is known whether they are one person.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.resolution.commonness import Given, expected_namesakes
from kg.resolution.company import RARE
from kg.resolution.linkage import APART
from kg.resolution.texts import Weights, likeness
from kg.resolution.traits import Traits

WEIGHTS_FILE = Path(__file__).parent / "weights" / "people.json"
UNIT = 256
"""Parts of a natural unit of log-odds; what pairs say is a whole number of them."""
_TEAM = 10
"""Authors of a paper up to which they know each other; in a larger team a shared one says less."""
BATCH = 20
"""Lines that are weighed at once: an array costs to make, and its products grow with the cube."""
_USUAL = {"abstract": 0.3, "affiliation": 0.5}
"""Likeness of texts below which they speak against one person."""
_SLOPE, _SHIFT = 1.4, 0.0
"""What expected namesakes say: measured on people of one name, made and found (benchmarks)."""
_OWN_LIST = 6.0
"""What it says that both papers stand in the list of one person: of lists nothing is learned."""

Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]
_Key = TypeVar("_Key", bound=Hashable)


def prior_odds(given: Given, family: str, known: int = 0) -> float:
    """Return the log-odds that two lines of this name are one person, before more is known.

    `known` are the people of this name who are known to be several.

    >>> prior_odds(("heng",), "ji") > 0 > prior_odds(("wei",), "wang")
    True
    """
    several = known if known > 1 else 0
    # Of those whom initials fit, most are known by their full names.
    slope = _SLOPE if any(len(word) > 1 for word in given) else 1.0
    return _SHIFT - slope * math.log(expected_namesakes(given, family) + several)


def odds(rows: Sequence[Traits], prior: float, weights: Mapping[str, float] | None = None) -> Whole:
    """Return the log-odds of each pair of lines, shape `(n, n)`, in parts of `UNIT`.

    `prior` are the log-odds of a pair of whom nothing but the name is known; a pair that cannot
    be one person, on one paper or of two ORCID iDs, has `APART`.
    """
    return add_up(rows, weigh(rows, weights), prior)


def odds_of_each(groups: Iterable[tuple[Sequence[Traits], float]]) -> Iterator[Whole]:
    """Yield what `odds` returns for each group of lines, with its prior; small ones are weighed at once."""
    batch: list[tuple[Sequence[Traits], float]] = []
    for rows, prior in groups:
        if batch and sum(len(each) for each, _ in (*batch, (rows, prior))) > BATCH:
            yield from _odds_of_batch(batch)
            batch = []
        batch.append((rows, prior))
    yield from _odds_of_batch(batch)


def _odds_of_batch(batch: Sequence[tuple[Sequence[Traits], float]]) -> Iterator[Whole]:
    rows = [row for group, _ in batch for row in group]
    priors = np.repeat([prior for _, prior in batch], [len(group) for group, _ in batch])
    says = add_up(rows, weigh(rows), priors[:, None])
    end = 0
    for group, _ in batch:
        start, end = end, end + len(group)
        yield says[start:end, start:end]


def add_up(
    rows: Sequence[Traits], parts: Iterable[tuple[str, Matrix]], prior: float | Matrix
) -> Whole:
    """Add up what `weigh` yields, as `odds` returns it."""
    total = np.zeros((len(rows), len(rows))) + prior
    for _, matrix in parts:
        total += matrix
    says = (total * UNIT).round().astype(np.int64)
    says[are_apart(rows)] = APART
    return says


def weigh(
    rows: Sequence[Traits], weights: Mapping[str, float] | None = None
) -> Iterator[tuple[str, Matrix]]:
    """Yield the log-odds that each feature adds to each pair, by its name, shape `(n, n)`."""
    weights = load_weights() if weights is None else weights
    for name, matrix in features(rows):
        yield name, weights[name] * matrix
    lists = [dict.fromkeys(row.lists, 1) for row in rows]
    yield "own list", _OWN_LIST * (_shared(lists) > 0).astype(np.float64)


def features(rows: Sequence[Traits]) -> Iterator[tuple[str, Matrix]]:
    """Yield what pairs of lines have in common, each feature by its name with shape `(n, n)`."""
    yield from _company(rows)
    yield "title", likeness([row.title for row in rows])
    abstracts, affiliations = [row.abstract for row in rows], [row.affiliation for row in rows]
    yield "other abstract", _unlike(abstracts, likeness(abstracts), "abstract")
    alike = likeness(affiliations)
    yield "affiliation", alike
    yield "other affiliation", _unlike(affiliations, alike, "affiliation")
    yield "venue", _equal([row.venue for row in rows])
    years = np.array([np.nan if row.year is None else row.year for row in rows])
    gap = np.abs(np.subtract.outer(years, years))
    yield "years", np.nan_to_num(np.minimum(gap, 10) / 10)
    yield "many years", np.nan_to_num(np.clip(gap - 10, 0, 30) / 10)


def _company(rows: Sequence[Traits]) -> Iterator[tuple[str, Matrix]]:
    """Yield the features of co-authors: shared ones, and those who write with each other."""
    coauthors = [row.coauthors for row in rows]
    crowd = np.array([max(_TEAM, row.team) / _TEAM for row in rows])
    unit = RARE * np.maximum.outer(crowd, crowd)
    direct = _shared(coauthors) / unit
    few = np.array([float(min(len(each), _TEAM)) for each in coauthors])
    none = (direct == 0) * np.log1p(np.minimum.outer(few, few))
    circle = _between(coauthors, [row.circle for row in rows]) / unit * (direct == 0)
    yield "co-author", np.minimum(direct * 4, 1)
    yield "second co-author", np.clip(direct * 2 - 0.5, 0, 1)
    yield "co-authors", np.minimum(direct, 3)
    yield "no co-author", none
    yield "strangers", (none > 0).astype(np.float64)
    yield "circle", np.minimum(circle * 4, 1)
    yield "circles", np.minimum(circle, 3)


def are_apart(rows: Sequence[Traits]) -> NDArray[np.bool_]:
    """Tell which pairs cannot be one person: on one paper, or of two ORCID iDs."""
    known = np.array([row.orcid is not None for row in rows])
    others = np.logical_and.outer(known, known) & (_equal([row.orcid for row in rows]) == 0)
    return np.asarray(others | (_equal([row.paper for row in rows]) > 0))


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """Load the packaged weights."""
    found: Mapping[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found


def _equal(values: Sequence[Hashable]) -> Matrix:
    numbers = {value: n for n, value in enumerate(dict.fromkeys(values))}
    codes = np.array([numbers[value] if value else -1 for value in values])
    alike: NDArray[np.bool_] = np.equal.outer(codes, codes) & (codes >= 0)
    return alike.astype(np.float64)


def _unlike(rows: Sequence[Weights], alike: Matrix, sort: str) -> Matrix:
    both = np.array([float(bool(row)) for row in rows])
    return np.outer(both, both) * np.maximum(0, 1 - alike / _USUAL[sort])


def _shared(rows: Sequence[Mapping[str, int]]) -> Matrix:
    matrix = _matrix(rows, _shared_keys(rows))
    found: Matrix = matrix @ (matrix > 0).T
    np.fill_diagonal(found, [sum(row.values()) for row in rows])
    return found


def _between(one: Sequence[Mapping[str, int]], other: Sequence[Mapping[str, int]]) -> Matrix:
    theirs = set(itertools.chain.from_iterable(other))
    columns = _numbered(key for row in one for key in row if key in theirs)
    found = _matrix(one, columns) @ (_matrix(other, columns) > 0).T
    return np.maximum(found, found.T)


def _shared_keys(rows: Iterable[Iterable[_Key]]) -> Mapping[_Key, int]:
    """Number what several rows have: the rest, which is most, says nothing of two."""
    counts = Counter(itertools.chain.from_iterable(rows))
    return _numbered(key for key, count in counts.items() if count > 1)


def _numbered(keys: Iterable[_Key]) -> Mapping[_Key, int]:
    return {key: n for n, key in enumerate(dict.fromkeys(keys))}


def _matrix(rows: Sequence[Mapping[_Key, int]], columns: Mapping[_Key, int]) -> Matrix:
    """Write rows as a matrix of these columns; whole numbers, so that sums are exact."""
    matrix = np.zeros((len(rows), len(columns)))
    for n, row in enumerate(rows):
        found = list(row.keys() & columns.keys())
        matrix[n, list(map(columns.__getitem__, found))] = list(map(row.__getitem__, found))
    return matrix
