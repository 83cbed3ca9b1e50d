"""Read DataCite XML, kernels 2 to 4: a resource, bare or in OAI-PMH.

Source: https://schema.datacite.org/meta/kernel-4.4/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity import normalise, normalise_orcid
from kg.model import Agent, Details, Grant, Identifier, Paper, Record, Scheme, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.kinds import Kind, kind_in, kind_of, thesis
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, date_in, dois, group, person, titled, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts
from kg.sources.xml_formats.reading import content, read_elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>NightOwl</title></titles>
<resourceType resourceTypeGeneral="JournalArticle"/></resource>
"""

_ALTERNATE = "alternateIdentifiers/alternateIdentifier"
_RELATED = "relatedIdentifiers/relatedIdentifier"
_HOLDER = "relatedItems/relatedItem[@relationType='IsPublishedIn']"
_EDITOR = "contributors/contributor[@contributorType='Editor']"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SCHEMES: tuple[Scheme, ...] = ("doi", "arxiv", "pmid")
_ROOTS = frozenset({"resource", "oai_datacite"})
_KERNEL = re.compile(r"<(?:[\w.-]+:)?resource\s[^<>]*datacite\.org/(?:schema|meta)/kernel-")
_DETAILS = {
    "language": "language",
    "publisher": "publisher",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root is a resource in a DataCite kernel, or OAI-PMH around one."""
    found = content(head) in _ROOTS and _KERNEL.search(head)
    return sign(found, "its root is a resource in a kernel of DataCite")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each resource that is one; data sets, software and the like are skipped."""
    return read_elements(document, source, frozenset({"resource"}), _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    kind = _kind(element.find("resourceType"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    return _paper(element, kind.fabio, record)


def _kind(type_: Element | None) -> Kind:
    """Tell the kind by the general type; where that says nothing, by the words."""
    general = "" if type_ is None else type_.get("resourceTypeGeneral")
    kind = kind_of("datacite-xml", general)
    if kind.fabio == "Thesis":
        return Kind(thesis(element_text(type_) or ""))
    return kind if kind != Kind() else kind_in(element_text(type_))


def _paper(element: Element, kind: str | None, record: Record) -> Paper:
    title, others = _titles(element)
    published = element_text(element.find("publicationYear"))
    issued = element_text(element.find("dates/date[@dateType='Issued']"))
    rights = element.findall("rightsList/rights")
    return Paper(
        title=title,
        abstract=_abstract(element),
        authors=tuple(_people(element.iterfind("creators/creator"))),
        editors=tuple(_people(element.iterfind(_EDITOR))) if kind == "Book" else (),
        year=year(published or issued),
        date=date_in(issued),
        identifiers=_identifiers(element),
        venue=element_text(element.find(f"{_HOLDER}/titles/title")),
        kind=kind,
        url=address(element_text(element.find("identifier[@identifierType='URL']"))),
        issn=_number(element, "ISSN"),
        isbn=_number(element, "ISBN"),
        keywords=element_texts(element.iterfind("subjects/subject")),
        licence=address(*(each.get("rightsURI") for each in rights)),
        other_titles=others,
        details=_details(element),
        funding=once(_funding(element)),
        records=(record,),
    )


def _funding(element: Element) -> Iterator[Grant]:
    for each in element.iterfind("fundingReferences/fundingReference"):
        name, address, award = (
            element_text(each.find(tag))
            for tag in ("funderName", "funderIdentifier", "awardNumber")
        )
        yield from grants(organization(name, address), [award])


def _details(element: Element) -> Details:
    """Return the details; volume, issue and pages are those of what it was published in."""
    pages = [element_text(element.find(f"{_HOLDER}/{tag}Page")) for tag in ("first", "last")]
    return replace(
        details(lambda path: element_text(element.find(path)), _DETAILS),
        subtitle=element_text(element.find("titles/title[@titleType='Subtitle']")),
        volume=element_text(element.find(f"{_HOLDER}/volume")),
        issue=element_text(element.find(f"{_HOLDER}/issue")),
        pages=page_range(*pages),
    )


def _titles(element: Element) -> tuple[str | None, tuple[str, ...]]:
    """Return the title with its subtitle, and the titles of other kinds or in other languages."""
    titles = element.findall("titles/title")
    plain = element_texts(each for each in titles if each.get("titleType") in {None, ""})
    subtitles = element_texts(each for each in titles if each.get("titleType") == "Subtitle")
    others = element_texts(
        each for each in titles if each.get("titleType") not in {None, "", "Subtitle"}
    )
    title = titled(next(iter((*plain, *others)), None), next(iter(subtitles), None))
    return title, tuple(each for each in (*plain[1:], *others) if each != title)


def _abstract(element: Element) -> str | None:
    """Return the abstract with all its parts; those in further languages say the same again."""
    found = element.findall("descriptions/description[@descriptionType='Abstract']")
    parts = element_texts(each for each in found if each.get(_LANG) == found[0].get(_LANG))
    return " ".join(parts) or None


def _number(element: Element, type_: str) -> str | None:
    """Return the number of a type: the resource's own, else that of what it is a part of."""
    held = f"{_RELATED}[@relatedIdentifierType='{type_}']"
    paths = (
        f"{_ALTERNATE}[@alternateIdentifierType='{type_}']",
        f"{_HOLDER}/relatedItemIdentifier[@relatedItemIdentifierType='{type_}']",
        f"{held}[@relationType='IsPublishedIn']",
        f"{held}[@relationType='IsPartOf']",
    )
    return next((found for each in paths if (found := element_text(element.find(each)))), None)


def _people(elements: Iterable[Element]) -> Iterator[Agent]:
    for each in elements:
        agent = _person(each)
        if agent:
            yield agent


def _person(element: Element) -> Agent | None:
    named = element.find("creatorName")
    if named is None:
        named = element.find("contributorName")
    name = element_text(named)
    if not is_name(name) or named is None or name is None:
        return None
    if named.get("nameType") == "Organizational":
        return group(name)
    given, family = (
        element_text(element.find("givenName")),
        element_text(element.find("familyName")),
    )
    ids = (element_text(each) for each in element.iterfind("nameIdentifier"))
    orcid = next((found for each in ids if each and (found := normalise_orcid(each))), None)
    agent = (person(given, family) if given and family else None) or parse_name(name)
    placed = element.findall("affiliation")
    employers = (
        organization(element_text(each), each.get("affiliationIdentifier")) for each in placed
    )
    return replace(
        agent, orcid=orcid, affiliation="; ".join(element_texts(placed)) or None,
        organizations=tuple(dict.fromkeys(each for each in employers if each and each.registry)),
    )  # fmt: skip


def _identifiers(element: Element) -> tuple[Identifier, ...]:
    """Return the DOI, and other DOIs and arXiv identifiers that are named as of the same."""
    found = [
        each for node in element.iterfind("identifier[@identifierType='DOI']")
        for each in dois(element_text(node))
    ]  # fmt: skip
    same = f"{_RELATED}[@relationType='IsIdenticalTo']"
    for node in (*element.iterfind(_ALTERNATE), *element.iterfind(same)):
        type_ = node.get("alternateIdentifierType") or node.get("relatedIdentifierType") or ""
        for scheme in _SCHEMES:
            value = normalise(scheme, element_text(node) or "")
            if value and type_.casefold() == scheme:
                found.append(Identifier(scheme, value))
    return tuple(dict.fromkeys(found))


FORMAT = Format(
    "datacite-xml",
    "DataCite XML, kernels 2 to 4, bare or in OAI-PMH",
    EXAMPLE,
    recognise,
    read,
)
