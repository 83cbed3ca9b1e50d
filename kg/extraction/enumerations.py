"""Find what stands in a list with a benchmark: `Atari, BoxWorld and Mini PacMan`.

The judge asks of each name what is around it; the last of three unknown games has little. But a writer
names like things together. So what is written with a capital, joined to a benchmark by a comma or an
`and`, and ends where a part of a list ends, is one too, unless it is known to be something else.
Lists of methods are not read so: what stands beside a method is as often a field or a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.exclusions import is_excluded, is_generic
from kg.extraction.judge import LEAST_SURE
from kg.extraction.kinds import BENCHMARK_NOUNS, BREAKS, METHOD_NOUNS
from kg.extraction.matcher import document_words, load_matcher
from kg.extraction.spans import CANDIDATES, set_apart
from kg.extraction.spelling import word_set
from kg.extraction.tasks import load_task_matcher
from kg.extraction.token_arrays import doc_words, token_texts
from kg.extraction.tokenizer import HYPHENS

FINDER = "list"
SHARE = 0.9
"""What is found is so much less sure than what it stands beside: out of fold 18 of 22 were right."""
_WORDS = word_set("and or &")
_MARKS = word_set(", . ; : ( ) [ ]")
_NOUNS = BENCHMARK_NOUNS | METHOD_NOUNS
_AFTER_LISTS = BREAKS | word_set("as at while but when")
_LONGEST, _BRACKET, _PHRASE = 4, 12, 4
"""Words of a name, tokens of a bracket behind one, and words between a name and its noun."""

Range = tuple[int, int]


@Language.component("kg_lists", requires=["token.is_sent_start"])
def kg_lists(doc: Doc) -> Doc:
    """Add what stands in a list with a benchmark to the candidates that were judged."""
    known = doc.spans.get(CANDIDATES, ())
    sure = {
        (each.start, each.end): each._.confidence or 0.0
        for each in known
        if each.label_ == "benchmark"
    }
    if sure:
        taken = {token for each in known for token in range(each.start, each.end)} | set_apart(doc)
        doc.spans[CANDIDATES] = [*known, *_listed(doc, sure, taken)]
    return doc


def _listed(doc: Doc, sure: dict[Range, float], taken: set[int]) -> Iterator[Span]:
    """Yield what stands beside a benchmark, and what stands beside that."""
    reader = _Reader(doc)
    waiting = list(sure)
    while waiting:
        beside = waiting.pop(0)
        confidence = round(SHARE * sure[beside], 2)
        for begin, end in (reader.after(beside), reader.before(beside)):
            tokens = range(begin, end)
            if (
                tokens
                and confidence >= LEAST_SURE
                and taken.isdisjoint(tokens)
                and reader.is_name(begin, end)
            ):
                taken.update(tokens)
                sure[begin, end] = confidence
                waiting.append((begin, end))
                span = Span(doc, begin, end, "benchmark", span_id=FINDER)
                span._.confidence = confidence
                yield span


class _Reader:
    """Reads the parts of lists of a doc; where there is none, the part is empty."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.texts, self.words = token_texts(doc), doc_words(doc)

    def after(self, beside: Range) -> Range:
        """Return what follows a name in a list: `, X,`, `and X`."""
        _, stop = self.words.sentence(beside[0])
        at = self._behind(beside[1], stop)
        begin = self._behind_joint(at, stop)
        end = begin
        while end < min(stop, begin + _LONGEST) and self._is_part(end):
            end += 1
        joined = any(map(self._is_word, range(at, begin)))  # Not by a mere comma.
        return (begin, end) if begin > at and self._ends(end, stop, joined) else (0, 0)

    def before(self, beside: Range) -> Range:
        """Return what precedes a name in a list: `X, `, `X and`."""
        first, _ = self.words.sentence(beside[0])
        at = beside[0] - (self.words.lower[beside[0] - 1 : beside[0]] == ["the"])
        end = at
        while end > first and at - end < 2 and self._joins(end - 1):
            end -= 1
        begin = end
        while begin > max(first, end - _LONGEST) and self._is_part(begin - 1):
            begin -= 1
        # A word that opens the sentence has its capital from that.
        return (begin, end) if end < at and begin > first else (0, 0)

    def is_name(self, begin: int, end: int) -> bool:
        """Tell whether a part of a list may name a benchmark, and is not known as something else."""
        text = self.doc[begin:end].text
        if sum(map(str.isalpha, text)) < 2 or is_excluded(text) or is_generic(text):
            return False
        words = document_words(self.doc)
        entry = load_matcher().lookup(text, words)
        if entry is not None:
            return entry.concept.type == "benchmark"
        return not load_task_matcher().lookup(text, words)

    def _behind(self, at: int, stop: int) -> int:
        """Pass what may stand behind a name: a bracket, a noun."""
        if at < stop and self.texts[at] in {"(", "["}:
            end = min(stop, at + _BRACKET)
            at = next((n + 1 for n in range(at, end) if self.texts[n] in {")", "]"}), at)
        return at + (at < stop and self.words.lower[at] in BENCHMARK_NOUNS)

    def _behind_joint(self, at: int, stop: int) -> int:
        end = at
        while end < stop and end - at < 2 and self._joins(end):
            end += 1
        return end + (at < end < stop and self.words.lower[end] == "the")

    def _joins(self, at: int) -> bool:
        return self.texts[at] == "," or self._is_word(at)

    def _is_word(self, at: int) -> bool:
        return at < len(self.texts) and self.words.lower[at] in _WORDS

    def _is_part(self, at: int) -> bool:
        text = self.texts[at]
        return text[:1].isupper() or text[:1].isdigit() or text in HYPHENS

    def _ends(self, end: int, stop: int, joined: bool) -> bool:
        """Tell whether a part of a list ends here: after a comma alone there must be a next one."""
        following: Sequence[str] = self.words.lower[end:stop] or ["."]
        if following[0] in _MARKS or following[0] in _WORDS:
            return True
        nouns = [word for word in following[:_PHRASE] if word in _NOUNS]
        if nouns:
            return nouns[0] in BENCHMARK_NOUNS
        return joined and following[0] in _AFTER_LISTS
