"""Split sentences by rule: a full stop, then white space, then the start of a sentence."""

from __future__ import annotations

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.structure import find_addresses, find_structure
from kg.extraction.token_arrays import spaces_after, token_texts
from kg.extraction.word_tests import WordTest

_ENDS = frozenset({".", "!", "?"})
_LONGEST = 500
"""No prose has longer sentences, in tokens and the spaces between them; lists of symbols do, and would cost time."""
_IS_END = WordTest(_ENDS.__contains__)
_CLOSERS = frozenset({")", '"', "”", "'", "’", "]"})


def sentence_starts(texts: list[str], spaces: list[bool], title_end: int = 0) -> list[bool]:
    """Tell for each token whether a sentence starts there; one always does at `title_end`.

    `spaces` tell behind which tokens one stands.

    >>> sentence_starts(["It", "works", ".", "We", "show", "0.5", "."], [True, False] + [True] * 5)
    [True, False, False, True, False, False, False]
    """
    starts = [False] * len(texts)
    title_end = title_end if title_end < len(texts) else 0
    for ended in [-1, *_IS_END.places(texts)]:
        _mark_start(starts, texts, spaces, ended, title_end)
    if texts:
        _mark_start(starts, texts, spaces, title_end - 1, title_end)
        starts[0] = starts[title_end] = True
    return _without_endless(starts, spaces)


def _mark_start(
    starts: list[bool], texts: list[str], spaces: list[bool], ended: int, title_end: int
) -> None:
    """Mark where a sentence starts behind a token that ends one, if it does; brackets may close first."""
    spaced = ended + 1 in {0, title_end} or spaces[ended]
    for index in range(ended + 1, len(texts)):
        text = texts[index]
        if index == title_end and index > ended + 1:
            return
        if text.isspace():
            spaced = True
        elif spaced and (text[0].isupper() or not text[0].isalpha() or index == 0):
            starts[index] = True
            return
        elif text not in _CLOSERS:
            return
        spaced = spaced or spaces[index]


def _without_endless(starts: list[bool], spaces: list[bool]) -> list[bool]:
    begin = place = 0
    for index, (start, space) in enumerate(zip(starts, spaces, strict=True)):
        if start:
            begin = place
        while place - begin >= _LONGEST:
            begin += _LONGEST
            starts[index] = begin == place
        place += 1 + space
    return starts


@Language.component("kg_sentences", assigns=["token.is_sent_start"])
def kg_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a doc, and mark what is no running text."""
    texts, title_end = token_texts(doc), doc._.title_end
    starts = sentence_starts(texts, spaces_after(doc), title_end)
    doc._.structure = find_structure(texts, starts, title_end)
    doc._.addresses = find_addresses(texts)
    # Set all at once: `token.is_sent_start = …` looks through the whole doc each time.
    column = numpy.where(starts, 1, -1)
    return doc.from_array([SENT_START], column.astype("uint64"))  # type: ignore[arg-type]
