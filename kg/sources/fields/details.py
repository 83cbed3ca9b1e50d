"""Take the details of a paper out of texts: pages, languages, numbers of volumes and issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kg.model import Agent, Details
from kg.sources.fields.names import readable
from kg.text import whole_number

T = TypeVar("T")

IN_VOLUMES = ("Book", "BookChapter", "ConferencePaper", "WorkshopPaper")
"""The kinds whose second people are editors, where a format does not say what these are."""

_DASHES = re.compile(r"(?<=\w)\s*+[-\u2010-\u2015\u2212]+\s*+(?=[\w+&])|(?<=\d)[?\ufffd](?=\d)")
"""A dash, or what a program leaves of one in an encoding that has none: `12?34`."""
_LABEL = re.compile(r"\s*(?:pages?|pp?)(?:\.\s*|\s+)(?=\w*\d)", re.IGNORECASE)
_EDGES = " ,;.-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BETWEEN = re.compile(r"[;,/]| and ")
_DATE_WORDS = re.compile(r"\d+|[^\W\d_]+")
_TIME = re.compile(r"(?<=\d)[T ]\d\d:\d\d\S*")
_BARE_YEAR = re.compile(r"\W*\d{4}\W*")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_CODES = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_LANGUAGES = """
ar ara arabic
bg bul bulgarian
ca cat catalan
cs ces cze czech
da dan danish
de deu ger german ngerman deutsch allemand
el ell gre greek
en eng english american british usenglish ukenglish anglais englisch
es spa spanish español castellano
et est estonian
fa fas per persian farsi
fi fin finnish
fr fra fre french français
he heb hebrew
hi hin hindi
hr hrv croatian
hu hun magyar hungarian
id ind indonesian
is isl ice icelandic
it ita italian italiano
ja jpn japanese
ko kor korean
la lat latin
lt lit lithuanian
lv lav latvian
nb nob bokmål
nl nld dut dutch nederlands
no nor norwegian norsk
pl pol polish polski
pt por portuguese português brazilian brazil
ro ron rum romanian
ru rus russian
sa san sanskrit
sk slk slo slovak
sl slv slovenian slovene
sr srp serbian
sv swe swedish svenska
th tha thai
tr tur turkish
uk ukr ukrainian
vi vie vietnamese
zh zho chi chinese
"""
_LANGUAGE_OF = {word: line.split()[0] for line in _LANGUAGES.splitlines() for word in line.split()}


def details(found: Callable[[T], str | None], places: Mapping[str, T]) -> Details:
    """Make details of what `found` says of the place where each stands, of those there are.

    >>> record = {"VL": "12", "SP": "3--9"}
    >>> made = details(record.get, {"volume": "VL", "pages": "SP", "issue": "IS"})
    >>> made.volume, made.pages, made.issue
    ('12', '3--9', None)
    """
    return Details(**{field: found(place) for field, place in places.items()})


def edited(found: Details, editors: Iterable[Agent]) -> Details:
    """Add who edited the book, or the volume around a paper: nobody edits the paper itself.

    >>> edited(Details(), [Agent("Ana Lopez", "Lopez, Ana")]).printed_editors, edited(Details(), []).printed_editors
    ('Lopez, Ana', None)
    """
    return replace(found, printed_editors="; ".join(map(readable, editors)) or None)


def page_range(first: str | None, last: str | None = None) -> str | None:
    """Write pages as `12-34`; where a source says the last page alone, there is none.

    >>> page_range("12--34"), page_range("pp. 12 – 34"), page_range("12", "34"), page_range("12", "12")
    ('12-34', '12-34', '12-34', '12')
    >>> page_range("12?34"), page_range("12?")
    ('12-34', '12?')
    >>> page_range("e17", None), page_range("1-6, 9"), page_range("S12-5", "S12-9"), page_range("-")
    ('e17', '1-6, 9', 'S12-5-S12-9', None)
    """
    written = " ".join((first or "").split()).strip(_EDGES)
    while label := _LABEL.match(written):
        written = written[label.end() :].strip(_EDGES)
    pages = _DASHES.sub("-", written)
    last = _DASHES.sub("-", " ".join((last or "").split()).strip(_EDGES))
    told = not last or pages == last or pages.endswith(f"-{last}")
    return (pages if told else f"{pages}-{last}" if pages else None) or None


def printed_date(written: str | None, date: str | None, year: str | None) -> str | None:
    """Return what a source prints as a date where it tells more than the date that is read of it.

    `date` is of ISO 8601; words and numbers that it does not have are a season, a range, or no date.

    >>> printed_date("Spring", None, "2019"), printed_date("10--12 July", "2019-07", "2019")
    ('Spring', '10--12 July')
    >>> printed_date("2019/02/07/print", "2019-02-07", "2019"), printed_date("2019//undefined", None, "2019")
    (None, None)
    """
    text = _TIME.sub("", " ".join((written or "").split()))
    told = {"", "print", "online", "undefined", "nan", year, (date or "").replace("-", "")}
    told |= {part.lstrip("0") for part in (date or "").split("-")}
    if date and (month := whole_number(date[5:7])):
        told.add(_MONTHS[month - 1])
    words = (each.casefold().lstrip("0") for each in _DATE_WORDS.findall(text))
    more = any(each not in told and each[:3] not in told for each in words)
    return text if more and not _BARE_YEAR.fullmatch(text) else None


def language_tag(written: str | None) -> str | None:
    """Return the tag of a language that is named, by BCP 47; what is not known as it stands.

    BibLaTeX may set `lang` before its name.

    Source: RFC 5646, 2.2.1: the shortest code of ISO 639 is the tag.

    >>> language_tag("English"), language_tag("eng"), language_tag("en_us"), language_tag("German; fre")
    ('en', 'en', 'en-US', 'de')
    >>> language_tag("English."), language_tag("langenglish")
    ('en', 'en')
    >>> language_tag("Klingonish"), language_tag("und"), language_tag(" ")
    ('Klingonish', None, None)
    """
    first = _BETWEEN.split(" ".join((written or "").split()))[0].strip(" .")
    code, *subtags = re.split("[-_]", first) if _CODES.fullmatch(first) else [first]
    known = _LANGUAGE_OF.get(code.casefold().removeprefix("lang"))
    if code.casefold() in ("", "und", "mul", "zxx", "mis"):
        return None
    bare = known or (code.lower() if subtags else code)
    return "-".join((bare, *(each.upper() if len(each) == 2 else each for each in subtags)))
