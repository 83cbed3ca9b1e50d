"""Choose the one name under which each agent, concept and venue goes."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.identity import agent_key
from kg.model import Agent, Concept, Venue
from kg.venues import known_venue


@dataclass(frozen=True, slots=True)
class Named:
    """An agent under its one name, with the other spellings that were met.

    `sure` is how surely all author lines of a person are one person's, from 0 to 1.
    """

    agent: Agent
    other_names: tuple[str, ...]
    sure: float | None = None


def resolve_agents(agents: Iterable[Agent]) -> list[Named]:
    """Choose one name for each agent: the fullest form, ties by code point.

    Returns one entry per kind and key, in their order.
    """
    forms: dict[tuple[str, str], set[Agent]] = defaultdict(set)
    for agent in agents:
        forms[agent.kind, agent_key(agent)].add(agent)
    return [_choose(forms[key]) for key in sorted(forms)]


def _choose(forms: set[Agent]) -> Named:
    ordered = sorted(forms, key=lambda agent: (*by_fullness(agent), repr(agent)))
    best = ordered[0]
    orcid = min((agent.orcid for agent in forms if agent.orcid), default=None)
    printed = {agent.printed for agent in forms} if best.kind == "group" else set()
    others = ({agent.name for agent in forms} | printed) - {best.name}
    registry = min((agent.registry for agent in forms if agent.registry), default=None)
    return Named(replace(best, orcid=orcid, registry=registry), tuple(sorted(others)))


def by_fullness(agent: Agent) -> tuple[int, int, str]:
    """Order the forms of one name: accents and letters say more, ties by code point."""
    return (-_accents(agent.name), -len(agent.name), agent.name)


def _accents(name: str) -> int:
    return sum(unicodedata.combining(c) > 0 for c in unicodedata.normalize("NFD", name))


def resolve_concepts(concepts: Iterable[Concept]) -> list[Concept]:
    """Choose one label for each concept; the other forms are alternative labels.

    Curated concepts are one already. Returns one entry per type and key, in their order.
    """
    forms: dict[tuple[str, str], set[Concept]] = defaultdict(set)
    for concept in concepts:
        forms[concept.type, concept.key].add(concept)
    return [_one_label(forms[key]) for key in sorted(forms)]


def _one_label(forms: set[Concept]) -> Concept:
    best = min(forms, key=lambda concept: (not concept.curated, concept.label, repr(concept)))
    if best.curated:
        return best
    labels = {label for each in forms for label in (each.label, *each.alt_labels)}
    return replace(best, alt_labels=tuple(sorted(labels - {best.label})))


def resolve_venues(venues: Iterable[Venue]) -> list[Venue]:
    """Choose one name for each venue: the usual one where it is known, else the fullest form.

    Returns one entry per key, in their order.
    """
    forms: dict[str, set[Venue]] = defaultdict(set)
    for venue in venues:
        forms[venue.key].add(venue)
    return [_one_venue(forms[key]) for key in sorted(forms)]


def _one_venue(forms: set[Venue]) -> Venue:
    names = {each.name for each in forms}
    fullest = min(names, key=lambda name: (-len(name), name))
    name = known_venue(fullest) or fullest
    kinds = Counter(each.kind for each in forms if each.kind)
    return Venue(
        key=next(iter(forms)).key,
        name=name,
        other_names=tuple(sorted(names - {name})),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind), default=None),
        issn=tuple(sorted({issn for each in forms for issn in each.issn})),
        isbn=tuple(sorted({isbn for each in forms for isbn in each.isbn})),
    )
