"""Machines that know no more than the host find every paper; and no page or file is larger than it may be."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib
from folders import ROOT
from rdflib.namespace import RDF, VOID
from serving import serving

from kg.server import Settings
from kg.site import publish
from kg.system.worker import Limits

OUT = ROOT / "out"
KG = rdflib.Namespace("https://example.org/kg/ns#")
PAPER, PAGE, QUERY = 60_000, 100_000, 100_000
"""Bytes of the page of a paper with its style, of any page in gzip, and of what a search loads."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the published build, in a folder of its server."""
    place = tmp_path_factory.mktemp("htdocs")
    publish(OUT, place / "lists")
    return place


class _Silent(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".ttl": "text/turtle"}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module", params=["any server", "kg serve"])
def host(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site at a plain web server, and at our own."""
    if request.param == "kg serve":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
            with serving(Settings(OUT, Limits(20.0))) as client:
                yield str(client.base_url)
        return
    handler = functools.partial(_Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/lists"
        server.shutdown()
        thread.join()


def read(address: str) -> rdflib.Graph:
    """Read Turtle from the web as others do, with relative IRIs from where it stands."""
    return rdflib.Graph().parse(address, format="turtle")


def test_every_paper_is_reached_from_the_well_known_address(host: str) -> None:
    described = read(f"{host}/.well-known/void")
    dumps = {str(each) for each in described.objects(None, VOID.dataDump)}
    assert {each.removeprefix(host) for each in dumps} == {"/kg.ttl", "/mentions.ttl"}
    graph = rdflib.Graph()
    for each in dumps:
        graph += read(each)
    papers = {str(each) for each in graph.subjects(RDF.type, KG.Publication)}
    sound = rdflib.Graph().parse(OUT / "kg.ttl")
    assert papers == {str(each) for each in sound.subjects(RDF.type, KG.Publication)}
    assert len(papers) > 30
    base = next(iter(papers)).partition("paper/")[0]
    for paper in papers:
        page = httpx.get(f"{host}/{paper.removeprefix(base)}.ttl")
        assert (paper, "Publication") in {
            (str(thing), str(kind).rpartition("#")[2])
            for thing, _, kind in rdflib.Graph()
            .parse(data=page.text)
            .triples((None, RDF.type, None))
        }


def test_no_page_is_larger_than_it_may_be(folder: Path) -> None:
    site = folder / "lists"
    style = (site / "static" / "style.css").stat().st_size
    papers = [each for each in (site / "paper").glob("*.html") if each.stem != "index"]
    assert len(papers) > 30
    assert not [each.name for each in papers if each.stat().st_size + style > PAPER]
    pages = list(site.rglob("*.html"))
    assert not [each.name for each in pages if len(gzip.compress(each.read_bytes())) > PAGE]


def test_a_search_loads_little(folder: Path) -> None:
    """Its own files, the index, a shard of words, and what ten results are called: the largest of each."""
    found = folder / "lists" / "search"
    own = [folder / "lists" / "search.html", folder / "lists" / "static" / "search.js"]
    words, labels = (
        sorted(found.glob(each), key=_size)[-n:] for each, n in (("w-*", 1), ("e-*", 10))
    )
    assert sum(map(_size, [*own, found / "index.js", *words, *labels])) < QUERY


def _size(file: Path) -> int:
    return file.stat().st_size
