"""Choose among the media types that can be given by what the client accepts.

Source: RFC 9110, 12.5.1 Accept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.serialization import FORMATS
from kg.server.refusals import Refusal

_QUALITY = re.compile(r"[01](?:\.\d{0,3})?")
_MOST_RANGES = 100


class Offer(NamedTuple):
    """A media type that can be given, and the name of its format."""

    media_type: str
    format: str


SOLUTIONS = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
)
GRAPHS = tuple(
    Offer(media_type, each.name) for each in FORMATS.values() for media_type in each.media_types
)


def choose(offers: Sequence[Offer], accept: str | None) -> Offer:
    """Choose what the client likes best, and the first of equals.

    Raises: Refusal: with 406 where it accepts none.

    >>> choose(SOLUTIONS, "text/csv;q=0.5, application/sparql-results+xml").format
    'xml'
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = _read_ranges(accept)
    best = max(offers, key=lambda each: _quality(each.media_type, ranges))  # The first of equals.
    if _quality(best.media_type, ranges) > 0:
        return best
    known = ", ".join(dict.fromkeys(each.media_type for each in offers))
    raise Refusal(
        406, "none of these media types is to be had", value=accept, todo=f"accept {known}"
    )


def named(offers: Sequence[Offer], name: str) -> Offer:
    """Choose the format of this name or media type. Raises: Refusal: with 406."""
    for each in offers:
        if name in each:
            return each
    known = ", ".join(dict.fromkeys(each.format for each in offers))
    raise Refusal(406, "no such format for these results", value=name, todo=f"write one of {known}")


def _read_ranges(accept: str) -> dict[str, float]:
    ranges: dict[str, float] = {}
    for each in accept.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        name, *parameters = (part.strip().lower() for part in each.split(";"))
        ranges.setdefault(name, next(map(_read_quality, filter(_is_quality, parameters)), 1.0))
    return ranges


def _is_quality(parameter: str) -> bool:
    return parameter.partition("=")[0].strip() == "q"


def _read_quality(parameter: str) -> float:
    value = parameter.partition("=")[2].strip()
    return float(value) if _QUALITY.fullmatch(value) else 1.0


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """Tell how much the client likes a media type: the closest of its ranges says so."""
    main = media_type.partition("/")[0]
    found = (ranges[each] for each in (media_type, f"{main}/*", "*/*") if each in ranges)
    return next(found, 0.0)


def accepts_gzip(accept: str | None) -> bool:
    """Tell whether a client takes what is compressed, by what it says of encodings.

    >>> accepts_gzip("gzip, br"), accepts_gzip("gzip;q=0, *"), accepts_gzip("*"), accepts_gzip(None)
    (True, False, True, False)
    """
    ranges = _read_ranges(accept or "")
    return ranges.get("gzip", ranges.get("*", 0.0)) > 0


def content_type(media_type: str) -> str:
    """Write a media type with its charset where it may have one.

    >>> content_type("text/csv"), content_type("application/sparql-results+json")
    ('text/csv; charset=utf-8', 'application/sparql-results+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
