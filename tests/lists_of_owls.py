"""Small lists that several tests build from."""

from __future__ import annotations

import json
from pathlib import Path

from folders import ROOT

SEEDS = [str(path) for path in sorted((ROOT / "seeds").iterdir())]


OWLS = {
    "title": "Owls at night", "authors": ["López, Ana"], "doi": "10.5555/owls",
    "abstract": "We study owls on Atari.",
}  # fmt: skip


MICE = {"title": "Mice by day", "authors": ["Chen, Bo"], "doi": "10.5555/mice"}


def write_lines(path: Path, *records: object) -> str:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}
