"""Write a site into a folder: only what has changed, and nothing that somebody else put there."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from kg.errors import InputError, translated
from kg.journal import current
from kg.site.compact import Compact
from kg.site.compacting import compact_build
from kg.site.correcting import check_tracker
from kg.site.folder import DATA, read_build
from kg.site.media import file_of
from kg.site.site import Site
from kg.system.parallel import Workers, a_process, choose_jobs
from kg.system.paths import AnyPath
from kg.system.progress import track
from kg.system.temporary import explained

MANIFEST = ".kg-site.json"
"""Lists the files of the site, so that the next run removes those that are no part of it any more."""
_CHUNK = 400
"""Pages that a process writes at a time."""
_BLOCK = 1 << 20
"""Bytes of a file that are compared at a time."""
_PAGES, _RECORD = 16, 12_000
"""Pages, and bytes of data, that take as long as a record does elsewhere: they tell from which on processes pay."""


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


def publish(
    folder: AnyPath,
    site: AnyPath,
    *,
    jobs: int | None = None,
    corrections: str | None = None,
    since: AnyPath | None = None,
) -> Published:
    """Write the site of the build in `folder` into the folder `site`.

    A file that is there with the same bytes is not touched. Files that an earlier run wrote and
    that are no part of the site any more are removed; others stay. `jobs` processes write, as many
    as there are processors, up to 4, where it is None and the pages are many. `corrections` is the
    address of a tracker that pages link for what is wrong, with `{line}` where the correction goes.
    `since` is the folder of an earlier build: a page and a feed say what came, changed, went and was
    merged.

    Raises: InputError: where there is no build, where the folder cannot be written, where a
    page would replace a file that no earlier run wrote, where `corrections` is no address, or where
    `since` is no build or one of another data namespace.

    >>> import tempfile, kg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     out, file = Path(folder, "out"), Path(folder, "owls.bib")
    ...     _ = file.write_text("@book{a, title={Owls at night}, author={Lopez, Ana}, year=2001}")
    ...     _ = kg.build(file, out, mentions=False)
    ...     first, second = (publish(out, Path(folder, "site")) for _ in range(2))
    >>> first.written > 20, second.written
    (True, 0)
    """
    place = Path(site)
    tracker = check_tracker(corrections) if corrections else ""
    with explained():
        scratch = TemporaryDirectory(prefix="kg-site-", ignore_cleanup_errors=True)
    with translated(str(place)), scratch as data:
        build = _Opened(
            Path(folder), Path(data), tracker, Path(since) if since is not None else None
        )
        pages = _prepared(build, jobs)
        old = _read_manifest(place / MANIFEST)
        files = [file_of(*page) for page in pages]
        place.mkdir(parents=True, exist_ok=True)
        _keep_manifest(place, old.union(files))
        chunks = (
            _Part(build, place, pages[i : i + _CHUNK], old.intersection(files[i : i + _CHUNK]))
            for i in range(0, len(pages), _CHUNK)
        )
        with Workers(choose_jobs(jobs, len(pages) // _PAGES)) as workers:
            writing = workers.map(_write_part, chunks)
            counts = list(track(writing, "writing pages", -(-len(pages) // _CHUNK)))
        gone = old.difference(files)
        for name in sorted(gone):
            _remove(place, name)
        _keep_manifest(place, files)
        _site.cache_clear()
        return Published(sum(w for w, _ in counts), sum(u for _, u in counts), len(gone))


def _prepared(build: _Opened, jobs: int | None) -> list[tuple[str, str]]:
    """Read a build, and list the pages of its site: what that takes is gone with the process it is done in."""
    file = current(build.folder / DATA[0])
    size = file.stat().st_size if file.is_file() else 0
    alone = choose_jobs(jobs, size // _RECORD) == 1
    with Workers(1, None if alone else a_process) as workers:
        return next(workers.map(_prepare, [build]))


def _prepare(build: _Opened) -> list[tuple[str, str]]:
    """Read a build into the folder that all processes share, and list the pages of its site."""
    compact_build(build.folder, build.data)
    if build.since:
        build.before.mkdir()
        compact_build(build.since, build.before)
    return list(_site(build).paths())


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a site is opened with: the folder of a build, and the one that holds its statements."""

    folder: Path
    data: Path
    tracker: str
    since: Path | None

    @property
    def before(self) -> Path:
        """The folder that holds the statements of the earlier build."""
        return self.data / "before"


@dataclass(frozen=True, slots=True)
class _Part:
    """Pages of a build to write, where to, and which files earlier runs wrote there."""

    build: _Opened
    place: Path
    pages: list[tuple[str, str]]
    old: set[str]


@lru_cache(maxsize=1)
def _site(build: _Opened) -> Site:
    """Open a site once in a process."""
    before = Compact(build.before) if build.since else None
    return Site(Compact(build.data), read_build(build.folder, build.tracker, build.since), before)


def _write_part(part: _Part) -> tuple[int, int]:
    site = _site(part.build)
    written = [
        _put(part.place, file_of(*page), site.render(*page), part.old) for page in part.pages
    ]
    return sum(written), len(written) - sum(written)


def _put(place: Path, name: str, content: bytes, old: set[str]) -> bool:
    """Write a file where it has other bytes: beside its place first, so that it is whole."""
    file = place / name
    is_there = file.is_file()
    if is_there and _holds(file, content):
        return False
    if is_there and name not in old:
        raise InputError(
            "this file was not written by `kg publish`", where=str(file),
            todo="choose another folder, or move it away",
        )  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, content)
    return True


def _holds(file: Path, content: bytes) -> bool:
    """Tell whether a file has these bytes; a large one is never in memory as a whole."""
    if file.stat().st_size != len(content):
        return False
    view = memoryview(content)
    with file.open("rb") as opened:
        return all(
            opened.read(_BLOCK) == view[start : start + _BLOCK]
            for start in range(0, len(content), _BLOCK)
        )


def _keep_manifest(place: Path, names: Iterable[str]) -> None:
    content = json.dumps(sorted(names), indent=0).encode() + b"\n"
    file = place / MANIFEST
    if not file.exists() or file.read_bytes() != content:
        _replace(file, content)


def _remove(place: Path, name: str) -> None:
    file = place / name
    file.unlink(missing_ok=True)
    for folder in file.relative_to(place).parents[:-1]:
        inside = place / folder
        if not inside.is_dir() or any(inside.iterdir()):
            break
        inside.rmdir()


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
