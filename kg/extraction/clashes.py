"""Check a vocabulary for clashes: names that two concepts share, and links that lead nowhere.

Two concepts clash where one text would name both: where they have a label in common, or
labels that are spellings of each other, without a context that tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extraction.concepts import Entry, load_entries, read_facts
from kg.extraction.matcher import Form, vocabulary_form
from kg.extraction.spelling import word_set
from kg.resources import CONCEPTS_FILE
from kg.vocab import RDF_TYPE, term

_WORDS = word_set("""
adam adapt adult alchemy alien alpaca ant apex arena art aspire asteroids atlantis bandit battle beam bear bee
boost boxing branch brain breakout bridge bubble camel catch chain chameleon chinchilla climb cloud
clutter coco code combine compass connect core count crafter cream dart demon dice diplomacy doom dragon dream
drop eagle echo embed enduro enigma expert explore fabric fair falcon fast fishing flamingo focus forge
freeway frost fuse galaxy gem ghost gift glass glide glow glue go gopher gopro gravity grid habitat hammer
hanoi hopper house human ice iris jump juggernaut kangaroo lava leap light lion magic march mario mars maze
meet merlin mesh mirage mix muse music nature nest noise ocean open orca orchestra orbit owl palm panda
parrot path pendulum phoenix pilot pitfall plan prompt push puzzle quilt race rain rainbow
reach react reason reform retro ring robot rogue sage salmon sand scan search shape shield sketch skiing snake sonic soda
solitaire spider spring squad star stream swimmer switch tango taxi tennis tiger titan token trace track
transform tree unity venture vision walker wave whisper wine wizard wolf world yoga zebra
""")
"""Words of English after which methods and benchmarks have been named."""


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """One clash: what kind it is, the concepts (IRIs) it is about, and the label or value at fault."""

    kind: str
    concepts: tuple[str, ...]
    value: str


def find_clashes(path: Path = CONCEPTS_FILE) -> list[Clash]:
    """Find all clashes of a vocabulary file in Turtle, sorted.

    Raises: RdfError: where the file cannot be read as Turtle.

    >>> find_clashes()
    []
    """
    facts = read_facts(path)
    entries = load_entries(path)
    return sorted({*_of_names(entries), *_of_labels(entries), *_of_links(facts), *_of_types(facts)})


def _name(entry: Entry) -> str:
    return f"{entry.concept.type}/{entry.concept.key}"


def _labels(entry: Entry) -> tuple[str, ...]:
    return (entry.concept.label, *entry.concept.alt_labels)


def _of_names(entries: tuple[Entry, ...]) -> Iterator[Clash]:
    """Compare the forms of each key: the same label, or a spelling that stands for both."""
    forms: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    for entry in entries:
        for label in _labels(entry):
            form = vocabulary_form(entry, label)
            forms[form.key].append((label, form))
    for same_key in forms.values():
        for index, (label, form) in enumerate(same_key):
            for other_label, other in same_key[index + 1 :]:
                names = tuple(sorted({_name(form.entry), _name(other.entry)}))
                if len(names) == 2 and _meet(form, other):
                    kind = "shared label" if label == other_label else "shared spelling"
                    yield Clash(kind, names, " = ".join(sorted({label, other_label})))


def _meet(one: Form, other: Form) -> bool:
    """Tell whether a text that is written like one of two forms fits both."""
    if one.context and other.context and one.context.isdisjoint(other.context):
        return False
    words = one.context | other.context
    return one.fits(other.squeezed, words) or other.fits(one.squeezed, words)


def _of_labels(entries: tuple[Entry, ...]) -> Iterator[Clash]:
    for entry in entries:
        if entry.concept.label in entry.concept.alt_labels:
            yield Clash("preferred is alternative", (_name(entry),), entry.concept.label)
        for label in _labels(entry):
            # A name with capitals inside, `SQuAD`, is seldom mistaken for a word.
            if not entry.context and label[1:].islower() and label.casefold() in _WORDS:
                yield Clash("ambiguous word without context", (_name(entry),), label)


def _of_links(facts: dict[str, dict[str, list[str]]]) -> Iterator[Clash]:
    broader = {iri: known.get(term("skos:broader").value, []) for iri, known in facts.items()}
    for iri, parents in broader.items():
        for parent in parents:
            if parent not in facts:
                yield Clash("broader concept is missing", (_short(iri),), _short(parent))
            elif _types(facts[parent]) != _types(facts[iri]):
                yield Clash("broader concept of another type", (_short(iri),), _short(parent))
        if _reaches(iri, iri, broader):
            yield Clash("cycle of broader concepts", (_short(iri),), _short(iri))


def _reaches(start: str, goal: str, broader: dict[str, list[str]]) -> bool:
    seen, waiting = set[str](), list(broader.get(start, ()))
    while waiting:
        iri = waiting.pop()
        if iri == goal:
            return True
        if iri not in seen:
            seen.add(iri)
            waiting += broader.get(iri, ())
    return False


def _types(known: dict[str, list[str]]) -> set[str]:
    ours = {term(f"kg:{each}").value for each in ("Method", "Benchmark", "Task")}
    return ours.intersection(known.get(RDF_TYPE.value, ()))


def _of_types(facts: dict[str, dict[str, list[str]]]) -> Iterator[Clash]:
    for iri, known in facts.items():
        types = sorted(each.rsplit("#", 1)[-1] for each in _types(known))
        kind = _short(iri).split("/")[0]
        if len(types) > 1 or (types and types[0].casefold() != kind):
            yield Clash("type conflict", (_short(iri),), ", ".join(types))
        if types and len(known.get(term("skos:prefLabel").value, ())) != 1:
            yield Clash("not one preferred label", (_short(iri),), ", ".join(types))


def _short(iri: str) -> str:
    return "/".join(iri.rsplit("/", 2)[-2:])
