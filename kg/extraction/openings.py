r"""Find many patterns in a text at once: each is tried where a word stands that it can begin with.

A pattern is one that begins at the beginning of a word, as `\b(?:better|faster) than` does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
_LACKING = re.compile(r"[?*]|\{0[^}]*\}")
"""What says that the thing before it may be missing."""
_MOST = 1 << 16
"""So many words are remembered; then all are forgotten."""


class Openings(dict[str, tuple[int, ...]]):
    r"""For each word the patterns, by number, that can begin with it.

    >>> openings = Openings([re.compile(r"\bowls?\b"), re.compile(r"\b(?:barn|snowy) owl", re.I)])
    >>> [sorted(openings.found_in(text)) for text in ("An owl", "Snowy owls", "Snow")]
    [[0], [0, 1], []]
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        super().__init__()
        self._patterns = patterns
        self._heads = [tuple(heads(each.pattern)) for each in patterns]

    def found_in(self, text: str) -> set[int]:
        """Return the patterns that match somewhere in a text."""
        found: set[int] = set()
        for word in _WORD.finditer(text):
            for n in self[word.group()]:
                if n not in found and self._patterns[n].match(text, word.start()):
                    found.add(n)
        return found

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= _MOST:
            self.clear()
        whole = f"{word.lower()} "
        # Other letters than these may be a case of one of these: `ſ` of `s`.
        able = [not word.isascii() or whole.startswith(each) for each in self._heads]
        answer = self[word] = tuple(n for n, can in enumerate(able) if can)
        return answer


def heads(pattern: str, then: str = "") -> Iterator[str]:
    r"""Yield how the first word of what a pattern matches begins; a blank says that it ends there.

    `then` is what follows the pattern.

    >>> list(heads(r"\b(?:out-?perform\w*|beats?|up to)\b|\b(?:the )?on[- ]par"))
    ['out', 'beat', 'up ', 'the ', 'on ']
    """
    for each in _alternatives(pattern):
        start = each.removeprefix("^").removeprefix(r"\b")
        if start.startswith(r"\d"):
            yield from "0123456789"
        elif start.startswith("(?:"):
            inside, rest = _group(start)
            yield from heads(inside, rest or then)
            if may_lack := _LACKING.match(rest):
                yield from heads(rest[may_lack.end() :], then)
        else:
            yield _head(start, then)


def _head(start: str, then: str) -> str:
    letters = itertools.takewhile(lambda each: each.isalnum() and each.isascii(), start)
    literal = "".join(letters).lower()
    after = start[len(literal) :] or then
    if _LACKING.match(after):
        return literal[:-1]
    return f"{literal} " if after.startswith((" ", "[- ]", r"\b")) else literal


def _alternatives(pattern: str) -> Iterator[str]:
    """Part a pattern at the bars that stand in no brackets."""
    depth, begin = 0, 0
    for at, character in _signs(pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and not depth:
            yield pattern[begin:at]
            begin = at + 1
    yield pattern[begin:]


def _group(pattern: str) -> tuple[str, str]:
    """Part a pattern that begins with a group into what is in it and what comes after it."""
    depth = 0
    for at, character in _signs(pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if not depth:
            return pattern[len("(?:") : at], pattern[at + 1 :]
    raise AssertionError(pattern)


def _signs(pattern: str) -> Iterator[tuple[int, str]]:
    """Yield brackets and bars with their places, but for those that are meant as they are."""
    for match in re.finditer(r"\\.|\[[^][]*\]|([()|])", pattern):
        if match[1]:
            yield match.start(), match[1]
