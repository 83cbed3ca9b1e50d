"""Split sentences by rule: a full stop, then white space, then the start of a sentence."""

from __future__ import annotations

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.structure import find_addresses, find_structure
from kg.extraction.token_arrays import spaces_after, token_texts

_ENDS = frozenset({".", "!", "?"})
_LONGEST = 500
"""No prose has longer sentences, in tokens; lists of symbols do, and would cost time."""
_CLOSERS = frozenset({")", '"', "”", "'", "’", "]"})


def sentence_starts(texts: list[str], title_end: int = 0) -> list[bool]:
    """Tell for each token whether a sentence starts there; one always does at `title_end`.

    >>> sentence_starts(["It", "works", ".", " ", "We", "show", "0.5", "."])
    [True, False, False, False, True, False, False, False]
    """
    starts = [False] * len(texts)
    ended, spaced = True, True
    for index, text in enumerate(texts):
        if index == title_end:
            ended = spaced = True
        if text.isspace():
            spaced = True
        elif ended and spaced and (text[0].isupper() or not text[0].isalpha() or index == 0):
            starts[index] = True
            ended = spaced = False
        if text in _ENDS:
            ended, spaced = True, False
        elif not text.isspace() and text not in _CLOSERS:
            ended = False
    if 0 <= title_end < len(texts):
        starts[0] = starts[title_end] = True
    return _without_endless(starts)


def _without_endless(starts: list[bool]) -> list[bool]:
    begin = 0
    for index, start in enumerate(starts):
        if start or index - begin == _LONGEST:
            starts[index] = True
            begin = index
    return starts


@Language.component("kg_sentences", assigns=["token.is_sent_start"])
def kg_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a doc, and mark what is no running text."""
    texts: list[str] = []
    numbers: list[int] = []
    for text, space in zip(token_texts(doc), spaces_after(doc), strict=True):
        numbers.append(len(texts))
        texts.append(text)
        if space:
            texts.append(" ")
    title_end = numbers[doc._.title_end] if doc._.title_end < len(numbers) else 0
    starts = sentence_starts(texts, title_end)
    # Set all at once: `token.is_sent_start = …` looks through the whole doc each time.
    words = token_texts(doc)
    doc._.structure = find_structure(words, [starts[n] for n in numbers], doc._.title_end)
    doc._.addresses = find_addresses(words)
    column = numpy.array([1 if starts[number] else -1 for number in numbers], dtype="int64")
    return doc.from_array([SENT_START], column.astype("uint64"))  # type: ignore[arg-type]
