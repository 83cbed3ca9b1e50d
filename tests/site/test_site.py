"""The site of a build: no link leads nowhere, and its pages together say what the graph says."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from folders import ROOT
from site_graphs import hostile_paper, owls, store_of
from site_pages import Page, files, leads_on, pages, target

from kg.site import Site
from kg.site.folder import read_build
from kg.store import Store

OUT = ROOT / "out"


def _out() -> Store:
    return Store.open(OUT / "kg.ttl", OUT / "mentions.ttl")


@pytest.fixture(scope="module", params=[_out, owls, lambda: store_of(hostile_paper())])
def store(request: pytest.FixtureRequest) -> Store:
    """The published build, all that can be said of a paper, and hostile text in every field."""
    made: Store = request.param()
    return made


@pytest.fixture(scope="module")
def site(store: Store) -> Site:
    """The site of a store."""
    return Site(store, read_build(OUT) if len(store) > 3000 else None)


@pytest.fixture(scope="module")
def rendered(site: Site) -> dict[str, bytes]:
    """Its files, by name."""
    return files(site)


@pytest.fixture(scope="module")
def read(rendered: dict[str, bytes]) -> dict[str, Page]:
    """Its pages, by name."""
    return pages(rendered)


@pytest.fixture(scope="module")
def graph(store: Store) -> set[ox.Triple]:
    """The graph that the site is made from."""
    return {quad.triple for quad in store.quads}


_FOR_MACHINES = {
    ".well-known/void", "robots.txt", "llms.txt", "sitemap.xml", "sitemap-1.xml", "404.html", ".htaccess", ".nojekyll",
    "_redirects", "redirects/nginx.conf", "redirects/rules.js", "static/redirect.js",
    "static/onward.js",  # Only of papers with more than one page.
}  # fmt: skip


def _turtle(content: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, ox.RdfFormat.TURTLE)}


def test_no_link_leads_nowhere(rendered: dict[str, bytes], read: dict[str, Page]) -> None:
    dangling = []
    for name, page in read.items():
        if name == "404.html":  # It is shown at any address, and so links from the base.
            continue
        for address in page.addresses:
            found = target(name, address)
            if found is None:
                continue
            file, fragment = found
            if file not in rendered or (fragment and fragment not in read[file].ids):
                dangling.append((name, address))
    assert not dangling
    assert len(read) > 10


def test_every_page_is_linked(rendered: dict[str, bytes], read: dict[str, Page]) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for address in read[name].addresses:
            found = target(name, address)
            if found and found[0] in rendered and found[0] not in reached:
                reached.add(found[0])
                waiting += [found[0]] if found[0] in read else []
    left = {name for name in rendered if not name.startswith("search/")}
    former = {name.removesuffix(".html") for name, page in read.items() if leads_on(page)}
    left -= {f"{name}.{suffix}" for name in former for suffix in ("html", "ttl")}
    assert left - reached <= _FOR_MACHINES


def test_no_fragment_stands_twice(read: dict[str, Page]) -> None:
    assert not [name for name, page in read.items() if len(page.ids) != len(set(page.ids))]


def test_the_pages_together_say_what_the_graph_says(
    rendered: dict[str, bytes], graph: set[ox.Triple]
) -> None:
    told: set[ox.Triple] = set()
    former = {name.removesuffix("html") for name, page in pages(rendered).items() if leads_on(page)}
    for name, content in rendered.items():
        if name.count("/") == 1 and name.endswith(".ttl") and name[:-3] not in former:
            said = _turtle(content)
            assert not said & told, name
            told |= said
    assert told == graph


def test_json_ld_says_what_the_turtle_beside_it_says(rendered: dict[str, bytes]) -> None:
    compared = 0
    for name, page in pages(rendered).items():
        turtle = name.removesuffix(".html") + ".ttl"
        if turtle in rendered and name not in ("ns.html", "shapes.html"):
            (script,) = [each for each in page.scripts if each]
            said = {quad.triple for quad in ox.parse(script, ox.RdfFormat.JSON_LD)}
            assert said == _turtle(rendered[turtle]), name
            compared += 1
    assert compared > 5


def test_every_iri_of_the_graph_is_found_on_a_page(
    site: Site, read: dict[str, Page], graph: set[ox.Triple]
) -> None:
    for subject in {each.subject for each in graph}:
        assert isinstance(subject, ox.NamedNode)
        found = site.locate(subject.value)
        assert found is not None, subject
        path, fragment = found
        assert not fragment or fragment in read[f"{path}.html"].ids, subject


def test_every_kind_of_mark_has_a_colour_of_its_own(
    rendered: dict[str, bytes], read: dict[str, Page]
) -> None:
    style = rendered["static/style.css"].decode()
    classes = {
        values["class"] for page in read.values() for tag, values in page.elements if tag == "mark"
    }
    assert classes
    kinds = {each.split()[0] for each in classes}
    assert not [each for each in kinds if not re.search(rf"mark\.{each}[ ,]", style)]


def test_evidence_is_marked_and_explained(read: dict[str, Page], store: Store) -> None:
    marks = [
        (name, values)
        for name, page in read.items()
        for tag, values in page.elements
        if tag == "mark" and "id" in values
    ]
    mentions = store.query("SELECT DISTINCT ?span { ?mention a kg:Mention ; oa:hasTarget ?span }")
    assert len(marks) == len(list(mentions))  # type: ignore[arg-type]
    assert {values["class"].split()[0] for _, values in marks} <= {"method", "benchmark", "task"}


def test_nothing_in_a_text_becomes_an_element(read: dict[str, Page]) -> None:
    for name, page in read.items():
        assert len([tag for tag, _ in page.elements if tag == "script"]) <= 2, name
        assert not [tag for tag, values in page.elements if tag == "b" and values], name
        pictures = [values["src"] for tag, values in page.elements if tag == "img"]
        assert pictures in ([], [name.rpartition("/")[2].removesuffix(".html") + ".svg"]), name
        for tag, values in page.elements:
            assert not [each for each in values if each.startswith("on")], name
            for address in (values.get("href", ""), values.get("src", "")):
                assert not address.lower().startswith(("javascript:", "data:")), (name, tag)
        assert "36481" not in page.text, name


def test_an_unknown_path_is_a_key_error(site: Site) -> None:
    for path in ("paper/none", "../index", "index~2", "paper/index~99", "static/../x", "", "x/~2"):
        with pytest.raises(KeyError):
            site.render(path, "text/html")
    with pytest.raises(KeyError):
        site.render("index", "text/turtle")


def test_an_iri_that_the_graph_does_not_know_is_nowhere(site: Site) -> None:
    assert site.locate("https://example.org/kg/paper/none") is None
    assert site.locate("no IRI") is None
