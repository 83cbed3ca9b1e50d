"""Propose runs of words that a text marks off itself: pieces of its title, and words with capitals.

`kg.extraction.phrases` knows the words that names are made of. A coined name may be made of others; but
it often is all that stands between two function words of the title, stands in the abstract as it does
in the title, or is written with capitals. The judge decides on each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.extraction.spelling import word_set
from kg.extraction.tokenizer import HYPHENS
from kg.extraction.word_tests import WordTest

_LEAST, _MOST = 2, 7
"""A segment has so many tokens."""
_BREAKS = word_set(
    """a about across after against all among an and are as at be before between beyond but by can do does during
    for from how in into is it its not of off on onto or our over should some than that the their these they
    this those through to toward towards under upon using via vs was we what when where which while why
    with within without"""
)


def segments(
    texts: Sequence[str], keys: Sequence[str], starts: Sequence[bool], title_end: int
) -> Iterator[tuple[int, int]]:
    """Yield segments of a document as tokens from and to; `keys` are what spellings of a token share.

    >>> texts = "Intrinsic Fear for Owls . They have intrinsic fears of Big Barn Mice .".split()
    >>> keys = [text.casefold().rstrip("s") for text in texts]
    >>> [" ".join(texts[a:b]) for a, b in segments(texts, keys, [False] * len(texts), 5)]
    ['Intrinsic Fear', 'intrinsic fears', 'Big Barn Mice']
    """
    pieces = list(_pieces(texts, title_end))
    yield from pieces
    yield from _repeated(keys, pieces, title_end)
    yield from _capitalised(texts, starts, title_end)


def _breaks(text: str) -> bool:
    known = text.casefold() in _BREAKS
    return known or not (text in HYPHENS or any(character.isalnum() for character in text))


_IS_BREAK = WordTest(_breaks)
_IS_CAPITAL = WordTest(lambda text: text[:1].isupper() and not _breaks(text))


def _pieces(texts: Sequence[str], end: int) -> Iterator[tuple[int, int]]:
    begin = 0
    for index in range(end + 1):
        if index == end or _IS_BREAK[texts[index]]:
            if _LEAST <= index - begin <= _MOST:
                yield begin, index
            begin = index + 1


def _repeated(
    keys: Sequence[str], pieces: Sequence[tuple[int, int]], begin: int
) -> Iterator[tuple[int, int]]:
    wanted = defaultdict(set)
    for first, end in pieces:
        wanted[end - first].add(tuple(keys[first:end]))
    heads = {keys[first] for first, _ in pieces}
    places = [n for n, known in enumerate(map(heads.__contains__, keys)) if known and n >= begin]
    for length, names in sorted(wanted.items()):
        for first in places:
            if tuple(keys[first : first + length]) in names:
                yield first, first + length


def _capitalised(
    texts: Sequence[str], starts: Sequence[bool], begin: int
) -> Iterator[tuple[int, int]]:
    """Yield runs of words with a capital, hyphens among them, but no function word in front."""
    end = begin
    for first in _IS_CAPITAL.places(texts):
        if first < end:
            continue
        end = first + 1
        while end < len(texts) and not starts[end] and _goes_on(texts[end]):
            end += 1
        last = end
        while texts[last - 1] in HYPHENS:
            last -= 1
        if _LEAST <= last - first <= _MOST:
            yield first, last


def _goes_on(text: str) -> bool:
    return text in HYPHENS or bool(_IS_CAPITAL[text])
