"""Take the fields of a paper out of XML elements: texts, people, dates, identifiers, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.identity import normalise_orcid, parse_identifier
from kg.model import Agent, Identifier
from kg.sources.markup import plain
from kg.sources.names import parse_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    {"p", "sec", "title", "break", "br", "list-item", "disp-formula", "style-break"}
)
_SILENT = frozenset(
    {
        "annotation",
        "annotation-xml",
        "fn",
        "graphic",
        "inline-graphic",
        "inline-media",
        "index-term",
    }
)
_MARKS = frozenset({"fn", "aff", "corresp", "author-notes", "table-fn"})
_FORMULAE = ("alternatives", "inline-formula", "disp-formula")
_TEX_BODY = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_NOBODY = re.compile(
    r"[\[(]?:?\(?:?(?:others|et\.? ?al\.?|anon|anonymous|no authors? listed|un(?:av|ap|kn|al|as)|"
    r"none|null|tba|unknown)\)?[\])]?\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[0-9])\d\d(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def text(element: Element | None) -> str | None:
    """Return the text of an element as plain Unicode, in one line; None where there is none."""
    if element is None:
        return None
    return line("".join(_pieces(element)))


def literal(element: Element) -> str:
    """Return the text of an element and what is in it, as it stands."""
    return "".join(str(piece) for piece in element.itertext())


def line(value: str | None) -> str | None:
    """Return a text as plain Unicode, in one line; None where there is none."""
    return (" ".join(plain(value).split()) or None) if value else None


def titled(title: str | None, subtitle: str | None) -> str | None:
    """Join a title and its subtitle.

    >>> titled("NightOwl", "A Memory"), titled("NightOwl:", "A Memory"), titled("NightOwl", None)
    ('NightOwl: A Memory', 'NightOwl: A Memory', 'NightOwl')
    """
    if not title or not subtitle:
        return title or subtitle
    return f"{title.rstrip(': ')}: {subtitle}"


def texts(elements: Iterable[Element]) -> tuple[str, ...]:
    """Return the texts of elements that have one, each once."""
    return tuple(dict.fromkeys(found for each in elements if (found := text(each))))


def sections(element: Element | None) -> str | None:
    """Return an abstract: its sections in order, the title of each as a label before it."""
    if element is None:
        return None
    parts: list[str] = []
    for each in element:
        found = text(each) if each.tag != "sec" else sections(each)
        if each.tag == "title":
            found = None if (found or "").casefold().strip(" .:") == "abstract" else _label(found)
        parts += [found] if found else []
    return " ".join(parts) if len(element) and not line(element.text) else text(element)


def _label(title: str | None) -> str | None:
    return title if not title or title[-1] in ".:?!" else f"{title}:"


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text in an element; of a formula in several forms only one."""
    if element.tag in _SILENT or (element.tag == "xref" and element.get("ref-type") in _MARKS):
        return
    if element.tag == "tex-math":
        yield _tex(literal(element))
        return
    before, after = _around(element.tag)
    yield before + (element.text or "")
    chosen = _chosen(element)
    for child in element:
        if chosen is None or child is chosen:
            yield from _pieces(child)
        yield child.tail or ""
    yield after


def _around(tag: str) -> tuple[str, str]:
    """Return what stands before and after the text of an element; `plain` raises and lowers digits."""
    if tag in {"sub", "sup"}:
        return f"<{tag}>", f"</{tag}>"
    space = " " if tag in _BLOCKS else ""
    return space, space


def _chosen(element: Element) -> Element | None:
    """Return the one child to read, where an element holds one formula in several forms."""
    if element.tag not in _FORMULAE:
        return None
    for tag in ("math", "tex-math"):
        found = element.find(tag)
        if found is not None:
            return found
    return element[0] if element.tag == "alternatives" and len(element) else None


def _tex(source: str) -> str:
    body = _TEX_BODY.search(source)
    inner = (body[1] if body else source).strip().strip("$").strip()
    return f"${inner}$" if inner else ""


def person(
    given: str | None,
    family: str | None,
    *,
    suffix: str | None = None,
    orcid: str | None = None,
    affiliation: str | None = None,
) -> Agent | None:
    """Make a person of the parts of a name; None where it is a known stand-in for no name."""
    name = " ".join(part for part in (given, family, suffix) if part)
    if not is_name(name):
        return None
    whole = bool(given and family)
    agent = Agent(name, name, family=family, given=given) if whole else parse_name(name)
    return replace(agent, orcid=normalise_orcid(orcid or ""), affiliation=affiliation)


def group(name: str | None) -> Agent | None:
    """Make a group of its name; None where it is a known stand-in for no name."""
    return Agent(name, name, "group") if name and is_name(name) else None


def is_name(name: str | None) -> bool:
    """Tell whether a text names somebody: not `others`, `et al.`, `:(unav)`, `[Anonymous]`.

    >>> is_name("Ana Others"), is_name("others"), is_name("(:unav)"), is_name(":")
    (True, False, False, False)
    """
    if not name or not any(char.isalpha() for char in name):
        return False
    return not _NOBODY.fullmatch(name.strip())


def year(value: str | None) -> str | None:
    """Return the first year in a text; the text itself where it has none.

    >>> year("1998 Dec-1999 Jan"), year("s.d.")
    ('1998', 's.d.')
    """
    match = _YEAR.search(value or "")
    return match[0] if match else (value or None)


def iso_date(year: str | None, month: str | None, day: str | None) -> str | None:
    """Return a date where all three parts are there; months may be names.

    >>> iso_date("2019", "Feb", "7"), iso_date("2019", "2", None), iso_date("2019", "2", "30")
    ('2019-02-07', None, None)
    """
    from datetime import date

    number = _month(month or "")
    if not (year and number and day and year.isdecimal() and day.strip().isdecimal()):
        return None
    try:
        return date(int(year), number, int(day)).isoformat()
    except (ValueError, OverflowError):
        return None


def _month(month: str) -> int | None:
    month = month.strip().lower()
    if month.isdecimal() and len(month) < 3:
        return int(month)
    return _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else None


def complete_date(value: str | None) -> str | None:
    """Return the date at the start of a text such as `2019-02-07T10:00:00Z`."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", (value or "").strip())
    return iso_date(match[1], match[2], match[3]) if match else None


def dois(value: str | None) -> tuple[Identifier, ...]:
    """Return each DOI in a text; the text itself where it has none.

    >>> [each.value for each in dois("doi:10.1000/a.; https://doi.org/10.1000/(B)2")]
    ['10.1000/a', '10.1000/(b)2']
    """
    if not value or not value.strip():
        return ()
    found = [_trimmed(match[0]) for match in _DOI.finditer(value)]
    return tuple(parse_identifier("doi", each) for each in dict.fromkeys(found or [value]))


def _trimmed(doi: str) -> str:
    doi = doi.rstrip(".,;:'")
    while doi.endswith((")", "]")) and doi.count("(") + doi.count("[") < doi.count(")") + doi.count(
        "]"
    ):
        doi = doi[:-1].rstrip(".,;:'")
    return doi


def address(*values: str | None) -> str | None:
    """Return the first text that is an http(s) address."""
    for value in values:
        found = (value or "").strip()
        if re.match(r"https?://[^\s/]", found):
            try:
                return NamedNode(found).value
            except ValueError:
                continue
    return None
