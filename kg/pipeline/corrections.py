"""Take in what a person decided on mentions: which are wrong, and what a span names instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.concepts import load_concepts
from kg.model import Concept, Mention, Paper
from kg.resolution import Correction, Resolved
from kg.system.spool import Spool

Concepts = Mapping[str, Concept]
"""Concepts by type and key, `method/dqn`."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The papers with corrected mentions, and the decisions that match nothing: each in a line."""

    papers: Sequence[Resolved]
    unknown: list[str]


def correct(resolved: Sequence[Resolved], corrections: Sequence[Correction]) -> Corrected:
    """Correct the mentions of papers, which are found by any of their keys.

    A decision matches nothing where its paper, its span, its words or its concept are not there.
    """
    if not corrections:
        return Corrected(resolved, [])
    concepts = _known(each.paper for each in resolved)
    wanted: dict[str, list[Correction]] = defaultdict(list)
    for row in corrections:
        wanted[row.paper].append(row)
    honoured: set[Correction] = set()
    papers: Spool[Resolved] = Spool()
    for each in resolved:
        paper = each.paper
        rows = [row for key in (each.key, *each.aliases) for row in wanted.get(key, ())]
        for row in sorted(rows, key=lambda row: row.right):  # What is wrong makes way first.
            mentions = _mentions(paper, row, concepts)
            if mentions is not None:
                honoured.add(row)
                paper = replace(paper, mentions=mentions)
        papers.append(each if paper is each.paper else replace(each, paper=paper))
    return Corrected(
        papers, [_unknown(row, concepts) for row in corrections if row not in honoured]
    )


def _known(papers: Iterable[Paper]) -> Concepts:
    found = [each.concept for paper in papers for each in paper.mentions]
    return {f"{each.type}/{each.key}": each for each in (*found, *load_concepts())}


def _mentions(paper: Paper, row: Correction, concepts: Concepts) -> tuple[Mention, ...] | None:
    """Return the mentions of a paper as a decision has them; None where it matches nothing."""
    text = (paper.title if row.field == "title" else paper.abstract) or ""
    words = text[row.start : row.end]
    if row.end > len(text) or (row.text and row.text.split() != words.split()):
        return None
    met = list(_met(paper.mentions, row))
    at = next((each for each in met if (each.start, each.end) == (row.start, row.end)), None)
    if not row.right:
        is_there = at is not None and row.concept in ("", _name(at.concept))
        return tuple(each for each in paper.mentions if each is not at) if is_there else None
    if row.concept not in concepts:
        return None
    if at is not None and _name(at.concept) == row.concept:
        return paper.mentions
    stated = Mention(row.field, row.start, row.end, words, concepts[row.concept], by_hand=True)
    if at is not None:  # What the words around say of it stays.
        stated = replace(stated, relation=at.relation, cue=at.cue)
    left = (each for each in paper.mentions if each not in met)
    return tuple(sorted((*left, stated), key=lambda each: (each.field != "title", each.start)))


def _met(mentions: Iterable[Mention], row: Correction) -> Iterator[Mention]:
    """Yield the mentions that have a character in common with a span."""
    for each in mentions:
        if each.field == row.field and each.start < row.end and row.start < each.end:
            yield each


def _name(concept: Concept) -> str:
    return f"{concept.type}/{concept.key}"


def _unknown(row: Correction, concepts: Concepts) -> str:
    if row.right and row.concept not in concepts:
        return f"{row.where}: this decision names a concept that is not known: {row.concept}"
    said = f"{row.span} {row.text!r}" if row.text else row.span
    return f"{row.where}: this decision names a mention that is not there: {said}"
