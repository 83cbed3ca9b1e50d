"""What JSON-LD says and a parser drops: it is an error with its line, or said; nothing is silent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from terms import text_of

from kg.errors import RdfError
from kg.model import Paper
from kg.serialization import parse_bytes, parse_file
from kg.serialization.losses import refuse_losses, restored, unmapped_keys
from kg.sources import read

VOCAB: dict[str, Any] = {"@vocab": "https://schema.org/"}
ONE, NAME = "https://owls.example.org/1", "Owls by night"


RunKg = Callable[..., Any]


def node(**fields: Any) -> dict[str, Any]:
    return {"@context": VOCAB, "@id": ONE, "name": NAME} | {
        key.replace("__", "@"): value for key, value in fields.items()
    }


LOSSES: dict[str, tuple[dict[str, Any], int, str]] = {
    "relative": (node(__id="p 1"), 1, "p 1"),
    "absolute": (node(__id="https://owls.example.org/{1}"), 1, "https://owls.example.org/{1}"),
    "percent": (node(__id="https://owls.example.org/%zz"), 1, "https://owls.example.org/%zz"),
    "two fragments": (node(__id="https://owls.example.org/#a#b"), 1, "https://owls.example.org/#a#b"),
    "brackets": (node(__id="doi:10.1016/0(92)[1]"), 1, "doi:10.1016/0(92)[1]"),
    "no character": (node(__id="x:\ufffe"), 1, "x:\ufffe"),
    "private use": (node(__id="https://owls.example.org/\ue000"), 1, "https://owls.example.org/\ue000"),
    "no base": (node(__context=VOCAB | {"@base": None}, __id="p1"), 1, "p1"),
    "type": (node(__type="Scholarly Article"), 1, "Scholarly Article"),
    "key": (node(**{"my name": "x"}), 1, "my name"),
    "reference": (node(author={"@id": "Ana Lopez"}), 1, "Ana Lopez"),
    "described": (node(author={"@id": "Ana Lopez", "name": "x"}), 2, "Ana Lopez"),
    "coerced": (node(__context=VOCAB | {"url": {"@type": "@id"}}, url="a b"), 1, "a b"),
    "listed": (node(author={"@list": [{"@id": "a b"}]}), 1, "a b"),
    "reversed": (node(__reverse={"author": {"@id": "a b"}}), 1, "a b"),
    "graph": (node(__graph=[{"@id": "x:a", "name": "x"}], __id="a b"), 2, "a b"),
    "by id": (node(__context=VOCAB | {"author": {"@container": "@id"}}, author={"a b": {}}), 1, "a b"),
    "language": (node(alternateName={"@value": "x", "@language": "not a tag"}), 1, "not a tag"),
    "language of all": (node(__context=VOCAB | {"@language": "deutsch sprache"}), 1, "deutsch sprache"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOSSES)
def test_what_would_be_dropped_is_an_error_with_its_line_and_count(
    name: str, tmp_path: Path
) -> None:
    document, count, written = LOSSES[name]
    text = json.dumps(document, indent=1)
    file = tmp_path / "owls.jsonld"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RdfError) as caught:
        list(parse_file(file))
    line = 1 + next(n for n, each in enumerate(text.splitlines()) if json.dumps(written) in each)
    assert caught.value.where == f"{file}:{line}"
    assert caught.value.value == written
    assert caught.value.what.startswith("a statement" if count == 1 else f"{count} statements")


KEPT = {
    "iri": node(),
    "relative": node(__id="p1"),
    "letters": node(__id="https://owls.example.org/é%20a?b=c#d"),
    "address": node(__id="http://[::1]/a"),
    "text": node(name='100 % of "owls" {a} <b> | \\ ^ ` # # [c]\n\t\u007f'),
    "text with stand-ins": node(name="\U000d0020"),
    "language": node(name={"@value": "Eulen", "@language": "de-AT"}),
    "null": node(name=None),
    "empty": node(name=[]),
    "meaningless": node(__context={}, name="x"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_a_parser_keeps_is_as_it_was(name: str, tmp_path: Path) -> None:
    import pyoxigraph as ox

    file = tmp_path / "owls.jsonld"
    file.write_text(json.dumps(KEPT[name]), encoding="utf-8")
    plain = ox.parse(file.read_bytes(), ox.RdfFormat.JSON_LD, base_iri=file.as_uri())
    assert list(parse_file(file)) == list(plain)


@given(st.text(min_size=1), st.text())
def test_each_statement_is_kept_or_reported(name: str, text: str) -> None:
    content = json.dumps({"@id": f"x:{name}", "x:name": text}).encode()
    whole = list(parse_bytes(content, "jsonld", where="owls"))
    try:
        NamedNode(f"x:{name}")
        refuse_losses(content, "x:y", "owls")
    except ValueError:
        with pytest.raises(RdfError, match="would be lost"):
            refuse_losses(content, "x:y", "owls")
    assert [(restored(text_of(quad.subject)), text_of(quad.object)) for quad in whole] == [
        (f"x:{name}", text)
    ]


@pytest.mark.parametrize("piece", ['"', '\\"', '"a\\', "{", '"@language":"', '"@context":[', "#"])
def test_what_does_not_end_takes_time_in_proportion(piece: str) -> None:
    """Ten times the text may take far less than a hundred times as long."""

    def taken(size: int) -> float:
        start = time.process_time()
        refuse_losses(b'{"@id":"schema.org' + piece.encode() * size, "x:y", "owls")
        return time.process_time() - start

    taken(10)
    assert taken(100_000) < 40 * max(taken(10_000), 0.01)


@pytest.fixture
def kg(
    run_kg: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    return run_kg


BROKEN = """{"@context": "https://schema.org", "@graph": [
 {"@id": "https://owls.example.org/1", "@type": "ScholarlyArticle", "name": "Owls by night"},
 {"@id": "paper 2", "@type": "ScholarlyArticle", "datePublished": "199x",
  "author": {"@id": "Ana Lopez", "@type": "Person", "name": "Ana Lopez"}}
]}"""


def test_a_broken_paper_is_no_pass_because_its_iri_is_none(kg: RunKg, tmp_path: Path) -> None:
    (tmp_path / "owls.jsonld").write_text(BROKEN)
    done = kg("validate", "owls.jsonld")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "kg: owls.jsonld:3: 5 statements would be lost: this is not an IRI: "
    )
    for command in (["convert", "owls.jsonld", "--to", "nt"], ["query", "ASK {}", "--data", "owls.jsonld"]):  # fmt: skip
        assert kg(*command).exit_code == 2


def test_a_reader_of_records_loses_nothing_of_it(tmp_path: Path) -> None:
    """A build gives papers IRIs of its own, so theirs do not matter."""
    file = tmp_path / "owls.json"
    text = BROKEN.replace('"datePublished": "199x",', '"name": "Bats",')
    file.write_text(text)
    papers = [item for item in read(file) if isinstance(item, Paper)]
    assert [(each.title, [a.name for a in each.authors]) for each in papers] == [
        ("Owls by night", []), ("Bats", ["Ana Lopez"]),
    ]  # fmt: skip


def test_keys_without_meaning_are_said(kg: RunKg, tmp_path: Path) -> None:
    document = node(__context={"s": VOCAB["@vocab"]}, __type="s:ScholarlyArticle", year=2001)
    (tmp_path / "owls.jsonld").write_text(json.dumps(document | {"s:name": NAME}))
    done = kg("validate", "owls.jsonld")
    assert done.exit_code == 0
    assert done.stderr == (
        "owls.jsonld: not read, since the context gives these keys no meaning: 'name' (1), 'year' (1)\n"
    )
    assert unmapped_keys(b'[{"@id": "x:a", "name": ["x", "y"], "x:b": {"c": 1}}]', "x:y") == {
        "name": 2, "c": 1,
    }  # fmt: skip
