"""Decide which records are the same paper, and under which one name each agent and concept goes.

Nothing here depends on the order of records: a paper follows from the set of its records.
"""

from kg.resolution.names import Named, resolve_agents, resolve_concepts
from kg.resolution.papers import Resolved, place, resolve_papers

__all__ = ["Named", "Resolved", "place", "resolve_agents", "resolve_concepts", "resolve_papers"]
