"""Read BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.errors import SourceError
from kg.model import Details, Grant, Paper, Record, Rejected, Repair, Skipped, Source
from kg.sources.bibtex.identifiers import addresses, identifiers
from kg.sources.bibtex.names import parse_names
from kg.sources.bibtex.syntax import Entry, entries
from kg.sources.fields.details import details, edited
from kg.sources.fields.funding import grants, once, written_funding
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import address, date_in, iso_date, listed, titled, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.record import to_record

EXAMPLE = """\
@article{lopez2019, author = {Lopez, Ana and Chen, Bo}, title = {Night{O}wl}, year = 2019}
"""

_LONGEST_RAW = 10_000
_CHUNK = 1024 * 1024
_PREPRINTS = frozenset(
    {"misc", "generic", "online", "electronic", "www", "web", "webpage", "unpublished"}
)
_OWN = frozenset(
    {
        "author", "title", "shorttitle", "subtitle", "titleaddon", "abstract", "doi", "eprint",
        "eprinttype", "archiveprefix", "url", "keywords", "crossref", "xdata", "pages", "note",
        "file", "key", "ids",
    }
)  # fmt: skip
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
_OF_THE_BOOK = {"booktitle": "title", "booksubtitle": "subtitle"}
_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:(?:article|book(?:let)?|collection|comment|conference|in(?:book|collection|proceedings|reference)"
    r"|(?:master|phd)?s?thesis|manual|misc|mv\w+|online|patent|periodical|preamble|proceedings|reference|report|set"
    r"|string|supp\w+|techreport|unpublished|www)[ \t\r\n]*[{(][^@]*?[,=})\"]"
    r"|[a-z][\w+:.-]*+[ \t\r\n]*+\{\s*+[^\s,={}()'\"]++\s*+,\s*+(?:[\w:.+-]++\s*+=|\}))",
    re.IGNORECASE | re.MULTILINE,
)
_REMARKS = re.compile(r"(?>[\s\ufeff]++|%[^\n]*+)*+")
_DETAILS = {
    "language": ("language", "langid", "hyphenation"),
    "subtitle": ("subtitle",),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages", "page"),
    "article_number": ("eid", "articleno", "article-number", "art_number"),
    "edition": ("edition",),
    "series": ("series",),
    "publisher": ("publisher", "school", "institution", "organization"),
    "place": ("address", "location", "city"),
    "printed_date": ("date", "month"),
    "chapter": ("chapter",),
    "genre": ("type",),
    "how_published": ("howpublished",),
    "note": ("note", "titleaddon"),
}
_FOLLOWED = frozenset({"crossref", "xdata"})
_WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
_DAY = re.compile(r"([A-Za-z]{3,9})\.?[ ~]+(\d{1,2})|(\d{1,2})\.?[ ~]+([A-Za-z]{3,9})\.?")
"""A month with a day in one field: `jul # "~10"`, `{10 July}`."""
_NUMBERED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)?(?:/|$)")
"""A date as RIS has it, which some programs copy: `2016/01/28/print`."""


def recognise(head: str) -> Sign | None:
    """Tell whether a line begins an entry: `@type{`, of a known type or with a key and a field.

    It is sure where that is the first line that is neither blank nor a comment.
    """
    text = head.replace("\r", "\n")
    found = None if text.lstrip().startswith(("<", "{", "[")) else _ENTRY.search(text)
    first = _REMARKS.match(text)
    begins = bool(found and first and not text[first.end() : found.start()].strip())
    return sign(found, "a line begins an entry, such as `@article{key,`", sure=begins)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each entry; broken ones are rejected, other kinds skipped.

    Fields that an entry lacks come from its `crossref` or `xdata` parent, wherever that stands.

    Raises: SourceError: where the file holds macros or comments, but no entry.
    """
    parents = _parents(document)
    index = 0
    for index, entry in enumerate(entries(document.chunks(_CHUNK)), 1):
        key = entry.fields.get("crossref", "").strip()
        if key and key.casefold() not in parents:
            why = "no entry of this file has this key"
            yield Repair(source, entry.line, "crossref", key, "", why)
        yield to_item(entry, source, index, parents)
    if not index:
        raise SourceError(
            "this BibTeX holds no entry, only @string, @preamble or @comment",
            where=document.where, todo="give the file whose entries use these macros",
        )  # fmt: skip


def _parents(document: Document) -> Mapping[str, Entry]:
    """Return the entries that others name as their `crossref` or in their `xdata`, by key."""
    if not any("crossref" in low or "xdata" in low for low in _folded(document)):
        return {}
    named = {
        key.strip().casefold()
        for entry in entries(document.chunks(_CHUNK))
        for name in ("crossref", "xdata")
        for key in entry.fields.get(name, "").split(",")
    }
    parents: dict[str, Entry] = {}
    for entry in entries(document.chunks(_CHUNK)):
        if entry.key and entry.key.casefold() in named:
            parents.setdefault(entry.key.casefold(), entry)
    return parents


def _folded(document: Document) -> Iterator[str]:
    return (line.casefold() for _, line in document.lines())


def to_item(
    entry: Entry, source: Source, index: int, parents: Mapping[str, Entry] = MappingProxyType({})
) -> Item:
    """Make the paper of an entry; one that is broken is rejected, one of another kind skipped.

    `parents` are the entries that it may take fields from, by their keys in small letters.
    """
    fields = _inherited(entry, parents)
    kind = _kind(entry.type, fields)
    if _is_volume(kind, fields):
        kind = Kind("Book")
        fields = {_OF_THE_BOOK.get(name, name): value for name, value in fields.items()}
    fields = Noted(fields)
    paper = _paper(fields, kind.fabio, Record(source, index, entry.line))
    paper = with_unread(paper, (entry.fields.keys() & unread(fields)) - _FOLLOWED)
    if entry.problem:
        raw = to_record(paper) | {source.format: entry.raw[:_LONGEST_RAW]}
        return Rejected(source, index, entry.line, (entry.problem,), raw)
    if kind.skipped:
        return Skipped(source, index, entry.line, kind.skipped)
    return paper


def _is_volume(kind: Kind, fields: Mapping[str, str]) -> bool:
    """Tell whether an entry is a volume that is named as its chapters name it.

    So is a chapter of which nothing but the book is told; else it is one without a title.
    """
    untold = kind.fabio == "BookChapter" and "abstract" not in fields
    return "title" not in fields and "booktitle" in fields and (kind.fabio == "Book" or untold)


def _inherited(entry: Entry, parents: Mapping[str, Entry]) -> dict[str, str]:
    """Add what the parents say of the volume; a parent's title is the child's book title."""
    fields = {name: value for name, value in entry.fields.items() if value.strip()}
    for name in (fields.get("xdata") or "").split(","):
        if (parent := parents.get(name.strip().casefold())) and parent is not entry:
            fields = parent.fields | fields
    parent = parents.get(fields.get("crossref", "").strip().casefold())
    if "crossref" not in fields or parent is None or parent is entry:
        return fields
    given = {name: value for name, value in parent.fields.items() if name not in _OWN}
    if "title" in parent.fields and entry.type not in {"article", "book"}:
        given = {"booktitle": parent.fields["title"]} | given
    return given | fields


def _kind(type_: str, fields: Mapping[str, str]) -> Kind:
    """Tell the kind of an entry by its type and, where that says little, by its fields."""
    venue = _text(fields, "journaltitle", "journal", "booktitle") or ""
    unplaced = type_ in _PREPRINTS or (type_ == "article" and not venue)
    archived = unplaced or re.search(r"\barxiv\b|^corr$", venue, re.I)
    if archived and any(each.scheme == "arxiv" for each in identifiers(fields)):
        return Kind("Preprint")
    if type_ in {"inproceedings", "conference"} and _WORKSHOP.search(venue):
        return Kind("WorkshopPaper")
    kind = _said(fields) or kind_of("bibtex", type_)
    return Kind(thesis(fields.get("type", ""))) if kind.fabio == "Thesis" else kind


def _said(fields: Mapping[str, str]) -> Kind | None:
    """Return the kind that Scopus says, whose type of entry tells the sort of the venue; None where it says none."""
    names = ("document_type", *(("type",) if _text(fields, "source") == "Scopus" else ()))
    kind = kind_of("table", _text(fields, *names), otherwise=Kind())
    return None if kind == Kind() else kind


def _paper(fields: Mapping[str, str], kind: str | None, record: Record) -> Paper:
    dated = decode_latex(fields.get("date") or fields.get("year") or "").strip()
    return Paper(
        title=_titled(fields, "title"),
        abstract=_text(fields, "abstract"),
        authors=parse_names(fields.get("author", "")),
        editors=parse_names(fields.get("editor", "")) if kind == "Book" else (),
        year=year(" ".join(dated.split())),
        date=_date(fields),
        identifiers=identifiers(fields),
        venue=_titled(fields, "journaltitle") or _text(fields, "journal")
        or _titled(fields, "booktitle"),
        kind=kind,
        url=address(*addresses(fields)),
        issn=_text(fields, "issn"),
        isbn=_text(fields, "isbn"),
        keywords=listed(_text(fields, "keywords", "author-keywords", "keyword", "tags") or ""),
        code=address(fields.get("code"), fields.get("software")),
        licence=address(fields.get("license"), fields.get("copyright")),
        details=_details(fields, kind),
        funding=_funding(fields),
        records=(record,),
    )  # fmt: skip


def _details(fields: Mapping[str, str], kind: str | None) -> Details:
    """Return the details; a `number` is that of an issue, a report, or a volume in its series.

    A journal with a book in it, and a publisher with a school or an institution, stay two.
    """
    in_series = "series_number" if "series" in fields and kind != "JournalArticle" else "issue"
    numbered = "report_number" if kind == "ReportDocument" else in_series
    places = _DETAILS | {numbered: ("number", *_DETAILS.get(numbered, ()))}
    if _said(fields):
        places["genre"] = ()
    editors = parse_names(fields.get("editor", ""))
    journal = _text(fields, "journaltitle", "journal")
    found = details(lambda names: _text(fields, *names), places)
    told = (_text(fields, name) for name in reversed(_DETAILS["publisher"]))
    others = dict.fromkeys(each for each in told if each and each != found.publisher)
    return replace(
        edited(found, editors), institution="; ".join(others) or None,
        book_title=_titled(fields, "booktitle") if journal else None,
    )  # fmt: skip


def _funding(fields: Mapping[str, str]) -> tuple[Grant, ...]:
    """Read funders with their awards behind them, or a number in a field of its own."""
    funders = _text(fields, "funding", "funder", "sponsor", "sponsors")
    number = _text(fields, "grant", "grants", "award", "awards", "grantnumber")
    found = written_funding(funders)
    if number and len(found) < 2 and not any(each.award for each in found):
        return once(grants(found[0].funder if found else None, re.split(r"[;,]\s*", number)))
    return found


def _text(fields: Mapping[str, str], *names: str) -> str | None:
    """Return the first of these fields that has text, as plain Unicode."""
    found = (plain(decode_latex(value)) for name in names if (value := fields.get(name)))
    return next((text for text in found if text), None)


def _titled(fields: Mapping[str, str], name: str) -> str | None:
    title = _text(fields, name)
    return titled(title, _text(fields, _SUBTITLES[name])) if title else None


def _date(fields: Mapping[str, str]) -> str | None:
    dated = fields.get("date", "").strip()
    numbers = _NUMBERED.match(dated)
    date = iso_date(*numbers.groups()) if numbers else None
    if date := date or (None if "/" in dated else date_in(dated)):
        return date
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    year = dated[:4] or year
    if not day and (match := _DAY.fullmatch(month)):
        month, day = match[1] or match[4], match[2] or match[3]
    return iso_date(year, month, day)


FORMAT = Format(
    "bibtex",
    "BibTeX or BibLaTeX: entries `@type{key, field = {…}}`, with macros, crossref and xdata",
    EXAMPLE,
    recognise,
    read,
)
