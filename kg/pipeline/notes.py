"""What a reader notes of a record, as findings beside those of the shapes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from kg.identity import Namespace, source_key
from kg.model import Repair
from kg.sources.json_formats.records import UNKNOWN_KEY
from kg.validation import Finding, Result

_KNOWN_KEYS = "<https://example.org/kg/shapes#KnownKeys>"


def note_findings(item: object, path: str) -> Iterator[Finding]:
    """Yield a warning where an item tells of a key that is likely misspelt: nothing reads its value."""
    if not isinstance(item, Repair) or not item.kind.startswith(UNKNOWN_KEY):
        return
    focus = str(Namespace().iri("source", source_key(item.source)))
    value = str(Literal(item.before))
    result = Result(focus, None, value, None, _KNOWN_KEYS, "warning", f"{item.field!r}: {item.kind}",
                    "known keys")  # fmt: skip
    place = f"{path}:{item.line}" if item.line else path
    yield Finding(place, f"key {item.field!r}", result, None, path, item.line)
