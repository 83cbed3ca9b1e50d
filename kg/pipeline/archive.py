"""Keep what a build read, so that sources can be added or removed without reading the others.

The file holds one JSON value a line: what the build was made with, the sources, their papers as
they were read, what was rejected and repaired, and the mentions that were found in each text.
"""

from __future__ import annotations

import bz2
import hashlib
import importlib.metadata
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.extraction.version import extractor_version
from kg.journal import current
from kg.mapping.description import Description
from kg.model import Concept, Mention, Paper, Rejected, Repair, Source
from kg.pipeline.coding import Coder
from kg.pipeline.reading import Reading, source_id
from kg.resolution import Correction, Decision, Decisions
from kg.system.progress import track
from kg.vocab import DEFAULT_BASE

RECORDS = "records.jsonl.bz2"
"""Packed by bzip2, whose bytes are the same everywhere; those of gzip follow the zlib in use."""
_BLOCK = 2
"""Blocks of 200 kB: those of 900 kB take a fifth off the file, and five times as long to read."""
_LAYOUT = 4
Texts = dict[str, tuple[Mention, ...]]
"""The mentions found in each text, by the hash of the text."""
_DAMAGE = (OSError, EOFError, ValueError, TypeError, LookupError, StopIteration)
"""What reading raises where the file is not as it was written."""
_REBUILD = "build again from all sources with `kg build`"


@dataclass(frozen=True, slots=True)
class Options:
    """How a build is made; what is added later is made in the same way."""

    base: str = DEFAULT_BASE
    mentions: bool = True
    abstracts: bool = True
    min_confidence: float | None = None
    keep_versions: bool = False
    decisions: Decisions = field(default_factory=Decisions)
    description: Description = field(default_factory=Description)
    spans: bool = False


@dataclass(slots=True)
class Kept:
    """What was read, and how it was built; `extractor` is the version that found the mentions, and
    `alone` whether each paper was looked at for them, since some break the shapes.
    """

    reading: Reading
    options: Options
    extractor: str | None = None
    texts: Texts = field(default_factory=dict)
    alone: bool = False


def write_kept(kept: Kept, folder: Path) -> None:
    """Write the file into a folder; equal builds give equal bytes.

    Without abstracts nothing but the head is written: the file would publish them.
    """
    with bz2.open(folder / RECORDS, "wb", compresslevel=_BLOCK) as packed:
        for line in track(_lines(kept), f"writing {RECORDS}"):
            packed.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")


def _lines(kept: Kept) -> Iterator[Any]:
    yield _head(kept)
    if not kept.options.abstracts:
        return
    reading, coder = kept.reading, Coder()
    for at, source in reading.sources.items():
        yield ["source", coder.encode(source), dict(sorted(reading.skipped.get(at, {}).items()))]
        coder.share(source)
    for name, items in (
        ("paper", reading.papers),
        ("rejected", reading.rejected),
        ("repair", reading.repairs),
    ):
        for item in items:
            yield [name, coder.encode(item)]
    concepts = {each.concept for mentions in kept.texts.values() for each in mentions}
    for concept in sorted(concepts, key=lambda each: (each.type, each.key, repr(each))):
        yield ["concept", coder.encode(concept)]
        coder.share(concept)
    for text, mentions in sorted(kept.texts.items()):
        yield ["text", text, coder.encode(mentions)]


def _head(kept: Kept) -> dict[str, Any]:
    options = asdict(kept.options)
    if not kept.options.spans:  # What is published without them is as it was before there were any.
        del options["spans"]
    return {
        "kg": importlib.metadata.version("kg"),
        "layout": _LAYOUT,
        "extractor": kept.extractor,
        "options": options,
        "refused": kept.reading.refused,
        **({"alone": True} if kept.alone else {}),
    }


def read_kept(folder: Path) -> Kept:
    """Read the file of a folder back.

    Raises: InputError: where none is there, it does not belong to the build beside it or is damaged, or
    where this program or its extractor is another than the one that wrote it.
    """
    path = folder / RECORDS
    if not current(path).exists():
        raise InputError(
            "no build is here", where=str(folder),
            todo="build first with `kg build`, or name its folder",
        )  # fmt: skip
    _check_digest(path)
    try:
        with bz2.open(current(path), "rt", encoding="utf-8") as lines:
            kept = _begin(json.loads(next(lines)), path)
            _fill(kept, (json.loads(line) for line in lines))
    except _DAMAGE as error:
        raise InputError("the kept records are damaged", where=str(path), todo=_REBUILD) from error
    return kept


def _check_digest(path: Path) -> None:
    """See that the file is of the build beside it, and as that build wrote it."""
    try:
        summary = json.loads(current(path.parent / "summary.json").read_text(encoding="utf-8"))
        expected = summary["files"][path.name]
    except (OSError, ValueError, KeyError, TypeError):
        expected = None
    if hashlib.sha256(current(path).read_bytes()).hexdigest() != expected:
        raise InputError(
            "the kept records are not those of the build beside them", where=str(path),
            todo=_REBUILD,
        )  # fmt: skip


def _begin(head: dict[str, Any], path: Path) -> Kept:
    version = importlib.metadata.version("kg")
    if (head.get("layout"), head.get("kg")) != (_LAYOUT, version):
        raise _made_otherwise("another version of kg", head.get("kg"), path)
    decided = head["options"].pop("decisions")
    decisions = Decisions(
        tuple(Decision(**row) for row in decided["rows"]),
        tuple(Correction(**row) for row in decided["corrections"]),
    )
    said = head["options"].pop("description")
    description = Description(**said | {"creators": tuple(said["creators"])})
    options = Options(**head["options"], decisions=decisions, description=description)
    if not options.abstracts:
        raise InputError(
            "the build was made with --no-abstracts, so that no record is kept", where=str(path),
            todo=_REBUILD,
        )  # fmt: skip
    if options.mentions:
        made_by = extractor_version()
        if made_by != head["extractor"]:
            raise _made_otherwise("another version of the extractor", head["extractor"], path)
    reading = Reading(refused=[(name, why) for name, why in head["refused"]])
    return Kept(reading, options, head["extractor"], alone=head.get("alone", False))


def _made_otherwise(what: str, value: object, path: Path) -> InputError:
    return InputError(f"the build was made by {what}", where=str(path), value=value, todo=_REBUILD)


def _fill(kept: Kept, lines: Iterator[list[Any]]) -> None:
    reading, coder = kept.reading, Coder()
    for kind, *values in lines:
        if kind == "source":
            source = coder.decode(Source, values[0])
            coder.share(source)
            reading.sources[source_id(source)] = source
            if values[1]:
                reading.skipped[source_id(source)] = Counter(values[1])
        elif kind == "paper":
            reading.papers.append(coder.decode(Paper, values[0]))
        elif kind == "rejected":
            reading.rejected.append(coder.decode(Rejected, values[0]))
        elif kind == "repair":
            reading.repairs.append(coder.decode(Repair, values[0]))
        elif kind == "concept":
            coder.share(coder.decode(Concept, values[0]))
        else:
            text, mentions = values
            kept.texts[text] = tuple(coder.decode(Mention, each) for each in mentions)
    reading.papers.put_in_order()
