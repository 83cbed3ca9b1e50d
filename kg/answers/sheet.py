"""Several tables under headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from kg.answers.table import Table
from kg.text import visible


class Sheet(Mapping[str, Table]):
    """Tables by their headings, under a title.

    >>> sheet = Sheet("3 triples", {"Classes": Table(("class", "count"), [("kg:Method", "2")])})
    >>> print(sheet)
    3 triples
    <BLANKLINE>
    Classes
    class      count
    kg:Method  2
    """

    def __init__(self, title: str, tables: Mapping[str, Table], notes: Sequence[str] = ()) -> None:
        self.title, self.notes = title, tuple(notes)
        self._tables = dict(tables)

    def __getitem__(self, heading: str) -> Table:
        return self._tables[heading]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def text(self, width: int | None = None) -> str:
        """Lay everything out as text, at most so many columns wide."""
        parts = (f"{heading}\n{table.text(width)}".lstrip("\n") for heading, table in self.items())
        return "\n\n".join(part for part in (self.title, *parts) if part)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Sheet {self.title.splitlines()[0]!r}: {', '.join(filter(None, self))}>"

    def _repr_html_(self) -> str:
        """Show the tables in a notebook: everything is escaped."""
        parts = (
            f"<h4>{escape(visible(heading))}</h4>{table._repr_html_()}"
            for heading, table in self.items()
        )
        said = "".join(f"<p>{escape(visible(each))}</p>" for each in self.notes)
        return f"<pre>{escape(visible(self.title))}</pre>{''.join(parts)}{said}"
