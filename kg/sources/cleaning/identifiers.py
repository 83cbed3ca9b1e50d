"""Settle identifiers: those that the address tells, and those that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, is_wellformed, normalise_orcid
from kg.model import Agent, Paper, Repair


def settle_identifiers(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Settle the identifiers of a paper and of its people; a `Repair` tells of one that is none.

    What is none stays beside the paper as it was printed, but for dashes alone. The address of a paper tells its
    identifier, where no field tells one of that scheme.
    """
    good = tuple(each for each in paper.identifiers if is_wellformed(each))
    known = {each.scheme for each in good}
    told = tuple(each for each in identifiers_in(paper.url) if each.scheme not in known)
    bad = tuple(dict.fromkeys(_malformed(paper)))
    if not bad and not told:
        return paper, ()
    record = paper.records[0]
    notes = (
        Repair(record.source, record.line, *each, "", "not a valid identifier") for each in bad
    )
    printed = (f"{scheme}:{value}" for scheme, value in bad if any(map(str.isalnum, value)))
    settled = replace(
        paper,
        identifiers=good + told,
        printed_identifiers=tuple(dict.fromkeys((*paper.printed_identifiers, *printed))),
        authors=tuple(map(_settled, paper.authors)),
        editors=tuple(map(_settled, paper.editors)),
    )
    return settled, tuple(notes)


def _malformed(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the scheme and the text of each identifier that is none."""
    for identifier in paper.identifiers:
        if not is_wellformed(identifier):
            yield identifier.scheme, identifier.value
    for agent in (*paper.authors, *paper.editors):
        if agent.orcid and not normalise_orcid(agent.orcid):
            yield "orcid", agent.orcid


def _settled(agent: Agent) -> Agent:
    return replace(agent, orcid=normalise_orcid(agent.orcid)) if agent.orcid else agent
