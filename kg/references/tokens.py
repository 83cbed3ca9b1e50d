"""Cut a reference into tokens: runs without blanks, cut again where punctuation joins two fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.|10\.\d{4,9}/", re.IGNORECASE)
_CUT = re.compile(
    r"(?<=[,;:\]}”»])(?=[^\W_])"  # Smith,J.  33:12  doi:10  Title,”Journal
    r"|(?<=\))(?=[^\W_])(?![a-z])"  # (3)45, and not (Re)imagining
    r"|(?<=[^\W_])(?=[(\[])"  # 12(3)
    r"|(?<=[)\]])(?=[(\[])"
    r"|(?<=[^\W\d_]{3}\.)(?=[^\W_])(?![a-z])"  # Title.Journal  Paris.2004
    r"|(?<=\d[.:;])(?=[^\W\d_]{3})"  # 12.Smith
    r"|(?<=[^\W\d_]{2}/)(?=[^\W\d_]{3})"  # Ana Li/Bo Ek
    r"|(?<=\d{4})(?=[A-Z][a-z]{2})"  # 2022Feb
    r"|(?<=[^\W\d_]{3})(?=(?:Retrieved|Available|Accessed|doi)\b)"  # LearningRetrieved from
    r"|(?<=[、。，；：（）【】《》「」])"
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Token:
    """A token: where it stands, and its letters and digits between the punctuation at its edges.

    `begins_line` tells that a line ends before it.
    """

    start: int
    end: int
    before: str
    core: str
    after: str
    begins_line: bool = False

    @property
    def core_start(self) -> int:
        """Where the core begins in the text."""
        return self.start + len(self.before)

    @property
    def core_end(self) -> int:
        """Where the core ends in the text."""
        return self.end - len(self.after)


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens.

    >>> [text[t.start:t.end] for text in ["Li,A. 2004;33(4):1-9"] for t in tokenise(text)]
    ['Li,', 'A.', '2004;', '33', '(4):', '1-9']
    """
    tokens = []
    seen = 0
    for word in _WORD.finditer(text):
        breaks = seen > 0 and "\n" in text[seen : word.start()]
        for start, end in _pieces(word[0]):
            tokens.append(_token(word[0][start:end], word.start() + start, breaks and not start))
        seen = word.end()
    return tokens


def _token(piece: str, start: int, begins_line: bool) -> Token:
    first, last = 0, len(piece)
    while first < last and not piece[first].isalnum():
        first += 1
    while last > first and not piece[last - 1].isalnum():
        last -= 1
    edges = piece[:first], piece[first:last], piece[last:]
    return Token(start, start + len(piece), *edges, begins_line)


def _pieces(word: str) -> list[tuple[int, int]]:
    address = _ADDRESS.search(word)
    whole = address.start() if address else len(word)
    cuts = [0, *(each.start() for each in _CUT.finditer(word, 0, whole) if each.start()), whole]
    if address:
        cuts.append(len(word))
    edges = sorted(set(cuts))
    return list(pairwise(edges))
