"""Put the sections of the graph together: one report, two files, counts of what they hold.

Runs of Turtle are sorted by subject, outside memory where they are many. What several sections
describe alike is written once. Sections are validated one by one, with the report of the whole: a
constraint sees in a section what it would see in the whole, as long as it follows paths within the
section or on to a thing, but not back from a thing to what refers to it: no shape of the project
does. That sections meet in nothing but things is checked; where they do, the whole is to be
validated at once.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import starmap
from operator import itemgetter
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.identity import Namespace
from kg.mapping.dataset import Counts
from kg.pipeline.describing import EVIDENCE, GRAPH, Described, kinds_of
from kg.pipeline.runs import Block, Run, counted, overlapping
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
    _runs: ExternalSort[Run] = field(default_factory=lambda: ExternalSort(len(Run._fields)))
    _namespaces: dict[str, set[str]] = field(
        default_factory=lambda: {GRAPH: set(), EVIDENCE: set()}
    )
    _outside: set[str] = field(default_factory=set)

    def add(self, described: Described) -> None:
        """Take in a section."""
        # What a thing has is found in each section that it stands in.
        self.results |= Counter(described.results)
        self._runs.add(described.runs)
        self._outside |= described.outside
        for file, met in described.namespaces.items():
            self._namespaces[file] |= met

    def write(self, folder: Path) -> Counts:
        """Write both files into a folder, and count what they hold."""
        met: Counter[tuple[str, str]] = Counter()
        entities, outside = 0, sorted(self._outside)
        with ExitStack() as stack:
            files = {name: stack.enter_context((folder / name).open("wb")) for name in self.triples}
            for name, file in files.items():
                write_prefixes(file, self._prefixes(name))
            runs = starmap(Run, self._runs.merged())
            for some in track(overlapping(runs), f"writing {' and '.join(files)}"):
                alone = len(some) == 1 and not _lie_in(outside, some[0])
                settled = some if alone else list(self._settled(some))
                for run in settled:
                    files[run.file].write(run.text.encode())
                    met[run.file, run.kinds] += 1
                entities += some[0].size if alone else len({each.first for each in settled})
            kinds = _kinds(met)
            for name, file in files.items():
                self.triples[name] = _statements(kinds, name)
                if not self.triples[name]:
                    file.write(NO_STATEMENT)
        return _counts(entities, kinds)

    def _settled(self, runs: Iterable[Run]) -> Iterator[Run]:
        """Say once what runs say of each subject in each file."""
        blocks = sorted(block for run in runs for block in run.blocks())
        for _, same in itertools.groupby(blocks, key=itemgetter(0, 1)):
            yield Run.of([self._one(list(same))])

    def _prefixes(self, name: str) -> dict[str, str]:
        met = self._namespaces[name]
        return {name: iri for name, iri in self.namespace.prefixes().items() if iri in met}

    def _one(self, same: Sequence[Block]) -> Block:
        """Choose the block of a subject, or unite those that say different things of it."""
        subject, name, *_ = same[0]
        is_own = not all(each.is_thing for each in same)
        self.meet = self.meet or (is_own and (len(same) > 1 or subject in self._outside))
        if len({each.text for each in same}) == 1:
            return same[0]
        prefixes = self.namespace.prefixes()
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
        text = head + "".join(each.text for each in same)
        triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE, lenient=True)]
        ((_, said),) = by_subject(in_order(as_text(triples)))
        block = spell_block(subject, said, Terms(prefixes))
        return Block(subject, name, False, block, kinds_of(said))


def _lie_in(subjects: Sequence[str], run: Run) -> bool:
    """Tell whether any of the subjects, which are sorted, lies among those of a run."""
    at = bisect_left(subjects, run.first)
    return at < len(subjects) and subjects[at] <= run.last


def _kinds(met: Mapping[tuple[str, str], int]) -> Counter[tuple[str, str]]:
    """Count the blocks of each kind in each file, from how often the kinds of a run were met."""
    kinds: Counter[tuple[str, str]] = Counter()
    for (name, said), times in met.items():
        for kind, count in counted(said):
            kinds[name, kind] += count * times
    return kinds


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
