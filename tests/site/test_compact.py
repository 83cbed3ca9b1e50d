"""Statements in arrays are those of their files: the same answers as a store gives, and nothing left behind."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.site.compact import Compact
from kg.site.compacting import open_compact
from kg.site.statements import Statements, Stored

IRIS = [
    ox.NamedNode(f"https://e.org/{each}") for each in ("a", "a-b", "a/1", "ab", "é", "b#c", "b")
]
VALUES = st.one_of(
    st.sampled_from(IRIS),
    st.sampled_from(
        ["", "a", 'say "owl"', "back\\slash", "two\nlines", "x:y> .", "\x7f\ufffe", "夜"]
    ).map(ox.Literal),
    st.builds(ox.Literal, st.text(max_size=3), language=st.just("en")),
)
TRIPLES = st.lists(
    st.builds(ox.Triple, st.sampled_from(IRIS), st.sampled_from(IRIS[:4]), VALUES), max_size=25
)


def _written(folder: Path, first: list[ox.Triple], second: list[ox.Triple]) -> Compact:
    for name, triples in (("kg.ttl", first), ("mentions.ttl", second)):
        # No bytes would be taken for a file that was cut off.
        written = ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""
        (folder / name).write_bytes(b"# ...\n" + written)
    return open_compact(folder)


def _answers(statements: Statements, iri: ox.NamedNode, predicate: ox.NamedNode) -> list[object]:
    return [
        statements.nodes(iri, predicate), statements.texts(iri, predicate),
        statements.texts_alone(iri, predicate), statements.subjects(predicate, iri),
        [statements.states(iri, predicate, each) for each in IRIS],
        sorted(statements.pairs(predicate), key=str), sorted(statements.literals(predicate), key=str),
        statements.having(predicate), sorted(statements.spelled(iri)),
    ]  # fmt: skip


@given(TRIPLES, TRIPLES)
def test_every_question_is_answered_as_a_store_answers_it(
    first: list[ox.Triple], second: list[ox.Triple]
) -> None:
    store = ox.Store()
    store.extend(ox.Quad(*each) for each in first + second)
    with tempfile.TemporaryDirectory() as folder:
        compact, stored = _written(Path(folder), first, second), Stored(store)
        for iri in (*IRIS, ox.NamedNode("https://e.org/none")):
            for predicate in IRIS[:5]:
                assert _answers(compact, iri, predicate) == _answers(stored, iri, predicate)


@pytest.mark.parametrize(
    "number", ['"0.80"^^xsd:decimal', '"007"^^xsd:nonNegativeInteger', '"1.0"^^xsd:double']
)
def test_a_number_is_spelled_as_in_the_file(tmp_path: Path, number: str) -> None:
    (tmp_path / "kg.ttl").write_text(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        f"<https://e.org/a> <https://e.org/b> {number} ."
    )
    (tmp_path / "mentions.ttl").write_text("# Nothing.")
    ((_, _, value),) = open_compact(tmp_path).spelled(IRIS[0])
    assert value == number.replace("xsd:", "<http://www.w3.org/2001/XMLSchema#") + ">"


def test_no_file_is_left_behind(tmp_path: Path) -> None:
    compact = _written(tmp_path, [ox.Triple(IRIS[0], IRIS[1], IRIS[2])], [])
    folder = compact.folder
    assert folder.is_dir()
    del compact
    gc.collect()
    assert not folder.exists()


def test_where_there_is_no_room_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kg.ttl", "mentions.ttl"):
        (tmp_path / name).write_text("# Nothing.")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(InputError, match="TMPDIR"):
        open_compact(tmp_path)
