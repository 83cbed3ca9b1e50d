"""Hostile files of the kinds that options name: shapes, queries, decisions, vocabularies, gold."""

from __future__ import annotations

import json

from hostile import DEEP

HEAD = b"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://schema.org/> .
@prefix kgsh: <https://example.org/kg/shapes#> . @prefix e: <https://example.org/> .
e:Shape a sh:NodeShape ; sh:targetClass s:ScholarlyArticle ; """
CALL = b"SERVICE <http://127.0.0.1:%PORT%/x> { ?s ?p ?o }"


def sparql(query: bytes, more: bytes = b"") -> bytes:
    """A shape with one SPARQL constraint."""
    return HEAD + b'sh:sparql [ %s sh:message "m" ; sh:select """%s""" ] .' % (more, query)


SHAPES: dict[str, bytes] = {
    "calls.ttl": sparql(b"SELECT $this { $this ?p ?v . %s }" % CALL),
    "calls_setwise.ttl": sparql(
        b"SELECT $this { $this ?p ?v . %s }" % CALL, b"kgsh:setwise true ;"
    ),
    "negations.ttl": sparql(b"SELECT $this { $this ?p ?v FILTER(%s?v) }" % (b"!" * DEEP)),
    "sums.ttl": sparql(b"SELECT $this { $this ?p ?v FILTER(?v = 1%s) }" % (b"+1" * DEEP)),
    "brackets.ttl": sparql(
        b"SELECT $this { $this ?p ?v FILTER(%s1%s) }" % (b"(" * DEEP, b")" * DEEP)
    ),
    "blank_query.ttl": sparql(b""),
    "pattern.ttl": HEAD + b'sh:property [ sh:path s:name ; sh:pattern "^(a+)+$" ] .',
    "bad_pattern.ttl": HEAD + b'sh:property [ sh:path s:name ; sh:pattern "(" ] .',
    "long_path.ttl": HEAD
    + b"sh:property [ sh:path ( %s ) ; sh:minCount 1 ] ." % (b"s:name " * 20_000),
    "deep_path.ttl": HEAD
    + b"sh:property [ sh:path %s s:name %s ; sh:minCount 1 ] ."
    % (b"[ sh:inversePath " * 5000, b"]" * 5000),
    "deep_not.ttl": HEAD + b"%s sh:nodeKind sh:IRI %s ." % (b"sh:not [ " * 3000, b"]" * 3000),
    "recursive.ttl": HEAD + b"sh:node e:Shape ; sh:not e:Shape .",
    "cyclic_list.ttl": HEAD
    + b"sh:in e:list . e:list <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ;"
    b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> e:list .",
    "huge_counts.ttl": HEAD
    + b"sh:property [ sh:path s:name ; sh:minCount %s ; sh:maxLength -1 ] ." % (b"9" * 5000),
    "imports.ttl": HEAD + b"sh:closed false . e:all <http://www.w3.org/2002/07/owl#imports>"
    b" <http://127.0.0.1:%PORT%/x> .",
    "no_shapes.ttl": b"<https://example.org/a> <https://example.org/b> 1 .",
}
"""Name: content of shapes; `%PORT%` stands for the port of a listener."""

QUERIES: dict[str, bytes] = {
    "service.rq": b"SELECT * { %s }" % CALL,
    "load.rq": b"LOAD <http://127.0.0.1:%PORT%/x>",
    "from.rq": b"SELECT * FROM <http://127.0.0.1:%PORT%/x> { ?s ?p ?o }",
    "negations.rq": b"SELECT * { FILTER(%s?x) }" % (b"!" * DEEP),
    "braces.rq": b"SELECT * " + b"{" * DEEP + b"}" * DEEP,
    "sequence.rq": b"SELECT * { ?s %s<a:b> ?o }" % (b"<a:b>/" * DEEP),
    "product.rq": b"SELECT (COUNT(*) AS ?n) { "
    + b" ".join(b"?s%d ?p%d ?o%d ." % (n, n, n) for n in range(9))
    + b" }",
    "regex.rq": b'SELECT * { ?s ?p ?o FILTER(REGEX("%s!", "^(a+)+$")) }' % (b"a" * 40),
    "replace.rq": b'SELECT (REPLACE(STR(?o), "(.*)*", "$1$1$1$1") AS ?x) { ?s ?p ?o }',
    "grow.rq": b"SELECT (STRLEN(?z) AS ?n) { BIND('%s' AS ?a) %s }"
    % (
        b"a" * 1000,
        b"BIND(CONCAT(?a,?a,?a,?a,?a,?a,?a,?a,?a,?a) AS ?b) "
        b"BIND(CONCAT(?b,?b,?b,?b,?b,?b,?b,?b,?b,?b) AS ?c) "
        b"BIND(CONCAT(?c,?c,?c,?c,?c,?c,?c,?c,?c,?c) AS ?z)",
    ),
    "latin1.rq": b'SELECT * { ?s ?p "\xe9" }',
    "nul.rq": b'SELECT * { ?s ?p "\x00" }',
    "binary.rq": bytes(range(256)),
    "controls.rq": b'SELECT ("\x1b[2J" AS ?x) { }',
    "empty.rq": b"",
    "torn.rq": b'SELECT * { ?s ?p "never ends',
}
"""Name: content of queries."""

PAIRS = b"decision\ta\tb\n"
DECISIONS: dict[str, bytes] = {
    "no_header.tsv": b"same\tx\ty\n",
    "unknown.tsv": PAIRS + b"same\thttps://example.org/x\thttps://example.org/y\n",
    "riddle.tsv": PAIRS + b"perhaps\thttps://example.org/x\thttps://example.org/y\n",
    "contradiction.tsv": PAIRS + b"same\ta:x\ta:y\ndifferent\ta:x\ta:y\nsame\ta:x\ta:x\n",
    "quotes.tsv": PAIRS + b'"' * 200_001,
    "long.tsv": PAIRS + b"same\t" + b"a" * (2 << 20) + b"\tb\n",
    "controls.tsv": PAIRS + b"same\t\x1b[2J\t\x07\n",
    "binary.tsv": bytes(range(256)) * 100,
    "nul.tsv": PAIRS + b"same\t\x00\t\x00\n",
}
"""Name: content of files of decisions."""

VOCABULARIES: dict[str, bytes] = {
    "no_concepts.ttl": b"<https://example.org/a> <https://example.org/b> 1 .",
    "torn.ttl": b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <a:a> a skos:Concept ;",
    "cycle.ttl": b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    b' <a:a> a skos:Concept ; skos:prefLabel "A" ; skos:broader <a:a> .',
    "binary.ttl": bytes(range(256)),
}
"""Name: content of vocabularies."""


def annotated(**fields: object) -> bytes:
    """One annotated document, sound unless told otherwise."""
    document = {
        "id": "a",
        "title": "Owls",
        "abstract": "Owls hunt.",
        "entities": [],
        "mentions": [],
    }
    return json.dumps(document | fields).encode() + b"\n"


def marked(start: int, end: int) -> bytes:
    """One annotated document with a mention at these offsets."""
    place = {"field": "title", "start": start, "end": end, "type": "method", "optional": False}
    return annotated(mentions=[place | {"relation": "uses"}])


GOLD: dict[str, bytes] = {
    "no_json.jsonl": b"{",
    "list.jsonl": b"[]\n",
    "no_mentions.jsonl": annotated(mentions=None),
    "beyond.jsonl": marked(0, 10**9),
    "before.jsonl": marked(-5, -1),
    "backwards.jsonl": marked(3, 1),
    "numbers.jsonl": annotated(title=1, abstract=[]),
    "deep.jsonl": b"[" * DEEP + b"]" * DEEP,
    "surrogate.jsonl": annotated(title="\ud800"),
    "binary.jsonl": bytes(range(256)),
}
"""Name: content of gold files."""
