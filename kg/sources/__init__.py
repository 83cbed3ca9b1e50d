"""Publication lists in: one reader a format, the table of formats, and `read` for all of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from os import PathLike

from kg.errors import SourceError
from kg.model import Paper, Repair, Source
from kg.sources.cleaning import clean
from kg.sources.cleaning.entry_keys import numbered, with_key
from kg.sources.format import AS_NAMED, Columns, Format, Item, Sign
from kg.sources.input.document import Document, open_document
from kg.sources.input.files import Inputs, find_inputs
from kg.sources.input.headway import with_headway
from kg.sources.input.unreadable import kind_of_file, refusal
from kg.sources.record import to_record
from kg.sources.tables.given import by_columns, check_files

__all__ = [
    "FORMATS",
    "Format",
    "Inputs",
    "Item",
    "check_files",
    "find_inputs",
    "format_of",
    "numbered",
    "read",
    "read_document",
    "to_record",
]

_READERS = (
    "xml_formats.zotero_rdf",
    "rdf",
    "tables.delimited",
    "free.copied.profile",
    "free.copied.abstracts",
    "free.copied.scholar",
    "free.copied.orcid",
    "free.copied.nep",
    "free.copied.dblp",
    "free.copied.semantic_scholar",
    "free.copied.openreview",
    "free.copied.acl",
    "free.copied.acm",
    "free.copied.hal",
    "free.copied.ieee",
    "free.copied.web_of_science",
    "free.copied.researchgate",
    "free.copied.arxiv",
    "free.copied.labelled",
    "json_formats.quarantine",
    "bibtex.entries",
    "bibtex.bbl",
    "tagged_formats.medline",
    "tagged_formats.ovid",
    "tagged_formats.biblioscape",
    "tagged_formats.ris",
    "tagged_formats.wos",
    "tagged_formats.refworks",
    "tagged_formats.refer",
    "json_formats.json_resume",
    "json_formats.openalex",
    "json_formats.crossref",
    "json_formats.datacite",
    "json_formats.semantic_scholar",
    "json_formats.arxiv",
    "json_formats.doaj",
    "json_formats.zotero",
    "json_formats.openreview",
    "json_formats.csl",
    "xml_formats.pubmed",
    "xml_formats.jats",
    "xml_formats.dblp",
    "xml_formats.acl",
    "xml_formats.arxiv",
    "xml_formats.doaj",
    "xml_formats.crossref",
    "xml_formats.datacite",
    "xml_formats.endnote",
    "xml_formats.mods",
    "xml_formats.dublin_core",
    "json_formats.dublin_core",
    "tables.json_objects",
    "json_formats.records",
    "yaml_formats.cff",
    "yaml_formats.hayagriva",
    "yaml_formats.csl",
    "yaml_formats.front_matter",
    "yaml_formats.records",
    "yaml_formats.toml_lists",
    "free.copied.zotero_report",
    "free.wiki.citations",
    "free.citation_tags",
    "free.json_ld",
    "free.markdown",
    "free.html",
    "free.latex",
    "free.rst",
    "free.org",
    "free.text",
)
"""The modules of the formats, in the order in which they look at a text: a format is one line here."""

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (importlib.import_module(f"kg.sources.{module}").FORMAT for module in _READERS)
}
"""Every format that is read; the first that recognises a text reads it."""


def read(
    path: str | PathLike[str],
    *,
    name: str | None = None,
    format: str | None = None,
    columns: Columns = AS_NAMED,
    tell: Callable[[str], None] = lambda message: None,
) -> Iterator[Item]:
    """Yield the papers of a file, repaired; each repair comes before the paper it belongs to.

    `path` may be `-` for standard input; gzip, bzip2, xz and zip are unpacked. `name` is what the
    source is called, where that is not the name of the file. `format` is a name of `FORMATS`;
    without one the format is recognised from the content. `columns` names the columns of a
    table for some fields, or by `FILE:field` of one file; `tell` is called with what each column of a table is read as. A record
    that cannot be read is yielded as `Rejected`, and the rest goes on.

    Raises: SourceError: where the file cannot be read, is of no known format, or holds no record,
    or where its reader makes no headway.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "refs.bib")
    ...     _ = file.write_text("@article{a, title = {Owls}, author = {Lopez, Ana}}")
    ...     [paper.title for paper in read(file)]
    ['Owls']
    """
    with open_document(path, name) as document:
        yield from read_document(document, format=format, columns=columns, tell=tell)


def read_document(
    document: Document,
    *,
    format: str | None = None,
    columns: Columns = AS_NAMED,
    tell: Callable[[str], None] = lambda message: None,
) -> Iterator[Item]:
    """Yield what `read` does, of a document that is open already. Raises: as `read` does."""
    items = _items(document, format, columns, tell)
    return with_headway(items, document.where, document.size())


def format_of(document: Document, name: str | None = None) -> Format:
    """Return the format of a document that is open: the one that is named, else as recognised.

    Raises: SourceError: where there is no such format, or none is recognised.
    """
    chosen = _chosen(document, name)
    if chosen is None:
        raise _refused(document)
    return chosen


def _chosen(document: Document, name: str | None) -> Format | None:
    return FORMATS[name] if name in FORMATS else _recognised(document, name)


def _refused(document: Document) -> SourceError:
    doubtful = ((each.name, sign) for each, sign in _signs(document.head))
    return refusal(document, next(doubtful, None))


def _items(
    document: Document, format: str | None, columns: Columns, tell: Callable[[str], None]
) -> Iterator[Item]:
    chosen, said = by_columns(
        document, _chosen(document, format), columns, FORMATS.values(), forced=format is not None
    )
    if said:
        tell(f"{document.where}: {said}")
    if chosen is None:
        raise _refused(document)
    source = Source(document.digest, document.name, chosen.name)
    if document.encoding != "utf-8":
        kind = f"read as {document.encoding}"
        yield Repair(source, None, "encoding", document.encoding, "utf-8", kind)
    empty = True
    for item in chosen.read(document, source):
        if isinstance(item, Paper):
            paper, notes = clean(item)
            yield from notes
            yield with_key(paper)
        else:
            yield with_key(item)
        empty = False
    if empty:
        raise SourceError(
            f"no record was found in it, read as {chosen.name}", where=document.where,
            todo="check the file, or name another format with `--format`",
        )  # fmt: skip


_PAGES = frozenset({"a Markdown page", "a page of markup"})
"""What files are called that hold a list as often as not."""


def _recognised(document: Document, name: str | None) -> Format | None:
    if name is not None:
        raise SourceError(
            "no such input format", where="--format", value=name,
            todo=f"choose one of {', '.join(FORMATS)}",
        )  # fmt: skip
    doubtful: list[Format] = []
    for format, sign in _signs(document.head):
        if sign.sure:
            return format
        doubtful.append(format)
    # A sign that others have, too, counts for less than the marks of another kind.
    kind = kind_of_file(document)
    if kind in _PAGES:  # A page without marks may be a list as it is: no other sign counts.
        doubtful = [each for each in doubtful if each.name == "text"]
    return doubtful[0] if doubtful and (kind is None or kind in _PAGES) else None


def _signs(head: str) -> Iterator[tuple[Format, Sign]]:
    """Yield the formats that a text may be of, each with its sign."""
    signs = ((format, format.recognise(head)) for format in FORMATS.values())
    return ((format, sign) for format, sign in signs if sign is not None)
