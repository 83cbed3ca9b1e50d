"""Every record is accounted for; nothing invalid is published; a failed build changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Outcome
from terms import text_of

import kg
from kg.errors import KgError, SourceError, ViolationError
from kg.model import Concept, Mention
from kg.serialization import parse_file
from kg.vocab import term

TEXT = "We study owls on Atari."
GOOD = {"title": "Owls at night", "authors": ["López, Ana"], "abstract": TEXT}
BAD = {"authors": ["12345"], "doi": "see publisher"}


def write_lines(path: Path, *records: object) -> str:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


RunKg = Callable[..., Outcome]


def test_build_keeps_a_bad_record_out_and_publishes_the_good_ones(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD, BAD, {**GOOD, "title": "Bats"})
    summary = kg.build([source], tmp_path / "out")
    assert summary.total.line() == "3 read, 2 published, 0 merged, 1 quarantined"
    (line,) = (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()
    kept = json.loads(line)
    assert (kept["source"], kept["line"]) == ("new.jsonl", 2)
    assert len(kept["reasons"]) >= 2
    assert kept["record"]["doi"] == "see publisher"


def test_build_reads_a_mended_record_from_quarantine(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD, BAD)
    kg.build([source], tmp_path / "out")
    quarantine = tmp_path / "out" / "quarantine.jsonl"
    kept = json.loads(quarantine.read_text())
    kept["record"] |= {"title": "Mice", "authors": ["Chen, Bo"], "doi": "10.5555/mice"}
    quarantine.write_text(json.dumps(kept) + "\n")
    summary = kg.build([source, str(quarantine)], tmp_path / "second")
    assert summary.total.line() == "3 read, 2 published, 1 merged, 0 quarantined"
    titles = {text_of(q.object) for q in parse_file(tmp_path / "second" / "kg.ttl")
              if q.predicate == term("schema:name")}  # fmt: skip
    assert "Mice" in titles


def test_build_replaces_what_was_mended_however_often(tmp_path: Path) -> None:
    """A quarantine stands for what was kept out before it, and for mended records that failed."""
    lists = [write_lines(tmp_path / "new.jsonl", GOOD, {"titel": "Mice"}, BAD, {**BAD, "year": 2})]
    lines = []
    for n in range(4):
        total = kg.build(lists, tmp_path / f"out{n}", mentions=False).total
        lines.append(total.line())
        kept = (tmp_path / f"out{n}" / "quarantine.jsonl").read_text().splitlines()
        assert len(kept) == total.quarantined
        records = [json.loads(each) for each in kept]
        if records:
            records[0]["record"] = {"title": f"Mice {n}", "authors": ["Chen, Bo"]}
        lists.append(write_lines(tmp_path / f"mended{n}.jsonl", *records))
    assert lines == [
        "4 read, 1 published, 0 merged, 3 quarantined",
        "7 read, 2 published, 3 merged, 2 quarantined",
        "9 read, 3 published, 5 merged, 1 quarantined",
        "10 read, 4 published, 6 merged, 0 quarantined",
    ]
    graph = [*parse_file(tmp_path / "out3" / "kg.ttl")]
    assert sum(each.predicate == term("prov:wasRevisionOf") for each in graph) == 6
    total = kg.add([lists[1]], tmp_path / "out0").total
    assert total.line() == lines[1]
    assert kg.remove([lists[1].rpartition("/")[2]], tmp_path / "out0").total.line() == lines[0]


def test_build_accounts_for_what_was_never_a_record(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    source.write_text(json.dumps(GOOD) + '\n{not json}\n{"colour": 1}\n')
    total = kg.build([str(source)], tmp_path / "out").total
    assert (total.read, total.published, total.quarantined) == (3, 1, 2)


def test_build_publishes_nothing_and_changes_nothing_when_all_is_bad(tmp_path: Path) -> None:
    kg.build([write_lines(tmp_path / "good.jsonl", GOOD)], tmp_path / "out")
    before = {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}
    with pytest.raises(ViolationError, match=r"bad\.jsonl:1: no record can be published"):
        kg.build([write_lines(tmp_path / "bad.jsonl", BAD)], tmp_path / "out")
    assert {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()} == before


def test_build_merges_a_bad_record_into_nothing(tmp_path: Path) -> None:
    abstract = "We study how owls remember the places where they have seen mice before. " * 3
    good = {**GOOD, "abstract": abstract}
    bad = {"abstract": abstract, "authors": ["12345"]}
    total = kg.build([write_lines(tmp_path / "new.jsonl", bad, good)], tmp_path / "out").total
    assert total.line() == "2 read, 1 published, 0 merged, 1 quarantined"


def test_build_lists_what_it_refuses_in_a_folder(tmp_path: Path, run_kg: RunKg) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    write_lines(lists / "a.jsonl", GOOD)
    (lists / "b.pdf").write_bytes(b"%PDF-1.4\n...")
    (lists / "c.txt").write_bytes(b"")
    result = run_kg("build", str(lists), "--output", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr
    assert "refused: b.pdf" in result.stderr
    assert "refused: c.txt" in result.stderr
    refused = json.loads((tmp_path / "out" / "summary.json").read_text())["refused"]
    assert [each["name"] for each in refused] == ["b.pdf", "c.txt"]


def test_build_shows_what_became_of_each_format(tmp_path: Path, run_kg: RunKg) -> None:
    write_lines(tmp_path / "a.jsonl", GOOD, BAD, {"title": "Foxes", "authors": ["777"]})
    write_lines(tmp_path / "b.jsonl", GOOD)
    (tmp_path / "c.bib").write_text("@misc{a, title = {On Owls}, author = {Ada Rossi}}\n")
    out = str(tmp_path / "out")
    result = run_kg("build", *map(str, sorted(tmp_path.glob("*.*"))), "--output", out)
    rows = {line.split()[0]: line.split() for line in result.stderr.splitlines() if line}
    assert rows["format"][:7] == [
        "format", "files", "read", "published", "merged", "skipped", "quarantined",
    ]  # fmt: skip
    assert rows["records"][1:7] == ["2", "4", "1", "1", "0", "2"]
    assert rows["bibtex"][1:7] == ["1", "1", "1", "0", "0", "0"]
    assert " ".join(rows["records"][7:]).startswith("2 This name has no letter")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    (reason, n), *_ = summary["formats"][1]["reasons"].items()
    assert (reason[:23], n) == ("This name has no letter", 2)
    assert run_kg("build", *map(str, tmp_path.glob("*.*")), "--output", out, "--quiet").stderr == ""


def test_build_stays_readable_when_it_refuses_many(tmp_path: Path, run_kg: RunKg) -> None:
    write_lines(tmp_path / "a.jsonl", GOOD)
    for n in range(30):
        (tmp_path / f"{n}.pdf").write_bytes(b"%PDF-1.4\n...")
    result = run_kg("build", str(tmp_path), "--output", str(tmp_path / "out"), "--no-mentions")
    assert result.stderr.count("refused:") == 21
    assert "10 more files" in result.stderr
    assert len(json.loads((tmp_path / "out" / "summary.json").read_text())["refused"]) == 30


def test_build_reads_the_same_file_once(tmp_path: Path, run_kg: RunKg) -> None:
    (tmp_path / "copy").mkdir()
    source = write_lines(tmp_path / "a.jsonl", GOOD)
    copy = write_lines(tmp_path / "copy" / "a.jsonl", GOOD)
    result = run_kg("build", source, copy, "--output", str(tmp_path / "out"), "--no-mentions")
    assert result.stdout == "1 read, 1 published, 0 merged, 0 quarantined\n"
    assert "a.jsonl was there already" in result.stderr


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b" \n \n"])
def test_build_refuses_what_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.txt").write_bytes(content)
    with pytest.raises(SourceError, match=r"x\.txt"):
        kg.build([str(tmp_path / "x.txt")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_build_without_abstracts_publishes_quotes_and_offsets_only(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD)
    kg.build([source], tmp_path / "out", abstracts=False)
    kg_triples = list(parse_file(tmp_path / "out" / "kg.ttl"))
    assert not any(q.predicate == term("schema:abstract") for q in kg_triples)
    quotes = [text_of(q.object) for q in parse_file(tmp_path / "out" / "mentions.ttl")
              if q.predicate == term("oa:exact")]  # fmt: skip
    assert "Atari" in quotes
    assert kg.validate(tmp_path / "out" / "kg.ttl").conforms("violation")


def test_build_without_mentions_needs_no_extractor(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD)
    summary = kg.build([source], tmp_path / "out", mentions=False)
    assert (summary.mentions, summary.extractor) == (0, None)
    assert list(parse_file(tmp_path / "out" / "mentions.ttl")) == []


def test_build_mints_under_another_base(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD)
    kg.build([source], tmp_path / "out", base="https://data.example.com/")
    text = (tmp_path / "out" / "kg.ttl").read_text()
    assert "@prefix paper: <https://data.example.com/paper/>" in text
    with pytest.raises(KgError, match="--base"):
        kg.build([source], tmp_path / "out", base="nonsense")


def test_build_strict_exits_with_1_on_quarantine(tmp_path: Path, run_kg: RunKg) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD, BAD)
    for flag, code in (((), 0), (("--strict",), 1)):
        result = run_kg("build", source, "--output", str(tmp_path / "out"), *flag)
        assert result.exit_code == code
        assert result.stdout == "2 read, 1 published, 0 merged, 1 quarantined\n"


def test_build_dates_only_what_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD)
    kg.build([source], tmp_path / "plain", mentions=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    kg.build([source], tmp_path / "dated", mentions=False)
    assert "2023-11-14" in (tmp_path / "dated" / "void.ttl").read_text()
    assert "issued" not in (tmp_path / "plain" / "void.ttl").read_text()


@pytest.mark.parametrize("epoch", ["9" * 20, "253402300800", "-1", "abc", "1e9", "1700000000.5"])
def test_build_refuses_a_date_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_kg: RunKg, epoch: str
) -> None:
    source = write_lines(tmp_path / "new.jsonl", GOOD)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run_kg("build", source, "--output", str(tmp_path / "out"), "--no-mentions")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert f"kg: SOURCE_DATE_EPOCH: not a number of seconds since 1970: '{epoch}'" in result.stderr


def test_build_keeps_no_paper_out_for_what_was_found_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One concept under two labels, and relations that its type does not have."""
    from kg.extraction import Extractor

    found = (
        Mention(
            "abstract", 0, 2, TEXT[:2], Concept("method", "owl-00000000", "OWL"), "evaluates_on"
        ),
        Mention("abstract", 3, 8, TEXT[3:8], Concept("method", "owl-00000000", "Owl"), "uses"),
        Mention("abstract", 9, 13, TEXT[9:13], Concept("benchmark", "o", "O"), "compares_with"),
    )
    monkeypatch.setattr(Extractor, "_mentions", lambda self, paper, doc: found)
    summary = kg.build([write_lines(tmp_path / "new.jsonl", GOOD)], tmp_path / "out")
    assert (summary.total.published, summary.mentions) == (1, 3)


def test_build_publishes_two_authors_of_one_name(tmp_path: Path) -> None:
    authors = ["Rossi, Ada", "ROSSI, ADA"]
    source = write_lines(tmp_path / "new.jsonl", {**GOOD, "authors": authors})
    assert kg.build([source], tmp_path / "out", mentions=False).total.published == 1


def test_build_counts_what_is_no_paper_as_skipped(tmp_path: Path) -> None:
    source = tmp_path / "refs.bib"
    source.write_text(
        "@patent{a, title = {On Owls}}\n@article{b, title = {Owls}, author = {Ada Rossi}}\n"
    )
    total = kg.build([str(source)], tmp_path / "out", mentions=False).total
    assert total.line() == "2 read, 1 published, 0 merged, 1 skipped, 0 quarantined"
    assert total.kinds == {"patent": 1}
