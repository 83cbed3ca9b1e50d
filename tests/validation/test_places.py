"""Where in a file things are described."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from folders import ROOT
from terms import text_of

from kg.serialization import parse_file
from kg.validation.places import subject_lines

OWLS = "https://owls.example.org/"
TURTLE = f"""@prefix owl: <{OWLS}> .
PREFIX : <{OWLS}barn/>
# owl:bubo is described below
owl:strix owl:feeds
    owl:bubo ,
    :one .
owl:bubo owl:name "a text that ends a line
owl:athena" .

:one owl:name "One" .
<{OWLS}athena> owl:name "Athena" .
owl:bubo owl:age 3 .
"""


def test_subject_lines_finds_where_descriptions_begin(tmp_path: Path) -> None:
    file = tmp_path / "owls.ttl"
    file.write_text(TURTLE)
    wanted = [f"{OWLS}{name}" for name in ("strix", "bubo", "athena", "barn/one", "absent")]
    found = subject_lines(str(file), wanted)
    assert found == {
        f"{OWLS}strix": 4, f"{OWLS}bubo": 7, f"{OWLS}barn/one": 10, f"{OWLS}athena": 11,
    }  # fmt: skip
    packed = tmp_path / "owls.ttl.gz"
    packed.write_bytes(gzip.compress(TURTLE.encode()))
    assert subject_lines(str(packed), wanted) == found


def test_subject_lines_knows_each_subject_of_a_published_file() -> None:
    file = ROOT / "ontology" / "ontology.ttl"
    subjects = {text_of(quad.subject) for quad in parse_file(file)}
    lines = file.read_text(encoding="utf-8").splitlines()
    found = subject_lines(str(file), subjects)
    assert subjects == set(found)
    assert len(set(found.values())) == len(found)
    assert not any(lines[number - 1].startswith((" ", "#", "@")) for number in found.values())


@pytest.mark.parametrize("name", ["owls.jsonld", "owls.rdf", "-", "none.ttl"])
def test_subject_lines_are_none_where_lines_say_nothing(name: str, tmp_path: Path) -> None:
    path = name if name == "-" else str(tmp_path / name)
    if name.startswith("owls"):
        (tmp_path / name).write_text(TURTLE)
    assert subject_lines(path, [f"{OWLS}bubo"]) == {}
