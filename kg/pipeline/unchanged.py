"""Leave a build as it is where nothing that decides on it has changed.

What decides is hashed: the content and names of the inputs, the options, the program. The hash is
remembered with the digest of `summary.json`, which holds those of all other files: where one of
them is not as it was written, the build is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from kg import sources
from kg.errors import SourceError
from kg.identity import digest
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import Options
from kg.system.memo import Memo
from kg.system.program import program_digest

_SUMMARY = "summary.json"
_SAID = ("repeated", "unknown", "doubted", "candidates", "namesakes")
"""What a summary tells the person at the terminal, and no file."""


def mark_of(
    inputs: Sequence[str],
    options: Options,
    format: str | None,
    columns: Mapping[str, str] | None,
    folder: Path,
) -> str | None:
    """Hash what decides on the build of a folder; None where that is not known beforehand."""
    if "-" in inputs:
        return None
    try:
        found = sources.find_inputs(inputs)
        files = [(found.names[path], _digest(Path(path))) for path in found.files]
    except (SourceError, OSError):
        return None
    refused = [(name, str(error)) for name, error in found.refused]
    decides = [
        program_digest(), str(folder.resolve()), files, refused, found.left_out, asdict(options), format,
        dict(columns or {}), os.environ.get("SOURCE_DATE_EPOCH"),
    ]  # fmt: skip
    return digest(f"build {json.dumps(decides)}", 64)


def remember_build(mark: str, folder: Path, summary: Summary, told: Sequence[str]) -> None:
    """Remember what was made of the inputs, and what was said."""
    said = {name: getattr(summary, name) for name in _SAID}
    made = {"digest": _digest(folder / _SUMMARY), "told": told, "said": said}
    Memo.of_user().keep({mark: json.dumps(made)})


def recall_build(mark: str, folder: Path) -> tuple[Summary, list[str]] | None:
    """Return what was made and said before, where all files are as they were written."""
    made = json.loads(Memo.of_user().recall([mark]).get(mark, "null"))
    try:
        if made is None or _digest(folder / _SUMMARY) != made["digest"]:
            return None
        summary = Summary.from_json((folder / _SUMMARY).read_text(encoding="utf-8"))
        if any(_digest(folder / name) != each for name, each in summary.files.items()):
            return None
    except OSError:
        return None
    for name, value in made["said"].items():
        setattr(summary, name, value)
    summary.doubted = [(where, value) for where, value in summary.doubted]
    return summary, made["told"]


def is_whole(folder: Path) -> bool:
    """Tell whether all files are there that the build in a folder wrote."""
    summary = Summary.from_json((folder / _SUMMARY).read_text(encoding="utf-8"))
    return all((folder / name).is_file() for name in summary.files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
