"""Point from what was found in a record to the characters of its source that the field was read from."""

from __future__ import annotations

from kg.identity.keys import slugify
from kg.model import FieldSpan, Paper
from kg.validation import Result
from kg.vocab import DETAILS, term

_FIELDS = {
    "schema:name": "title", "schema:headline": "title", "fabio:hasPublicationYear": "year",
    "schema:datePublished": "date", "schema:isPartOf": "venue", "kg:printedVenue": "venue",
    "schema:author": "author", "kg:authorship": "author",
}  # fmt: skip
_BY_PATH = {str(term(name)): field for name, field in _FIELDS.items()} | {
    str(term(name)): field for field, name in DETAILS.items()
}
"""What a property of a paper was read from, by the path of a result."""


def span_of(result: Result, paper: Paper) -> FieldSpan | None:
    """Return where the field stands that a result is about; None where its record does not tell.

    >>> from kg.model import Record, Source
    >>> record = Record(Source("", "", ""), 1, spans=(FieldSpan("year", 9, 13, 2, 5),))
    >>> found = Result("<x:s>", str(term("fabio:hasPublicationYear")), None, None, "", "violation", "")
    >>> span_of(found, Paper(records=(record,))) == record.spans[0]
    True
    """
    spans = paper.records[0].spans
    names = [span for span in spans if span.field == "author"]
    if spans and (number := _author(result.focus, paper)) is not None:
        return names[number] if number < len(names) else None
    field = "venue" if "/venue/" in result.focus else _BY_PATH.get(result.path or "")
    if result.path == str(term("schema:identifier")):
        field = (result.value or "").strip('"').partition(":")[0]
    found = (span for span in spans if span.field == field)
    year = (span for span in spans if field == "date" and span.field == "year")
    return next(found, next(year, None))


def _author(focus: str, paper: Paper) -> int | None:
    """Return which author a node is, or the line of which one, counted from 0."""
    _, line, key = focus.strip("<>").rpartition("/authorship/")
    if line:
        return int(key.rpartition(".")[2]) - 1
    _, _, name = focus.strip("<>").rpartition("/")
    slugs = (slugify(each.name) for each in paper.authors)
    is_agent = any(f"/{kind}/" in focus for kind in ("person", "org", "agent"))
    return next((n for n, slug in enumerate(slugs) if is_agent and name.startswith(slug)), None)
