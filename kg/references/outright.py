"""Correct labels by what a text says outright: a colon behind names, a label of a number, an ordinal, a journal of law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.references.fields import bare
from kg.references.labeller import packaged
from kg.references.names import split_names
from kg.references.reference import Field, Reference, Span

_COLON = re.compile(r"(?<=[^\W\d_]|\.):\s+(?=\w|[\"“„«‚])")
_GROUP = re.compile(
    r"\b(?:collaborations?|consorti(?:um|a)|group|team|authors?|with|by|mit|avec)\b", re.IGNORECASE
)
"""What is no person, so that names may follow its colon."""
_GAP = 4
"""Characters between names and the title behind them, where nothing else stands there."""
_ORDINAL = re.compile(
    r"\b(?:zu[mr]|de[mnrst]|die|das|dat|i[mn]|vom|[ab]eim|am|ins|aus|seit|bis|nach|vor|the|til|på)\s\d{1,3}\Z",
    re.IGNORECASE,
)
"""How a field ends that an ordinal cuts in two: `zum 65`, of which `. Geburtstag` is the rest."""
_GOES_ON = re.compile(r"\.\s[^\W\d_](?:(?:(?<!\w\w\w)\.|[^.,:;()\n])*)")
_CUT = frozenset({"title", "venue"})
_LABEL = re.compile(
    r"(?:\b(?:vol(?:ume)?|bd|band|jg|jahrgang|(?P<issue>issue|no|nr|n[uú]m|n|heft|h))\.?|(?P<number>n[°º]|№))\s?\Z",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?P<volume>\d{1,3})\.(?P<issue>\d{1,2}(?:[-–/]\d{1,2})?)")
_LABEL_OF_PAGES = re.compile(r"\b(?:pp?|pages?|ss?|seiten?|p[áa]gs?)\.?\s?\Z", re.IGNORECASE)
_LONGEST_LABEL = 10
_BRACKET = re.compile(r"[^()\n]*\),\s(?=\w)")
_IN_CITY = re.compile(
    r",\s(?P<name>[^\W\d_]\S*(?:\s\S+){0,3})(?=,\s(?:v|ano|vol)\.\s?\w+,\s(?:n\.|p\.|ed\.))"
)
"""How the standard of Brazil sets the city of a journal behind its name: `, São Paulo, v. 12, n. 3`. Source: ABNT NBR 6023."""
_OF_THINGS = frozenset("tv")
"""The classes of words that are part of titles and journals."""
_OF_LAW = re.compile(
    r",\s(?P<venue>(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ])[^\W\d_]{2,8}(?:-[A-Z]{1,3})?)\s(?:19|20)\d\d,\s"
    r"(?:S\.\s)?\d{1,4}\b(?!\s?(?:pp?\b|S\.|Seiten|pages))"
)
"""How journals of law are cited in German: `Der Schutz der Eule, NVwZ 2018, S. 101-105`."""

_SERIES = re.compile(r"\(=\s?(?P<series>[^()\n]{3,100})\)")
"""How a series is set behind a book in German: `Wien: Böhlau (= Wiener Studien 12)`."""


def corrected(reference: Reference) -> Reference:
    """Return a reference whose fields are what its text says outright that they are.

    >>> read = Reference("Lim, Ana: Owls. At night.", (Field(0, 14, "author", 1.0), Field(16, 24, "title", 1.0)))
    >>> found = corrected(read)
    >>> found.get("author"), found.get("title")
    ('Lim, Ana', 'Owls. At night')
    """
    for step in (_named, _whole, _of_law, _of_series, _in_city, _labelled, _pointed, _closed):
        reference = replace(reference, fields=tuple(step(reference)))
    return reference


def _named(reference: Reference) -> Iterator[Field]:
    """End names at the colon behind them; what follows it begins the title."""
    text, authors, title = reference.text, reference.first("author"), reference.first("title")
    found = _COLON.search(text, authors.start, authors.end) if authors else None
    if not (authors and title and found and 0 <= title.start - authors.end <= _GAP):
        yield from reference.fields
        return
    names = tuple(split_names(text, Span(authors.start, found.start())))
    whole = all(" " in each.of(text).strip() for each in names)
    if not whole or _GROUP.search(text, authors.start, found.start()):
        yield from reference.fields
        return
    for each in reference.fields:
        if each is authors:
            yield replace(each, end=found.start(), parts=names)
        else:
            yield replace(each, start=found.end()) if each is title else each


def _whole(reference: Reference) -> Iterator[Field]:
    """Let a title or a volume that ends with an ordinal go on to the next sign: `Zum 65. Geburtstag`."""
    text, taken = reference.text, Span(0, 0)
    for each in reference.fields:
        ordinal = each.name in _CUT and _ORDINAL.search(text, each.start, each.end)
        behind = _GOES_ON.match(text, each.end) if ordinal else None
        if behind:
            taken = Span(each.end, behind.end())
            yield replace(each, end=bare(text, each.start, taken.end)[1])
        elif taken.start <= each.start < taken.end:
            start = bare(text, min(taken.end, each.end), each.end)[0]
            if start < each.end:
                yield replace(each, start=start)
        else:
            yield each


def _of_law(reference: Reference) -> Iterator[Field]:
    """Tell a journal from a title that runs on into it."""
    title, found = reference.first("title"), _OF_LAW.search(reference.text)
    if not title or not found or not title.start < found.start() or reference.first("venue"):
        yield from reference.fields
        return
    start, end = found.span("venue")
    for each in reference.fields:
        if each is title:
            yield replace(each, end=found.start())
            yield Field(start, end, "venue", 1.0)
        elif not (each.start < end and start < each.end):
            yield each


def _of_series(reference: Reference) -> Iterator[Field]:
    """Tell the series in brackets from what stands before it."""
    text, found = reference.text, _SERIES.search(reference.text)
    if not found:
        yield from reference.fields
        return
    for each in reference.fields:
        if each.start < found.start() < each.end:
            yield replace(each, end=bare(text, each.start, found.start())[1])
        elif each.end <= found.start():
            yield each
    yield Field(*found.span("series"), "series", 1.0)
    yield from (each for each in reference.fields if each.start >= found.end())


def _in_city(reference: Reference) -> Iterator[Field]:
    """Tell the city of a journal from its name."""
    text = reference.text
    for each in reference.fields:
        found = _IN_CITY.search(text, each.start) if each.name == "venue" else None
        if found is None or found.end() != each.end or _is_of_things(found["name"]):
            yield each
            continue
        yield replace(each, end=found.start())
        yield Field(*found.span("name"), "place", 1.0)


def _is_of_things(words: str) -> bool:
    classes = packaged().lexicon
    return any(_OF_THINGS & set(classes.get(each.casefold(), "")) for each in words.split())


def _labelled(reference: Reference) -> Iterator[Field]:
    """Be sure of a volume, an issue or pages that their label stands before: `H. 3`; an issue is what is called one."""
    names = {each.name for each in reference.fields}
    is_issue = "issue" not in names and names >= {"venue", "pages"}
    for each in reference.fields:
        before = reference.text[max(each.start - _LONGEST_LABEL, 0) : each.start]
        told = _LABEL.search(before) if each.name in ("volume", "issue") else None
        if told and is_issue and (told["issue"] or told["number"]):
            yield replace(each, name="issue", confidence=1.0)
        elif told or (each.name == "pages" and _LABEL_OF_PAGES.search(before)):
            yield replace(each, confidence=1.0)
        else:
            yield each


def _pointed(reference: Reference) -> Iterator[Field]:
    """Part the issue from the volume that it is written behind: `33.2 (2010)`."""
    told = reference.first("issue")
    for each in reference.fields:
        both = (
            _POINTED.fullmatch(reference.text, each.start, each.end)
            if each.name == "volume"
            else None
        )
        if told or not both:
            yield each
            continue
        yield replace(each, end=both.end("volume"))
        yield replace(each, start=both.start("issue"), name="issue")


def _closed(reference: Reference) -> Iterator[Field]:
    """Begin a place behind the bracket that it runs on from: `(diss. Leiden), Deventer`."""
    for each in reference.fields:
        within = (
            _BRACKET.match(reference.text, each.start, each.end) if each.name == "place" else None
        )
        yield replace(each, start=within.end()) if within else each
