"""Join an organization that is named alone with the one of that name that a registry knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.identity import agent_key
from kg.model import Agent, Grant, Paper
from kg.organizations import organizations_of
from kg.resolution.papers import Resolved
from kg.system.spool import Spool
from kg.text import fold

_ROR = "https://ror.org/"


def join_organizations(papers: Sequence[Resolved]) -> Sequence[Resolved]:
    """Give each group that is named alone the ROR id that its name has, where it has exactly one.

    Names compare by their letters and digits. A name that two ids have stays as it is.

    >>> known = Agent("Owl Lab", "Owl Lab", "group", registry="https://ror.org/01xtthb56")
    >>> alone = Agent("OWL Lab", "OWL Lab", "group")
    >>> one, other = (Resolved(key, Paper(funding=(Grant(who),))) for key, who in (("a", known), ("b", alone)))
    >>> join_organizations([one, other])[1].paper.funding[0].funder.registry
    'https://ror.org/01xtthb56'
    """
    addresses = defaultdict(set)
    for each in papers:
        for agent in _groups(each.paper):
            if agent.registry and agent.registry.startswith(_ROR):
                addresses[fold(agent.name)].add(agent.registry)
    known = {name: found.pop() for name, found in addresses.items() if len(found) == 1}
    if not known:
        return papers
    return Spool(replace(each, paper=_joined(each.paper, known)) for each in papers)


def _groups(paper: Paper) -> Iterator[Agent]:
    yield from (each for author in paper.authors for each in author.organizations)
    yield from (each.funder for each in paper.funding if each.funder)
    yield from (each for each in (*paper.authors, *paper.editors) if each.kind == "group")


def _joined(paper: Paper, known: Mapping[str, str]) -> Paper:
    authors = tuple(_employed(_known(each, known), known) for each in paper.authors)
    editors = tuple(_known(each, known) for each in paper.editors)
    funding = (
        replace(each, funder=_known(each.funder, known)) if each.funder else each
        for each in paper.funding
    )  # fmt: skip
    return replace(paper, authors=authors, editors=editors, funding=_once(funding))


def _employed(author: Agent, known: Mapping[str, str]) -> Agent:
    """Return an author line with the ids of its organizations, those in a text of affiliation, too."""
    found = tuple(_known(each, known) for each in organizations_of(author))
    is_told = any(each.registry for each in found)
    return replace(author, organizations=tuple(dict.fromkeys(found))) if is_told else author


def _known(agent: Agent, known: Mapping[str, str]) -> Agent:
    alone = agent.kind == "group" and not agent.registry
    address = known.get(fold(agent.name)) if alone else None
    return replace(agent, registry=address) if address else agent


def _once(funding: Iterable[Grant]) -> tuple[Grant, ...]:
    """Return grants each once: a funder may now be known by one id under two spellings."""
    found = {(each.funder and agent_key(each.funder), each.award): each for each in funding}
    named = {funder for funder, award in found if award}
    return tuple(each for (key, award), each in found.items() if award or key not in named)
