"""Keep what a build read, so that sources can be added or removed without reading the others.

The file holds one JSON value a line: what the build was made with, the sources, their papers as
they were read, what was rejected and repaired, and the mentions that were found in each text. It
comes in parts that stand for themselves: one that holds what it held before is copied as it is.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.extraction.version import extractor_version
from kg.identity import digest
from kg.journal import current
from kg.mapping.description import Description
from kg.model import Concept, Mention, Paper, Rejected, Repair, Source
from kg.pipeline.coding import Coder
from kg.pipeline.parts import parts
from kg.pipeline.reading import Reading, SourceId, source_id
from kg.resolution import Correction, Decision, Decisions
from kg.system.progress import track
from kg.system.shelf import Shelf
from kg.system.streams import Stream, pack, unpack
from kg.vocab import DEFAULT_BASE

RECORDS = "records.jsonl.bz2"
_LAYOUT = 5
_SOURCES, _TEXTS = 20, 500
"""Sources, and texts with their mentions, in one part of the file, on average."""
_LARGE = 100
"""Papers of a source from which on it is a part by itself."""
_COPIED = 1 << 20
"""Bytes of a part that are in memory while it is copied."""
Texts = MutableMapping[str, tuple[Mention, ...]]
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
    `alone` whether each paper was looked at for them, since some break the shapes. `packed` says by name
    where the parts of the file begin and end that it was read from, `file`.
    """

    reading: Reading
    options: Options
    extractor: str | None = None
    texts: Texts = field(default_factory=Shelf)
    alone: bool = False
    file: Path | None = None
    packed: dict[str, tuple[int, int]] = field(default_factory=dict)


def write_kept(kept: Kept, folder: Path) -> None:
    """Write the file into a folder; equal builds give equal bytes.

    Without abstracts nothing but the head is written: the file would publish them.
    """
    with ExitStack() as stack:
        before = stack.enter_context(current(kept.file).open("rb")) if kept.file else None
        out = stack.enter_context((folder / RECORDS).open("wb"))
        out.writelines(pack([_line(_head(kept))]))
        for name, lines in track(_parts(kept), f"writing {RECORDS}"):
            if before and name in kept.packed:
                out.writelines(_between(before, *kept.packed[name]))
            else:
                out.writelines(pack(map(_line, chain([["part", name]], lines))))


def _line(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _between(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    for at in range(start, end, _COPIED):
        yield file.read(min(_COPIED, end - at))


def _parts(kept: Kept) -> Iterator[tuple[str, Iterator[Any]]]:
    """Yield the parts of what is kept, each with a name that says what it holds."""
    if not kept.options.abstracts:
        return
    reading, first = kept.reading, 0
    sizes, noted = reading.papers.sizes(), defaultdict[SourceId, list[Any]](list)
    for kind, items in ("rejected", reading.rejected), ("repair", reading.repairs):
        for each in items:
            noted[source_id(each.source)].append((kind, each))
    for sources in _portions(reading.sources.values(), sizes):
        count = sum(sizes[source_id(each)] for each in sources)
        papers = (reading.papers[n] for n in range(first, first + count))
        notes = (note for each in sources for note in noted[source_id(each)])
        given = chain((("paper", each) for each in papers), notes)
        yield digest(f"sources {sources!r}", 64), _of_sources(reading, sources, given)
        first += count
    for texts in parts(sorted(kept.texts), str, _TEXTS):
        yield digest(f"texts {texts}", 64), _of_texts(kept.texts, texts)


def _portions(
    sources: Iterable[Source], sizes: Mapping[SourceId, int]
) -> Iterator[Sequence[Source]]:
    """Part sources: a large one stands by itself, so that what is added beside it changes nothing."""
    for is_large, some in groupby(sources, lambda each: sizes[source_id(each)] >= _LARGE):
        if is_large:
            yield from ([each] for each in some)
        else:
            yield from parts(some, attrgetter("name"), _SOURCES)


def _of_sources(
    reading: Reading, sources: Sequence[Source], items: Iterable[tuple[str, Any]]
) -> Iterator[Any]:
    """List sources and what they gave, by kind."""
    coder = Coder()
    for source in sources:
        skipped = reading.skipped.get(source_id(source), Counter[str]())
        yield ["source", coder.encode(source), dict(sorted(skipped.items()))]
        coder.share(source)
    for kind, item in items:
        yield [kind, coder.encode(item)]


def _of_texts(texts: Texts, some: Sequence[str]) -> Iterator[Any]:
    """List the mentions of some texts, after the concepts that they name."""
    coder = Coder()
    found = {text: texts[text] for text in some}
    concepts = {each.concept for mentions in found.values() for each in mentions}
    for concept in sorted(concepts, key=lambda each: (each.type, each.key, repr(each))):
        yield ["concept", coder.encode(concept)]
        coder.share(concept)
    for text, mentions in found.items():
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
        with current(path).open("rb") as file:
            streams = unpack(file)
            kept = _begin(json.loads(next(streams).lines[0]), path)
            _fill(kept, streams)
    except _DAMAGE as error:
        raise InputError("the kept records are damaged", where=str(path), todo=_REBUILD) from error
    kept.file = path
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


def _fill(kept: Kept, streams: Iterable[Stream]) -> None:
    coder, part, first = Coder(), "", 0
    for start, end, lines in streams:
        for kind, *values in map(json.loads, lines):
            if kind == "part":
                coder, (part,), first = Coder(), values, start
            else:
                _take(kept, kind, values, coder)
        kept.packed[part] = (first, end)
    kept.reading.papers.put_in_order()


def _take(kept: Kept, kind: str, values: Sequence[Any], coder: Coder) -> None:
    reading = kept.reading
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
