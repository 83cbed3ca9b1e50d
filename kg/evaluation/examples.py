"""Make of gold what others learn from or measure with: examples of relations, spaCy documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.evaluation.counting import matching_entity, normalise_surface
from kg.evaluation.gold import GoldDocument
from kg.extraction.relations import signs_by_concept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

    from kg.extraction import Extractor
    from kg.model import Relation


def relation_examples(
    gold: Iterable[GoldDocument], extractor: Extractor
) -> Iterator[tuple[frozenset[str], tuple[Relation, ...]]]:
    """Yield the signs and the relations of each name that the extractor finds and gold knows."""
    for document in gold:
        doc = extractor.doc(document.paper)
        for names, signs in signs_by_concept(doc):
            surfaces = {normalise_surface(name.text) for name in names}
            index = matching_entity(document, names[0].label_, surfaces)
            if index is not None:
                yield signs, tuple(document.entities[index]["roles"])


def to_docbin(gold: Iterable[GoldDocument], nlp: Language) -> DocBin:
    """Make gold a spaCy `DocBin` for `spacy evaluate`: title, two line ends and abstract a document.

    A mention that does not begin and end with tokens of `nlp`, or overlaps a longer one, is
    left out: spaCy cannot hold it.
    """
    from spacy.tokens import DocBin

    return DocBin(docs=[_gold_doc(document, nlp) for document in gold])


def _gold_doc(document: GoldDocument, nlp: Language) -> Doc:
    from spacy.util import filter_spans

    title, abstract = document.paper.title or "", document.paper.abstract or ""
    separator = "\n\n" if title and abstract else ""
    shift = {"title": 0, "abstract": len(title + separator)}
    doc = nlp.make_doc(title + separator + abstract)
    spans = (
        doc.char_span(
            each["start"] + shift[each["field"]],
            each["end"] + shift[each["field"]],
            label=each["type"],
        )
        for each in document.mentions
    )
    doc.set_ents(filter_spans([span for span in spans if span is not None]))
    return doc
