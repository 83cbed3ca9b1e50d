"""`kg diff`: a patch or an update applied to the old file gives the new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Outcome

from kg.errors import RdfError
from kg.serialization.diff import (
    BLOCK,
    Difference,
    as_patch,
    as_text,
    as_update,
    compare,
    diff,
)
from kg.serialization.ordering import canonical_order

RunKg = Callable[..., Outcome]

NODES = st.sampled_from(["a:b", "https://e.org/é", "https://e.org/x?a=1&b=%20#c"]).map(ox.NamedNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TERMS = st.one_of(
    NODES,
    TEXTS.map(ox.Literal),
    TEXTS.map(lambda text: ox.Literal(text, language="en-GB")),
    TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("a:type"))),
    st.sampled_from(["} ; DROP ALL #", "'''", '"', "\\", "\n\r\t", "?x", "\\u0041"]).map(
        ox.Literal
    ),
)
QUADS = st.frozensets(st.builds(ox.Quad, NODES, NODES, TERMS, NODES | st.just(ox.DefaultGraph())))


def difference_of(old: frozenset[ox.Quad], new: frozenset[ox.Quad]) -> Difference:
    steps = list(compare(canonical_order(old), canonical_order(new)))
    return Difference(
        tuple(quad for in_old, in_new, quad in steps if not in_new),
        tuple(quad for in_old, in_new, quad in steps if not in_old),
    )


@given(QUADS, QUADS)
def test_as_update_turns_the_old_into_the_new(
    old: frozenset[ox.Quad], new: frozenset[ox.Quad]
) -> None:
    store = ox.Store()
    store.extend(old)
    text = "\n".join(as_update(difference_of(old, new)))
    if text:
        store.update(text)
    assert set(store) == new


@given(QUADS, QUADS)
def test_as_patch_turns_the_old_into_the_new(
    old: frozenset[ox.Quad], new: frozenset[ox.Quad]
) -> None:
    lines = list(as_patch(difference_of(old, new)))
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    now = set(old)
    for line in lines[1:-1]:
        (quad,) = ox.parse(line[2:], ox.RdfFormat.N_QUADS)
        if line[0] == "D":
            now.remove(quad)
        else:
            assert line[0] == "A"
            now.add(quad)
    assert now == new


@given(QUADS, QUADS)
def test_compare_parts_old_kept_and_new(old: frozenset[ox.Quad], new: frozenset[ox.Quad]) -> None:
    steps = list(compare(canonical_order(old), canonical_order(new)))
    assert [quad for *_, quad in steps] == list(canonical_order(old | new))
    assert {quad for in_old, _, quad in steps if in_old} == old
    assert {quad for _, in_new, quad in steps if in_new} == new


def test_as_update_of_much_data_is_many_operations(tmp_path: Path) -> None:
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    for path, word in ((old, "old"), (new, "new")):
        path.write_text("".join(f'<a:{n}> <a:p> "{word}" .\n' for n in range(2 * BLOCK + 1)))
    difference = diff(old, new)
    text = "\n".join(as_update(difference))
    assert text.count("DELETE DATA {") == text.count("INSERT DATA {") == 3
    store = ox.Store()
    store.bulk_load(path=old)
    store.update(text)
    assert set(store) == set(ox.parse(path=new))


def test_diff_finds_equal_blank_nodes_equal(tmp_path: Path) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text('<a:s> <a:p> [ <a:q> "1" ], [ <a:q> "2" ] .')
    new.write_text('_:two <a:q> "2" . _:one <a:q> "1" . <a:s> <a:p> _:one, _:two ; <a:r> "new" .')
    difference = diff(old, new)
    assert list(as_text(difference)) == ['+ <a:s> <a:r> "new" .']
    assert "INSERT DATA" in "\n".join(as_update(difference))


def test_as_update_adds_new_blank_nodes_in_one_operation(tmp_path: Path) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text('<a:s> <a:r> "x" .')
    new.write_text('<a:s> <a:r> "y" ; <a:p> [ <a:q> [ <a:q> "deep" ] ] .')
    store = ox.Store()
    store.bulk_load(path=old)
    store.update("\n".join(as_update(diff(old, new))))
    there, wanted = ox.Dataset(store), ox.Dataset(ox.parse(path=new))
    for dataset in (there, wanted):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert there == wanted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<a:s> <a:p> [ <a:q> "1" ] .', '<a:s> <a:p> "1" .'),
        ('<a:s> <a:p> [ <a:q> "1" ] .', '<a:s> <a:p> [ <a:q> "1", "2" ] .'),
        ('_:a <a:q> "1" .', '_:a <a:q> "1" . <a:s> <a:p> _:a .'),
    ],
)
@pytest.mark.parametrize("write", [as_update, as_patch])
def test_a_blank_node_of_the_old_file_is_never_named(
    write: Callable[[Difference], object], old: str, new: str, tmp_path: Path
) -> None:
    for name, text in (("old.ttl", old), ("new.ttl", new)):
        (tmp_path / name).write_text(text)
    difference = diff(tmp_path / "old.ttl", tmp_path / "new.ttl")
    with pytest.raises(RdfError, match="cannot name a blank node"):
        list(write(difference))  # type: ignore[call-overload]
    assert list(as_text(difference))


def test_diff_writes_what_another_store_runs(run_kg: RunKg, tmp_path: Path, root: Path) -> None:
    old, new, update = root / "out/kg.ttl", tmp_path / "new.nt", tmp_path / "change.ru"
    kept = sorted(str(quad) for quad in ox.parse(path=old))
    new.write_text("".join(f"{line} .\n" for line in kept[::3]) + '<a:s> <a:p> "\\"new\\" }" .\n')
    outcome = run_kg("diff", str(old), str(new), "--results", "update", "--output", str(update))
    assert outcome.exit_code == 0
    store = ox.Store()
    store.bulk_load(path=old)
    store.update(update.read_text("utf-8"))
    wanted = ox.Store()
    wanted.bulk_load(path=new)
    assert set(store) == set(wanted)
    assert outcome.stderr.splitlines()[-1].endswith("1 added")
