"""Map a JSON list with morph-kgc: papers, their texts and years, and their authors.

It does less than `kg.mapping`: no author lines, no identifiers, no venues. Run by `run.py` with a
Python of its own, since morph-kgc needs other versions of rdflib and pyoxigraph than `kg`:
`python benchmarks/morph.py LIST.json` prints triples and seconds of the processor.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from pathlib import Path

RULES = """
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix m: <https://example.org/morph/> .
m:Paper rml:logicalSource [ rml:source "LIST" ; rml:referenceFormulation ql:JSONPath ; rml:iterator "$[*]" ] ;
    rr:subjectMap [ rr:template "https://example.org/morph/paper/{title}" ; rr:class schema:ScholarlyArticle ] ;
    rr:predicateObjectMap [ rr:predicate schema:name ; rr:objectMap [ rml:reference "title" ] ] ;
    rr:predicateObjectMap [ rr:predicate schema:abstract ; rr:objectMap [ rml:reference "abstract" ] ] ;
    rr:predicateObjectMap [ rr:predicate schema:datePublished ; rr:objectMap [ rml:reference "year" ; rr:datatype xsd:gYear ] ] .
m:Author rml:logicalSource [ rml:source "LIST" ; rml:referenceFormulation ql:JSONPath ; rml:iterator "$[*].authors[*]" ] ;
    rr:subjectMap [ rr:template "https://example.org/morph/person/{name}" ; rr:class schema:Person ] ;
    rr:predicateObjectMap [ rr:predicate schema:name ; rr:objectMap [ rml:reference "name" ] ] .
"""
CONFIGURATION = "[CONFIGURATION]\nnumber_of_processes=1\nlogging_level=ERROR\n[LIST]\nmappings={}\n"


def main(path: Path) -> None:
    """Print how many triples the list gives, and in how many seconds, loading not counted."""
    morph_kgc = importlib.import_module("morph_kgc")
    with tempfile.TemporaryDirectory() as scratch:
        rules = Path(scratch, "rules.ttl")
        rules.write_text(RULES.replace("LIST", str(path)), encoding="utf-8")
        began = time.process_time()
        found = morph_kgc.materialize_set(CONFIGURATION.format(rules))
    print(len(found), time.process_time() - began)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
