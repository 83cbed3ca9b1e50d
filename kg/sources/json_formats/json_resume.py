"""Read the publications of a JSON Resume, as builders of CVs and home pages keep them.

Source: https://docs.jsonresume.org/schema (publications)
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity import identifiers_in
from kg.model import Details, Paper, Record, Source
from kg.sources.fields.stand_ins import is_press
from kg.sources.fields.values import address, date_in, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import Members, elements, read_json, text, told, unique
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"basics": {"name": "Ana Lopez"}, "publications": [{"name": "NightOwl", "publisher": "Journal of Maps",
  "releaseDate": "2019-02-07", "url": "https://doi.org/10.1000/1"}]}
"""

_SECTIONS = frozenset({"basics", "work", "education", "skills"})


def recognise(head: str) -> Sign | None:
    """Tell whether its publications stand beside other sections of a CV, and have names."""
    start = json_start(head)
    found = "publications" in start.page and not _SECTIONS.isdisjoint(start.page)
    return sign(found and "name" in start.record, "it has the sections of a JSON Resume")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each publication."""
    return read_json(document, source, _convert)


def _convert(value: Members, record: Record) -> Paper:
    published, printed = told(value, "releaseDate"), told(value, "publisher")
    addresses = [told(value, name) for name in ("url", "website")]
    publisher = printed if printed and is_press(printed) else None
    return Paper(
        title=text(value, "name"),
        authors=unique(
            person(None, text(each)) for each in elements(value, "authors") if isinstance(each, str)
        ),
        year=year(published),
        date=date_in(published),
        identifiers=tuple(identifiers_in(" ".join(filter(None, addresses)))),
        venue=None if publisher else printed,
        url=address(*addresses),
        details=Details(publisher=publisher),
        records=(record,),
    )


FORMAT = Format("json-resume", "the publications of a CV in JSON Resume", EXAMPLE, recognise, read)
