"""Settle ISSN and ISBN: one of each, an ISSN in its one form; what is none stays as printed."""

from __future__ import annotations

from dataclasses import replace

from kg.identity import find_isbn, find_issn, is_isbn, is_issn
from kg.model import Paper, Repair


def settle_serials(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Settle the numbers of a paper; a `Repair` tells of a text that holds none.

    An ISSN that stands for an ISBN is taken for what it is, and so the other way round. A number whose check digit is wrong is
    somebody else's, or nobody's: it is kept beside the paper as it was printed.
    """
    issn, isbn = find_issn(paper.issn or ""), find_isbn(paper.isbn or "")
    moved_issn = find_issn(paper.isbn or "") if not isbn else None
    moved_isbn = find_isbn(paper.issn or "") if not issn else None
    good_issn = next((each for each in (issn, moved_issn) if each and is_issn(each)), None)
    good_isbn = next((each for each in (isbn, moved_isbn) if each and is_isbn(each)), None)
    printed, notes = [], []
    for name, before, found, good in (
        ("issn", paper.issn, issn or moved_isbn, good_issn if issn else moved_isbn and good_isbn),
        ("isbn", paper.isbn, isbn or moved_issn, good_isbn if isbn else moved_issn and good_issn),
    ):
        if before and not good:
            record = paper.records[0]
            why = "wrong check digit" if found else f"no {name.upper()}"
            printed.append(f"{name}:{before}")
            notes.append(Repair(record.source, record.line, name, before, "", why))
    if (good_issn, good_isbn) == (paper.issn, paper.isbn):
        return paper, ()
    texts = (*paper.printed_identifiers, *printed)
    settled = replace(paper, issn=good_issn, isbn=good_isbn, printed_identifiers=texts)
    return settled, tuple(notes)
