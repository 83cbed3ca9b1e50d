"""Make fields of labelled tokens: where each begins and ends, without the words and signs around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from kg.references.labeller import Labelled
from kg.references.names import split_names, without_et_al
from kg.references.reference import Field, FieldName, Span

_INTRODUCTION: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "author": r"(?:(?:together|joint|jointly|joint work|in collaboration)\s+)?(?:with|by|avec|(?-i:mit|con|com|met))\b[\s:]*",
        "series": r"(?:in|of)\b\s*",
        "venue": r"\[w:\]\s*|(?:edn|hg)\.?[,:]\s*|(?:(?:to )?appear(?:s|ed|ing)?\s+)?(?:in|dans|en|em|im|@)\b\s*:?\s*|@\s*",
        "editor": r"(?:(?:in|dans|en|em|im)\b\s*:?\s*|i(?=\s[^\W\d_]\.\s)\s)?(?:(?:edited (?:and translated )?by|h(?:rs)?gg?\.? ?(?:v\.|von)|(?:pod )?red\.(?: (?:av|van))?|под ред\.|ed\. (?:by|de|por)|[eé]ds\b\.?|[eé]d\.|[eé]ditors?:?|sous la direction de|a cura di|dir\.)\s*(?:by\s+)?)?",
        "translator": r"(?:translated by|trans(?:\.|l\.)?|trad\.|dir(?:\.|ected by)|prod(?:\.|uced by)?|übers\. v\.)\s*",
        "volume": r"(?:n[°º]|(?:volume|vol|bd|band|tome|jg|jahrgang|t|v|no|nr|number)\b)[.\s]*",
        "issue": r"(?:n[°º]|(?:issue|n[uú]mero|number|n[uú]m|no|nr|n|heft|h|part|pt|fasc|fascicolo)\b)[.\s]*|[#№°]\s*",
        "pages": r"(?:pages?|pp|p|ss?|págs?|seiten?)\b[.\s]*",
        "isbn": r"isbn\b(?:-1[03])?\s*:?\s*",
    }.items()
}
_MEDIA = (
    r"(?:on-?\s?line|(?:\w{1,20} on the )?internet|electronic(?: resource)?|web(?: ?site)?|www|cd-?rom|e[- ]?book|e-?journal|en ligne|en línea|em linha"
    r"|in linea|in linia|en línia|på nett|verkossa|онлайн|электронный ресурс)"
)
_MEDIUM = re.compile(rf"[\[(]\s*{_MEDIA}\s*[\])]", re.IGNORECASE)
_NO_PLACE = re.compile(
    rf"{_MEDIA}|vols?|bd|band|s\.\s?[ln]\.?|n\.\s?[pn]\.?|s\.\s?l\.?\s?:\s?s\.\s?n\.?",
    re.IGNORECASE,
)
"""What stands where a place or a publisher would, and is none: a medium, and `s.l.` for one not known."""
_ENDING: dict[str, re.Pattern[str]] = {
    "author": re.compile(r"(?<=[.,(] )(?:forthcoming|in press|to appear|im erscheinen|in vorb\w*|à paraître|en prensa|no prelo|in corso di stampa|w druku|в печати)\b", re.IGNORECASE),
    "title": _MEDIUM, "venue": _MEDIUM, "place": _MEDIUM, "publisher": _MEDIUM,
    "volume": re.compile(r"(?<!\w)(?:jg|jahrgang|évf|årg|roč|pp?)\b", re.IGNORECASE),
    "editor": re.compile(r"(?<!\w)(?:eds?|editors?|hgg?|hrs?gg?|hrg|sous la dir(?:ection)?|[eé]ds?|dirs?|a cura di|coords?|orgs?)\b", re.IGNORECASE),
    "pages": re.compile(r"(?<!\w)(?:pp?|pages|s|url)\b", re.IGNORECASE),
}  # fmt: skip
_LONGEST_ENDING = 30
_AFTER_MEDIUM = frozenset({"venue", "volume", "issue", "pages"})
_NUMBERED = frozenset({"volume", "issue", "pages"})
_NUMBER = re.compile(
    r"\d|(?<!\w)(?:[ivxlcdm]{2,}|[ivx]|[IVXLCDM]+|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?!\w)|\A[A-Z]\Z"
)
"""What one of these tells: a number, a Roman one, a letter alone, or a season; `n. p.` tells that there is none."""
_WORDS_BEFORE = re.compile(
    r"(?:(?![ivxlcdm]+\b)[^\W\d_]{2,20}[:.,]?\s[,\s]*){1,4}(?=(?:pp?\.?\s{0,2})?\S{0,5}\d)"
)
_NAMED = frozenset({"place", "publisher", "editor", "translator"})
_NAME = re.compile(r"[^\W\d_]{2}")
_MOST_LAYERS = 6
"""Brackets and quotes around a field that are taken off, one within another."""
_LEFT = " \t\n\r\f\v,.;:|·–—-/\u00a0\u00ad•*"
_RIGHT = " \t\n\r\f\v,.;:|·–—/\u00a0\u00ad([{«„"
_PAIRS = {
    "(": ")",
    "[": "]",
    "“": "”",
    "‘": "’",
    "«": "»",
    "„": "“",
    '"': '"',
    "``": "''",
    "<": ">",
    "'": "'",
    "{": "}",
}
_ISSUE_PAGES = re.compile(
    r"\(?(?P<issue>[^\s():]{1,12})\)?\s?[:,]\s?(?P<pages>[A-Za-z]?\d{1,6}(?:\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,6})?)$"
)
_NUMBER_PAGES = re.compile(
    r"(?:n[°º]|(?:n[uú]m|no|nr|n)\b)[.\s]{0,2}(?P<issue>\w{1,6}),\s(?:pp?|s)\.?\s?(?P<pages>\d{1,6}(?:\s?[-–—]{1,2}\s?\d{1,6})?)$",
    re.IGNORECASE,
)
"""The same where the pages are told and the issue is joined to them: `n. 2, pp. 123-145`."""
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=['’])\d\d(?!\d)")
_LAST_OF_2000 = "40"
_TELL_YEAR = frozenset({"venue", "genre", "volume", "series", "note"})
_DOUBT = 0.8
_NAMES: dict[str, FieldName] = {"journal": "venue", "book": "venue"}
_PEOPLE = frozenset({"author", "editor", "translator"})


def fields_of(text: str, labelled: Labelled) -> list[Field]:
    """Return the fields of a text, in its order."""
    fields: list[Field] = []
    for label, first, last in runs(labelled.labels):
        tokens = labelled.tokens[first:last]
        name = _NAMES.get(label) or cast(FieldName, label)
        sure = min(labelled.sure[first:last])
        span = _trimmed(text, name, tokens[0].start, tokens[-1].end)
        if span.start < span.end and _tells(name, span.of(text)):
            fields += _field(text, name, span, sure)
    return list(_pages_told(text, _issue_told(text, fields)))


def _issue_told(text: str, fields: list[Field]) -> list[Field]:
    """Take a second volume for the issue, where none is told: `36, 2008, 2`."""
    volumes = [place for place, each in enumerate(fields) if each.name == "volume"]
    if len(volumes) > 1 and not any(each.name == "issue" for each in fields):
        first, second = (fields[place] for place in volumes[:2])
        if first.of(text) != second.of(text):
            span = _trimmed(text, "issue", second.start, second.end)
            fields[volumes[1]] = replace(second, start=span.start, end=span.end, name="issue")
    return fields


def _pages_told(text: str, fields: list[Field]) -> Iterator[Field]:
    """Part an issue from the pages that are joined to it, where one of both is not told: `(3):11–19`."""
    names = {each.name for each in fields}
    joined = (
        {"issue": _ISSUE_PAGES, "pages": _NUMBER_PAGES} if not names >= {"issue", "pages"} else {}
    )
    for each in fields:
        pattern = joined.get(each.name)
        found = pattern.match(text, each.start, each.end) if pattern else None
        if found is None:
            yield each
        else:
            yield replace(each, start=found.start("issue"), end=found.end("issue"), name="issue")
            yield replace(each, start=found.start("pages"), end=found.end("pages"), name="pages")


def _tells(name: str, said: str) -> bool:
    if name in _NAMED:
        return _NO_PLACE.fullmatch(said) is None and _NAME.search(said) is not None
    return name not in _NUMBERED or _NUMBER.search(said) is not None


def runs(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each run of one label: the label, its first token, and the one behind its last."""
    start = 0
    for place in range(1, len(labels) + 1):
        if place == len(labels) or labels[place] != labels[start]:
            yield labels[start], start, place
            start = place


def _field(text: str, name: FieldName, span: Span, sure: float) -> Iterator[Field]:
    parts: tuple[Span, ...] = ()
    if name in _PEOPLE:
        parts = tuple(split_names(text, without_et_al(text, span)))
    if name == "date":
        yield from _year(text, span, sure)
    yield Field(span.start, span.end, name, sure, parts)


def _year(text: str, span: Span, sure: float) -> Iterator[Field]:
    """Yield the first year of a run of text: four digits, or two behind an apostrophe."""
    if found := _YEAR.search(text, span.start, span.end):
        yield Field(found.start(), found.end(), "year", sure)
    elif found := _SHORT_YEAR.search(text, span.start, span.end):
        century = "19" if found[0] > _LAST_OF_2000 else "20"
        yield Field(found.start(), found.end(), "year", sure, value=f"{century}{found[0]}")


def with_year(text: str, fields: Sequence[Field]) -> list[Field]:
    """Add the year that a venue or the like ends with, where no date tells one: `In NIPS 2011.`"""
    if any(each.name == "year" for each in fields):
        return list(fields)
    for each in reversed(fields):
        if each.name in _TELL_YEAR:
            for found in list(_YEAR.finditer(text, each.start, each.end))[-1:]:
                sure = each.confidence * _DOUBT
                return [*fields, Field(found.start(), found.end(), "year", sure)]
    return list(fields)


def _trimmed(text: str, name: str, start: int, end: int) -> Span:
    """Leave out what stands around a field: words that introduce it, punctuation, quotes, brackets."""
    start, end = bare(text, start, end)
    if name in _AFTER_MEDIUM and (found := _MEDIUM.match(text, start, end)):
        start, end = bare(text, found.end(), end)
    if name == "pages" and (found := _WORDS_BEFORE.match(text, start, end)):
        start, end = bare(text, found.end(), end)
    if (pattern := _INTRODUCTION.get(name)) and (found := pattern.match(text, start, end)):
        start, end = bare(text, found.end(), end)
    if pattern := _ENDING.get(name):
        begin = max(start, end - _LONGEST_ENDING)
        for found in pattern.finditer(text, begin, end):
            if not any(char.isalnum() for char in text[found.end() : end]):
                start, end = bare(text, start, found.start())
                break
    return Span(start, end)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out punctuation at both ends, and signs that come in pairs and have no partner within.

    >>> bare("“Owls,”", 0, 7)
    (1, 5)
    """
    for _ in range(_MOST_LAYERS):
        before = start, end
        while start < end and text[start] in _LEFT:
            start += 1
        while start < end and text[end - 1] in _RIGHT and not _is_abbreviated(text, start, end):
            end -= 1
        start, end = _without_pair(text, start, end)
        if (start, end) == before:
            break
    return start, end


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Tell whether the last stop belongs to initials: `Smith, J. B.`, `U.S.A.`."""
    return (
        text[end - 1] == "."
        and end - start > 1
        and text[end - 2].isupper()
        and (end - start == 2 or not text[end - 3].isalpha())
    )


def _without_pair(text: str, start: int, end: int) -> tuple[int, int]:
    for left, right in _PAIRS.items():
        opens, closes = text.startswith(left, start, end), text.endswith(right, start, end)
        within = text[start + len(left) : end] if opens else text[start : end - len(right)]
        if opens and closes and end - start > len(left) and right not in within[: -len(right)]:
            return start + len(left), end - len(right)
        if opens and right not in within:
            return start + len(left), end
        if closes and not opens and left not in within:
            return start, end - len(right)
    return start, end
