"""Find DOIs in texts, without the punctuation of the sentence around them."""

from __future__ import annotations

import re
from urllib.parse import unquote

BLANK = r"\s\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DOI = rf"10\.\d{{4,9}}(?:/|%2F)[^{BLANK}\"]+"
PARAMETERS = re.compile(r"(?:\?\w+=|#).*")
_AFTER_DOI = ".,;:'"
_CLOSING = ")]}"
_ANOTHER = re.compile(r"[;,|](?=(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/)")
"""What parts a DOI from the next where no blank does."""


def find_dois(text: str) -> tuple[str, ...]:
    """Return each DOI of a text whose field is for DOIs: no label is needed.

    >>> find_dois("doi:10.1000/a.; https://doi.org/10.1000/(B)2")
    ('10.1000/a', '10.1000/(B)2')
    >>> find_dois("10.1000/a;10.1000/b")
    ('10.1000/a', '10.1000/b')
    """
    if "%2f" in text.lower() and "org/" in text:
        text = unquote(text)
    text = _ANOTHER.sub(" ", text)
    return tuple(dict.fromkeys(trim_doi(each) for each in re.findall(DOI, text)))


def trim_doi(doi: str) -> str:
    """Drop the punctuation of the sentence around a DOI, brackets that it did not open, and parameters."""
    doi = PARAMETERS.sub("", doi)
    surplus = sum(map(doi.count, _CLOSING)) - sum(map(doi.count, "([{"))
    end = len(doi)
    while end and (doi[end - 1] in _AFTER_DOI or (doi[end - 1] in _CLOSING and surplus > 0)):
        surplus -= doi[end - 1] in _CLOSING
        end -= 1
    return doi[:end]
