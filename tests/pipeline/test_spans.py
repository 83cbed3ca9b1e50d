"""Evidence of fields in the graph: on request, each points to its characters in the list."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from building import digests
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.identity import entry_key
from kg.model import Paper
from kg.pipeline import add, build, validate
from kg.serialization import parse_file
from kg.sources import FORMATS, read
from kg.sources.free.explained import CONTAINERS
from kg.vocab import RDF_TYPE, term

BASE = "https://example.org/kg/"
Selected = set[tuple[str, str, int, int, str]]
"""Record, field, offsets and quote of each."""


def selected(file: Path) -> Selected:
    """Follow the annotations of fields to what they select, as a client of Web Annotations does."""
    said: dict[tuple[object, str], list[object]] = defaultdict(list)
    found = []
    for quad in parse_file(file):
        said[quad.subject, quad.predicate.value].append(quad.object)
        if (quad.predicate, quad.object) == (RDF_TYPE, term("kg:FieldEvidence")):
            found.append(quad.subject)

    def of(node: object, name: str) -> list[object]:
        return said[node, term(name).value]

    def text(nodes: list[object], name: str) -> str:
        (value,) = (each for node in nodes for each in of(node, name))
        assert isinstance(value, Literal)
        return value.value

    def one(node: object) -> tuple[str, str, int, int, str]:
        (record,), (span,) = of(node, "schema:about"), of(node, "oa:hasTarget")
        selectors = of(span, "oa:hasSelector")
        start, end = (int(text(selectors, name)) for name in ("oa:start", "oa:end"))
        return str(record), text([node], "kg:field"), start, end, text(selectors, "oa:exact")

    return {one(each) for each in found}


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_graph_selects_the_characters_of_each_field(container: str, tmp_path: Path) -> None:
    text = FORMATS[container].example
    path, out = tmp_path / "list", tmp_path / "out"
    path.write_text(text, "utf-8")
    build(path, out, format=container, mentions=False, spans=True)
    found = selected(out / "mentions.ttl")
    papers = [each for each in read(path, format=container) if isinstance(each, Paper)]
    assert {(record, field, start, end) for record, field, start, end, _ in found} == {
        (f"<{BASE}record/{entry_key(each.records[0])}>", span.field, span.start, span.end)
        for each in papers
        for span in each.records[0].spans
    }
    assert {"title", "author", "year"} <= {field for _, field, *_ in found}
    assert all(quote and text[start:end] == quote for *_, start, end, quote in found)
    assert validate([out / "kg.ttl", out / "mentions.ttl"]).conforms()


def test_nothing_of_it_is_published_where_it_is_not_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(FORMATS["markdown"].example, "utf-8")
    build(path, tmp_path / "bare", mentions=False)
    build(path, tmp_path / "told", mentions=False, spans=True)
    assert not selected(tmp_path / "bare" / "mentions.ttl")
    bare, told = digests(tmp_path / "bare"), digests(tmp_path / "told")
    assert bare["kg.ttl"] == told["kg.ttl"]
    assert bare["mentions.ttl"] != told["mentions.ttl"]


def test_what_is_added_is_selected_too(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.tex"
    one.write_text(FORMATS["markdown"].example, "utf-8")
    two.write_text(FORMATS["latex"].example, "utf-8")
    build(one, tmp_path / "grown", mentions=False, spans=True)
    add(two, tmp_path / "grown")
    build([one, two], tmp_path / "whole", mentions=False, spans=True)
    assert digests(tmp_path / "grown") == digests(tmp_path / "whole")


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from("ab é\u0301𝒬鳥\u00ad&*_"), max_size=30))
def test_a_span_holds_the_characters_that_it_points_to(strange: str) -> None:
    before = f"{strange}\n\n# Publications\n\n- Bo Chen. *Mice by day*. Mouse News, 2018.\n"
    text = f"{before}- Ana Lopez. *Owls {strange} at night*. Owl News, 2019.\n"
    with TemporaryDirectory() as folder:
        path = Path(folder, "list.md")
        path.write_text(text, "utf-8")
        papers = [each for each in read(path, format="markdown") if isinstance(each, Paper)]
    assert papers
    for span in (span for each in papers for span in each.records[0].spans):
        assert span.text and span.text == text[span.start : span.end]
