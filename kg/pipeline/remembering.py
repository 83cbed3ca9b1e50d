"""Do nothing twice: what was worked out for a record is remembered for the next build.

A key says all that a result depends on, the program included. Results are remembered as they
come, so that a build that was killed goes on where it was.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, TypeVar

from kg.identity import digest
from kg.resolution.recalling import Recall
from kg.system.memo import Memo
from kg.system.parallel import MANY, Workers, portions
from kg.system.program import program_digest
from kg.system.progress import count_known

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Remembered(Generic[_T, _R]):
    """Work on items that is done once: `work` gives results in order, `key` tells items apart.

    What few records need is not worth remembering. `held` items are in memory at a time.
    """

    what: str
    key: Callable[[_T], str]
    work: Callable[[Sequence[_T]], Iterator[_R]]
    encode: Callable[[_R], str]
    decode: Callable[[str], _R]
    held: int = 5_000

    def results(self, items: Iterable[_T], records: int) -> Iterator[_R]:
        """Yield the result of each item; they are of so many records."""
        if records < MANY:
            yield from self.work(list(items))
            return
        memo, coming = Memo.of_user(), iter(items)
        while some := list(itertools.islice(coming, self.held)):
            yield from self._recalled(some, memo)

    def _recalled(self, items: Sequence[_T], memo: Memo) -> Iterator[_R]:
        keys = [digest(f"{self.what}\0{program_digest()}\0{self.key(each)}", 32) for each in items]
        known = memo.known(keys)
        count_known(len(known), len(set(keys)))
        pairs = list(zip(keys, items, strict=True))
        found = self.work([item for key, item in pairs if key not in known])
        for some in portions(pairs, MANY):
            recalled = memo.recall(key for key, _ in some if key in known)
            new: dict[str, str] = {}
            try:
                for key, item in some:
                    if key in recalled:
                        yield self.decode(recalled[key])
                        continue
                    # What another process has thrown out meanwhile is worked out by itself.
                    result = next(self.work([item]) if key in known else found)
                    new[key] = self.encode(result)
                    yield result
            finally:  # Also where nobody asks for more, having the last one.
                if new:
                    memo.keep(new)


def recalling(workers: Workers) -> Recall:
    """Give what was worked out for keys before, and let workers do the rest: see `Recall`."""

    def recall(
        what: str,
        keys: Iterable[str],
        number: int,
        tasks: Callable[[Sequence[int]], Iterable[Any]],
        do: Callable[[Any], Iterable[Any]],
    ) -> Iterator[Any]:
        def work(some: Sequence[tuple[int, str]]) -> Iterator[Any]:
            return chain.from_iterable(workers.map(do, tasks([n for n, _ in some])))

        known: Remembered[tuple[int, str], Any] = Remembered(
            what, itemgetter(1), work, json.dumps, json.loads
        )
        return known.results(enumerate(keys), number)

    return recall
