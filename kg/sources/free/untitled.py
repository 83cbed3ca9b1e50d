"""References that leave the title out, as physics and chemistry do: `A. Lopez and B. Chen, Phys. Rev. Lett. 123, 45 (2019)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.references import Field, Reference
from kg.sources.free.reading import Reading

_COLLABORATION = re.compile(r"\([^()]{2,80}(?:collaboration|consortium|team)\)", re.IGNORECASE)
_BY_STOPS = "names first"
"""The layout whose title ends at a stop, and may run on into a venue."""
_SURE, _FAIR = 0.9, 0.7


def has_no_title(reference: Reference) -> bool:
    """Tell whether what was parsed names people, a venue with its numbers and a year, and no title.

    >>> from kg.references import Marked, parse
    >>> [has_no_title(each) for each in parse([Marked("A. Lopez and B. Chen, Phys. Rev. Lett. 123, 45 (2019)."),
    ...     Marked("A. Lopez, Owls in magnetic fields, Phys. Rev. B 99, 45 (2019).")])]
    [True, False]
    """
    names = {each.name for each in reference.fields}
    title = reference.first("title")
    untitled = title is None or _is_group(reference.text, title) or _is_shortened(reference, title)
    return untitled and {"author", "venue", "year"} <= names and bool(names & {"volume", "pages"})


def _is_group(text: str, title: Field) -> bool:
    """Tell who wrote it from a title: `(Owl Collaboration)`."""
    return bool(_COLLABORATION.fullmatch(text, title.start - 1, title.end + 1))


def _is_shortened(reference: Reference, title: Field) -> bool:
    """Tell the first word of a journal from a title: the `Astrophys` of `Astrophys. J. 567, 123`."""
    word, venue = title.of(reference.text), reference.first("venue")
    near = venue is not None and reference.text[title.end : venue.start].strip() == "."
    return near and word.isalpha() and title.confidence < _FAIR


def may_hold(reading: Reading, reference: Reference) -> bool:
    """Tell whether the title of a reading is none of what surely is another field of the reference."""
    untitled = has_no_title(reference)
    if reading.layout != _BY_STOPS and not untitled:
        return True
    start, end = reading.title
    others = reference.fields if untitled else _sure_venues(reference)
    return not any(each.start < end and start < each.end for each in others)


def _sure_venues(reference: Reference) -> Iterator[Field]:
    return (each for each in reference.all("venue") if each.confidence >= _SURE)


def as_parsed(reference: Reference) -> dict[str, object]:
    """Return what a reference without a title tells, as a record that can be mended."""
    people = reference.first("author")
    names = [each.of(reference.text) for each in people.parts] if people else []
    names += [
        each.of(reference.text)
        for each in reference.all("title")
        if _is_group(reference.text, each)
    ]
    told = {
        name: reference.get(name)
        for name in ("year", "venue", "volume", "issue", "pages", "doi")
        if reference.first(name)
    }
    return {"title": None, "authors": names, **told}
