"""Find names that a paper coins: after an introducing phrase, or at the head of the title.

`we introduce Prodigy, an algorithm`, `a method called X`, `our agent, X`, `X: a benchmark
for`, and short titles that are a name as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.extraction.exclusions import is_excluded, is_generic
from kg.extraction.kinds import BENCHMARK_NOUNS, METHOD_NOUNS, kind_of_new
from kg.extraction.spans import add_candidates
from kg.extraction.spelling import word_set
from kg.extraction.token_arrays import token_texts
from kg.extraction.tokenizer import HYPHENS
from kg.extraction.word_shapes import has_name_shape
from kg.extraction.word_tests import WordTest

FINDER = "coined"
INTRODUCING = re.compile(
    r"introduc(?:e|es|ed|ing)|propos(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed)?|releas(?:e|es|ed)"
    r"|design(?:s|ed)?|contribut(?:e|es)|creat(?:e|ed)|construct(?:ed)?|buil[dt]|devis(?:e|ed)|unveil|offer|coin"
)
NAMING = frozenset(
    ["called", "named", "dubbed", "termed", "coined", "namely", "abbreviated", "denoted"]
)
_CALLING = frozenset(["call", "term", "name", "dub"])
_IS_PHRASE = WordTest(
    lambda word: word in NAMING or word in _CALLING or INTRODUCING.fullmatch(word)
)
_SKIPPED = word_set(
    "a an the our novel new simple two three both as and * ** ` \" “ ' ‘ _ \\emph{ { \\textit \\textbf \\emph"
)
_CONNECTORS = word_set("of for with via in by to and from the")
_NO_NAMES = word_set("""We Our This The A An In It Deep Reinforcement Learning Machine Neural However Markov Bayesian Gaussian Bellman
    Monte Wasserstein Nash Lipschitz Fourier Hilbert Boltzmann Lyapunov Pareto Riemannian Euclidean Python English""")
_SUFFIXES = word_set(
    "based style like inspired type driven assisted generated regularized free aware"
)
_MAX_WORDS = 9
_MOST_CALLED = 9
_ENDS_CALLED = word_set(
    "that which to for and is in on with by as where are can from using based or such via we it its"
)
_NO_HEADS = word_set(
    "Position The A An On Learning Towards Toward Beyond Is Are Do Does How What When Why From In Reducing Revisiting Understanding Improving"
)


def _is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() and any(c.isalpha() for c in token.text)


def _is_proper(token: Token) -> bool:
    return has_name_shape(token.text) or _is_capitalised(token)


def _name_from(doc: Doc, index: int, stop: int) -> Span | None:
    """Return the run of capitalised words that starts at a token, small words between them allowed."""
    if index >= stop or not _is_proper(doc[index]):
        return None
    end = index + 1
    cursor = end
    while cursor < stop:
        text = doc[cursor].text
        if _is_proper(doc[cursor]) or _continues(doc, cursor):
            end = cursor = cursor + 1
        elif text in HYPHENS or text in _CONNECTORS:
            cursor += 1
        else:
            break
        if cursor - end > 2:
            break
    return doc[index:end] if end - index <= 2 * _MAX_WORDS else None


def _continues(doc: Doc, index: int) -> bool:
    """Tell whether a token hangs on the one before by a hyphen: the `based` of `Clustering-based`."""
    return index > 1 and doc[index - 1].text in HYPHENS and not doc[index - 1].whitespace_


def _trimmed(name: Span) -> Span | None:
    """Take `-based` and generic nouns off the end, and turn down what is no name at all."""
    if len(name) > 2 and name[-2].text in HYPHENS and name[-1].text in _SUFFIXES:
        name = name[:-2]
    while (
        len(name) > 1
        and name[-1].text.casefold() in BENCHMARK_NOUNS | METHOD_NOUNS
        and (len(name) == 2 and has_name_shape(name[0].text))
    ):
        name = name[:-1]
    if is_excluded(name.text) or is_generic(name.text):
        return None
    if len(name) == 1 and (name.text in _NO_NAMES or len(name.text) < 2):
        return None
    return name


def _after_phrases(doc: Doc) -> Iterator[Span]:
    texts = token_texts(doc)
    for index in _IS_PHRASE.places(texts):
        word = texts[index]
        if word in NAMING or (word in _CALLING and _names_something(doc, index)):
            end = doc[index].sent.end
            yield from _direct(doc, index + 1, end)
            yield from _called(doc, index + 1, end)
        elif word not in _CALLING:
            end = doc[index].sent.end
            yield from _direct(doc, index + 1, end)
            yield from _apposed(doc, index + 1, end)


def _names_something(doc: Doc, index: int) -> bool:
    inside = index > doc[index].sent.start
    return inside and doc[index - 1].text in {"we", "We", "I", "to", "which"}


def _direct(doc: Doc, index: int, stop: int) -> Iterator[Span]:
    while index < stop and doc[index].text in _SKIPPED:
        index += 1
    name = _name_from(doc, index, stop)
    if name is not None:
        yield name


def _apposed(doc: Doc, index: int, stop: int) -> Iterator[Span]:
    """Yield the name in `introduce an algorithm, X, that` and `introduce a method -- X`."""
    for comma in range(index, min(index + 14, stop - 1)):
        if doc[comma].text in {",", ":", "—", "–"} and has_name_shape(doc[comma + 1].text):
            if comma + 2 < stop and doc[comma + 2].text in {",", ".", "(", "which", "that", "to"}:
                name = _name_from(doc, comma + 1, stop)
                if name is not None:
                    yield name
            return


def _called(doc: Doc, index: int, stop: int) -> Iterator[Span]:
    """Yield the name without capitals in `a method called value refinement, which`."""
    while index < stop and doc[index].text in _SKIPPED | {"this", "it"} | METHOD_NOUNS:
        index += 1
    end = index
    while end < stop and end - index < _MOST_CALLED and doc[end].text[0].isalnum():
        if doc[end].text in _ENDS_CALLED:
            break
        end += 1
        if end + 1 < stop and doc[end].text in HYPHENS and not doc[end - 1].whitespace_:
            end += 1
    if end >= stop or not (doc[end].text in _ENDS_CALLED or not doc[end].text[0].isalnum()):
        return
    if end - index > 1 and not any(_is_proper(token) for token in doc[index:end]):
        yield doc[index:end]


def _in_title(doc: Doc) -> Iterator[Span]:
    """Yield the head of a title `X: a new …` and a title as a whole where it is short."""
    title = doc[: doc._.title_end]
    words = [token for token in title if not token.is_space]
    colon = next((n for n, token in enumerate(words) if token.text == ":"), len(words))
    if not 0 < colon <= 2 * _MAX_WORDS:
        return
    head = doc[words[0].i : words[colon - 1].i + 1]
    if _is_title_name(doc, head) if colon < len(words) else _is_whole_title(doc, head):
        yield head


def _is_title_name(doc: Doc, head: Span) -> bool:
    tokens = [t for t in head if t.text not in HYPHENS]
    if len(tokens) > 4 or not _is_proper(head[0]) or head[0].text in _NO_HEADS:
        return False
    if any(has_name_shape(t.text) for t in tokens):
        return len(tokens) <= 3
    if _is_repeated(doc, head):
        return True
    told = any(token.text.endswith("ing") for token in tokens)  # `Stop Regressing: …` is advice
    return len(tokens) <= 2 and _is_title_case(tokens) and not told


def _is_whole_title(doc: Doc, title: Span) -> bool:
    words = title.text.split()
    if len(words) > 4 or not _is_title_case(list(title)) or title[0].text in _NO_HEADS:
        return False
    return 1 < len(words) < 4 or _is_repeated(doc, title)


def _is_repeated(doc: Doc, head: Span) -> bool:
    body = doc[doc._.title_end :].text
    return bool(re.search(rf"\b{re.escape(head.text)}\b", body, re.IGNORECASE))


def _is_title_case(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.text not in HYPHENS]
    if not words or not _is_proper(words[-1]):
        return False
    return all(_is_proper(token) or token.text in _CONNECTORS for token in words)


def find_coined(doc: Doc) -> list[Span]:
    """Find the names that a document coins."""
    found = []
    for name in (*_in_title(doc), *_after_phrases(doc)):
        kept = _trimmed(name)
        if kept is not None:
            found.append(Span(doc, kept.start, kept.end, kind_of_new(doc, kept), span_id=FINDER))
    return found


@Language.component("kg_coined", requires=["token.is_sent_start"])
def kg_coined(doc: Doc) -> Doc:
    """Add the names that a doc coins to the candidates."""
    return add_candidates(doc, find_coined(doc))
