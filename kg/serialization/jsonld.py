"""Shorten expanded JSON-LD with prefixes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.prefixes import Spelling
from kg.vocab import RDF_TYPE


def compact(expanded: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Compact an expanded JSON-LD document against a context that holds prefixes only.

    One node object per subject under `@graph`, in the order given. The types of a node stand
    under `@type`, where readers of structured data look for them.
    Source: JSON-LD 1.1 Processing Algorithms, 5.6 and 6.1; JSON-LD 1.1, 3.5.

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
    iris = [node[key] for key in ("@id", "@type") if isinstance(node.get(key), str)]
    found += [iri.partition(":")[0] for iri in iris]
    return found + [scheme for value in node.values() for scheme in _schemes(value)]


def _compact(node: Any, spelling: Spelling) -> Any:
    if isinstance(node, list):
        return [_compact(each, spelling) for each in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {"@value"}:
        return node["@value"]
    typed = _with_types(node)
    return {_shorten(key, spelling): _value(key, value, spelling) for key, value in typed.items()}


def _with_types(node: dict[str, Any]) -> dict[str, Any]:
    """Move the types of a node to `@type`; a literal, which is no class, stays where it is.

    >>> _with_types({"@id": "a", RDF_TYPE.value: [{"@id": "b"}]})
    {'@id': 'a', '@type': 'b'}
    """
    values = node.get(RDF_TYPE.value, [])
    types = [each["@id"] for each in values if "@id" in each]
    if not types:
        return node
    others = {RDF_TYPE.value: [each for each in values if "@id" not in each]}
    rest = {key: value for key, value in node.items() if key not in ("@id", RDF_TYPE.value)}
    kept = others if others[RDF_TYPE.value] else {}
    return {"@id": node["@id"], "@type": types[0] if not types[1:] else types, **kept, **rest}


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
