"""Write a build as a folder that a repository takes: data, vocabulary, shapes, and what they are."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from kg.errors import InputError, translated
from kg.journal import current, open_current
from kg.resources import ONTOLOGY_FILE, SHAPES_FILE
from kg.site.crate import Document, File, datacite, ro_crate, what_is_said
from kg.site.folder import DATA, read_build
from kg.system.paths import AnyPath

CHECKSUMS = "checksums.sha256"
_CRATE, _DATACITE = "ro-crate-metadata.json", "datacite.json"
_OF_BUILD = {
    "kg.ttl": "The graph: papers, people, concepts, and how they hang together",
    "mentions.ttl": "The evidence: where each mention stands, in which words",
    "void.ttl": "Description of the data set (VoID, DCAT)",
    "report.ttl": "What the shapes report of the graph",
    "summary.json": "Accounting: what was read, published, merged, skipped and quarantined",
}
_SHIPPED = {
    "ontology.ttl": ("The ontology", ONTOLOGY_FILE),
    "shapes.ttl": ("The shapes that the graph is checked against", SHAPES_FILE),
}
_LINE = re.compile(r"[0-9a-f]{64}  ([a-z-]+\.[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit: how many files it has, and what repositories ask for and nobody said."""

    files: int
    left_out: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Say it in a line, and what was left out in one more.

        >>> list(Deposit(9, ("licence",)).lines())[1]
        'left out, since the build does not say it: licence; give `kg build` --licence'
        """
        yield f"{self.files} files written"
        if self.left_out:
            options = ", ".join(f"--{each}" for each in self.left_out)
            what = ", ".join(self.left_out)
            yield f"left out, since the build does not say it: {what}; give `kg build` {options}"


def deposit(folder: AnyPath, output: AnyPath, *, date: str | None = None) -> Deposit:
    """Write the build in `folder` as an RO-Crate 1.1 into the folder `output`, which may be new.

    With it go a record for DataCite, checksums as `sha256sum` checks them, the ontology and the
    shapes. `date` (YYYY-MM-DD) is the day it is published, that on which the build was written
    where it is None. Licence, creators and publisher are those that the build was given.

    Raises: InputError: where there is no build, the date is none, or the folder has other files.

    >>> import tempfile, kg
    >>> with tempfile.TemporaryDirectory() as place:
    ...     out, file = Path(place, "out"), Path(place, "owls.bib")
    ...     _ = file.write_text("@book{a, title={Owls at night}, author={Lopez, Ana}, year=2001}")
    ...     _ = kg.build(file, out, mentions=False)
    ...     deposit(out, Path(place, "deposit")).left_out
    ('licence', 'creator', 'publisher')
    """
    source, place = Path(folder), Path(output)
    if not all(current(source / name).is_file() for name in DATA):
        raise InputError("there is no build here", where=str(source),
                         todo="run `kg build` first, or name one")  # fmt: skip
    build = read_build(source)
    said = what_is_said(build, _check_date(date) if date else build.written())
    with translated(str(place)):
        old = _own_files(place)
        place.mkdir(parents=True, exist_ok=True)
        files = list(_copy(source, place))
        for name, write in ((_CRATE, ro_crate), (_DATACITE, datacite)):
            content = _json(write(said, files))
            files.append(_put(place, name, "Description of this deposit", _writing(content)))
        lines = "".join(f"{each.sha256}  {each.name}\n" for each in files)
        _put(place, CHECKSUMS, "Checksums", _writing(lines.encode()))
        for name in old - {each.name for each in files} - {CHECKSUMS}:
            (place / name).unlink(missing_ok=True)
    return Deposit(len(files) + 1, said.left_out())


def _check_date(text: str) -> str:
    try:
        return Date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(
            "no date", where="--date", value=text, todo="write it as 2026-11-25"
        ) from None


def _own_files(place: Path) -> set[str]:
    """List the files that an earlier deposit wrote here. Raises: InputError: where others are."""
    if not place.exists():
        return set()
    listed = place / CHECKSUMS
    text = listed.read_text(encoding="utf-8", errors="replace") if listed.is_file() else ""
    own = {found[1] for line in text.splitlines() if (found := _LINE.fullmatch(line))}
    own |= {CHECKSUMS}
    for each in sorted(place.iterdir()):
        if each.name not in own or not each.is_file():
            raise InputError("this file was not written by `kg deposit`", where=str(each),
                             todo="choose another folder, or move it away")  # fmt: skip
    return own


def _copy(source: Path, place: Path) -> Iterator[File]:
    for name, title in _OF_BUILD.items():
        if current(source / name).is_file():
            with open_current(source / name) as file:
                yield _put(place, name, title, _copying(file))
    for name, (title, path) in _SHIPPED.items():
        with path.open("rb") as file:
            yield _put(place, name, title, _copying(file))


def _copying(file: BinaryIO) -> Callable[[BinaryIO], object]:
    return lambda target: copyfileobj(file, target)


def _writing(content: bytes) -> Callable[[BinaryIO], object]:
    return lambda target: target.write(content)


def _json(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _put(place: Path, name: str, title: str, write: Callable[[BinaryIO], object]) -> File:
    """Write a file beside its place first, so that it is whole, and measure it."""
    part = place / f".kg-{secrets.token_hex(8)}.part"
    try:
        with part.open("wb") as target:
            write(target)
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = part.stat().st_size
        part.replace(place / name)
    finally:
        part.unlink(missing_ok=True)
    return File(name, title, size, digest)
