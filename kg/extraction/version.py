"""Name the extractor by what decides what it finds, not by how its source is spelt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from kg.extraction import judge, relations
from kg.extraction.concepts import Entry, load_entries

REVISION = "17"
"""The revision of the code. Raise it with each change of the code that changes what is found:
`tests/test_extraction_version.py` compares with what this one finds, and forces it."""

_CONCEPT = attrgetter("type", "key", "label", "alt_labels", "broader", "definition", "matches")


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """Return the declared revision and the digest of settings, vocabulary and weights.

    Equal versions find the same in the same text. The least confidence of a build is no part of
    it: that one leaves mentions out, and finds none otherwise.

    >>> extractor_version().partition("+")[0] == REVISION
    True
    """
    sha = hashlib.sha256()
    for part in _parts():
        sha.update(hashlib.sha256(part).digest())
    return f"{REVISION}+{sha.hexdigest()[:8]}"


def _parts() -> Iterator[bytes]:
    yield json.dumps(_settings()).encode()
    yield json.dumps([_values(entry) for entry in load_entries()]).encode()
    for path in sorted(judge.WEIGHTS.iterdir()):
        yield path.name.encode()
        yield path.read_bytes()


def _settings() -> dict[str, float]:
    return {
        "found": judge.FOUND_THRESHOLD,
        "new": judge.NEW_THRESHOLD,
        "sure": judge.LEAST_SURE,
        "introduced": relations.INTRODUCED_THRESHOLD,
    }


def _values(entry: Entry) -> list[object]:
    return [*_CONCEPT(entry.concept), sorted(entry.context)]
