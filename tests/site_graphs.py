"""Small graphs that sites are made of; all invented, some hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
from papers import FULL, LIST, UNTITLED, at

from kg.identity import Namespace
from kg.mapping import (
    agent_triples,
    alias_triples,
    evidence_triples,
    provenance_triples,
    record_key,
    record_triples,
    run_triples,
    source_triples,
    version_triples,
    work_triples,
)
from kg.model import (
    Agent,
    AgentKind,
    Concept,
    Grant,
    Identifier,
    Mention,
    Paper,
    Record,
    Source,
    TextField,
)
from kg.store import Store

KINDS: tuple[AgentKind, ...] = ("person", "group", "unknown")
FIELDS: tuple[TextField, ...] = ("title", "abstract")
EVIL = "</script><script>alert(1)</script><!--<script>\"'><img src=x onerror=alert(1)> {{191*191}} & $\\href{javascript:alert(1)}{x}$ $<b>x</b>$"
"""Would end elements, scripts, comments, attributes; a template, an entity, a formula that would run."""


def triples_of(paper: Paper, namespace: Namespace) -> Iterator[ox.Triple]:
    """Map a paper with its provenance, its evidence, a work and a former key."""
    key = record_key(paper)
    yield from record_triples(paper, namespace)
    yield from evidence_triples(paper, key, "1+0a1b2c3d", namespace)
    for record in paper.records:
        yield from provenance_triples(record, key, namespace)
        yield from source_triples(record.source, namespace)
        yield from run_triples(record.source, "0.1.0", namespace)
        if record.source.owner:
            yield from agent_triples(record.source.owner, namespace, other_names=["López"])
    yield from version_triples(key, f"{key}-work", namespace)
    yield from work_triples(f"{key}-work", paper.title, namespace)
    yield from alias_triples("paper", f"former-{key}", key, namespace)


def store_of(*papers: Paper, base: str = Namespace().base) -> Store:
    """Make a store of papers with everything that is said of them."""
    quads = ox.Store()
    for paper in papers:
        quads.extend(ox.Quad(*each) for each in triples_of(paper, Namespace(base)))
    return Store(quads)


def hostile_paper() -> Paper:
    """Make a paper with hostile text in every field that takes any text."""
    text = f"Owl {EVIL} here"
    concept = Concept("method", "evil-0a1b2c3d", EVIL, (EVIL + "2",), definition=EVIL,
                      matches=("javascript:alert(1)",))  # fmt: skip
    people = tuple(
        Agent(
            f"{EVIL} {kind}",
            f"{EVIL}, {kind}",
            kind,
            EVIL,
            EVIL,
            affiliation=EVIL,
            organizations=(Agent(f"{EVIL} Lab", f"{EVIL} Lab", "group"),),
        )
        for kind in KINDS
    )
    source = Source("c" * 64, EVIL, "bibtex", people[0])
    mentions = tuple(
        Mention(field, 4, 4 + len(EVIL), EVIL, concept, "introduces", 0.5, EVIL) for field in FIELDS
    )
    return replace(
        FULL, title=text, abstract=text, authors=people, editors=people[:1], venue=EVIL,
        status=EVIL, track=EVIL, keywords=(EVIL,), other_titles=(EVIL,), year=EVIL, date=EVIL,
        identifiers=(Identifier("doi", EVIL),), printed_identifiers=(EVIL,), issn=EVIL, isbn=EVIL,
        kind="Book", url="javascript:alert(1)", code="javascript:alert(2)",
        licence="javascript:alert(3)", funding=(Grant(Agent(f"{EVIL} Fund", EVIL, "group"), EVIL),),
        records=(Record(source, 1, 1, key="0a"),), mentions=mentions,
    )  # fmt: skip


def owls() -> Store:
    """Make a store of a paper with every field, one without a title, and a book of unknown authors."""
    unknown = Agent("A. Lee", "Lee, A.", "unknown")
    book = Paper(title="Owls", kind="Book", authors=(unknown,), year="2001", isbn="9781234567897")
    papers = (FULL, UNTITLED, at(book, LIST, 9))
    return store_of(*map(_with_keys, papers))


def _with_keys(paper: Paper) -> Paper:
    records = (replace(each, key=f"{each.index:016x}") for each in paper.records)
    return replace(paper, records=tuple(records))
