"""Build: from publication lists to the published graph, stage by stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg import journal, sources
from kg.errors import InputError, SourceError, ViolationError
from kg.identity import Namespace
from kg.mapping import evidence_triples, record_key, record_triples
from kg.model import Paper, Rejected, Repair, Skipped, Source
from kg.pipeline.accounting import Summary
from kg.pipeline.publishing import Publication, write_publication
from kg.resolution import Resolved, place, resolve_papers, resolve_people
from kg.validation import Report, Validator


@dataclass(slots=True)
class _Read:
    """What the sources gave."""

    papers: list[Paper] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)


def build(
    inputs: Sequence[str],
    output: str | Path = "out",
    *,
    format: str | None = None,
    base: str | None = None,
    jobs: int = 1,
    mentions: bool = True,
    abstracts: bool = True,
    min_confidence: float | None = None,
) -> Summary:
    """Read publication lists and publish them as linked data in a folder, all or nothing.

    `inputs` are files, folders, globs or `-`; `format` names their format where it is not to
    be recognised; `base` is the data namespace; `jobs` processes extract mentions. Without
    `abstracts` offsets and quotes are published, but no abstract. Mentions of which the extractor
    is less sure than `min_confidence`, from 0 to 1, are left out. Same inputs, same bytes.

    Raises: SourceError: nothing at all could be read. ViolationError: no record may be
    published; then the folder is left as it was. InputError: a bad base, or no such folder.
    """
    namespace = Namespace(base) if base else Namespace()
    summary = Summary()
    read = _read(inputs, format, summary)
    validator = Validator()
    good = _sound_records(read, validator, namespace)
    resolved = resolve_papers(good)
    if mentions:
        resolved = _with_mentions(resolved, jobs, min_confidence, summary)
    resolved = _sound_papers(resolved, read, validator, namespace, summary.extractor or "")
    _count(summary, resolved, read)
    if not resolved:
        raise _nothing_to_publish(read.rejected)
    resolved = resolve_people(resolved)
    publication = Publication(resolved, read.rejected, read.repairs, namespace, abstracts)
    with journal.replacing(Path(output)) as staging:
        write_publication(publication, staging, summary)
    return summary


def _read(inputs: Sequence[str], format: str | None, summary: Summary) -> _Read:
    read = _Read()
    refusals: list[SourceError] = []
    for path in sources.find_inputs(inputs):
        try:
            for item in sources.read(path, format=format):
                _sort_in(item, read, summary)
        except SourceError as error:
            refusals.append(error)
            reason = f"{error.what}: {error.value!r}" if error.value is not None else error.what
            summary.refused.append((Path(path).name, reason))
    if not read.papers and not read.rejected:
        raise _nothing_read(refusals)
    read.papers.sort(key=lambda paper: place(paper.records[0]))
    return read


def _sort_in(item: sources.Item, read: _Read, summary: Summary) -> None:
    if isinstance(item, Paper):
        summary.of(item.records[0].source).read += 1
        read.papers.append(item)
    elif isinstance(item, Rejected):
        summary.of(item.source).read += 1
        read.rejected.append(item)
    elif isinstance(item, Skipped):
        counts = summary.of(item.source)
        counts.read += 1
        counts.skipped += 1
        counts.kinds[item.kind] = counts.kinds.get(item.kind, 0) + 1
    else:
        summary.of(item.source).repaired += 1
        read.repairs.append(item)


def _nothing_read(refusals: Sequence[SourceError]) -> SourceError:
    if len(refusals) == 1:
        return refusals[0]
    first = "; ".join(str(error) for error in refusals[:3])
    return SourceError(f"none of {len(refusals)} inputs could be read: {first}")


def _nothing_to_publish(rejected: Sequence[Rejected]) -> ViolationError:
    first = min(rejected, key=lambda each: (each.source.name, each.index))
    line = f":{first.line}" if first.line is not None else ""
    reason = first.reasons[0].rstrip(".")
    return ViolationError(
        f"no record can be published ({len(rejected)} refused); the first: {reason}",
        where=f"{first.source.name}{line}", todo="mend the records; nothing was written",
    )  # fmt: skip


def _sound_records(read: _Read, validator: Validator, namespace: Namespace) -> list[Paper]:
    """Keep the records that pass the shapes alone, so that a bad one spoils no good one."""
    good = []
    for paper in read.papers:
        reasons = _reasons(paper, validator, namespace)
        if reasons:
            read.rejected.append(_rejected(paper, reasons))
        else:
            good.append(paper)
    return good


def _reasons(
    paper: Paper, validator: Validator, namespace: Namespace, extractor: str = ""
) -> tuple[str, ...]:
    # A name that stands twice in one author list is two people, however alike.
    (alone,) = resolve_people([Resolved(record_key(paper), paper)])
    paper = alone.paper
    try:
        triples = list(record_triples(paper, namespace))
    except InputError as error:
        return (str(error),)
    triples += evidence_triples(paper, record_key(paper), extractor, namespace)
    return _violations(validator.validate(triples))


def _violations(report: Report) -> tuple[str, ...]:
    return tuple(
        f"{result.message} (value: {result.value})" if result.value else result.message
        for result in report.results
        if result.severity == "violation"
    )


def _rejected(paper: Paper, reasons: tuple[str, ...]) -> Rejected:
    record = paper.records[0]
    raw = sources.to_record(paper)
    return Rejected(record.source, record.index, record.line, reasons, raw)


def _with_mentions(
    resolved: list[Resolved], jobs: int, min_confidence: float | None, summary: Summary
) -> list[Resolved]:
    from kg.extraction import load_extractor

    extractor = load_extractor(min_confidence)
    summary.extractor, summary.min_confidence = extractor.version, min_confidence
    found = extractor.extract((each.paper for each in resolved), jobs=jobs)
    return [replace(each, paper=paper) for each, paper in zip(resolved, found, strict=True)]


def _sound_papers(
    resolved: Iterable[Resolved],
    read: _Read,
    validator: Validator,
    namespace: Namespace,
    extractor: str,
) -> list[Resolved]:
    """Keep the papers that pass the shapes alone, merged and with their mentions."""
    good = []
    for each in resolved:
        reasons = _reasons(each.paper, validator, namespace, extractor)
        if not reasons:
            good.append(each)
        for record in each.paper.records if reasons else ():
            read.rejected.append(_rejected(replace(each.paper, records=(record,)), reasons))
    return good


def _count(summary: Summary, resolved: Iterable[Resolved], read: _Read) -> None:
    for each in resolved:
        for n, record in enumerate(sorted(each.paper.records, key=place)):
            counts = summary.of(record.source)
            if n == 0:
                counts.published += 1
            else:
                counts.merged += 1
    for source, n in _per_source(read.rejected).items():
        summary.of(source).quarantined += n


def _per_source(rejected: Iterable[Rejected]) -> Counter[Source]:
    return Counter(each.source for each in rejected)
