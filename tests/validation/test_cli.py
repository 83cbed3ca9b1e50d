"""`kg validate`: what it prints and how it exits."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from folders import TESTS
from running import Run
from terms import text_of

RunKg = Callable[..., Any]

DATA = TESTS / "validation" / "data"
GOOD, FOREIGN = DATA / "good.ttl", DATA / "foreign.ttl"
RECORDS = """\
{"title": "Owls at night", "authors": ["Ana López"], "abstract": "Hoo.", "year": "199x"}
{"title": "Owls by day", "authors": ["12345"], "abstract": "Hoo."}
{"authors": ["Bo Chen"]}
{"title": "Owls in trees", "authors": ["Bo Chen"]}
17
"""


@pytest.fixture
def kg(run_kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunKg:
    monkeypatch.chdir(tmp_path)
    return partial(run_kg, "validate")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "new.jsonl"
    file.write_text(RECORDS, encoding="utf-8")
    return file


@pytest.mark.parametrize("engine", ["auto", "fast", "pyshacl"])
def test_validate_good_file_conforms(kg: RunKg, engine: str) -> None:
    done = kg(GOOD, "--engine", engine, "--severity", "info")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "conforms: 1 record, 41 nodes checked\n"


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_validate_records_names_line_title_value_and_what_to_do(
    kg: RunKg, records: Path, engine: str
) -> None:
    done = kg("new.jsonl", "--engine", engine)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "new.jsonl:1: Owls at night"
    assert lines[1].startswith('  violation: year: "199x"^^xsd:gYear: A paper has one year')
    assert lines[2] == "new.jsonl:2: Owls by day"
    assert lines[3].startswith('  violation: name: "12345": This name has no letter')
    assert lines[4] == "new.jsonl:3: record 3"
    assert "Title and abstract are both missing" in lines[5]
    assert lines[6] == "new.jsonl:5: record 5"
    assert lines[-1].startswith("does not conform: 5 records, ")
    assert lines[-1].endswith(": 4 violations")


def test_validate_severity_decides_what_is_shown_and_the_exit_code(
    kg: RunKg, tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"title": "Owls", "authors": ["Bo Chen"]}\n')
    done = kg(file)
    assert done.exit_code == 0
    assert done.stdout.startswith("conforms: 1 record")
    assert "1 warning, 4 notes, not shown" in done.stdout
    done = kg(file, "--severity", "warning")
    assert done.exit_code == 1
    assert "  warning: abstract: " in done.stdout
    assert "info" not in done.stdout
    assert kg(file, "--severity", "info").stdout.count("  info: ") == 4


def test_validate_max_results_cuts_the_list_but_not_the_count(kg: RunKg, records: Path) -> None:
    done = kg(records, "--max-results", "1")
    assert done.exit_code == 1
    assert done.stdout.count("violation: ") == 1
    assert done.stdout.rstrip().endswith("4 violations, 1 shown")


def test_validate_json_is_one_object(kg: RunKg, records: Path) -> None:
    found = json.loads(kg(records, "--results", "json").stdout)
    assert found["conforms"] is False
    assert found["records"] == 5
    assert [each["place"] for each in found["results"]] == [f"{records}:{n}" for n in (1, 2, 3, 5)]
    assert found["results"][0]["shape"] == "<https://example.org/kg/shapes#Paper-year>"
    assert json.loads(kg(GOOD, "--results", "json").stdout)["conforms"] is True


def test_validate_table_has_a_row_a_result(kg: RunKg, records: Path) -> None:
    lines = kg(records, "--results", "table").stdout.splitlines()
    assert lines[0].split() == ["PLACE", "RECORD", "SEVERITY", "PROPERTY", "VALUE", "MESSAGE"]
    assert sum("violation" in line for line in lines[1 : lines.index("")]) == 4
    assert lines[lines.index("") + 1].split() == ["COUNT", "SEVERITY", "PROPERTY", "SHAPE"]


def test_validate_turtle_is_a_standard_report(kg: RunKg, records: Path, tmp_path: Path) -> None:
    import rdflib

    assert kg(records, "--results", "turtle", "--output", "report.ttl").exit_code == 1
    graph = rdflib.Graph().parse(tmp_path / "report.ttl")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    (report,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms) == rdflib.Literal(False)
    severities = set(graph.objects(None, sh.resultSeverity))
    assert severities == {sh.Violation, sh.Warning, sh.Info}
    assert isinstance(report, rdflib.BNode)
    done = kg(GOOD, "--results", "turtle")
    assert done.exit_code == 0
    assert "sh:conforms true" in done.stdout


def test_validate_finds_the_record_that_a_part_belongs_to(kg: RunKg, tmp_path: Path) -> None:
    file = tmp_path / "off.ttl"
    text = GOOD.read_text(encoding="utf-8").replace('oa:start "31"', 'oa:start "32"')
    file.write_text(text, encoding="utf-8")
    done = kg("off.ttl")
    assert done.exit_code == 1
    assert done.stdout.startswith("off.ttl:35 (from owls.txt:4): 𝒬-Owl: flying by night\n")
    lines = text.splitlines()
    assert lines[34].startswith("paper:")
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("span:abstract-31"))
    assert f"of <https://example.org/kg/span/abstract-31-34> (line {number})" in done.stdout


FAULTS: dict[str, tuple[bytes, str]] = {
    "cut.ttl": (GOOD.read_bytes()[:2000], ": not parseable as turtle"),
    "cut.nt": (b"<x:a> <x:b> ", "cut.nt:1:"),
    "a.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf: this is a PDF"),
    "a.ttl": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.ttl:1:1: not parseable"),
    "empty.ttl": (b"", "empty.ttl: the file is empty"),
    "empty.bib": (b"", "empty.bib: the file is empty"),
    "comment.ttl": (b"# nothing\n", "comment.ttl: no shape applies to anything in it"),
    "other.ttl": (b"<x:a> <x:b> <x:c> .", "other.ttl: no shape applies to anything in it"),
    "remote.jsonld": (b'{"@context": "https://x.example/c", "@id": "x:a"}', "is not fetched"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_validate_unusable_file_is_one_clear_line(kg: RunKg, name: str, tmp_path: Path) -> None:
    content, expected = FAULTS[name]
    (tmp_path / name).write_bytes(content)
    done = kg(name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert expected in done.stderr


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["none.ttl"], "no such file"),
        (["none.bib"], "none.bib: "),
        (["."], ".: "),
        ([GOOD, "--format", "turtel"], "--format: unknown format: 'turtel'; use one of turtle"),
        ([GOOD, "--format", "rdfxml"], "not parseable as rdfxml"),
        ([GOOD, "--shapes", "none.ttl"], "none.ttl: no such file"),
        ([GOOD, "--shapes", DATA.parents[2] / "ontology" / "ontology.ttl"], "no shape with a target"),
        ([GOOD, "--context", "none.ttl"], "none.ttl: no such file"),
        ([GOOD, "--output", "none/report"], "none/report: cannot write"),
        ([], "run `kg build` first"),
    ],
)  # fmt: skip
def test_validate_unusable_argument_is_one_clear_line(
    kg: RunKg, args: list[object], expected: str
) -> None:
    done = kg(*args)
    assert done.exit_code == 2
    assert expected in done.stderr
    assert done.stderr.count("\n") == 1


def test_validate_http_namespace_is_a_violation(kg: RunKg, tmp_path: Path) -> None:
    file = tmp_path / "http.ttl"
    file.write_text(
        """@prefix s: <http://schema.org/> . <https://owls.example.org/p> a s:ScholarlyArticle ; s:name "O" ."""
    )
    done = kg(file)
    assert done.exit_code == 1
    assert "replace http by https" in done.stdout


def test_validate_goes_on_after_a_file_that_cannot_be_read(kg: RunKg, records: Path) -> None:
    done = kg("none.ttl", GOOD, records, "none.bib")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 2
    assert "new.jsonl:1: Owls at night" in done.stdout
    assert kg(GOOD, records).exit_code == 1


def test_validate_checks_rdf_files_as_one_graph(kg: RunKg, tmp_path: Path) -> None:
    """Evidence in a file of its own refers to papers in another, as a build writes them."""
    from kg.serialization import parse_file, serialize
    from kg.vocab import PREFIXES

    quads = list(parse_file(GOOD))
    evidence = {q.subject for q in quads if text_of(q.object).startswith(PREFIXES["oa"])}
    for name, wanted in (("kg.ttl", False), ("mentions.ttl", True)):
        part = [quad for quad in quads if (quad.subject in evidence) == wanted]
        (tmp_path / name).write_bytes(serialize(part, "turtle"))
    assert kg("kg.ttl", "mentions.ttl").exit_code == 0
    assert kg("mentions.ttl").exit_code == 1
    assert kg("mentions.ttl", "--context", "kg.ttl").exit_code == 0


def test_validate_names_the_file_of_each_finding(kg: RunKg, tmp_path: Path) -> None:
    for name, year in (("a.ttl", "x"), ("b.ttl", "y")):
        (tmp_path / name).write_text(
            f"""<https://example.org/{year}> a <https://schema.org/ScholarlyArticle> ;
            <https://schema.org/name> "Owls {year}" ; <https://schema.org/isPartOf> [] ;
            <http://purl.org/spar/fabio/hasPublicationYear> "{year}" ."""
        )
    out = kg("b.ttl", "a.ttl").stdout
    assert "a.ttl:1: Owls x\n" in out
    assert "b.ttl:1: Owls y\n" in out


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_validate_with_other_shapes_adds_nothing(kg: RunKg, tmp_path: Path, engine: str) -> None:
    (tmp_path / "owls.ttl").write_text(
        "@prefix e: <https://owls.example.org/> . e:bubo a e:Owl ; e:name 'Bo' . e:athena e:age 9 ."
    )
    done = kg("owls.ttl", "--shapes", FOREIGN, "--engine", engine, "--results", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert found["focus_nodes"] == 2
    assert {each["focus"] for each in found["results"]} == {"<https://owls.example.org/bubo>"}


def test_validate_reads_standard_input_and_gzip(
    kg: RunKg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(tmp_path / "good.ttl.gz", "wb") as packed:
        packed.write(GOOD.read_bytes())
    assert kg("good.ttl.gz").exit_code == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.read_bytes())))
    assert kg("-", "--format", "turtle").exit_code == 0


def test_validate_looks_at_the_build_where_no_file_is_named(kg: RunKg, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kg.ttl").write_bytes(GOOD.read_bytes())
    assert kg().stdout == "conforms: 1 record, 41 nodes checked\n"


def test_validate_turtle_is_empty_where_nothing_was_looked_at_and_the_exit_code_is_2(
    kg: RunKg, tmp_path: Path
) -> None:
    """The report is the standard one of no result; that this is no pass, the exit code says."""
    (tmp_path / "other.ttl").write_text("<x:a> <x:b> <x:c> .")
    done = kg("other.ttl", "--results", "turtle")
    assert (done.exit_code, done.stdout.count("sh:conforms true")) == (2, 1)
    assert "no shape applies" in done.stderr
    done = kg("none.ttl", "--results", "turtle")
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("results", ["junit", "github"])
def test_validate_tells_build_servers_of_files_that_cannot_be_read(
    kg: RunKg, records: Path, results: str
) -> None:
    done = kg("none.ttl", records, "--results", results)
    assert done.exit_code == 2
    assert "none.ttl: no such file" in done.stdout
    assert "This name has no letter" in done.stdout
    assert done.stderr.splitlines()[-1].startswith("does not conform: 5 records")
