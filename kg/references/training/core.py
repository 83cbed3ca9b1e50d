"""Read references that people have labelled: the data set of AnyStyle, in XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from kg.references.training.examples import Example, example, signed

_SAME = {
    "citation-number": "number", "author": "author", "title": "title", "editor": "editor", "translator": "translator",
    "director": "translator", "producer": "translator", "date": "date", "journal": "journal",
    "container-title": "book", "collection-title": "series", "edition": "edition", "genre": "genre", "volume": "volume",
    "pages": "pages", "publisher": "publisher", "location": "place", "isbn": "isbn", "doi": "doi", "url": "url",
    "note": "note", "medium": "note", "source": "note",
}  # fmt: skip
_ISSUE = re.compile(
    r"\(\s*\w[^()]*\)|(?:\b(?:no|nr|num|number|issue|n°|nº|n|part|h|heft|suppl)\b\.?|#|№)\s*\S.*|(?<=\d)\s?[,:/]\s*\d+(?:[-–/]\d+)?(?=\W*$)",
    re.IGNORECASE,
)


_YEAR_BEFORE = re.compile(r"(?:1[5-9]|20)\d\d;\s*(?=\d)")
"""A year that no blank parts from the volume, `2012;30(15):`, has the label of the volume there."""


def read_labelled(path: Path) -> Iterator[Example]:
    """Yield the references of a file: `<sequence>` of one element a field, in the order of the text."""
    for sequence in etree.parse(path).getroot().iter("sequence"):
        parts = [(_SAME[part.tag], " ".join((part.text or "").split())) for part in sequence]
        yield example(
            " ".join(
                _volume(text) if label == "volume" else signed(text, label)
                for label, text in parts
                if text
            )
        )


def _volume(text: str) -> str:
    """Part the issue, and a year before it, from the volume: they are one field there."""
    if year := _YEAR_BEFORE.match(text):
        return signed(year[0], "date") + _volume(text[year.end() :])
    found = _ISSUE.search(text)
    if not found or not any(char.isdigit() for char in text[: found.start()]):
        return signed(text, "volume")
    return signed(text[: found.start()], "volume") + signed(text[found.start() :], "issue")
