"""Deciding on joins and mentions that may be wrong: asked, rebuilt, honoured, asked no more."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import Run
from terminal import review

import kg
from kg.pipeline.doubts import Doubt
from kg.pipeline.reviewing import read_doubts
from kg.resolution import read_decisions

LIST = """
@article{a, title={Owls hunt voles by ear}, author={Wren, Cy}, year=2001,
  abstract={We introduce OwlNet, a Perceiver-based model, and evaluate it on voles.}}
@article{b, title={Foxes of the northern plains: a survey of dens}, author={Rook, Bea and Ash, Di},
  year=2004}
@article{c, title={Foxes of the northern plains}, author={Rook, Bea and Ash, Di}, year=2004}
@article{d, title={Moles}, author={Wang, Wei and Lark, Ada}, year=2004, journal={Dens}}
@article{e, title={Tunnels in the soil}, author={Wang, W. and Lark, Ada}, year=2005, journal={Dens}}
@article{f, title={Moths}, author={Liu, Wei and Fern, Eli}, year=2004, journal={Wings}}
@article{g, title={Light at night}, author={Liu, W. and Fern, Eli}, year=2005, journal={Wings}}
"""


@pytest.fixture
def owls(tmp_path: Path) -> Path:
    path = tmp_path / "owls.bib"
    path.write_text(LIST, encoding="utf-8")
    return path


def kinds(doubts: list[Doubt]) -> list[tuple[str, bool]]:
    return sorted({(each.kind, each.taken) for each in doubts})


def test_review_asks_for_joins_and_mentions_that_the_next_build_parts(
    owls: Path, run: Run, tmp_path: Path
) -> None:
    out, decisions = tmp_path / "out", tmp_path / "decided.tsv"
    kg.build(owls, out)
    doubts = read_doubts(out)
    assert kinds(doubts) == [("mention", True), ("paper", True), ("person", True)]
    assert [each.consequence for each in doubts] == sorted(
        (each.consequence for each in doubts), reverse=True
    )
    *asked, last = doubts
    with review(out, decisions) as terminal:
        for each in asked:
            terminal.decide("w" if each.kind == "mention" else "d", "not so")
            if each is asked[0]:
                terminal.press("u")
                assert not read_decisions(decisions).count
                terminal.decide("w" if each.kind == "mention" else "d", "not so")
    assert "»Perceiver«" in terminal.shown
    assert "the build joins them" in terminal.shown
    decided = read_decisions(decisions)
    assert (len(decided.rows), decided.count) == (2, len(asked))
    code, printed, said = run("build", owls, "--output", out, "--decisions", decisions)
    assert (code, f"Honoured: {len(asked)} decisions." in said) == (0, True)
    assert printed == "7 read, 7 published, 0 merged, 0 quarantined\n"
    assert json.loads((out / "summary.json").read_text(encoding="utf-8"))["mentions"] == 0
    assert read_doubts(out) == [last]


def test_joins_that_were_decided_to_be_right_are_asked_for_no_more(
    owls: Path, tmp_path: Path
) -> None:
    out, decisions = tmp_path / "out", tmp_path / "decided.tsv"
    kg.build(owls, out, mentions=False)
    rows = [f"same\t{each.a}\t{each.b}" for each in read_doubts(out)]
    decisions.write_text("\n".join(["decision\ta\tb", *rows]), encoding="utf-8")
    kg.build(owls, out, mentions=False, decisions=decisions)
    assert len(rows) == 3
    assert not read_doubts(out)


def test_a_build_that_keeps_no_records_is_asked_for_its_open_pairs_alone(
    owls: Path, tmp_path: Path
) -> None:
    kg.build(owls, tmp_path / "out", abstracts=False)
    told: list[str] = []
    assert not read_doubts(tmp_path / "out", told.append)
    assert [each.partition(":")[0] for each in told] == ["joins and mentions are not asked for"]


def test_a_task_that_is_decided_to_be_wrong_is_said_no_more(tmp_path: Path, run: Run) -> None:
    source, out, decisions = tmp_path / "owls.bib", tmp_path / "out", tmp_path / "decided.tsv"
    source.write_text(
        "@article{a, title={Owls in two tongues}, author={Wren, Cy}, year=2001,"
        " abstract={We study machine translation of owl calls. Neural machine translation of owls is"
        " hard, and we improve machine translation.}}",
        encoding="utf-8",
    )
    kg.build(source, out)
    spans = {*re.findall(r"span:(\S+abstract\.\d+-\d+)", (out / "mentions.ttl").read_text())}
    assert spans
    assert "task:machine-translation" in (out / "kg.ttl").read_text(encoding="utf-8")
    rows = [f"wrong\t{span}\ttask/machine-translation" for span in sorted(spans)]
    decisions.write_text("\n".join(["decision\ta\tb", *rows]), encoding="utf-8")
    code, _, said = run("build", source, "--output", out, "--decisions", decisions)
    assert (code, f"Honoured: {len(spans)} decisions." in said) == (0, True)
    assert "task:machine-translation" not in (out / "kg.ttl").read_text(encoding="utf-8")
