"""Take records through the stages to the published graph.

People are resolved while workers look for mentions, of which nothing before the graph depends: a
paper that passes the shapes without them is looked at again where the graph says that some break them.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import ViolationError
from kg.identity import Namespace
from kg.model import Rejected
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import Kept, write_kept
from kg.pipeline.candidates import unknown_decisions, write_candidates
from kg.pipeline.graph import Publication
from kg.pipeline.mentions import Looking
from kg.pipeline.publishing import write_graph, write_lists, write_summary
from kg.pipeline.remembering import recalling
from kg.pipeline.sieve import Sieve, nothing_to_publish
from kg.resolution import Resolved, doubted_orcids, former_people, resolve_papers, resolve_people
from kg.system.parallel import Workers


@dataclass(frozen=True, slots=True)
class Made:
    """What came of the records: the papers to publish, but for their mentions, who looks for those,
    the former keys of their people, all that is kept out, and the counts.
    """

    papers: Sequence[Resolved]
    looking: Looking
    former: list[tuple[str, str]]
    rejected: list[Rejected]
    summary: Summary


def make(kept: Kept, workers: Workers, repeated: Sequence[str] = ()) -> Made:
    """Take records through the stages, up to what is published; mentions may still be looked for.

    `repeated` are the inputs that were there already.

    Raises: ViolationError: no record may be published.
    """
    options = kept.options
    reading, replaced = kept.reading.mended()
    summary = Summary(version=importlib.metadata.version("kg"), repeated=list(repeated))
    sieve = Sieve(Namespace(options.base), alone=kept.alone, workers=workers)
    good = sieve.records(reading.papers)
    resolved = resolve_papers(
        good, decisions=options.decisions, keep_versions=options.keep_versions
    )
    looking = Looking(resolved, kept, workers)
    summary.extractor, summary.min_confidence = looking.extractor, options.min_confidence
    if kept.alone:
        resolved, sieve.extractor = looking.give(resolved).papers, looking.extractor or ""
    passed = sieve.papers(resolved)
    rejected = [*reading.rejected, *sieve.rejected]
    summary.count(reading, passed, rejected, replaced)
    if not passed:
        raise nothing_to_publish(rejected)
    published = resolve_people(passed, decisions=options.decisions, recall=recalling(workers))
    former = former_people(published, options.decisions, before=passed)
    summary.unknown = unknown_decisions(options.decisions, good, published)
    summary.doubted = [
        (each.paper.title or each.key, f"{each.orcid} of {each.agent.name}")
        for each in doubted_orcids(passed)
    ]
    return Made(published, looking, former, rejected, summary)


def write(made: Made, kept: Kept, folder: Path, workers: Workers) -> Made:
    """Write and return what becomes of the records, without papers whose mentions break the shapes.

    Raises: ViolationError: the graph as a whole breaks the shapes, whatever mentions are left out.
    """
    try:
        _write_files(made, kept, folder, workers)
    except ViolationError:
        kept.alone = True
        made = make(kept, workers, made.summary.repeated)
        _write_files(made, kept, folder, workers)
    return made


def _write_files(made: Made, kept: Kept, folder: Path, workers: Workers) -> None:
    options, summary, namespace = kept.options, made.summary, Namespace(kept.options.base)
    summary.candidates, summary.namesakes = write_candidates(
        made.papers, options.decisions, namespace, folder
    )
    corrected = made.looking.give(made.papers)
    summary.unknown += corrected.unknown
    summary.honoured = options.decisions.count - len(summary.unknown)
    keeping = workers.beside(partial(write_kept, kept, folder))
    try:
        publication = Publication.of(corrected.papers, summary, options, made.former)
        write_graph(publication, folder, summary, workers)
    finally:
        keeping()
    write_lists(made.rejected, kept.reading.repairs, folder)
    write_summary(folder, summary)
