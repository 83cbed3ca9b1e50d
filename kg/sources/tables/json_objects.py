"""Read JSON or JSON Lines whose objects have members such as title and author: tables in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from kg.model import Source
from kg.sources.format import AS_NAMED, Columns, Format, Item, Sign, Tabular, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import read_json
from kg.sources.json_formats.start import json_start
from kg.sources.record import KEYS
from kg.sources.tables.columns import row_to_paper
from kg.sources.tables.headings import guess_columns, is_telling

EXAMPLE = """\
{"Title": "NightOwl", "author": "Ana Lopez; Bo Chen", "journal": "Journal of Maps", "year": 2019}
"""


def recognise(head: str) -> Sign | None:
    """Tell whether the first object has members of known names, not all of them names of records."""
    members = json_start(head).record
    known = guess_columns(members)
    found = is_row(tuple(members)) and is_telling(known)
    return sign(found, f"its first object has members for {' and '.join(known)}", sure=False)


@lru_cache(maxsize=1 << 10)
def is_row(members: tuple[str, ...]) -> bool:
    """Tell whether any of the members is of a table, and of no record: `journal`; `titel` is rather a slip.

    >>> is_row(("title", "author")), is_row(("titel", "authors")), is_row(("titel", "jahr"))
    (True, False, True)
    """
    letters = set(map(_letters, KEYS))
    named = (name for names in guess_columns(members).values() for name in names)
    return any(_letters(name) not in letters for name in named)


def _letters(name: str) -> str:
    """Return the letters of a name in order, which a slip of two fingers leaves as they are."""
    return "".join(sorted(name))


def column_names(head: str, given: Columns = AS_NAMED) -> list[str]:
    """Return the names of the members of the first object, which count as columns."""
    return list(json_start(head).record)


def read(document: Document, source: Source, given: Columns = AS_NAMED) -> Iterator[Item]:
    """Yield a paper for each object; `given` names the members of fields."""
    return read_json(document, source, partial(row_to_paper, given=given))


TABULAR = Tabular(column_names, read)
FORMAT = Format(
    "json-table",
    "JSON or JSON Lines with members such as title, author, abstract, year, doi, journal",
    EXAMPLE,
    recognise,
    read,
    TABULAR,
)
