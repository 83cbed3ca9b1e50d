"""The statements of a build as its pages show them: spelled as its files spell them.

A store knows numbers by their values alone, and writes 0.80 as 0.8.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.journal import current
from kg.site import compact_files
from kg.store.cache import WORTHWHILE
from kg.system.parallel import Workers, a_process


def write_statements(files: Sequence[str], place: Path) -> None:
    """Read files into a new folder, which all processes share; of large ones in a process of its own.

    Raises: RdfError: a file that cannot be parsed. InputError: where there is no room.
    """
    place.mkdir()
    sizes = {file: current(Path(file)).stat().st_size for file in files}
    hire = a_process if sum(sizes.values()) >= WORTHWHILE else None
    there = tuple(file for file, size in sizes.items() if size)
    with Workers(1, hire) as workers:
        list(workers.map(_write, [(there, place)]))


def _write(asked: tuple[Sequence[str], Path]) -> None:
    compact_files(*asked)
