"""Make texts that are hard for patterns, and tell whether work grows faster than the text.

What counts is processor time in units of one plain walk over the same text, so that neither a
slow machine nor a busy one decides.
"""

from __future__ import annotations

import gc
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

SIZE = 64 * 1024
_WALKS = 100
"""A linear scan takes a few walks over 64 KiB; a quadratic one takes thousands."""
_STEEP = 40
"""Linear work that parses what it reads takes some hundred walks."""
_FEWER, _GROWTH = 4, 8.0
"""Of a quarter of the text, linear work takes a quarter, and quadratic a sixteenth."""
_LONG_ENOUGH = 0.3
_WALK = re.compile(r"(?:[^\0]|\0)*+")
_OF_CATEGORY = {
    op.CATEGORY_DIGIT: "0", op.CATEGORY_SPACE: " \n", op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_NOT_WORD: " ",
}  # fmt: skip


class _TooLong(BaseException):
    """The work has taken more walks than any linear work."""


def is_linear(work: Callable[[str], object], text: str) -> bool:
    """Tell whether work on a text takes few walks, or else grows no faster than the text."""
    whole = _cost(work, text, _WALKS)
    if whole is not None:
        return True
    part = text[: len(text) // _FEWER - 1] + text[-1]
    few = _cost(work, part, _WALKS * _STEEP)
    return few is not None and _cost(work, text, max(few, _WALKS) * _GROWTH) is not None


def _cost(work: Callable[[str], object], text: str, most: float) -> float | None:
    """Return the number of walks over 64 KiB that the work takes; None where more than `most`."""
    limit = most * _walk()

    def end(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, end)
    # What the collector walks through is the heap of all tests, not the work.
    gc.disable()
    try:
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        work(text)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return (time.process_time() - start) / _walk()
    except _TooLong:
        return None
    finally:
        gc.enable()
        signal.signal(signal.SIGVTALRM, before)


@cache
def _walk() -> float:
    """Return the processor time of one walk over 64 KiB; the clock may tick seldom."""
    start, walks = time.process_time(), 0
    while (passed := time.process_time() - start) < _LONG_ENOUGH:
        _WALK.match("a" * SIZE)
        walks += 1
    return passed / walks


def hard_texts(pattern: re.Pattern[Any]) -> Iterator[str]:
    """Yield 64 KiB of each token of a pattern and of pairs of them, after what may stand before."""
    sampled = _Sampled(pattern)
    some = sampled.tokens[:4]
    tokens = [*sampled.tokens, *(one + other for one in some for other in some if one != other)]
    for token in dict.fromkeys([*tokens, "\n", " ", "a", '\\"']):
        for before in dict.fromkeys(("", sampled.half)):
            yield before + token * (SIZE // len(token)) + "\0"


class _Sampled:
    """The tokens of a pattern, and the shortest text that the first half of it matches."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        source, flags = pattern.pattern, pattern.flags
        if isinstance(source, bytes):
            source = source.decode("latin-1")
        self._found = dict[str, None]()
        grammar = list(parser.parse(source, flags))
        self.half = self._text(grammar[: len(grammar) // 2])
        self._text(grammar)
        self.tokens = [each for each in self._found if each]

    def _text(self, grammar: Any) -> str:
        text = "".join(self._part(kind, content) for kind, content in grammar)
        self._found.setdefault(text)
        return text

    def _part(self, kind: Any, content: Any) -> str:
        if kind is op.LITERAL:
            self._found.setdefault(chr(content))
            return chr(content)
        if kind is op.IN:
            samples = _samples(content)
            self._found.update(dict.fromkeys(samples[:6]))
            return str(samples[0])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._text(content[2]) * max(int(content[0]), 1)
        if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            return self._text(content[3] if kind is op.SUBPATTERN else content)
        if kind is op.BRANCH:
            return next(iter([self._text(branch) for branch in content[1]]))
        if kind in (op.ASSERT, op.ASSERT_NOT):
            self._text(content[1])
        return "a" if kind in (op.ANY, op.NOT_LITERAL) else ""


def _samples(members: Any) -> str:
    """Return some characters of a class."""
    text = "".join(
        chr(content) if kind is op.LITERAL
        else chr(content[0]) if kind is op.RANGE
        else _OF_CATEGORY.get(content, "")
        for kind, content in members
    )  # fmt: skip
    if members[0][0] is not op.NEGATE:
        return text
    others = [char for char in "a0 -.x\n" if not _like(char, text)]
    return "".join(others[:2]) or "é"


def _like(char: str, text: str) -> bool:
    tests = (str.isalpha, str.isdigit, str.isspace)
    return char in text or any(test(char) and any(map(test, text)) for test in tests)
