"""Read a whole doc as lists: asking its tokens one by one takes several times longer."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc


@lru_cache(maxsize=1)  # Each component asks for them; tokens do not change.
def token_texts(doc: Doc) -> list[str]:
    """Return the text of each token, in a list that all who ask for it share."""
    strings = doc.vocab.strings
    return [strings[orth] for orth in doc.to_array(ORTH).tolist()]


def spaces_after(doc: Doc) -> list[bool]:
    """Tell for each token whether a space follows it."""
    return [space != 0 for space in doc.to_array(SPACY).tolist()]


def sentence_flags(doc: Doc) -> list[bool]:
    """Tell for each token whether a sentence starts there."""
    return [start == 1 for start in doc.to_array(SENT_START).tolist()]


class Words:
    """The words of a doc in lower case, and where its sentences begin and end, in tokens."""

    def __init__(self, doc: Doc) -> None:
        self.lower = [text.lower() for text in token_texts(doc)]
        starts = sentence_flags(doc)
        self._bounds = [0, *(n for n, start in enumerate(starts) if start and n), len(starts)]

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the first token of the sentence of a token, and the one after its last."""
        index = bisect_right(self._bounds, token)
        return self._bounds[index - 1], self._bounds[index]
