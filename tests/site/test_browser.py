"""A walk through a site in a real browser: with scripts, without them, and from the disk.

Skipped where playwright or Chromium is not installed: `make browser` installs them where it can.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from folders import ROOT
from papers import FULL
from site_graphs import hostile_paper, store_of

from kg.identity import Namespace
from kg.mapping import record_triples
from kg.model import Agent, Paper
from kg.site import Site, file_of, publish
from kg.store import Store

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is absent: no browser was tried"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent: no browser was tried")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, without a window."""
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the published build."""
    place = tmp_path_factory.mktemp("site")
    publish(ROOT / "out", place)
    return place


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search of a site where hundreds of titles have a word, and more another that goes with few."""
    place = tmp_path_factory.mktemp("crowded")
    quads = ox.Store()
    for i in range(2400):
        title = f"Owls {'by night' if i % 2 else 'asleep'}{' forest' if i % 400 == 1 else ''} {i:x}"
        quads.extend(ox.Quad(*each) for each in record_triples(Paper(title=title), Namespace()))
    site = Site(Store(quads))
    for path, kind in site.paths():
        if path.startswith(("search", "static")):
            file = place / file_of(path, kind)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(site.render(path, kind))
    return place


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """The address where a plain web server carries the site."""
    handler = functools.partial(_Silent, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Watch:
    """What a page asks for, says and runs."""

    def __init__(self, page: Any) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Any) -> None:
        self.said.append("dialog")
        dialog.dismiss()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("way", ["http", "file"])
def test_a_reader_walks_from_the_front_page_to_the_data(
    browser: Any, folder: Path, served: str, scripts: bool, way: str
) -> None:
    root = served if way == "http" else folder.as_uri()
    page = browser.new_page(java_script_enabled=scripts)
    watch = _Watch(page)
    page.goto(f"{root}/index.html")
    page.click("nav >> text=Benchmarks")
    page.click("main >> text=D4RL")
    assert page.inner_text("h1") == "D4RL"
    page.click("blockquote a >> nth=0")
    assert page.locator("li:target").count() == 1
    assert "confidence" in page.inner_text("li:target")
    page.click("mark a >> nth=0")
    assert page.locator(".evidence li:target").count() == 1
    turtle = page.get_attribute("link[rel=alternate][type='text/turtle']", "href")
    assert turtle and turtle.endswith(".ttl")
    page.goto(f"{root}/person/index.html")
    page.click("main .columns a >> nth=0")
    page.click(".papers a >> nth=0")
    assert page.locator(".authors a").count() > 0
    page.close()
    assert not watch.said
    assert all(each.startswith(root) for each in watch.asked)


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_search_finds_a_benchmark_and_a_person(
    browser: Any, folder: Path, served: str, way: str
) -> None:
    root = served if way == "http" else folder.as_uri()
    page = browser.new_page()
    watch = _Watch(page)
    page.goto(f"{root}/index.html")
    page.fill("header input[name=q]", "DM-HARD-8")
    page.press("header input[name=q]", "Enter")
    page.wait_for_selector("#found a")
    assert page.inner_text("#found a") == "DM-HARD-8"
    page.set_viewport_size({"width": 390, "height": 800})
    kind = page.locator("#found li > span").first
    assert kind.inner_text() == "benchmark"
    lines = "it => { const r = document.createRange(); r.selectNodeContents(it); return r.getClientRects().length; }"
    assert kind.evaluate(lines) == 1, "a word is broken"
    page.fill("#q", "RÉMI mun")
    page.wait_for_selector("#found a >> text=Rémi Munos")
    page.fill("#q", "zzzz")
    page.wait_for_selector("#said >> text=Nothing has these words")
    page.close()
    assert not watch.said
    assert all(each.startswith(root) for each in watch.asked)


@pytest.mark.parametrize(
    ("words", "found"), [("night forest", 6), ("asleep night", 0), ("owls night fo", 6)]
)
def test_words_of_very_many_titles_are_found_in_few_files(
    browser: Any, crowded: Path, words: str, found: int
) -> None:
    page = browser.new_page()
    watch = _Watch(page)
    page.goto(f"{(crowded / 'search.html').as_uri()}?q={words}")
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    assert page.locator("#found li").count() == found
    assert len(watch.asked) < 25 and not watch.said
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(browser: Any, folder: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    names = ("index", "dataset", "matrix", "ns", "shapes", "search")
    for path in (*(folder / f"{name}.html" for name in names), *_largest(folder)):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def _largest(folder: Path) -> Iterator[Path]:
    for kind in ("paper", "person", "method", "benchmark", "source", "scheme"):
        yield max((folder / kind).glob("*.html"), key=lambda each: each.stat().st_size)


def _write(site: Site, folder: Path) -> None:
    for path, media_type in site.paths():
        file = folder / file_of(path, media_type)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(site.render(path, media_type))


def test_a_part_on_a_later_page_of_its_paper_is_found_from_the_first(
    browser: Any, tmp_path: Path
) -> None:
    many = tuple(Agent(f"Ana {n} López", f"López, Ana {n}") for n in range(900))
    _write(Site(store_of(replace(FULL, authors=many))), tmp_path)
    key = "arxiv-1901.00001"
    page = browser.new_page()
    watch = _Watch(page)
    for fragment in ("authorship.3", "authorship.899", "nothing.here"):
        page.goto(f"{(tmp_path / 'paper').as_uri()}/{key}.html#{fragment}")
        if fragment.startswith("authorship"):
            page.wait_for_selector(f"li:target >> text=Ana {int(fragment[11:]) - 1} López")
    last = max(int(each.stem.rpartition("~")[2]) for each in tmp_path.glob(f"paper/{key}~*.html"))
    page.wait_for_url(f"**/{key}~{last}.html#nothing.here")
    page.close()
    assert last > 2 and not watch.said


def test_nothing_hostile_runs(browser: Any, tmp_path: Path) -> None:
    _write(Site(store_of(hostile_paper())), tmp_path)
    (tmp_path / "404.html").unlink()  # It links from the base, which is not here.
    watches = []
    for each in sorted(tmp_path.rglob("*.html")):
        page = browser.new_page()  # Of its own: one that leads on would interrupt the next.
        watches.append(_Watch(page))
        page.goto(each.as_uri())
        page.close()
    page = browser.new_page()
    watches.append(_Watch(page))
    page.goto((tmp_path / "search.html").as_uri() + "?q=script")
    page.wait_for_selector("#found a")
    page.close()
    assert not any(each.said for each in watches)
    assert all(address.startswith("file:") for each in watches for address in each.asked)
