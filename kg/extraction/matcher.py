"""Find the names of the vocabulary in text, in every spelling that is safe.

Names match by key (`kg.extraction.spelling`), the longest first. A short name must
stand in its exact case (`DROP`, `SAC`), a longer one with a capital must have one in
the text too, and an ambiguous one (`Go`, `Adam`) needs a word of its context nearby.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.concepts import Entry, load_entries
from kg.extraction.spans import add_candidates
from kg.extraction.spelling import is_single, name_key, singular, squeeze, squeezed_name
from kg.extraction.token_arrays import (
    once_a_doc,
    sentence_flags,
    spaces_after,
    token_keys,
    token_texts,
)

FINDER = "vocabulary"
_EXACT_UP_TO = 4
"""A single word of so many letters is also a word of English, or another acronym."""


@dataclass(frozen=True, slots=True)
class Form:
    """One label of an entry: its characters without hyphens, and how closely text must keep to it."""

    entry: Entry
    key: str
    squeezed: str
    exact: bool
    capital: bool = False
    context: frozenset[str] = frozenset()

    def fits(self, squeezed: str, words: frozenset[str], *, parted: bool = False) -> bool:
        """Tell whether the form may stand for this text in a document of these words.

        A text is `parted` that has a space beside a word in lower case: `in EKF` is no `InEKF`.
        """
        if self.exact and self.squeezed not in {squeezed, singular(squeezed)}:
            return False
        if self.capital and (parted or squeezed.islower()):
            return False
        return not self.context or not self.context.isdisjoint(words)


def vocabulary_form(entry: Entry, label: str) -> Form:
    """Return how text may write a label of an entry of the vocabulary."""
    single = is_single(label)
    context = entry.context if single else frozenset[str]()
    squeezed = singular(squeezed_name(label))
    exact = not label.islower() and (bool(context) or len(squeezed) <= _EXACT_UP_TO)
    return Form(entry, name_key(label), squeezed, exact, single and not label.islower(), context)


class _Tokens(NamedTuple):
    """What matching asks of the tokens of a doc."""

    texts: list[str]
    keys: list[str]
    starts: list[bool]
    spaces: list[bool]


class Matcher:
    """Forms by key, with the beginnings of the keys."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            self.forms[form.key].append(form)
        self.beginnings = {key[:end] for key in self.forms for end in range(1, len(key) + 1)}

    def lookup(self, name: str, words: frozenset[str]) -> Entry | None:
        """Return the entry that a whole name stands for, in a document of these words."""
        return self._fitting(name_key(name), squeezed_name(name), words, parted=False)

    def _fitting(
        self, key: str, squeezed: str, words: frozenset[str], *, parted: bool
    ) -> Entry | None:
        fitting = (
            form.entry
            for form in self.forms.get(key, ())
            if form.fits(squeezed, words, parted=parted)
        )
        return next(fitting, None)

    def find(self, doc: Doc, words: frozenset[str]) -> Iterator[tuple[int, int, Entry]]:
        """Yield the longest matches from left to right, as tokens from and to, and entry."""
        tokens = _Tokens(token_texts(doc), token_keys(doc), sentence_flags(doc), spaces_after(doc))
        position = 0
        for begin in self._begins(tokens.keys):
            if begin >= position and (found := self._longest(tokens, words, begin)):
                yield begin, *found
                position = found[0]

    def _begins(self, keys: list[str]) -> list[int]:
        """Return the tokens at which a form may begin, by their keys: most tokens go no further."""
        forms, beginnings = self.forms, self.beginnings
        following = [*keys[1:], ""]
        return [
            place
            for place in compress(count(), map(beginnings.__contains__, keys))
            if keys[place] in forms or keys[place] + following[place] in beginnings
        ]

    def _longest(
        self, tokens: _Tokens, words: frozenset[str], begin: int
    ) -> tuple[int, Entry] | None:
        """Return the end of the longest match at a token, and its entry.

        It is `parted` where a space stands beside a word in lower case.
        """
        texts, keys = tokens.texts, tokens.keys
        best, text, parted = None, "", False
        for end in range(begin, len(texts)):
            if end > begin:
                if tokens.starts[end]:
                    break
                beside = texts[end - 1].islower() or texts[end].islower()
                parted = parted or (tokens.spaces[end - 1] and beside)
            text += keys[end]
            if keys[end] and text in self.forms:
                squeezed = "".join(map(squeeze, texts[begin : end + 1]))
                entry = self._fitting(text, squeezed, words, parted=parted)
                best = (end + 1, entry) if entry else best
            if text not in self.beginnings:
                break
        return best


@lru_cache(maxsize=1)
def load_matcher() -> Matcher:
    """Return the matcher of the names of the packaged vocabulary."""
    return Matcher(
        vocabulary_form(entry, label)
        for entry in load_entries()
        if entry.concept.type != "task"
        for label in dict.fromkeys((entry.concept.label, *entry.concept.alt_labels))
    )


@once_a_doc
def document_words(doc: Doc) -> frozenset[str]:
    """Return the words of a document, to look for context in."""
    return frozenset(map(str.casefold, token_texts(doc)))


@Language.component("kg_vocabulary", requires=["token.is_sent_start"])
def kg_vocabulary(doc: Doc) -> Doc:
    """Add the names of the vocabulary to the candidates."""
    found = load_matcher().find(doc, document_words(doc))
    return add_candidates(
        doc, [Span(doc, a, b, entry.concept.type, span_id=FINDER) for a, b, entry in found]
    )
