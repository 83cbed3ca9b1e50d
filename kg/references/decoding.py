"""Find the likeliest fields of a sequence: a chain whose fields come once, and how sure each field is.

The scores of a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) know
neighbours only. A state is the first token of a field or a later one, so that what stands between
two tokens can tell whether a field begins. Besides, the set of fields met so far is known, so that a
second title costs something, and a reference without one too. Sequences of a batch are decoded together.

States are numbered: `K` labels as first tokens, then the same as later ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = NDArray[np.intp]
_NEVER = np.float32(-1e9)
ONCE = ("author", "title", "venue")
"""What a reference mostly has one of; `journal` and `book` are both a venue."""


def group_of(label: str) -> int | None:
    """Return the place in `ONCE` of what a label is part of."""
    name = "venue" if label in ("journal", "book") else label
    return ONCE.index(name) if name in ONCE else None


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of steps.

    `begin[state, label]` that a field begins behind a state, `stay[0 or 1, label]` that one goes
    on behind its first or a later token, `again[met, label]` that one begins where fields are met,
    `end[met]`; `met[met, label]` is what is met then.
    """

    begin: Floats
    stay: Floats
    again: Floats
    end: Floats
    met: Labels

    @classmethod
    def of(
        cls,
        labels: Sequence[str],
        transitions: Floats,
        again: Sequence[float],
        never: Sequence[float],
    ) -> Chain:
        """Make a chain of the scores of pairs of states, and what a second and a missing field cost."""
        sets, count = 2 ** len(ONCE), len(labels)
        met = np.arange(sets)[:, None].repeat(count, axis=1)
        cost = np.zeros((sets, count), dtype=np.float32)
        for label, group in enumerate(map(group_of, labels)):
            if group is not None:
                cost[:, label] = np.where(met[:, label] >> group & 1, again[group], 0)
                met[:, label] |= 1 << group
        end = [
            sum(cost for place, cost in enumerate(never) if not now >> place & 1)
            for now in range(sets)
        ]
        stay = np.stack(
            [transitions[:count, count:].diagonal(), transitions[count:, count:].diagonal()]
        )
        return cls(transitions[:, :count], stay, cost, np.array(end, dtype=np.float32), met)

    def sources(self) -> tuple[Labels, Floats]:
        """Return from which two sets of met fields each label begins, and `_NEVER` for none."""
        sets, count = self.met.shape
        sources = np.zeros((2, sets, count), dtype=np.intp)
        bars = np.full((2, sets, count), _NEVER, dtype=np.float32)
        for label in range(count):
            for now in range(sets):
                target = self.met[now, label]
                slot = 0 if bars[0, target, label] == _NEVER else 1
                sources[slot, target, label], bars[slot, target, label] = now, 0
        return sources, bars


def decode(
    chain: Chain, scores: Floats, lengths: Sequence[int]
) -> tuple[list[Labels], list[list[float]]]:
    """Return the label of each token of each sequence, and how likely the field is that it is in.

    `scores` holds the score of each state at each token: sequence, token, state; shorter
    sequences than the longest are filled up with zeros behind their end. A field is right
    where label, first and last token are; how likely it is does not know of met fields.
    """
    last, back = _forward(chain, scores, lengths)
    sums = _Sums.of(chain, scores, lengths)
    count = chain.stay.shape[1]
    found, sure = [], []
    for each, length in enumerate(lengths):
        states = _trace(last[each], back[:, each], length)
        found.append(states % count)
        sure.append(
            [
                p
                for start, end in _fields(states, count)
                for p in [sums.share(each, states[start], start, end)] * (end - start)
            ]
        )
    return found, sure


def _fields(states: Labels, count: int) -> Iterator[tuple[int, int]]:
    """Yield the first token of each field and the one behind its last."""
    starts = [*np.flatnonzero(states < count).tolist(), len(states)]
    yield from pairwise(starts)


def _forward(chain: Chain, scores: Floats, lengths: Sequence[int]) -> tuple[Floats, Labels]:
    """Return the best score of each state at the end of each sequence, and from where each was reached."""
    sources, bars = chain.sources()
    sets, count = chain.met.shape
    batch, longest, _ = scores.shape
    now = np.full((batch, sets, 2 * count), _NEVER, dtype=np.float32)
    for label in range(count):
        now[:, chain.met[0, label], label] = scores[:, 0, label]
    back = np.zeros((longest, batch, sets, 2 * count), dtype=np.int16)
    ends = np.array(lengths)[:, None, None] - 1
    last = now
    columns, rows = np.arange(count), np.arange(batch)[:, None, None]
    first = np.arange(sets)[:, None] * 2 * count + columns
    for place in range(1, longest):
        moves = now[..., None] + chain.begin
        origin = moves.argmax(axis=2)
        reached = np.take_along_axis(moves, origin[:, :, None], 2)[:, :, 0] + chain.again
        both = reached[:, sources[0], columns] + bars[0], reached[:, sources[1], columns] + bars[1]
        chosen = np.where(both[0] >= both[1], sources[0], sources[1])
        goes_on = now[..., :count] + chain.stay[0], now[..., count:] + chain.stay[1]
        back[place, ..., :count] = chosen * 2 * count + origin[rows, chosen, columns]
        back[place, ..., count:] = first + count * (goes_on[1] > goes_on[0])
        now = np.concatenate([np.maximum(*both), np.maximum(*goes_on)], axis=2)
        now += scores[:, place, None, :]
        last = np.where(ends >= place, now, last)
    return last + chain.end[None, :, None], back


def _trace(last: Floats, back: Labels, length: int) -> Labels:
    count = last.shape[1]
    state = int(last.argmax())
    states = np.zeros(length, dtype=np.intp)
    for place in range(length - 1, -1, -1):
        states[place] = state % count
        state = int(back[place, state // count, state % count])
    return states


@dataclass(frozen=True, slots=True)
class _Sums:
    """What all ways through a chain weigh, by token: before it, behind it, and a share of both.

    `before[token, sequence, state]` sums to 1; `stays` and `leaves` are the shares of what
    follows a state in its field, and behind it.
    """

    before: NDArray[np.float64]
    stays: NDArray[np.float64]
    leaves: NDArray[np.float64]

    @classmethod
    def of(cls, chain: Chain, scores: Floats, lengths: Sequence[int]) -> _Sums:
        """Sum forwards and backwards; each token is scaled, so that nothing vanishes."""
        batch, longest, states = scores.shape
        count = states // 2
        begin, stay = np.exp(chain.begin.astype(float)), np.exp(chain.stay.astype(float))
        weights = np.exp((scores - scores.max(axis=2, keepdims=True)).astype(float)).swapaxes(0, 1)
        before, scale = np.zeros((longest, batch, states)), np.ones((longest, batch, 1))
        before[0, :, :count] = weights[0, :, :count]
        for place in range(longest):
            if place:
                past = before[place - 1]
                goes_on = past[:, :count] * stay[0] + past[:, count:] * stay[1]
                before[place] = (
                    np.concatenate([_product(past, begin.T), goes_on], axis=1) * weights[place]
                )
            scale[place] = before[place].sum(axis=1, keepdims=True)
            before[place] /= scale[place]
        weights /= scale
        stays, leaves = np.zeros((longest, batch, states)), np.ones((longest, batch, states))
        behind = np.ones((batch, states))
        ends = np.array(lengths)[:, None] - 1
        for place in range(longest - 1, 0, -1):
            ahead = weights[place] * behind
            stays[place - 1] = (weights[place, :, None, count:] * stay).reshape(batch, states)
            leave = _product(ahead[:, :count], begin)
            within = ends >= place
            leaves[place - 1] = np.where(within, leave, 1)
            goes_on = (ahead[:, None, count:] * stay).reshape(batch, states)
            behind = np.where(within, leave + goes_on, 1)
        return cls(before, stays, leaves)

    def share(self, sequence: int, state: int, start: int, end: int) -> float:
        """Return how likely there is a field of these tokens, neither longer nor shorter."""
        later = state + self.stays.shape[2] // 2
        if end - start == 1:
            return float(self.before[start, sequence, state] * self.leaves[start, sequence, state])
        inner = (
            self.stays[start, sequence, state]
            * self.stays[start + 1 : end - 1, sequence, later].prod()
        )
        return float(
            self.before[start, sequence, state] * inner * self.leaves[end - 1, sequence, later]
        )


def _product(rows: NDArray[np.float64], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply each row with a matrix; a row gives the same whatever stands beside it, unlike by BLAS."""
    total: NDArray[np.float64] = (rows[:, None] * matrix).sum(axis=2)
    return total
