"""Write CSL-JSON. Source: Citation Style Language 1.0.2, appendices III and IV; csl-data.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.bibliography.fields import identifier, month_and_day, with_keys
from kg.model import Agent, Paper

_TYPES = {
    "JournalArticle": "article-journal",
    "ReviewArticle": "article-journal",
    "ConferencePaper": "paper-conference",
    "WorkshopPaper": "paper-conference",
    "ConferencePoster": "paper-conference",
    "BookChapter": "chapter",
    "Book": "book",
    "DoctoralThesis": "thesis",
    "MastersThesis": "thesis",
    "Thesis": "thesis",
    "ReportDocument": "report",
    "Preprint": "manuscript",
}
_DEGREES = {"DoctoralThesis": "PhD thesis", "MastersThesis": "Master's thesis"}


def write_csljson(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield the pieces of one array, an item for each paper.

    >>> print("".join(write_csljson([Paper(title="Owls", year="2019")])), end="")
    [
    {"id": "2019owls", "type": "document", "title": "Owls", "issued": {"date-parts": [[2019]]}}
    ]
    """
    between = "[\n"
    for key, paper in with_keys(papers):
        yield between + json.dumps({"id": key, **_item(paper)}, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n" if between != "[\n" else "[]\n"


def _item(paper: Paper) -> dict[str, object]:
    details = paper.details
    item = {
        "type": _TYPES.get(paper.kind or "", "document"), "title": paper.title,
        "author": [_name(each) for each in paper.authors],
        "editor": [_name(each) for each in paper.editors],
        "container-title": paper.venue, "collection-title": details.series,
        "collection-number": details.series_number, "issued": _issued(paper), "volume": details.volume, "issue": details.issue,
        "page": details.pages, "article-number": details.article_number,
        "number": details.report_number, "edition": details.edition, "chapter-number": details.chapter,
        "publisher": details.publisher, "publisher-place": details.place,
        "genre": details.genre or _DEGREES.get(paper.kind or ""), "language": details.language,
        "note": details.note, "DOI": identifier(paper, "doi"), "PMID": identifier(paper, "pmid"),
        "PMCID": identifier(paper, "pmcid"), "ISSN": paper.issn, "ISBN": paper.isbn,
        "keyword": "; ".join(paper.keywords), "abstract": paper.abstract, "URL": paper.url,
    }  # fmt: skip
    return {name: value for name, value in item.items() if value}


def _issued(paper: Paper) -> dict[str, object] | None:
    if not paper.year or not paper.year.isdecimal():
        return {"literal": paper.year} if paper.year else None
    parts = (paper.year, *month_and_day(paper))
    return {"date-parts": [[int(part) for part in parts if part]]}


def _name(agent: Agent) -> dict[str, str]:
    if agent.kind != "person" or not agent.family:
        return {"literal": agent.name}
    given = {"given": agent.given} if agent.given else {}
    return {"family": agent.family, **given}
