"""What a page says for machines: the statements about a thing, as Turtle and as JSON-LD."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.prefixes import Spelling
from kg.serialization.lines import as_lines
from kg.serialization.turtle import namespaces, write_turtle
from kg.site.pages import replace_forbidden
from kg.vocab import RDF_TYPE, term

_STRING = term("xsd:string")


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Sort the statements of a page as `serialize` does, in memory and without blank nodes."""
    return sorted(triples, key=_order)


def _order(triple: Triple) -> str:
    rank = int(triple.predicate != RDF_TYPE)
    return f"{triple.subject}\0{rank}\0{triple.predicate}\0{triple.object}"


def as_turtle(ordered: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    r"""Write statements in order as Turtle: the bytes that `serialize` gives, in half the time.

    >>> as_turtle([], {})
    b'# No statement.\n'
    """
    lines = as_lines(list(ordered))
    met, out = namespaces(lines), io.BytesIO()
    write_turtle(lines, out, {name: iri for name, iri in prefixes.items() if iri in met})
    return out.getvalue()


def as_jsonld(ordered: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    r"""Write statements in order as JSON-LD with its context inside, fit to stand in a page.

    No `<` is left that could end the element it stands in. Written without the detour over
    expanded JSON-LD that `serialize` takes, which costs a site of 10,000 papers half a minute.
    Source: HTML, 4.12.1.3 (restrictions for contents of script elements); JSON-LD 1.1, 4.1.5.

    >>> iri = NamedNode("https://e.org/a")
    >>> as_jsonld([Triple(iri, iri, Literal("</script>"))], {})
    '{"@context":{},"@graph":[{"@id":"https://e.org/a","https://e.org/a":"\\u003c/script>"}]}'
    """
    ordered = list(ordered)
    spelling = _Names(ordered, prefixes)
    nodes: dict[object, dict[str, Any]] = {}
    for each in ordered:
        node = nodes.setdefault(each.subject, {"@id": spelling.of(each.subject)})
        if each.predicate == RDF_TYPE and isinstance(each.object, NamedNode):
            node.setdefault("@type", []).append(spelling.of(each.object))
        else:
            node.setdefault(spelling.of(each.predicate), []).append(spelling.value(each.object))
    graph = [{key: _alone(value) for key, value in node.items()} for node in nodes.values()]
    document = {"@context": spelling.used, "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return replace_forbidden(text.replace("<", "\\u003c"), _escape)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


class _Names:
    """Shortens IRIs with prefixes, but with none that is the scheme of an IRI: it would change it."""

    def __init__(self, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> None:
        iris = (node for each in triples for node in each if isinstance(node, NamedNode))
        schemes = {each.value.partition(":")[0] for each in iris}
        self._prefixes = {name: iri for name, iri in prefixes.items() if name not in schemes}
        self._spelling = Spelling(self._prefixes)
        self._known: dict[str, str] = {}
        self._names: set[str] = set()

    @property
    def used(self) -> dict[str, str]:
        """The prefixes that were used."""
        return {name: self._prefixes[name] for name in sorted(self._names)}

    def of(self, node: Any) -> str:
        iri = str(node.value)
        if iri not in self._known:
            short = self._spelling.shorten(iri)
            if short is not None:
                self._names.add(short.partition(":")[0])
            self._known[iri] = short or iri
        return self._known[iri]

    def value(self, node: Any) -> Any:
        if not isinstance(node, Literal):
            return {"@id": self.of(node)}
        if node.language:
            return {"@value": node.value, "@language": node.language}
        if node.datatype == _STRING:
            return node.value
        return {"@value": node.value, "@type": self.of(node.datatype)}
