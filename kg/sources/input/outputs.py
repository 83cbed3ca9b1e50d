"""Recognise what a build wrote: its files are no sources of the next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_SUMMARY, _JOURNAL = "summary.json", ".kg-journal.json"
_MEMBERS = frozenset({"version", "total", "sources", "files"})
"""Members that the summary of each build has."""


def files_of_build(folder: str) -> frozenset[str]:
    """Name the files of a folder that its summary lists, or the journal of an interrupted build.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     summary = {"version": "1", "total": {}, "sources": [], "files": {"kg.ttl": "00"}}
    ...     _ = Path(folder, "summary.json").write_text(json.dumps(summary))
    ...     sorted(files_of_build(folder))
    ['kg.ttl', 'summary.json']
    """
    found: set[str] = set()
    summary = _object(Path(folder, _SUMMARY))
    if summary.keys() >= _MEMBERS and isinstance(summary["files"], dict):
        found |= {_SUMMARY, *summary["files"]}
    replaced = _object(Path(folder, _JOURNAL)).get("replace")
    if isinstance(replaced, list):
        found |= {name for name in replaced if isinstance(name, str)}
    return frozenset(found)


def _object(path: Path) -> dict[str, Any]:
    """Return the JSON object that a file holds; an empty one where it holds none."""
    try:
        value = json.loads(path.read_bytes()) if path.is_file() else None
    except (OSError, ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {}
