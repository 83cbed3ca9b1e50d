"""Take fields of a paper out of texts: titles, names, dates, identifiers, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pyoxigraph import NamedNode

from kg.identity import find_dois, normalise, parse_identifier, parse_orcid
from kg.model import Agent, Identifier
from kg.sources.fields.markup import plain
from kg.sources.fields.months import month_of
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.text import whole_number

_NO_NAME = re.compile(
    r"^null$|\bet\.? al\b\.?$|\((?:eds?|editors?|author|translator)\.?\)$", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}(?<![A-Z]{3})")
_DATED = re.compile(r"-?\d{4}(?=-\d\d|/)")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[0-9])\d\d(?=(?:[01]\d[0-3]\d)?(?!\d))")
_COMMA = re.compile(r",\s+|(?<!\d),|,$")
_BARE_COMMA = re.compile(r",(?=[^\s\d])")
_DAY = re.compile(r"(\d{4})(?:([-/.]?)(\d{2})\2(\d{2})|/(\d\d?)/(\d\d?))(?!\d)")
_NUMBERED_MONTH = re.compile(r"(\d\d?)/(\d{4})")
_NAME = r"[^\W\d_]{3,11}"
_YEAR_AND_MONTH = re.compile(
    rf"(\d{{4}})(?:-|/(?=\d\d$)|[/ ,](?=[^\W\d_]))(\d\d|{_NAME})\.?|({_NAME})\.?,? (?:de )?(\d{{4}})"
)
_WRITTEN_DAY = re.compile(
    rf"(?:(\d\d?)(?:\.|er|º)? (?:de )?({_NAME})|({_NAME})\.? (\d\d?))\.?,? (?:de )?(\d{{4}})"
)
_WRITTEN = re.compile(r"(?:(\d{4}),? )?([a-z]+)\.?(?: (\d\d?))?", re.IGNORECASE)
_HOST = re.compile(r"https?://[^/?#]*")
_UNWRITTEN = re.compile(r"[<>\[\]{}|^`\"\\]")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def line(value: str | None) -> str | None:
    """Return a text as plain Unicode, in one line; None where there is none."""
    return (plain(value) or None) if value else None


def titled(title: str | None, subtitle: str | None) -> str | None:
    """Join a title and its subtitle, where the title does not hold it already.

    >>> titled("On It", "A Study"), titled("On It: A Study", "A study"), titled("Why?", "A Study")
    ('On It: A Study', 'On It: A Study', 'Why? A Study')
    """
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title}{'' if title[-1] in ':?!.' else ':'} {subtitle}"


def person(
    given: str | None,
    family: str | None,
    *,
    suffix: str | None = None,
    orcid: str | None = None,
    affiliation: str | None = None,
    organizations: Iterable[Agent | None] = (),
) -> Agent | None:
    """Make a person of the parts of a name; None where it is a known stand-in for no name.

    A group whose name was cut into parts as a person's is a group; none has initials.

    >>> found = person("Night Owl", "Survey Collaboration")
    >>> found and (found.name, found.kind)
    ('Night Owl Survey Collaboration', 'group')
    """
    given, family = _part(given), _part(family)
    name = " ".join(part for part in (given, family, suffix) if part)
    if not is_name(name):
        return None
    if given and family:
        if parse_name(name).kind == "group" and not _INITIALS.fullmatch(given):
            return group(name)
        agent = Agent(name, name, family=family, given=given)
    elif family and suffix:
        bare = parse_name(family)
        family = bare.family or bare.name
        agent = Agent(f"{bare.name} {suffix}", name, family=family, given=bare.given)
    else:
        agent = parse_name(name)
    named = tuple(dict.fromkeys(each for each in organizations if each))
    return replace(agent, orcid=parse_orcid(orcid), affiliation=affiliation, organizations=named)


def _part(name: str | None) -> str | None:
    """Return a part of a name without what is none of it: `null`, `et al.`, a role in parentheses."""
    bare = _NO_NAME.sub("", name or "").strip(" ,")
    return bare or None


def group(name: str | None) -> Agent | None:
    """Make a group of its name; None where it is a known stand-in for no name."""
    return Agent(name, name, "group") if name and is_name(name) else None


def listed(written: str) -> tuple[str, ...]:
    """Split keywords in one text at `;` or `；`, else at commas; one inside a number of a spaced list stays.

    Between commas without blanks, a semicolon is in a keyword, as libraries have them.

    >>> listed("owls,Hardcover; Softcover,maps,night"), listed("N,N-owl; N,N-map; N,N-night")
    (('owls', 'Hardcover; Softcover', 'maps', 'night'), ('N,N-owl', 'N,N-map', 'N,N-night'))
    >>> listed("owls; maps, old"), listed("46,XX owls, maps"), listed("2019,owls")
    (('owls', 'maps, old'), ('46,XX owls', 'maps'), ('2019', 'owls'))
    """
    written = written.replace("；", ";")
    semicolons = written.count(";")
    if semicolons and len(_BARE_COMMA.findall(written)) <= max(2, 2 * semicolons):
        parts = written.split(";")
    else:
        parts = _COMMA.split(written) if re.search(r",\s", written) else written.split(",")
    found = (" ".join(each.split()) for each in parts)
    return tuple(dict.fromkeys(each for each in found if each))


def year(value: str | None) -> str | None:
    """Return the first year in a text; the text itself where it has none.

    >>> year("1998 Dec-1999 Jan"), year("20190207"), year("201902"), year("-0379-02"), year("s.d.")
    ('1998', '2019', '2019', '-0379', 's.d.')
    """
    if month := _YEAR_MONTH.fullmatch((value or "").strip()):
        return month[1]
    match = _DATED.match(value or "") or _YEAR.search(value or "")
    return match[0] if match else (value or None)


def iso_date(year: str | None, month: str | None, day: str | None) -> str | None:
    """Return a date, or without a day the month of a year; months may be names.

    Source: XML Schema 1.1, 3.3.9 date and 3.3.10 gYearMonth.

    >>> iso_date("2019", "Feb", "7"), iso_date("2019", "2", None), iso_date("2019", "2", "30")
    ('2019-02-07', '2019-02', None)
    """
    numbers = whole_number(year or ""), _month(month or "")
    whole = bool(day and day.strip())
    parts = (*numbers, whole_number((day or "").strip()) if whole else 1)
    if None in parts:
        return None
    try:
        return date(*parts).isoformat()[: 10 if whole else 7]  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def fullest(*dates: str | None) -> str | None:
    """Return the first date that tells a day, else the first that tells a month.

    >>> fullest("2019-02", None, "2019-01-31"), fullest(None, "2019-02")
    ('2019-01-31', '2019-02')
    """
    return max((each for each in dates if each), key=len, default=None)


def _month(month: str) -> int | None:
    month = month.strip().lower()
    if len(month) < 3 and (number := whole_number(month)):
        return number
    for word in _WORDS.findall(month):
        if number := month_of(word):
            return number
        if word[:3] in _MONTHS:
            return _MONTHS.index(word[:3]) + 1
    return None


def date_in(value: str | None) -> str | None:
    """Return the date at the start of a text such as `2019-02-07T10:00:00Z`, `20190207`, `2019-02` or `201902`.

    A date in words is read where it is the whole text.

    >>> date_in("2019-02-07T10:00:00Z"), date_in("20190207"), date_in("2019-02"), date_in("2019/2020")
    ('2019-02-07', '2019-02-07', '2019-02', None)
    >>> date_in("201902"), date_in("201913"), date_in("2019/02"), date_in("2019/02/07")
    ('2019-02', None, '2019-02', '2019-02-07')
    >>> date_in("7 February 2019"), date_in("Feb. 7, 2019"), date_in("February 2019")
    ('2019-02-07', '2019-02-07', '2019-02')
    >>> date_in("2019/2/7"), date_in("2/2019"), date_in("7/2/2019")
    ('2019-02-07', '2019-02', None)
    >>> date_in("7. März 2019"), date_in("7 de mayo de 2019")
    ('2019-03-07', '2019-05-07')
    """
    written = (value or "").strip()
    match = _DAY.match(written)
    if match:
        return iso_date(match[1], match[3] or match[5], match[4] or match[6])
    if numbered := _NUMBERED_MONTH.fullmatch(written):
        return iso_date(numbered[2], numbered[1], None)
    if day := _WRITTEN_DAY.fullmatch(written):
        return iso_date(day[5], day[2] or day[3], day[1] or day[4])
    if compact := _YEAR_MONTH.fullmatch(written):
        return iso_date(compact[1], compact[2], None)
    month = _YEAR_AND_MONTH.fullmatch(written)
    return iso_date(month[1] or month[4], month[2] or month[3], None) if month else None


def dois(value: str | None) -> tuple[Identifier, ...]:
    """Return each DOI in a text; the text itself where it has none.

    >>> [each.value for each in dois("doi:10.1000/a.; https://doi.org/10.1000/(B)2")]
    ['10.1000/a', '10.1000/(b)2']
    """
    if not value or not value.strip():
        return ()
    return tuple(parse_identifier("doi", each) for each in find_dois(value) or [value])


def best_identifier(doi: str | None, pmid: str | None) -> tuple[Identifier, ...]:
    """Return the one identifier that a cited work is known by: its DOI, else its PubMed number.

    >>> best_identifier("10.1000/X", "77"), best_identifier(None, "77"), best_identifier(None, "TBA")
    ((Identifier(scheme='doi', value='10.1000/x'),), (Identifier(scheme='pmid', value='77'),), ())
    """
    number = normalise("pmid", pmid or "")
    return dois(doi)[:1] or ((Identifier("pmid", number),) if number else ())


def written_date(value: str | None, year: str | None = None) -> str | None:
    """Return the date of a text such as `2019 Feb 7`; without a year in it, of the given year.

    >>> written_date("2019 Feb 7"), written_date("FEB 07", "2019"), written_date("Feb-Mar", "2019")
    ('2019-02-07', '2019-02-07', None)
    >>> written_date("2019 Feb"), written_date("FEB", "2019")
    ('2019-02', '2019-02')
    """
    match = _WRITTEN.fullmatch(" ".join((value or "").split()))
    return iso_date(match[1] or year, match[2], match[3]) if match else None


def address(*values: str | None) -> str | None:
    """Return the first text that is an http(s) address.

    Signs that no IRI may hold, but that old DOIs do, are percent-encoded behind the host.

    >>> address("10.1000/1", "http://owls.example/a<1>[b]"), address("http://a.example/|http://b.example")
    ('http://owls.example/a%3C1%3E%5Bb%5D', None)
    """
    for value in values:
        found = (value or "").strip()
        if re.match(r"https?://[^\s/]", found):
            for written in (found, _encoded(found)):
                try:
                    return NamedNode(written).value
                except ValueError:
                    continue
    return None


def _encoded(found: str) -> str:
    """Percent-encode an address behind its host; two addresses in one text stay as they are."""
    if found.count("://") > 1:
        return found
    host = _HOST.match(found)
    end = host.end() if host else 0
    return found[:end] + _UNWRITTEN.sub(lambda sign: f"%{ord(sign[0]):02X}", found[end:])
