"""Read Dublin Core in XML: what repositories and journals give by OAI-PMH, and DSpace's `dublin_core`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Paper, Record, Skipped, Source
from kg.sources.fields.dublin_core import Said, paper_of
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text
from kg.sources.xml_formats.reading import content, read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<record><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>NightOwl</dc:title><dc:creator>Lopez, Ana</dc:creator>
<dc:source>Journal of Maps; Vol. 12 No. 3 (2019); 5-9</dc:source></oai_dc:dc></metadata></record>
"""

_TAGS = frozenset({"dc", "qualifieddc", "dublin_core", "simpledc"})
_SEARCHED = re.compile(
    r"<(?:[\w.-]{1,20}:)?recordData[^<>]{0,200}>\s{0,200}<(?:[\w.-]{1,20}:)?dc[\s>]"
)


def recognise(head: str) -> Sign | None:
    """Tell whether the root, or what OAI-PMH or SRU brings, is a `dc` of Dublin Core."""
    searched = root(head)[0] == "searchRetrieveResponse" and _SEARCHED.search(head)
    return sign(content(head) in _TAGS or searched, "its records are `dc` of Dublin Core")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record; data sets, images, events and the like are skipped."""
    return read_elements(document, source, _TAGS, _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    return paper_of(_said(element), record)


def _said(element: Element) -> Said:
    """Collect the texts; DSpace writes `dcvalue` with element and qualifier as attributes."""
    said = Said()
    for child in element:
        if not isinstance(child.tag, str) or not (text := element_text(child)):
            continue
        name, qualifier = child.get("element") or child.tag, child.get("qualifier") or ""
        key = f"{name}.{qualifier}" if qualifier not in ("", "none") else name
        orcid = child.get("id") if name == "creator" else None
        said.setdefault(key, []).append(f"{text}\t{orcid}" if orcid else text)
    return said


FORMAT = Format(
    "dublin-core",
    "Dublin Core in XML: from OAI-PMH, SRU or DSpace",
    EXAMPLE,
    recognise,
    read,
)
