"""Pages for all readers: axe finds nothing against them in a real browser, light and dark, wide and narrow.

Skipped where playwright, axe or Chromium is not installed: `make browser` installs them where it can.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from serving import serving

from kg.server import Settings
from kg.site import publish
from kg.system.worker import Limits

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is absent: no browser was tried"
)
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe is absent: no page was examined"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent: no browser was tried")
SERVED = (
    "query", "queries", "find?q=owl", "queries/papers-per-benchmark",
    "queries/papers-on-benchmark?benchmark=D4RL", "query?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+5",
    "query?query=SELECT+%7B",
)  # fmt: skip
"""What only `kg serve` has: the pages of questions, an answer, and an error."""


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The largest page of each kind, every page at the top, and what is served besides."""
    site = tmp_path_factory.mktemp("site")
    publish(ROOT / "out", site)
    kinds = [each for each in site.iterdir() if each.is_dir() and list(each.glob("*.html"))]
    largest = [max(each.glob("*.html"), key=lambda page: page.stat().st_size) for each in kinds]
    lists = [each / "index.html" for each in kinds if (each / "index.html").exists()]
    files = [each.as_uri() for each in (*site.glob("*.html"), *largest, *lists)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with serving(Settings(ROOT / "out", Limits(20.0))) as client:
            yield files + [str(client.base_url.join(f"/{each}")) for each in SERVED]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(addresses: list[str], scheme: str, width: int) -> None:
    found: dict[str, list[str]] = {}
    with playwright.sync_playwright() as started:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
        ]
        browser = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            told: dict[str, Any] = axe.Axe().run(page).response
            found |= {address: _told(told)} if told["violations"] else {}
        browser.close()
    assert not found
    assert len(addresses) > 20


def _told(answer: dict[str, Any]) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in answer["violations"]]


def test_a_page_is_printed(addresses: list[str], tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(next(each for each in addresses if "/paper/" in each))
        page.pdf(path=str(file))
        browser.close()
    assert file.read_bytes().startswith(b"%PDF-")
