"""A graph made and validated in sections has the report and the files of the whole."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from papers import LIST

import kg.pipeline.graph
from kg.identity import Namespace, source_key
from kg.model import Identifier, Paper, Record
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import Kept, Options
from kg.pipeline.assembling import Assembly, assemble
from kg.pipeline.describing import describe
from kg.pipeline.graph import Graph, Publication
from kg.pipeline.making import make
from kg.pipeline.reading import Reading
from kg.pipeline.sections import Section, Setting
from kg.resolution import Resolved
from kg.serialization import serialize
from kg.system.parallel import Workers
from kg.validation import Report, Result, Validator
from kg.vocab import RDF_TYPE


def make_graph(*inputs: str, mentions: bool = True) -> Graph:
    """Take records through the pipeline up to the graph that would be written."""
    kept = Kept(Reading(), Options(mentions=mentions))
    kept.reading.read(inputs)
    made = make(kept, Workers())
    papers = made.looking.give(made.papers).papers
    return Graph(Publication.of(papers, made.summary, kept.options, made.former), made.summary)


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


def assembled(graph: Graph) -> Assembly:
    return assemble(graph.setting.namespace, map(describe, graph.sections()))


def reported(graph: Graph) -> tuple[Result, ...]:
    return tuple(sorted(assembled(graph).results.elements()))


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
def test_sections_report_what_the_whole_does(
    monkeypatch: pytest.MonkeyPatch, graph: Graph, validator: Validator, whole: Report, size: int
) -> None:
    monkeypatch.setattr(kg.pipeline.graph, "_PART", size)
    assert len(whole.results) > 500
    assert reported(graph) == whole.results


def test_sections_report_what_the_whole_does_on_real_records(shared: Path) -> None:
    files = ["ris", "csljson", "dblp", "crossref"]
    inputs = [str(next(iter(sorted((shared / "inputs" / name).rglob("*.*"))))) for name in files]
    graph = make_graph(*inputs, mentions=False)
    validator = Validator()
    whole = validator.validate([*graph.triples(), *graph.evidence()])
    assert reported(graph) == whole.results


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_files_hold_the_whole_graph(
    monkeypatch: pytest.MonkeyPatch, graph: Graph, tmp_path: Path, size: int
) -> None:
    monkeypatch.setattr(kg.pipeline.graph, "_PART", size)
    assembly = assembled(graph)
    counts = assembly.write(tmp_path)
    assert not assembly.meet
    prefixes = graph.setting.namespace.prefixes()
    whole = {"kg.ttl": set(graph.triples()), "mentions.ttl": set(graph.evidence())}
    for name, triples in whole.items():
        assert (tmp_path / name).read_bytes() == serialize(triples, "turtle", prefixes)
        assert assembly.triples[name] == len(triples)
    every = [each for triples in whole.values() for each in triples]
    assert counts.entities == len({each.subject for each in every})
    assert counts.properties == Counter(each.predicate for each in every)
    assert counts.classes == Counter(each.object for each in every if each.predicate == RDF_TYPE)


def _section(
    key: str,
    cited: dict[Identifier, str] | None = None,
    references: tuple[Identifier, ...] = (),
    **said: Any,
) -> Section:
    record = Record(LIST, 1, key=key, mends=said.pop("mends", ()))
    paper = Paper(title=f"On {key}", records=(record,), references=references)
    own = (Resolved(key, paper, **said),)
    return Section(Setting(Namespace(), "1", "1"), own, sources=(LIST,), cited=cited or {})


def test_sections_that_share_only_things_do_not_meet(tmp_path: Path) -> None:
    assembly = assemble(Namespace(), map(describe, [_section("a"), _section("b")]))
    assembly.write(tmp_path)
    assert not assembly.meet


def test_papers_of_two_sections_may_cite_each_other_and_share_a_former_iri(
    tmp_path: Path, validator: Validator
) -> None:
    """Else nearly every large graph would be validated at once, in memory that grows with it."""
    doi = Identifier("doi", "10.5555/owls")
    one = _section("a", aliases=("former",), cited={doi: "b"}, references=(doi,))
    sections = [one, _section("b", aliases=("former",))]
    assembly = assemble(Namespace(), map(describe, sections))
    assembly.write(tmp_path)
    assert not assembly.meet
    whole = {each for section in sections for each in (*section.own(), *section.things())}
    assert str(whole).count("cito/cites") == 1
    assert str(whole).count("isReplacedBy") == 2
    assert (tmp_path / "kg.ttl").read_bytes() == serialize(whole, "turtle", Namespace().prefixes())
    assert tuple(sorted(assembly.results.elements())) == validator.validate([*whole]).results


@pytest.mark.parametrize(
    "second",
    [
        _section("a"),
        _section("former"),
        _section("b", mends=(f"{source_key(LIST)}.a",)),
    ],
    ids=["same paper", "former IRI in use", "reference"],
)
def test_sections_that_meet_are_told_and_written_whole(second: Section, tmp_path: Path) -> None:
    sections = [_section("a", aliases=("former",)), second]
    assembly = assemble(Namespace(), map(describe, sections))
    assembly.write(tmp_path)
    assert assembly.meet
    whole = {each for section in sections for each in (*section.own(), *section.things())}
    assert (tmp_path / "kg.ttl").read_bytes() == serialize(whole, "turtle", Namespace().prefixes())
    assert assembly.triples["kg.ttl"] == len(whole)


def test_summary_counts_are_those_of_each_source(tmp_path: Path) -> None:
    kept = Kept(Reading(), Options(mentions=False))
    kept.reading.read([many_records(tmp_path / "owls.jsonl"), str(ROOT / "seeds")])
    summary: Summary = make(kept, Workers()).summary
    assert len(summary.sources) == 5
    for _, counts in summary.sources.values():
        parts = (counts.published, counts.merged, counts.skipped, counts.quarantined)
        assert counts.read == sum(parts)
