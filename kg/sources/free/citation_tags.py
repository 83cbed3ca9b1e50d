"""Read the page of one publication by the tags in its head that are meant for Google Scholar.

Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, the tags of Highwire Press.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, date_in, dois, fullest, listed, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

EXAMPLE = """\
<html><head><meta name="citation_title" content="NightOwl">
<meta name="citation_author" content="Lopez, Ana">
<meta name="citation_journal_title" content="Journal of Maps">
<meta name="citation_publication_date" content="2019/02/07"></head></html>
"""

_META = re.compile(r"<meta\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([\w:.-]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?"""
)
_PREFIX = re.compile(r"(?:bepress_)?citation_", re.IGNORECASE)
_VENUES = {
    "ConferencePaper": ("conference_title", "conference"),
    "BookChapter": ("inbook_title", "book_title"),
    "Thesis": ("dissertation_institution",),
    "ReportDocument": ("technical_report_institution",),
    "JournalArticle": ("journal_title", "journal_abbrev"),
    "Preprint": ("arxiv_id",),
}
"""The tags that tell each kind; those of conferences, books and journals name the venue."""
_NAMED = frozenset({"ConferencePaper", "BookChapter", "JournalArticle"})
_DATES = ("publication_date", "cover_date", "date", "online_date", "year")
_DETAILS = {
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "language": "language",
    "report_number": "technical_report_number",
}
_Tags = list[tuple[str, str]]


def recognise(head: str) -> Sign | None:
    """Tell whether a page has a `citation_title`, and says who wrote it or when it was published."""
    if "citation_title" not in head:
        return None
    names = {name for name, _ in _tags(head)}
    told = "title" in names and not names.isdisjoint({"author", "authors", *_DATES})
    return sign(told, "its head has the tags `citation_title` and `citation_author`")


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each tag, without `citation_`, and its content."""
    for part in _META.split(text)[1:]:
        found: dict[str, str] = {}
        position = 0
        while match := _ATTRIBUTE.match(part, position):
            position = match.end()
            value = next((each for each in match.groups()[1:] if each is not None), "")
            found.setdefault(match[1].casefold(), value)
        name = found.get("name") or found.get("property") or ""
        content = " ".join(html.unescape(found.get("content", "")).split())
        if content and (prefix := _PREFIX.match(name)):
            yield name[prefix.end() :].casefold(), content


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the one paper that the tags tell of."""
    tags = list(_tags(document.text()))
    first: dict[str, str] = {}
    for name, content in tags:
        first.setdefault(name, content)
    kind = next(
        (kind for kind, names in _VENUES.items() if not first.keys().isdisjoint(names)), None
    )
    dates = [first[name] for name in _DATES if name in first]
    published = year(dates[0]) if dates else None
    days = (date_in(each.replace("/", "-")) for each in dates)
    pages = page_range(first.get("firstpage"), first.get("lastpage"))
    yield Paper(
        title=first.get("title"),
        abstract=first.get("abstract"),
        authors=tuple(_authors(tags)),
        year=published,
        date=fullest(*(day for day in days if day and day[:4] == published)),
        identifiers=tuple(_identifiers(first)),
        venue=next((first[name] for name in _VENUES.get(kind or "", ()) if name in first and kind in _NAMED), None),
        kind=kind,
        url=address(*(first.get(name) for name in ("abstract_html_url", "fulltext_html_url", "public_url", "pdf_url"))),
        issn=first.get("issn"),
        isbn=first.get("isbn"),
        keywords=tuple(dict.fromkeys(word for name, text in tags if name in ("keywords", "keyword") for word in listed(text))),
        details=replace(details(first.get, _DETAILS), pages=pages),
        references=tuple(dict.fromkeys(each for name, text in tags if name == "reference" for each in identifiers_in(text)[:1])),
        records=(Record(source, 1, 1),),
    )  # fmt: skip


def _authors(tags: _Tags) -> Iterator[Agent]:
    """Yield the authors; what is said of one stands in the tags behind the name."""
    agent: Agent | None = None
    for name, content in tags:
        if name in ("author", "authors"):
            for each in content.split(";"):
                if agent:
                    yield agent
                agent = parse_name(each.strip()) if is_name(each) else None
        elif agent and name == "author_institution" and not agent.affiliation:
            agent = replace(agent, affiliation=content)
        elif agent and name == "author_orcid" and not agent.orcid:
            agent = replace(agent, orcid=content.rpartition("/")[2] or None)
    if agent:
        yield agent


def _identifiers(first: dict[str, str]) -> Iterator[Identifier]:
    yield from dois(first.get("doi"))
    if arxiv := first.get("arxiv_id"):
        yield parse_identifier("arxiv", arxiv)
    if pmid := first.get("pmid"):
        yield parse_identifier("pmid", pmid)


FORMAT = Format(
    "citation-tags",
    "the HTML page of one publication, by the tags in its head: `citation_title`, `citation_author`",
    EXAMPLE,
    recognise,
    read,
)
