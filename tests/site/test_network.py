"""Who works with whom: what is counted, where it is drawn, and that it says the same in words."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from site_pages import Page, leads_on

from kg.pipeline import build
from kg.site import HTML, TURTLE, Site
from kg.site.network import count_pairs, lay_out
from kg.site.spreading import spread

SVG_TYPE = "image/svg+xml"
SVG = "{http://www.w3.org/2000/svg}"
NODES = [NamedNode(f"https://e.org/{name}") for name in "abcdefgh"]
RECORDS = [
    {"title": "Owls of three valleys", "authors": ["Ana López", "Bo <Chen>", "Cy Dean"]},
    {"title": "Mice of two barns", "authors": ["Ana López", "Bo <Chen>"]},
    {"title": "Frogs of one pond", "authors": ["Di Evans"]},
]


def _site(folder: Path) -> Site:
    (folder / "owls.jsonl").write_text("".join(json.dumps(each) + "\n" for each in RECORDS))
    build([folder / "owls.jsonl"], folder / "out", mentions=False)
    return Site.open(folder / "out")


def test_the_page_shows_each_pair_in_the_picture_and_in_the_table(tmp_path: Path) -> None:
    site = _site(tmp_path)
    chart = ET.fromstring(site.render("charts/coauthors.svg", SVG_TYPE))
    titles = {each.findtext(f"{SVG}title") for each in chart.iter(f"{SVG}line")}
    assert titles == {
        "Ana López and Bo <Chen>: 2 papers", "Ana López and Cy Dean: 1 paper",
        "Bo <Chen> and Cy Dean: 1 paper",
    }  # fmt: skip
    drawn = [each.findtext(f"{SVG}title") for each in chart.iter(f"{SVG}circle")]
    assert sorted(map(str, drawn)) == ["Ana López", "Bo <Chen>", "Cy Dean"]
    page = Page(site.render("network", HTML))
    assert "3 pairs" in page.text
    rows = sum(tag == "tr" for tag, _ in page.elements) - 1
    assert rows == len(titles) == sum(tag == "line" for tag, _ in page.elements)


def test_a_person_has_a_picture_of_its_own_where_more_than_one_paper_says_it(
    tmp_path: Path,
) -> None:
    site = _site(tmp_path)
    people = [path for path, kind in site.paths() if path.startswith("person/") and kind == TURTLE]
    lines = {}
    for path in people:
        page = Page(site.render(path, HTML))
        if leads_on(page):
            continue
        picture = f"{path}.svg"
        shown = [values["src"] for tag, values in page.elements if tag == "img"]
        assert shown == (
            [f"{path.rpartition('/')[2]}.svg"] if (picture, SVG_TYPE) in site.paths() else []
        )
        name = page.text.split("·")[0].strip()
        lines[name] = 0
        if shown:
            drawn = ET.fromstring(site.render(picture, SVG_TYPE))
            assert drawn.findtext(f"{SVG}title") == f"Who works with {name}"
            lines[name] = sum(1 for _ in drawn.iter(f"{SVG}line"))
        else:
            with pytest.raises(KeyError):
                site.render(picture, SVG_TYPE)
    assert lines == {"Ana López": 3, "Bo <Chen>": 3, "Cy Dean": 0, "Di Evans": 0}


def test_no_other_thing_has_a_picture(tmp_path: Path) -> None:
    site = _site(tmp_path)
    drawn = {path for path, kind in site.paths() if kind == SVG_TYPE}
    for path, kind in site.paths():
        if kind == TURTLE and f"{path}.svg" not in drawn:
            with pytest.raises(KeyError):
                site.render(f"{path}.svg", SVG_TYPE)


@given(st.lists(st.lists(st.sampled_from(NODES), max_size=5), max_size=8))
def test_pairs_stand_within_the_picture_and_the_order_of_papers_is_nothing(
    papers: list[list[NamedNode]],
) -> None:
    pairs = count_pairs(papers, set(NODES))
    assert pairs == count_pairs([each[::-1] for each in reversed(papers)], set(NODES))
    assert sum(pairs.values()) == sum(len(set(p)) * (len(set(p)) - 1) // 2 for p in papers)
    places = lay_out(NODES, pairs)
    assert places == lay_out(NODES, dict(reversed(list(pairs.items()))))
    assert all(0 <= x <= 900 and 0 <= y <= 640 for x, y in places)
    assert len({(round(x), round(y)) for x, y in places}) == len(NODES)


def test_those_who_write_together_stand_nearer_than_others() -> None:
    papers = [NODES[:2]] * 9 + [NODES[2:4]] * 9 + [NODES[1:3]]
    a, b, _, d = lay_out(NODES[:4], count_pairs(papers, set(NODES)))
    assert (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < (a[0] - d[0]) ** 2 + (a[1] - d[1]) ** 2


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 640)), max_size=25))
def test_no_label_covers_another(places: list[tuple[float, float]]) -> None:
    labels = [f"Ana López {'I' * (i % 7)}" for i in range(len(places))]
    apart = spread(places, labels, (900, 640))
    assert apart == spread(places, labels, (900, 640))
    for i, (x, y) in enumerate(apart):
        assert 0 <= x <= 900 and 0 <= y <= 640
        for j, (u, v) in enumerate(apart[:i]):
            wide = (len(labels[i]) + len(labels[j])) / 2 * 6
            assert abs(x - u) >= wide or abs(y - v) >= 20, (i, j)
