"""Resolve what a build keeps anew: its records, papers and people as they were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.identity import Namespace
from kg.pipeline.archive import Kept
from kg.pipeline.corrections import correct
from kg.pipeline.mentions import text_digest
from kg.pipeline.remembering import recalling
from kg.pipeline.sieve import Sieve
from kg.resolution import Resolved, resolve_papers, resolve_people
from kg.system.parallel import Workers
from kg.system.spool import Spool


def resolve_kept(kept: Kept) -> Sequence[Resolved]:
    """Return the papers of a build with their people and mentions."""
    options = kept.options
    sieve = Sieve(Namespace(options.base), kept.extractor or "", kept.alone)
    good = sieve.records(kept.reading.mended()[0].papers)
    papers = resolve_papers(good, decisions=options.decisions, keep_versions=options.keep_versions)
    papers = Spool(_with_mentions(each, kept) for each in papers)
    corrected = correct(papers, options.decisions.corrections).papers
    return resolve_people(
        sieve.papers(corrected), decisions=options.decisions, recall=recalling(Workers())
    )


def _with_mentions(resolved: Resolved, kept: Kept) -> Resolved:
    mentions = kept.texts.get(text_digest(resolved.paper), ())
    if not mentions:
        return resolved
    return replace(resolved, paper=replace(resolved.paper, mentions=mentions))
