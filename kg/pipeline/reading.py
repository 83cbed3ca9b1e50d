"""Read publication lists into one collection that does not depend on their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg import sources
from kg.errors import SourceError
from kg.identity import entry_key
from kg.model import Paper, Record, Rejected, Repair, Skipped, Source
from kg.pipeline.papers import Papers
from kg.sources.format import Item
from kg.system.progress import track

SourceId = tuple[str, str]
"""What a source is known by: the name of its file and the SHA-256 of its bytes."""


@dataclass(slots=True)
class Reading:
    """What sources gave; `skipped` counts the kinds of what is no publication, per source."""

    sources: dict[SourceId, Source] = field(default_factory=dict)
    papers: Papers = field(default_factory=Papers, compare=False)
    rejected: list[Rejected] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    skipped: dict[SourceId, Counter[str]] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def read(
        self,
        inputs: Sequence[str],
        format: str | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        tell: Callable[[str], None] = lambda message: None,
    ) -> list[str]:
        """Read files, folders, globs or `-`; return the names of those that were there already.

        `columns` and `tell` are those of `kg.sources.read`.
        A source of a name and content that was read before gives nothing new. A file that cannot
        be read is listed in `refused`, with the reason.

        Raises: SourceError: where not one of the inputs could be read.
        """
        repeated: list[str] = []
        refusals: list[SourceError] = []
        found = sources.find_inputs(inputs)
        sources.check_files(columns or {}, found.files)
        for note in found.left_out:
            tell(note)
        for name, error in found.refused:
            refusals.append(error)
            self._refuse(name, error)
        before = len(self.sources)
        for path in found.files:
            known, name = set(self.sources), found.names[path]
            seen: Counter[str] = Counter()
            try:
                items = sources.read(
                    path, name=name, format=format, columns=columns or {}, tell=tell
                )
                for item in track(items, f"reading {path}"):
                    source = source_of(item)
                    if source_id(source) not in known:
                        self._take(sources.numbered(item, seen), source)
                    elif source.name not in repeated:
                        repeated.append(source.name)
            except SourceError as error:
                refusals.append(error)
                self._refuse(name, error)
        if len(self.sources) == before and not repeated:
            raise _nothing_read(refusals)
        self.put_in_order()
        for name in self._shared_names():
            tell(f"{name}: several lists have this name; give the folder that they are in, so that"
                 " each is named by its path there, however it changes")  # fmt: skip
        return repeated

    def without(self, sources: Collection[SourceId]) -> Reading:
        """Return what the other sources gave."""
        left = Reading(
            {at: source for at, source in self.sources.items() if at not in sources},
            Papers(p for p in self.papers if source_id(p.records[0].source) not in sources),
            [each for each in self.rejected if source_id(each.source) not in sources],
            [each for each in self.repairs if source_id(each.source) not in sources],
            {at: kinds for at, kinds in self.skipped.items() if at not in sources},
            self.refused,
        )
        left.put_in_order()
        return left

    def mended(self) -> tuple[Reading, list[Source]]:
        """Return the reading without the records that mended ones stand for, and their sources."""
        replaced = {*self.papers.mends, *(place for each in self.rejected for place in each.mends)}
        gone = [each for each in self._records() if entry_key(each) in replaced] if replaced else []
        if not gone:
            return self, []
        papers = Papers(each for each in self.papers if entry_key(each.records[0]) not in replaced)
        papers.put_in_order()
        rejected = [each for each in self.rejected if entry_key(each) not in replaced]
        return replace(self, papers=papers, rejected=rejected), [each.source for each in gone]

    def _records(self) -> Iterator[Record | Rejected]:
        yield from (each.records[0] for each in self.papers)
        yield from self.rejected

    def put_in_order(self) -> None:
        """Sort all by where it stands, and tell sources of one name apart."""
        self._tell_apart()
        self.sources = dict(sorted(self.sources.items()))
        self.papers.put_in_order()
        self.rejected.sort(key=lambda each: (*source_id(each.source), each.index, each.reasons))
        self.repairs.sort(key=_repair_order)
        self.refused = sorted(set(self.refused))

    def _shared_names(self) -> list[str]:
        names = Counter(name for name, _ in self.sources)
        return sorted(name for name, number in names.items() if number > 1)

    def _tell_apart(self) -> None:
        """Mark each source as one that shares its name or does not, wherever it is named."""
        shared = set(self._shared_names())
        marked: dict[Source, Source] = {}

        def mark(source: Source) -> Source:
            shares = source.name in shared
            return marked.setdefault(source, replace(source, shares_name=shares))

        if all(each.shares_name == (each.name in shared) for each in self.sources.values()):
            return
        self.sources = {at: mark(source) for at, source in self.sources.items()}
        self.rejected = [replace(each, source=mark(each.source)) for each in self.rejected]
        self.repairs = [replace(each, source=mark(each.source)) for each in self.repairs]
        self.papers.put_in_order()
        self.papers = Papers(
            replace(each, records=tuple(replace(r, source=mark(r.source)) for r in each.records))
            for each in self.papers
        )

    def _take(self, item: Item, source: Source) -> None:
        at = source_id(source)
        if at not in self.sources or source.owner is not None:
            self.sources[at] = source
        if isinstance(item, Paper):
            self.papers.append(item)
        elif isinstance(item, Rejected):
            self.rejected.append(item)
        elif isinstance(item, Skipped):
            self.skipped.setdefault(at, Counter())[item.kind] += 1
        else:
            self.repairs.append(item)

    def _refuse(self, name: str, error: SourceError) -> None:
        self.refused.append((name, error.reason))


def source_id(source: Source) -> SourceId:
    """Tell what a source is known by."""
    return (source.name, source.digest)


def source_of(item: Item) -> Source:
    """Find the source of what a reader gave."""
    return item.records[0].source if isinstance(item, Paper) else item.source


def _repair_order(repair: Repair) -> tuple[str, str, int, str, str]:
    return (*source_id(repair.source), repair.line or 0, repair.field, repair.before)


def _nothing_read(refusals: Sequence[SourceError]) -> SourceError:
    if len(refusals) == 1:
        return refusals[0]
    first = "; ".join(str(error) for error in refusals[:3])
    return SourceError(f"none of {len(refusals)} inputs could be read: {first}")
