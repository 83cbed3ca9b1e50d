"""Who works with whom: the network of those who have written most with others, laid out at build time.

Source: Fruchterman and Reingold (1991), Graph drawing by force-directed placement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.site.addresses import KINDS
from kg.site.context import Context, Link
from kg.site.pages import fill, make_page
from kg.site.spreading import spread

PATH, CHART = "network", "charts/coauthors.svg"
TITLE = "Who works with whom"
_MOST, _ROWS = 60, 100
"""People that are drawn, and rows of the table."""
_WIDTH, _HEIGHT, _EDGE = 900, 640, 40
_STEPS, _PULL = 200, 0.05

Pairs = Mapping[tuple[NamedNode, NamedNode], int]
"""Two people, in the order of their IRIs, and how many papers they have together."""


def count_pairs(papers: Iterable[Sequence[NamedNode]], people: set[NamedNode]) -> Pairs:
    """Count, of papers given by their authors, those that two of these people have together."""
    counts: Counter[tuple[NamedNode, NamedNode]] = Counter()
    for authors in papers:
        shown = sorted((each for each in set(authors) if each in people), key=_value)
        counts.update(combinations(shown, 2))
    return counts


class Network:
    """The network of those who have written most with others."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def _pairs(self) -> Pairs:
        """Count the papers of each two among those with the most papers with others."""
        addresses = self._context.addresses
        authors: dict[NamedNode, set[NamedNode]] = {}
        for paper, author in self._context.graph.pointing("schema:author"):
            authors.setdefault(paper, set()).add(author)
        together = [sorted(each, key=_value) for each in authors.values() if len(each) > 1]
        counts = Counter(each for several in together for each in several)
        ranked = sorted(counts, key=lambda each: (-counts[each], each.value))
        people = (each for each in ranked if addresses.kind_of(each) == KINDS["person"])
        return count_pairs(together, {each for each, _ in zip(people, range(_MOST), strict=False)})

    def page(self) -> bytes:
        """Make the page: the picture, and a table of the same."""
        pairs, context = self._pairs(), self._context
        rows = sorted(pairs, key=lambda each: (-pairs[each], *map(context.graph.label, each), *map(_value, each)))  # fmt: skip
        shown: list[tuple[Link, Link, int]] = [
            (context.link(a), context.link(b), pairs[a, b]) for a, b in rows[:_ROWS]
        ]
        return make_page(
            "network.html", PATH, site=context, title=TITLE, most=_MOST, rows=shown,
            total=len(rows), chart=self._chart(pairs),
        )  # fmt: skip

    def chart(self) -> bytes:
        """Draw the picture as a file of its own, to embed elsewhere."""
        return self._chart(self._pairs(), alone=True).encode()

    def _chart(self, pairs: Pairs, *, alone: bool = False) -> Markup:
        people = sorted({each for pair in pairs for each in pair}, key=_value)
        size = (_WIDTH, _HEIGHT)
        return draw(
            self._context, TITLE, people, lay_out(people, pairs), pairs, size=size, alone=alone
        )


def lay_out(people: Sequence[NamedNode], pairs: Pairs) -> list[tuple[float, float]]:
    """Place people so that those who work together stand near: equal input, equal places.

    >>> lay_out([NamedNode("https://e.org/a")], {})
    [(450.0, 320.0)]
    """
    n, index = len(people), {each: i for i, each in enumerate(people)}
    if n < 2:
        return [(_WIDTH / 2, _HEIGHT / 2)] * n
    weights = np.zeros((n, n))
    for (a, b), papers in pairs.items():
        weights[index[a], index[b]] = weights[index[b], index[a]] = np.sqrt(papers)
    most = np.sqrt(np.maximum(weights.sum(axis=1), 1))
    weights /= most[:, None] * most[None]  # Else those with many lines stand in one spot.
    turns = np.arange(n) * (np.pi * (3 - np.sqrt(5)))
    places = np.sqrt(np.arange(n) + 0.5)[:, None] * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    for step in range(_STEPS):
        apart = places[:, None] - places[None]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 0.01)
        force = (apart * (1 / distance**2 - weights * distance / 4)[..., None]).sum(axis=1)
        force -= _PULL * places
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        places += force / length[:, None] * np.minimum(length, 1 - step / _STEPS)[:, None]
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array([_WIDTH - 4 * _EDGE, _HEIGHT - 2 * _EDGE])
    scaled = (places - low) / np.maximum(high - low, 1e-9) * room + [2 * _EDGE, _EDGE]
    return [(float(x), float(y)) for x, y in scaled]


def draw(
    context: Context, title: str, people: Sequence[NamedNode],
    places: Sequence[tuple[float, float]], pairs: Pairs,
    *, size: tuple[int, int], alone: bool = False,
) -> Markup:  # fmt: skip
    """Draw people near these places, and a line for the papers of two.

    `alone` brings the colours along, for a file of its own.
    """
    label = context.graph.label
    apart = spread(places, [label(each) for each in people], size)
    at = {person: (round(x), round(y)) for person, (x, y) in zip(people, apart, strict=True)}
    lines = [
        {"from": at[a], "to": at[b], "width": min(n, 6),
         "title": f"{label(a)} and {label(b)}: {n:,} {'paper' if n == 1 else 'papers'}"}
        for (a, b), n in sorted(pairs.items(), key=lambda item: tuple(map(_value, item[0])))
    ]  # fmt: skip
    nodes = [{"label": label(person), "x": x, "y": y} for person, (x, y) in at.items()]
    page = fill("network.svg", title=title, alone=alone, lines=lines, nodes=nodes, width=size[0], height=size[1])  # fmt: skip
    return Markup(page.decode())


def _value(node: NamedNode) -> str:
    return node.value
