"""Find the tasks that a paper addresses: names of the scheme where the text says that it is on them.

A task is found by its labels, by the acronym that the text gives for one, and in other words. It is
addressed where the title names it as what the work is for, or a sentence of the work itself does
(`we tackle`, `for`, `results on`); as background, as an example or as a means it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.abbreviations import find_pairs
from kg.extraction.concepts import Entry, load_entries
from kg.extraction.field import is_of_field
from kg.extraction.matcher import Form, Matcher, document_words, vocabulary_form
from kg.extraction.paraphrases import Paraphrases
from kg.extraction.spans import NAMES, set_apart
from kg.extraction.spelling import is_single, name_key, squeezed_name
from kg.extraction.task_signs import Place, marks_of, sign_of
from kg.extraction.task_weights import THRESHOLD, how_sure
from kg.extraction.token_arrays import Words, doc_text, doc_words, sentence_flags
from kg.model import Concept

TASKS = "tasks"


def _labels() -> Iterator[tuple[str, Entry]]:
    for entry in load_entries():
        if entry.concept.type == "task":
            for label in (entry.concept.label, *entry.concept.alt_labels):
                yield label, entry


@lru_cache(maxsize=1)
def load_task_matcher() -> Matcher:
    """Return the matcher of the labels of the scheme of tasks."""
    return Matcher(_form(entry, label) for label, entry in _labels())


@lru_cache(maxsize=1)
def load_paraphrases() -> Paraphrases:
    """Return the finder of what says a label of the scheme in other words."""
    return Paraphrases(_labels())


def _form(entry: Entry, label: str) -> Form:
    if is_single(label) and not label.islower():  # An acronym stands in its own case.
        return Form(entry, name_key(label), squeezed_name(label), exact=True, capital=True)
    return replace(vocabulary_form(entry, label), context=frozenset())


@lru_cache(maxsize=1)
def contexts() -> dict[str, frozenset[str]]:
    """Return the words of which a text needs one where a plain word names a task, by task."""
    return {e.concept.key: e.context for e in load_entries() if e.concept.type == "task"}


@lru_cache(maxsize=1)
def broader_tasks() -> dict[str, frozenset[str]]:
    """Return the keys of all tasks above each task."""
    direct = {e.concept.key: e.concept.broader for e in load_entries() if e.concept.type == "task"}

    def above(key: str) -> Iterator[str]:
        for each in direct[key]:
            yield each
            yield from above(each)

    return {key: frozenset(above(key)) for key in direct}


def find_places(doc: Doc) -> dict[Concept, list[Place]]:
    """Find the places that name tasks, by task; what a text calls shortly counts for the long name."""
    places: dict[Concept, list[Place]] = defaultdict(list)
    for place in sorted(_places(doc), key=lambda each: each.begin):
        places[place.concept].append(place)
    _fold_short(doc, places)
    return {c: found for c, found in places.items() if not _lacks_context(doc, c, found)}


def _lacks_context(doc: Doc, concept: Concept, places: Sequence[Place]) -> bool:
    """Tell whether a plain word (`mapping`) is all that names a task whose context is not there."""
    needed = contexts()[concept.key]
    single = all(each.end - each.begin == 1 for each in places)
    return single and bool(needed) and needed.isdisjoint(document_words(doc))


def _fold_short(doc: Doc, places: dict[Concept, list[Place]]) -> None:
    """Take for one what a text calls shortly (`localization` beside `sound source localization`)."""
    keys = {c: {name_key(doc[p.begin : p.end].text) for p in found} for c, found in places.items()}
    for concept in list(places):
        for other in list(places):
            if concept != other and all(
                any(long != short and long.endswith(short) for long in keys[other])
                for short in keys[concept]
            ):
                places[other] += [replace(each, concept=other) for each in places.pop(concept)]
                break


def _places(doc: Doc) -> Iterator[Place]:
    """Yield the places that name tasks, those of labels first, none of them over another."""
    words, text = doc_words(doc), doc_text(doc)
    inside, apart = _inside_names(doc), set_apart(doc)
    seen: set[int] = set()
    for begin, end, concept, mark in _found(doc, words):
        tokens = range(begin, end)
        things = end - begin == 1 and words.lower[begin].endswith(
            "ings"
        )  # What was mapped is no mapping.
        if not things and seen.isdisjoint(tokens) and apart.isdisjoint(tokens):
            seen.update(tokens)
            first, last = words.sentence(begin)
            title = begin < doc._.title_end
            start, stop = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
            named, ended = doc[begin].idx, doc[end - 1].idx + len(doc[end - 1])
            around = text[start:named], text[named:ended], text[ended:stop]
            sign, cue = sign_of(*around, in_title=title)
            marks = marks_of(*around, in_title=title) | mark
            if not inside.isdisjoint(tokens):
                marks.add("inside")
            yield Place(begin, end, concept, sign, cue, frozenset(marks))


def _found(doc: Doc, words: Words) -> Iterator[tuple[int, int, Concept, set[str]]]:
    acronyms = [*_forms_of_pairs(doc)]
    for finder in (load_task_matcher(), *([Matcher(acronyms)] if acronyms else [])):
        for begin, end, entry in finder.find(doc, frozenset()):
            yield begin, end, entry.concept, set()
    for begin, end, entry in load_paraphrases().find(words.lower, sentence_flags(doc)):
        yield begin, end, entry.concept, {"in other words"}


def _forms_of_pairs(doc: Doc) -> Iterator[Form]:
    """Yield forms of the acronyms that the text gives for tasks."""
    for long, short in find_pairs(doc):
        entry = load_task_matcher().lookup(long.text, frozenset())
        if entry:
            yield Form(entry, name_key(short.text), squeezed_name(short.text), exact=True)


def _inside_names(doc: Doc) -> set[int]:
    """Return the tokens of new names, which may hold what they do (`GAP Machine Translation`)."""
    return {
        token
        for name in doc.spans.get(NAMES, ())
        if not name._.concept.curated
        for token in range(name.start, name.end)
    }


def addressed(places: dict[Concept, list[Place]]) -> dict[Concept, float]:
    """Return the tasks that are addressed, each with how sure it is.

    The narrower one stands for the broader, but where the title names the broader alone.
    """
    sure = how_sure(places, broader_tasks())
    found = {
        concept: each
        for concept, each in sure.items()
        if each >= THRESHOLD and not _is_passing(places[concept])
    }
    above = {key for concept in found for key in broader_tasks()[concept.key]}
    titled = {key for c in found if _is_in_title(places[c]) for key in broader_tasks()[c.key]}
    return {
        concept: each
        for concept, each in found.items()
        if concept.key not in above or (_is_in_title(places[concept]) and concept.key not in titled)
    }


def _is_passing(places: Sequence[Place]) -> bool:
    """Tell whether a task is named once alone, and in passing."""
    return len(places) == 1 and places[0].sign == "said"


def _is_in_title(places: Sequence[Place]) -> bool:
    return any(each.sign == "title" for each in places)


def _spans(doc: Doc, places: dict[Concept, list[Place]]) -> Iterator[Span]:
    """Yield the mentions: of what says that a task is addressed; where nothing does, of all."""
    for concept, sure in addressed(places).items():
        told = [each for each in places[concept] if each.sign != "said"]
        for place in told or places[concept]:
            span = Span(
                doc, place.begin, place.end, concept.type, kb_id=f"{concept.type}/{concept.key}"
            )
            said = span._
            said.concept, said.relation = concept, "addresses"
            said.confidence, said.cue = round(sure, 2), place.cue
            yield span


@Language.component("kg_tasks", requires=["token.is_sent_start"])
def kg_tasks(doc: Doc) -> Doc:
    """Set the mentions of the tasks that a paper addresses as `doc.spans["tasks"]`.

    What was taken for a name and is called like a task is no name: a method does it.
    """
    places = find_places(doc) if is_of_field(doc) else {}
    called = _called(places.values())
    named = list(doc.spans.get(NAMES, ()))
    names = [each for each in named if (each.start, each.end) not in called]
    if len(names) < len(named):
        doc.spans[NAMES] = names
        doc.set_ents(names)
    doc.spans[TASKS] = sorted(_spans(doc, places), key=lambda span: (span.start, span.end))
    return doc


def _called(places: Iterable[Sequence[Place]]) -> set[tuple[int, int]]:
    return {
        (each.begin, each.end)
        for several in places
        for each in several
        if "in other words" not in each.marks
    }
