"""What becomes of a section: the results of its validation, and runs of Turtle to be written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial

from kg.pipeline.remembering import Remembered
from kg.pipeline.runs import Block, Run, runs_of
from kg.pipeline.sections import Section
from kg.serialization.lines import as_text, in_order
from kg.serialization.turtle import TYPE, Said, Terms, by_subject, spell_block
from kg.system.parallel import Workers
from kg.validation import Result, Validator
from kg.validation.data import Data
from kg.vocab import term

GRAPH, EVIDENCE = "kg.ttl", "mentions.ttl"

_HELD = 2
"""Sections that are in memory at a time, for each process."""
_REPLACED, _CITES = str(term("dcterms:isReplacedBy")), str(term("cito:cites"))


@dataclass(slots=True)
class Described:
    """A section as it is validated and written.

    `namespaces` are those that stand in each file; `outside` are the nodes of the data namespace
    that the section refers to and does not describe.
    """

    results: list[Result]
    runs: list[Run] = field(default_factory=list)
    namespaces: dict[str, set[str]] = field(default_factory=lambda: {GRAPH: set(), EVIDENCE: set()})
    outside: set[str] = field(default_factory=set)


def describe_all(
    sections: Iterable[Section], records: int, workers: Workers
) -> Iterator[Described]:
    """Describe the sections of so many records in their order, none twice."""
    described = Remembered(
        "section", repr, partial(workers.map, describe), _to_json, _from_json, _HELD * workers.jobs
    )
    return described.results(sections, records)


@lru_cache(maxsize=1)
def validator() -> Validator:
    """Return the validator of sections, made once."""
    return Validator()


def describe(section: Section) -> Described:
    """Map a section, validate it as a whole, and write it as runs of blocks of Turtle."""
    own, things, evidence = list(section.own()), list(section.things()), list(section.evidence())
    texts = [as_text(each) for each in (own, things, evidence)]
    found = Data([*own, *things, *evidence], "".join(texts))
    described, blocks = Described(validator().find(found)), list[Block]()
    prefixes = section.setting.namespace.prefixes()
    terms = {file: Terms(prefixes) for file in (GRAPH, EVIDENCE)}
    base = f"<{section.setting.namespace.base}"
    programs = {str(each.subject) for each in section.setting.programs()}
    for text, file, shared in zip(
        texts, (GRAPH, GRAPH, EVIDENCE), (False, True, False), strict=True
    ):
        for subject, said in by_subject(in_order(text)):
            block = spell_block(subject, said, terms[file])
            # A former IRI may be replaced by papers of several sections: more are never too many.
            is_thing = shared or subject in programs or said.keys() == {_REPLACED}
            blocks.append(Block(subject, file, is_thing, block, kinds_of(said)))
            described.outside.update(_references(said, base))
    described.namespaces = {file: each.namespaces for file, each in terms.items()}
    described.outside.difference_update(each.subject for each in blocks)
    described.runs = list(
        runs_of(blocks, partial(_group, base, tuple(each.key for each in section.papers)))
    )
    return described


def _group(base: str, papers: tuple[str, ...], block: Block) -> str:
    """Name what goes in one run: blocks of one class whose keys begin with those of papers, which
    come section by section.
    """
    class_, _, key = block.subject.removeprefix(base).partition("/")
    return f"{class_} {block.file}" if not block.is_thing and key.startswith(papers) else ""


def _references(said: Said, base: str) -> Iterator[str]:
    """List the nodes of the data that a subject refers to, but for papers that it cites: no shape
    looks at what is said of those, nor back from them.
    """
    looked_at = (values for predicate, values in said.items() if predicate != _CITES)
    return (value for values in looked_at for value in values if value.startswith(base))


def kinds_of(said: Said) -> str:
    """Say how many statements a block has by property, and which classes its subject has.

    >>> kinds_of({TYPE: ["<x:C>"], "<x:p>": ["<x:a>", "<x:b>"]})
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> 1 <x:p> 2|<x:C>'
    """
    properties = " ".join(f"{predicate} {len(values)}" for predicate, values in said.items())
    return f"{properties}|{' '.join(said.get(TYPE, ()))}"


def _to_json(described: Described) -> str:
    namespaces = {file: sorted(met) for file, met in described.namespaces.items()}
    results = [asdict(each) for each in described.results]
    return json.dumps([results, described.runs, namespaces, sorted(described.outside)])


def _from_json(text: str) -> Described:
    results, runs, namespaces, outside = json.loads(text)
    return Described(
        [Result(**each | {"said": tuple(each["said"])}) for each in results],
        [Run(*each) for each in runs],
        {file: set(met) for file, met in namespaces.items()},
        set(outside),
    )
