"""Read a whole doc as lists: asking its tokens one by one takes several times longer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import wraps
from itertools import islice
from typing import TypeVar
from weakref import WeakKeyDictionary

from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc

from kg.extraction.spelling import token_key

_BEFORE, _AFTER = 12, 8
"""So many words beside a name are looked at."""


Told = TypeVar("Told")


def once_a_doc(ask: Callable[[Doc], Told]) -> Callable[[Doc], Told]:
    """Remember what a function tells of a doc for as long as the doc is there.

    Each component asks for the same, and tokens do not change. What is told must hold no part of the
    doc, such as a span: it would stay for ever.
    """
    known: WeakKeyDictionary[Doc, Told] = WeakKeyDictionary()

    @wraps(ask)
    def remembered(doc: Doc) -> Told:
        try:
            return known[doc]
        except KeyError:
            told = known[doc] = ask(doc)
            return told

    return remembered


@once_a_doc
def token_texts(doc: Doc) -> list[str]:
    """Return the text of each token, in a list that all who ask for it share."""
    strings = doc.vocab.strings
    return [strings[orth] for orth in doc.to_array(ORTH).tolist()]


@once_a_doc
def doc_text(doc: Doc) -> str:
    """Return the text of a doc, which joins its tokens anew each time that it is asked itself."""
    spaced = zip(token_texts(doc), spaces_after(doc), strict=True)
    return "".join([f"{text} " if space else text for text, space in spaced])


@once_a_doc
def token_keys(doc: Doc) -> list[str]:
    """Return what all spellings of each token share, in a list that all who ask for it share."""
    return list(map(token_key, token_texts(doc)))


@once_a_doc
def spaces_after(doc: Doc) -> list[bool]:
    """Tell for each token whether a space follows it."""
    return [space != 0 for space in doc.to_array(SPACY).tolist()]


@once_a_doc
def sentence_flags(doc: Doc) -> list[bool]:
    """Tell for each token whether a sentence starts there."""
    return [start == 1 for start in doc.to_array(SENT_START).tolist()]


class Words:
    """The words of a doc in lower case, and where its sentences begin and end, in tokens."""

    def __init__(self, doc: Doc) -> None:
        self.lower = [text.lower() for text in token_texts(doc)]
        starts = sentence_flags(doc)
        self._bounds = [0, *(n for n, start in enumerate(starts) if start and n), len(starts)]
        self._beside: dict[tuple[int, int], tuple[list[str], list[str]]] = {}

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the first token of the sentence of a token, and the one after its last."""
        index = bisect_right(self._bounds, token)
        return self._bounds[index - 1], self._bounds[index]

    def beside(self, begin: int, end: int) -> tuple[list[str], list[str]]:
        """Return the words before a name, nearest first, and after it, within its sentence."""
        found = self._beside.get((begin, end))
        if found is None:
            first, stop = self.sentence(begin)
            before = (word for word in reversed(self.lower[first:begin]) if not word.isspace())
            after = (word for word in self.lower[end:stop] if not word.isspace())
            found = list(islice(before, _BEFORE)), list(islice(after, _AFTER))
            self._beside[begin, end] = found
        return found


@once_a_doc
def doc_words(doc: Doc) -> Words:
    """Return the words of a doc whose sentences are known, shared by all who ask for them."""
    return Words(doc)
