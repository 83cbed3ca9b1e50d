"""Read the files of a build into the arrays of `Compact`: in one pass, each text once in memory."""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import RdfFormat, serialize

from kg.errors import InputError
from kg.journal import current
from kg.serialization import parse_file
from kg.site.compact import TEXTS, TYPES, Compact, is_iri
from kg.site.folder import DATA
from kg.system.temporary import Scratch, explained
from kg.versions import read_together

_IN_MEMORY = 1 << 20
Numbers = NDArray[np.int32]


def open_compact(folder: Path) -> Compact:
    """Open the data of a build; they are in files that are gone when nobody uses them any more.

    Raises: InputError: where there is no build, or no room. RdfError: a file that cannot be parsed.
    """
    with explained():
        place = Path(tempfile.mkdtemp(prefix="kg-site-"))
        try:
            compact_build(folder, place)
        except BaseException:
            rmtree(place)
            raise
    compact = Compact(place)
    weakref.finalize(compact, rmtree, place, ignore_errors=True)
    return compact


def compact_build(folder: Path, place: Path) -> None:
    """Write the data of a build into the folder `place`, for `Compact` to open.

    Raises: InputError: where there is no build, or no room. RdfError: a file that cannot be parsed.
    """
    files = [str(folder / name) for name in DATA]
    if not all(current(Path(each)).is_file() for each in files):
        raise InputError(
            "there is no build here", where=str(folder),
            todo="run `kg build` first, or name one",
        )  # fmt: skip
    compact_files(files, place)


def compact_files(files: Sequence[str], place: Path) -> None:
    """Write the data of files into the folder `place`, for `Compact` to open.

    Raises: InputError: where there is no room. RdfError: a file that cannot be parsed.
    """
    texts, rows = read_together(files, lambda: _read(files))
    with explained():
        write_compact(place, texts, rows)


def _read(files: Sequence[str]) -> tuple[list[bytes], Numbers]:
    """Number the terms of files as they come: their texts, and a row of three numbers a statement."""
    numbers: defaultdict[bytes, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    found = array("i")
    for file in files:
        with Scratch(_IN_MEMORY) as spelled:
            serialize(parse_file(file), spelled, RdfFormat.N_TRIPLES)
            spelled.seek(0)
            for line in spelled:
                found.extend(map(numbers.__getitem__, line[:-3].split(b" ", 2)))
    texts = [each[:-1] if is_iri(each) else each for each in numbers]
    return texts, np.frombuffer(found, np.int32).reshape(-1, 3)


def write_compact(folder: Path, texts: list[bytes], rows: Numbers) -> None:
    """Write the texts of terms and rows of their numbers, both in no order, for `Compact` to open."""
    order = sorted(range(len(texts)), key=texts.__getitem__)
    with (folder / TEXTS).open("wb") as file:
        file.writelines(texts[each] for each in order)
    ends = np.cumsum([0, *(len(texts[each]) for each in order)])
    new = np.empty(len(texts), np.int32)
    new[order] = np.arange(len(texts), dtype=np.int32)
    for name, numbers in {"ends": ends, **_columns(new[rows], len(texts))}.items():
        with (folder / name).open("wb") as file:
            numbers.astype(TYPES[name]).tofile(file)


def _columns(rows: Numbers, terms: int) -> dict[str, Numbers]:
    """Sort rows without repetitions, by subject and by object; find the first row of each."""
    rows = rows[np.lexsort(rows.T[::-1])]
    is_new = np.ones(len(rows), bool)
    is_new[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    subjects, predicates, objects = rows[is_new].T
    back = np.lexsort((subjects, predicates, objects))
    every = np.arange(terms + 1, dtype=np.int32)
    return {
        "subjects": subjects, "predicates": predicates, "objects": objects,
        "first": np.searchsorted(subjects, every),
        "to_predicates": predicates[back], "to_subjects": subjects[back],
        "to_first": np.searchsorted(objects[back], every),
    }  # fmt: skip
