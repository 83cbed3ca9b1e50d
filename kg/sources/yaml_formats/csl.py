"""Read CSL YAML: items of CSL under `references:`, as Pandoc has them in metadata and files of their own.

Source: https://pandoc.org/MANUAL.html#specifying-bibliographic-data
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.model import Record, Source
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.csl import paper_of_item
from kg.sources.json_formats.reading import converted, elements
from kg.sources.yaml_formats.values import entries, rejected

EXAMPLE = """\
references:
- id: lopez2019
  type: article-journal
  title: NightOwl
  author: [{family: Lopez, given: Ana}]
  container-title: Journal of Maps
  issued: 2019-03
"""

_REFERENCES = re.compile(
    r"(?:---[ \t]*\n)?(?>[ \t]*(?:#[^\n]*)?\n)*+references[ \t]*:[ \t]*\n(?>[ \t]*\n)*+[ \t]*- "
)


def recognise(head: str) -> Sign | None:
    """Tell whether it begins with a list `references:`."""
    return sign(_REFERENCES.match(head), "it begins with a list of `references:`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each item of a kind that is published."""
    index = 0
    for entry in entries(document.text()):
        if entry.problem:
            index += 1
            yield rejected(entry, source, index)
            continue
        # Behind a break, the items stand outside.
        items = elements(entry.value) if entry.key in ("references", None) else []
        for item in items:
            index += 1
            record = Record(source, index, getattr(item, "line", entry.line))
            if isinstance(item, dict):
                item["issued"] = _date(item.get("issued"))
            yield converted(item, record, paper_of_item)


def _date(value: Any) -> Any:
    """Return a date of CSL; one of `year`, `month` and `day`, or a list of such, is one of parts."""
    first = next(iter(elements(value)), None) if isinstance(value, list) else value
    if not isinstance(first, dict) or "year" not in first:
        return first
    parts = [first.get(name) for name in ("year", "month", "day")]
    return {"date-parts": [parts[: parts.index(None)] if None in parts else parts]}


FORMAT = Format(
    "csl-yaml", "CSL YAML: items of CSL under `references:` (Pandoc)", EXAMPLE, recognise, read
)
