"""Entities of RDF/XML stand for namespaces; others are refused, wherever the file is cut in reading."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RdfError
from kg.serialization import parse_file
from kg.serialization.entities import refuse_entities

RDF = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [
{declared}
]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="https://schema.org/">
<rdf:Description rdf:about="&e;a"><s:name>a</s:name></rdf:Description></rdf:RDF>"""
GOOD = ['<!ENTITY e "https://e.org/">', '<!ENTITY   e\n"https://e.org/%20"  >']
BAD = [
    '<!ENTITY f "aaaa"><!ENTITY e "&f;&f;&f;">', '<!ENTITY e SYSTEM "http://127.0.0.1:9/">',
    '<!ENTITY e PUBLIC "a" "b">', '<!ENTITY % e "a">', f"<!ENTITY e '{'a' * 300}'>",
    f'<!ENTITY {" " * 300} e "a">', '<!ENTITY e "<a/>">', "<!ENTITY e",
]  # fmt: skip


@pytest.mark.parametrize("declared", GOOD)
def test_parse_file_expands_namespaces(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "a.rdf"
    path.write_text(RDF.format(declared=declared))
    (quad,) = parse_file(path)
    assert str(quad.subject).startswith("<https://e.org/")


@pytest.mark.parametrize("declared", BAD)
def test_parse_file_refuses_other_entities(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "a.rdf"
    path.write_text(RDF.format(declared=declared))
    with pytest.raises(RdfError, match=r"a\.rdf: this XML declares entities"):
        list(parse_file(path))


@given(st.sampled_from([*GOOD, *BAD[:-1]]), st.integers(-1200, 100))
def test_refuse_entities_sees_what_is_cut(declared: str, offset: int) -> None:
    content = b" " * (2**20 + offset) + declared.encode() + b" " * 3000
    if declared in GOOD:
        refuse_entities(io.BytesIO(content), "a")
    else:
        with pytest.raises(RdfError):
            refuse_entities(io.BytesIO(content), "a")
