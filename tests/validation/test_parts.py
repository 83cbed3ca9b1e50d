"""A graph validated in parts has the report of the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from folders import ROOT
from pyoxigraph import Literal, NamedNode, Triple

import kg.pipeline.graph
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import Kept, Options
from kg.pipeline.building import _make
from kg.pipeline.graph import Graph, Publication
from kg.pipeline.reading import Reading
from kg.validation import Report, Validator
from kg.validation.parts import Part, validate_parts
from kg.vocab import DEFAULT_BASE, RDF_TYPE, term


def make_graph(*inputs: str, mentions: bool = True) -> Graph:
    """Take records through the pipeline up to the graph that would be written."""
    kept = Kept(Reading(), Options(mentions=mentions))
    kept.reading.read(inputs)
    made = _make(kept, jobs=1)
    return Graph(Publication.of(made.papers, made.summary, kept.options, made.former), made.summary)


def many_records(path: Path, n: int = 300) -> str:
    """Write records that lack this and that, share authors and venues, and merge now and then."""
    records = []
    for i in range(n):
        record = {
            "title": f"On owls, part {i}", "year": 1990 + i % 30, "venue": f"Owl News {i % 7}",
            "authors": [f"Rossi, Ada {chr(65 + i % 20)}.", {"name": "Bo Chen", "orcid": None}],
            "abstract": f"We compare DQN with method {i} on Atari and on D4RL." if i % 3 else None,
            "doi": f"10.5555/owl.{i // 2 if i % 10 == 0 else i}", "kind": "JournalArticle",
        }  # fmt: skip
        for key in [*record][i % 8 : i % 8 + 1]:
            del record[key]
        records.append(record)
    records[5]["authors"] = [{"name": "Ada Rossi", "orcid": "0000-0002-1825-0097"}]
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    return str(path)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the seeds and of many records."""
    return make_graph(
        str(ROOT / "seeds"), many_records(tmp_path_factory.mktemp("owls") / "owls.jsonl")
    )


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator()


@pytest.fixture(scope="module")
def whole(graph: Graph, validator: Validator) -> Report:
    """What the validator says of the graph at once."""
    return validator.validate([*graph.triples(), *graph.evidence()])


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_validate_parts_reports_what_the_whole_does(
    monkeypatch: pytest.MonkeyPatch, graph: Graph, validator: Validator, whole: Report, size: int
) -> None:
    monkeypatch.setattr(kg.pipeline.graph, "_PART", size)
    assert len(whole.results) > 500
    assert validate_parts(validator, graph.parts).results == whole.results


def test_validate_parts_reports_what_the_whole_does_on_real_records(shared: Path) -> None:
    files = ["ris", "csljson", "dblp", "crossref"]
    inputs = [str(next(iter(sorted((shared / "inputs" / name).rglob("*.*"))))) for name in files]
    graph = make_graph(*inputs, mentions=False)
    validator = Validator()
    whole = validator.validate([*graph.triples(), *graph.evidence()])
    assert validate_parts(validator, graph.parts).results == whole.results


def test_parts_hold_the_whole_graph(tmp_path: Path) -> None:
    graph = make_graph(str(ROOT / "seeds"))
    triples = {each for part in graph.parts() for each in (*part.own, *part.things)}
    assert triples == {*graph.triples(), *graph.evidence()}


def _paper(key: str) -> tuple[NamedNode, list[Triple]]:
    paper = NamedNode(f"{DEFAULT_BASE}paper/{key}")
    return paper, [
        Triple(paper, RDF_TYPE, each)
        for each in (term("kg:Publication"), term("schema:ScholarlyArticle"))
    ] + [Triple(paper, term("schema:name"), Literal(f"On {key}"))]


@pytest.mark.parametrize("second", ["same node", "reference"])
def test_validate_parts_that_meet_reports_what_the_whole_does(second: str) -> None:
    """Two papers claim one former IRI; or a former IRI of one part is described in another."""
    (a, about_a), (b, about_b) = _paper("a"), _paper("b")
    former = NamedNode(f"{DEFAULT_BASE}paper/former")
    claim = Triple(former, term("dcterms:isReplacedBy"), a)
    other = Triple(former, term("dcterms:isReplacedBy"), b)
    parts = [Part([*about_a, claim], []), Part([*about_b, other], [])]
    if second == "reference":
        parts = [Part(about_a, []), Part([*about_b, claim], [])]
    whole = [each for part in parts for each in part.own]
    expected = Validator().validate(whole).results
    assert validate_parts(Validator(), lambda: parts).results == expected
    alone = [r for part in parts for r in Validator().validate(part.own).results]
    assert sorted(alone) != list(expected)


def test_summary_counts_are_those_of_each_source(tmp_path: Path) -> None:
    kept = Kept(Reading(), Options(mentions=False))
    kept.reading.read([many_records(tmp_path / "owls.jsonl"), str(ROOT / "seeds")])
    summary: Summary = _make(kept, jobs=1).summary
    assert len(summary.sources) == 5
    for _, counts in summary.sources.values():
        parts = (counts.published, counts.merged, counts.skipped, counts.quarantined)
        assert counts.read == sum(parts)
