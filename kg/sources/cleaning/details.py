"""Settle the details of a paper: blanks, pages, the tag of its language; stand-ins are none."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Details, Paper
from kg.sources.fields.details import language_tag, page_range, printed_date
from kg.sources.fields.stand_ins import is_stand_in
from kg.vocab import DETAILS

_NONE = Details()


def settle_details(paper: Paper) -> tuple[Paper, tuple[()]]:
    """Write each detail in one line, pages as `12-34`, and a language as its tag.

    >>> read = Paper(details=Details(language="English", volume=" 12 ", issue="n/a", pages="3--9"))
    >>> found = settle_details(read)[0].details
    >>> found.language, found.volume, found.issue, found.pages
    ('en', '12', None, '3-9')
    """
    if paper.details == _NONE:
        return paper, ()
    texts = {name: _text(getattr(paper.details, name)) for name in DETAILS}
    # What is left of `-n/a-` or `tba, English` may be a stand-in, too.
    texts["pages"] = _text(page_range(texts["pages"]))
    # Norwegian is `no`, which would be a stand-in.
    tag = language_tag(paper.details.language)
    texts["language"] = tag if tag == "no" else _text(tag)
    for name in ("series", "book_title"):
        if texts[name] == paper.venue:
            texts[name] = None
    texts["printed_date"] = printed_date(texts["printed_date"], paper.date, paper.year)
    if texts["institution"] == texts["publisher"]:
        texts["institution"] = None
    return replace(paper, details=Details(**texts)), ()


def _text(written: str | None) -> str | None:
    """Return a text in one line; None where it stands for nothing, as `n/a`, `-` or `[s.n.]` do."""
    text = " ".join(written.split()) if written else ""
    told = any(char.isalnum() for char in text)
    return text if told and not is_stand_in(text) else None
