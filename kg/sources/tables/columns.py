"""Make papers of the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kg.identity import SCHEMES, find_dois, identifiers_in, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped
from kg.sources.bibtex.syntax import Entry, entries
from kg.sources.fields.details import details, edited, page_range
from kg.sources.fields.kinds import Kind, kind_in, kind_of
from kg.sources.fields.latex import decode_latex, regain_braces
from kg.sources.fields.names import has_initials, turn_initials
from kg.sources.fields.outcomes import read_decision
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import address, date_in, dois, iso_date, person, titled
from kg.sources.fields.values import year as year_in
from kg.sources.format import AS_NAMED, Columns
from kg.sources.json_formats.reading import distinct, elements, named, text, unique
from kg.sources.record import Malformed, shown
from kg.sources.tables.cells import cell
from kg.sources.tables.headings import choose_columns
from kg.sources.tables.numbered_authors import numbered_authors
from kg.vocab import DETAILS

_STRONG_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?(?:[;|\n；、]|(?<=\s)//(?=\s))\s*")
_AND = re.compile(r"(?:(?:(?<!\s)\s+)?,\s+|(?<!\s)\s+)(?:and|&)\s+|(?<!\s)\s+AND\s+")
_GIVEN = ("given", "firstName", "first_name", "first")
_FAMILY = ("family", "lastName", "last_name", "last")
_WHOLE = ("name", "fullName", "full_name", "literal", "display_name")
_ET_AL = re.compile(r"(?<![\s,;])[\s,;]++(?:et\.? al\.?|…|\.\.\.)$", re.IGNORECASE)
_MARKS = "*†‡§¶ ,"
_SCOPUS_ID = re.compile(r" \(\d{9,12}\)(?=;|\s*$)")
"""The number that Scopus sets behind the full name of an author."""
_CAPITAL_INSIDE = re.compile(
    r"\b(?:Al|Ben|D|Da|De|Del|Des|Di|Du|El|Fitz|L|La|Le|Mac|Mc|San|St|Van|Von)$"
)
"""The part of a name that a capital letter may follow at once: `McOwl`."""
_LISTED = re.compile(r"(?:(?<!\s)\s+)?[;,|；、]\s*")


def row_to_paper(
    row: Mapping[str, object], record: Record, given: Columns = AS_NAMED
) -> Paper | Skipped:
    """Make a paper of a row: cells are texts, in JSON also numbers, lists and objects.

    `given` names the columns of fields where their names do not tell.

    Raises: Malformed: where a cell has a value of a wrong type.
    """
    row = Noted((name, cell(value)) for name, value in row.items())
    columns = choose_columns(row, given)
    cells = {
        field: next((row[name] for name in names if row[name] not in (None, "", [])), None)
        for field, names in columns.items()
    }
    year, date = text(cells, "year"), text(cells, "date")
    entry = _entry(cells.get("bibtex"))
    kind = _kind(text(cells, "kind"), entry.type)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    status, track = _decision(cells, kind)
    addresses = [text(row, name) for name in columns.get("url", ())]
    if not _identifies("doi", doi := text(cells, "doi")):
        addresses.append(doi)
    editors = _people(cells.get("editors"))
    paper = Paper(
        title=titled(_tex(cells, "title"), _tex(cells, "subtitle")),
        abstract=_tex(cells, "abstract"),
        authors=_people(cells.get("authors")) or numbered_authors(row),
        editors=editors if kind.fabio == "Book" else (),
        year=year_in(year or date or _tex(entry.fields, "year")),
        date=date_in(date) or iso_date(year, text(cells, "month"), text(cells, "day")),
        identifiers=distinct(_identifiers(cells, [*addresses, *_lines(cells.get("extra"))])),
        venue=_tex(cells, "venue")
        or _tex(entry.fields, "booktitle")
        or _tex(entry.fields, "journal"),
        status=status,
        track=track,
        kind=kind.fabio,
        url=address(*addresses),
        issn=text(cells, "issn"),
        isbn=text(cells, "isbn"),
        keywords=_keywords(cells.get("keywords")),
        code=address(text(cells, "code")),
        licence=address(text(cells, "licence")),
        details=edited(_details(cells), editors),
        records=(record,),
    )
    return with_unread(paper, unread(row))


def _decision(cells: Mapping[str, object], kind: Kind) -> tuple[str | None, str | None]:
    """Return the status and the track; a kind of paper that is none may be either."""
    told = ("status", "track", *(("kind",) if kind == Kind() else ()))
    return read_decision("; ".join(filter(None, (text(cells, name) for name in told))))


def _details(cells: Mapping[str, object]) -> Details:
    found = details(lambda field: _tex(cells, field), {field: field for field in DETAILS})
    return replace(found, pages=page_range(found.pages, text(cells, "last_page")))


def _tex(cells: Mapping[str, object], name: str) -> str | None:
    found = text(cells, name)
    return decode_latex(regain_braces(found)) if found and "\\" in found else found


def _entry(value: object) -> Entry:
    """Read the BibTeX entry in a cell, which tells what no other column does: year and venue."""
    found = next(entries([value]), None) if isinstance(value, str) else None
    return found or Entry("", "", 1)


def _identifiers(
    cells: Mapping[str, object], addresses: Iterable[str | None]
) -> Iterator[Identifier]:
    """Yield what the columns of identifiers hold; of other schemes also what addresses tell."""
    known = set()
    for scheme in SCHEMES:
        found = text(cells, scheme)
        if found and _identifies(scheme, found):
            known.add(scheme)
            yield from dois(found) if scheme == "doi" else [parse_identifier(scheme, found)]
    for each in addresses:
        yield from identifiers_in(each, *(scheme for scheme in SCHEMES if scheme not in known))


def _identifies(scheme: str, written: str | None) -> bool:
    """Tell whether a text is to identify a paper: a link without a DOI among DOIs is that to one that has none."""
    return scheme != "doi" or not address(written) or bool(find_dois(written or ""))


def _lines(value: object) -> list[str]:
    """Return the lines of a cell, in which Zotero keeps what it has no column for: `PMID: 7`."""
    return value.splitlines() if isinstance(value, str) else []


def _kind(written: str | None, type_: str) -> Kind:
    """Tell the kind by what the row says, else by its BibTeX; a word of no table says nothing."""
    if not written:
        return kind_of("bibtex", type_)
    return kind_of("table", written, otherwise=kind_in(written))


def _people(value: object) -> tuple[Agent, ...]:
    if isinstance(value, str):
        return unique(map(_author, turn_initials(split_authors(_SCOPUS_ID.sub("", value)))))
    listed = elements(value)
    if all(isinstance(each, str) for each in listed):
        return unique(map(_author, turn_initials(listed)))
    return unique(
        _author(each) if isinstance(each, str) else _author_object(each) for each in listed
    )


def _author_object(value: object) -> Agent | None:
    """Read an author of JSON: a name, or its parts."""
    given, family = (
        next((found for name in names if (found := text(value, name))), None)
        for names in (_GIVEN, _FAMILY)
    )
    whole = _whole(value)
    if not (given or family or whole):
        raise Malformed(f"authors is {shown(value)}, not a name")
    orcid = next((found for name in ("orcid", "ORCID") if (found := text(value, name))), None)
    affiliation = "; ".join(named(value, "affiliation")) or None
    return person(
        given if family else None, family or whole or given, orcid=orcid, affiliation=affiliation
    )


def _whole(value: object) -> str | None:
    """Return the name of an object of JSON, or a text as it stands."""
    if not isinstance(value, dict):
        return text(value)
    return next((found for name in _WHOLE if (found := text(value, name))), None)


def _author(name: str) -> Agent | None:
    return person(None, _tex({"name": name}, "name"))


def split_authors(written: str) -> list[str]:
    """Split a cell into names: at `;`, `|` or line ends, else at `and`, else at commas.

    Commas part names only where each part has two words; else they invert a name. `et al.` is none.

    >>> split_authors("Lopez, Ana; *Chen, Bo"), split_authors("Ana Lopez, Bo Chen and Cy Lim")
    (['Lopez, Ana', 'Chen, Bo'], ['Ana Lopez', 'Bo Chen', 'Cy Lim'])
    >>> split_authors("Lopez, Ana and Chen, Bo"), split_authors("Lopez, Ana, Chen, Bo")
    (['Lopez, Ana', 'Chen, Bo'], ['Lopez, Ana', 'Chen, Bo'])
    >>> split_authors("Lopez A, Chen B, Lim C, et al."), split_authors("Lopez A, van den Owl B Jr, Owl Group.")
    (['Lopez A', 'Chen B', 'Lim C'], ['Lopez A', 'van den Owl B Jr', 'Owl Group'])
    """
    written = _ET_AL.sub("", written.strip())
    if _STRONG_SEPARATOR.search(written):
        names = _STRONG_SEPARATOR.split(written)
    else:
        names = [name for part in _AND.split(written) for name in _split_at_commas(part)]
    return [name for each in names if (name := each.strip(_MARKS))]


def _split_at_commas(written: str) -> list[str]:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if len(parts) == 1:
        return _unglued(parts[0])
    if all(
        len(part.split()) > 1 and (not part[0].islower() or has_initials(part)) for part in parts
    ):
        return parts if "." in "".join(parts)[:-1] else [part.removesuffix(".") for part in parts]
    if len(parts) > 2 and len(parts) % 2 == 0:
        return [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    return [written] if len(parts) < 3 else parts


def _unglued(written: str) -> list[str]:
    """Split names between which a service sets nothing, where each part has two words.

    >>> _unglued("Ana van OwlBo B. McChenCy Lim"), _unglued("Ana McOwl Lopez"), _unglued("HanNa Lim")
    (['Ana van Owl', 'Bo B. McChen', 'Cy Lim'], ['Ana McOwl Lopez'], ['HanNa Lim'])
    """
    cuts = [
        place
        for place in range(1, len(written))
        if written[place - 1].islower()
        and written[place].isupper()
        and not _CAPITAL_INSIDE.search(written, max(0, place - 5), place)
    ]
    names = [written[start:end] for start, end in pairwise([0, *cuts, len(written)])]
    return names if all(len(name.split()) > 1 for name in names) else [written]


def _keywords(value: object) -> tuple[str, ...]:
    found = _LISTED.split(value) if isinstance(value, str) else map(_whole, elements(value))
    return tuple(dict.fromkeys(each for each in found if each))
