"""A site of linked data over a store: which pages there are, and the bytes of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from kg.site import changes, circle, crawling, searching, vocabularies
from kg.site.addresses import KINDS
from kg.site.changes import open_changes
from kg.site.circle import Circles
from kg.site.compact import Compact
from kg.site.compacting import open_compact
from kg.site.context import Context, split_path
from kg.site.dataset import PATH as DATASET
from kg.site.feeds import SEGMENTS as WITH_FEED
from kg.site.fixed import fixed_pages
from kg.site.folder import Build, base_of_store, read_build
from kg.site.former import Former
from kg.site.front import INTRODUCED, Introduced
from kg.site.graph import Graph
from kg.site.lists import Lists
from kg.site.media import ATOM, HTML, JSONLD, SCRIPT, SVG, TURTLE, XML, file_of
from kg.site.searching import Search
from kg.site.statements import Statements, Stored
from kg.site.things import Things
from kg.store import Store


class Site:
    """The pages of a store. `render` depends on nothing but the store and `build`.

    Paths have no suffix where a page is there in several media types. `build` is what stands
    beside the graph in the folder of a build; without it the data namespace is that of the store.
    `before` is what the build of `build.since` says.

    >>> import pyoxigraph as ox
    >>> ("index", "text/html") in list(Site(Store(ox.Store())).paths())
    True
    """

    def __init__(
        self, data: Store | Statements, build: Build | None = None, before: Compact | None = None
    ) -> None:
        if isinstance(data, Store):
            build, data = build or Build(base=base_of_store(data)), Stored(data.quads)
        self.context = Context(Graph(data), build or Build())
        self._lists, self._things = Lists(self.context), Things(self.context)
        self._introduced, self._circles = Introduced(self.context), Circles(self.context)
        self._former, self._changes = Former(self.context), open_changes(self.context, before)
        self._search = Search(self.context, self._lists)
        self._fixed = fixed_pages(self.context, self._lists, lambda: self._files)
        self._fixed[searching.PAGE, HTML] = self._search.page

    @classmethod
    def open(cls, folder: Path, tracker: str = "", since: Path | None = None) -> Site:
        """Open the site of a build.

        `tracker` is an address that corrections are told to, as `check_tracker` allows it, and
        `since` the folder of an earlier build: the site says what changed since then.

        Raises: InputError: where there is no build. RdfError: where a file cannot be parsed.
        """
        before = open_compact(since) if since else None
        return cls(open_compact(folder), read_build(folder, tracker, since), before)

    def paths(self) -> Iterator[tuple[str, str]]:
        """Yield the path and media type of everything that the site has, the front page first."""
        yield from self._fixed
        for path in crawling.sitemap_paths(len(self._files)):
            yield path, XML
        for path in self._search.files:
            yield path, SCRIPT
        if self._changes:
            yield changes.PATH, ATOM
        yield from self._of_things()
        for path in self._former.paths():
            yield path, HTML
            yield path, TURTLE

    def _of_things(self) -> Iterator[tuple[str, str]]:
        for path in self._introduced.paths():
            yield path, HTML
        for path in self._changes.paths() if self._changes else ():
            yield path, HTML
        for kind in KINDS.values():
            for path in self._lists.paths(kind):
                yield path, HTML
            for thing in self._lists.things(kind):
                path = self._path(thing)
                for each in self._things.paths(thing, path):
                    yield each, HTML
                yield path, TURTLE
                if kind.segment in circle.SEGMENTS and thing in self._circles:
                    yield path + circle.SUFFIX, SVG
                if kind.segment in WITH_FEED:
                    yield path, ATOM

    def _path(self, thing: NamedNode) -> str:
        path = self.context.addresses.path(thing)
        assert path is not None
        return path

    @cached_property
    def _files(self) -> list[str]:
        """The files of all pages for people, for the sitemap."""
        found = (
            path
            for pages in (self._fixed, self._of_things())
            for path, kind in pages
            if kind == HTML
        )
        return [file_of(path, HTML) for path in found]

    def render(self, path: str, media_type: str) -> bytes:
        """Return the bytes of a page in a media type; a thing is there as JSON-LD, too.

        Raises: KeyError: where the site has no such page.
        """
        make = self._fixed.get((path, media_type))
        found = make() if make else self._sitemap(path) or self._render(path, media_type)
        if found is None:
            raise KeyError(path, media_type)
        return found

    def _sitemap(self, path: str) -> bytes | None:
        parts = crawling.sitemap_paths(len(self._files)) if path.startswith("sitemap-") else []
        if path not in parts:
            return None
        return crawling.sitemap(self.context.build.base, self._files, parts.index(path) + 1)

    def _render(self, path: str, media_type: str) -> bytes | None:
        if media_type == SCRIPT:
            return self._search.files.get(path)
        if media_type == SVG:
            drawn = self.context.addresses.thing(path.removesuffix(circle.SUFFIX))
            return self._things.picture(drawn) if drawn else None
        first, number = split_path(path)
        if first == changes.PATH and self._changes:
            return self._changes.render(number, media_type)
        if first == INTRODUCED:
            return self._introduced.page(number) if media_type == HTML else None
        thing = self.context.addresses.thing(first)
        if thing is not None:
            return self._of_thing(thing, first, number, media_type)
        listed = self._lists.page(first, number) if media_type == HTML else None
        return listed or self._former.render(path, media_type)

    def _of_thing(self, thing: NamedNode, first: str, number: int, media_type: str) -> bytes | None:
        if media_type == HTML:
            return self._things.page(thing, first, number)
        make = {TURTLE: self._things.turtle, JSONLD: self._things.jsonld, ATOM: self._things.feed}
        return make[media_type](thing) if number == 1 and media_type in make else None

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
        for name, vocabulary in vocabularies.IRIS.items():
            if iri.partition("#")[0] == vocabulary:
                return name, iri.partition("#")[2]
        whole = self.context.addresses.whole(node)
        path = whole and self.context.addresses.path(whole)
        if whole is None or path is None:
            return None
        if whole == node:
            return path, ""
        fragment = self.context.addresses.fragment(node, whole)
        return self.context.path_of(whole, fragment) or path, fragment
