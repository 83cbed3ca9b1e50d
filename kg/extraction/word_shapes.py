"""Recognise names by their shape: `DisentanGAIL`, `R2D3`, `A-LIX`, `t5x`.

Also what kind of thing a name stands for, from the nouns around it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.exclusions import is_excluded
from kg.extraction.kinds import kind_at
from kg.extraction.spans import CANDIDATES, add_candidates
from kg.extraction.spelling import name_key
from kg.extraction.token_arrays import sentence_flags, token_texts
from kg.extraction.tokenizer import HYPHENS
from kg.extraction.word_tests import WordTest

FINDER = "shape"
_SHAPE = re.compile(
    r"""
      [^\W\d_]\w*[a-z]\w*[A-Z]\w*[+*]*                    # MuJoCo, JaxPruner
    | [a-z]+[A-Z]\w*                                      # dSprites
    | [A-Z][A-Z\d]+s?[+*]*                                # PPO, GANs, R2D2
    | [A-Z][A-Za-z]*\d\w*                                 # Walker2d
    | (?=[\w\-./]*[A-Za-z])(?=[\w\-./]*[A-Z\d])[A-Za-z]\w*(?:[-/.]\w+)+[+*]*   # A-LIX, CIFAR-10/100
    | [a-z]\d[a-z]                                        # t5x
    | [A-Z]\w*(?:-\w+)?\([^()\s]+\)                       # TD(λ)
    """,
    re.VERBOSE,
)
_LONGEST = 40
_FEWEST_LOUD = 3
"""More than half of four words or more are so many."""
_CITATION = re.compile(r"[a-z]+(?:19|20)\d\d[a-z]*|.*_.*|.*arXiv.*|\d.*")
_EVALUATION = re.compile(
    r"evaluat|experiment|benchmark|dataset|data set|result|perform|demonstrat|outperform|test|domain|environment|task"
)


def has_name_shape(token: str) -> bool:
    """Tell whether a token has the shape of a name.

    >>> [has_name_shape(t) for t in ("RECODE", "MuJoCo", "A-LIX", "Learning", "3D")]
    [True, True, True, False, False]
    """
    return (
        1 < len(token) <= _LONGEST
        and not (token.isalpha() and token[1:].islower())
        and not _CITATION.fullmatch(token)
        and bool(_SHAPE.fullmatch(token))
    )


_MAY_BE_NAME = WordTest(lambda text: has_name_shape(text) and not is_excluded(text))
_IS_LOUD = WordTest(lambda text: len(text) > 3 and text.isalpha() and text.isupper())


def is_listed_benchmark(doc: Doc, begin: int, end: int, benchmarks: set[int]) -> bool:
    """Tell whether a name stands in a list with benchmarks, or after an evaluation `on`."""
    before = begin - 1
    while before >= 0 and doc[before].text in {"the", "both", "and", "&", "(", "/"}:
        before -= 1
    if before < 0:
        return False
    if doc[before].text == ",":
        follows = doc[end].text if end < len(doc) else "."
        return before - 1 in benchmarks and follows in {",", "and", "&", ".", ")", "datasets", ";"}
    if before in benchmarks:
        return before < begin - 1
    return doc[before].text == "on" and bool(_EVALUATION.search(doc[begin].sent.text.casefold()))


def find_shaped(doc: Doc) -> list[Span]:
    """Find the tokens that have the shape of a name and are not known to be none."""
    texts = token_texts(doc)
    taken, benchmarks = set[int](), set[int]()
    for span in doc.spans.get(CANDIDATES, ()):
        taken.update(range(span.start, span.end))
        if span.label_ == "benchmark":
            benchmarks.update(range(span.start, span.end))
    taken |= shouting_sentences(texts, sentence_flags(doc))
    found: list[Span] = []
    generic = doc._.generic
    for index in _MAY_BE_NAME.places(texts):
        if index in taken or name_key(texts[index]) in generic:
            continue
        begin, end = _grown(doc, texts, index, taken)
        kind = kind_at(texts, begin, end)
        if kind is None and is_listed_benchmark(doc, begin, end, benchmarks):
            kind = "benchmark"
        if kind == "benchmark":
            benchmarks.update(range(begin, end))
        taken.update(range(begin, end))
        found.append(Span(doc, begin, end, kind or "method", span_id=FINDER))
    return found


def _grown(doc: Doc, texts: list[str], index: int, taken: set[int]) -> tuple[int, int]:
    """Widen a name over the capitalised words that hang on it with hyphens: `Headless-AD`."""
    begin, end = index, index + 1
    while begin >= 2 and texts[begin - 1] in HYPHENS and _hangs(doc, begin - 2, taken):
        begin -= 2
    while end + 1 < len(texts) and texts[end] in HYPHENS and _hangs(doc, end, taken):
        if not texts[end + 1][:1].isupper() or end + 1 in taken:
            break
        end += 2
    return begin, end


def _hangs(doc: Doc, index: int, taken: set[int]) -> bool:
    token, following = doc[index], doc[index + 1]
    unspaced = not token.whitespace_ and not following.whitespace_
    return unspaced and index not in taken and (token.text[:1].isupper() or token.text in HYPHENS)


def shouting_sentences(texts: list[str], starts: list[bool]) -> set[int]:
    """Return the tokens of sentences in capitals, where a shape says nothing."""
    loud: set[int] = set()
    if len(_IS_LOUD.places(texts)) < _FEWEST_LOUD:
        return loud
    bounds = [0, *(index for index, start in enumerate(starts) if start and index), len(texts)]
    for begin, end in pairwise(bounds):
        words = [text for text in texts[begin:end] if len(text) > 3 and text.isalpha()]
        if len(words) > 3 and 2 * sum(word.isupper() for word in words) > len(words):
            loud.update(range(begin, end))
    return loud


@Language.component("kg_shapes", requires=["token.is_sent_start"])
def kg_shapes(doc: Doc) -> Doc:
    """Add the tokens with the shape of a name to the candidates."""
    return add_candidates(doc, find_shaped(doc))
