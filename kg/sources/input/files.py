"""Find the files that the arguments of a command name."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from kg.errors import SourceError
from kg.resources import CONFIGURATION
from kg.sources.input.converting import ENDINGS
from kg.sources.input.outputs import files_of_build
from kg.text import without_surrogates

_SPECIAL: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(slots=True)
class Inputs:
    """The files to read; what cannot be read, by the name that a list shows; what is left out, and why."""

    files: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """What each file is called: its path in the folder that an argument named, or its base name."""
    refused: list[tuple[str, SourceError]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def find_inputs(arguments: Sequence[str]) -> Inputs:
    """Find the files that names, folders, glob patterns and `-` (standard input) stand for.

    Folders are searched through, without hidden files and `kg.toml`, in sorted order. Word documents
    and PDFs in them are refused: mostly they are papers, whose references nobody keeps as a list. A file that several
    arguments name is listed once, by the name that says most, whatever their order. In folders and by patterns, pipes, devices and sockets are
    refused unopened, folders behind links and those that cannot be listed are refused, and what
    a build wrote is left out: each counts as an input only where an argument names it.

    Raises: SourceError: where a name is missing, a pattern matches nothing, or nothing is found.
    """
    search = _Search()
    for argument in arguments:
        search.expand(argument)
    inputs = search.unique()
    if arguments and not (inputs.files or inputs.refused):
        raise SourceError(
            "this folder holds only what a build wrote", where=without_surrogates(arguments[0]),
            todo="give its sources, or name the one file that is meant, such as quarantine.jsonl",
        )  # fmt: skip
    return inputs


def name_in(path: str, folder: str | None = None) -> str:
    r"""Return what a file is called: its path in a folder, or its base name where none is given.

    Nothing of where the folder is, is part of it.

    >>> name_in("lists/caf\udce9.bib"), name_in("lists/old/a.bib", "lists"), name_in("-")
    ('caf\\xe9.bib', 'old/a.bib', 'stdin')
    """
    if path == "-":
        return "stdin"
    name = Path(path).name if folder is None else os.path.relpath(path, folder or ".")
    return without_surrogates(Path(name).as_posix())


class _Search:
    """What is found so far; `top` is the folder that the names of an argument begin in."""

    def __init__(self) -> None:
        self.inputs = Inputs()
        self._top = ""
        self._found: list[tuple[str, str]] = []
        self._written = lru_cache(files_of_build)

    def unique(self) -> Inputs:
        """Return what is found, each file once; the longest of its names says most."""
        names: dict[str, tuple[str, str]] = {}
        for path, name in self._found:
            real = path if path == "-" else os.path.realpath(path)
            first, known = names.setdefault(real, (path, name))
            names[real] = (first, min(known, name, key=lambda each: (-each.count("/"), each)))
        self.inputs.names = dict(names.values())
        self.inputs.files = list(self.inputs.names)
        return self.inputs

    def expand(self, argument: str) -> None:
        """Take in what one argument stands for. Raises: SourceError: where that is nothing."""
        if argument == "-" or (os.path.lexists(argument) and not Path(argument).is_dir()):
            self._found.append((argument, name_in(argument)))
        elif Path(argument).is_dir():
            self._top = argument
            self._walk(argument)
        else:
            self._top = _fixed_part(argument)
            self._match(argument)

    def _match(self, pattern: str) -> None:
        matches = sorted(self._matches(pattern))
        if not matches:
            raise SourceError(
                "no such file or folder", where=without_surrogates(pattern),
                todo="check the name and where you are",
            )  # fmt: skip
        for match in matches:
            if Path(match).is_dir():
                self._walk(match)
            else:
                self._take(match)

    def _matches(self, pattern: str) -> set[str]:
        """Return what a pattern stands for; unlike those of `glob`, its `**` follows no link."""
        before, everywhere, after = pattern.partition("**/")
        # Path.glob knows no absolute patterns.
        if not everywhere:
            return set(glob.glob(pattern))  # noqa: PTH207
        tops = glob.glob(before) if before else [""]  # noqa: PTH207
        folders = [folder for top in tops for folder, _ in self._folders(top)]
        return {
            match
            for folder in folders
            for match in self._matches(os.path.join(glob.escape(folder), after))  # noqa: PTH118
        }

    def _walk(self, top: str) -> None:
        before = self._count()
        for path in sorted(
            os.path.join(folder, name)  # noqa: PTH118  (the user's own spelling stays: ./a, a/)
            for folder, names in self._folders(top)
            for name in names
        ):
            self._take(path)
        if self._count() == before:
            raise SourceError(
                "this folder holds no file", where=without_surrogates(top),
                todo="put publication lists in it",
            )  # fmt: skip

    def _folders(self, top: str) -> Iterator[tuple[str, list[str]]]:
        """Yield a folder and those in it, with the names of their files; hidden ones are none."""

        def refuse(error: OSError) -> None:
            self._refuse_folder(str(error.filename), f"cannot be listed ({error.strerror})")

        for folder, inner, names in os.walk(top or ".", onerror=refuse):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in inner:
                path = os.path.join(folder, name)  # noqa: PTH118
                if os.path.islink(path):  # noqa: PTH114
                    self._refuse_folder(path, "is behind a link, which is not followed")
            plain = folder if top else os.path.relpath(folder, ".").removeprefix(".")
            yield (
                plain,
                [name for name in names if not name.startswith(".") and name != CONFIGURATION],
            )

    def _take(self, path: str) -> None:
        """Take a file that no argument names itself, unless it is none to read."""
        folder, name = os.path.split(path)
        if name in self._written(folder):
            where = without_surrogates(folder) or "."
            note = f"{where}: left out: a build wrote these files; name one to read it"
            if note not in self.inputs.left_out:
                self.inputs.left_out.append(note)
        elif problem := _problem(path):
            name = name_in(path, self._top)
            self._refuse(name, path, problem, "leave it out, or name it to read it")
        else:
            self._found.append((path, name_in(path, self._top)))

    def _refuse_folder(self, path: str, problem: str) -> None:
        name = f"{name_in(path, self._top)}/"
        self._refuse(name, path, f"this folder {problem}", "name it to read what it holds")

    def _refuse(self, name: str, path: str, problem: str, todo: str) -> None:
        error = SourceError(problem, where=without_surrogates(path), todo=todo)
        self.inputs.refused.append((name, error))

    def _count(self) -> int:
        return len(self._found) + len(self.inputs.refused) + len(self.inputs.left_out)


def _fixed_part(pattern: str) -> str:
    """Return the folders of a pattern that stand before what it leaves open."""
    return str(Path(*takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts[:-1])))


def special_kind(mode: int) -> str | None:
    """Name what is no file with an end, by the mode of its status; None for files and folders."""
    return next((name for is_kind, name in _SPECIAL if is_kind(mode)), None)


def _problem(path: str) -> str | None:
    """Say why a path is not to be read, without opening it; None where it is a file that may be."""
    try:
        kind = special_kind(Path(path).stat().st_mode)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if document := ENDINGS.get(Path(path).suffix.lower()):
        return f"this is {document.called}, which may be a paper rather than a list"
    return f"this is {kind}, not a file" if kind else None
