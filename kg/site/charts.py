"""Charts as SVG, made at build time: readable without a script, each beside a table of its figures."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from kg.site.pages import fill

_WIDTH, _HEIGHT, _BOTTOM, _SIDE = 640, 200, 24, 16
"""The sides leave room for half of the first and last label."""
_LABELS = 12
"""Labels under the bars, at most."""


def bars(title: str, values: Mapping[int, int], *, alone: bool = False) -> Markup:
    """Draw a bar for each number; `alone` brings its colours along, for a file of its own.

    >>> "2020: 3" in bars("Papers", {2019: 1, 2020: 3})
    True
    """
    highest = max(values.values(), default=0) or 1
    step = (_WIDTH - 2 * _SIDE) / max(len(values), 1)
    every = -(-len(values) // _LABELS) or 1
    drawn = [
        {
            "label": str(label), "value": n, "x": _short(_SIDE + i * step + step * 0.1),
            "width": _short(step * 0.8), "middle": _short(_SIDE + i * step + step / 2),
            "height": _short(n / highest * (_HEIGHT - _BOTTOM - 16)), "is_labelled": i % every == 0,
            "y": _short(_HEIGHT - _BOTTOM - n / highest * (_HEIGHT - _BOTTOM - 16)),
        }
        for i, (label, n) in enumerate(values.items())
    ]  # fmt: skip
    page = fill(
        "bars.svg",
        title=title,
        bars=drawn,
        alone=alone,
        width=_WIDTH,
        height=_HEIGHT,
        base=_HEIGHT - 6,
    )
    return Markup(page.decode())


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
