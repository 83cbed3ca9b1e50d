"""Jobs that make the pages of the endpoint: questions as forms, their answers, and search."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.queries import PackagedQuery, list_queries, load_query, resolve_parameters
from kg.server.jobs import Data
from kg.server.suggesting import suggested_terms
from kg.server.tables import MOST, Table, tabulate
from kg.site import make_page
from kg.store import Graphs

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_EXAMPLE = """SELECT ?paper ?title WHERE {
  ?paper a kg:Publication ; schema:name ?title .
}
LIMIT 20"""
_MOST_HITS = 50


def _page(data: Data, template: str, path: str, title: str, **values: object) -> bytes:
    return make_page(
        template, path, _TEMPLATES, site=data.site.context, title=title, most=MOST, **values
    )


@dataclass(frozen=True)
class Commands:
    """How the same is asked elsewhere: by the command line, and from Python."""

    query: str
    address: str
    given: tuple[tuple[str, str], ...] = ()

    @property
    def shell(self) -> str:
        """Write it as a command."""
        values = [f"--param {shlex.quote(f'{name}={value}')}" for name, value in self.given]
        return " ".join(
            ["kg query", shlex.quote(self.query), *values, "--endpoint", shlex.quote(self.address)]
        )

    @property
    def python(self) -> str:
        """Write it in Python."""
        params = f", params={dict(self.given)!r}" if self.given else ""
        return f"import kg\n\nkg.query({self.query!r}, endpoint={self.address!r}{params})"


@dataclass(frozen=True, slots=True)
class ShowQuery:
    """The page of SPARQL: an editor, and the answer to what it holds."""

    text: str
    address: str
    message: str = ""
    graphs: Graphs | None = None

    def run(self, data: Data) -> bytes:
        """Ask, and show the answer. Raises: KgError: what a query may."""
        is_asked = bool(self.text.strip()) and not self.message
        found = None
        if is_asked:
            results = data.store.query(self.text, graph=self.graphs, base=self.address)
            found = tabulate(results, data)
        return _page(
            data, "query.html", "query", "SPARQL", text=self.text or _EXAMPLE, table=found,
            message=self.message, commands=Commands(self.text, self.address), terms=suggested_terms(data),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShowQueries:
    """The page of the packaged queries."""

    def run(self, data: Data) -> bytes:
        """List them."""
        return _page(data, "queries.html", "queries", "Questions", queries=list_queries())


@dataclass(frozen=True, slots=True)
class ShowPackaged:
    """The page of a packaged query: its form, and the answer where it is filled in."""

    name: str
    given: tuple[tuple[str, str], ...]
    address: str
    message: str = ""

    def run(self, data: Data) -> bytes:
        """Ask, and show the answer. Raises: KgError: what a query may."""
        query = load_query(self.name)
        given = dict(self.given)
        found: Table | None = None
        unknown: tuple[str, ...] = ()
        if not self.message and is_complete(query, given):
            found, unknown = _ask(query, given, data)
        return _page(
            data, "packaged.html", f"queries/{self.name}", query.question, query=query, given=given,
            fillings={each.name: data.fillings.of(each.classes) for each in query.parameters},
            table=found, unknown=unknown, message=self.message,
            commands=Commands(self.name, self.address, self.given),
        )  # fmt: skip


def is_complete(query: PackagedQuery, given: Mapping[str, str]) -> bool:
    """Tell whether every parameter that is needed is given."""
    needed = (
        each.name for each in query.parameters if each.default is None and not each.is_optional
    )
    return all(name in given for name in needed)


def _ask(
    query: PackagedQuery, given: Mapping[str, str], data: Data
) -> tuple[Table, tuple[str, ...]]:
    values, unknown = resolve_parameters(query.parameters, given, data.labels, data.store.prefixes)
    results = data.store.query(query.text, values, where=query.name)
    return tabulate(results, data), tuple(
        f"no {each.name} is called “{name}”" for each, name in unknown
    )


@dataclass(frozen=True, slots=True)
class ShowFound:
    """The page of search: what has these words in its names or in its abstract."""

    words: str

    def run(self, data: Data) -> bytes:
        """Search, and show what is found."""
        hits = data.words.search(self.words, _MOST_HITS + 1)
        found = [(data.site.context.link(hit.thing), hit) for hit in hits[:_MOST_HITS]]
        close = data.words.correct(self.words) if self.words.strip() and not hits else None
        return _page(
            data, "find.html", "find", "Search", words=self.words, found=found, close=close,
            has_more=len(hits) > _MOST_HITS,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What is found by words, as JSON for programs."""

    words: str
    limit: int

    def run(self, data: Data) -> bytes:
        """Search: class, label, IRI and the words around, best first."""
        hits = data.words.search(self.words, self.limit + 1)
        found = [
            {"thing": hit.thing.value, "class": hit.kind and hit.kind.value, "label": hit.label,
             "found": hit.snippet}
            for hit in hits[: self.limit]
        ]  # fmt: skip
        return json.dumps({"found": found, "more": len(hits) > self.limit}).encode()
