"""Put the sections of the graph together: one report, two files, counts of what they hold.

Blocks of Turtle are sorted by subject, outside memory where they are many. What several sections
describe alike is written once. Sections are validated one by one, with the report of the whole: a
constraint sees in a section what it would see in the whole, as long as it follows paths within the
section or on to a thing, but not back from a thing to what refers to it: no shape of the project
does. That sections meet in nothing but things is checked; where they do, the whole is to be
validated at once.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.identity import Namespace
from kg.mapping.dataset import Counts
from kg.pipeline.describing import EVIDENCE, GRAPH, Block, Described, kinds_of
from kg.serialization.lines import as_text, in_order
from kg.serialization.turtle import NO_STATEMENT, Terms, by_subject, spell_block, write_prefixes
from kg.system.progress import track
from kg.system.sorting import ExternalSort
from kg.validation import Result


@dataclass(slots=True)
class Assembly:
    """The sections that have come so far."""

    namespace: Namespace
    results: Counter[Result] = field(default_factory=Counter)
    triples: dict[str, int] = field(default_factory=lambda: {GRAPH: 0, EVIDENCE: 0})
    meet: bool = False
    """Whether two sections describe one node, or one refers to a node of another."""
    _blocks: ExternalSort[Block] = field(default_factory=lambda: ExternalSort(columns=5))
    _namespaces: dict[str, set[str]] = field(
        default_factory=lambda: {GRAPH: set(), EVIDENCE: set()}
    )
    _outside: set[str] = field(default_factory=set)

    def add(self, described: Described) -> None:
        """Take in a section."""
        # What a thing has is found in each section that it stands in.
        self.results |= Counter(described.results)
        self._blocks.add(described.blocks)
        self._outside |= described.outside
        for file, met in described.namespaces.items():
            self._namespaces[file] |= met

    def write(self, folder: Path) -> Counts:
        """Write both files into a folder, and count what they hold."""
        kinds: Counter[tuple[str, str]] = Counter()
        entities = 0
        with ExitStack() as stack:
            files = {name: stack.enter_context((folder / name).open("wb")) for name in self.triples}
            for name, file in files.items():
                write_prefixes(file, self._prefixes(name))
            blocks = track(self._blocks.merged(), f"writing {' and '.join(files)}")
            for _, of_subject in itertools.groupby(blocks, key=itemgetter(0)):
                entities += 1
                for name, same in itertools.groupby(of_subject, key=itemgetter(1)):
                    *_, text, said = self._one(list(same))
                    files[name].write(text.encode())
                    kinds[name, said] += 1
            for name, file in files.items():
                self.triples[name] = _statements(kinds, name)
                if not self.triples[name]:
                    file.write(NO_STATEMENT)
        return _counts(entities, kinds)

    def _prefixes(self, name: str) -> dict[str, str]:
        met = self._namespaces[name]
        return {name: iri for name, iri in self.namespace.prefixes().items() if iri in met}

    def _one(self, same: Sequence[Block]) -> Block:
        """Choose the block of a subject, or unite those that say different things of it."""
        subject, name, *_ = same[0]
        is_own = not all(each[2] for each in same)
        self.meet = self.meet or (is_own and (len(same) > 1 or subject in self._outside))
        if len({each[3] for each in same}) == 1:
            return same[0]
        prefixes = self.namespace.prefixes()
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
        text = head + "".join(each[3] for each in same)
        triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE, lenient=True)]
        ((_, said),) = by_subject(in_order(as_text(triples)))
        return subject, name, False, spell_block(subject, said, Terms(prefixes)), kinds_of(said)


def _statements(kinds: Counter[tuple[str, str]], file: str) -> int:
    each = ((said, blocks) for (name, said), blocks in kinds.items() if name == file)
    return sum(count * blocks for said, blocks in each for _, count in _properties(said))


def _properties(kinds: str) -> Iterator[tuple[NamedNode, int]]:
    """Read the properties of `kinds_of` back."""
    words = iter(kinds.partition("|")[0].split(" "))
    return ((NamedNode(each[1:-1]), int(next(words))) for each in words)


def _counts(entities: int, kinds: Counter[tuple[str, str]]) -> Counts:
    classes: Counter[NamedNode] = Counter()
    properties: Counter[NamedNode] = Counter()
    for (_, each), blocks in kinds.items():
        for predicate, count in _properties(each):
            properties[predicate] += count * blocks
        for class_ in each.partition("|")[2].split():
            classes[NamedNode(class_[1:-1])] += blocks
    return Counts(entities, classes, properties)


def assemble(namespace: Namespace, sections: Iterable[Described]) -> Assembly:
    """Gather sections as they come."""
    assembly = Assembly(namespace)
    for each in sections:
        assembly.add(each)
    return assembly
