"""The front page counts what the graph holds, and its matrix opens the sentences."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from folders import ROOT
from papers import ATARI, FULL, NIGHTOWL
from site_graphs import store_of
from site_pages import Page

from kg.pipeline import build
from kg.site import Site
from kg.site.charts import bars
from kg.site.context import Link
from kg.site.evaluation import matrix
from kg.site.figures import by_year
from kg.site.folder import Build, read_build
from kg.site.topics import Topic, draw, topics
from kg.store import Store

HTML = "text/html"


def _text(content: bytes) -> str:
    return " ".join(Page(content).text.split())


def test_the_front_page_tells_the_accounting_and_what_the_shapes_report() -> None:
    text = _text(Site.open(ROOT / "out").render("index", HTML))
    total = json.loads((ROOT / "out" / "summary.json").read_text())["total"]
    for step in ("read", "published", "merged", "quarantined"):
        assert f"{step} {total[step]}" in text
    assert f"{total['published']} papers" in text
    assert "Warning The title is missing" in text


def test_every_figure_of_the_front_page_is_counted(tmp_path: Path) -> None:
    records = [
        {"title": "Owls", "year": 2019, "abstract": "We introduce NightOwl and evaluate it on Atari."},
        {"title": "Mice", "year": 2021, "abstract": "We evaluate DQN on Atari."},
        {"title": "Frogs"},
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records))
    build([tmp_path / "a.jsonl"], tmp_path / "out")
    site = Site.open(tmp_path / "out")
    text = _text(site.render("index", HTML))
    assert "Papers with an abstract 2 of 3 (66 %)" in text and "Papers with a year 2 of 3" in text
    papers = list(
        site.context.graph.subjects(
            "rdf:type", ox.NamedNode("https://example.org/kg/ns#Publication")
        )
    )
    assert by_year(site.context, papers) == {2019: 1, 2020: 0, 2021: 1}
    years, found = topics(site.context, by_year(site.context, papers))
    assert years == [2019, 2020, 2021]
    atari = next(each for each in found if each.link.label == "Atari")
    assert [n for n, _ in atari.years] == [1, 0, 1] and atari.total == 2


def test_topics_rise_and_fall_by_their_share_of_the_papers(tmp_path: Path) -> None:
    def papers(year: int, name: str, n: int) -> list[dict[str, object]]:
        text = f"We evaluate {name} on Atari."
        return [{"title": f"{name} {year} {i}", "year": year, "abstract": text} for i in range(n)]

    # More papers each year: what keeps its number loses its share.
    records = [
        *papers(2018, "DQN", 4), *papers(2019, "DQN", 4), *papers(2020, "DQN", 4), *papers(2021, "DQN", 4),
        *papers(2018, "PPO", 1), *papers(2020, "PPO", 6), *papers(2021, "PPO", 7),
        *papers(2021, "RND", 1),
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records))
    build([tmp_path / "a.jsonl"], tmp_path / "out")
    site = Site.open(tmp_path / "out")
    text = _text(site.render("index", HTML))
    page = Page(site.render("charts/topics.svg", "image/svg+xml")).text
    trends = {"PPO": "rising", "DQN": "falling", "Atari": "steady", "RND": "few papers"}
    for name, trend in trends.items():
        assert f"{name}: {trend}" in page
        assert re.search(rf"\b{name} [\d .%]*{trend}\b", text), name
    assert page.index("PPO: rising") < page.index("Atari: steady") < page.index("DQN: falling")
    assert "PPO, 2020: 6 papers, 60.0 % of the year" in page


@pytest.mark.parametrize("n", [0, 1, 2, 12])
def test_a_chart_of_topics_has_a_bar_a_year_in_each_row(n: int) -> None:
    years = list(range(2010, 2010 + n))
    row = Topic(Link("Owls <b>", None), ((0, 0),) * n, (0.0,) * n, 0.0, 0.0)
    drawn = draw(years, [row] * 3 if n else [], alone=True)
    assert drawn.count("<rect") == 3 * n and "<b>" not in drawn
    assert ("No paper with a year" in drawn) == (n == 0)
    assert all(f">{year}</text>" in drawn for year in years[:1] + years[-1:])


def test_a_cell_of_the_matrix_opens_its_sentence() -> None:
    site = Site(store_of(FULL))
    ((method, (cell,)),) = matrix(site.context).rows
    assert cell and method.label == NIGHTOWL.label and len(cell.papers) == 1
    front, page = (Page(site.render(path, HTML)) for path in ("index", "matrix"))
    assert f"matrix.html#{cell.fragment}" in front.addresses and cell.fragment in page.ids
    assert "It beats DQN on Atari and solves three tasks" in page.text
    evidence = next(each for each in page.addresses if "#mention" in each)
    path, _, fragment = evidence.partition("#")
    assert fragment in Page(site.render(path.removesuffix(".html"), HTML)).ids
    assert ATARI.label in page.text


@pytest.mark.parametrize("values", [{}, {2019: 0}, {2019: 3}, dict.fromkeys(range(1900, 2030), 7)])
def test_a_chart_has_a_bar_a_number(values: dict[int, int]) -> None:
    drawn = bars("Owls <b>", values, alone=True)
    assert drawn.count("<rect") == len(values) and "<b>" not in drawn
    heights = [float(each) for each in re.findall(r'height="([\d.]+)"><title>', drawn)]
    assert all(0 <= each <= 200 for each in heights)
    assert drawn.count("<text") <= 12


def test_a_site_of_nothing_has_a_front_page() -> None:
    site = Site(Store(ox.Store()))
    assert "How much is known" in _text(site.render("index", HTML))
    assert "No paper says so" in _text(site.render("matrix", HTML))


@pytest.mark.parametrize("summary", ["[]", '{"total": 3}', '{"total": {"read": "x"}}'])
def test_a_summary_that_says_nothing_is_left_out(tmp_path: Path, summary: str) -> None:
    (tmp_path / "summary.json").write_text(summary)
    site = Site(Store(ox.Store()), read_build(tmp_path))
    assert "Accounting" not in _text(site.render("index", HTML))


def test_a_title_that_is_said_heads_the_site() -> None:
    dataset = ox.NamedNode("https://example.org/kg/dataset")
    title = ox.Triple(
        dataset, ox.NamedNode("http://purl.org/dc/terms/title"), ox.Literal("Owls & <mice>")
    )
    site = Site(Store(ox.Store()), Build(void=(title,)))
    assert b"<h1>Owls &amp; &lt;mice&gt;</h1>" in site.render("index", HTML)
