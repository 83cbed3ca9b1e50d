"""Read JATS and its forerunner, the NLM article DTDs: one article a file, or several in a set.

Source: https://jats.nlm.nih.gov/archiving/tag-library/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity import normalise, normalise_orcid, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.funding import once
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import (
    address,
    best_identifier,
    dois,
    fullest,
    group,
    iso_date,
    person,
    titled,
    year,
)
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts, mark_read, sections
from kg.sources.xml_formats.jats_funding import affiliations_of, employers, funding
from kg.sources.xml_formats.reading import content, read_elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<article article-type="research-article"><front><article-meta><title-group>
<article-title>NightOwl</article-title></title-group></article-meta></front></article>
"""

_ROOTS = frozenset({"article", "articles", "pmc-articleset"})
_FRONT = re.compile(r"<(?:[\w.-]+:)?front[\s>]")
_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_AUTHORS = frozenset({"author", "collab", "collaboration", "group", "person", "aut", ""})
_OTHER_ABSTRACTS = frozenset(
    {"graphical", "key-image", "key-points", "plain-language-summary", "summary", "short", "teaser",
     "toc", "video", "web-summary"}
)  # fmt: skip
_DATES = ("ppub", "epub-ppub", "print", "collection", "epub", "electronic", "")
_DETAILS = {
    "subtitle": "title-group/subtitle",
    "volume": "volume",
    "issue": "issue",
    "article_number": "elocation-id",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root is an article, a set of them or OAI-PMH, with an article's front."""
    found = content(head) in _ROOTS and _FRONT.search(head)
    return sign(found, "its root is an article, or a set of them, with a front")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each article; announcements, indexes and the like are skipped."""
    return read_elements(document, source, frozenset({"article"}), _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    kind = kind_of("jats", element.get("article-type"), otherwise=Kind("JournalArticle"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    meta = element.find("front/article-meta")
    if meta is None:
        return Skipped(record.source, record.index, record.line, "article without front matter")
    year_, date = _date(meta)
    licences = [*meta.iterfind("permissions/license"), *meta.iter("license_ref")]
    return Paper(
        title=titled(
            element_text(meta.find("title-group/article-title")),
            element_text(meta.find("title-group/subtitle")),
        ),
        abstract=_abstract(meta),
        authors=tuple(_authors(meta)),
        year=year_,
        date=date,
        identifiers=_identifiers(meta),
        venue=_venue(element),
        kind=kind.fabio or "JournalArticle",
        url=address(
            *(each.get(_HREF) for each in meta.iterfind("self-uri")),
            *element_texts(meta.iterfind("article-id[@pub-id-type='url']")),
        ),
        issn=element_text(element.find("front/journal-meta/issn")),
        keywords=element_texts(meta.iterfind("kwd-group/kwd")),
        licence=address(*(each.get(_HREF) or element_text(each) for each in licences)),
        other_titles=element_texts(meta.iterfind("title-group//trans-title")),
        details=_details(element, meta),
        references=tuple(dict.fromkeys(_references(element))),
        funding=once(funding(meta)),
        records=(record,),
    )


def _details(element: Element, meta: Element) -> Details:
    """Return the details; the publisher is the journal's."""
    pages = [element_text(meta.find(tag)) for tag in ("fpage", "lpage")]
    publisher = "front/journal-meta/publisher/publisher-"
    return replace(
        details(lambda path: element_text(meta.find(path)), _DETAILS),
        language=element.get(_LANG),
        pages=page_range(*pages) if pages[0] else element_text(meta.find("page-range")),
        publisher=element_text(element.find(f"{publisher}name")),
        place=element_text(element.find(f"{publisher}loc")),
    )


def _references(element: Element) -> Iterator[Identifier]:
    """Yield the best identifier of each work in the list of references that has one."""
    for cited in element.iterfind("back//ref"):
        named = {each.get("pub-id-type"): element_text(each) or "" for each in cited.iter("pub-id")}
        yield from best_identifier(named.get("doi"), named.get("pmid"))


def _venue(element: Element) -> str | None:
    names = (
        element.find(f"front/journal-meta//{tag}")
        for tag in ("journal-title", "abbrev-journal-title")
    )
    return next((found for each in names if (found := element_text(each))), None)


def _abstract(meta: Element) -> str | None:
    """Return the abstract proper; one of another type only where there is no other with text."""
    abstracts = meta.findall("abstract")
    abstracts.sort(key=lambda each: each.get("abstract-type") in _OTHER_ABSTRACTS)
    return next((found for each in abstracts if (found := sections(each))), None)


def _date(meta: Element) -> tuple[str | None, str | None]:
    """Return the year in print, else of the issue, else online; and the day of that, or of that year."""
    dates = meta.findall("pub-date")
    if not dates:
        return None, None
    chosen, day = _parts(min(dates, key=_rank))
    for each in dates:
        found, complete = _parts(each)
        day = fullest(day, complete if found == chosen else None)
    return chosen, day


def _rank(date: Element) -> int:
    type_ = date.get("pub-type") or date.get("publication-format") or ""
    return _DATES.index(type_) if type_ in _DATES else len(_DATES)


def _parts(date: Element) -> tuple[str | None, str | None]:
    parts = [element_text(date.find(tag)) for tag in ("year", "month", "day")]
    return year(parts[0] or element_text(date.find("string-date"))), iso_date(*parts)


def _identifiers(meta: Element) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    for each in meta.iterfind("article-id"):
        type_, value = (each.get("pub-id-type") or "").casefold(), element_text(each) or ""
        if type_ == "doi":
            found += dois(value)
        elif type_ == "pmid" and value:
            found.append(parse_identifier("pmid", value))
        elif type_ in {"pmc", "pmcid"} and value:
            found.append(parse_identifier("pmcid", value))
        elif type_ == "arxiv" and normalise("arxiv", value):
            found.append(parse_identifier("arxiv", value))
    return tuple(dict.fromkeys(found))


def _authors(meta: Element) -> Iterator[Agent]:
    """Yield the authors as they stand: each group before the members that it lists within itself.

    A member who stands in the list in their own right, too, is an author once.
    """
    affiliations = {each.get("id"): each for each in meta.iter("aff") if each.get("id")}
    found: list[tuple[bool, Agent]] = []
    for contributor in meta.iterfind("contrib-group//contrib"):
        around = any(True for _ in contributor.iterancestors("collab", "on-behalf-of"))
        type_ = contributor.get("contrib-type", "author")
        agent = _author(contributor) if around or type_ in _AUTHORS else None
        if agent is not None and agent.kind != "group":
            placed = list(affiliations_of(contributor, affiliations))
            agent = replace(
                agent, affiliation=_affiliation_text(placed[0]) if placed else None,
                organizations=tuple(dict.fromkeys(each for aff in placed for each in employers(aff))),
            )  # fmt: skip
        found += [(around, agent)] if agent else []
    own = {agent.name for around, agent in found if not around}
    seen: set[str] = set()
    for around, agent in found:
        once = around or agent.kind == "group"
        if (around and agent.name in own) or (once and agent.name in seen):
            continue
        seen.add(agent.name)
        yield agent


def _author(contributor: Element) -> Agent | None:
    for tag in ("collab", "collab-name", "collab-alternatives/collab"):
        collab = contributor.find(tag)
        if collab is not None:
            return group(_collab_name(collab))
    name = _name(contributor)
    if name is None:
        return None
    surname = element_text(name.find("surname"))
    if surname is None:
        whole = element_text(name)
        return parse_name(whole) if whole and is_name(whole) else None
    given, suffix = element_text(name.find("given-names")), element_text(name.find("suffix"))
    return person(given, surname, suffix=suffix, orcid=_orcid(contributor))


def _orcid(contributor: Element) -> str | None:
    """Return the ORCID iD, as an identifier or as a link, in the text of it or in its address."""
    for each in contributor.iter("contrib-id", "ext-link", "uri"):
        said, linked = element_text(each), each.get(_HREF)
        if "orcid" in " ".join((*each.attrib.values(), said or "")).casefold():
            return said if normalise_orcid(said or "") else linked or said
    return None


def _collab_name(collab: Element) -> str | None:
    """Return the name of a group without the members that stand within it; None where it has none."""
    for tag in ("named-content", "institution", "collab-name"):
        found = element_text(collab.find(tag))
        if found:
            return found
    mark_read(collab)
    tails = [collab.text or "", *(each.tail or "" for each in collab)]
    own = " ".join("".join(tails).split())
    members = any(True for _ in collab.iter("contrib", "contrib-group"))
    return own.strip(" ,;:") or (None if members else element_text(collab))


def _name(contributor: Element) -> Element | None:
    """Return the name in Latin script where there are several."""
    names = [*contributor.iterfind("name"), *contributor.iterfind("string-name")]
    for each in contributor.iterfind("name-alternatives"):
        names += [*each.iterfind("name"), *each.iterfind("string-name")]
    western = (each for each in names if each.get("name-style", "western") == "western")
    return next(western, next(iter(names), None))


def _affiliation_text(affiliation: Element) -> str | None:
    """Return an affiliation without its label and the identifiers of institutions.

    Between elements that nothing stands between, a comma does.
    """
    mark_read(affiliation)
    parts = [(_shown(each), each.tail or "") for each in affiliation]
    own = [affiliation.text or "", *(tail for _, tail in parts)]
    if any(each.strip() for each in own):
        pieces = [affiliation.text or "", *(f"{part} {tail}" for part, tail in parts)]
        found = re.sub(r" (?=[,;.])", "", " ".join("".join(pieces).split()))
    else:
        found = ", ".join(stripped for part, _ in parts if (stripped := part.strip(" ,;")))
    return found.strip(" ,;") or None


def _shown(part: Element) -> str:
    if part.tag == "institution-wrap":
        return ", ".join(element_texts(part.iterfind("institution")))
    hidden = part.tag in {"label", "institution-id", "email"}
    return "" if hidden else element_text(part) or ""


FORMAT = Format(
    "jats",
    "JATS or NLM XML: article/front/article-meta",
    EXAMPLE,
    recognise,
    read,
)
