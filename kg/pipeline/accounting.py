"""Account for every record: published, merged, skipped or quarantined."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from kg.model import Paper, Rejected, Source
from kg.pipeline.reading import Reading, SourceId, source_id
from kg.resolution import Resolved, source_order

_AS_WRITTEN = (
    "mentions", "honoured", "triples", "files", "version", "extractor", "min_confidence",
)  # fmt: skip
_RANKED = ("kinds", "reasons", "unread")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(slots=True)
class Counts:
    """What became of the records of one source, of one format, or of all."""

    read: int = 0
    published: int = 0
    merged: int = 0
    skipped: int = 0
    quarantined: int = 0
    repaired: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    """The kinds of the skipped records, with their numbers."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Why records were quarantined, with the number of those that this holds of."""
    unread: Counter[str] = field(default_factory=Counter)
    """The fields of which nothing was read, with the number of records that have them."""

    def add(self, other: Counts) -> None:
        """Add the counts of another source to these."""
        for name in ("read", "published", "merged", "skipped", "quarantined", "repaired"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.kinds += other.kinds
        self.reasons += other.reasons
        self.unread += other.unread

    def to_json(self) -> dict[str, object]:
        """Give the counts as an object; kinds, reasons and fields with the commonest first."""
        return asdict(self) | {name: dict(in_rank(getattr(self, name))) for name in _RANKED}

    def line(self) -> str:
        """Say it in one line; skipped records only where there are some.

        >>> Counts(read=37, published=36, merged=1).line()
        '37 read, 36 published, 1 merged, 0 quarantined'
        """
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return (
            f"{self.read} read, {self.published} published, {self.merged} merged{skipped},"
            f" {self.quarantined} quarantined"
        )


def in_rank(numbers: Counter[str]) -> list[tuple[str, int]]:
    """Sort by number, the greatest first, then by name.

    >>> in_rank(Counter("owl") + Counter("l"))
    [('l', 2), ('o', 1), ('w', 1)]
    """
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))


@dataclass(slots=True)
class Summary:
    """The accounting of one build: per source, per format and in all, sizes, digests of the files.

    `honoured` counts the decisions that were used. `repeated` names the inputs that were there already,
    `unknown` the decisions that name nothing here, `doubted` are the ORCID iDs that are not believed, `candidates` counts the open pairs, `namesakes` those of people that too little
    speaks for to be listed; they are for the person at the terminal.
    """

    sources: dict[SourceId, tuple[Source, Counts]] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    honoured: int = 0
    doubted: list[tuple[str, str]] = field(default_factory=list)
    candidates: int = 0
    namesakes: int = 0
    triples: dict[str, int] = field(default_factory=dict)
    mentions: int = 0
    files: dict[str, str] = field(default_factory=dict)
    version: str = ""
    extractor: str | None = None
    min_confidence: float | None = None

    @property
    def total(self) -> Counts:
        """Add up the counts of all sources."""
        total = Counts()
        for _, counts in self.sources.values():
            total.add(counts)
        return total

    def formats(self) -> Iterator[tuple[str, int, Counts]]:
        """Yield each format that was read, the number of its sources, and their counts."""
        for name in sorted({source.format for source, _ in self.sources.values()}):
            total, n = Counts(), 0
            for source, counts in self.sources.values():
                if source.format == name:
                    total.add(counts)
                    n += 1
            yield name, n, total

    def count(
        self,
        reading: Reading,
        published: Iterable[Resolved],
        rejected: Iterable[Rejected],
        replaced: Iterable[Source] = (),
    ) -> None:
        """Count what became of each record that was read.

        `replaced` are the sources of records for which a mended one stands: it took them in.
        """
        self.sources = {at: (source, Counts()) for at, source in reading.sources.items()}
        self.refused = reading.refused
        for paper in reading.papers:
            counts = self._of(paper.records[0].source)
            counts.read += 1
            counts.unread.update(paper.records[0].unread)
        for each in reading.rejected:
            self._of(each.source).read += 1
        for source in replaced:
            self._of(source).read += 1
            self._of(source).merged += 1
        for at, kinds in reading.skipped.items():
            counts = self.sources[at][1]
            counts.kinds += kinds
            counts.skipped = kinds.total()
            counts.read += kinds.total()
        for repair in reading.repairs:
            self._of(repair.source).repaired += 1
        for resolved in published:
            self._count_paper(resolved.paper)
        for each in rejected:
            counts = self._of(each.source)
            counts.quarantined += 1
            counts.reasons.update({_in_general(reason) for reason in each.reasons})

    def to_json(self) -> str:
        """Serialise, sources by name; equal builds give equal text."""
        body = {
            "version": self.version,
            "extractor": self.extractor,
            "min_confidence": self.min_confidence,
            "total": self.total.to_json(),
            "formats": [
                {"format": name, "sources": n} | counts.to_json()
                for name, n, counts in self.formats()
            ],
            "sources": [
                {"name": source.name, "sha256": source.digest, "format": source.format}
                | counts.to_json()
                for _, (source, counts) in sorted(self.sources.items())
            ],
            "refused": [{"name": name, "reason": why} for name, why in self.refused],
            "mentions": self.mentions,
            "honoured": self.honoured,
            "triples": self.triples,
            "files": self.files,
        }
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Summary:
        """Read back what `to_json` wrote: all but what is for the person at the terminal."""
        body = json.loads(text)
        summary = cls(
            refused=[(each["name"], each["reason"]) for each in body["refused"]],
            **{name: body[name] for name in _AS_WRITTEN},
        )
        for each in body["sources"]:
            source = Source(each.pop("sha256"), each.pop("name"), each.pop("format"))
            counts = Counts(**each | {name: Counter(each[name]) for name in _RANKED})
            summary.sources[source_id(source)] = (source, counts)
        return summary

    def _of(self, source: Source) -> Counts:
        return self.sources[source_id(source)][1]

    def _count_paper(self, paper: Paper) -> None:
        first, *others = sorted(paper.records, key=source_order)
        self._of(first.source).published += 1
        for record in others:
            self._of(record.source).merged += 1


def _in_general(reason: str) -> str:
    r"""Leave the values out of a reason, so that equal reasons are counted together.

    >>> _in_general("A year is such as '2021'. (value: \"199x\")")
    "A year is such as '2021'."
    >>> _in_general("authors is 'x', not a name")
    "authors is '…', not a name"
    """
    message, value, _ = reason.partition(" (value: ")
    return message if value else _QUOTED.sub("'…'", message)
