"""Texts too long and data too deep: a Violation of the record, or an error with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Outcome

from kg.serialization import parse_file

Kg = Callable[..., Outcome]
TOO_LONG = "a" * 1_000_001


def test_one_record_too_long_blocks_no_other(run_kg: Kg, tmp_path: Path) -> None:
    """A text of 17 MB was an error of the library, which stopped the build."""
    bad: list[dict[str, object]] = [
        {"title": "a" * (17 << 20)},
        {"authors": [TOO_LONG]},
        {"url": f"https://e.org/{TOO_LONG}"},
    ]
    good: dict[str, object] = {"title": "Owls at night", "authors": ["Lopez, Ana"], "year": 2019}
    lines = [*(good | fault for fault in bad), good]
    path = tmp_path / "list.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    done = run_kg("build", str(path), "--output", str(tmp_path / "out"))
    assert (done.exit_code, done.stdout) == (0, "4 read, 1 published, 0 merged, 3 quarantined\n")
    assert len((tmp_path / "out/quarantine.jsonl").read_text().splitlines()) == 3
    checked = run_kg("validate", str(path))
    assert checked.exit_code == 1
    assert checked.stdout.count("a million characters") >= 3


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_a_literal_too_long_is_a_violation(run_kg: Kg, tmp_path: Path, engine: str) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        "@prefix s: <https://schema.org/> .\n"
        f'<https://e.org/p> a s:ScholarlyArticle ; s:name "{TOO_LONG}" .'
    )
    checked = run_kg("validate", str(path), "--engine", engine)
    assert checked.exit_code == 1
    assert 'length: "aaa' in checked.stdout
    assert "more than a million characters" in checked.stdout


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.ttl", b'# one\n\n<a:a> <a:b> "%s" .', r"a\.ttl:3: a text or an IRI of more than 16 MB"),
        (
            "a.nt",
            b"<a:a> <a:b> <a:c> .\n" * 9 + b"<a:a> <a:b> <a:%s> .",
            r"a\.nt:10: a text or an IRI",
        ),
        ("a.jsonld", b'{"@id": "a:a", "a:b": "%s"}', r"a\.jsonld: a text or an IRI of more than"),
    ],
)
def test_a_token_too_long_is_an_error_with_its_line(
    run_kg: Kg, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(content % (b"a" * (17 << 20)))
    for command in (["convert", "--to", "nt"], ["validate"], ["stats"]):
        refused = run_kg(*command, str(tmp_path / name))
        assert refused.exit_code == 2
        assert re.search(what, refused.stderr)
        assert refused.stderr.count("\n") == 1


def test_json_ld_of_schema_org_may_be_nested_deeper_than_calls(tmp_path: Path) -> None:
    """Contexts were replaced by calls that nest as the file does."""
    path = tmp_path / "a.jsonld"
    depth = 900
    opened = '{"@context": "https://schema.org", "@id": "https://e.org/0", "about": '
    inner = "".join(f'{{"@id": "https://e.org/{n}", "about": ' for n in range(1, depth))
    path.write_text(opened + inner + '"the end"' + "}" * depth)
    assert len(list(parse_file(path))) == depth


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig"])
def test_statements_nested_too_deeply_are_an_error(run_kg: Kg, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text("<a:a> <a:p> " + "<<( <a:a> <a:b> " * 200_000 + "1" + " )>>" * 200_000 + " .")
    refused = run_kg("convert", str(path), "--to", "nt")
    assert refused.exit_code == 2
    assert "statements about statements are open" in refused.stderr


def test_a_file_nested_too_deeply_stops_no_build(run_kg: Kg, tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "a.jsonl").write_text('{"title": "Owls at night", "authors": ["Ana Lopez"]}\n')
    deep = '{"@context": "https://schema.org", "about": ' + '{"about": ' * 5_000 + "1" + "}" * 5_001
    (lists / "deep.jsonld").write_text(deep)
    built = run_kg("build", str(lists), "--no-mentions", "--output", str(tmp_path / "out"))
    assert built.exit_code == 0
    assert "1 read, 1 published" in built.stdout
    assert "levels deep" in built.stderr


def test_statements_about_statements_are_refused_where_they_are_not_supported(
    run_kg: Kg, tmp_path: Path
) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> .")
    refused = run_kg("convert", str(path), "--to", "nt")
    assert refused.exit_code == 2
    assert "a.ttl: a statement about a statement" in refused.stderr


def test_strings_of_strings_block_no_other_entry(run_kg: Kg, tmp_path: Path) -> None:
    """Sixty lines, each with the one before twice, took all memory of the machine."""
    path = tmp_path / "a.bib"
    strings = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    good = "@article{b, title = {Owls}, author = {Lopez, Ana}}\n"
    path.write_text(f"@string{{a0 = {{hoot}}}}\n{strings}@article{{a, title = a60}}\n{good}")
    done = run_kg("build", str(path), "--output", str(tmp_path / "out"))
    assert done.exit_code == 0
    assert "strings that hold strings" in (tmp_path / "out/quarantine.jsonl").read_text()
    assert '"Owls"' in (tmp_path / "out/kg.ttl").read_text()


DEEP = {
    "nodes": ('{"https://e.org/p":', "1", "}"),
    "lists": ('{"@list":[', "", "]}"),
    "graphs": ('{"@graph":[', "", "]}"),
    "arrays": ("[", "", "]"),
    "contexts": ('{"@context":{"a":{"@id":"https://e.org/a","@context":', "{}", "}}}"),
}


@pytest.mark.parametrize("depth", [5_000, 20_000, 100_000])
@pytest.mark.parametrize("what", DEEP)
def test_json_ld_nested_too_deeply_is_an_error(
    run_kg: Kg, tmp_path: Path, what: str, depth: int
) -> None:
    """The parser calls itself for each level, and ended the process by a fault of memory."""
    before, middle, after = DEEP[what]
    path = tmp_path / "a.jsonld"
    path.write_text(before * depth + middle + after * depth)
    for command in (["convert", "--to", "nt"], ["validate"]):
        refused = run_kg(*command, str(path))
        assert refused.exit_code == 2
        assert "a.jsonld: nested more than 1000 levels deep" in refused.stderr
    built = run_kg("build", str(path), "--output", str(tmp_path / "out"))
    assert built.exit_code in (1, 2)  # 1: a list of records all of which are kept out
