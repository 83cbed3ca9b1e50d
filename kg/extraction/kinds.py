"""Tell methods from benchmarks by the nouns around a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from kg.extraction.spelling import word_set
from kg.extraction.token_arrays import Words, doc_words
from kg.model import ConceptType

BENCHMARK_NOUNS = word_set("""benchmark benchmarks dataset datasets suite suites environment environments testbed testbeds simulator
    simulators corpus corpora domain domains game games gridworld challenge competition leaderboard platform
    tasks arena playground simulation world""")
METHOD_NOUNS = word_set("""method methods algorithm algorithms approach model models network networks framework architecture agent agents
    technique objective loss optimizer optimiser library technique strategy scheme procedure paradigm mechanism
    policy regularizer estimator module layer baseline baselines variant system toolkit package""")
BREAKS = word_set("""that which for to on . ; can is are was has with in over by from and via where using between under we
    outperforms achieves shows improves allows enables""")


def kind_at(texts: Sequence[str], begin: int, end: int) -> ConceptType | None:
    """Tell from the noun beside a name (`X dataset`, `dataset X`) what it stands for, if one does."""
    after = texts[end].casefold() if end < len(texts) else ""
    bracket = begin > 1 and texts[begin - 1] == "("  # `a new testbed (X)`
    before = texts[begin - 1 - bracket].casefold() if begin else ""
    for noun in (after, before):
        if noun in BENCHMARK_NOUNS:
            return "benchmark"
        if noun in METHOD_NOUNS:
            return "method"
    return None


def kind_of_new(doc: Doc, name: Span) -> ConceptType:
    """Tell what a new name stands for: by its own last word, what describes it, what precedes it."""
    return kind_around(doc_words(doc), name.start, name.end) or "method"


def kind_around(words: Words, begin: int, end: int) -> ConceptType | None:
    """Tell what a name stands for from its last word, what describes it or precedes it, if one does."""
    first, stop = words.sentence(begin)
    return (
        _first_noun(words.lower[end - 1 : end])
        or _first_noun(words.lower[end : min(end + 12, stop)])
        or _first_noun(reversed(words.lower[max(first, begin - 8) : begin]))
    )


def _first_noun(words: Iterable[str]) -> ConceptType | None:
    """Return the type of the first noun that tells one, before any word that ends the noun phrase."""
    for word in words:
        if word in METHOD_NOUNS:
            return "method"
        if word in BENCHMARK_NOUNS:
            return "benchmark"
        if word in BREAKS:
            return None
    return None
