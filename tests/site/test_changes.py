"""What changed between two builds, and the former IRIs of what was merged."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Run
from site_pages import Page

from kg.errors import InputError
from kg.pipeline import build
from kg.site import Site, publish
from kg.site.compact import Compact
from kg.site.compacting import write_compact
from kg.site.differing import differing

Row = tuple[str, ...]
NAME = "{http://www.w3.org/2005/Atom}"
OWLS = {"title": "Counting the owls of three valleys at night", "authors": ["Ana López", "Bo Chen"], "year": 2019,
        "abstract": "We count the owls that hunt at night in three valleys, and say how we count."}  # fmt: skip
MICE = {"title": "Mice <by> day", "authors": ["Cy Dean"], "year": 2020}
FROGS = {"title": "Frogs at dusk", "authors": ["Di Evans"], "year": 2021}
PRINTED = {**OWLS, "title": "Counting the Owls of Three Valleys at Night", "doi": "10.5555/owls.1"}


def _build(folder: Path, *records: dict[str, object], **options: str) -> Path:
    folder.mkdir()
    source = folder / "owls.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in records))
    build([source], folder / "out", mentions=False, **options)  # type: ignore[arg-type]
    return folder / "out"


def test_the_site_says_what_came_went_and_was_merged(tmp_path: Path) -> None:
    old = _build(tmp_path / "old", OWLS, MICE)
    new = _build(tmp_path / "new", OWLS, PRINTED, FROGS)
    publish(new, tmp_path / "site", since=old)
    page = Page((tmp_path / "site" / "changes.html").read_bytes())
    tags = [(tag, values.get("class")) for tag, values in page.elements]
    assert tags[tags.index(("table", None)) - 1] == ("div", "wide")  # It scrolls on a phone.
    for row in ("came paper Frogs at dusk", "gone paper Mice <by> day",
                "merged paper Counting the owls of three valleys at night into "
                "Counting the Owls of Three Valleys at Night"):  # fmt: skip
        assert row in " ".join(page.text.split())
    feed = ET.parse(tmp_path / "site" / "changes.atom").getroot()
    titles = [each.findtext(f"{NAME}title") for each in feed.iter(f"{NAME}entry")]
    assert "paper gone: Mice <by> day" in titles
    assert (
        "paper merged: Counting the owls of three valleys at night → Counting the Owls of Three Valleys at Night"
        in titles
    )
    ids = [each.findtext(f"{NAME}id") for each in feed.iter(f"{NAME}entry")]
    assert len(set(ids)) == len(ids) > 4
    assert 'href="changes.html"' in (tmp_path / "site" / "index.html").read_text()


def test_what_stayed_and_says_something_else_is_listed_with_what_changed(tmp_path: Path) -> None:
    dated = {**MICE, "venue": "Mouse Days"}
    old = _build(tmp_path / "old", OWLS, MICE, FROGS)
    new = _build(tmp_path / "new", OWLS, dated, {**FROGS, "authors": ["Di Evans", "Ed Fox"]})
    publish(new, tmp_path / "site", since=old, jobs=2)
    text = " ".join(Page((tmp_path / "site" / "changes.html").read_bytes()).text.split())
    rows = re.findall(r"changed paper (.*?) (?=changed|came|merged|gone|list|Data)", text)
    assert [each for each in rows if each.startswith("Mice")] == [
        "Mice <by> day isPartOf, printedVenue"
    ]
    (frogs,) = (each for each in rows if each.startswith("Frogs"))
    assert frogs.startswith("Frogs at dusk author, authorship, ")
    assert "changed paper Counting" not in text
    feed = (tmp_path / "site" / "changes.atom").read_text()
    assert "paper changed: Frogs at dusk" in feed


@given(
    st.sets(st.tuples(*[st.sampled_from("abc")] * 3)),
    st.sets(st.tuples(*[st.sampled_from("abc")] * 3)),
)
def test_nodes_differ_where_their_statements_do(one: set[Row], other: set[Row]) -> None:
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        found = differing(
            *(_compacted(Path(f), rows) for f, rows in ((first, one), (second, other)))
        )
    subjects = {row[0] for row in one}
    expected = {
        each
        for each in subjects
        if {row for row in one if row[0] == each} != {row for row in other if row[0] == each}
    }
    assert {node.value[-1] for node in found} == expected


def _compacted(folder: Path, rows: set[Row]) -> Compact:
    texts = sorted({each for row in rows for each in row})
    numbers = [[texts.index(each) for each in row] for row in rows]
    named = [f"<https://e.org/{each}".encode() for each in texts]
    write_compact(folder, named, np.array(numbers, np.int32).reshape(-1, 3))
    return Compact(folder)


def test_each_change_stands_on_one_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _build(tmp_path / "old", MICE)
    many = [{"title": f"Owls of valley {n}", "year": 2000} for n in range(205)]
    site = Site.open(_build(tmp_path / "new", *many), since=old)
    paths = [path for path, kind in site.paths() if path.startswith("changes") and "html" in kind]
    assert paths == ["changes", "changes~2"]
    text = "".join(site.render(path, "text/html").decode() for path in paths)
    assert all(f">Owls of valley {n}<" in text for n in range(205))


def test_nothing_changed_is_said_and_without_since_there_is_no_such_page(tmp_path: Path) -> None:
    out = _build(tmp_path / "old", OWLS)
    publish(out, tmp_path / "site", since=out)
    assert "Nothing came, changed" in (tmp_path / "site" / "changes.html").read_text()
    publish(out, tmp_path / "site")
    assert not (tmp_path / "site" / "changes.html").exists()
    assert "changes" not in (tmp_path / "site" / "index.html").read_text()


def test_builds_of_two_data_namespaces_are_not_compared(tmp_path: Path) -> None:
    new, old = _build(tmp_path / "new", OWLS), tmp_path / "old"
    other = _build(old, OWLS, base="https://owls.example.org/")
    with pytest.raises(InputError, match="data namespace of the earlier build is another"):
        publish(new, tmp_path / "site", since=other)


def test_since_a_folder_without_a_build_is_refused(run: Run, tmp_path: Path) -> None:
    new = _build(tmp_path / "new", OWLS)
    code, _, err = run("publish", str(new), "--site", str(tmp_path / "s"), "--since", str(tmp_path))
    assert code == 2 and "there is no build here" in err
    assert not (tmp_path / "s").exists()


def test_a_former_iri_has_a_page_that_leads_on_and_its_statement(tmp_path: Path) -> None:
    new = _build(tmp_path / "new", OWLS, PRINTED)
    publish(new, tmp_path / "site")
    store = ox.Store()
    store.bulk_load(path=str(new / "kg.ttl"))
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    quads = list(store.quads_for_pattern(None, replaced, None))
    assert quads
    for quad in quads:
        former, now = ("/".join(each.value.split("/")[-2:]) for each in (quad.subject, quad.object))  # type: ignore[union-attr]
        file = tmp_path / "site" / f"{former}.html"
        page = Page(file.read_bytes())
        refresh = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "refresh"]
        assert refresh == [f"0; url=../{now}.html"]
        assert f"../{now}.html" in page.addresses and (tmp_path / "site" / f"{now}.html").exists()
        statements = list(ox.parse(path=f"{file}".removesuffix(".html") + ".ttl"))
        assert [each.triple for each in statements] == [quad.triple]
