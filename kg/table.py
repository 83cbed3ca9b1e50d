"""Lay out rows as a table of plain text: aligned by what a terminal shows, wrapped where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from wcwidth import width as shown_width
from wcwidth import wrap

from kg.text import visible

_GAP = "  "
_NARROWEST = 8


def lay_out(
    rows: Sequence[Sequence[object]], header: Sequence[str], width: int | None = None
) -> str:
    """Lay out rows under a header; within `width` terminal columns, cells wrap so that it fits.

    Widths are those that a terminal shows: East Asian wide characters take two columns, and
    combining marks none.

    >>> print(lay_out([("日本", 1), ("bc", 23)], ("x", "n")))
    x     n
    日本  1
    bc    23
    """
    lines = [tuple(visible(str(cell)) for cell in row) for row in [header, *rows]]
    widths = [max(shown_width(part) for cell in column for part in cell.split("\n"))
              for column in zip(*lines, strict=True)]  # fmt: skip
    if width is not None:
        widths = _fit(widths, width)
    return "\n".join(_lay_out_row(line, widths) for line in lines)


def _fit(widths: list[int], available: int) -> list[int]:
    """Narrow the widest columns until the table fits, or none can be narrowed."""
    available -= len(_GAP) * (len(widths) - 1)
    while sum(widths) > available and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lay_out_row(cells: tuple[str, ...], widths: list[int]) -> str:
    folded = [_fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max((len(parts) for parts in folded), default=0)
    lines = []
    for n in range(height):
        parts = [cell[n] if n < len(cell) else "" for cell in folded]
        padded = (
            part + " " * (width - shown_width(part))
            for part, width in zip(parts, widths, strict=True)
        )
        lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines)


def _fold(cell: str, width: int) -> list[str]:
    if shown_width(cell) <= width and "\n" not in cell:
        return [cell]
    parts = [wrap(line, max(width, 1)) or [""] for line in cell.split("\n")]
    return [part for line in parts for part in line]
