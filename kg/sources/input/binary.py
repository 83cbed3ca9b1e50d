"""Recognise what is no text, so that it is refused by its name."""

from __future__ import annotations

from kg.errors import SourceError

TO_SAVE = "save it as HTML or as plain text: lists of publications are read from these"
_TEXTUAL = (
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
"""What begins so is no list, whether it goes on in text or not."""
_WITH_NULS = (
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"GIF8", "an image"),
    (b"BM", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\0\0\1\0", "an icon"),
    (b"8BPS", "an image"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
    (b"!<arch>", "a library of programs"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"Obj\1", "an Avro table"),
    (b"ORC", "an ORC table"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x80\3", "a Python pickle"),
    (b"\x80\4", "a Python pickle"),
    (b"\x80\5", "a Python pickle"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"OggS", "a sound or a video"),
    (b"RIFF", "an image, a sound or a video"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\0\1\0\0", "a font"),
    (b"OTTO", "a font"),
    (b"wOF", "a font"),
    (b"\xde\x12\x04\x95", "a catalogue of translations"),
    (b"PACK", "a pack of Git"),
    (b"DIRC", "an index of Git"),
    (b"AT&TFORM", "a DjVu document"),
)
"""These letters begin texts, too; but texts hold no NULs."""
_INSIDE = ((4, b"ftyp", "a video"), (257, b"ustar", "a tar archive"))
"""Where in the file the mark stands."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MOST_NULS, _MOST_CONTROLS = 0.01, 0.05
"""Fewer than these shares of a text are noise, more make it binary."""
_WRITTEN = ("a PDF", "an old office document", "a rich text document")
"""What holds text that another program can save."""


def refuse_binary(head: bytes, where: str, *, nul: bool = True) -> None:
    """Refuse what is no text, by its first bytes; those of UTF-16 may hold a NUL.

    Raises: SourceError: where the bytes are those of a known binary kind, or hold a NUL.
    """
    if name := _known(head):
        raise SourceError(
            f"this is {name}, not a list of records", where=where,
            todo=TO_SAVE if name.startswith(_WRITTEN) else "give text in a format that `kg sources` lists",
        )  # fmt: skip
    controls = len(head) - len(head.translate(None, _CONTROLS))
    most = controls > _MOST_CONTROLS * len(head) or head.count(0) > _MOST_NULS * len(head)
    if nul and most:
        raise SourceError("this is binary, not text", where=where, todo="save it as UTF-8 text")


def _known(head: bytes) -> str | None:
    marks = [(0, start, name) for start, name in _TEXTUAL]
    if b"\0" in head:
        marks += [*((0, start, name) for start, name in _WITH_NULS), *_INSIDE]
    return next((name for at, mark, name in marks if head.startswith(mark, at)), None)
