"""Run the pipeline over papers: text in, mentions out, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import tee

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import (  # noqa: F401  (importing them registers the components)
    abbreviations,
    coined,
    counterparts,
    enumerations,
    judge,
    linking,
    matcher,
    relation_model,
    relations,
    sentences,
    tasks,
    tokenizer,
    word_shapes,
)
from kg.extraction.spans import NAMES
from kg.extraction.version import extractor_version
from kg.model import Mention, Paper, TextField

COMPONENTS = (
    "kg_sentences",
    "kg_vocabulary",
    "kg_abbreviations",
    "kg_shapes",
    "kg_coined",
    "kg_judge",
    "kg_counterparts",
    "kg_lists",
    "kg_linking",
    "kg_relations",
    "kg_tasks",
)
SEPARATOR = "\n\n"
_MAX_LENGTH = 100_000_000


def make_pipeline(without: Collection[str] = (), *, until: str | None = None) -> Language:
    """Assemble the spaCy pipeline of the extractor, or a part of it."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "kg.tokenizer.v1"}}})
    nlp.max_length = _MAX_LENGTH
    for name in COMPONENTS[: COMPONENTS.index(until) if until else None]:
        if name not in without:
            nlp.add_pipe(name)
    return nlp


def make_docs(nlp: Language, papers: Iterable[Paper]) -> Iterator[Doc]:
    """Run a pipeline over papers, several at once where a component can: title, two line ends, abstract."""
    docs: Iterator[Doc] = (_tokenized(nlp, paper) for paper in papers)
    for _, component in nlp.pipeline:
        docs = component.pipe(docs) if hasattr(component, "pipe") else map(component, docs)
    return docs


def make_doc(nlp: Language, paper: Paper) -> Doc:
    """Run a pipeline over one paper."""
    return next(make_docs(nlp, [paper]))


def _tokenized(nlp: Language, paper: Paper) -> Doc:
    title, abstract = paper.title or "", paper.abstract or ""
    text = f"{title}{SEPARATOR}{abstract}" if title and abstract else title or abstract
    doc = nlp.make_doc(text)
    doc._.title_end = next((t.i for t in doc if t.idx >= len(title)), len(doc))
    return doc


class Extractor:
    """A pipeline and its version, and how sure it must be of a name to give its mentions."""

    def __init__(self, nlp: Language, min_confidence: float | None = None) -> None:
        self.nlp = nlp
        self.min_confidence = min_confidence
        self.version = extractor_version()

    def extract(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        """Yield the papers in order with their mentions, sorted by field (title first) and offset.

        Some papers are read ahead: they are looked through together. What is found in one depends on
        its own text alone.

        >>> paper = Paper(abstract="We introduce RECODE, a method tested on Atari.")
        >>> [(m.text, m.relation) for p in load_extractor().extract([paper]) for m in p.mentions]
        [('RECODE', 'introduces'), ('Atari', 'evaluates_on')]
        """
        papers, texts = tee(papers)
        for doc in self.docs(texts):
            paper = next(papers)
            yield replace(paper, mentions=self._mentions(paper, doc))

    def docs(self, papers: Iterable[Paper]) -> Iterator[Doc]:
        """Run the pipeline over papers."""
        return make_docs(self.nlp, papers)

    def doc(self, paper: Paper) -> Doc:
        """Run the pipeline over one paper."""
        return next(self.docs([paper]))

    def mentions(self, paper: Paper) -> tuple[Mention, ...]:
        """Find the mentions of one paper."""
        return self._mentions(paper, self.doc(paper))

    def _mentions(self, paper: Paper, doc: Doc) -> tuple[Mention, ...]:
        shift = len(paper.title) + len(SEPARATOR) if paper.title else 0
        title_length = len(paper.title or "")
        spans = [*doc.spans.get(NAMES, ()), *doc.spans.get(tasks.TASKS, ())]
        return tuple(
            _mention(span, "title", 0)
            if span.start_char < title_length
            else _mention(span, "abstract", shift)
            for span in sorted(spans, key=lambda each: (each.start, each.end))
            if self._is_sure(span)
        )

    def _is_sure(self, span: Span) -> bool:
        return self.min_confidence is None or (span._.confidence or 0.0) >= self.min_confidence


def _mention(span: Span, field: TextField, shift: int) -> Mention:
    told = span._  # Made anew each time that it is asked for.
    return Mention(
        field=field,
        start=span.start_char - shift,
        end=span.end_char - shift,
        text=span.text,
        concept=told.concept,
        relation=told.relation,
        confidence=told.confidence,
        cue=told.cue,
    )


@lru_cache(maxsize=2)
def load_extractor(min_confidence: float | None = None) -> Extractor:
    """Return the extractor, made once for each least confidence."""
    return Extractor(make_pipeline(), min_confidence)


def extractor_with(
    weights: judge.Weights, of_relations: relation_model.Weights | None = None
) -> Extractor:
    """Return an extractor whose judge has other weights than the packaged ones, and relations if given."""
    nlp = make_pipeline()
    component = nlp.get_pipe("kg_judge")
    assert isinstance(component, judge.Judge)
    component.use(weights)
    if of_relations is not None:
        related = nlp.get_pipe("kg_relations")
        assert isinstance(related, relations.Relations)
        related.weights = of_relations
    return Extractor(nlp)


def extract(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Yield the papers in order with their mentions; offsets count characters of their field.

    >>> (paper,) = extract([Paper(title="RECODE: a method tested on Atari")])
    >>> [(each.text, each.start, each.end) for each in paper.mentions]
    [('RECODE', 0, 6), ('Atari', 27, 32)]
    """
    return load_extractor().extract(papers)
