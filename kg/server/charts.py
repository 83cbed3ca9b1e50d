"""A chart of a table: bars of its last column of numbers, by year or by what its rows are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST = 30
_LONGEST_LABEL = 30
Values = Sequence[Sequence[str | float | None]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, whole and as it is shown, its number, and its width of 100."""

    label: str
    shown: str
    number: float
    width: float

    @property
    def figure(self) -> str:
        """Write the number."""
        return f"{self.number:,.6g}"


def make_bars(columns: Sequence[str], rows: Values) -> list[Bar]:
    """Make the bars of a table; none where it has no numbers that could be drawn.

    >>> [bar.width for bar in make_bars(["name", "papers"], [("Ada", 4.0), ("Bo", 1.0)])]
    [100.0, 25.0]
    """
    numeric = [i for i, _ in enumerate(columns) if _is_numeric(rows, i)]
    years = [i for i, name in enumerate(columns) if name == "year"]
    if years:
        counted = [i for i in numeric if i not in years]
        pairs = _by_year(rows, years[0], counted[-1] if counted else None)
    elif numeric and len(columns) > 1:
        named = [i for i, _ in enumerate(columns) if i not in numeric]
        label = named[-1] if named else 0
        pairs = [(str(row[label] or ""), _number(row[numeric[-1]])) for row in rows]
    else:
        return []
    most = max((number for _, number in pairs), default=0.0)
    if most <= 0 or min(number for _, number in pairs) < 0:
        return []
    return [Bar(label, _shorten(label), n, round(100 * n / most, 2)) for label, n in pairs[:_MOST]]


def _is_numeric(rows: Values, column: int) -> bool:
    return bool(rows) and all(isinstance(row[column], float) for row in rows)


def _by_year(rows: Values, year: int, number: int | None) -> list[tuple[str, float]]:
    sums: dict[str, float] = {}
    for row in rows:
        label = row[year]
        if label is not None:
            name = f"{label:.0f}" if isinstance(label, float) else label
            sums[name] = sums.get(name, 0.0) + (1.0 if number is None else _number(row[number]))
    return sorted(sums.items())[-_MOST:]


def _number(value: str | float | None) -> float:
    return value if isinstance(value, float) else 0.0


def _shorten(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
