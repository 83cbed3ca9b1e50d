"""The published build of the seeds: rebuilt here, compared byte for byte, and looked at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib
from folders import ROOT
from pyoxigraph import BlankNode, Literal, Quad
from terms import text_of

from kg.serialization import parse_file
from kg.validation import EngineName, Validator
from kg.vocab import RDF_TYPE, term

OUT = ROOT / "out"
FILES = [
    "candidates.tsv", "kg.ttl", "mentions.ttl", "quarantine.jsonl", "records.jsonl.bz2",
    "repairs.jsonl", "report.ttl", "summary.json", "void.ttl",
]  # fmt: skip


def run_build(
    sources: list[str], output: Path, *, cwd: Path = ROOT, env: Mapping[str, str] = {}
) -> str:
    """Run `kg build` in a process of its own, and return what it prints."""
    command = [sys.executable, "-m", "kg", "build", *sources, "--output", str(output)]
    environment = {**os.environ, **env}
    environment.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    """Every statement of the published graph and its evidence."""
    return [*parse_file(OUT / "kg.ttl"), *parse_file(OUT / "mentions.ttl")]


def test_build_of_the_seeds_gives_the_published_bytes(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    printed = run_build(["seeds/"], tmp_path / "out")
    assert printed == "37 read, 36 published, 1 merged, 0 quarantined\n"
    if request.config.getoption("--update"):
        for each in (tmp_path / "out").iterdir():
            shutil.copy(each, OUT / each.name)
    assert sorted(contents(OUT)) == FILES
    assert contents(tmp_path / "out") == contents(OUT), "run `make build` and look at the diff"


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"},
    ],
)
def test_build_does_not_depend_on_place_order_or_environment(
    tmp_path: Path, env: dict[str, str]
) -> None:
    names = sorted((ROOT / "seeds").iterdir(), reverse=env["PYTHONHASHSEED"] == "2")
    for path in names:
        shutil.copy(path, tmp_path / path.name)
    run_build([path.name for path in names], tmp_path / "out", cwd=tmp_path, env=env)
    assert contents(tmp_path / "out") == contents(OUT)


def test_build_with_several_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", "--jobs", "2", "--output", str(tmp_path / "o")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert contents(tmp_path / "o") == contents(OUT)


@pytest.mark.parametrize("name", ["kg.ttl", "mentions.ttl", "void.ttl", "report.ttl"])
def test_turtle_parses_alike_everywhere(name: str) -> None:
    count = len(set(parse_file(OUT / name)))
    assert len(rdflib.Graph().parse(OUT / name)) == count
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is absent (Debian: raptor2-utils): compared pyoxigraph and rdflib only")
    done = subprocess.run(
        [rapper, "-q", "-i", "turtle", "-o", "ntriples", OUT / name],
        capture_output=True, check=True,
    )  # fmt: skip
    assert len(done.stdout.splitlines()) == count


def test_published_graph_has_no_blank_node(quads: list[Quad]) -> None:
    assert not any(isinstance(each, BlankNode) for quad in quads for each in quad)


def test_published_graph_has_every_paper_with_repaired_text(quads: list[Quad]) -> None:
    papers = {q.subject for q in quads if q.object == term("schema:ScholarlyArticle")}
    assert len(papers) == 36
    text = "\n".join(q.object.value for q in quads if isinstance(q.object, Literal))
    assert "naïvely" in text
    assert "Adrien Ali Taïga" in text
    assert "รฏ" not in text


def test_published_graph_has_the_group_author_as_organization(quads: list[Quad]) -> None:
    teams = {
        q.subject
        for q in quads
        if q.predicate == RDF_TYPE and q.object == term("schema:Organization")
    }
    names = {
        text_of(q.object)
        for q in quads
        if q.subject in teams and q.predicate == term("schema:name")
    }
    assert names == {"Worlds Team"}


def test_published_evidence_quotes_exactly_what_stands_there(quads: list[Quad]) -> None:
    values: dict[tuple[str, str], str] = {
        (text_of(q.subject), text_of(q.predicate)): text_of(q.object) for q in quads
    }
    spans = [text_of(q.subject) for q in quads if q.predicate == term("oa:hasSource")]
    assert len(spans) > 150
    for span in spans:
        key, field, place = span.rpartition("/span/")[2].rsplit(".", 2)
        start, end = (int(number) for number in place.split("-"))
        property_ = {"title": "name", "abstract": "abstract"}[field]
        paper = f"https://example.org/kg/paper/{key}"
        text = values[paper, f"https://schema.org/{property_}"]
        quote = values[span.replace("/span/", "/quote/"), term("oa:exact").value]
        assert text[start:end] == quote


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_published_graph_conforms(engine: EngineName, quads: list[Quad]) -> None:
    if engine == "fast":
        pytest.importorskip("shacl", reason="the fast engine has no wheel here")
    report = Validator(engine=engine).validate([quad.triple for quad in quads])
    assert report.conforms("violation"), [r.message for r in report.results]


def test_summary_counts_what_the_files_hold(quads: list[Quad]) -> None:
    summary = json.loads((OUT / "summary.json").read_text())
    total = summary["total"]
    for each in (total, *summary["sources"], *summary["formats"]):
        parts = ("published", "merged", "skipped", "quarantined")
        assert each["read"] == sum(each[part] for part in parts)
    assert [source["read"] for source in summary["sources"]] == [8, 10, 9, 10]
    assert summary["mentions"] == sum(q.object == term("kg:Mention") for q in quads)
    assert summary["triples"]["kg.ttl"] + summary["triples"]["mentions.ttl"] == len(quads)
