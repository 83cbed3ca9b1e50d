"""Decide which records are the same paper, which names the same person, and how each is called.

Nothing here depends on the order of records: a paper follows from the set of its records.
"""

from kg.resolution.authorships import is_rare, name_key
from kg.resolution.belonging import sure_people
from kg.resolution.candidates import Candidate
from kg.resolution.decisions import Correction, Decision, Decisions, read_decisions
from kg.resolution.former import former_people, known_people
from kg.resolution.merging import source_order
from kg.resolution.names import Forms, Named, resolve_concepts, resolve_venues
from kg.resolution.namesakes import find_namesakes
from kg.resolution.orcids import doubted_orcids
from kg.resolution.organizations import join_organizations
from kg.resolution.owners import identify_owners
from kg.resolution.papers import Resolved, resolve_papers
from kg.resolution.people import resolve_people

__all__ = [
    "Candidate",
    "Correction",
    "Decision",
    "Decisions",
    "Forms",
    "Named",
    "Resolved",
    "doubted_orcids",
    "find_namesakes",
    "former_people",
    "identify_owners",
    "is_rare",
    "join_organizations",
    "known_people",
    "name_key",
    "read_decisions",
    "resolve_concepts",
    "resolve_papers",
    "resolve_people",
    "resolve_venues",
    "source_order",
    "sure_people",
]
