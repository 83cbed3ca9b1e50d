"""Ask something of words once for each distinct text: most words of a text have been seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress, count

_MOST = 1 << 16
"""So many answers are remembered; then all are forgotten."""


class WordTest(dict[str, bool]):
    """The answers to a question that can be put to the text of a word alone."""

    def __init__(self, ask: Callable[[str], object]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> bool:
        if len(self) >= _MOST:
            self.clear()
        answer = self[text] = bool(self._ask(text))
        return answer

    def places(self, texts: Iterable[str]) -> list[int]:
        """Return the places of the words for which the answer is yes.

        >>> WordTest(str.isupper).places(["We", "use", "PPO", "on", "ALE"])
        [2, 4]
        """
        return list(compress(count(), map(self.__getitem__, texts)))
