"""Read references by standards that mark what is what: GB/T 7714 of China, GOST R 7.0.5 of Russia, and quotes of East Asia.

What a mark tells needs not be learned: `[J]` ends a title, `//` parts it from where it stands, and
Japanese and Chinese lists have a title in 「」 or 〈〉 and a journal in 『』 or 《》. Where names, title and
what follows are not as the standard has them, nothing is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.references.fields import bare
from kg.references.names import split_names, without_et_al
from kg.references.reference import Field, FieldName, Span
from kg.text import CJK, is_cjk

_SURE = 0.95
"""How likely a field is right whose place a standard tells."""
_NARROW = str.maketrans("，．：；（）［］／。、〈〉", ",.:;()[]/.,《》")
"""Punctuation as wide as an ideograph, and what it is elsewhere; offsets stay."""
_NUMBER = r"\s{0,3}(?:\[\d{1,4}\]\s{0,3})?"

_CHINESE = re.compile(
    rf"{_NUMBER}(?P<author>[^.\[\]\n]{{2,400}})\.\s{{0,3}}(?P<title>[^\[\]\n]{{2,400}})\[(?P<kind>[A-Z]{{1,2}})(?:/[A-Z]{{2}})?\]\s?"
)
_NAME = re.compile(
    r"[^\W\d_][^\W\d_]['’\w-]{0,30}(?: ['’\w-]{2,30}){0,3}(?:,? [^\W\d_a-z](?:[ -]?[^\W\d_a-z]){0,3})?"
)
_MORE = re.compile(r"(?:et al|等)\s*$")
_JOURNAL = re.compile(
    r"[.,]?\s?(?P<venue>[^\n]{2,150}?)\s?,\s?(?P<year>(?:1[89]|20)\d\d)(?:-\d\d){0,2}"
    r"(?:,\s?(?P<volume>[\w-]{1,10}))?\s?(?:,?\s?\((?P<issue>[^()\n]{1,15})\))?(?:\s?:\s?(?P<pages>[\w+–~-]{1,20}(?:, ?\d{1,6}(?:[–-]\d{1,6})?){0,3}))?"
)
_VOLUME = re.compile(
    r"[.,]?\s?(?:(?P<edition>(?:第?[^.,:\s]{1,3}版|\d{1,2}(?:st|nd|rd|th) ed))\.\s?)?(?:(?P<place>[^:.,\d\n]{2,40}):\s?(?P<publisher>[^,:\n]{2,80}),\s?)?"
    r"(?P<year>(?:1[89]|20)\d\d)(?:-\d\d){0,2}(?:\s?:\s?(?P<pages>[\w–~-]{1,20}))?"
)
_CONTAINER = re.compile(
    r"//\s?(?P<venue>[^\n]{2,200}?)(?=[.,]\s?[^:.,\n]{2,40}:|[.,]\s?(?:1[89]|20)\d\d\b|$)"
)

_RUSSIAN_NAME = r"[^\W\d_][\w’'-]{1,30},? (?:[^\W\d_]\.[ -]?){1,3}"
_RUSSIAN = re.compile(
    rf"{_NUMBER}(?P<author>{_RUSSIAN_NAME}(?:, {_RUSSIAN_NAME}){{0,30}}(?:и др\. ?|et al\. ?)?)(?P<title>\S[^\n]{{2,400}}?)"
    r"(?: / [^\n/]{2,300})?(?:\s?\[(?:Текст|Электронный ресурс|Text)\])? // "
)
_RUSSIAN_VENUE = re.compile(
    r"(?P<venue>[^\n]{2,200}?)(?=[.,:]{1,2} (?:[–—-] )?(?:(?:1[89]|20)\d\d\b|Т\. ?\d|Вып\. ?\d|№ ?\d|С\. ?\d|[Vv]ol\. ?\d|No\. ?\d|[Pp]p?\. ?\d|[^\W\d_][^\n:,]{0,30}: )|\.?$)"
)
_RUSSIAN_BOOK = re.compile(
    rf"{_NUMBER}(?P<author>{_RUSSIAN_NAME}(?:, {_RUSSIAN_NAME}){{0,30}}(?:и др\. ?)?)(?P<title>\S[^\n]{{2,300}}?)(?: / [^\n/]{{2,300}})?"
    r"\. (?:[–—-] )?(?P<place>[А-Я][а-я-]{0,20}\.?|СПб\.?) ?: (?P<publisher>[^,:\n]{2,60}), (?P<year>(?:1[89]|20)\d\d)\."
)

_QUOTED = re.compile(
    rf"{_NUMBER}(?P<author>[{CJK}][^「」『』《》“”\n]{{1,200}}?)[,.:]?\s?(?:「(?P<title>[^「」\n]{{2,200}})」|《(?P<work>[^《》\n]{{2,200}})》)[,.]?\s?"
)
_COLON = re.compile(
    rf"{_NUMBER}(?P<author>[{CJK}][^:「」\n]{{1,200}}):\s?(?P<title>[^,\n]{{0,100}}[{CJK}][^,\n]{{0,100}}),\s?(?=[{CJK}])"
)
_COMMAS = re.compile(
    rf"{_NUMBER}(?P<author>[{CJK}]{{2,4}}(?:[,;]\s?[{CJK}]{{2,4}}(?=[,;.])){{0,30}}+)[,.]\s?[“\"]?"
    rf"(?P<title>(?=[^,\n]{{0,60}}[{CJK}])[^,“”\"\n]{{6,200}})[”\"]?,\s?(?=[{CJK}][^,\n]{{2,60}},\s?(?:(?:1[89]|20)\d\d|vol|第))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"[『《](?P<venue>[^『』《》\n]{{2,100}})[』》]|(?P<plain>[{CJK}]{{3,60}}?)(?=[,.\s\d(]|第\d|$)"
)

_DETAILS: tuple[tuple[FieldName, re.Pattern[str]], ...] = (
    ("year", re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)")),
    ("volume", re.compile(r"(?:Т|[Vv]ol)\. ?([\w-]{1,10})|第?(\d{1,4})[巻卷]|,\s?(\d{1,4})(?=\s?\(\d{1,3}\))")),
    ("issue", re.compile(r"(?:№|[Nn]o\.|Вып\.) ?([\w-]{1,10})|第?(\d{1,4})[号號期]|(?<=\d)\s?\((\d{1,3})\)")),
    ("pages", re.compile(r"\b(?:С|[Pp]p?)\. ?([\d–-]{1,15}\d|\d{1,6})|第?([\d–~-]{1,15})[頁页]|\)\s?:\s?(\d[\d–~-]{0,15})")),
)  # fmt: skip
_TELLS_NOTHING = re.compile(
    r"(?:\[\d{1,4}\]|\[[A-Z]{1,2}(?:/[A-Z]{2})?\]|Т|С|№|Vol|No|Вып|pp?|第|[巻卷号號期頁页年]|[–—\W])*",
    re.IGNORECASE,
)
_ARTICLES = frozenset("JN")


def by_standard(text: str) -> list[Field]:
    """Return the fields of a reference that keeps to a standard, in the order of the text; none where it does not.

    Source: GB/T 7714-2015, GOST R 7.0.5-2008.

    >>> found = by_standard("LIU Y, ZHOU J. Owls at night[J]. Bird Studies, 2021, 38(4): 501-520.")
    >>> [each.of("LIU Y, ZHOU J. Owls at night[J]. Bird Studies, 2021, 38(4): 501-520.") for each in found]
    ['LIU Y, ZHOU J', 'Owls at night', 'Bird Studies', '2021', '38', '4', '501-520']
    """
    plain = text.translate(_NARROW)
    for read in (_chinese, _russian, _quoted):
        if found := sorted(read(text, plain), key=lambda each: each.start):
            return found
    return []


def left_by(text: str, fields: list[Field]) -> Iterator[Span]:
    """Yield what stands between the fields that a standard tells, but for its marks."""
    ends = [0, *(each.end for each in fields)]
    starts = [*(each.start for each in fields), len(text)]
    for start, end in zip(ends, starts, strict=True):
        if start < end and not _TELLS_NOTHING.fullmatch(text, start, end):
            yield Span(*bare(text, start, end))


def _chinese(text: str, plain: str) -> Iterator[Field]:
    """Read `LIU Y, ZHOU J. Owls[J]. Bird Studies, 2021, 38(4): 501-520`."""
    head = _CHINESE.match(plain)
    if head is None or not _are_names(head["author"]):
        return
    end = head.end()
    if within := _CONTAINER.match(plain, end):
        yield from _named(text, within, "venue")
        end = within.end()
    tail = (_JOURNAL if head["kind"] in _ARTICLES else _VOLUME).match(plain, end)
    yield from _named(text, head, "author", "title")
    if tail:
        yield from _named(text, tail, *tail.groupdict())
    else:
        yield from _details(text, plain, end)


def _are_names(said: str) -> bool:
    """Tell names as GB/T 7714 has them: whole in Chinese, else with initials that no stop follows."""
    names = [each.strip() for each in re.split("[,;]", _MORE.sub("", said)) if each.strip()]
    return bool(names) and all(is_cjk(each) or _NAME.fullmatch(each) for each in names)


def _russian(text: str, plain: str) -> Iterator[Field]:
    """Read `Иванов И. И. Совы // Птицы. 2019. Т. 12, № 3. С. 45–56`, and a book with its place and publisher."""
    if head := _RUSSIAN.match(text):
        yield from _named(text, head, "author", "title")
        if venue := _RUSSIAN_VENUE.match(text, head.end()):
            yield from _named(text, venue, "venue")
            yield from _details(text, plain, venue.end())
    elif book := _RUSSIAN_BOOK.match(text):
        yield from _named(text, book, *book.groupdict())


def _quoted(text: str, plain: str) -> Iterator[Field]:
    """Read `李四「梟の研究」『鳥学会誌』第35巻第2号、20-29頁、2018年`, and what signs or commas alone part."""
    head = _QUOTED.match(plain) or _COLON.match(plain) or _COMMAS.match(plain)
    if head is None or not _are_names(head["author"].strip(" ,.:")):
        return
    yield from _named(text, head, *head.groupdict())
    venue = _NAMED.match(plain, head.end())
    if volume := _VOLUME.match(plain, head.end()):
        yield from _named(text, volume, "place", "publisher")
    elif venue:
        yield from _named(text, venue, "venue" if venue["venue"] else "plain")
    yield from _details(text, plain, venue.end() if venue else head.end())


def _details(text: str, plain: str, start: int) -> Iterator[Field]:
    """Yield what labels tell behind a venue: the year, `Т. 12`, `第35巻`, `С. 45–56`."""
    for name, pattern in _DETAILS:
        if found := pattern.search(plain, start):
            yield from _field(text, name, *found.span(found.lastindex or 0))


_NAMES: dict[str, FieldName] = {"work": "title", "plain": "venue"}


def _named(text: str, found: re.Match[str], *names: str) -> Iterator[Field]:
    """Yield the groups of a match that are fields."""
    for group in names:
        if group != "kind" and found[group]:
            yield from _field(text, _NAMES.get(group, group), *found.span(group))  # type: ignore[arg-type]


def _field(text: str, name: FieldName, start: int, end: int) -> Iterator[Field]:
    span = Span(*bare(text, start, end))
    if span.start < span.end:
        parts = tuple(split_names(text, without_et_al(text, span))) if name == "author" else ()
        yield Field(span.start, span.end, name, _SURE, parts)
