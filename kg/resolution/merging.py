"""Make one description of the records of one paper: of each field the value of the best source.

What was published goes before its preprint. Then the order of sources is: what a publisher or a
registry maintains (`_REGISTRIES`), what is gathered from such (`_AGGREGATORS`), what a
library manager exports, and last lists that people type in. Between equals the fuller record
goes first. No source is forgotten: all records stay, and other titles become alternative ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.identity import agent_key
from kg.model import Agent, Details, Grant, Paper, Record
from kg.resolution.profiles import is_preprint
from kg.vocab import DETAILS

_REGISTRIES = ("crossref-json", "crossref-xml", "jats", "pubmed", "medline", "acl-xml",
               "datacite-json", "datacite-xml", "arxiv-json", "arxiv-xml")  # fmt: skip
_AGGREGATORS = ("dblp", "openalex", "semantic-scholar", "wos")
_LIBRARIES = ("csl-json", "ris", "endnote-xml", "refer", "bibtex", "bbl")
_RANK = {
    name: rank for rank, names in enumerate((_REGISTRIES, _AGGREGATORS, _LIBRARIES))
    for name in names
}  # fmt: skip

_NOBODY = Agent("", "")
_WHERE = ("volume", "issue", "pages", "article_number")
"""The details that together tell where in its venue a paper stands."""


def source_order(record: Record) -> tuple[str, str, int]:
    """Order records by where they stand: file name, content, position."""
    return (record.source.name, record.source.digest, record.index)


def merge(group: Sequence[Paper]) -> Paper:
    """Merge records of one paper; their order does not matter, and all of them are kept."""
    if len(group) == 1:
        return group[0]
    ranked = sorted(group, key=_rank)

    def first(value: Callable[[Paper], str | None]) -> str | None:
        return next((found for each in ranked if (found := value(each))), None)

    title, year = first(lambda p: p.title), first(lambda p: p.year)
    titles = {each.title for each in group if each.title}
    return replace(
        _placed(ranked),
        title=title,
        other_titles=_others(title, titles, group),
        abstract=first(lambda p: p.abstract),
        authors=_authors(ranked),
        editors=next((each.editors for each in ranked if each.editors), ()),
        year=year,
        # A date of another version would contradict the year.
        date=_date(ranked, year),
        identifiers=tuple(
            sorted({each for paper in group for each in paper.identifiers},
                   key=lambda each: (each.scheme, each.value))
        ),
        printed_identifiers=tuple(
            sorted({each for paper in group for each in paper.printed_identifiers})
        ),
        url=first(lambda p: p.url),
        issn=first(lambda p: p.issn),
        isbn=first(lambda p: p.isbn),
        keywords=tuple(sorted({word for paper in group for word in paper.keywords})),
        references=tuple(
            sorted({each for paper in group for each in paper.references},
                   key=lambda each: (each.scheme, each.value))
        ),
        funding=_funding(group),
        code=first(lambda p: p.code),
        licence=first(lambda p: p.licence),
        records=tuple(sorted((r for paper in group for r in paper.records), key=source_order)),
    )  # fmt: skip


def _funding(group: Sequence[Paper]) -> tuple[Grant, ...]:
    """Return the grants that any record tells; a funder alone where no grant names it."""
    found = {each for paper in group for each in paper.funding}
    named = {agent_key(each.funder) for each in found if each.award and each.funder}
    kept = (each for each in found if each.award or agent_key(each.funder or _NOBODY) not in named)
    return tuple(sorted(kept, key=repr))


def _date(ranked: Sequence[Paper], year: str | None) -> str | None:
    """Return the best date, or the day in that month that another record knows."""
    dates = [each.date for each in ranked if each.date and each.date.startswith(year or "")]
    return next(
        (each for each in dates if each.startswith(dates[0]) and each != dates[0]), None
    ) or next(iter(dates), None)


def _placed(ranked: Sequence[Paper]) -> Paper:
    """Return the best record with what others of its version say of venue, decision and kind.

    Where a preprint was turned down is no venue of what was published later.
    """
    best = ranked[0]
    same = [each for each in ranked if is_preprint(each) == is_preprint(best)]
    return replace(
        best,
        venue=next((each.venue for each in same if each.venue), None),
        status=next((each.status for each in same if each.status), None),
        track=next((each.track for each in same if each.track), None),
        kind=next((each.kind for each in same if each.kind), None),
        details=_details(same),
    )


def _details(same: Sequence[Paper]) -> Details:
    """Take each detail from the best record that has it, and that puts the paper where others do.

    The volume of one journal with the pages of another volume would be the place of no paper.
    """
    found: dict[str, str | None] = dict.fromkeys(DETAILS)
    for details in (each.details for each in same):
        told = {name: text for name in DETAILS if (text := getattr(details, name))}
        elsewhere = any(found[name] not in (None, told.get(name, found[name])) for name in _WHERE)
        for name, text in told.items():
            if not (elsewhere and name in _WHERE):
                found[name] = found[name] or text
    return Details(**found)


def _rank(paper: Paper) -> tuple[object, ...]:
    formats = [_RANK.get(record.source.format, len(_RANK)) for record in paper.records]
    # Longer lists and texts say more; the whole content only breaks ties.
    return (
        is_preprint(paper), min(formats, default=len(_RANK)),
        -len(paper.authors), -len(paper.title or ""), -len(paper.abstract or ""),
        -len(paper.identifiers), repr(replace(paper, records=())),
    )  # fmt: skip


def _authors(ranked: Sequence[Paper]) -> tuple[Agent, ...]:
    """Take the authors of the best record that has any, and what others know of the same lines."""
    chosen = next((paper.authors for paper in ranked if paper.authors), ())
    same = [each.authors for each in ranked if len(each.authors) == len(chosen)]
    return tuple(
        _completed(author, [lines[n] for lines in same]) for n, author in enumerate(chosen)
    )


def _completed(author: Agent, others: Iterable[Agent]) -> Agent:
    """Add what another record has for the line of the same name: ORCID iD, affiliation, key."""
    namesakes = [author, *(each for each in others if each.name == author.name)]
    return replace(
        author,
        orcid=next((each.orcid for each in namesakes if each.orcid), None),
        affiliation=next((each.affiliation for each in namesakes if each.affiliation), None),
        key=next((each.key for each in namesakes if each.key), None),
        organizations=next((each.organizations for each in namesakes if each.organizations), ()),
    )


def _others(title: str | None, titles: set[str], group: Sequence[Paper]) -> tuple[str, ...]:
    others = {each for paper in group for each in paper.other_titles} | titles
    return tuple(sorted(others - {title or ""}))
