"""What is found in a list of free text is shown at the characters that it was read from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

from kg.vocab import PREFIXES

NAMES = {"sh": "sh", "s": "schema", "kg": "kg", "prism": "prism", "fabio": "fabio"}
SHAPES = (
    "".join(f"@prefix {name}: <{PREFIXES[full]}> .\n" for name, full in NAMES.items())
    + """\
@prefix x: <https://owls.example/shapes#> .
x:Paper a sh:NodeShape ; sh:targetClass kg:Publication ;
    sh:property [ sh:path fabio:hasPublicationYear ; sh:not [ sh:pattern "^2019" ] ; sh:message "year" ] ,
        [ sh:path prism:volume ; sh:not [ sh:pattern "12" ] ; sh:message "volume" ] ,
        [ sh:path s:identifier ; sh:not [ sh:pattern "5555" ] ; sh:message "identifier" ] ,
        [ sh:path s:name ; sh:not [ sh:pattern "Owls" ] ; sh:message "title" ] ,
        [ sh:path s:abstract ; sh:minCount 1 ; sh:message "abstract" ] .
x:Person a sh:NodeShape ; sh:targetClass s:Person ;
    sh:property [ sh:path s:name ; sh:not [ sh:pattern "Chen" ] ; sh:message "author" ] .
x:Line a sh:NodeShape ; sh:targetClass kg:Authorship ;
    sh:property [ sh:path s:name ; sh:not [ sh:pattern "Lim" ] ; sh:message "line" ] .
x:Venue a sh:NodeShape ; sh:targetClass s:CreativeWork ;
    sh:property [ sh:path s:name ; sh:not [ sh:pattern "Bats" ] ; sh:message "venue" ] .
"""
)
LIST = """\
# Publications

1. Lopez, A., Chen, B.: A Study of Owls at Night.
   Journal of Foxes 12(3), 45–67 (2019). doi:10.5555/fox.12
2. Lopez, A., Lim, C.: Mapping the Nightly Ways of Moths. Journal of Bats 2(1), 1–9 (2018).
"""
SHOWN = {
    "year": (4, "2019"), "volume": (4, "12"), "identifier": (4, "10.5555"), "title": (3, "A Study"),
    "author": (3, "Chen, B."), "line": (5, "Lim, C."), "venue": (5, "Journal of Bats"),
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    (tmp_path / "list.md").write_text(LIST, "utf-8")
    return [str(tmp_path / "list.md"), "--shapes", str(tmp_path / "shapes.ttl")]


def test_each_field_is_shown_at_its_characters(run: Run, files: list[str]) -> None:
    found = json.loads(run("validate", *files, "--results", "json").stdout)["results"]
    lines = LIST.splitlines()
    for each in found:
        if each["message"] == "abstract":  # what is missing has no characters
            assert each["column"] is None
            continue
        line, text = SHOWN[each["message"]]
        assert each["line"] == line, each
        assert lines[line - 1][each["column"] - 1 :].startswith(text), each
    assert {each["message"] for each in found} == {*SHOWN, "abstract"}


def test_people_and_build_servers_are_told_the_column(run: Run, files: list[str]) -> None:
    column = LIST.splitlines()[3].index("2019") + 1
    assert f"(line 4, column {column})" in run("validate", *files).stdout
    told = run("validate", *files, "--results", "github").stdout
    assert f"line=4,col={column}," in told
