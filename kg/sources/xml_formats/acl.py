"""Read the XML of the ACL Anthology: collections of volumes, and the schema in use until 2019.

Source: https://aclanthology.org/info/development/ and the Anthology's schema.rnc
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.identity import identify
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details
from kg.sources.fields.values import address, dois, iso_date, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts
from kg.sources.xml_formats.reading import read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<collection id="2019.owls"><volume id="1"><meta><booktitle>Owls</booktitle><year>2019</year></meta>
<paper id="1"><title><fixed-case>N</fixed-case>ight</title><url>2019.owls-1.1</url></paper>
</volume></collection>
"""

_PAPERS = frozenset({"paper", "frontmatter"})
_AROUND = frozenset({"volume", "collection"})
_OF_VOLUME = ("journal-title", "booktitle", "year", "month", "journal-issn", "isbn", "journal-volume",
              "journal-issue", "publisher", "address")  # fmt: skip
_WEB = "https://aclanthology.org/"
_OLD = re.compile(r"[A-Z]\d\d")
_INNER = re.compile(r"<(?:paper|frontmatter|volume)[\s>]")
_WORKSHOP = re.compile(r"\bworkshop", re.IGNORECASE)
_CONFERENCE = re.compile(r"\b(?:conference|symposium)\b", re.IGNORECASE)
_JOURNALS = ("J", "Q")
_DETAILS = {
    "language": "language",
    "volume": "journal-volume",
    "issue": "journal-issue",
    "pages": "pages",
    "publisher": "publisher",
    "place": "address",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root is a collection or a volume with an id, and holds papers."""
    name, attributes = root(head)
    found = name in {"collection", "volume"} and " id=" in attributes and _INNER.search(head)
    return sign(found, "its root is a collection or a volume with an id and papers")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield each paper; front matter, and proceedings listed as a paper, are skipped.

    The data sets that the editors name with a paper are its keywords: they say that it has to do
    with them, and not whether it introduces them or evaluates on them.
    """
    volume = _Volume()
    titles: dict[str, str | None] = {}

    def convert(element: Element, record: Record) -> Paper | Skipped:
        nonlocal volume
        volume = _volume(element, volume)
        if not volume.id and not volume.collection.startswith(_JOURNALS):
            number = _number(element, volume)
            if _is_volume(element, volume):
                titles[number] = element_text(element.find("title"))
            volume = replace(volume, texts={"booktitle": titles.get(number)})
        return _convert(element, volume, record)

    return read_elements(document, source, _PAPERS, convert, around=_AROUND)


@dataclass(frozen=True, slots=True)
class _Volume:
    """What papers take from the volume around them: the ids of its collection and of itself, and texts by tag."""

    collection: str = ""
    id: str = ""
    texts: Mapping[str, str | None] = field(default_factory=dict)


def _volume(element: Element, before: _Volume) -> _Volume:
    """Return the volume around a paper; behind a break in the file, what is missing is as before."""
    parent = element.getparent()
    if parent is None or parent.tag == "resumed":
        return before
    cut_off = any(True for _ in element.iterancestors("resumed"))
    outermost = [parent, *element.iterancestors("collection", "volume")][-1]
    collection = before.collection if cut_off else outermost.get("id") or ""
    meta = next((each for each in parent.iterfind("{*}meta")), None)
    found = (
        {} if meta is None else {tag: element_text(meta.find(f"{{*}}{tag}")) for tag in _OF_VOLUME}
    )
    own = before.id if cut_off else (parent.get("id") or "") if parent is not outermost else ""
    return _Volume(collection, own, found)


def _convert(element: Element, volume: _Volume, record: Record) -> Paper | Skipped:
    if element.tag == "frontmatter":
        return Skipped(record.source, record.index, record.line, "front matter")
    if _is_volume(element, volume):
        return Skipped(record.source, record.index, record.line, "proceedings")
    journal = _find("journal-title", element, volume)
    venue = journal or _find("booktitle", element, volume)
    collection = volume.collection
    code = element.find("pwccode")
    return Paper(
        title=element_text(element.find("title")),
        abstract=element_text(element.find("abstract")),
        authors=tuple(author for each in element.iterfind("author") if (author := _author(each))),
        year=(published := year(_find("year", element, volume)) or _year_of(collection)),
        date=iso_date(published, _find("month", element, volume), None),
        identifiers=_identifiers(element, volume),
        venue=venue,
        kind=_kind(collection, journal, venue),
        url=_url(element, volume),
        issn=_find("journal-issn", element, volume),
        isbn=None if journal else _find("isbn", element, volume),
        keywords=element_texts(element.iterfind("pwcdataset")),
        code=address(None if code is None else code.get("url")),
        details=details(lambda tag: _find(tag, element, volume), _DETAILS),
        records=(record,),
    )


def _is_volume(element: Element, volume: _Volume) -> bool:
    """Tell whether a paper without authors stands for its volume, as it did until 2019."""
    if element.find("author") is not None:
        return False
    number = _number(element, volume)
    zeros = not volume.id and (element.get("id") or "") == f"{number:0<4}"
    return zeros or element.find("editor") is not None


def _number(element: Element, volume: _Volume) -> str:
    """Return the number of the volume, which the number of a paper began with until 2019."""
    paper = element.get("id") or ""
    return paper[:2] if _is_wide(volume.collection, paper) else paper[:1]


def _find(tag: str, element: Element, volume: _Volume) -> str | None:
    """Return a text of the paper, else of its volume."""
    return element_text(element.find(tag)) or volume.texts.get(tag)


def _year_of(collection: str) -> str | None:
    """Return the year that an id begins with or, in the old form `P18`, ends in.

    >>> _year_of("2022.acl"), _year_of("P18"), _year_of("J79")
    ('2022', '2018', '1979')
    """
    if re.match(r"\d{4}\.", collection):
        return collection[:4]
    if not _OLD.fullmatch(collection):
        return None
    return ("19" if collection[1:] > "50" else "20") + collection[1:]


def _kind(collection: str, journal: str | None, venue: str | None) -> str:
    if journal or collection.startswith(_JOURNALS):
        return "JournalArticle"
    said = venue or ""
    # Volumes of `W` hold workshops, and conferences of special interest groups, which say so.
    workshop = collection.startswith("W") and not _CONFERENCE.search(said)
    workshop = workshop or bool(_WORKSHOP.search(said))
    return "WorkshopPaper" if workshop else "ConferencePaper"


def _identifiers(element: Element, volume: _Volume) -> tuple[Identifier, ...]:
    """Return the DOI, and the identifier that the Anthology gives by volume and number."""
    own = identify(element_text(element.find("url")) or "") or identify(_id(element, volume))
    found = (own,) if own and own.scheme == "acl" else ()
    return (*dois(element_text(element.find("doi"))), *found)


def _id(element: Element, volume: _Volume) -> str:
    """Write the identifier of a paper; in the old form the number of the volume is a part of it.

    Source: https://aclanthology.org/info/ids/
    """
    collection, paper = volume.collection, element.get("id") or ""
    if not _OLD.fullmatch(collection):
        return f"{collection}-{volume.id}.{paper}"
    if not volume.id:
        return f"{collection}-{paper}"
    return (
        f"{collection}-{volume.id:0>2}{paper:0>2}"
        if _is_wide(collection, volume.id)
        else f"{collection}-{volume.id}{paper:0>3}"
    )


def _is_wide(collection: str, number: str) -> bool:
    """Tell whether a collection of the old form numbers its volumes with two digits."""
    return (
        collection.startswith("W") or collection == "C69" or (collection == "D19" and number >= "5")
    )


def _url(element: Element, volume: _Volume) -> str | None:
    """Return the address of the paper's page; `url` holds one, or an Anthology identifier."""
    found = element_text(element.find("url")) or ""
    if address(found):
        return found
    return (
        address(f"{_WEB}{found or _id(element, volume)}/")
        if identify(found or _id(element, volume))
        else None
    )


def _author(element: Element) -> Agent | None:
    return person(
        element_text(element.find("first")),
        element_text(element.find("last")),
        orcid=element.get("orcid"),
        affiliation=element_text(element.find("affiliation")),
    )


FORMAT = Format(
    "acl-xml",
    "ACL Anthology XML: collection/volume/paper, or volume/paper as until 2019",
    EXAMPLE,
    recognise,
    read,
)
