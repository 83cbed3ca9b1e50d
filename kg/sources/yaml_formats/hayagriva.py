"""Read Hayagriva's YAML, the bibliographies of Typst: entries by their keys, each in what it is part of.

Source: https://github.com/typst/hayagriva/blob/main/docs/file-format.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import identifiers_in, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import page_range
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, date_in, dois, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import (
    Members,
    converted,
    distinct,
    elements,
    member,
    text,
    told,
    unique,
)
from kg.sources.yaml_formats.values import entries, rejected

EXAMPLE = """\
lopez2019:
  type: article
  title: NightOwl
  author: ["Lopez, Ana", "Chen, Bo"]
  date: 2019-03
  page-range: 5-9
  parent:
    type: periodical
    title: Journal of Maps
    volume: 12
"""

_TYPE = re.compile(
    r"(?:article|chapter|entry|anthos|report|thesis|web|artwork|patent|case|newspaper|legislation|manuscript|"
    r"original|post|misc|performance|periodical|proceedings|book|blog|reference|conference|anthology|repository|"
    r"thread|video|audio|exhibition|scene)\s*+$",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"[ \t]++(type|title|author|date|parent|editor|serial-number|publisher)[ \t]*+:[ \t]*+([^\n]*+)"
)
_KEY = re.compile(r"[\"']?[\w:./+@-][^\s\"']{0,100}[\"']?:[ \t]*+(?:#.*)?$")
_TOLD = frozenset({"author", "date", "parent", "editor", "serial-number", "publisher"})
_AROUND = {
    "periodical": "JournalArticle",
    "proceedings": "ConferencePaper",
    "conference": "ConferencePaper",
}
_OTHERS = {
    "newspaper": "newspaper article",
    "blog": "web page",
    "web": "web page",
    "repository": "software",
}
_HIGHEST = 5


def recognise(head: str) -> Sign | None:
    """Tell whether its first lines are a key, and under it a type of Hayagriva, a title and more."""
    lines = [line for line in head.splitlines() if line.strip() and line.lstrip()[0] != "#"]
    lines = lines[1:] if lines and lines[0].rstrip() == "---" else lines
    if not lines or not _KEY.match(lines[0]):
        return None
    told: dict[str, str] = {}
    for line in lines[1:]:
        if not line[0].isspace():
            break
        if match := _MEMBER.match(line):
            told.setdefault(match[1], match[2])
    found = _TYPE.match(told.get("type", "")) and "title" in told and not _TOLD.isdisjoint(told)
    return sign(found, "its first entry has a type of Hayagriva and a title")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each entry at the top; what it is part of is its venue."""
    for index, entry in enumerate(entries(document.text()), 1):
        if entry.problem:
            yield rejected(entry, source, index)
        else:
            yield converted(entry.value, Record(source, index, entry.line), _convert)


def _convert(entry: Members, record: Record) -> Paper | Skipped:
    kind = _kind(entry)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    chain = [entry, *_parents(entry)]
    dated = _first(chain, "date")
    numbers = [each for whole in chain for each in _numbers(whole)]
    return Paper(
        title=_text(entry, "title"),
        abstract=_text(entry, "abstract"),
        authors=unique(map(_agent, elements(entry, "author"))),
        editors=unique(map(_agent, elements(entry, "editor"))) if kind.fabio == "Book" else (),
        year=year(dated),
        date=date_in(dated),
        identifiers=distinct(_identifiers(entry)),
        venue=None if kind.fabio in ("Book", "Thesis") else _first(chain[1:], "title"),
        kind=kind.fabio,
        url=address(_text(entry, "url")),
        issn=next((value for name, value in numbers if name == "issn"), None),
        isbn=next((value for name, value in numbers if name == "isbn"), None),
        details=_details(entry, chain, kind),
        records=(record,),
    )


def _parents(entry: Members) -> list[Members]:
    """Return what an entry is part of, the nearest first: the first of several, and what that is part of."""
    found: list[Members] = []
    around = elements(entry, "parent")
    while around and isinstance(around[0], dict) and len(found) < _HIGHEST:
        found.append(around[0])
        around = elements(around[0], "parent")
    return found


def _kind(entry: Members) -> Kind:
    type_ = (text(entry, "type") or "").casefold()
    kind = kind_of("hayagriva", type_)
    if kind.fabio == "Thesis":
        return Kind(thesis(_text(entry, "genre") or ""))
    if type_ != "article":
        return kind
    kinds = [(text(each, "type") or "").casefold() for each in _parents(entry)]
    titles = [_text(each, "title") or "" for each in _parents(entry)]
    if any(re.fullmatch(r"arxiv\b.*|\w+rxiv", title, re.IGNORECASE) for title in titles):
        return Kind("Preprint")
    other = next((_OTHERS[each] for each in kinds if each in _OTHERS), None)
    return Kind(next((_AROUND[each] for each in kinds if each in _AROUND), None), other)


def _text(entry: object, name: str) -> str | None:
    """Return a text that may be written with its short form, or with the date it was seen, beside it."""
    value = member(entry, name)
    return text(value, "value") if isinstance(value, dict) else told(entry, name)


def _first(chain: list[Members], name: str) -> str | None:
    return next((found for each in chain if (found := _text(each, name))), None)


def _name(value: object) -> str | None:
    """Return the name of a publisher, which may stand with its place."""
    return told(value, "name") if isinstance(value, dict) else told(value)


def _details(entry: Members, chain: list[Members], kind: Kind) -> Details:
    publishers = [each.get("publisher") or each.get("organization") for each in chain]
    publisher = next((each for each in publishers if each), None)
    serial = member(entry, "serial-number")
    number = _text(serial, "serial") if isinstance(serial, dict) else told(serial)
    return Details(
        volume=_first(chain, "volume"),
        issue=_first(chain, "issue"),
        pages=page_range(_first(chain, "page-range")),
        edition=_first(chain, "edition"),
        chapter=_text(entry, "chapter"),
        language=_first(chain, "language"),
        publisher=_name(publisher),
        place=told(publisher, "location") or _first(chain, "location"),
        report_number=number if kind.fabio == "ReportDocument" else None,
        genre=_text(entry, "genre"),
        note=_text(entry, "note"),
    )


def _agent(value: object) -> Agent | None:
    """Read a name as text, `Family, Given`, or by its parts; None where it is nobody."""
    if not isinstance(value, dict):
        name = text(value)
        return parse_name(name) if name and is_name(name) else None
    family = " ".join(filter(None, (text(value, "prefix"), text(value, "name"))))
    return person(text(value, "given-name"), family or None, suffix=text(value, "suffix"))


def _numbers(entry: object) -> Iterator[tuple[str, str]]:
    serial = member(entry, "serial-number")
    for name in serial if isinstance(serial, dict) else ():
        if value := told(serial, name):
            yield name.casefold(), value
    for name in ("doi", "isbn", "issn"):  # as version 0.3 wrote them
        if value := told(entry, name):
            yield name, value


def _identifiers(entry: Members) -> Iterator[Identifier]:
    for name, value in _numbers(entry):
        if name == "doi":
            yield from dois(value)
        elif name in ("arxiv", "pmid", "pmcid"):
            yield parse_identifier(name, value)  # type: ignore[arg-type]
    yield from identifiers_in(_text(entry, "url"), "doi", "arxiv", "pmid", "pmcid")


FORMAT = Format(
    "hayagriva",
    "Hayagriva's YAML, the bibliographies of Typst: entries with type, title, author and parent",
    EXAMPLE,
    recognise,
    read,
)
