"""What a way to read a reference looks like as a whole: its fields, their borders, their order.

A chain of labels knows neighbours only. Whether the names of a run are written alike, whether a
title ends within a bracket, or whether there are two titles, is seen of whole fields. A trait is a
short text with how much of it there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.references.features import Lexicon, kind_of
from kg.references.names import split_names
from kg.references.reference import Marked, Span
from kg.references.segments import cues_of
from kg.references.tokens import Token

Piece = tuple[str, int, int]
"""A field as a chain tells it: its label, its first token and the one behind its last."""
Traits = Mapping[str, float]
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 30)
_CLASSES = "agtvpl"
_NAMED = frozenset({"author", "editor", "translator"})
_ONCE = ("author", "title", "journal", "book", "date", "publisher", "pages", "volume", "editor")
_STOPS = frozenset(".?!")
_SMALL = frozenset(
    {"and", "&", "et", "und", "y", "e", "with", "de", "del", "der", "den", "van", "von", "di", "da", "la", "le", "du", "ten", "ter", "dos", "al", "el", "zu"}
)  # fmt: skip
_QUOTES = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'", "`": "'"}
_ENDS = frozenset(".,;")
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of each token, whatever field it is in."""

    words: Sequence[str]
    kinds: Sequence[str]
    classes: Sequence[str]
    cues: Sequence[str]


class View:
    """Looks at the ways to read one text; what a field is worth is worked out once."""

    def __init__(self, marked: Marked, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        """Look at the tokens of a text."""
        self._marked, self._tokens = marked, tokens
        words = [each.core.casefold() for each in tokens]
        self._seen = _Seen(
            words,
            [kind_of(each.core) for each in tokens],
            [lexicon.get(word, "-") for word in words],
            [cues_of([each]) for each in tokens],
        )
        self._joints = [
            f"{before.after[-2:]}_{after.before[:1]}{'|' if after.begins_line else ''}"
            for before, after in pairwise(tokens)
        ]
        self._worth: dict[Piece, float] = {}

    def of(self, pieces: Sequence[Piece]) -> Traits:
        """Return the traits of a way to read the text, each as often as it is met."""
        total = Counter(self._of_order(pieces))
        for piece in pieces:
            total.update(self._of_piece(piece))
        return total

    def worth(self, pieces: Sequence[Piece], worth: Mapping[str, float]) -> float:
        """Return what the traits of a way are worth together; it is always asked by the same worth."""
        total = sum(worth.get(name, 0.0) for name in self._of_order(pieces))
        for piece in pieces:
            if (known := self._worth.get(piece)) is None:
                known = sum(worth.get(name, 0.0) for name in self._of_piece(piece))
                self._worth[piece] = known
            total += known
        return total

    def _of_order(self, pieces: Sequence[Piece]) -> Iterator[str]:
        labels = ["^", *(label for label, _, _ in pieces), "$"]
        for before, after in pairwise(labels):
            yield f"{before}>{after}"
        for first, second, third in zip(labels, labels[1:], labels[2:], strict=False):
            yield f"{first}>{second}>{third}"
        for (before, _, _), (after, start, _) in pairwise(pieces):
            yield f"{before}{self._joints[start - 1]}{after}"
        counts = Counter(labels)
        for label in _ONCE:
            if counts[label] != 1:
                yield f"{min(counts[label], 2)}{label}"
        venues = counts["journal"] + counts["book"]
        if venues != 1:
            yield f"{min(venues, 2)}venue"
        yield f"{min(counts['author'] + counts['editor'], 2)}people{min(counts['title'], 2)}title"

    def _of_piece(self, piece: Piece) -> Iterator[str]:
        label, start, end = piece
        tokens, seen = self._tokens[start:end], self._seen
        size = sum(end - start > each for each in _LENGTHS)
        yield f"{label}#{size}"
        before = self._joints[start - 1] if start else "^"
        after = self._joints[end - 1] if end < len(self._tokens) else f"{tokens[-1].after[-2:]}$"
        yield f"{label}<{before}"
        yield f"{label}>{after}"
        yield f"{label}<>{before}{after}"
        yield f"{label}f{seen.kinds[start]}{_case(tokens[0])}"
        yield f"{label}l{seen.kinds[end - 1]}{_case(tokens[-1])}"
        yield f"{label}F{seen.classes[start]}{size > 1:d}"
        yield f"{label}L{seen.classes[end - 1]}{size > 1:d}"
        yield from self._within(label, start, end)
        if label in _NAMED:
            yield from self._of_names(label, start, end)

    def _within(self, label: str, start: int, end: int) -> Iterator[str]:
        tokens, seen = self._tokens[start:end], self._seen
        inner = tokens[:-1]
        stops = sum(
            bool(_STOPS.intersection(each.after)) and seen.kinds[start + place] != "initial"
            for place, each in enumerate(inner)
        )
        yield f"{label}.{min(stops, 3)}"
        yield f"{label},{min(sum(',' in each.after for each in inner), 3)}"
        yield f"{label}:{min(sum(':' in each.after for each in inner), 2)}"
        yield f"{label}n{min(sum(each.begins_line for each in tokens[1:]), 2)}"
        kinds = Counter(seen.kinds[start:end])
        for kind in ("year", "initial", "month", "range", "number1", "number2", "mixed", "roman"):
            if kinds[kind]:
                yield f"{label}k{kind}{min(kinds[kind], 2)}"
        words = [
            each for each, kind in zip(tokens, seen.kinds[start:end], strict=True) if kind == "word"
        ]
        if words:
            small = sum(each.core[:1].islower() for each in words)
            yield f"{label}s{small * 4 // len(words)}{len(words) > 2:d}"
            counts = Counter(class_[:1] for class_ in seen.classes[start:end])
            for class_ in _CLASSES:
                yield f"{label}c{class_}{-(-counts[class_] * 4 // len(tokens))}"
        for cue in sorted({cue for each in seen.cues[start:end] for cue in each}):
            yield f"{label}u{cue}"
        yield f"{label}u<{seen.cues[start]}"
        yield f"{label}u>{seen.cues[end - 1]}"
        yield f"{label}b{_balance(tokens)}"
        if any(_CLOSING.intersection(each.after) or '"' in each.after for each in inner):
            yield f"{label}b>"
        if any(_OPENING.intersection(each.before) or '"' in each.before for each in tokens[1:]):
            yield f"{label}b<"
        if _ends_before(tokens):
            yield f"{label}b!"

    def _of_names(self, label: str, start: int, end: int) -> Iterator[str]:
        text = self._marked.text
        span = Span(self._tokens[start].start, self._tokens[end - 1].end)
        looks = []
        for name in split_names(text, span):
            words = [each.strip(".,;:()[]*") for each in name.of(text).replace(".", ". ").split()]
            kept = [each for each in words if each and each.casefold() not in _SMALL]
            bare = sum(len(each) == 1 or (each.isupper() and len(each) < 4) for each in kept)
            looks.append(
                (bare, len(kept) - bare, "," in name.of(text), any(each.islower() for each in kept))
            )
        yield f"{label}N{min(len(looks), 4)}"
        for bare, full, comma, small in set(looks[:40]):
            yield f"{label}N{min(bare, 3)}{min(full, 5)}{comma:d}"
            if small:
                yield f"{label}Nx"
            if not full:
                yield f"{label}N-"
        yield f"{label}N={min(len({(bare > 0, full > 1, comma) for bare, full, comma, _ in looks}), 4)}"
        if len(looks) > 1:
            others = {(bare > 0, comma) for bare, _, comma, _ in looks[1:-1] or looks[:1]}
            bare, full, comma, _ = looks[-1]
            yield f"{label}N$={(bare > 0, comma) in others:d}{min(full, 3)}"


def _case(token: Token) -> str:
    core = token.core
    return (
        "x"
        if core[:1].islower()
        else "A"
        if len(core) > 1 and core.isupper()
        else "X"
        if core[:1].isupper()
        else "d"
    )


def _ends_before(tokens: Sequence[Token]) -> bool:
    """Tell whether what begins with a quote is closed, with a comma or a stop, before its end."""
    opening = tokens[0].before[-1:]
    return opening in _QUOTES and any(
        _QUOTES[opening] in each.after and _ENDS.intersection(each.after) for each in tokens[:-1]
    )


def _balance(tokens: Sequence[Token]) -> str:
    """Tell whether brackets and quotes are opened and closed within."""
    signs = "".join(f"{each.before} {each.after}" for each in tokens)
    brackets = sum(signs.count(each) for each in "([") - sum(signs.count(each) for each in ")]")
    quotes = sum(each in _OPENING for each in signs) - sum(each in _CLOSING for each in signs)
    plain = signs.count('"') % 2
    whole = bool(
        _OPENING.intersection(tokens[0].before) and _CLOSING.intersection(tokens[-1].after)
    )
    return f"{max(-1, min(brackets, 1))}{max(-1, min(quotes, 1))}{plain}{whole:d}"
