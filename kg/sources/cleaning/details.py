"""Settle the details of a paper: blanks, numbers, pages, the publisher, the tag of its language; stand-ins are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Details, Paper, Repair
from kg.sources.cleaning.numbers import has_more, is_date, parted, settle_number, settle_pages
from kg.sources.cleaning.publishers import settle_publisher
from kg.sources.fields.details import language_tag, printed_date
from kg.sources.fields.stand_ins import is_stand_in
from kg.vocab import DETAILS

_NONE = Details()
_NO_PUBLISHER = "what is not part of the name of a publisher"
_UNTOLD = "stands for nothing"
_CITED = re.compile(
    r"cited by:? ?(?:\(since \d{4}\) ?)?\d+\.?(?:[;,] (?:[a-z]+ ){0,3}open access)*+", re.IGNORECASE
)
"""What Scopus counts, and writes into the note."""
_COUNTED = "counts citations"
_MORE = "more than pages"
_SETTLED = ("publisher", "institution", "series", "book_title", "printed_date")
"""Of the publisher a note of its own tells; the others go where another field says the same."""
_ARTICLES = ("JournalArticle", "ReviewArticle", "Preprint")
GENRES = {
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "mathesis": "Master's thesis",
    "phdthesis": "PhD thesis",
    "resreport": "Research report",
    "techreport": "Technical report",
}
"""The keys that BibLaTeX writes in full. Source: its manual, 4.9.2.13, Types."""


def settle_details(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Write each detail in one line, pages as `12-34`, and a language as its tag.

    A `Repair` tells what of a publisher is none, and each text that stands for nothing.

    >>> read = Paper(details=Details(language="English", volume=" 12 ", issue="n/a", pages="3--9"))
    >>> found = settle_details(read)[0].details
    >>> found.language, found.volume, found.issue, found.pages
    ('en', '12', None, '3-9')
    """
    if paper.details == _NONE:
        return paper, ()
    texts = {name: _text(getattr(paper.details, name)) for name in DETAILS}
    texts |= _numbers(texts)
    # What is left of `tba, English` may be a stand-in; Norwegian is `no`, which would be one.
    tag = language_tag(paper.details.language)
    texts["language"] = tag if tag == "no" else _text(tag)
    if _CITED.fullmatch(texts["note"] or ""):
        texts["note"] = None
    texts["genre"] = GENRES.get(texts["genre"] or "", texts["genre"])
    for name in ("series", "book_title"):
        if texts[name] == paper.venue:
            texts[name] = None
    texts["printed_date"] = printed_date(texts["printed_date"], paper.date, paper.year)
    if written := texts["publisher"]:
        found = settle_publisher(written, texts["place"], of_article=paper.kind in _ARTICLES)
        texts["publisher"], texts["place"] = _text(found.publisher), _text(found.place)
        texts["institution"] = texts["institution"] or found.institution
    if texts["institution"] == texts["publisher"]:
        texts["institution"] = None
    settled = replace(paper, details=Details(**texts))
    return settled, tuple(_notes(paper, settled.details)) if paper.records else ()


def _numbers(texts: dict[str, str | None]) -> dict[str, str | None]:
    """Return volume, issue, pages and edition; numbers that stand before the pages where no others are."""
    volume, issue, pages = settle_pages(texts["pages"])
    told, behind = settle_number("volume", texts["volume"]), None
    number = settle_number("issue", texts["issue"])
    if not number:
        told, behind = parted(told)
    return {
        "volume": told or volume,
        "issue": number or behind or issue,
        "pages": pages,
        "edition": None if is_date(texts["edition"]) else texts["edition"],
    }


def _notes(paper: Paper, settled: Details) -> Iterator[Repair]:
    """Tell what was written of a paper and is not published."""
    record = paper.records[0]
    for name in DETAILS:
        before, after = getattr(paper.details, name), getattr(settled, name) or ""
        written = " ".join(before.split()) if before else ""
        if name == "publisher" and _text(written) and written != after:
            yield Repair(record.source, record.line, name, written, after, _NO_PUBLISHER)
        elif name not in _SETTLED and written and not after:
            why = _COUNTED if name == "note" and _text(written) else _UNTOLD
            yield Repair(record.source, record.line, name, written, "", why)
        elif name == "pages" and has_more(written):
            yield Repair(record.source, record.line, name, written, after, _MORE)


def _text(written: str | None) -> str | None:
    """Return a text in one line; None where it stands for nothing, as `n/a`, `-` or `[s.n.]` do."""
    text = " ".join(written.split()) if written else ""
    told = any(char.isalnum() for char in text)
    return text if told and not is_stand_in(text) else None
