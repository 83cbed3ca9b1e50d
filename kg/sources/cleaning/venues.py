"""Settle the name of a venue: without volume, pages, year and links behind it; what names none is none."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.identity import find_issn
from kg.model import Paper, Repair
from kg.sources.fields.months import MONTH
from kg.venues import is_preprint_server

_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d[\w–-]*)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_CITED = tuple(
    re.compile(rf"(?P<name>\S.{{1,200}}?){each}\.?", re.IGNORECASE)
    for each in (
        rf",? (?P<volume>\d{{1,3}})(?: ?\((?P<issue>[\w/–-]{{1,9}})\))?, {_PAGES} ?(?:, |\(){_YEAR}\)?",
        rf",? (?P<volume>\d{{1,3}}) \({_YEAR}\),? {_PAGES}",
        rf",? {_PAGES} , {_YEAR}",
        rf",? \d{{4}}\.\d\d\. ?\d\d\.\d+ , {_YEAR}",
        rf" , {_YEAR}",
        rf",? (?P<volume>\d{{1,3}}) \({_YEAR}\)",
        rf",? (?P<volume>\d{{1,4}}) ?\((?P<issue>(?!(?:19|20)\d\d\))[\w/–-]{{1,15}})\)[,:] ?(?:pp?\.? ?)?{_PAGES}(?:,? \(?{_YEAR}\)?)?",
        rf",? vol(?:ume|\.)? ?(?P<volume>\d{{1,4}})(?:, (?:no|nr|number|issue)\.? ?(?P<issue>[\w/–-]{{1,9}}))?"
        rf", pp?\. ?{_PAGES}(?:,? \(?{_YEAR}\)?)?",
        r",? (?P<volume>(?!(?:19|20)\d\d,)\d{1,4}), (?P<pages>\d+[–-]\d+|[A-Za-z]{1,5}\d+|\d{5,8})",
        r", (?P<volume>\d{1,4}) ?\((?P<issue>[\w/–-]{1,9})\)",
        r"(?:,? (?P<volume>(?!(?:19|20)\d\d,)\d{1,4}))?, pp?\. ?(?P<pages>\d+(?:[–-]\d+)?)",
        rf",? {_YEAR} {MONTH}\.?",
    )
)
"""Google Scholar and physicists write volume, pages and year behind a name: the year tells that they do."""
_LEAD = re.compile(
    r"In: |In (?=Proceedings |Proc\. |Advances |The )|(?:Paper )?[Pp]resented at (?:the )?(?=\S)"
)
_ISSN = re.compile(r" ?\( ?ISSN:? ?[\dXx-]{8,9} ?\)", re.IGNORECASE)
_LINK = re.compile(
    r"(?:\b(?:online version|available (?:at|from)|retrieved from|url)\b\W{0,3})?\bhttps?://.*",
    re.IGNORECASE,
)
_EDITED = re.compile(r"(?<=\w)\. Edited by .*")
"""As ADS goes on behind the title of a book."""
_LONGEST = 300
"""Characters of the name of a venue; longer texts are none, and are left as they are."""
_EDGES = " ,;:-–"
_MANUSCRIPT = re.compile(r"(?:unpublished )?(?:manuscript|preprint)|unpublished", re.IGNORECASE)
_NONE = re.compile(
    r"submitted(?: for publication)?|under review|(?:in|under) (?:submission|revision|preparation)|in press"
    r"|to (?:appear|be published)|forthcoming"
    r"|(?:(?:senior|honou?rs|bachelor'?s?|master'?s?|ph\.? ?d\.?|doctoral|diploma) )?(?:thesis|dissertation)"
    r"|(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)) edition|(?:book )?chapter"
    r"|(?:tech(?:nical|\.)? |research )report|working paper",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:(?P<before>[^,]{4,}), )?(?:tech(?:nical|\.)?|research) (?:report|rep\.),?(?: no\.?| number)? #?"
    r"(?P<number>[\w./-]*\d[\w./-]*)(?:, (?P<behind>(?!\d)[^,]{4,}))?(?:, \d+ ?pp?\.?)?(?:, an? [a-z].*)?",
    re.IGNORECASE,
)
_KIND = "what is not part of the name of a venue"


def settle_venue(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Settle the name of the venue of a paper; volume, issue and pages behind it go to their fields.

    >>> from kg.model import Record, Source
    >>> record = Record(Source("", "", "bibtex"), 1)
    >>> read = Paper(venue="OWL NEWS 17 (1), 337-339 , 2022", year="2022", records=(record,))
    >>> found = settle_venue(read)[0]
    >>> found.venue, found.details.volume, found.details.issue, found.details.pages
    ('OWL NEWS', '17', '1', '337-339')
    """
    written = paper.venue
    if not written or len(written) > _LONGEST:
        return paper, ()
    settled = _without_numbers(replace(paper, venue=_without_link(written)))
    if not settled.issn and _ISSN.search(written):
        settled = replace(settled, issn=find_issn(written))
    bare = (settled.venue or "").rstrip(".")
    if _MANUSCRIPT.fullmatch(bare):
        settled = replace(settled, venue=None, kind=paper.kind or "Preprint")
    elif report := _REPORT.fullmatch(bare):
        settled = _reported(settled, report)
    elif _NONE.fullmatch(bare):
        status = "submitted" if bare.casefold().startswith(("submitted", "under review")) else None
        settled = replace(settled, venue=None, status=paper.status or status)
    if settled.kind == "JournalArticle" and settled.venue and is_preprint_server(settled.venue):
        settled = replace(settled, kind="Preprint")
    if settled.venue == written:
        return settled, ()
    place = paper.records[0]
    return settled, (
        Repair(place.source, place.line, "venue", written, settled.venue or "", _KIND),
    )


def _without_link(written: str) -> str | None:
    """Take off `In:`, a link, an ISSN, the editors; close a parenthesis that nothing closes.

    >>> _without_link("Owl News ( ISSN 2470-0983 )"), _without_link("Owl Days (OD"), _without_link("https://owls.example")
    ('Owl News', 'Owl Days (OD)', None)
    """
    lead = _LEAD.match(written)
    name = _EDITED.sub("", _LINK.sub("", _ISSN.sub("", written[lead.end() :] if lead else written)))
    if name.rfind("(") > name.rfind(")"):
        before, _, inner = name.rpartition("(")
        name = f"{before}({inner})" if inner.strip() else before
    changed = name.strip(_EDGES) if name != written else name
    return changed if any(map(str.isalpha, changed)) else None


def _without_numbers(paper: Paper) -> Paper:
    """Part a venue from volume, issue and pages behind it, where the year of the paper stands there, too."""
    found = (each.fullmatch(paper.venue or "") for each in _CITED)
    cited = next(
        (each for each in found if each and each.groupdict().get("year") in (None, paper.year)),
        None,
    )
    if not cited:
        return paper
    told = {
        key: text for key, text in cited.groupdict().items() if key in ("volume", "issue", "pages")
    }
    missing = {key: text for key, text in told.items() if not getattr(paper.details, key)}
    details = replace(paper.details, **missing)
    return replace(paper, venue=cited["name"].rstrip(" ,"), details=details)


def _reported(paper: Paper, report: re.Match[str]) -> Paper:
    """Give a report its number and who published it, which are no venue."""
    told = paper.details
    by = told.publisher or report["before"] or report["behind"]
    number = told.report_number or report["number"]
    details = replace(told, report_number=number, publisher=by)
    return replace(paper, venue=None, kind=paper.kind or "ReportDocument", details=details)
