"""Resolve what a build keeps anew: its records, papers and people as they were published."""

from __future__ import annotations

from collections.abc import Sequence

from kg.identity import Namespace
from kg.pipeline.archive import Kept
from kg.pipeline.mentions import give_mentions
from kg.pipeline.remembering import recalling
from kg.pipeline.sieve import Sieve
from kg.resolution import Resolved, resolve_papers, resolve_people
from kg.system.parallel import Workers


def resolve_kept(kept: Kept) -> Sequence[Resolved]:
    """Return the papers of a build with their people and mentions."""
    options = kept.options
    sieve = Sieve(Namespace(options.base), kept.extractor or "" if kept.alone else "", kept.alone)
    good = sieve.records(kept.reading.mended()[0].papers)
    papers = resolve_papers(good, decisions=options.decisions, keep_versions=options.keep_versions)
    passed = sieve.papers(_with_mentions(papers, kept) if kept.alone else papers)
    people = resolve_people(passed, decisions=options.decisions, recall=recalling(Workers()))
    return _with_mentions(people, kept)


def _with_mentions(papers: Sequence[Resolved], kept: Kept) -> Sequence[Resolved]:
    return give_mentions(papers, kept.texts, kept.options.decisions).papers
