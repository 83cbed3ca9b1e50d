"""`kg convert` and `kg diff` on the published build, as a person calls them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from running import Outcome

from kg.serialization import FORMATS, parse_file

RunKg = Callable[..., Outcome]


@pytest.fixture
def graph(root: Path) -> str:
    """The published graph."""
    return str(root / "out" / "kg.ttl")


@pytest.mark.parametrize("format", [*FORMATS, "application/ld+json", "ttl"])
def test_convert_keeps_every_triple(format: str, graph: str, tmp_path: Path, run_kg: RunKg) -> None:
    target = tmp_path / "converted"
    assert run_kg("convert", graph, "--to", format, "--output", str(target)).exit_code == 0
    assert set(parse_file(target, format=format)) == set(parse_file(graph))


def test_convert_of_canonical_turtle_changes_nothing(
    graph: str, tmp_path: Path, run_kg: RunKg
) -> None:
    nt, ttl = tmp_path / "a.nt", tmp_path / "b.ttl"
    run_kg("convert", graph, "--to", "nt", "--output", str(nt))
    run_kg("convert", str(nt), "--to", "turtle", "--output", str(ttl))
    assert ttl.read_bytes() == Path(graph).read_bytes()


def test_convert_packs_the_same_bytes_each_time(graph: str, tmp_path: Path, run_kg: RunKg) -> None:
    packed = [tmp_path / "a.nt.gz", tmp_path / "b.nt.gz"]
    for path in packed:
        run_kg("convert", graph, "--to", "nt", "--output", str(path))
    assert packed[0].read_bytes() == packed[1].read_bytes()
    triples = parse(gzip.decompress(packed[0].read_bytes()), format=RdfFormat.N_TRIPLES)
    assert len(list(triples)) == len(list(parse_file(graph)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nosuch.ttl", "--to", "nt"), "nosuch.ttl: no such file"),
        (("{graph}", "--to", "html"), "unknown RDF format: 'html'"),
        (("{graph}", "--to", "nt", "--output", "/nosuch/folder/x.nt"), "cannot write"),
    ],
)
def test_convert_says_what_is_wrong_in_one_line(
    arguments: tuple[str, ...], said: str, graph: str, run_kg: RunKg
) -> None:
    outcome = run_kg("convert", *(each.format(graph=graph) for each in arguments))
    assert outcome.exit_code == 2
    assert outcome.stderr.count("\n") == 1
    assert said in outcome.stderr


def test_diff_of_equal_files_is_empty(graph: str, run_kg: RunKg) -> None:
    outcome = run_kg("diff", graph, graph)
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert "0 removed, 0 added" in outcome.stderr


def test_diff_shows_one_changed_value(graph: str, tmp_path: Path, run_kg: RunKg) -> None:
    changed = tmp_path / "new.ttl"
    text = Path(graph).read_text(encoding="utf-8")
    changed.write_text(text.replace('schema:name "RECODE"', 'schema:name "RECODE 2"'), "utf-8")
    lines = run_kg("diff", graph, str(changed)).stdout.splitlines()
    assert [line[0] for line in lines] == ["-", "+"]
    assert '"RECODE 2"' in lines[1]
    update = run_kg("diff", graph, str(changed), "--results", "update").stdout
    assert update.startswith("DELETE DATA {")
