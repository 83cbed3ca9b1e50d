"""Settle which run is the title, where the labels of a reference leave it out or let it run on, and which
are no publisher: words that tell where a text is to be had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.references.fields import bare
from kg.references.names import split_names
from kg.references.reference import Field, Reference, Span
from kg.text import fold

QUOTES = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "`": "''"}
"""What closes a quotation, by what opens it."""
_BEHIND = re.compile(r"\s?(?:[,.;:]|in:?\s|dans\s|en\s)", re.IGNORECASE)
_STOPS = frozenset(",.;?!")
_WITHIN = re.compile(r"\b(?:in|dans|en)\W{1,3}$", re.IGNORECASE)
_OF_VOLUMES = frozenset({"publisher", "place", "edition", "isbn"})
_OF_ARTICLES = frozenset({"volume", "issue", "editor"})
IN_VOLUME = re.compile(
    r"[,.]?[”“»\"’)]?,?\s(?:in:|In:|\[(?:w|W|in|In|в|В):?\]:?|[wW]:|(?<=,\s)i:)\s(?=\S)"
)
"""What stands between the title of a chapter and the volume it is in, and within no title."""
_EDITED_BY = re.compile(
    r"(?:h(?:rs)?gg?\.?\s?(?:v\.|von)|a cura di|sous la dir(?:ection|\.) d[e’']|éd\.? par|dir(?:igé)?\.? par|edici[oó]n de|ed\. (?:de|by|por)|"
    r"coord\. (?:por|de)|(?:pod )?red(?:akcj[aą]|\.)(?: (?:av|van|nauk\w*\.?))?|под ред(?:акцией|\.)|edited by)\s+",
    re.IGNORECASE,
)
"""What stands before editors in other languages."""
EDITORS = r"(?:h(?:rs)?gg?|[eé]ds?|dirs?|red|ред|coords?|orgs?|a cura di|curatela)"
"""A pattern of what stands in brackets behind editors."""
_BY = re.compile(rf",\s+{EDITORS}\W*\Z", re.IGNORECASE)
"""What is left of that at the end of a volume."""
_VOLUME_OF = re.compile(
    rf"{IN_VOLUME.pattern}(?P<names>[^():\n]{{4,120}}) \({EDITORS}\.?\)[:,]?\s",
    re.IGNORECASE,
)
"""A volume and its editors: `in: Eva King / Bo Chen (Hrsg.): Nachtvögel`."""
_LONGEST_BY = 24
"""Characters of what stands before editors."""
_NO_VOLUME = frozenset({"note", "place", "publisher", "translator"})
"""What the name of a volume is read as, where it follows its editors."""
_EDITORS_TOO = frozenset({"author", "translator", "venue", "note"})
"""What is read where editors stand that are told so in another language."""
_HAD = frozenset({
    "at", "available", "online", "unter", "url", "link", "web", "retrieved", "accessed", "from",
    "published", "first", "ahead", "of", "print", "disponible", "sur", "en", "ligne", "in", "linea",
    "recuperado", "de", "recuperato", "da", "verfugbar", "abrufbar",
})  # fmt: skip
"""Words of which what tells where a text is to be had is made: `At:`, `Published Online First:`."""
_MOST_WORDS = 3
"""Words of a name; what has more may be the name of the volume."""
_LEAST = 3
"""Characters of a title, or of a venue."""


def settled(reference: Reference) -> Reference:
    """Return a reference with its title, to the end of its quotes or the name of a volume, and no `At:` for a publisher.

    >>> read = Reference("A. Lim. Owls. Oslo.", (Field(0, 6, "author", 1.0),
    ...     Field(8, 12, "venue", 1.0), Field(14, 18, "place", 1.0)))
    >>> settled(read).get("title")
    'Owls'
    """
    reference = replace(reference, fields=tuple(_noted(reference)))
    reference = replace(reference, fields=tuple(_edited(reference)))
    reference = replace(reference, fields=tuple(_placed(reference)))
    reference = replace(reference, fields=tuple(_of_editors(reference)))
    names = [each.name for each in reference.fields]
    if "title" in names:
        fields = reference.fields if "venue" in names else tuple(_parted(reference))
    elif _is_volume(reference, names):
        fields = tuple(_titled(reference.fields, names.index("venue")))
    else:
        return reference
    return replace(reference, fields=fields)


def _noted(reference: Reference) -> Iterator[Field]:
    """Take for a note what is read as a publisher, and tells where the text is to be had."""
    for each in reference.fields:
        words = fold(each.of(reference.text)).split() if each.name == "publisher" else ()
        told = words and _HAD.issuperset(words)
        yield replace(each, name="note") if told else each


def _edited(reference: Reference) -> Iterator[Field]:
    """Take for editors who stands behind `hg. von`, `a cura di`, `red.`, whatever the labels say."""
    text, first = reference.text, reference.first("author")
    for each in reference.fields:
        if each.name not in _EDITORS_TOO or each is first:
            yield each
            continue
        within = _EDITED_BY.match(text, each.start, each.end)
        begin = max(each.start - _LONGEST_BY, 0)
        before = any(
            found.end() == each.start for found in _EDITED_BY.finditer(text, begin, each.start)
        )
        if within or before:
            start = within.end() if within else each.start
            span = Span(start, each.end)
            yield Field(start, each.end, "editor", 1.0, tuple(split_names(text, span)))
        else:
            yield each


def _placed(reference: Reference) -> Iterator[Field]:
    """Part a title from the volume that it is in: `Owls, in: Birds`, `Sowy, [w:] Ptaki`."""
    title = reference.first("title")
    found = IN_VOLUME.search(reference.text, title.start + _LEAST, title.end) if title else None
    for each in reference.fields:
        if found is None or each is not title:
            yield each
            continue
        by = _BY.search(reference.text, found.end(), each.end)
        volume = Span(*bare(reference.text, found.end(), by.start() if by else each.end))
        yield replace(each, end=bare(reference.text, each.start, found.start())[1])
        if volume.end - volume.start >= _LEAST:
            yield replace(each, start=volume.start, end=volume.end, name="venue")


def _of_editors(reference: Reference) -> Iterator[Field]:
    """Take for editors all who stand before `(Hrsg.):`, of whom the labels may have left out some."""
    found = _VOLUME_OF.search(reference.text)
    start, end = found.span("names") if found else (0, 0)
    names = tuple(split_names(reference.text, Span(start, end)))
    if found is None or any(len(each.of(reference.text).split()) > _MOST_WORDS for each in names):
        yield from reference.fields
        return
    for each in reference.fields:
        if each.end <= start:
            yield each
    yield Field(start, end, "editor", 1.0, names)
    behind = [
        each if each.start >= end else replace(each, start=found.end())
        for each in reference.fields
        if each.start >= end or each.end > found.end()
    ]
    yield from _volume_first(reference, behind, found.end())


def _volume_first(reference: Reference, behind: list[Field], start: int) -> Iterator[Field]:
    """Take what stands right behind editors for the name of their volume: `(Hg.), Vögel im Krieg, Bonn 2005`."""
    first = behind[0] if behind else None
    if (
        first is None
        or first.start > start
        or first.name not in _NO_VOLUME
        or reference.first("venue")
    ):
        yield from behind
        return
    at = reference.text.rfind(", ", first.start, first.end)
    yield replace(first, name="venue", end=at if at > 0 else first.end)
    if at > 0:
        yield replace(first, start=at + 2, name="place")
    yield from behind[1:]


def _is_volume(reference: Reference, names: Sequence[str]) -> bool:
    """Tell whether what is named is a volume of its editors, or a book of its authors, and no part of it."""
    if "venue" not in names:
        return False
    if names[0] == "editor":
        return "author" not in names
    before = reference.text[: reference.fields[names.index("venue")].start]
    is_book = bool(_OF_VOLUMES.intersection(names)) and not _OF_ARTICLES.intersection(names)
    return "author" in names and is_book and not _WITHIN.search(before)


def _titled(fields: Sequence[Field], named: int) -> Iterator[Field]:
    for place, each in enumerate(fields):
        yield replace(each, name="title") if place == named else each


def _parted(reference: Reference) -> Iterator[Field]:
    """Part a title from the venue that follows its quotes: `"Owls." Bird Studies`."""
    for each in reference.fields:
        parted = _title_and_venue(reference.text, each) if each.name == "title" else None
        if parted is None:
            yield each
            continue
        title, venue = parted
        yield replace(each, start=title.start, end=title.end)
        yield replace(each, start=venue.start, end=venue.end, name="venue")


def _title_and_venue(text: str, title: Field) -> tuple[Span, Span] | None:
    """Part a title at its quotes; what would leave next to nothing of either stays whole: nothing is lost."""
    if (quoted := _quoted(text, title)) is None:
        return None
    start, end, behind = quoted
    after = _BEHIND.match(text, behind)
    found = (
        Span(*bare(text, start, end)),
        Span(*bare(text, after.end() if after else behind, title.end)),
    )
    return found if all(each.end - each.start >= _LEAST for each in found) else None


def _quoted(text: str, title: Field) -> tuple[int, int, int] | None:
    """Return where the quotes that a title begins with begin and end within, and what is behind them."""
    opening = text[title.start]
    closing = QUOTES.get(opening)
    at = text.find(closing, title.start + 1, title.end) if closing else -1
    while closing and at > 0:
        behind = at + len(closing)
        if behind < title.end and (text[at - 1] in _STOPS or _BEHIND.match(text, behind)):
            return title.start + len(opening), at, behind
        at = text.find(closing, behind, title.end)
    return None
