"""Write a site into a folder: only what has changed, and nothing that somebody else put there."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import InputError, translated
from kg.site.media import file_of
from kg.site.site import Site
from kg.system.paths import AnyPath
from kg.system.progress import track

MANIFEST = ".kg-site.json"
"""Lists the files of the site, so that the next run removes those that are no part of it any more."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files a run wrote, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int

    def line(self) -> str:
        """Say it in one line.

        >>> Published(3, 1200, 0).line()
        '3 files written, 1,200 unchanged, 0 removed'
        """
        return f"{self.written:,} files written, {self.unchanged:,} unchanged, {self.removed:,} removed"


def publish(folder: AnyPath, site: AnyPath) -> Published:
    """Write the site of the build in `folder` into the folder `site`.

    A file that is there with the same bytes is not touched. Files that an earlier run wrote and
    that are no part of the site any more are removed; others stay.

    Raises: InputError: where there is no build, where the folder cannot be written, or where a
    page would replace a file that no earlier run wrote.
    """
    place = Path(site)
    with translated(str(place)):
        return _Writer(place).write(Site.open(Path(folder)))


class _Writer:
    """A folder that a site is written into."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._old = _read_manifest(place / MANIFEST)
        self._written = self._unchanged = 0

    def write(self, site: Site) -> Published:
        """Write the files of a site, and remove what is left of an earlier one."""
        pages = list(site.paths())
        names = {file_of(path, media_type) for path, media_type in pages}
        self.place.mkdir(parents=True, exist_ok=True)
        self._keep_manifest(self._old | names)
        for path, media_type in track(pages, "writing pages", len(pages)):
            self._put(file_of(path, media_type), site.render(path, media_type))
        gone = self._old - names
        for name in sorted(gone):
            self._remove(name)
        self._keep_manifest(names)
        return Published(self._written, self._unchanged, len(gone))

    def _put(self, name: str, content: bytes) -> None:
        """Write a file where it has other bytes: beside its place first, so that it is whole."""
        file = self.place / name
        old = file.read_bytes() if file.is_file() else None
        if old == content:
            self._unchanged += 1
            return
        if old is not None and name not in self._old:
            raise InputError(
                "this file was not written by `kg publish`", where=str(file),
                todo="choose another folder, or move it away",
            )  # fmt: skip
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, content)
        self._written += 1

    def _keep_manifest(self, names: set[str]) -> None:
        content = json.dumps(sorted(names), indent=0).encode() + b"\n"
        file = self.place / MANIFEST
        if not file.exists() or file.read_bytes() != content:
            _replace(file, content)

    def _remove(self, name: str) -> None:
        file = self.place / name
        file.unlink(missing_ok=True)
        for folder in file.relative_to(self.place).parents[:-1]:
            if any((self.place / folder).iterdir()):
                break
            (self.place / folder).rmdir()


def _replace(file: Path, content: bytes) -> None:
    part = file.with_name(f".kg-{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _read_manifest(file: Path) -> set[str]:
    """Read the files that an earlier run wrote; none where there was no run.

    Raises: InputError: where no run can have written this.
    """
    if not file.exists():
        return set()
    try:
        found = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(map(_is_inside, found)):
        raise InputError(
            "no `kg publish` can have written this",
            where=str(file),
            todo="delete it, or the folder",
        )
    return set(found)


def _is_inside(name: object) -> bool:
    r"""Tell whether a name is that of a file within the folder.

    >>> [_is_inside(name) for name in ("paper/a.html", "../a", "/a", "a/../../b", "a\\b", 3)]
    [True, False, False, False, False, False]
    """
    if not isinstance(name, str) or not name or set(name) & set("\\:\0"):
        return False
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts
