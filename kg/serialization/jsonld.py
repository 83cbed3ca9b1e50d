"""Shorten expanded JSON-LD with prefixes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.prefixes import Spelling


def compact(expanded: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Compact an expanded JSON-LD document against a context that holds prefixes only.

    One node object per subject under `@graph`, in the order given.
    Source: JSON-LD 1.1 Processing Algorithms, 5.6 and 6.1.

    >>> print(compact(b'[{"@id":"https://e.org/a","https://e.org/p":[{"@value":"x"}]}]',
    ...     {"e": "https://e.org/"}).decode(), end="")
    {
     "@context": {
      "e": "https://e.org/"
     },
     "@graph": [
      {
       "@id": "e:a",
       "e:p": "x"
      }
     ]
    }
    """
    document = json.loads(expanded)
    # A prefix that is also the scheme of an IRI in the data would change that IRI.
    schemes = set(_schemes(document))
    usable = {name: iri for name, iri in prefixes.items() if name and name not in schemes}
    graph = _compact(document, Spelling(usable))
    body = {"@context": usable, "@graph": graph if isinstance(graph, list) else [graph]}
    return json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"


def _schemes(node: Any) -> list[str]:
    if isinstance(node, list):
        return [scheme for each in node for scheme in _schemes(each)]
    if not isinstance(node, dict):
        return []
    found = [key.partition(":")[0] for key in node]
    found += [node[key].partition(":")[0] for key in ("@id",) if isinstance(node.get(key), str)]
    return found + [scheme for value in node.values() for scheme in _schemes(value)]


def _compact(node: Any, spelling: Spelling) -> Any:
    if isinstance(node, list):
        return [_compact(each, spelling) for each in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {"@value"}:
        return node["@value"]
    return {_shorten(key, spelling): _value(key, value, spelling) for key, value in node.items()}


def _value(key: str, value: Any, spelling: Spelling) -> Any:
    if key in ("@id", "@type"):
        if isinstance(value, list):
            return [_shorten(each, spelling) for each in value]
        return _shorten(value, spelling)
    if key in ("@value", "@language", "@direction"):
        return value
    compacted = _compact(value, spelling)
    if key != "@graph" and isinstance(compacted, list) and len(compacted) == 1:
        return compacted[0]
    return compacted


def _shorten(iri: str, spelling: Spelling) -> str:
    if iri.startswith(("@", "_:")):
        return iri
    return spelling.shorten(iri) or iri
