"""Where the packaged files are: ontology, concepts, queries and shapes.

In a checkout they are the folders `ontology/` and `shapes/` beside the package; in a
wheel the same folders travel inside it, so that an installed `kg` works from anywhere.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / "_packaged" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


ONTOLOGY = _folder("ontology")
CONCEPTS_FILE = ONTOLOGY / "concepts.ttl"
ONTOLOGY_FILE = ONTOLOGY / "ontology.ttl"
QUERIES = ONTOLOGY / "queries"
SHAPES_FILE = _folder("shapes") / "shapes.ttl"

CONFIGURATION = "kg.toml"
"""The file of options in the folder where a command runs: no publication list."""
