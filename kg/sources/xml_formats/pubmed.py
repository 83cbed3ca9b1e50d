"""Read PubMed XML: article sets, and single articles or citations cut out of one.

Source: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity import parse_identifier
from kg.model import Agent, Grant, Identifier, Paper, Record, Source
from kg.organizations import named_in
from kg.sources.fields.details import details
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.values import best_identifier, dois, fullest, group, iso_date, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts
from kg.sources.xml_formats.reading import read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>NightOwl.</ArticleTitle>
</Article></MedlineCitation></PubmedArticle>
"""

_CITATIONS = frozenset({"MedlineCitationSet", "MedlineCitation"})
_ARTICLES = frozenset({"PubmedArticle", "PubmedBookArticle"})
_ROOTS = _CITATIONS | _ARTICLES | {"PubmedArticleSet", "PubmedBookArticleSet"}
_DETAILS = {
    "language": "Language",
    "volume": "Journal/JournalIssue/Volume",
    "issue": "Journal/JournalIssue/Issue",
    "pages": "Pagination/MedlinePgn",
}
_DETAILS_OF_BOOKS = {
    "language": "Language",
    "pages": "Pagination/MedlinePgn",
    "volume": "Book/Volume",
    "edition": "Book/Edition",
    "publisher": "Book/Publisher/PublisherName",
    "place": "Book/Publisher/PublisherLocation",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root element is one of PubMed's."""
    return sign(root(head)[0] in _ROOTS, "its root is one of PubMed's")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each article, book and chapter of a book."""
    bare = root(document.head)[0] in _CITATIONS
    tags = frozenset({"MedlineCitation"}) if bare else _ARTICLES
    return read_elements(document, source, tags, _convert)


def _convert(element: Element, record: Record) -> Paper:
    if element.tag == "PubmedBookArticle":
        return _book(element, record)
    prefix = "" if element.tag == "MedlineCitation" else "MedlineCitation/"
    article = f"{prefix}Article"
    title, others = _titles(element, article)
    year_, date = _dates(element, article)
    types = element_texts(element.findall(f"{article}/PublicationTypeList/PublicationType"))
    found = details(lambda path: element_text(element.find(f"{article}/{path}")), _DETAILS)
    parts = element_texts(element.iterfind(f"{article}/Journal/JournalIssue/PubDate/*"))
    return Paper(
        title=title,
        abstract=_abstract(element, article),
        authors=_people(element.iterfind(f"{article}/AuthorList/Author")),
        year=year_,
        date=date,
        identifiers=_identifiers(element, prefix),
        venue=element_text(element.find(f"{article}/Journal/Title"))
        or element_text(element.find(f"{article}/Journal/ISOAbbreviation"))
        or element_text(element.find(f"{prefix}MedlineJournalInfo/MedlineTA")),
        kind=_kind(types),
        issn=element_text(element.find(f"{article}/Journal/ISSN")),
        keywords=element_texts(element.iterfind(f"{prefix}KeywordList/Keyword")),
        other_titles=others,
        details=replace(found, printed_date=" ".join(parts)),
        references=_references(element),
        funding=_funding(element.iterfind(f"{article}/GrantList/Grant")),
        records=(record,),
    )


def _funding(elements: Iterable[Element]) -> tuple[Grant, ...]:
    return once(
        grant
        for each in elements
        for grant in grants(
            organization(element_text(each.find("Agency"))), [element_text(each.find("GrantID"))]
        )
    )


def _book(element: Element, record: Record) -> Paper:
    """Read a chapter, which has a title of its own, or a whole book."""
    title, book = element_text(element.find("BookDocument/ArticleTitle")), "BookDocument/Book"
    whole = element_text(element.find(f"{book}/BookTitle"))
    own = "BookDocument" if title else book
    year_, date = _date(element.find(f"{book}/PubDate"))
    return Paper(
        title=(title or whole or "").removesuffix(".") or None,
        abstract=_abstract(element, "BookDocument"),
        authors=_people(element.iterfind(f"{own}/AuthorList[@Type='authors']/Author")),
        editors=_people(element.iterfind(f"{book}/AuthorList[@Type='editors']/Author"))
        if not title
        else (),
        year=year_,
        date=date,
        identifiers=_identifiers(element, "BookDocument/"),
        venue=whole if title else None,
        kind="BookChapter" if title else "Book",
        isbn=element_text(element.find(f"{book}/Isbn")),
        keywords=element_texts(element.iterfind("BookDocument/KeywordList/Keyword")),
        details=details(
            lambda path: element_text(element.find(f"BookDocument/{path}")), _DETAILS_OF_BOOKS
        ),
        references=_references(element),
        records=(record,),
    )


def _kind(types: tuple[str, ...]) -> str:
    for type_, kind in (("Preprint", "Preprint"), ("Review", "ReviewArticle")):
        if type_ in types:
            return kind
    return "JournalArticle"


def _titles(element: Element, article: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the title and the one in the language of the paper; a translation stands in brackets."""
    title = (element_text(element.find(f"{article}/ArticleTitle")) or "").removesuffix(".")
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].removesuffix(".")
    vernacular = (element_text(element.find(f"{article}/VernacularTitle")) or "").removesuffix(".")
    if not title or title.casefold() == "not available":
        return vernacular or None, ()
    return title, (vernacular,) if vernacular else ()


def _abstract(element: Element, article: str) -> str | None:
    parts = []
    for each in element.iterfind(f"{article}/Abstract/AbstractText"):
        label, found = (each.get("Label") or "").strip(), element_text(each)
        if found:
            labelled = label and label.upper() != "UNLABELLED"
            parts.append(f"{label.rstrip(':')}: {found}" if labelled else found)
    return " ".join(parts) or None


def _people(elements: Iterable[Element]) -> tuple[Agent, ...]:
    return tuple(agent for each in elements if (agent := _author(each)))


def _author(element: Element) -> Agent | None:
    collective = element.find("CollectiveName")
    if collective is not None:
        return group(element_text(collective))
    given = element_text(element.find("ForeName")) or element_text(element.find("Initials"))
    affiliation = element_text(element.find("AffiliationInfo/Affiliation"))
    return person(
        given,
        element_text(element.find("LastName")),
        suffix=element_text(element.find("Suffix")),
        orcid=element_text(element.find("Identifier[@Source='ORCID']")),
        affiliation=affiliation or element_text(element.find("Affiliation")),
        organizations=_organizations(element),
    )


def _organizations(author: Element) -> Iterator[Agent | None]:
    """Yield the organizations that are known by their address, each by the name in its affiliation."""
    for each in author.iterfind("AffiliationInfo"):
        for address in each.iterfind("Identifier[@Source='ROR']"):
            names = named_in(element_text(each.find("Affiliation")) or "")
            yield organization(next(iter(names), None), element_text(address))


def _dates(element: Element, article: str) -> tuple[str | None, str | None]:
    """Return the year of the issue, and the day of it or of the article in that year."""
    issue = element.find(f"{article}/Journal/JournalIssue/PubDate")
    online = element.find(f"{article}/ArticleDate")
    found, day = _date(issue)
    online_year, online_day = _date(online)
    if not found or found == online_year:
        day = fullest(day, online_day)
    return found or online_year, day


def _date(element: Element | None) -> tuple[str | None, str | None]:
    if element is None:
        return None, None
    parts = [element_text(element.find(tag)) for tag in ("Year", "Month", "Day")]
    return year(parts[0] or element_text(element.find("MedlineDate"))), iso_date(*parts)


def _identifiers(element: Element, prefix: str) -> tuple[Identifier, ...]:
    pmid = element_text(element.find(f"{prefix}PMID"))
    article = f"{prefix}Article/ELocationID[@EIdType='doi']"
    listed = "PubmedData/ArticleIdList/ArticleId[@IdType='doi']"
    in_full = element_text(element.find("PubmedData/ArticleIdList/ArticleId[@IdType='pmc']"))
    found = [parse_identifier("pmid", pmid)] if pmid else []
    for each in (*element.iterfind(article), *element.iterfind(listed)):
        found += dois(element_text(each)) if each.get("ValidYN") != "N" else ()
    found += [parse_identifier("pmcid", in_full)] if in_full else []
    return tuple(dict.fromkeys(found))


def _references(element: Element) -> tuple[Identifier, ...]:
    """Return the best identifier of each work in the lists of references that has one."""
    found: list[Identifier] = []
    for cited in element.iterfind(".//ReferenceList/Reference"):
        ids = cited.iterfind("ArticleIdList/ArticleId")
        named = {each.get("IdType"): element_text(each) or "" for each in ids}
        found += best_identifier(named.get("doi"), named.get("pubmed"))
    return tuple(dict.fromkeys(found))


FORMAT = Format(
    "pubmed",
    "PubMed XML: PubmedArticleSet, or articles cut out of one",
    EXAMPLE,
    recognise,
    read,
)
