"""Account for every record: published, merged, skipped or quarantined."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from kg.model import Source


@dataclass(slots=True)
class Counts:
    """What became of the records of one source, or of all."""

    read: int = 0
    published: int = 0
    merged: int = 0
    skipped: int = 0
    quarantined: int = 0
    repaired: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    """The kinds of the skipped records, with their numbers."""

    def add(self, other: Counts) -> None:
        """Add the counts of another source to these."""
        for name in ("read", "published", "merged", "skipped", "quarantined", "repaired"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, n in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + n

    def to_json(self) -> dict[str, object]:
        """Give the counts as an object; the kinds of skipped records by name."""
        return asdict(self) | {"kinds": dict(sorted(self.kinds.items()))}

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


@dataclass(slots=True)
class Summary:
    """The accounting of one build: per source and in all, sizes, digests of the files."""

    sources: dict[tuple[str, str], tuple[Source, Counts]] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    triples: dict[str, int] = field(default_factory=dict)
    mentions: int = 0
    files: dict[str, str] = field(default_factory=dict)
    version: str = ""
    extractor: str | None = None
    min_confidence: float | None = None

    def of(self, source: Source) -> Counts:
        """Return the counts of a source, from 0 when it is new."""
        place = (source.name, source.digest)
        return self.sources.setdefault(place, (source, Counts()))[1]

    @property
    def total(self) -> Counts:
        """Add up the counts of all sources."""
        total = Counts()
        for counts in self.counts():
            total.add(counts)
        return total

    def counts(self) -> Iterable[Counts]:
        """Yield the counts of each source."""
        return (counts for _, counts in self.sources.values())

    def to_json(self) -> str:
        """Serialise, sources by name; equal builds give equal text."""
        body = {
            "version": self.version,
            "extractor": self.extractor,
            "min_confidence": self.min_confidence,
            "total": self.total.to_json(),
            "sources": [
                {"name": source.name, "sha256": source.digest, "format": source.format}
                | counts.to_json()
                for _, (source, counts) in sorted(self.sources.items())
            ],
            "refused": [{"name": name, "reason": why} for name, why in sorted(self.refused)],
            "mentions": self.mentions,
            "triples": self.triples,
            "files": self.files,
        }
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
