"""Who works with one person: a ring of the nearest around them, as a picture at its own address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import cos, pi, sin

from pyoxigraph import NamedNode

from kg.site.context import Context
from kg.site.network import count_pairs, draw

SEGMENTS = ("person", "org", "agent")
SUFFIX = ".svg"
_AROUND, _LEAST = 12, 2
"""Co-authors around a person, and how many of them, and papers, say more than a list does."""
_WIDTH, _HEIGHT, _EDGE = 640, 520, 40


def coauthors(
    context: Context, agent: NamedNode, papers: Sequence[NamedNode]
) -> list[tuple[NamedNode, int]]:
    """Count the papers that others have with an agent, the most first; `papers` are the agent's."""
    counts = Counter(
        each
        for paper in papers
        for each in context.graph.nodes(paper, "schema:author")
        if each != agent
    )
    ranked = sorted(counts, key=lambda each: (-counts[each], context.graph.label(each), each.value))
    return [(each, counts[each]) for each in ranked]


def has_circle(papers: int, others: int) -> bool:
    """Tell whether so many papers and co-authors are drawn."""
    return papers >= _LEAST and others >= _LEAST


def circle(context: Context, agent: NamedNode) -> bytes | None:
    """Draw an agent and those who write with them most; None where one paper says it all."""
    papers = context.graph.subjects("schema:author", agent)
    together = coauthors(context, agent, papers)
    if not has_circle(len(papers), len(together)):
        return None
    people = [agent, *(each for each, _ in together[:_AROUND])]
    authors = [context.graph.nodes(each, "schema:author") for each in papers]
    pairs = count_pairs(authors, set(people))
    title = f"Who works with {context.graph.label(agent)}"
    places = _ring(len(people) - 1)
    return draw(context, title, people, places, pairs, size=(_WIDTH, _HEIGHT), alone=True).encode()


def _ring(n: int) -> list[tuple[float, float]]:
    """Place one in the middle and so many around."""
    x, y = _WIDTH / 2, _HEIGHT / 2
    turns = [2 * pi * i / n for i in range(n)]
    ring = [(x + _WIDTH / 3.2 * cos(t), y + (y - _EDGE) * sin(t)) for t in turns]
    return [(x, y), *ring]


class Circles:
    """Which agents of a graph have such a picture, found in one pass."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __contains__(self, agent: NamedNode) -> bool:
        return agent in self._drawn

    @cached_property
    def _drawn(self) -> set[NamedNode]:
        authors: dict[NamedNode, list[NamedNode]] = {}
        papers: dict[NamedNode, list[NamedNode]] = {}
        for paper, agent in self._context.graph.pointing("schema:author"):
            authors.setdefault(paper, []).append(agent)
            papers.setdefault(agent, []).append(paper)
        return {
            agent
            for agent, written in papers.items()
            if len(written) >= _LEAST
            and has_circle(len(written), len({a for p in written for a in authors[p]}) - 1)
        }
