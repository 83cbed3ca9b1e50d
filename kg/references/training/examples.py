"""Examples to learn from: a text, the label of each of its tokens, and the marks of its container."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.references.reference import Mark, Marked, MarkKind
from kg.references.tokens import Token, tokenise

LABELS = (
    "number", "author", "title", "editor", "translator", "date", "journal", "book", "series",
    "edition", "genre", "volume", "issue", "pages", "publisher", "place", "isbn", "doi", "arxiv",
    "url", "note",
)  # fmt: skip
"""What a token may be; `journal` and `book` are both a venue, which other fields follow."""

_MARKS: tuple[MarkKind, ...] = ("emphasis", "strong", "link")
_OPEN, _CLOSE, _OPEN_MARK, _CLOSE_MARK = 0xE000, 0xE100, 0xE200, 0xE300
_SIGN = re.compile("[\ue000-\ue3ff]")
_SIGNS = "[\ue000-\ue3ff]*"
_DOUBLED = re.compile(rf"([.,;:!?])({_SIGNS})\1")
_AFTER_MARK = re.compile(rf"([!?][”\"’»]?)({_SIGNS})\.(?=\s|$|{_SIGNS}\s)")
_BEFORE_NUMBER = frozenset(
    ["vol", "volume", "no", "nr", "number", "pp", "p", "pages", "page", "s", "fasc", "heft", "n"]
)
_BEFORE_FIELD = frozenset(
    ["in", "appear", "appears", "appeared", "edited", "by", "doi", "isbn", "arxiv", "retrieved", "available", "from", "at",
     "presented", "accessed", "translated", "trans", "url", "http", "https", "to"]
)  # fmt: skip
_NUMBERS = frozenset({"volume", "issue", "pages"})
_INTRODUCED = frozenset({"url", "doi", "arxiv", "isbn", "editor", "translator"})
_VENUES = frozenset({"journal", "book"})
_FOLLOWED = frozenset({"edition", "volume", "issue", "pages"})
_LONGEST_IN, _LONGEST_NUMBER, _NEAR = 5, 9, 2
_OPENS = re.compile("[(\\[{“‘«„]$")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its marks, its tokens, and a label for each."""

    marked: Marked
    tokens: Sequence[Token]
    labels: Sequence[str]


def signed(text: str, label: str) -> str:
    """Put the signs of a label around a text: characters of private use, which take no space."""
    place = LABELS.index(label)
    return f"{chr(_OPEN + place)}{text}{chr(_CLOSE + place)}" if text.strip() else text


def relabelled(text: str, old: str, new: str) -> str:
    """Put the signs of another label where those of one are."""
    before, after = LABELS.index(old), LABELS.index(new)
    return text.replace(chr(_OPEN + before), chr(_OPEN + after)).replace(
        chr(_CLOSE + before), chr(_CLOSE + after)
    )


def set_apart(text: str, kind: MarkKind) -> str:
    """Put the signs of a mark around a text."""
    place = _MARKS.index(kind)
    return f"{chr(_OPEN_MARK + place)}{text}{chr(_CLOSE_MARK + place)}"


def without_doubles(text: str) -> str:
    """Leave out punctuation that a field ends with, where more of the same follows.

    >>> without_doubles(signed("J. Med.", "journal") + ". 4") == signed("J. Med.", "journal") + " 4"
    True
    """
    return _AFTER_MARK.sub(r"\1\2", _DOUBLED.sub(r"\1\2", text))


def example(text: str) -> Example:
    """Make an example of a text with signs."""
    bare: list[str] = []
    labels: list[str | None] = []
    open_labels: list[str] = []
    starts: dict[int, int] = {}
    marks = []
    for char in text:
        code = ord(char)
        if not _OPEN <= code < _CLOSE_MARK + 0x100:
            bare.append(char)
            labels.append(open_labels[0] if open_labels else None)
        elif code < _CLOSE:
            open_labels.append(LABELS[code - _OPEN])
        elif code < _OPEN_MARK:
            open_labels.pop()
        elif code < _CLOSE_MARK:
            starts[code - _OPEN_MARK] = len(bare)
        elif (start := starts.pop(code - _CLOSE_MARK, None)) is not None and start < len(bare):
            marks.append(Mark(_MARKS[code - _CLOSE_MARK], start, len(bare)))
    marked = Marked("".join(bare), tuple(marks))
    tokens = tokenise(marked.text)
    return Example(marked, tokens, complete(tokens, [_label_of(t, labels) for t in tokens]))


def core_of(each: Example, piece: tuple[str, int, int]) -> tuple[int, int]:
    """Return where a field says what it says: without the words that introduce it, and punctuation.

    >>> each = example(signed("In Proc. X, ", "book"))
    >>> start, end = core_of(each, ("book", 0, 3))
    >>> each.marked.text[start:end]
    'Proc. X'
    """
    label, first, last = piece
    tokens = each.tokens
    words = _BEFORE_NUMBER if label in _NUMBERS else _BEFORE_FIELD
    introduced = label in _INTRODUCED | _VENUES | _NUMBERS
    while first < last - 1 and (
        not tokens[first].core or (introduced and tokens[first].core.casefold() in words)
    ):
        first += 1
    while last - 1 > first and not tokens[last - 1].core:
        last -= 1
    return tokens[first].core_start, tokens[last - 1].core_end


def _label_of(token: Token, labels: Sequence[str | None]) -> str | None:
    within: Iterator[str | None] = iter(labels[token.core_start : token.core_end])
    return next((each for each in within if each), labels[token.start])


def complete(tokens: Sequence[Token], labels: Sequence[str | None]) -> list[str]:
    """Give each token between two fields the label of the field that it belongs to.

    Words such as "In" and "pp." and opening quotes belong to the field after them, other
    punctuation to that before; other words, such as "in press", are a note.
    """
    known = list(labels)
    place = 0
    while place < len(known):
        end = place
        while end < len(known) and known[end] is None:
            end += 1
        before = known[place - 1] if place else None
        after = known[end] if end < len(known) else None
        for each in range(place, end):
            rest = end - each
            known[each] = _between(tokens[each], before, after, rest) or "note"
            before = known[each]
        place = end + 1
    return [label or "note" for label in known]


def _between(token: Token, before: str | None, after: str | None, rest: int) -> str | None:
    word = token.core.casefold()
    if not word:
        return (
            after
            if after and ((rest == 1 and _OPENS.search(token.before)) or before is None)
            else before
        )
    if after in _NUMBERS:
        if word in _BEFORE_NUMBER or (
            rest <= _NEAR
            and len(word) < (_LONGEST_IN if after == "volume" else _LONGEST_NUMBER)
            and word not in _BEFORE_FIELD
            and not _OPENS.search(token.before)
        ):
            return after
    elif after and (
        after in _INTRODUCED
        or word in _BEFORE_FIELD
        or (rest == 1 and len(word) < _LONGEST_IN and after in _VENUES)
    ):
        return after
    return before if before in _FOLLOWED and len(word) < _LONGEST_IN else "note"
