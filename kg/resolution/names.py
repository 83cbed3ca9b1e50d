"""Choose the one name under which each agent, concept and venue goes."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter

from kg.identity import agent_key
from kg.model import Agent, Concept, Venue
from kg.venues import known_venue

_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Named:
    """An agent under its one name, with the other spellings that were met.

    `sure` is how surely all author lines of a person are one person's, from 0 to 1.
    """

    agent: Agent
    other_names: tuple[str, ...]
    sure: float | None = None


@dataclass(slots=True)
class _Form:
    """The fullest form of an agent so far, with all names, and the least iD and address."""

    best: Agent
    names: tuple[str, ...]
    orcid: str | None
    registry: str | None

    def take(self, agent: Agent) -> None:
        if _order(agent) < _order(self.best):
            self.best = agent
        self.names = tuple({*self.names, *_names(agent)})
        self.orcid = min(filter(None, (self.orcid, agent.orcid)), default=None)
        self.registry = min(filter(None, (self.registry, agent.registry)), default=None)


class Forms:
    """Agents in the forms in which they are met; one name is chosen for each, the fullest.

    >>> one, other = Agent("Joao Araujo", "Araujo, Joao", key="a"), Agent("João Araújo", "", key="a")
    >>> [(each.agent.name, each.other_names) for each in Forms([one, other]).named()]
    [('João Araújo', ('Joao Araujo',))]
    """

    def __init__(self, agents: Iterable[Agent] = ()) -> None:
        self._found: dict[tuple[str, str], _Form] = {}
        self.add(agents)

    def add(self, agents: Iterable[Agent]) -> None:
        """Take in more; what was met before is passed over."""
        for agent in agents:
            place = (agent.kind, agent_key(agent))
            form = self._found.get(place)
            if form is None:
                self._found[place] = _Form(agent, _names(agent), agent.orcid, agent.registry)
            elif agent != form.best:
                form.take(agent)

    def named(self) -> list[Named]:
        """Return one entry per kind and key, in their order; ties of names go by code point."""
        return [
            Named(
                replace(form.best, orcid=form.orcid, registry=form.registry),
                tuple(sorted({*form.names} - {form.best.name})),
            )
            for _, form in sorted(self._found.items(), key=itemgetter(0))
        ]


def _names(agent: Agent) -> tuple[str, ...]:
    return (agent.name, agent.printed) if agent.kind == "group" else (agent.name,)


def _order(agent: Agent) -> tuple[object, ...]:
    return (*by_fullness(agent), repr(agent))


def by_fullness(agent: Agent) -> tuple[int, int, bool, str]:
    """Order the forms of one name: accents and letters say more, then small letters; ties by code point."""
    return (-_accents(agent.name), -len(agent.name), is_shouted(agent.name), agent.name)


def is_shouted(name: str) -> bool:
    """Tell whether a name is in capitals that are none of its own: a word is longer than an acronym.

    >>> is_shouted("OWL RESEARCH"), is_shouted("PLOS ONE"), is_shouted("Owl Research")
    (True, False, False)
    """
    return name.isupper() and any(len(word) > _LONGEST_ACRONYM for word in name.split())


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
    fullest = min(names, key=lambda name: (-len(name), is_shouted(name), name))
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
