"""Write RIS. Source: RIS format specifications, Research Information Systems (2011)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.bibliography.fields import funding, identifier, inverted, month_and_day, number
from kg.model import Paper

_TYPES = {
    "JournalArticle": "JOUR",
    "ReviewArticle": "JOUR",
    "ConferencePaper": "CPAPER",
    "WorkshopPaper": "CPAPER",
    "ConferencePoster": "CPAPER",
    "BookChapter": "CHAP",
    "Book": "BOOK",
    "DoctoralThesis": "THES",
    "MastersThesis": "THES",
    "Thesis": "THES",
    "ReportDocument": "RPRT",
    "Preprint": "UNPB",
}
_DEGREES = {"DoctoralThesis": "PhD thesis", "MastersThesis": "Master's thesis"}


def write_ris(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield a record for each paper.

    >>> next(write_ris([Paper(title="Owls", year="2019")])).splitlines()
    ['TY  - GEN', 'TI  - Owls', 'PY  - 2019', 'ER  - ', '']
    """
    for paper in papers:
        lines = (f"{tag}  - {' '.join(text.split())}\n" for tag, text in _pairs(paper) if text)
        yield "".join(lines) + "ER  - \n\n"


def _pairs(paper: Paper) -> Iterator[tuple[str, str | None]]:
    details, (month, day) = paper.details, month_and_day(paper)
    first, _, last = (details.pages or "").partition("-")
    yield "TY", _TYPES.get(paper.kind or "", "GEN")
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", inverted(author) or author.name
    editors = [inverted(editor) or editor.name for editor in paper.editors]
    for name in details.printed_editors.split("; ") if details.printed_editors else editors:
        yield "ED", name
    yield "T2", paper.venue
    yield "T3", details.series
    yield "PY", paper.year
    yield "DA", "/".join((paper.year, month, day or "", "")) if paper.year and month else None
    yield "VL", details.volume
    yield "IS", number(paper)
    yield from (("SP", first), ("EP", last))
    yield from (("C7", details.article_number), ("ET", details.edition), ("LA", details.language))
    yield from (("PB", details.publisher), ("CY", details.place))
    yield "M3", details.genre or _DEGREES.get(paper.kind or "")
    yield "SN", paper.isbn or paper.issn
    yield "DO", identifier(paper, "doi")
    for keyword in paper.keywords:
        yield "KW", keyword
    yield "AB", paper.abstract
    yield "N1", details.note
    yield "FU", funding(paper)
    for scheme in ("arxiv", "pmid", "pmcid"):
        yield "U1", f"{value} [{scheme}]" if (value := identifier(paper, scheme)) else None
    yield "UR", paper.url
