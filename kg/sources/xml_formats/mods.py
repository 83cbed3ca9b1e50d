"""Read MODS: records of library catalogues and repositories, bare, in collections or in OAI-PMH.

Source: MODS 3.8, https://www.loc.gov/standards/mods/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity import find_isbn, identifiers_in, normalise_orcid, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Scheme, Skipped, Source
from kg.sources.fields.details import details, edited, page_range
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.names import parse_name
from kg.sources.fields.values import address, date_in, dois, group, person, titled, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts
from kg.sources.xml_formats.reading import content, read_elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>NightOwl</title></titleInfo>
<name type="personal"><namePart>Lopez, Ana</namePart></name><genre>thesis</genre></mods></modsCollection>
"""

_ROOTS = frozenset({"mods", "modsCollection"})
_HOST = "relatedItem[@type='host']"
_SERIES = "relatedItem[@type='series']"
_AUTHORS = frozenset({"author", "aut", "creator", "cre", ""})
_EDITORS = frozenset({"editor", "edt"})
_DATES = (
    "originInfo/dateIssued", f"{_HOST}/part/date", f"{_HOST}/originInfo/dateIssued",
    "originInfo/copyrightDate", "originInfo/dateCreated",
)  # fmt: skip
_DETAILS = {
    "subtitle": "titleInfo/subTitle",
    "edition": "originInfo/edition",
    "publisher": "originInfo/publisher",
    "place": "originInfo/place/placeTerm[@type='text']",
    "volume": f"{_HOST}/part/detail[@type='volume']/number",
    "issue": f"{_HOST}/part/detail[@type='issue']/number",
    "article_number": f"{_HOST}/part/detail[@type='article']/number",
    "series_number": f"{_SERIES}/titleInfo/partNumber",
    "language": "language/languageTerm",
}
_TITLE = ("nonSort", "title", "subTitle", "partNumber", "partName")
_SCHEMES: dict[str, Scheme] = {"arxiv": "arxiv", "pmid": "pmid", "pubmed": "pmid", "pmc": "pmcid"}
_LIFE = re.compile(r"(?:[bd]\. )?\d{4}\??(?:-(?:\d{4}\??)?)?\.?")
"""Years of life, which catalogues write behind a name."""


def recognise(head: str) -> Sign | None:
    """Tell whether the root, or what OAI-PMH brings, is `mods` or `modsCollection`."""
    return sign(content(head) in _ROOTS, "its root is `mods` or `modsCollection`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each text; images, maps, music and the like are skipped."""
    return read_elements(document, source, frozenset({"mods"}), _convert)


def _convert(mods: Element, record: Record) -> Paper | Skipped:
    kind = _kind(mods)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    host = mods.find(_HOST)
    titles = [_title(each) for each in mods.iterfind("titleInfo")]
    editors = tuple(_agents(mods, _EDITORS))
    return Paper(
        title=titles[0] if titles else None,
        abstract=" ".join(element_texts(mods.iterfind("abstract"))) or None,
        authors=tuple(_agents(mods, _AUTHORS)),
        editors=editors if kind.fabio == "Book" else (),
        year=year(_date(mods)),
        date=date_in(_date(mods)),
        identifiers=tuple(_identifiers(mods)),
        venue=_title(host.find("titleInfo")) if host is not None else None,
        kind=kind.fabio,
        url=address(*element_texts(mods.iterfind("location/url"))),
        issn=element_text((mods if host is None else host).find("identifier[@type='issn']")),
        isbn=_isbn(mods, host),
        keywords=element_texts(mods.iterfind("subject/topic")),
        other_titles=tuple(each for each in titles[1:] if each),
        details=edited(_details(mods), editors),
        records=(record,),
    )


def _kind(mods: Element) -> Kind:
    resource = element_text(mods.find("typeOfResource"))
    if resource and resource != "text":
        return kind_of("mods", resource)
    for genre in element_texts(mods.iterfind("genre")):
        found = kind_of("mods", genre, otherwise=Kind())
        if found.fabio == "Thesis":
            return Kind(thesis(" ".join(element_texts(mods.iterfind("note"))) + genre))
        if found != Kind():
            return found
    host = mods.find(_HOST)
    if host is None:
        is_book = element_text(mods.find("originInfo/issuance")) == "monographic"
        return Kind("Book" if is_book else None)
    around = " ".join(
        element_texts([*host.iterfind("genre"), *host.iterfind("originInfo/issuance")])
    )
    return Kind("JournalArticle") if re.search("journal|continuing|serial", around) else Kind()


def _title(info: Element | None) -> str | None:
    if info is None:
        return None
    said = {each: element_text(info.find(each)) for each in _TITLE}
    title = titled(_joined(" ", said["nonSort"], said["title"]), said["subTitle"])
    return _joined(". ", title, _joined(": ", said["partNumber"], said["partName"]))


def _joined(between: str, *texts: str | None) -> str | None:
    return between.join(filter(None, texts)) or None


def _agents(mods: Element, roles: frozenset[str]) -> Iterator[Agent]:
    for name in mods.iterfind("name"):
        said = element_texts(name.iterfind("role/roleTerm"))
        if not roles & ({each.casefold() for each in said} or {""}):
            continue
        agent = _agent(name)
        if agent is not None:
            yield agent


def _agent(name: Element) -> Agent | None:
    parts = [each for each in name.iterfind("namePart") if each.get("type") != "date"]
    of_type = {each.get("type"): element_text(each) for each in reversed(parts)}
    whole = _lifeless(" ".join(element_texts(each for each in parts if not each.get("type"))))
    if name.get("type") in ("corporate", "conference"):
        return group(whole)
    found = element_text(name.find("nameIdentifier[@type='orcid']"))
    affiliation = element_text(name.find("affiliation"))
    if "family" in of_type:
        return person(of_type.get("given"), of_type["family"], orcid=found, affiliation=affiliation)
    if not whole:
        return None
    return replace(parse_name(whole), orcid=normalise_orcid(found or ""), affiliation=affiliation)


def _lifeless(name: str) -> str:
    parts = [each.strip() for each in name.split(",")]
    while len(parts) > 1 and (not parts[-1] or _LIFE.fullmatch(parts[-1])):
        parts.pop()
    return ", ".join(parts)


def _date(mods: Element) -> str | None:
    """Return the date of the first sort there is, the one in a known encoding before a free one."""
    for path in _DATES:
        found = sorted(mods.iterfind(path), key=lambda each: each.get("encoding") is None)
        if found:
            return element_text(found[0])
    return None


def _identifiers(mods: Element) -> Iterator[Identifier]:
    for each in mods.iterfind("identifier"):
        type_, value = (each.get("type") or "").casefold(), element_text(each) or ""
        if type_ == "doi":
            yield from dois(value)
        elif type_ in _SCHEMES and value:
            yield parse_identifier(_SCHEMES[type_], value)
        elif type_ in ("uri", "hdl", ""):
            yield from identifiers_in(value, "doi", "arxiv")


def _isbn(mods: Element, host: Element | None) -> str | None:
    found = [*mods.iterfind("identifier[@type='isbn']")]
    found += [] if host is None else host.iterfind("identifier[@type='isbn']")
    return next((isbn for each in found if (isbn := find_isbn(element_text(each) or ""))), None)


def _details(mods: Element) -> Details:
    extent = mods.find(f"{_HOST}/part/extent[@unit='pages']")
    if extent is None:
        extent = mods.find(f"{_HOST}/part/extent[@unit='page']")
    pages = [None if extent is None else element_text(extent.find(tag)) for tag in ("start", "end")]
    series = mods.find(f"{_SERIES}/titleInfo")
    found = details(lambda path: element_text(mods.find(path)), _DETAILS)
    return replace(found, pages=page_range(*pages), series=_title(series))


FORMAT = Format("mods", "MODS: one record, a collection, or in OAI-PMH", EXAMPLE, recognise, read)
