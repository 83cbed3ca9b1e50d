"""Turn documents that are no text, those of Word and PDF, into the HTML that says what they show.

The libraries that open them are extras. They meet files of anybody, so they work in a process of
their own that ends at a limit of time and of memory.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from typing import IO

from kg.errors import SourceError
from kg.sources.input.binary import TO_SAVE
from kg.system.worker import OUT_OF_MEMORY

_LARGEST = 256 * 1024 * 1024
_SECONDS = 120
_LAST_WORDS = 500
"""Characters of what a process says last that are looked at."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what it is called, the extra that reads it, and the library of that."""

    called: str
    extra: str
    library: str


DOCX = Kind("a Word document", "docx", "mammoth")
PDF = Kind("a PDF", "pdf", "pypdfium2")
ENDINGS = {".docx": DOCX, ".pdf": PDF}


def kind_of(file: IO[bytes]) -> Kind | None:
    """Tell by its content which kind of document a file is; None where it is none of these."""
    file.seek(0)
    head = file.read(5)
    if head == b"%PDF-":
        return PDF
    if not head.startswith(b"PK\x03\x04"):
        return None
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return DOCX if "word/document.xml" in archive.namelist() else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return None


def convert(file: IO[bytes], kind: Kind, into: IO[bytes], where: str) -> IO[bytes]:
    """Write a document as HTML in UTF-8.

    Raises: SourceError: where the library is not installed, the document is damaged, locked or
    too large, or holds no text.
    """
    if find_spec(kind.library) is None:
        raise SourceError(
            f"this is {kind.called}, and what reads it is not installed", where=where,
            todo=f"`pip install 'kg[{kind.extra}]'`, or {TO_SAVE}",
        )  # fmt: skip
    file.seek(0)
    content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _unread(kind, "it has more than 256 MiB", where)
    html = _converted(content, kind, where)
    if not html.strip():
        raise SourceError(
            f"this is {kind.called} without text: its pages are pictures", where=where,
            todo="have its text recognised, or give the list in another form",
        )  # fmt: skip
    into.write(html)
    return into


def _converted(content: bytes, kind: Kind, where: str) -> bytes:
    command = [sys.executable, "-P", "-m", __package__, kind.extra]
    # The folder that the user is in is none to import from.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_SECONDS, env=environment, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _unread(kind, f"it takes more than {_SECONDS} seconds", where) from error
    if done.returncode == OUT_OF_MEMORY:
        raise _unread(kind, "it takes too much memory", where)
    if done.returncode < 0:
        raise _unread(kind, signal.Signals(-done.returncode).name, where)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise _unread(kind, said.splitlines()[-1][:_LAST_WORDS] if said else "", where)
    return done.stdout


def _unread(kind: Kind, why: str, where: str) -> SourceError:
    return SourceError(
        f"this is {kind.called} that cannot be read", where=where, value=why, todo=TO_SAVE
    )
