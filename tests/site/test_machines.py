"""What a site has for machines: sitemap, robots, feeds, signposts, and pages of the vocabularies."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from folders import ROOT
from lxml import etree
from papers import FULL
from site_graphs import hostile_paper, owls, store_of
from site_pages import Page, files, leads_on, pages

from kg.serialization import serialize
from kg.site import Site
from kg.site.crawling import PER_MAP, sitemap, sitemap_index
from kg.site.machines import in_order, spelled
from kg.store import Store

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", params=[owls, lambda: store_of(hostile_paper())])
def rendered(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The files of a site."""
    return files(Site(request.param()))


def test_the_sitemap_lists_every_page_once(rendered: dict[str, bytes]) -> None:
    listed = [each.text for each in etree.fromstring(rendered["sitemap-1.xml"]).iter(MAP)]
    own = {name for name, page in pages(rendered).items() if not leads_on(page)}
    assert set(listed) == {f"https://example.org/kg/{name}" for name in own}
    assert len(listed) == len(own)
    (part,) = etree.fromstring(rendered["sitemap.xml"]).iter(MAP)
    assert part.text == "https://example.org/kg/sitemap-1.xml"
    assert b"Sitemap: https://example.org/kg/sitemap.xml" in rendered["robots.txt"]


def test_a_long_sitemap_is_cut_into_parts() -> None:
    names = [f"{i}.html" for i in range(PER_MAP + 1)]
    assert len(list(etree.fromstring(sitemap_index("https://e.org/", len(names))).iter(MAP))) == 2
    assert [
        each.text for each in etree.fromstring(sitemap("https://e.org/", names, 2)).iter(MAP)
    ] == [f"https://e.org/{PER_MAP}.html"]


def test_every_feed_is_well_formed_and_dated(rendered: dict[str, bytes]) -> None:
    feeds = [name for name in rendered if name.endswith(".atom")]
    assert len(feeds) > 3
    for name in feeds:
        root = etree.fromstring(rendered[name])
        for tag in ("title", "id", "updated"):
            assert all(each.findtext(ATOM + tag) for each in (root, *root.iter(f"{ATOM}entry")))
        for link in root.iter(f"{ATOM}link"):
            assert link.get("href", "").startswith("https://example.org/kg/")


def test_a_feed_has_the_newest_paper_first() -> None:
    feed = etree.fromstring(Site(owls()).render("feed", "application/atom+xml"))
    assert [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")][:2] == [
        FULL.title, "Owls"
    ]  # fmt: skip


def test_a_page_is_signposted() -> None:
    site = Site(store_of(FULL))
    page = Page(site.render("paper/arxiv-1901.00001", "text/html"))
    links = {(each.get("rel"), each["href"]) for tag, each in page.elements if tag == "link"}
    assert {
        ("cite-as", "https://example.org/kg/paper/arxiv-1901.00001"),
        ("type", "https://schema.org/AboutPage"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("alternate", "arxiv-1901.00001.ttl"),
        ("collection", "https://example.org/kg/dataset"),
    } <= links


def test_the_turtle_of_a_page_is_canonical() -> None:
    store = Store.open(ROOT / "out" / "kg.ttl")
    site = Site(store)
    triples = [quad.triple for quad in store.quads]
    prefixes = site.context.prefixes
    written = site.context.machines.turtle(in_order(spelled(triples)))
    assert written == serialize(triples, "turtle", prefixes)


@pytest.mark.parametrize("iri", ["https://example.org/kg/ns#Method", "https://example.org/kg/ns"])
def test_a_term_of_the_ontology_has_a_place(iri: str) -> None:
    site = Site(Store(ox.Store()))
    path, fragment = site.locate(iri) or ("", "")
    assert (path, fragment) == ("ns", iri.partition("#")[2])
    assert not fragment or fragment in Page(site.render(path, "text/html")).ids


def test_every_shape_has_a_place() -> None:
    site = Site(Store(ox.Store()))
    page = Page(site.render("shapes", "text/html"))
    assert "Paper" in page.ids and len(page.ids) == len(set(page.ids))
    assert b"sh:NodeShape" in site.render("shapes", "text/turtle")
