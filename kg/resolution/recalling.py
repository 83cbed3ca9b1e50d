"""How what was worked out before for some lines comes back: who resolves says from where, if at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol


class Recall(Protocol):
    """Gives a result for each of `number` keys, which say all that it depends on but the program.

    `work` gives the results of those, by position, that are not known; they are values of JSON.
    """

    def __call__(
        self,
        what: str,
        keys: Iterable[str],
        number: int,
        work: Callable[[Sequence[int]], Iterator[Any]],
    ) -> Iterator[Any]: ...


def anew(
    what: str, keys: Iterable[str], number: int, work: Callable[[Sequence[int]], Iterator[Any]]
) -> Iterator[Any]:
    """Work out all of them.

    >>> list(anew("squares", (), 3, lambda some: (n * n for n in some)))
    [0, 1, 4]
    """
    return work(range(number))
