"""Recognise inputs of other kinds, so that each is refused by its name."""

from __future__ import annotations

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
    kind = foreign_kind(head)
    seen = f"looks like {kind}, which is not read yet" if kind else "plain prose or unknown layout"
    return SourceError(
        seen, where=where, todo="`kg sources` lists the formats, `--format NAME` forces one"
    )
