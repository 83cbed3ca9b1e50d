"""What the readers of JSON records share: the loop over records, and typed access to members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kg.model import Agent, Identifier, Paper, Record, Rejected, Scheme, Skipped, Source
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import date_in, iso_date, line, year
from kg.sources.input.document import Document
from kg.sources.json_formats.values import values
from kg.sources.record import KEYS, Malformed, shown, to_record

Members = Mapping[str, Any]
Convert = Callable[[Members, Record], Paper | Skipped]

PUBMED: tuple[Scheme, ...] = ("pmid", "pmcid")
"""The schemes of PubMed, which several services name in the same way."""
_NAMELESS = "Title and abstract are both missing: give at least one."


def read_json(
    document: Document, source: Source, convert: Convert
) -> Iterator[Paper | Rejected | Skipped]:
    """Yield what `convert` makes of each record; pages of a service are opened.

    `convert` raises `Malformed` where a member that it needs has a value of a wrong type.
    """
    for index, each in enumerate(values(document, pages=True), 1):
        if each.problem:
            yield Rejected(source, index, each.line, (each.problem,), each.raw)
            continue
        yield converted(each.value, Record(source, index, each.line), convert)


def converted(value: object, record: Record, convert: Convert) -> Paper | Rejected | Skipped:
    """Return what `convert` makes of one record; rejected where it is no object, or malformed."""
    if not isinstance(value, dict):
        reason = f"a record is an object with members, not {shown(value)}"
        return Rejected(record.source, record.index, record.line, (reason,), value)
    members = value if isinstance(value, Noted) else Noted(value)
    try:
        item = convert(members, record)
    except Malformed as error:
        raw = _readable(value)
        return Rejected(record.source, record.index, record.line, error.args, raw)
    return checked(with_unread(item, unread(members)) if isinstance(item, Paper) else item)


def _readable(value: Members) -> dict[str, str]:
    """Keep of a malformed record the texts that stand under the keys of records, to be mended."""
    texts = ((key.lower(), each) for key, each in value.items() if isinstance(each, str))
    return {key: each for key, each in texts if key in KEYS}


def checked(item: Paper | Skipped) -> Paper | Skipped | Rejected:
    """Reject a paper that nothing is known of: neither title nor abstract."""
    if isinstance(item, Skipped) or item.title or item.abstract:
        return item
    record = item.records[0]
    return Rejected(record.source, record.index, record.line, (_NAMELESS,), to_record(item))


def member(value: object, *path: str) -> Any:
    """Go down a path of members; None where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text(value: object, *path: str) -> str | None:
    """Return the text at a path, in one line and without markup; None where it is blank.

    A whole number is a text; of a list, the first element counts.

    Raises: Malformed: where an object, a fraction or a truth value stands there.
    """
    found = member(value, *path)
    if isinstance(found, list):
        found = found[0] if found else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if found is None or isinstance(found, str):
        return line(found)
    raise Malformed(f"{path[-1] if path else 'a value'} is {shown(found)}, not a text")


def told(value: object, *path: str) -> str | None:
    """Return a text at a path as `text` does; what is none tells nothing, and rejects no record.

    >>> told({"volume": 12}, "volume"), told({"volume": {"number": 12}}, "volume")
    ('12', None)
    """
    try:
        return text(value, *path)
    except Malformed:
        return None


def texts(value: object, *path: str) -> tuple[str, ...]:
    """Return the texts of the list at a path, each once; one text stands for a list of it."""
    found = (text(each) for each in elements(value, *path))
    return tuple(dict.fromkeys(each for each in found if each))


def elements(value: object, *path: str) -> list[Any]:
    """Return the elements of the list at a path; a single value stands for a list of it."""
    found = member(value, *path)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def named(value: object, *path: str, name: str = "name") -> tuple[str, ...]:
    """Return the names of the objects at a path; a text stands for an object of that name."""
    found = (
        each if isinstance(each, str) else member(each, name) for each in elements(value, *path)
    )
    return tuple(dict.fromkeys(each for each in map(text, found) if each))


def year_and_date(value: object) -> tuple[str | None, str | None]:
    """Read a CSL date: parts, `raw` or `literal`; a date where it has a month, and a day or none.

    Source: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html (dates)

    >>> year_and_date({"date-parts": [["2018", "10", 21, 13]]}), year_and_date({"raw": "May 1999"})
    (('2018', '2018-10-21'), ('1999', '1999-05'))
    """
    if isinstance(value, str):
        return year(line(value)), date_in(value)
    parts = elements(value, "date-parts")
    parts = parts[0] if parts and isinstance(parts[0], list) else parts
    found = [text(part) or "" for part in parts]
    if found and found[0]:
        whole = iso_date(*found[:3], *[None] * (3 - len(found)))
        return year(found[0]), whole
    written = text(value, "raw") or text(value, "literal")
    return year(written), date_in(written)


def unique(agents: Iterable[Agent | None]) -> tuple[Agent, ...]:
    """Return the agents that there are: what is no name was none."""
    return tuple(agent for agent in agents if agent)


def distinct(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return each identifier once, in order."""
    return tuple(dict.fromkeys(identifiers))
