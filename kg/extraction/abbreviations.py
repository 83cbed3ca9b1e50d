"""Find pairs of a long form and its abbreviation: `long form (SHORT)` and `SHORT (long form)`.

Source: Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions
in biomedical text, Pacific Symposium on Biocomputing 2003.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.coined import INTRODUCING, NAMING
from kg.extraction.exclusions import is_excluded, is_generic
from kg.extraction.kinds import kind_of_new
from kg.extraction.markup import plain_name
from kg.extraction.spans import CANDIDATES, add_candidates
from kg.extraction.spelling import name_key, word_set
from kg.extraction.token_arrays import once_a_doc, spaces_after, token_texts
from kg.extraction.tokenizer import HYPHENS
from kg.extraction.word_tests import WordTest

FINDER = "abbreviation"
_SHORT = re.compile(r"(?=.{0,20}[A-Z])[\w$\\][\w.\-+*/&$^{}\\’'() ]{1,19}")
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset(
    {"of", "for", "with", "the", "and", "via", "in", "by", "to", "a", "an", "on", "from"}
)
_EMPHASIS = word_set(
    "* \" ' ” ’ _ ` $ { } \\textbf \\textit \\textsc \\texttt \\emph \\bf \\it \\em"
)
_IS_BRACKET = WordTest(lambda text: text in "([" or text in ")]")
_MAX_TOKENS = 14
_FEWEST = 3
"""Letters of an acronym whose long form stands in no bracket."""
_VERB_REACH = 6


def find_long_form(short: str, before: str) -> int | None:
    """Return where the long form of `short` starts in the text `before` its bracket, or None.

    Where the letters are the first ones of as many words, that is it. Else they stand in
    the long form in this order, the first one at the start of a word.

    >>> find_long_form("PPO", "for Proximal Policy Optimization "), find_long_form("GX", "gradient")
    (4, None)
    """
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    return _by_initials(letters, before) or _by_letters(letters, before)


def _by_initials(letters: list[str], before: str) -> int | None:
    if letters[-1:] == ["s"] and len(letters) > 2:
        letters = letters[:-1]
    words = [word for word in _WORD.finditer(before) if word[0] not in _SMALL_WORDS]
    if len(words) < len(letters) or len(letters) < 2:
        return None
    words = words[-len(letters) :]
    fits = all(word[0][0].casefold() == x for word, x in zip(words, letters, strict=True))
    return words[0].start() if fits else None


def _by_letters(letters: list[str], before: str) -> int | None:
    found = len(before)
    for index in range(len(letters) - 1, -1, -1):
        found -= 1
        while found >= 0 and (
            before[found].casefold() != letters[index]
            or (index == 0 and found > 0 and before[found - 1].isalnum())
        ):
            found -= 1
        if found < 0:
            return None
    return found


def find_pairs(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield long and short form of each pair that a text defines."""
    for long, short in _bounds_of_pairs(doc):
        yield doc[long.start : long.stop], doc[short.start : short.stop]


@once_a_doc
def _bounds_of_pairs(doc: Doc) -> list[tuple[range, range]]:
    opened: int | None = None
    texts, found = token_texts(doc), []
    for index in _IS_BRACKET.places(texts):
        if texts[index] in "([":
            opened = index
        elif opened is not None:
            if 0 < opened < index - 1 and index - opened <= _MAX_TOKENS:
                pair = _pair(doc, opened, index)
                if pair:
                    long, short = pair
                    found.append((range(long.start, long.end), range(short.start, short.end)))
            opened = None
    return found


def find_title_pair(doc: Doc) -> tuple[Span, Span] | None:
    """Return long and short form where a title is `SHORT: … Long Form …`.

    The first letters of words in a row are all those of the acronym; a hyphen parts words.
    """
    texts = token_texts(doc)[: doc._.title_end]
    if len(texts) < 2 or texts[1] != ":" or len(texts[0]) < _FEWEST or not texts[0].isupper():
        return None
    for begin in range(2, len(texts)):
        end = _end_of_initials(texts[0].casefold(), texts, begin)
        if end and texts[begin - 1] not in HYPHENS:
            return doc[begin:end], doc[0:1]
    return None


def _end_of_initials(letters: str, texts: list[str], begin: int) -> int | None:
    """Return where words end of which these are the first letters; they may leave out small words.

    >>> _end_of_initials("bls", ["Bright", "Lamp", "for", "Search"], 0)
    4
    """
    found = 0
    for end in range(begin, len(texts)):
        word = texts[end].casefold()
        if word.startswith(letters[found]):
            found += 1
            if found == len(letters):
                return end + 1
        elif end == begin or not (
            word in _SMALL_WORDS or word in HYPHENS or texts[end - 1] in HYPHENS
        ):
            return None
    return None


def _pair(doc: Doc, opened: int, closed: int) -> tuple[Span, Span] | None:
    inner = doc[opened + 1 : closed]
    for token in inner:
        if token.text in {",", ";", ":"}:
            inner = doc[opened + 1 : token.i]
            break
    inner = _unmarked(inner)
    if len(inner) == 0 or inner.text.isspace():
        return None
    if len(inner) <= 3 and _SHORT.fullmatch(inner.text):
        pair = _long_before(doc, opened, inner)
        if pair:
            return pair
    name = doc[opened - 1 : opened]
    if _SHORT.fullmatch(name.text):
        start = find_long_form(name.text, inner.text)
        if start == 0 and len(inner) <= 2 * len(name.text) + 5:
            return inner, name
    return None


def _unmarked(inner: Span) -> Span:
    """Take marks of emphasis off both ends: the asterisks of `**LAMP**`."""
    begin, end = 0, len(inner)
    while begin < end and inner[begin].text in _EMPHASIS:
        begin += 1
    while begin < end and inner[end - 1].text in _EMPHASIS:
        end -= 1
    return inner[begin:end]


def _long_before(doc: Doc, opened: int, short: Span) -> tuple[Span, Span] | None:
    letters = sum(c.isalnum() for c in short.text)
    sentence_start = doc[opened].sent.start
    first = max(sentence_start, opened - 2 * min(letters + 5, letters * 2))
    end = opened
    while end > first and token_texts(doc)[end - 1] in _EMPHASIS:
        end -= 1
    texts, spaces = token_texts(doc)[first:end], spaces_after(doc)[first:end]
    pairs = zip(texts, spaces, strict=True)
    words = [plain_name(text) + " " * space for text, space in pairs]
    start = find_long_form(plain_name(short.text), "".join(words))
    if start is None:
        return None
    begin = first + bisect_right(list(accumulate(map(len, words))), start)
    long = doc[begin:end]
    if not _plausible(long, short):
        return None
    return long, short


def _plausible(long: Span, short: Span) -> bool:
    words = [word for token in long if (word := plain_name(token.text))[:1].isalnum()]
    letters = sum(c.isalnum() for c in short.text)
    return (
        len(long.text) > len(short.text)
        and 1 <= len(words) <= min(letters + 5, letters * 2)
        and not any(token.text in "()[]{},;:" for token in long)
        and short.text not in words
    )


def is_name(pair: tuple[Span, Span], vocabulary: frozenset[str]) -> bool:
    """Tell whether a pair names a method or benchmark, rather than a task, a field or a quantity."""
    long, short = pair
    if name_key(long.text) in vocabulary:
        return True
    if is_excluded(short.text) or is_excluded(long.text):
        return False
    return not is_generic(long.text) or _is_introduced(long)


def _is_introduced(long: Span) -> bool:
    """Tell whether a verb that introduces stands shortly before: what is proposed has a name."""
    before = long.doc[max(long.sent.start, long.start - _VERB_REACH) : long.start]
    return any(token.text in NAMING or INTRODUCING.fullmatch(token.text) for token in before)


@Language.component("kg_abbreviations", requires=["token.is_sent_start"])
def kg_abbreviations(doc: Doc) -> Doc:
    """Add pairs that are names to the candidates, and note the abbreviations that are none.

    `doc._.pairs` holds the pairs of names, `doc._.generic` the keys of other abbreviations.
    """
    vocabulary = frozenset(name_key(span.text) for span in doc.spans.get(CANDIDATES, ()))
    in_title = find_title_pair(doc)
    pairs = (*find_pairs(doc), *([in_title] if in_title else []))
    named = tuple(pair for pair in pairs if is_name(pair, vocabulary))
    doc._.pairs = named
    doc._.generic = frozenset(name_key(short.text) for _, short in pairs) - frozenset(
        name_key(short.text) for _, short in named
    )
    return add_candidates(
        doc,
        [
            Span(doc, form.start, form.end, kind_of_new(doc, pair[1]), span_id=FINDER)
            for pair in named
            for form in pair
        ],
    )
