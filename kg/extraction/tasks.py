"""Find the tasks that a paper addresses: names of the scheme where the text says that it is on them.

A task is found by its labels, and by the acronym that the text gives for one. It is addressed where
the title names it as what the work is for, or a sentence of the work itself does (`we tackle`, `for`,
`results on`); as background, as an example or as a means it is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import field
from kg.extraction.abbreviations import find_pairs
from kg.extraction.concepts import Entry, load_entries
from kg.extraction.matcher import Form, Matcher, vocabulary_form
from kg.extraction.spans import NAMES, is_running_text
from kg.extraction.spelling import is_single, name_key, squeezed_name, word_set
from kg.extraction.token_arrays import Words, doc_words, token_texts
from kg.model import Concept

TASKS = "tasks"
_MEANS = word_set(
    "via using by through with without from than beyond uses use leverages leveraging like unlike as"
)
"""Before these words stands what the work is for, after them what it takes."""
_OWN = re.compile(
    r"\b(?:we|our|ours|this (?:paper|work|article|study|thesis|survey|report|research|letter|task)|here|is (?:proposed|presented|introduced)"
    r"|are (?:proposed|presented|introduced)|(?:the|a) (?:proposed|presented|novel)|paper)\b", re.I,
)  # fmt: skip
_TRIED = re.compile(
    r"\b(?:experiments?|experimental|results?|evaluat\w+|benchmarks?|outperform\w*|state[- ]of[- ]the[- ]art|demonstrat(?:e|es|ed|ing)"
    r"|achiev\w+|improv\w+|appl(?:y|ied|ications?)|validat\w+|tested)\b", re.I,
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:problems?|tasks?|challenges?|questions?|issues?|settings?) (?:of|in|for)(?: \w+)?$"
    r"|\b(?:address\w*|tackl\w+|stud(?:y|ies|ied|ying)|solv\w+|consider\w*|investigat\w+|explor\w+|focus\w* on|propos\w+|present\w*"
    r"|introduc\w+|develop\w*|improv\w+|perform\w*|approach(?:es)? (?:to|for)|methods? (?:for|of|to)|algorithms? for|frameworks? for"
    r"|models? (?:for|of)|systems? for|networks? for|appl(?:y|ied) (?:\w+ ){0,2}to|application (?:to|of)|advances? in|datasets? for"
    r"|benchmarks? for|results (?:on|in|for)|(?:state of the art|state-of-the-art|performance) (?:on|in|for|of)|work on|for|towards?)"
    r"(?: (?:the|a|an|new|novel|more|better|both|real-time|robust|efficient|accurate|unsupervised|supervised|deep|neural|automatic|general|end-to-end"
    r"|joint|problem of|task of)){0,3}$", re.I,
)  # fmt: skip
_EXAMPLE = re.compile(
    r"\b(?:such as|e\.g\.?,?|including|like|inspired by|unlike|similar to|other than|beyond|crucial (?:for|in|to)"
    r"|success(?:es|ful)? (?:in|of|on|for)|essential (?:for|in|to)|important (?:for|in|to)|key to|progress in|from|future)\b[^.;:]{0,90}$", re.I,
)  # fmt: skip
_SUBJECT = re.compile(
    r"^ ?(?:\([^)]*\) )?(?:is|are|aims?|has|have|remains?|requires?|refers?|seeks?|plays?|involves?|poses?|tries|deals|consists|attempts?|becomes?"
    r"|problems?|tasks?|systems?|methods?|models?|algorithms?|approaches)\b", re.I,
)  # fmt: skip
SURE = {"title": 0.9, "asked": 0.8, "tried": 0.7, "subject": 0.65, "own": 0.5, "said": 0.3}
"""How sure a task is addressed by what its mention stands in; a further mention adds to it."""
_FURTHER = 0.1
THRESHOLD = 0.6


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that names a task: its tokens, and the sign of how the text speaks of it there.

    In a title the name of the task is the cue.
    """

    begin: int
    end: int
    concept: Concept
    sign: str
    cue: str | None


@lru_cache(maxsize=1)
def load_task_matcher() -> Matcher:
    """Return the matcher of the labels of the scheme of tasks."""
    return Matcher(_forms())


def _forms() -> Iterator[Form]:
    for entry in load_entries():
        if entry.concept.type == "task":
            for label in (entry.concept.label, *entry.concept.alt_labels):
                yield _form(entry, label)


def _form(entry: Entry, label: str) -> Form:
    if is_single(label) and not label.islower():  # An acronym stands in its own case.
        return Form(entry, name_key(label), squeezed_name(label), exact=True, capital=True)
    return vocabulary_form(entry, label)


def find_tasks(doc: Doc, found: Iterable[_Place]) -> list[Span]:
    """Find the places that tell which tasks the paper of a doc addresses, in the order of its text."""
    places: dict[Concept, list[_Place]] = defaultdict(list)
    for place in found:
        places[place.concept].append(place)
    _fold_short(doc, places)
    sure = {concept: _sure(several) for concept, several in places.items()}
    addressed = {concept for concept, each in sure.items() if each >= THRESHOLD}
    above = {key for concept in addressed for key in _above(concept)}
    within = {n for name in doc.spans.get(NAMES, ()) for n in range(name.start, name.end)}
    spans = [
        _span(doc, each, sure[concept])
        for concept in addressed
        if concept.key not in above or _is_in_title(places[concept])
        for each in places[concept]
        if each.sign != "said" and within.isdisjoint(range(each.begin, each.end))
    ]
    return sorted(spans, key=lambda span: (span.start, span.end))


def _fold_short(doc: Doc, places: dict[Concept, list[_Place]]) -> None:
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


def _sure(places: Sequence[_Place]) -> float:
    signs = [SURE[each.sign] for each in places]
    return min(max(signs) + _FURTHER * (len(signs) - 1), 0.95)


def _is_in_title(places: Sequence[_Place]) -> bool:
    return any(each.sign == "title" for each in places)


@lru_cache(maxsize=1)
def _broader() -> dict[str, tuple[str, ...]]:
    return {e.concept.key: e.concept.broader for e in load_entries() if e.concept.type == "task"}


def _above(concept: Concept) -> Iterator[str]:
    for key in concept.broader:
        yield key
        yield from _broader()[key]


def _places(doc: Doc) -> Iterator[_Place]:
    acronyms = [*_forms_of_pairs(doc)]
    finders = [load_task_matcher(), *([Matcher(acronyms)] if acronyms else [])]
    words, text = doc_words(doc), doc.text  # Joined once: it takes long.
    taken = set(_of_names(doc))
    seen: set[int] = set()
    for finder in finders:
        for begin, end, entry in finder.find(doc, frozenset()):
            tokens = range(begin, end)
            if (
                seen.isdisjoint(tokens)
                and taken.isdisjoint(tokens)
                and is_running_text(doc, begin, end)
            ):
                seen.update(tokens)
                sign, cue = _sign(doc, text, words, begin, end)
                yield _Place(begin, end, entry.concept, sign, cue)


def _of_names(doc: Doc) -> Iterator[int]:
    """Yield the tokens of names; a new name may end in what it does (`GAP Machine Translation`)."""
    for name in doc.spans.get(NAMES, ()):
        if name._.concept.curated:
            yield from range(name.start, name.end)


def _forms_of_pairs(doc: Doc) -> Iterator[Form]:
    """Yield forms of the acronyms that the text gives for tasks."""
    for long, short in find_pairs(doc):
        entry = load_task_matcher().lookup(long.text, frozenset())
        if entry:
            yield Form(entry, name_key(short.text), squeezed_name(short.text), exact=True)


def _sign(doc: Doc, text: str, words: Words, begin: int, end: int) -> tuple[str, str | None]:
    """Tell what a mention stands in, and the words that say so."""
    first, last = words.sentence(begin)
    if not _MEANS.isdisjoint(words.lower[max(begin - 2, first) : begin]):
        return "said", None
    if begin < doc._.title_end:
        return "title", doc[begin:end].text
    start, stop = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    named, ended = doc[begin].idx, doc[end - 1].idx + len(doc[end - 1])
    sentence, before, after = text[start:stop], text[start:named].rstrip(), text[ended:stop]
    generic = is_single(text[named:ended]) and text[named + 1 : ended].islower()
    subject = None if before or generic else _SUBJECT.match(after)
    if subject:
        return "subject", subject.group().strip()
    return _sign_in(sentence, before, generic)


def _sign_in(sentence: str, before: str, generic: bool) -> tuple[str, str | None]:
    """Tell what a sentence says of a task behind `before`; a generic name is a plain word, too."""
    own, tried = _OWN.search(sentence), _TRIED.search(sentence)
    asked = _ASKED.search(before)
    if not own or (_EXAMPLE.search(before) and not tried):
        return "said", None
    if asked:
        return "asked", asked.group()
    if generic:
        return "said", None
    return ("tried", tried.group()) if tried else ("own", own.group())


def _span(doc: Doc, place: _Place, sure: float) -> Span:
    concept = place.concept
    span = Span(doc, place.begin, place.end, concept.type, kb_id=f"{concept.type}/{concept.key}")
    span._.concept, span._.relation = concept, "addresses"
    span._.confidence, span._.cue = round(sure, 2), place.cue
    return span


@Language.component("kg_tasks", requires=["token.is_sent_start"])
def kg_tasks(doc: Doc) -> Doc:
    """Set the mentions of the tasks that a paper addresses as `doc.spans["tasks"]`.

    What was taken for a name and is called like a task is no name: a method does it.
    """
    texts = token_texts(doc)
    places: list[_Place] = []
    if field.evidence(texts, field.load_weights()) >= 0:
        places = list(_places(doc))
    called = {(each.begin, each.end) for each in places}
    names = [each for each in doc.spans.get(NAMES, ()) if (each.start, each.end) not in called]
    doc.spans[NAMES] = names
    doc.set_ents(names)
    doc.spans[TASKS] = find_tasks(doc, places)
    return doc
