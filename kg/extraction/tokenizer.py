r"""Split text into tokens so that names stay whole: `DM-HARD-8`, `CIFAR-10/100`, `Q($\lambda$)`.

One regular expression finds compounds, and one rule per joiner (`-`, `/`, `.`) decides
where a compound falls apart. Every character is in a token or is the one space after it,
so offsets are those of the text, and the time is linear in its length.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kg.extraction.markup import MARKED

HYPHENS = "-‐‑–"
_CHUNK = re.compile(
    rf"""
      [^\W_]++(?=\s)                                                      # most words; it saves time
    | \s+
    | https?://[^\s<>"]+
    | {MARKED}
    | [^\W_]+(?:-[^\W_]+)?\((?:\$\s?\\?\w{{1,10}}\s?\$|\\?[λσβα]|lambda|\d)\)     # Q($\lambda$), TD(λ), TD(0)
    | (?:e\.g|i\.e|et\ al|cf|vs|resp|Fig|Eq|Sec|approx|w\.r\.t|a\.k\.a|Mr|Ms|Dr|St)\.   # abbreviations
    | [A-Z]{{1,2}}\*(?![\w*])                                              # A*
    | [^\W_]+(?:(?:[-‐‑–./+@_]|\\?&)[^\W_]+){{0,15}}(?:\++(?!\w))?
    | ['’]s\b
    | \\\w+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"(.*/)([\w+-]+)(\W*)")
"""An address, the last part of its path, which may be a name, and what closes it."""
_JOINER = re.compile(r"[-‐‑–./+@_]|\\?&")
_NAME_PART = re.compile(r"\d\w*|[^\W\d][^\W\dA-Z]*+[\dA-Z]\w*|[A-Z]")
"""A part of a compound that looks like a name: a digit, an inner capital, or one capital alone."""


def tokenize(text: str) -> list[str]:
    r"""Return the tokens of a text, white space included; joined again they are the text.

    >>> [t for t in tokenize("Q($\\lambda$)-based heads.NAMMs on CIFAR-10/100") if t.strip()]
    ['Q($\\lambda$)', '-', 'based', 'heads', '.', 'NAMMs', 'on', 'CIFAR-10/100']
    """
    tokens: list[str] = []
    for chunk in _CHUNK.findall(text):
        if chunk.isalpha() or len(chunk) == 1:
            tokens.append(chunk)
        elif "://" in chunk:
            address = _ADDRESS.fullmatch(chunk)
            tokens += filter(None, address.groups() if address else (chunk,))
        else:
            tokens += _split(chunk)
    return tokens


@lru_cache(maxsize=1 << 14)
def _split(chunk: str) -> tuple[str, ...]:
    if not chunk[0].isalnum() or chunk.endswith((")", "+", "*")):
        return (chunk,)
    joiners = list(_JOINER.finditer(chunk))
    bounds = [0, *(bound for joiner in joiners for bound in joiner.span()), len(chunk)]
    parts = [chunk[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    tokens = [parts[0]]
    for joiner, left, right in zip(joiners, parts, parts[1:], strict=False):
        if not right:  # an abbreviation's full stop
            return (chunk,)
        if _keeps(joiner[0], left, right):
            tokens[-1] += joiner[0] + right
        else:
            tokens += [joiner[0], right]
    return tuple(tokens)


def _keeps(joiner: str, left: str, right: str) -> bool:
    """Tell whether a joiner holds two parts of a compound together."""
    if joiner in HYPHENS:
        if right[0].isdigit():
            return bool(left[-1:].isdigit() or left[:1].isupper())
        return bool(_NAME_PART.fullmatch(left) and _NAME_PART.fullmatch(right))
    if joiner == "_":
        return True
    if joiner == "/":
        return left[-1:].isdigit() and right.isdigit()
    if joiner == ".":
        return (left[-1:].isdigit() and right[0].isdigit()) or (len(left) == len(right) == 1)
    return bool(_NAME_PART.fullmatch(left) and _NAME_PART.fullmatch(right))


class Tokenizer:
    """Make a spaCy `Doc` of a text. Holds no data, so there is nothing to save or load."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for token in tokenize(text):
            # spaCy keeps one space on the token before it; the rest is a token of its own.
            if token[0] != " " or not words or spaces[-1]:
                words.append(token)
                spaces.append(False)
                continue
            spaces[-1] = True
            if len(token) > 1:
                words.append(token[1:])
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        return None

    def from_disk(self, _path: str | Path, **_: Any) -> Tokenizer:
        return self


@registry.tokenizers("kg.tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Any:
    """Return what spaCy calls with the pipeline to make its tokenizer."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create
