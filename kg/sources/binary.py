"""Recognise what is no text, so that it is refused by its name."""

from __future__ import annotations

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
