"""What the elements of Dublin Core say of a paper, however they are written.

Source: https://www.dublincore.org/specifications/dublin-core/dcmi-terms/; the types of OpenAIRE,
`info:eu-repo/semantics/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import find_isbn, find_issn, identifiers_in, parse_orcid
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped
from kg.sources.fields.details import page_range
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.kinds import Kind, kind_in, kind_of
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import address, date_in, dois, year

_SEMANTICS = re.compile(r"info:eu-repo/semantics/|https?://purl\.org/coar/resource_type/")
_DOI = re.compile(
    r"(?:info:|urn:|https?://(?:dx\.)?doi\.org/|doi:\s*)*10\.\d{4,9}/\S+", re.IGNORECASE
)
_VOLUME = re.compile(r"\b(?:vol(?:ume)?|bd|tome?)[.:]? ?(\w{1,10})|^ ?(\d{1,4})\b", re.IGNORECASE)
_ISSUE = re.compile(
    r"\b(?:no|nr|núm|n[°º]|issue|iss)[.:]? ?(\w{1,10})|^ ?\d{1,4} ?\((\w{1,10})\)", re.IGNORECASE
)
_PAGES = re.compile(r"(?:^|; |pp?\. ?|: ?)([A-Za-z]?\d{1,6}(?: ?[-–] ?[A-Za-z]?\d{1,6})?)$")
_REMARK = re.compile(r"(?:comment|\d+ pages|published ?version|peer-?reviewed)\b", re.IGNORECASE)
_LICENCE = re.compile(r"https?://creativecommons\.org/\S+")
_TIMED = re.compile(r"\d{4}-\d\d-\d\dT")


class Said(Noted):
    """The texts of a record by their element, and by `element.qualifier` where it has one."""

    def all(self, *names: str) -> list[str]:
        return [text for name in names for text in self.get(name, [])]

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(*names)), None)


def paper_of(said: Said, record: Record) -> Paper | Skipped:
    """Return the paper that a record tells of; what is no publication is skipped."""
    kind = _kind(said)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    titles = said.all("title", "title.alternative", "alternative")
    date = _date(said)
    sources = said.all(
        "bibliographicCitation",
        "identifier.citation",
        "source",
        "relation.ispartof",
        "isPartOf",
        "citation.title",
    )
    told = [each for each in sources if not find_issn(each)] if len(sources) > 1 else sources
    journal = next((each for each in told if any(map(str.isalpha, each))), None)
    links = said.all("identifier", "identifier.uri", "relation.uri")
    paper = Paper(
        title=titles[0] if titles else None,
        abstract=_abstract(said),
        authors=tuple(_people(said.all("creator", "contributor.author"))),
        editors=tuple(_people(said.all("contributor.editor"))) if kind.fabio == "Book" else (),
        year=year(date),
        date=date_in(date),
        identifiers=_identifiers(said),
        venue=_venue(journal) if kind.fabio not in ("Book", "Thesis") else None,
        kind=kind.fabio,
        url=address(*links),
        issn=next(filter(None, map(find_issn, [*said.all("identifier.issn"), *sources, *said.all("relation")])), None),
        isbn=next(filter(None, map(find_isbn, said.all("identifier.isbn", "identifier"))), None),
        keywords=tuple(dict.fromkeys(said.all("subject"))),
        licence=address(*(found[0] for each in said.all("rights", "rights.uri", "license") if (found := _LICENCE.search(each)))),
        other_titles=tuple(titles[1:]),
        details=_details(said, journal),
        records=(record,),
    )  # fmt: skip
    return with_unread(paper, unread(said))


def _kind(said: Said) -> Kind:
    """Tell the kind by the first type that is known; `Text` says nothing."""
    found = Kind()
    for written in said.all("type"):
        word = _SEMANTICS.sub("", written)
        kind = kind_of("dublin-core", word, otherwise=kind_in(word))
        if kind.fabio or (kind.skipped and found == Kind()):
            found = kind
        if found.fabio:
            break
    return found


def _date(said: Said) -> str | None:
    """Return the date of issue; of several, the one that a repository did not stamp itself."""
    dates = said.all("date.issued", "issued", "date", "dateIssued", "created")
    return next((each for each in dates if not _TIMED.match(each)), next(iter(dates), None))


def _abstract(said: Said) -> str | None:
    described = said.all("description.abstract", "abstract", "description")
    return next((each for each in described if not _REMARK.match(each)), None)


def _people(written: list[str]) -> Iterator[Agent]:
    for each in written:
        name, _, orcid = each.partition("\t")
        name = re.sub(r",(?=\S)", ", ", name)
        if is_name(name):
            yield replace(parse_name(name), orcid=parse_orcid(orcid[-19:] or None))


def _identifiers(said: Said) -> tuple[Identifier, ...]:
    """Return DOIs that stand alone, and what addresses and labels name."""
    found: list[Identifier] = []
    for text in said.all("identifier.doi", "identifier", "identifier.uri"):
        found += dois(text) if _DOI.fullmatch(text) else identifiers_in(text)
    return tuple(dict.fromkeys(found))


def _venue(journal: str | None) -> str | None:
    """Return the name before the numbers: OJS parts them with semicolons."""
    name, parted, _ = (journal or "").partition(";")
    return name.strip() or None if parted else venue_in(name)


def _details(said: Said, journal: str | None) -> Details:
    name, _, parted = (journal or "").partition(";")
    rest = (parted or name[len(venue_in(name) or "") :]).strip()
    volume, issue, pages = (each.search(rest) for each in (_VOLUME, _ISSUE, _PAGES))
    return Details(
        language=said.first("language", "language.iso"),
        publisher=said.first("publisher"),
        volume=said.first("citation.volume") or (volume and (volume[1] or volume[2])),
        issue=said.first("citation.issue") or (issue and (issue[1] or issue[2])),
        pages=page_range(said.first("citation.startPage"), said.first("citation.endPage"))
        or page_range(pages[1] if pages else None),
    )
