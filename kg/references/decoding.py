"""Find the likeliest labels of a sequence: a chain whose fields come once, and how sure each label is.

The scores of a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) know
neighbours only. Here a state is a label and the set of fields met so far, so that a second title
costs something, and a reference without one too. Sequences of a batch are decoded together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Scores of steps: `step[met, from, to]`, `start[met, to]`, `end[met]`, and what `to` adds to `met`."""

    step: Floats
    start: Floats
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
        """Make a chain of the scores of pairs of labels, and what a second and a missing field cost."""
        groups = [group_of(each) for each in labels]
        sets, count = 2 ** len(ONCE), len(labels)
        step = np.repeat(transitions[None].astype(np.float32), sets, axis=0)
        start = np.full((sets, count), _NEVER, dtype=np.float32)
        met = np.zeros((sets, count), dtype=np.intp)
        for now in range(sets):
            for to, group in enumerate(groups):
                bit = 0 if group is None else 1 << group
                met[now, to] = now | bit
                if group is not None and now & bit:
                    step[now, [each != group for each in groups], to] += again[group]
        for to, group in enumerate(groups):
            start[0 if group is None else 1 << group, to] = 0
        end = [
            sum(cost for place, cost in enumerate(never) if not now >> place & 1)
            for now in range(sets)
        ]
        return cls(step, start, np.array(end, dtype=np.float32), met)

    def sources(self) -> tuple[Labels, Floats]:
        """Return from which two sets of met fields each state is reached, and `_NEVER` for none."""
        sets, count = self.met.shape
        sources = np.zeros((2, sets, count), dtype=np.intp)
        bars = np.full((2, sets, count), _NEVER, dtype=np.float32)
        for to in range(count):
            for now in range(sets):
                target = self.met[now, to]
                slot = 0 if bars[0, target, to] == _NEVER else 1
                sources[slot, target, to], bars[slot, target, to] = now, 0
        return sources, bars


def decode(
    chain: Chain, scores: Floats, lengths: Sequence[int]
) -> tuple[list[Labels], list[Floats]]:
    """Return the labels of each sequence, and the probability of every label at every token.

    `scores` holds the score of each label at each token: sequence, token, label; shorter
    sequences than the longest are filled up with zeros behind their end.
    """
    best, back = _forward(chain, scores, lengths)
    log_alpha = _sums(chain, scores)
    log_beta = _sums_back(chain, scores, lengths)
    found, sure = [], []
    for each, length in enumerate(lengths):
        found.append(_trace(chain, best[each], back[:, each], length))
        joint = log_alpha[:length, each] + log_beta[:length, each]
        joint -= joint.max(axis=(1, 2), keepdims=True)
        shares = np.exp(joint).sum(axis=1)
        sure.append(shares / shares.sum(axis=1, keepdims=True))
    return found, sure


def _gathered(reached: Floats, sources: Labels, bars: Floats) -> Floats:
    """Return, for each state, what reaches it from its two sets: an axis of two before the states."""
    columns = np.arange(reached.shape[-1])
    return np.stack([reached[:, sources[slot], columns] + bars[slot] for slot in (0, 1)], axis=1)


def _forward(chain: Chain, scores: Floats, lengths: Sequence[int]) -> tuple[Floats, Labels]:
    sources, bars = chain.sources()
    sets, count = chain.met.shape
    batch, longest, _ = scores.shape
    now = chain.start[None] + scores[:, 0, None, :]
    back = np.zeros((longest, batch, sets, count), dtype=np.intp)
    ends = np.array(lengths) - 1
    last = np.where((ends == 0)[:, None, None], now, _NEVER)
    columns = np.arange(count)
    for place in range(1, longest):
        moves = now[:, :, :, None] + chain.step[None]
        origin = moves.argmax(axis=2)
        reached = moves.max(axis=2)
        both = _gathered(reached, sources, bars)
        slot = both.argmax(axis=1)
        now = both.max(axis=1) + scores[:, place, None, :]
        chosen = np.where(slot == 0, sources[0], sources[1])
        rows = np.arange(batch)[:, None, None]
        back[place] = chosen * count + origin[rows, chosen, columns]
        last = np.where((ends == place)[:, None, None], now, last)
    return last + chain.end[None, :, None], back


def _trace(chain: Chain, last: Floats, back: Labels, length: int) -> Labels:
    count = chain.met.shape[1]
    state = int(last.argmax())
    labels = np.zeros(length, dtype=np.intp)
    for place in range(length - 1, -1, -1):
        labels[place] = state % count
        state = int(back[place, state // count, state % count])
    return labels


def _sums(chain: Chain, scores: Floats) -> Floats:
    sources, bars = chain.sources()
    now = chain.start[None] + scores[:, 0, None, :]
    found = [now]
    for place in range(1, scores.shape[1]):
        reached = _log_sum(now[:, :, :, None] + chain.step[None], 2)
        now = _log_sum(_gathered(reached, sources, bars), 1) + scores[:, place, None, :]
        found.append(now)
    return np.stack(found)


def _sums_back(chain: Chain, scores: Floats, lengths: Sequence[int]) -> Floats:
    batch, longest, count = scores.shape
    columns = np.arange(count)
    ends = np.array(lengths) - 1
    last = np.broadcast_to(chain.end[None, :, None], (batch, *chain.met.shape))
    now = last
    found = [now]
    for place in range(longest - 1, 0, -1):
        after = (now + scores[:, place, None, :])[:, chain.met, columns]
        reached = _log_sum(chain.step[None] + after[:, :, None, :], 3)
        now = np.where((ends >= place)[:, None, None], reached, last)
        found.append(now)
    return np.stack(found[::-1])


def _log_sum(terms: Floats, axis: int) -> Floats:
    most = terms.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(terms - most).sum(axis=axis)) + most.squeeze(axis)
    return total
