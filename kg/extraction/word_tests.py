"""Ask something of words once for each distinct text: most words of a text have been seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress, count

import numpy
from numpy.typing import NDArray

_MOST = 1 << 14
"""So many answers are remembered; then all are forgotten."""


class WordNumbers(dict[str, int]):
    """Numbers that the text of a word alone tells."""

    def __init__(self, ask: Callable[[str], int]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        answer = self[text] = self._ask(text)
        return answer

    def of(self, texts: Sequence[str]) -> NDArray[numpy.int64]:
        """Return the number of each word.

        >>> WordNumbers(len).of(["We", "use", "PPO"]).tolist()
        [2, 3, 3]
        """
        return numpy.fromiter(map(self.__getitem__, texts), numpy.int64, len(texts))


class WordTest(WordNumbers):
    """The answers to a question that can be put to the text of a word alone: 1 for yes, 0 for no."""

    def __init__(self, ask: Callable[[str], object]) -> None:
        super().__init__(lambda text: int(bool(ask(text))))

    def places(self, texts: Iterable[str]) -> list[int]:
        """Return the places of the words for which the answer is yes.

        >>> WordTest(str.isupper).places(["We", "use", "PPO", "on", "ALE"])
        [2, 4]
        """
        return list(compress(count(), map(self.__getitem__, texts)))
