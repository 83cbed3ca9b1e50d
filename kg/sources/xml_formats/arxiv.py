"""Read arXiv's XML: Atom feeds of the API, and OAI-PMH in the forms oai_dc, arXiv and arXivRaw.

Source: https://info.arxiv.org/help/api/user-manual.html, https://info.arxiv.org/help/oa/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.identity import normalise, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.names import parse_behalf, parse_name, with_behalf
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, date_in, dois, iso_date, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text
from kg.sources.xml_formats.reading import content, read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>
<id>http://arxiv.org/abs/1901.00001v1</id><title>NightOwl</title></entry></feed>
"""

_HARVESTED = frozenset({"arXiv", "arXivRaw", "dc", "OAI-PMH", "record"})
_FEED = re.compile(r"""xmlns:arxiv=|<id>\s*https?://(?:[a-z]+\.)?arxiv\.org/""", re.IGNORECASE)
_HARVEST = re.compile(r"oai:arxiv\.org:|arxiv\.org/oai", re.IGNORECASE)
_BEHALF = re.compile(r",? (?:for|on behalf of) (?:the )?(?=\w)")
_MESSAGE = "error message"
_ERROR = re.compile(r"<error\s[^<>]*code=[\"']([\w-]+)[\"']")
_NESTED = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|&|\band\b)\s*")


def recognise(head: str) -> Sign | None:
    """Tell whether the root is an Atom feed, or one of OAI-PMH, and comes from arXiv."""
    name = content(head)
    if name == "feed":
        return sign(_FEED.search(head), "its root is a feed of arXiv")
    # Other archives may tell of arXiv in a record further on.
    first = "".join(head.split("<record", 2)[:2])
    found = name in _HARVESTED and _HARVEST.search(first)
    return sign(found, "its root is an answer of OAI-PMH, of arXiv")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each entry or record; deleted records are skipped.

    Raises: SourceError: where the file is an error message of the service, or an answer without entries.
    """
    atom = root(document.head)[0] == "feed"
    error = None if atom or "<record" in document.head else _ERROR.search(document.head)
    if error:
        raise _refused(document, error[1])
    tag = "entry" if atom else "record"
    empty = True
    for item in read_elements(document, source, frozenset({tag}), _of_atom if atom else _of_oai):
        if empty and isinstance(item, Skipped) and item.kind == _MESSAGE:
            raise _refused(document, "error")
        yield item
        empty = False
    if empty:
        raise SourceError(
            f"this answer of arXiv holds no {tag}", where=document.where,
            todo="ask again, with identifiers or words that arXiv knows",
        )  # fmt: skip


def _refused(document: Document, code: str) -> SourceError:
    return SourceError(
        "this is an error message of arXiv, not a list of papers", where=document.where,
        value=code, todo="ask again",
    )  # fmt: skip


def _of_atom(element: Element, record: Record) -> Paper | Skipped:
    id_ = latex_text(element.find("id")) or ""
    if "/api/errors" in id_:
        return Skipped(record.source, record.index, record.line, _MESSAGE)
    published = latex_text(element.find("published"))
    authors = (_of_name(each) for each in element.iterfind("author"))
    return Paper(
        title=latex_text(element.find("title")),
        abstract=latex_text(element.find("summary")),
        authors=tuple(author for author in authors if author),
        year=year(published),
        date=date_in(published),
        identifiers=_identifiers([id_], latex_text(element.find("doi"))),
        venue=venue_in(latex_text(element.find("journal_ref"))),
        kind="Preprint",
        url=_page([id_]),
        keywords=_distinct(each.get("term") for each in element.iterfind("category")),
        records=(record,),
    )


def _of_name(element: Element) -> Agent | None:
    name = latex_text(element.find("name"))
    if not name or not is_name(name):
        return None
    agent = parse_name(name)
    if agent.kind == "person":
        affiliation = latex_text(element.find("affiliation"))
        return person(
            agent.given, name.removeprefix(agent.given or "").strip(), affiliation=affiliation
        )
    return agent


def _of_oai(element: Element, record: Record) -> Paper | Skipped:
    header = element.find("header")
    if header is not None and header.get("status") == "deleted":
        return Skipped(record.source, record.index, record.line, "deleted record")
    for tag, convert in (("arXiv", _of_arxiv), ("arXivRaw", _of_raw), ("dc", _of_dublin_core)):
        found = element.find(f"metadata/{tag}")
        if found is not None:
            return convert(found, record)
    return Skipped(record.source, record.index, record.line, "record in another metadata format")


def _of_arxiv(element: Element, record: Record) -> Paper:
    found = [agent for each in element.iterfind("authors/author") for agent in _author(each)]
    names = [latex_text(each.find("keyname")) for each in element.iterfind("authors/author")]
    before = found[: names.index(":")] if ":" in names else []
    # A colon parts collaborations, whose names are cut into parts like a person's, from members.
    if any(each.kind == "group" for each in before) and not any("." in a.name for a in before):
        found[: len(before)] = [Agent(each.name, each.printed, "group") for each in before]
    places = (latex_text(each) for each in element.iterfind("authors/author/affiliation"))
    people = with_behalf(found, places)
    return _described(element, people, latex_text(element.find("created")), record)


def _author(element: Element) -> Iterator[Agent]:
    """Yield a person, a group, or the person before and the group after `for the` or `on behalf of`."""
    given, family = latex_text(element.find("forenames")), latex_text(element.find("keyname"))
    name = " ".join(part for part in (given, family) if part)
    if not is_name(name):
        return
    before, *behind = _BEHALF.split(name, maxsplit=1)
    if behind and before and parse_name(before).kind != "group":
        yield parse_name(before)
        yield from (Agent(each, each, "group") for each in behind)
        return
    if parse_name(name).kind == "group":
        yield from (parse_name(part) for part in (before, *behind) if part)
        return
    places = (latex_text(each) for each in element.iterfind("affiliation"))
    place = next((each for each in places if each and not parse_behalf(each)), None)
    agent = person(given, family, suffix=latex_text(element.find("suffix")), affiliation=place)
    if agent:
        yield agent


def _of_raw(element: Element, record: Record) -> Paper:
    first = re.search(r"(\d{1,2}) (\w{3}) (\d{4})", latex_text(element.find("version/date")) or "")
    authors = people_in(latex_text(element.find("authors")) or "")
    day = iso_date(first[3], first[2], first[1]) if first else None
    return _described(element, authors, day, record)


def _described(
    element: Element, authors: Iterable[Agent], created: str | None, record: Record
) -> Paper:
    """Make a paper of the elements that arXiv and arXivRaw have in common."""
    id_ = latex_text(element.find("id")) or ""
    return Paper(
        title=latex_text(element.find("title")),
        abstract=latex_text(element.find("abstract")),
        authors=tuple(authors),
        year=year(created),
        date=date_in(created),
        identifiers=_identifiers([f"arXiv:{id_}"] if id_ else [], latex_text(element.find("doi"))),
        venue=venue_in(latex_text(element.find("journal-ref"))),
        kind="Preprint",
        url=_page([f"https://arxiv.org/abs/{id_}"]),
        keywords=_distinct((latex_text(element.find("categories")) or "").split()),
        licence=address(latex_text(element.find("license"))),
        records=(record,),
    )


def _of_dublin_core(element: Element, record: Record) -> Paper:
    described = [latex_text(each) or "" for each in element.iterfind("description")]
    known = [latex_text(each) or "" for each in element.iterfind("identifier")]
    date = latex_text(element.find("date"))
    names = [latex_text(each) for each in element.iterfind("creator")]
    return Paper(
        title=latex_text(element.find("title")),
        abstract=next(
            (each for each in described if each and not each.startswith("Comment:")), None
        ),
        authors=tuple(parse_name(name) for name in names if name and is_name(name)),
        year=year(date),
        date=date_in(date),
        identifiers=_identifiers(known, " ".join(each for each in known if "doi:" in each)),
        kind="Preprint",
        url=_page(known),
        keywords=_distinct(latex_text(each) for each in element.iterfind("subject")),
        records=(record,),
    )


def _identifiers(known: Iterable[str], doi: str | None) -> tuple[Identifier, ...]:
    found = (parse_identifier("arxiv", each) for each in known if normalise("arxiv", each))
    return tuple(dict.fromkeys((*found, *dois(doi))))


def latex_text(element: Element | None) -> str | None:
    """Return the text of an element, its LaTeX resolved."""
    found = element_text(element)
    return decode_latex(found) if found else None


def _distinct(keywords: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in keywords if each))


def _page(known: Iterable[str]) -> str | None:
    return address(*(each for each in known if "arxiv.org/abs/" in each))


def people_in(names: str) -> Iterator[Agent]:
    """Split a line of authors, written by hand, with their affiliations in nested parentheses.

    >>> [each.name for each in people_in("A. Li (1 and 2), B. Ott (Oslo (Norway)) and C. Fo, et al.")]
    ['A. Li', 'B. Ott', 'C. Fo']
    """
    before = None
    while names != before:
        before, names = names, _NESTED.sub(" ", names)
    for name in _BETWEEN.split(names):
        if is_name(name):
            yield parse_name(name)


FORMAT = Format(
    "arxiv-xml",
    "arXiv: an Atom feed of its API, or OAI-PMH in oai_dc, arXiv or arXivRaw",
    EXAMPLE,
    recognise,
    read,
)
