"""Recognise inputs of other kinds, so that each is refused by its name."""

from __future__ import annotations

import csv
import re

from kg.errors import SourceError

_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or an office document (docx, odt, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"\x1f\x8b", "gzip inside gzip"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "a rich text document"),
)


_INSTEAD = {
    "OpenAlex": "download works, whose ids begin with W, instead",
    "HTML": "export the list from the page in a format that `kg sources` lists",
    "YAML": "make JSON of it, with keys such as title, authors, year",
}
"""What to do about a kind, by the first word of its name."""

_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
_ROWS_TO_JUDGE = 20
_MOST_NULS = 0.01
"""Fewer NULs than this share of a text are noise, more make it binary."""


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE | re.MULTILINE | re.DOTALL
    return {name: re.compile(rf"\s*{pattern}", flags) for name, pattern in patterns.items()}


def _openalex(letter: str) -> str:
    """Match where the first OpenAlex address in a JSON text is the id of one kind of entity."""
    before = r'[\[{](?:(?!"https://openalex\.).)*'
    return rf'{before}"https://openalex\.org/(?-i:{letter})\d'


_RDF = _compiled(
    {
        "rdfxml": r"(<\?xml[^>]*\?>)?(?>\s*+(?:<!--.*?-->|<!DOCTYPE.*?\]>))*+\s*<rdf:RDF\b",
        "nq": r"(#[^\n]*\n|\s)*(<[^<>\s]+>|_:\w+)[ \t]+<[^<>\s]+>[ \t][^\n]*\.\s*$",
        "trig": r"(#[^\n]*\n|\s)*(@?(prefix|base)\s+([\w-]*:)?\s*<|<[a-z][\w+.-]*://[^<>\s]+>\s+(a\s|<))",
        "jsonld": r'[\[{].*"@(context|graph|id|type)"\s*:',
    }
)
"""By the name of the parser: TriG reads Turtle too, and N-Quads N-Triples."""
_OTHER = _compiled(
    {
        "HTML": r"(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|table)\b",
        "an Atom feed": r".{0,4000}?<feed[\s>]",
        "XML": r"<(\?xml|[A-Za-z][\w:.-]*[\s>])",
        "OpenAlex authors": _openalex("A"),
        "OpenAlex sources": _openalex("S"),
        "OpenAlex institutions": _openalex("I"),
        "OpenAlex concepts": _openalex("C"),
        "OpenAlex funders": _openalex("F"),
        "OpenAlex publishers": _openalex("P"),
        "OpenAlex topics": _openalex("T"),
        "a Crossref answer without works": r'\{.{0,2000}?"message-type"\s*:\s*"(?!work")(?!work-list")',
    }
)
_UNREAD = _compiled(
    {
        "a DTD": r"(<!--.*?-->\s*)?<!(ELEMENT|ENTITY|ATTLIST)\b",
        "YAML": r"(---[ \t]*\n)?(?:[A-Za-z_][\w-]*:(?:[ \t][^\n]*)?\n(?:[ \t]+[^\n]*\n|- [^\n]*\n)*){3}",
        "a Biblioscape export": r"--[A-Z]{2}-- ",
        "a NEP report of RePEc": r"nep\.repec\.org\b",
    }
)
"""What some reader could take for its own is asked for once none did."""


def refuse_binary(head: bytes, where: str, *, nul: bool = True) -> None:
    """Refuse what is no text, by its first bytes; those of UTF-16 may hold a NUL.

    Raises: SourceError: where the bytes are those of a known binary kind, or hold a NUL.
    """
    for start, name in _BINARY:
        if head.startswith(start):
            raise SourceError(
                f"this is {name}, not a list of records", where=where,
                todo="give text in a format that `kg sources` lists",
            )  # fmt: skip
    if nul and head.count(0) > _MOST_NULS * len(head):
        raise SourceError("this is binary, not text", where=where, todo="save it as UTF-8 text")


def rdf_syntax(head: str) -> str | None:
    """Name the RDF format that reads a text; None where it is no RDF.

    >>> rdf_syntax("@prefix schema: <https://schema.org/> ."), rdf_syntax("title,authors")
    ('trig', None)
    """
    return next((name for name, pattern in _RDF.items() if pattern.match(head)), None)


def foreign_kind(head: str) -> str | None:
    """Name the format of its own that a text has and that is no source here; None where none.

    >>> foreign_kind("<html><body>Not found"), foreign_kind("Dear colleagues,")
    ('HTML', None)
    """
    return next((name for name, pattern in _OTHER.items() if pattern.match(head)), None)


def refusal(head: str, where: str) -> SourceError:
    """Make the error for a text that no reader recognises: what it looks like, what to do."""
    unread = (name for name, pattern in _UNREAD.items() if pattern.match(head))
    kind = foreign_kind(head) or next(unread, None)
    if kind is None and (names := _columns(head)):
        return SourceError(
            "this is a table, and none of its columns is known to be a title or an abstract",
            where=where, value=", ".join(names), todo="name them with `--columns title=…,authors=…`",
        )  # fmt: skip
    if kind is None:
        return SourceError(
            "this is prose, or a list without marks that tell titles from authors", where=where,
            todo="make a table of it, with columns such as title, authors, year;"
            " `kg sources` lists the formats, `--format NAME` forces one",
        )  # fmt: skip
    if kind == "XML" and (tag := _ROOT.search(head)):
        kind = f"XML whose root is <{tag[1]}>"
    todo = _INSTEAD.get(kind.split()[0], "`kg sources` lists the formats that are read")
    return SourceError(f"looks like {kind}, which no reader knows", where=where, todo=todo)


def _columns(head: str) -> list[str]:
    """Return the first line's cells where all lines are rows of a table with as many cells."""
    lines = [line for line in head.splitlines()[:_ROWS_TO_JUDGE] if line.strip()]
    for delimiter in "\t;|,":
        rows = list(csv.reader(lines, delimiter=delimiter))
        if len(rows) > 1 and len(rows[0]) > 1 and len(set(map(len, rows))) == 1:
            return rows[0]
    return []
