"""Files made to break whatever reads them: too large, too deep, torn, lying, or of no sense."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile

BASE = b"https://example.org/"
NT = b"<https://example.org/a> <https://schema.org/name> %s .\n"
TYPED = (
    b"<https://example.org/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    b" <https://schema.org/ScholarlyArticle> .\n"
)
LONG = b"a" * (17 << 20)
DEEP = 100_000
PREFIX = b"@prefix s: <https://schema.org/> .\n"
BIB = b"@article{k, title = {%s}, author = {Lopez, Ana}}\n"
XML = b'<?xml version="1.0"?>\n'
RDF_XML = (
    XML + b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' xmlns:s="https://schema.org/">%s</rdf:RDF>'
)


def clique(size: int) -> bytes:
    """Blank nodes that all point to each other: a poison graph of RDFC-1.0."""
    pairs = [(one, other) for one in range(size) for other in range(size) if one != other]
    return b"".join(b"_:b%d <https://example.org/p> _:b%d .\n" % pair for pair in pairs)


def record(**fields: object) -> bytes:
    """One record in the project's own JSON, a paper unless told otherwise."""
    return json.dumps({"title": "Owls", "authors": ["Lopez, Ana"]} | fields).encode() + b"\n"


def zipped(content: bytes) -> bytes:
    """One file in a ZIP archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bib", content)
    return packed.getvalue()


RDF: dict[str, bytes] = {
    "clique.nt": clique(12),
    "chain.ttl": b"<https://example.org/a> <https://example.org/p> "
    + b"(" * 10_000
    + b")" * 10_000
    + b" .",
    "brackets.ttl": b"<https://example.org/a> <https://example.org/p> "
    + b"[ <https://example.org/p> " * 20_000
    + b"1"
    + b"]" * 20_000
    + b" .",
    "open_brackets.ttl": b"[" * DEEP,
    "open_lists.ttl": b"(" * DEEP,
    "triple_terms.ttl": b"<a:a> <a:p> "
    + b"<<( <a:a> <a:p> " * 10_000
    + b"1"
    + b" )>>" * 10_000
    + b" .",
    "long_literal.ttl": PREFIX + b'<https://example.org/a> s:name "%s" .' % LONG,
    "long_literal.nt": TYPED + NT % (b'"%s"' % LONG),
    "long_iri.nt": NT % (b"<https://example.org/%s>" % LONG),
    "long_comment.ttl": b"#" + LONG,
    "literal_of_2_mb.nt": TYPED
    + b'<https://example.org/p> <https://schema.org/name> "%s" .\n' % LONG[: 2 << 20],
    "many_prefixes.ttl": b"".join(
        b"@prefix p%d: <https://e.org/%d/> .\n" % (n, n) for n in range(20_000)
    ),
    "bad_escape.nt": NT % b'"\\uD800"',
    "bad_iri.nt": NT % b"<not an iri>",
    "bad_language.nt": NT % b'"a"@-',
    "bad_utf8.nt": NT % b'"\xff\xfe"',
    "surrogate.nt": NT % b'"\xed\xa0\x80"',
    "nul.nt": NT % b'"\x00"',
    "controls.nt": TYPED + NT % b'"\\u001B[2J\\u0007\\u009B"',
    "bad_date.nt": TYPED + NT % b'"9999999999-99-99"^^<http://www.w3.org/2001/XMLSchema#date>',
    "huge_number.nt": NT % (b'"%s"^^<http://www.w3.org/2001/XMLSchema#integer>' % (b"9" * 100_000)),
    "torn.ttl": PREFIX + b'<https://example.org/a> s:name "never ends',
    "empty.ttl": b"",
    "blank.ttl": b" \n\t\n" * 1000,
    "only_nul.ttl": b"\0" * 100_000,
    "utf16.ttl": (PREFIX + b"<https://example.org/a> a s:Book .").decode().encode("utf-16"),
    "torn.nt.gz": gzip.compress(NT * 1000)[:60],
    "lying.nt.gz": NT % b'"no gzip"',
    "bomb.nt.gz": gzip.compress(b"#" + b"a" * (200 << 20)),
    "deep.jsonld": b'{"https://example.org/p":' * 600 + b"1" + b"}" * 600,
    "deeper.jsonld": b'{"@context":"https://schema.org","name":'
    + b'{"name":' * DEEP
    + b"1"
    + b"}" * (DEEP + 1),
    "deep_schema.jsonld": b'{"@context":"https://schema.org","name":'
    + b'{"name":' * 600
    + b'"a"'
    + b"}" * 601,
    "deep_arrays.jsonld": b"[" * DEEP + b"]" * DEEP,
    "deep_context.jsonld": b'{"@context":' + b"[" * 5000 + b"]" * 5000 + b',"a":1}',
    "cyclic_context.jsonld": b'{"@context":{"a":"b:c","b":"a:d"},"@id":"a:x","a:p":"1"}',
    "remote_context.jsonld": b'{"@context":"http://127.0.0.1:%PORT%/c","name":"a"}',
    "long.jsonld": b'{"@id":"https://example.org/a","https://schema.org/name":"%s"}' % LONG,
    "huge_number.jsonld": b'{"@id":"https://example.org/a","https://schema.org/name":%s}'
    % (b"9" * 10_000),
    "schema_number.jsonld": b'{"@context":"https://schema.org","@id":"https://example.org/a","name":%s}'
    % (b"9" * 10_000),
    "bad_id.jsonld": b'{"@id":"not an iri","@type":"https://schema.org/Book"}',
    "surrogate.jsonld": b'{"@id":"https://example.org/a","https://schema.org/name":"\\ud800"}',
    "surrogate_schema.jsonld": b'{"@context":"https://schema.org","@id":"https://example.org/a","name":"\\ud800"}',
    "scalar.jsonld": b"1",
    "deep.rdf": RDF_XML
    % (b"<s:a><rdf:Description>" * 20_000 + b"</rdf:Description></s:a>" * 20_000),
    "entities.rdf": XML
    + b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"" if n == 1 else b"%d" % (n - 1)) * 10)
        for n in range(1, 12)
    )
    + b']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a11;</rdf:RDF>',
    "external.rdf": XML + b'<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:%PORT%/x">]>'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>',
    "long.rdf": RDF_XML
    % (
        b'<rdf:Description rdf:about="https://example.org/a"><s:name>%s</s:name></rdf:Description>'
        % LONG
    ),
    "many_attributes.rdf": RDF_XML
    % (b"<rdf:Description %s/>" % b" ".join(b's:p%d="x"' % n for n in range(50_000))),
}
"""Name: content of RDF files; `%PORT%` stands for the port of a listener."""

LISTS: dict[str, bytes] = {
    "long_title.bib": BIB % b"good" + BIB % LONG + BIB % b"also good",
    "long_title.jsonl": record(title="a" * (17 << 20)) + record(title="Good"),
    "long_abstract.jsonl": record(abstract="a" * (2 << 20)) + record(title="Good"),
    "long_author.jsonl": record(authors=["a" * (2 << 20)]) + record(title="Good"),
    "many_authors.jsonl": record(authors=[f"Lopez {n}" for n in range(20_000)])
    + record(title="Good"),
    "long_url.jsonl": record(url="https://example.org/" + "a" * (2 << 20)) + record(title="Good"),
    "long_year.jsonl": record(year="9" * 5000) + record(year=10**400) + record(title="Good"),
    "deep.json": b"[" * DEEP + b"]" * DEEP,
    "deep_title.jsonl": b'{"title":' + b"[" * DEEP + b"]" * DEEP + b"}\n" + record(title="Good"),
    "surrogate.jsonl": b'{"title": "\\ud800 Owls", "authors": ["\\udfff Lopez"]}\n'
    + record(title="Good"),
    "nul.jsonl": b'{"title": "Owls\\u0000", "authors": ["Lopez\\u0000"]}\n',
    "controls.jsonl": record(title="\x1b[2J Owls \x07\x9b", authors=["\x1b]0;x\x07 Lopez"]),
    "huge_numbers.json": b'{"title": 1e999, "year": -1e999, "authors": [NaN]}',
    "no_letters.jsonl": record(title="???") + record(title="!!!"),
    "open_braces.bib": b"@article{k, title = " + b"{" * DEEP,
    "deep_braces.bib": BIB % (b"{" * 20_000 + b"x" + b"}" * 20_000),
    "commands.bib": BIB % (b"\\textbf{" * 20_000 + b"x" + b"}" * 20_000),
    "many_strings.bib": b"".join(b"@string{a%d = a%d # a%d}\n" % (n + 1, n, n) for n in range(60))
    + b"@article{k, title = a60}",
    "open_quotes.bib": b'@article{k, title = "' * 20_000,
    "comments.bib": b"%" * DEEP + BIB % b"good",
    "blank_lines.bib": b"\n" * DEEP + BIB % b"good",
    "long_line.ris": b"TY  - JOUR\nTI  - " + LONG + b"\nER  - \n",
    "no_end.ris": b"TY  - JOUR\nTI  - Owls\n" * 5000,
    "deep.xml": b"<dblp>" + b"<article>" * 20_000 + b"</article>" * 20_000 + b"</dblp>",
    "entities.xml": XML
    + b'<!DOCTYPE dblp [<!ENTITY a "%s">]><dblp><article key="a"><title>%s</title></article></dblp>'
    % (b"a" * 10_000, b"&a;" * 10_000),
    "external.xml": XML
    + b'<!DOCTYPE dblp SYSTEM "http://127.0.0.1:%PORT%/d"><dblp><article key="a"><title>A</title></article></dblp>',
    "torn.xml": b'<dblp><article key="a"><title>Owls',
    "wide.csv": b",".join([b"title"] * 20_000) + b"\n" + b",".join([b"x"] * 20_000),
    "quotes.csv": b"title,authors\n" + b'"' * 200_001,
    "long_cell.csv": b"title,authors\n" + LONG[: 2 << 20] + b",Lopez\nGood,Lopez\n",
    "yaml.txt": b"word:\n" + b"  - a: b\n" * 20_000,
    "profile.txt": b"Name - " + LONG[: 2 << 20] + b"\nTitle\nVenue\n",
    "binary.bib": bytes(range(256)) * 1000,
    "utf7.bib": b"+AHs-" * 20_000,
    "html.bib": b"<html><body>" + b"<div>" * 20_000,
    "bomb.bib.gz": gzip.compress(b"a" * (100 << 20)),
    "nested.bib.gz": gzip.compress(gzip.compress(gzip.compress(BIB % b"good"))),
    "torn.bib.bz2": bz2.compress(BIB % b"good" * 1000)[:40],
    "torn.bib.zip": zipped(BIB % b"good")[:60],
    "bomb.bib.zip": zipped(b"a" * (100 << 20)),
    "quarantine.jsonl": b'{"source": 1, "line": {}, "reasons": "x", "record": {"title": ["a"]}}\n',
    "kilometre.txt": b"word " * 200_000,
    "crossref.json": b'{"message": {"items": ['
    + b'{"title": [[[[]]]], "author": {"a": 1}, "DOI": 5},' * 1000
    + b"{}]}}",
    "openalex.json": b'{"results": [{"id": "https://openalex.org/W1", "title": {"a": []}, "authorships": "x"}]}',
    "arxiv.xml": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id/><title/><author/><published>x</published></entry></feed>',
}
"""Name: content of publication lists that are none, or hold a record that nobody can publish."""
