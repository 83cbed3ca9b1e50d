"""Give each name of a document one concept, and find it everywhere in the document.

A name that the vocabulary knows is that concept, unless the document defines it as
something else. All other names become concepts of their own: the two forms of an
abbreviation are one, and so are spellings that differ in hyphens or plural.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import coined, matcher
from kg.extraction.apposition import Told, what_is_told
from kg.extraction.concepts import Entry
from kg.extraction.field import names_of_field
from kg.extraction.markup import plain_name
from kg.extraction.matcher import Form, Matcher, document_words, load_matcher
from kg.extraction.spans import CANDIDATES, NAMES
from kg.extraction.spelling import is_single, name_key, squeezed_name, token_key
from kg.extraction.token_arrays import doc_words, token_texts
from kg.extraction.tokenizer import tokenize
from kg.identity import concept_key
from kg.model import Concept, ConceptType

_WEIGHTS = {matcher.FINDER: 100.0, coined.FINDER: 4.0}
"""How much a finder's word counts when candidates of one name differ in type; 1 for others."""

_YEAR = re.compile(r"(?:19|20)\d\d")
"""The edition of a benchmark is part of its name: `ILSVRC 2012`."""
_SHORT = 3
"""Letters of an acronym that names several things."""


@dataclass(slots=True)
class _Name:
    """All that a document says about one name: its surfaces, votes on its type, its long form."""

    surfaces: dict[str, None] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    long: str | None = None
    short: str | None = None
    confidence: float | None = None
    told: Told | None = None

    @property
    def type(self) -> ConceptType:
        if self.told is not None and self.told != "other":
            return self.told
        return "benchmark" if self.votes["benchmark"] >= self.votes["method"] else "method"


def collect_names(doc: Doc) -> list[_Name]:
    """Group the candidates of a document by name, the two forms of an abbreviation together."""
    names: dict[str, _Name] = {}
    for long, short in doc._.pairs:
        keys = name_key(long.text), name_key(short.text)
        name = names.get(keys[0]) or names.get(keys[1]) or _Name()
        name.long, name.short = name.long or long.text, name.short or short.text
        names[keys[0]] = names[keys[1]] = name
    generic = doc._.generic
    for span in doc.spans.get(CANDIDATES, ()):
        key = name_key(span.text)
        if key in generic or not key:
            continue
        name = names.setdefault(key, _Name())
        name.surfaces[span.text] = None
        name.places.append((span.start, span.end))
        name.votes[span.label_] += _WEIGHTS.get(span.id_, 1.0)
        confidence = span._.confidence
        if confidence is not None:
            name.confidence = max(name.confidence or 0.0, confidence)
    found = list({id(name): name for name in names.values()}.values())
    for name in found:
        name.told = what_is_told(token_texts(doc), doc_words(doc), name.places)
    return found


def link(name: _Name, words: frozenset[str]) -> Concept:
    """Return the concept of a name: a curated one, or one minted from its forms."""
    vocabulary = load_matcher()
    for form in [name.long] if name.long else name.surfaces:
        entry = vocabulary.lookup(form, words)
        if entry:
            return entry.concept
    if name.long and name.short:
        entry = vocabulary.lookup(name.short, words)
        if entry and _stands_for(entry.concept, name.long):
            return entry.concept
    shortest = min(name.surfaces, key=lambda surface: (len(surface), surface), default="")
    label = plain_name(name.short or shortest)
    full = plain_name(name.long) if name.long else label
    return Concept(
        type=name.type,
        key=concept_key(name.type, full),
        label=label,
        alt_labels=(full,) if full != label else (),
    )


def _stands_for(concept: Concept, long: str) -> bool:
    """Tell whether a known acronym stands for what a document spells out.

    Where the vocabulary spells it out itself, half of the words must be the same; else it does as it
    stands, unless it is so short that many things share it.
    """
    known = [label for label in (concept.label, *concept.alt_labels) if not is_single(label)]
    ours = set(map(token_key, tokenize(long))) - {""}
    shared = [len(ours.intersection(map(token_key, tokenize(label)))) for label in known]
    return 2 * max(shared) >= len(ours) if known else len(concept.label) > _SHORT


def _document_form(entry: Entry, surface: str) -> Form:
    """Keep to the case of a name of one word; a longer one may be written in any case."""
    return Form(
        entry, name_key(surface), _stem(surface), exact=is_single(surface) and not surface.islower()
    )


def _stem(surface: str) -> str:
    squeezed = squeezed_name(surface)
    return squeezed[:-1] if squeezed.endswith("s") and squeezed[:-1].isupper() else squeezed


def find_names(doc: Doc) -> list[Span]:
    """Find the names of a document wherever they stand, without overlaps, each with its concept."""
    words = document_words(doc)
    confidences: dict[Concept, float | None] = {}
    forms = []
    for name in collect_names(doc):
        entry = Entry(link(name, words))
        if name.told == "other" and not entry.concept.curated:
            continue
        confidences[entry.concept] = name.confidence
        forms += [_document_form(entry, surface) for surface in name.surfaces]
    found, structure, texts = [], doc._.structure, token_texts(doc)
    for begin, end, entry in Matcher(forms).find(doc, frozenset()):
        if not structure.isdisjoint(range(begin, end)):
            continue
        concept = entry.concept
        kb_id = f"{concept.type}/{concept.key}"
        dated = concept.type == "benchmark" and _is_year(texts, end)
        span = Span(doc, begin, end + dated, concept.type, kb_id=kb_id)
        told = span._
        told.concept, told.confidence = concept, confidences[concept]
        found.append(span)
    return found


def _is_year(texts: list[str], index: int) -> bool:
    return index < len(texts) and _YEAR.fullmatch(texts[index]) is not None


@Language.component("kg_linking", requires=["token.is_sent_start"], assigns=["doc.ents"])
def kg_linking(doc: Doc) -> Doc:
    """Set the names of a doc, linked, as `doc.spans["names"]` and `doc.ents`."""
    names = names_of_field(doc, find_names(doc))
    doc.spans[NAMES] = names
    doc.set_ents(names)
    return doc
