"""Read RDF files: every error has its place, nothing is fetched, `.gz` is unpacked."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg import journal
from kg.errors import RdfError, translated
from kg.serialization.entities import refuse_entities
from kg.serialization.formats import Format, format_of
from kg.serialization.losses import parse_whole, refuse_losses
from kg.serialization.nesting import Shallow, refuse_depth
from kg.vocab import absolute_iri

_SCHEMA_ORG = re.compile(r"https?://schema\.org/?(docs/jsonldcontext\.jsonld?)?")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[\[\]{}:]', re.DOTALL)
_SCHEMA_ORG_CONTEXT = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    "schema": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("sameAs", "url", "license", "codeRepository")},
}
"""Stands in for the context of schema.org, which is never fetched: enough for records of papers."""


_NEWLINE = b"\n"
_HELD = 16 * 2**20
"""Bytes of a token that the parsers hold."""


def parse_file(
    path: str | Path, *, format: str | None = None, base: str | None = None
) -> Iterator[Quad]:
    """Yield the statements of an RDF file; `-` is standard input.

    `format` is a name, extension or media type, where the extension does not tell it. A build
    that was interrupted in the file's folder is read as it would be complete. Blank nodes get
    labels of this reading only.

    Raises: RdfError: no such file, unknown format, or not parseable, with line and column.
    """
    with open_rdf(path, format=format, base=base) as (source, rdf_format, base_iri):
        yield from _quads(source, rdf_format, base_iri, str(path))


def parse_bytes(content: bytes, format: str, *, where: str) -> Iterator[Quad]:
    """Yield the statements of RDF that is in memory; `where` names it in errors.

    Those of JSON-LD are there though their IRIs be none: these hold stand-ins, which
    `kg.serialization.losses.restored` undoes.

    Raises: RdfError: unknown format, or not parseable, with line and column.
    """
    chosen = format_of(where, format)
    stream = io.BytesIO(content)
    base = "https://example.org/document"
    with translated(where, RdfError), _explained(where, chosen, stream):
        if chosen.rdf_format == RdfFormat.JSON_LD:
            refuse_depth(content, where)
            yield from parse_whole(_with_bundled_context(content), base)
            return
        if chosen.rdf_format == RdfFormat.RDF_XML:
            refuse_entities(stream, where)
        shallow = Shallow(stream, chosen.rdf_format, where)
        yield from _quads(shallow, chosen.rdf_format, base, where)


def _quads(source: Any, rdf_format: RdfFormat, base: str, where: str) -> Iterator[Quad]:
    for quad in parse(source, rdf_format, base_iri=base, rename_blank_nodes=True):
        if isinstance(quad.object, Triple):
            raise RdfError(
                "a statement about a statement (a triple term of RDF 1.2) is not supported here",
                where=where, value=str(quad), todo="leave it out; `kg query` reads it",
            )  # fmt: skip
        yield quad


def read_prefixes(
    path: str | Path, *, format: str | None = None, base: str | None = None
) -> dict[str, str]:
    """Read the prefixes that an RDF file declares before its first statement.

    There are none in what can be read only once, such as standard input or a pipe.

    Raises: RdfError: no such file, or unknown format.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> read_prefixes(ONTOLOGY_FILE)["kg"]
    'https://example.org/kg/ns#'
    """
    found = journal.current(Path(path))
    if not found.is_file() or not found.stat().st_size:
        return {}
    with open_rdf(path, format=format, base=base) as (source, rdf_format, base_iri):
        parser = parse(source, rdf_format, base_iri=base_iri)
        with contextlib.suppress(SyntaxError, OSError, EOFError, zlib.error):
            next(parser, None)  # Whoever reads the file says what is wrong with it.
        return parser.prefixes


@contextmanager
def open_rdf(
    path: str | Path, *, format: str | None = None, base: str | None = None
) -> Iterator[tuple[Any, RdfFormat, str]]:
    """Open an RDF file for a parser: its content, format and base IRI.

    What the parser finds wrong comes out as `parse_file` tells it. Raises: RdfError.
    """
    chosen = format_of(path, format)
    where = str(path)
    with translated(where, RdfError), _opened(path) as stream, _explained(where, chosen, stream):
        base = absolute_iri(base, "--base").value if base is not None else base_of(path)
        if chosen.rdf_format == RdfFormat.JSON_LD:
            content = _with_bundled_context(stream.read())
            refuse_depth(content, where)
            refuse_losses(content, base, where)
            yield content, chosen.rdf_format, base
            return
        if chosen.rdf_format == RdfFormat.RDF_XML:
            refuse_entities(stream, where)
        yield Shallow(stream, chosen.rdf_format, where), chosen.rdf_format, base


def base_of(path: str | Path) -> str:
    """Return the IRI that relative ones in a file are resolved against: its address."""
    return "https://example.org/stdin" if str(path) == "-" else Path(path).resolve().as_uri()


@contextmanager
def _opened(path: str | Path) -> Iterator[IO[bytes]]:
    if str(path) == "-":
        yield io.BytesIO(_standard_input())
        return
    path = Path(path)
    if path.is_dir():
        raise RdfError("this is a folder, not a file", where=str(path), todo="name a file in it")
    try:
        stream = journal.open_current(path)
    except FileNotFoundError:
        raise RdfError("no such file", where=str(path), todo="check the name") from None
    except OSError as error:
        raise RdfError("cannot be read", where=str(path), value=error.strerror) from error
    with stream:
        if os.fstat(stream.fileno()).st_size == 0:
            raise RdfError("the file is empty", where=str(path), todo="check how it was written")
        yield gzip.GzipFile(fileobj=stream) if path.suffix == ".gz" else stream  # type: ignore[misc]


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise RdfError("cannot be read", where="stdin", value=error.strerror) from error


@contextmanager
def _explained(where: str, chosen: Format, stream: IO[bytes]) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise RdfError(
            f"not parseable as {chosen.name}", where=_place(where, error),
            value=_reason(error), todo="mend the file, or name its format",
        ) from error  # fmt: skip
    except MemoryError as error:
        if not str(error):
            raise
        raise RdfError(
            "a text or an IRI of more than 16 MB", where=_begin(where, chosen, stream),
            todo="shorten it",
        ) from error  # fmt: skip
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RdfError("the gzip file is damaged", where=where, value=str(error)) from error


def _begin(where: str, chosen: Format, stream: IO[bytes]) -> str:
    """Tell in which line begins what the parser cannot hold: it has read just that since."""
    if chosen.rdf_format in (RdfFormat.JSON_LD, RdfFormat.RDF_XML):
        return where  # These read ahead.
    read = stream.tell()
    stream.seek(0)
    before = stream.read(max(0, read - _HELD))
    return f"{where}:{before.count(_NEWLINE) + 1}"


def _place(where: str, error: SyntaxError) -> str:
    return ":".join(str(part) for part in (where, error.lineno, error.offset) if part is not None)


def _reason(error: SyntaxError) -> str:
    # The place stands before it already.
    message = re.sub(r"^Parser error at line .*?: ", "", error.msg, count=1)
    if "LoadDocumentCallback" in message:
        return "the JSON-LD names a remote context, which is not fetched"
    return message


def _with_bundled_context(raw: bytes) -> bytes:
    """Write the bundled context in place of the address of that of schema.org; lines stay lines."""
    if b"schema.org" not in raw:
        return raw
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw  # The parser says what is wrong with it, and where.
    pieces, end = [], 0
    for match in _contexts(text):
        if _SCHEMA_ORG.fullmatch(match[0][1:-1]):
            pieces += [text[end : match.start()], json.dumps(_SCHEMA_ORG_CONTEXT)]
            end = match.end()
    return "".join([*pieces, text[end:]]).encode()


def _contexts(text: str) -> Iterator[re.Match[str]]:
    """Find the strings that are a context, alone or in a list of them."""
    before = ("", "")
    depth = 0  # within a list of contexts
    for match in _TOKEN.finditer(text):
        begins = before == ('"@context"', ":")
        if match[0].startswith('"') and (begins or depth == 1):
            yield match
        if begins and match[0] == "[":
            depth = 1
        elif depth:
            depth += (match[0] in "[{") - (match[0] in "]}")
        before = (before[1], match[0])
