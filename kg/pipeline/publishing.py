"""Write the published build: graph, evidence, description, report, quarantine, repairs, accounting."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Triple

from kg.errors import InputError, ViolationError
from kg.identity import entry_key
from kg.mapping.dataset import File, dataset_triples
from kg.model import Rejected, Repair
from kg.pipeline.accounting import Summary
from kg.pipeline.assembling import Assembly, assemble
from kg.pipeline.describing import EVIDENCE, GRAPH, describe_all
from kg.pipeline.graph import Graph, Publication
from kg.serialization import write
from kg.sources.json_formats.quarantine import raw_digest
from kg.system.parallel import Workers
from kg.system.progress import track
from kg.text import whole_number
from kg.validation import Report, Validator

_DATA = {GRAPH: "Papers and what they refer to", EVIDENCE: "Evidence of mentions"}
"""The files that hold the data, with what `void.ttl` calls them."""
_LAST_SECOND = int(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())


def write_graph(publication: Publication, folder: Path, summary: Summary, workers: Workers) -> None:
    """Write the Turtle files of a build into a folder.

    Raises: ViolationError: where the graph as a whole breaks the shapes.
    """
    graph = Graph(publication, summary)
    described = describe_all(graph.sections(), len(publication.papers), workers)
    assembly = assemble(publication.namespace, track(described, "checking the graph"))
    counts = assembly.write(folder)
    report = _checked(assembly, graph)
    summary.mentions = graph.mentions
    said = report.triples(publication.namespace.base, name="build")
    prefixes = publication.namespace.prefixes()
    summary.triples = assembly.triples
    summary.triples["report.ttl"] = _write_turtle(folder / "report.ttl", said, prefixes)
    void = dataset_triples(
        counts, [_file(folder / name, summary.triples[name]) for name in _DATA],
        build_date(), publication.said, publication.namespace,
    )  # fmt: skip
    summary.triples["void.ttl"] = _write_turtle(folder / "void.ttl", void, prefixes)
    summary.triples = dict(sorted(summary.triples.items()))


def write_lists(rejected: Iterable[Rejected], repairs: Iterable[Repair], folder: Path) -> None:
    """Write what was kept out and what was repaired into a folder."""
    _write_lines(folder / "quarantine.jsonl", _quarantine_lines(rejected))
    _write_lines(folder / "repairs.jsonl", _repair_lines(repairs))


def write_summary(folder: Path, summary: Summary) -> None:
    """Write `summary.json`, with the digests of all other files of the folder."""
    for path in sorted(folder.iterdir()):
        summary.files[path.name] = _digest(path)
    (folder / "summary.json").write_text(summary.to_json(), encoding="utf-8")


def _file(path: Path, triples: int) -> File:
    return File(path.name, _DATA[path.name], triples, path.stat().st_size, _digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checked(assembly: Assembly, graph: Graph) -> Report:
    """Give the report of the graph as a whole: valid records together are not always valid."""
    report = Report.of(assembly.results.elements(), 0)
    if assembly.meet:
        report = Validator().validate([*graph.triples(), *graph.evidence()])
    broken = [result for result in report.results if result.severity == "violation"]
    if broken:
        raise ViolationError(
            f"the graph as a whole breaks the shapes ({len(broken)} times): {broken[0].message}",
            where=str(broken[0].focus), value=broken[0].value and str(broken[0].value),
            todo="nothing was written; please report this",
        )  # fmt: skip
    return report


def build_date() -> str | None:
    """Return the date of the build where SOURCE_DATE_EPOCH sets one; there is no other clock.

    Raises: InputError: where it is no count of seconds that a date has.
    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    seconds = whole_number(epoch)
    if seconds is None or seconds > _LAST_SECOND:
        raise InputError(
            "not a number of seconds since 1970", where="SOURCE_DATE_EPOCH", value=epoch,
            todo="set it to a whole number such as 1700000000, or unset it",
        )  # fmt: skip
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _write_turtle(path: Path, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> int:
    with path.open("wb") as out:
        return write(track(triples, f"writing {path.name}"), out, "turtle", prefixes)


def _write_lines(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _quarantine_lines(rejected: Iterable[Rejected]) -> Iterator[Mapping[str, object]]:
    for each in sorted(rejected, key=lambda r: (r.source.name, r.source.digest, r.index)):
        yield {
            "source": each.source.name,
            "line": each.line,
            "stands_for": [*each.mends, entry_key(each)],
            "reasons": list(each.reasons),
            "record": each.raw,
            **({} if each.is_record else {"as_read": raw_digest(each.raw)}),
        }


def _repair_lines(repairs: Iterable[Repair]) -> Iterator[Mapping[str, object]]:
    for each in repairs:
        yield {
            "source": each.source.name,
            "line": each.line,
            "field": each.field,
            "before": each.before,
            "after": each.after,
            "kind": each.kind,
        }
