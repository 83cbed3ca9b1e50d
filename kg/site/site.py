"""A site of linked data over a store: which pages there are, and the bytes of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.journal import current, open_current
from kg.site import things
from kg.site.addresses import KINDS
from kg.site.context import Context, split_path
from kg.site.dataset import PATH as DATASET
from kg.site.dataset import WELL_KNOWN, dataset_page, dataset_turtle
from kg.site.folder import DATA, Build, base_of_store, read_build
from kg.site.front import front_page
from kg.site.graph import Graph
from kg.site.lists import Lists
from kg.site.pages import STATIC
from kg.store import Store

HTML, TURTLE, JSONLD = "text/html", "text/turtle", "application/ld+json"
SUFFIXES = {HTML: ".html", TURTLE: ".ttl", JSONLD: ".jsonld"}
_NAMED = (WELL_KNOWN, *DATA)
"""Paths that are names of files themselves."""
_STATIC_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def file_of(path: str, media_type: str) -> str:
    """Name the file of a page: its path, and what its media type adds.

    >>> file_of("paper/owl", TURTLE), file_of("static/style.css", "text/css")
    ('paper/owl.ttl', 'static/style.css')
    """
    return path if path in _NAMED else path + SUFFIXES.get(media_type, "")


class Site:
    """The pages of a store. `render` depends on nothing but the store and `build`.

    Paths have no suffix where a page is there in several media types. `build` is what stands
    beside the graph in the folder of a build; without it the data namespace is that of the store.

    >>> import pyoxigraph as ox
    >>> ("index", "text/html") in list(Site(Store(ox.Store())).paths())
    True
    """

    def __init__(self, store: Store, build: Build | None = None) -> None:
        build = build or Build(base=base_of_store(store))
        self.context = Context(Graph(store.quads), build)
        self._lists = Lists(self.context)

    @classmethod
    def open(cls, folder: Path) -> Site:
        """Open the site of a build in memory.

        Raises: InputError: where there is no build. RdfError: where a file cannot be parsed.
        """
        files = [folder / name for name in DATA]
        if not all(current(each).is_file() for each in files):
            raise InputError(
                "there is no build here",
                where=str(folder),
                todo="run `kg build` first, or name one",
            )
        return cls(Store.open(*files), read_build(folder))

    def paths(self) -> Iterator[tuple[str, str]]:
        """Yield the path and media type of everything that the site has, the front page first."""
        yield "index", HTML
        for path in _static():
            yield path, _STATIC_TYPES[Path(path).suffix]
        for path in (DATASET, WELL_KNOWN, *self.context.build.downloads):
            yield path, TURTLE
        yield DATASET, HTML
        for kind in KINDS.values():
            for path in self._lists.paths(kind):
                yield path, HTML
            for thing in self._lists.things(kind):
                yield from self._of_thing(thing, kind.segment)

    def _of_thing(self, thing: NamedNode, segment: str) -> Iterator[tuple[str, str]]:
        path = self.context.addresses.path(thing)
        assert path is not None
        for each in things.thing_paths(self.context, thing, path, segment):
            yield each, HTML
        yield path, TURTLE

    def render(self, path: str, media_type: str) -> bytes:
        """Return the bytes of a page in a media type; a thing is there as JSON-LD, too.

        Raises: KeyError: where the site has no such page.
        """
        found = self._render(path, media_type)
        if found is None:
            raise KeyError(path, media_type)
        return found

    def _render(self, path: str, media_type: str) -> bytes | None:
        if path in _static() and media_type == _STATIC_TYPES[Path(path).suffix]:
            return (STATIC / path.removeprefix("static/")).read_bytes()
        if path == "index":
            return front_page(self.context, self._lists) if media_type == HTML else None
        if path == DATASET and media_type == HTML:
            return dataset_page(self.context)
        if path in (DATASET, WELL_KNOWN):
            return dataset_turtle(self.context) if media_type == TURTLE else None
        if path in self.context.build.downloads:
            return self._download(path) if media_type == TURTLE else None
        return self._of_things(path, media_type)

    def _download(self, name: str) -> bytes:
        with open_current(self.context.build.downloads[name]) as file:
            return file.read()

    def _of_things(self, path: str, media_type: str) -> bytes | None:
        first, number = split_path(path)
        thing = self.context.addresses.thing(first)
        if media_type == HTML:
            if thing is None:
                return self._lists.page(first, number)
            return things.page(self.context, thing, first, number)
        if thing is not None and number == 1:
            if media_type == TURTLE:
                return things.turtle(self.context, thing)
            if media_type == JSONLD:
                return things.jsonld(self.context, thing)
        return None

    def locate(self, iri: str) -> tuple[str, str] | None:
        """Return the path of the page that an IRI of the graph stands on, and its fragment there.

        The fragment is empty for the thing itself. None where the graph does not know the IRI.
        """
        try:
            node = NamedNode(iri)
        except ValueError:
            return None
        if iri.startswith(f"{self.context.build.base}{DATASET}"):
            return DATASET, ""
        whole = self.context.addresses.whole(node)
        path = whole and self.context.addresses.path(whole)
        if whole is None or path is None:
            return None
        return path, "" if whole == node else self.context.addresses.fragment(node, whole)


def _static() -> list[str]:
    return sorted(
        f"static/{each.name}" for each in STATIC.iterdir() if each.suffix in _STATIC_TYPES
    )
