"""Read a whole doc as lists: asking its tokens one by one takes several times longer."""

from __future__ import annotations

from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc


def token_texts(doc: Doc) -> list[str]:
    """Return the text of each token."""
    strings = doc.vocab.strings
    return [strings[orth] for orth in doc.to_array(ORTH).tolist()]


def spaces_after(doc: Doc) -> list[bool]:
    """Tell for each token whether a space follows it."""
    return [space != 0 for space in doc.to_array(SPACY).tolist()]


def sentence_flags(doc: Doc) -> list[bool]:
    """Tell for each token whether a sentence starts there."""
    return [start == 1 for start in doc.to_array(SENT_START).tolist()]
