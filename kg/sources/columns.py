"""Guess which columns of a table are the fields of a paper, and make papers of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.identity import NORMALISERS, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Skipped
from kg.sources.bibtex_syntax import Entry, entries
from kg.sources.json_records import distinct, elements, joined, named, shown, skipped, text, unique
from kg.sources.latex import decode_latex
from kg.sources.records import Malformed
from kg.sources.xml_fields import address, complete_date, dois, person
from kg.sources.xml_fields import year as year_in

NAMES = {
    "title": "title papertitle articletitle documenttitle primarytitle titleofpaper paper",
    "subtitle": "subtitle",
    "abstract": "abstract abstractnote abstracttext summary description",
    "authors": "authors author authorfullnames authornames authorlist creators creator",
    "year": "year publicationyear pubyear publishedyear yearpublished",
    "date": "date publicationdate publisheddate dateofpublication published pubdate issued",
    "venue": "venue journal journaltitle journalname publicationtitle publicationname sourcetitle "
    "booktitle containertitle conference conferencename proceedings",
    "doi": "doi doiurl articledoi",
    "arxiv": "arxiv arxivid arxivurl eprint",
    "openreview": "openreview openreviewid openreviewurl forum",
    "pmid": "pmid pubmedid",
    "url": "url link site website paperurl articleurl articlelink pdfurl pdf",
    "kind": "kind itemtype publicationtype documenttype entrytype type",
    "issn": "issn",
    "isbn": "isbn",
    "keywords": "keywords keyword authorkeywords manualtags tags",
    "code": "code codeurl codelink github githuburl githublink repository",
    "licence": "licence license",
    "bibtex": "bibtex bibtexentry bib",
}
"""The names of each field, without case, blanks and punctuation; the best first."""

KINDS = {
    "article": "JournalArticle",
    "journal": "JournalArticle",
    "journalarticle": "JournalArticle",
    "articlejournal": "JournalArticle",
    "review": "ReviewArticle",
    "reviewarticle": "ReviewArticle",
    "conference": "ConferencePaper",
    "conferencepaper": "ConferencePaper",
    "inproceedings": "ConferencePaper",
    "paperconference": "ConferencePaper",
    "proceedingsarticle": "ConferencePaper",
    "workshop": "WorkshopPaper",
    "workshoppaper": "WorkshopPaper",
    "preprint": "Preprint",
    "chapter": "BookChapter",
    "bookchapter": "BookChapter",
    "booksection": "BookChapter",
    "incollection": "BookChapter",
    "report": "ReportDocument",
    "reportdocument": "ReportDocument",
    "techreport": "ReportDocument",
    "thesis": "DoctoralThesis",
    "doctoralthesis": "DoctoralThesis",
    "phdthesis": "DoctoralThesis",
    "mastersthesis": "MastersThesis",
}
_SKIPPED_NAMES = """
blogpost book dataset editedbook film magazinearticle manual newspaperarticle patent presentation
proceedings software webpage
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names.split()}
_STRONG_SEPARATOR = re.compile(r"\s*[;|\n]\s*")
_AND = re.compile(r"\s*,?\s+(?:and|&)\s+|\s+AND\s+")
_GIVEN = ("given", "firstName", "first_name", "first")
_FAMILY = ("family", "lastName", "last_name", "last")
_WHOLE = ("name", "fullName", "full_name", "literal", "display_name")
_MARKS = "*†‡§¶ ,"
_INITIALS_LAST = re.compile(r"([^\W\d_][\w'’ -]+?)\s+((?:[A-Z]\.[ -]?){1,4})")
_LISTED = re.compile(r"\s*[;,|]\s*")


@lru_cache(maxsize=1024)
def field_of(column: str) -> str | None:
    """Return the field that a column's name stands for; None where it is no known name.

    >>> field_of("Author full names"), field_of("Abstract Note"), field_of("pdf_size")
    ('authors', 'abstract', None)
    """
    return _FIELD_OF.get("".join(char for char in column.casefold() if char.isalnum()))


def guess_columns(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Map each field to the columns that hold it, the best first.

    >>> guess_columns(["Title", "Journal", "pdf", "URL", "rank"])
    {'title': ('Title',), 'venue': ('Journal',), 'url': ('URL', 'pdf')}
    """
    found: dict[str, list[str]] = {}
    for name in names:
        if field := field_of(name):
            found.setdefault(field, []).append(name)
    ranks = list(_FIELD_OF)
    return {
        field: tuple(sorted(columns, key=lambda each: ranks.index(_folded(each))))
        for field, columns in found.items()
    }


def _folded(column: str) -> str:
    return "".join(char for char in column.casefold() if char.isalnum())


def row_to_paper(row: Mapping[str, object], record: Record) -> Paper | Skipped:
    """Make a paper of a row: cells are texts, in JSON also numbers, lists and objects.

    Raises: Malformed: where a cell has a value of a wrong type.
    """
    columns = guess_columns(row)
    cells = {
        field: next((row[name] for name in names if row[name] not in (None, "", [])), None)
        for field, names in columns.items()
    }
    kind = _folded(text(cells, "kind") or "")
    if kind in _SKIPPED:
        return skipped(record, text(cells, "kind") or kind)
    date = text(cells, "date")
    entry = _entry(cells.get("bibtex"))
    kind = kind or entry.type
    return Paper(
        title=joined(_tex(cells, "title"), _tex(cells, "subtitle")),
        abstract=_tex(cells, "abstract"),
        authors=_authors(cells.get("authors")),
        year=year_in(text(cells, "year") or date or _tex(entry.fields, "year")),
        date=complete_date(date),
        identifiers=distinct(_identifiers(cells)),
        venue=text(cells, "venue")
        or _tex(entry.fields, "booktitle")
        or _tex(entry.fields, "journal"),
        kind=KINDS.get(kind),
        url=address(*(text(row, name) for name in columns.get("url", ()))),
        issn=text(cells, "issn"),
        isbn=text(cells, "isbn"),
        keywords=_keywords(cells.get("keywords")),
        code=address(text(cells, "code")),
        licence=address(text(cells, "licence")),
        records=(record,),
    )


def _tex(cells: Mapping[str, object], name: str) -> str | None:
    found = text(cells, name)
    return decode_latex(found) if found and "\\" in found else found


def _entry(cell: object) -> Entry:
    """Read the BibTeX entry in a cell, which tells what no other column does: year and venue."""
    found = next(entries(cell), None) if isinstance(cell, str) else None
    return found or Entry("", "", 1)


def _identifiers(cells: Mapping[str, object]) -> Iterator[Identifier]:
    for scheme in NORMALISERS:
        if found := text(cells, scheme):
            yield from dois(found) if scheme == "doi" else [parse_identifier(scheme, found)]


def _authors(cell: object) -> tuple[Agent, ...]:
    if isinstance(cell, str):
        return unique(_author(name) for name in split_authors(cell))
    return unique(
        _author(each) if isinstance(each, str) else _author_object(each) for each in elements(cell)
    )


def _author_object(value: object) -> Agent | None:
    """Read an author of JSON: a name, or its parts."""
    given, family = (
        next((found for name in names if (found := text(value, name))), None)
        for names in (_GIVEN, _FAMILY)
    )
    whole = next((found for name in _WHOLE if (found := text(value, name))), None)
    if not (given or family or whole):
        raise Malformed(f"authors is {shown(value)}, not a name")
    orcid = next((found for name in ("orcid", "ORCID") if (found := text(value, name))), None)
    affiliation = "; ".join(named(value, "affiliation")) or None
    return person(
        given if family else None, family or whole or given, orcid=orcid, affiliation=affiliation
    )


def _author(name: str) -> Agent | None:
    initials = _INITIALS_LAST.fullmatch(name)
    inverted = f"{initials[1]}, {initials[2]}" if initials else name
    return person(None, _tex({"name": inverted}, "name"))


def split_authors(written: str) -> list[str]:
    """Split a cell into names: at `;`, `|` or line ends, else at `and`, else at commas.

    Commas part names only where each part has two words; else they invert a name.

    >>> split_authors("Lopez, Ana; *Chen, Bo"), split_authors("Ana Lopez, Bo Chen and Cy Lim")
    (['Lopez, Ana', 'Chen, Bo'], ['Ana Lopez', 'Bo Chen', 'Cy Lim'])
    >>> split_authors("Lopez, Ana and Chen, Bo"), split_authors("Lopez, Ana, Chen, Bo")
    (['Lopez, Ana', 'Chen, Bo'], ['Lopez, Ana', 'Chen, Bo'])
    """
    written = written.strip()
    if _STRONG_SEPARATOR.search(written):
        names = _STRONG_SEPARATOR.split(written)
    else:
        names = [name for part in _AND.split(written) for name in _split_at_commas(part)]
    return [name for each in names if (name := each.strip(_MARKS))]


def _split_at_commas(written: str) -> list[str]:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if all(len(part.split()) > 1 and not part[0].islower() for part in parts):
        return parts
    if len(parts) > 2 and len(parts) % 2 == 0:
        return [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    return [written] if len(parts) < 3 else parts


def _keywords(cell: object) -> tuple[str, ...]:
    found = _LISTED.split(cell) if isinstance(cell, str) else map(text, elements(cell))
    return tuple(dict.fromkeys(each for each in found if each))
