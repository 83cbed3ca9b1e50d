"""Settle ISSN and ISBN: one of each, an ISSN in its one form; what is none is left out and told."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper, Repair

_ISSN = re.compile(r"(?<![\dXx./-])(\d{4})[-‐–]?(\d{3}[\dXx])(?![\dXx./-])")
_ISBN = re.compile(r"(?<!\d)(?:97[89][-‐– ]?)?(?:\d[-‐– ]?){9}[\dXx](?![\dXx])")


def find_issn(text: str) -> str | None:
    """Return the first ISSN in a text as ISO 3297 writes it; None where there is none.

    >>> find_issn("2689-6575(ELECTRONIC),26896567(PRINT)"), find_issn("0022314x"), find_issn("ISSN")
    ('2689-6575', '0022-314X', None)
    """
    match = _ISSN.search(text)
    return f"{match[1]}-{match[2].upper()}" if match else None


def find_isbn(text: str) -> str | None:
    """Return the first ISBN in a text as it stands there; None where there is none.

    >>> find_isbn("978-3-16-148410-0 (hbk); 3161484100"), find_isbn("0021-9606")
    ('978-3-16-148410-0', None)
    """
    match = _ISBN.search(text)
    return match[0] if match else None


def settle_serials(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Settle the numbers of a paper; a `Repair` tells of a text that holds none.

    An ISSN that stands for an ISBN is taken for what it is.
    """
    issn, isbn = find_issn(paper.issn or ""), find_isbn(paper.isbn or "")
    moved = find_issn(paper.isbn or "") if not isbn else None
    notes = []
    for name, before, after in (("issn", paper.issn, issn), ("isbn", paper.isbn, isbn or moved)):
        if before and not after:
            record = paper.records[0]
            notes.append(Repair(record.source, record.line, name, before, "", f"no {name.upper()}"))
    if (issn or moved, isbn) == (paper.issn, paper.isbn):
        return paper, ()
    return replace(paper, issn=issn or moved, isbn=isbn), tuple(notes)
