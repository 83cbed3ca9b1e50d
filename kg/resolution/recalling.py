"""How what was worked out before for some lines comes back: who resolves says from where, if at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Protocol


class Recall(Protocol):
    """Gives a result for each of `number` keys, which say all that it depends on but the program.

    `tasks` makes tasks of those, by position, that are not known; `do` gives the results of a task,
    in order, in whatever process. Results are values of JSON.
    """

    def __call__(
        self,
        what: str,
        keys: Iterable[str],
        number: int,
        tasks: Callable[[Sequence[int]], Iterable[Any]],
        do: Callable[[Any], Iterable[Any]],
    ) -> Iterator[Any]: ...


def anew(
    what: str,
    keys: Iterable[str],
    number: int,
    tasks: Callable[[Sequence[int]], Iterable[Any]],
    do: Callable[[Any], Iterable[Any]],
) -> Iterator[Any]:
    """Work out all of them.

    >>> list(anew("letters", (), 3, lambda some: ["barn"[n:] for n in some], list))
    ['b', 'a', 'r', 'n', 'a', 'r', 'n', 'r', 'n']
    """
    return chain.from_iterable(map(do, tasks(range(number))))
