"""Decide which records are the same paper, which names the same person, and how each is called.

Nothing here depends on the order of records: a paper follows from the set of its records.
"""

from kg.resolution.names import Named, resolve_agents, resolve_concepts, resolve_venues
from kg.resolution.papers import Resolved, place, resolve_papers
from kg.resolution.people import former_key, identify_owner, resolve_people

__all__ = [
    "Named",
    "Resolved",
    "former_key",
    "identify_owner",
    "place",
    "resolve_agents",
    "resolve_concepts",
    "resolve_papers",
    "resolve_people",
    "resolve_venues",
]
