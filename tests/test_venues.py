"""A venue is one thing, however records write its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terms import text_of

import kg
from kg.identity import Namespace
from kg.serialization import parse_file
from kg.venues import known_venue, venue_key
from kg.vocab import term


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NIPS", "NeurIPS"),
        ("Advances in neural information processing systems 30 (NIPS 2017)", "NeurIPS"),
        ("Proceedings of the Thirty-Second AAAI Conference on Artificial Intelligence", "AAAI"),
        ("2019 IEEE International Conference on Robotics and Automation (ICRA)", "ICRA"),
        ("In Proc. of the 35th International Conference on Machine Learning", "ICML"),
        ("J. Mach. Learn. Res.", "JMLR"),
        ("CoRR abs/1901.00001", "arXiv"),
        ("NeurIPS 2023 Datasets and Benchmarks", "NeurIPS Datasets and Benchmarks"),
        ("NeurIPS 2022 Datasets and Benchmarks Track", "NeurIPS Datasets and Benchmarks"),
        ("NIPS Datasets & Benchmarks Track", None),
        ("ICML Workshop on Owls", None),
        ("Journal of Owls", None),
        ("Nature Communications", None),
        ("", None),
    ],
)
def test_known_venue_reads_the_usual_writings(written: str, name: str | None) -> None:
    assert known_venue(written) == name


@given(st.text())
def test_venue_key_gives_a_piece_of_an_iri(name: str) -> None:
    assert venue_key(name)
    Namespace().iri("venue", venue_key(name))


def test_build_gives_each_venue_one_name_and_keeps_the_others(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    venues = ["Owl News", "OWL NEWS.", "NIPS 2016", "NeurIPS", "นกฮูก"]
    lines = [
        {"title": f"T{n}", "venue": venue, "kind": "JournalArticle", "issn": f"1234-567{n}"}
        for n, venue in enumerate(venues)
    ]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    summary = kg.build([str(source)], tmp_path / "out", mentions=False)
    assert summary.total.published == 5
    quads = list(parse_file(tmp_path / "out" / "kg.ttl"))
    homes = {q.object for q in quads if q.predicate == term("schema:isPartOf")}
    names = [
        (text_of(q.subject).rpartition("/")[2], text_of(q.object)) for q in quads
        if q.subject in homes and q.predicate == term("schema:name") and "/venue/" in str(q.subject)
    ]  # fmt: skip
    assert [name for key, name in names if key == "neurips"] == ["NeurIPS"]
    assert len(names) == 3


def test_build_keeps_agents_of_unknown_kind_apart_from_people(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    lines = [{"title": "A", "authors": ["Plato"]}, {"title": "B", "authors": ["PLATO"]},
             {"title": "C", "authors": [{"name": "Plato", "kind": "person"}]}]  # fmt: skip
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert kg.build([str(source)], tmp_path / "out", mentions=False).total.published == 3
    authors = {
        text_of(q.object).split("/")[4] for q in parse_file(tmp_path / "out" / "kg.ttl")
        if q.predicate == term("schema:author")
    }  # fmt: skip
    assert authors == {"agent", "person"}
