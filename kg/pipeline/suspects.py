"""Find the joins and the mentions of a build that are likeliest to be wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from kg.identity import Namespace, record_keys
from kg.model import Mention, Paper, Record
from kg.pipeline.archive import Kept, read_kept
from kg.pipeline.candidates import describe
from kg.pipeline.doubts import Doubt
from kg.pipeline.resolving import resolve_kept
from kg.resolution import Resolved
from kg.resolution.authorships import Authorship, Authorships
from kg.resolution.profiles import count_words, profile
from kg.resolution.reasons import Reason, reasons_of_lines, reasons_of_records
from kg.resolution.traits import Describing

_SURE = 0.95
"""How sure a join or a mention is from which on nobody is asked."""
_AROUND = 80
"""Characters of a text that are shown on each side of a mention."""


def find_suspects(folder: Path) -> Iterator[Doubt]:
    """Yield the joins of records and of author lines, and the mentions, that are not sure.

    Raises: InputError: where the build keeps no records, or another version made it.
    """
    kept = read_kept(folder)
    papers, namespace = resolve_kept(kept), Namespace(kept.options.base)
    yield from _joined_records(papers, kept, namespace)
    yield from _joined_lines(papers, namespace)
    for each in papers:
        yield from _mentions(each, namespace)


def _joined_records(
    papers: Sequence[Resolved], kept: Kept, namespace: Namespace
) -> Iterator[Doubt]:
    several = [each.paper.records for each in papers if len(each.paper.records) > 1]
    wanted = {record for records in several for record in records}
    read: dict[Record, Paper] = {}
    for paper in kept.reading.papers:
        read |= {record: paper for record in paper.records if record in wanted}
    decided = {
        key for row in kept.options.decisions.rows if row.same for key in (row.a, row.b)
    }  # fmt: skip
    words = count_words(map(profile, kept.reading.papers)) if several else {}
    for places in several:
        records = [replace(read[each], records=(each,)) for each in places if each in read]
        for record, reason in zip(records, reasons_of_records(records, words), strict=True):
            if reason.nearest is not None and reason.score and reason.score < _SURE:
                both = record, records[reason.nearest]
                yield from _joined(*both, reason, decided, namespace)


def _joined(
    one: Paper, other: Paper, reason: Reason, decided: AbstractSet[str], namespace: Namespace
) -> Iterator[Doubt]:
    """Ask for two records, where each has a key that the other has not, and none is decided."""
    mine, theirs = list(record_keys(one)), list(record_keys(other))
    if not decided.isdisjoint(mine) and not decided.isdisjoint(theirs):
        return
    a = next((key for key in mine if key not in theirs), None)
    b = next((key for key in theirs if key not in mine), None)
    if a is None or b is None:
        return
    score = reason.score or 0.0
    yield Doubt(
        "paper", namespace.iri("paper", a).value, namespace.iri("paper", b).value, score,
        _sides((one.title or "", other.title or ""), one, other), 1 - score,
        (reason.speaks_for,), taken=True,
    )  # fmt: skip


def _joined_lines(papers: Sequence[Resolved], namespace: Namespace) -> Iterator[Doubt]:
    sure = {(each.key, n): said for each in papers for n, said in enumerate(each.sure)}
    lines = Authorships(papers)
    people: dict[str, list[Authorship]] = defaultdict(list)
    for line in lines:
        people[line.agent.key or ""].append(line)
    describing = Describing(lines)
    seen = set[frozenset[str]]()
    for key in sorted(people):
        own = people[key]
        scores = [sure[line.id] or 0.0 for line in own]
        if min(scores) >= _SURE:
            continue
        reasons = reasons_of_lines(own, describing)
        for line, score, reason in zip(own, scores, reasons, strict=True):
            if score < _SURE and reason.nearest is not None:
                doubt = _line(line, own[reason.nearest], score, reason, namespace)
                if doubt.subject not in seen:
                    yield doubt
                seen.add(doubt.subject)


def _line(
    line: Authorship, other: Authorship, score: float, reason: Reason, namespace: Namespace
) -> Doubt:
    a, b = (namespace.iri("authorship", each.own_key).value for each in (line, other))
    names = (line.agent.printed, other.agent.printed)
    said_for, against = (
        (said,) if said else () for said in (reason.speaks_for, reason.speaks_against)
    )
    sides = {"name": names, "paper": (line.paper.title or "", other.paper.title or "")}
    sides |= _sides(names, line.paper, other.paper)
    return Doubt("person", a, b, score, sides, 1 - score, said_for, against, taken=True)


def _sides(names: tuple[str, str], one: Paper, other: Paper) -> Mapping[str, tuple[str, str]]:
    said = zip(describe([one]), describe([other]), strict=True)
    return {"name": names} | dict(zip(("year", "venue", "source"), said, strict=True))


def _mentions(resolved: Resolved, namespace: Namespace) -> Iterator[Doubt]:
    paper = resolved.paper
    times = Counter(each.concept for each in paper.mentions)
    for each in paper.mentions:
        if each.confidence is None or each.by_hand or each.confidence >= _SURE:
            continue
        span = f"{resolved.key}.{each.field}.{each.start}-{each.end}"
        sides = {"name": (each.text, each.concept.label), "paper": (paper.title or "", "")}
        told = zip(("year", "venue", "source"), describe([paper]), strict=True)
        yield Doubt(
            "mention", namespace.iri("span", span).value,
            namespace.iri(each.concept.type, each.concept.key).value, each.confidence,
            sides | {name: (said, "") for name, said in told},
            (1 - each.confidence) / times[each.concept],
            (f"{each.relation} by “{each.cue}”",) if each.cue else (), taken=True,
            text=_around(paper, each),
        )  # fmt: skip


def _around(paper: Paper, mention: Mention) -> str:
    text = (paper.title if mention.field == "title" else paper.abstract) or ""
    before, after = text[: mention.start][-_AROUND:], text[mention.end :][:_AROUND]
    return f"…{before}»{mention.text}«{after}…"
