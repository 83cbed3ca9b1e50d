"""Rows as Python has them: dicts, data frames, Arrow, notebooks, rdflib."""

from __future__ import annotations

import builtins
import sys
from html.parser import HTMLParser
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers import Graph, Sheet, Table, YesNo
from kg.errors import InputError

OWLS = Table(
    ("title", "year", "paper"),
    [
        (ox.Literal("Owls"), ox.Literal(2021), ox.NamedNode("https://a.example/paper/1")),
        (ox.Literal("Bats"), None, ox.NamedNode("https://a.example/paper/2")),
    ],
    {"paper": "https://a.example/paper/"},
)


class Tags(HTMLParser):
    """Counts tags, and gathers what stands in cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert not attrs
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1] == "td":
            self.cells[-1] += data


def test_rows_are_dicts() -> None:
    assert OWLS[0] == {"title": "Owls", "year": 2021, "paper": "https://a.example/paper/1"}
    assert [row["year"] for row in OWLS] == [2021, None]
    assert OWLS[-1:] == [OWLS[1]]
    assert len(OWLS) == 2
    assert not Table(("title",), [])


def test_text_has_prefixed_names() -> None:
    assert str(OWLS).splitlines()[1].split() == ["Owls", "2021", "paper:1"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_notebooks_show_every_text_and_no_tag_of_it(text: str, name: str) -> None:
    table = Table(("a", name), [(ox.Literal(text), text)], notes=[f"<b>{text}"])
    tags = Tags(table._repr_html_()).tags
    assert tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "p"]


def test_notebooks_show_markup_as_text() -> None:
    shown = Tags(Table(("a",), [("<img src=x onerror=alert(1)>",)])._repr_html_())
    assert shown.cells == ["<img src=x onerror=alert(1)>"]


def test_notebooks_show_the_first_rows_and_how_many_follow() -> None:
    shown = Tags(Table(("n",), ([each] for each in range(50)))._repr_html_())
    assert shown.cells == [str(each) for each in range(20)]
    assert "30 more rows" in Table(("n",), ([each] for each in range(50)))._repr_html_()


def test_notebooks_show_a_sheet_and_its_notes() -> None:
    html = Sheet("3 <things>", {"Owls & bats": OWLS}, ["<note>"])._repr_html_()
    assert "3 &lt;things&gt;" in html
    assert "Owls &amp; bats" in html
    assert "&lt;note&gt;" in html


@pytest.mark.parametrize(("method", "package"), [("to_pandas", "pandas"), ("to_arrow", "pyarrow")])
def test_a_package_that_is_not_installed_is_named_with_its_extra(
    method: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == package:
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.delitem(sys.modules, package, raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=rf"{package} is not installed; install it with kg\[") as e:
        getattr(OWLS, method)()
    assert e.value.todo == f"install it with kg[{method.removeprefix('to_')}]"


def test_to_pandas_keeps_whole_numbers_whole() -> None:
    pytest.importorskip("pandas")
    frame = OWLS.to_pandas()
    assert list(frame.columns) == ["title", "year", "paper"]
    assert str(frame.dtypes["year"]) == "Int64"
    assert frame["year"].sum() == 2021
    assert list(Table(("a", "b"), []).to_pandas().columns) == ["a", "b"]


def test_to_arrow_makes_texts_of_several_types() -> None:
    pytest.importorskip("pyarrow")
    assert OWLS.to_arrow().to_pylist() == [*OWLS]
    mixed = Table(("a", "b"), [(1, 2), ("x", 0.5), (None, 2**70)])
    assert mixed.to_arrow().to_pydict() == {"a": ["1", "x", None], "b": ["2", "0.5", str(2**70)]}
    assert Table(("a",), []).to_arrow().column_names == ["a"]


def test_a_graph_is_a_table_and_a_graph_of_rdflib() -> None:
    name = ox.NamedNode("https://schema.org/name")
    triples = [ox.Triple(ox.NamedNode(f"https://a.example/{n}"), name, ox.Literal(n)) for n in "ab"]
    graph = Graph(triples)
    assert [row["object"] for row in graph] == ["a", "b"]
    assert {str(each) for each in graph.to_rdflib().objects()} == {"a", "b"}
    assert len([*ox.parse(graph.serialize("nt"), format=ox.RdfFormat.N_TRIPLES)]) == 2


def test_the_answer_of_ask_counts_as_itself() -> None:
    assert YesNo(True)
    assert not YesNo(False)
    assert [*YesNo(False)] == [{"answer": False}]
