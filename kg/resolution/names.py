"""Choose the one name under which each agent and each concept goes."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.identity import agent_key
from kg.model import Agent, Concept


@dataclass(frozen=True, slots=True)
class Named:
    """An agent under its one name, with the other spellings that were met."""

    agent: Agent
    other_names: tuple[str, ...]


def resolve_agents(agents: Iterable[Agent]) -> list[Named]:
    """Choose one name for each agent: the fullest form, ties by code point.

    Returns one entry per kind and key, in their order.
    """
    forms: dict[tuple[str, str], set[Agent]] = defaultdict(set)
    for agent in agents:
        forms[agent.kind, agent_key(agent)].add(agent)
    return [_choose(forms[key]) for key in sorted(forms)]


def _choose(forms: set[Agent]) -> Named:
    ordered = sorted(forms, key=lambda a: (-_accents(a.name), -len(a.name), a.name, repr(a)))
    best = ordered[0]
    orcid = min((agent.orcid for agent in forms if agent.orcid), default=None)
    printed = {agent.printed for agent in forms} if best.kind == "group" else set()
    others = ({agent.name for agent in forms} | printed) - {best.name}
    return Named(replace(best, orcid=orcid), tuple(sorted(others)))


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
