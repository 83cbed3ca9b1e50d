"""Find the likeliest ways to label a sequence: the best ones of a chain, each with its score.

The scores of a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) know
neighbours only. A state is the first token of a field or a later one, so that what stands between
two tokens can tell whether a field begins. Sequences of a batch are decoded together.

States are numbered: `K` labels as first tokens, then the same as later ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
States = NDArray[np.intp]
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of steps: `begin[state, label]` that a field begins behind a state.

    `stay[state]` that a field goes on behind it.
    """

    begin: Floats
    stay: Floats

    @classmethod
    def of(cls, transitions: Floats) -> Chain:
        """Make a chain of the scores of pairs of states."""
        count = len(transitions) // 2
        same = transitions[:count, count:].diagonal(), transitions[count:, count:].diagonal()
        return cls(transitions[:, :count], np.concatenate(same))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to label a sequence: its score, and the state of each token."""

    score: float
    states: States


def best_ways(chain: Chain, scores: Floats, lengths: Sequence[int], most: int) -> list[list[Way]]:
    """Return the ways to label each sequence that score best, `most` of them, the best first.

    `scores` holds the score of each state at each token: sequence, token, state; shorter
    sequences than the longest are filled up with anything behind their end.
    """
    ahead = _ahead(chain, scores, lengths)
    _, longest, states = scores.shape
    count = states // 2
    kept = min(most, count)
    start = scores[:, 0, :count] + ahead[:, 0, :count]
    state = np.argsort(-start, axis=1, kind="stable")[:, :kept]
    total = np.take_along_axis(scores[:, 0], state, 1)
    parents, reached, totals = [np.zeros_like(state)], [state], [total]
    for place in range(1, longest):
        follows = scores[:, place], ahead[:, place]
        parent, state, total = _extended(chain, follows, state, total, most)
        parents.append(parent)
        reached.append(state)
        totals.append(total)
    return [
        _traced(parents, reached, totals[length - 1][each], each, length)
        for each, length in enumerate(lengths)
    ]


def _ahead(chain: Chain, scores: Floats, lengths: Sequence[int]) -> Floats:
    """Return the best score of what can follow each state at each token, to the end of its sequence."""
    _, longest, states = scores.shape
    count = states // 2
    ahead = np.zeros_like(scores)
    ends = np.array(lengths)[:, None] - 1
    for place in range(longest - 2, -1, -1):
        follows = scores[:, place + 1] + ahead[:, place + 1]
        begins = (chain.begin + follows[:, None, :count]).max(axis=2)
        goes_on = chain.stay + np.tile(follows[:, count:], 2)
        ahead[:, place] = np.where(ends > place, np.maximum(begins, goes_on), 0)
    return ahead


def _extended(
    chain: Chain, follows: tuple[Floats, Floats], state: States, total: Floats, most: int
) -> tuple[States, States, Floats]:
    """Take one step on all ways, and keep those that can still become the best.

    Since what each state scores next, and then at best, is known, none of the best is lost.
    """
    scores, ahead = follows
    count = scores.shape[1] // 2
    best = scores + ahead
    later = state % count + count
    promise = np.empty((*state.shape, count + 1), dtype=np.float32)
    promise[..., :count] = total[..., None] + chain.begin[state] + best[:, None, :count]
    promise[..., count] = total + chain.stay[state] + np.take_along_axis(best, later, 1)
    flat = promise.reshape(len(state), -1)
    kept = np.argsort(-flat, axis=1, kind="stable")[:, :most]
    parent, label = np.divmod(kept, count + 1)
    goes_on = label == count
    reached = np.where(goes_on, np.take_along_axis(later, parent, 1), label)
    gained = np.take_along_axis(flat, kept, 1) - np.take_along_axis(ahead, reached, 1)
    return parent, reached, gained


def _traced(
    parents: Sequence[States], reached: Sequence[States], totals: Floats, each: int, length: int
) -> list[Way]:
    """Follow each way back from its last token."""
    ways = []
    for slot, total in enumerate(totals.tolist()):
        states = np.zeros(length, dtype=np.intp)
        at = slot
        for place in range(length - 1, -1, -1):
            states[place] = reached[place][each, at]
            at = parents[place][each, at]
        ways.append(Way(total, states))
    return sorted(ways, key=lambda way: -way.score)
