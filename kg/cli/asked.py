"""What `kg query` puts its query to: files that are open, or an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kg.errors import ServiceError
from kg.system.worker import Send

if TYPE_CHECKING:
    from kg.queries import PackagedQuery
    from kg.sparql import Params, Results
    from kg.store import Sources, Store

_LONGEST_LOOK = 10.0
"""Seconds that an endpoint may take for what is only asked to help."""
_LONGEST_EXPLANATION = 5.0
"""Seconds after which no more is asked to explain why there are no results."""


@dataclass(frozen=True)
class Request:
    """What was asked on the command line."""

    query: PackagedQuery
    query_base: str | None
    sources: Sources | None
    endpoint: str | None
    graph: str | None
    given: dict[str, str]
    results: str | None
    limit: int | None
    explain: bool
    base: str | None
    output: str
    timeout: float | None
    cache: bool | None
    allow_service: bool


class Asked(Protocol):
    """Answers queries."""

    def ask(self, text: str, params: Params) -> Results:
        """Answer a query, with values for its variables."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that a query need not declare, and that results are written with."""

    def explain(self, text: str, params: Params, spent: float) -> list[str]:
        """Say why a query, which took `spent` seconds, may have no results."""


class Files:
    """A data set that is open."""

    def __init__(self, request: Request, store: Store) -> None:
        self._request, self.store = request, store

    def ask(self, text: str, params: Params) -> Results:
        """Answer a query. Raises: QueryError."""
        request = self._request
        return self.store.query(
            text, params, base=request.query_base, where=request.query.name,
            allow_service=request.allow_service, graph=request.graph,
        )  # fmt: skip

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the data."""
        return self.store.prefixes

    def explain(self, text: str, params: Params, spent: float) -> list[str]:
        """Say why a query has no results: an empty graph, or terms that the data does not have."""
        from kg.queries import explain_empty, explain_graph

        request = self._request
        if request.allow_service:  # What other hosts have is not known here.
            return []
        note = explain_graph(self.ask, text, request.graph, self.store.graphs)
        return [note] if note else explain_empty(
            self.ask, text, params, prefixes=self.prefixes, base=request.query_base,
            patience=_patience(request, spent),
        )  # fmt: skip


class Endpoint:
    """A SPARQL endpoint; `send` is told what there is to say of its answers."""

    def __init__(self, request: Request, url: str, send: Send) -> None:
        self._request, self._url, self._send = request, url, send

    def ask(self, text: str, params: Params) -> Results:
        """Answer a query. Raises: QueryError: for an update. ServiceError: where that fails."""
        from kg.endpoint.connection import Refusal
        from kg.sparql import Grammar, explain, refuse_update

        name, base = self._request.query.name, self._request.base
        refuse_update(text, name)
        try:
            return self._query(self._bound(text, params), self._request.timeout, self._send)
        except Refusal as refusal:
            # The server speaks of the lines that were sent; these are the user's own.
            fault = explain(text, Grammar(self._known(text), base), name)
            refusal.excerpt = f"{fault}\n{fault.excerpt}" if fault else None
            raise

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The known prefixes, and those of the data namespace that the endpoint's things show."""
        from kg.prefixes import SAMPLE, prefixes_shown

        try:
            things = self._look(SAMPLE, {})
        except ServiceError:  # It only helps: without it, IRIs are written in full.
            return prefixes_shown([])
        return prefixes_shown(_values(things, "thing"))

    def explain(self, text: str, params: Params, spent: float) -> list[str]:
        """Say why a query has no results, as far as a few more questions tell."""
        from kg.queries import explain_empty, explain_graph

        request = self._request
        try:
            note = explain_graph(self._look, text, request.graph, self._graphs)
        except ServiceError:  # It only helps.
            return []
        return [note] if note else explain_empty(
            self._look, text, params, prefixes=self.prefixes, base=request.base,
            patience=_patience(request, spent),
        )  # fmt: skip

    def _look(self, text: str, params: Params) -> Results:
        """Ask what only helps, in silence and not for long."""
        longest = min(self._request.timeout or _LONGEST_LOOK, _LONGEST_LOOK)
        return self._query(self._bound(text, params), longest, lambda message: None)

    def _graphs(self) -> list[str]:
        from kg import endpoint

        text = "SELECT ?graph { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"
        return _values(endpoint.query(self._url, text, timeout=_LONGEST_LOOK), "graph")

    def _bound(self, text: str, params: Params) -> str:
        from kg.sparql import bind, declare

        base = f"BASE <{self._request.base}> " if self._request.base else ""
        return base + declare(bind(text, params), self._known(text))

    def _known(self, text: str) -> Mapping[str, str]:
        from kg.sparql import read_undeclared
        from kg.vocab import PREFIXES

        return PREFIXES if read_undeclared(text) <= PREFIXES.keys() else self.prefixes

    def _query(self, text: str, timeout: float | None, say: Callable[[str], None]) -> Results:
        from kg import endpoint

        return endpoint.query(self._url, text, graph=self._request.graph, timeout=timeout, say=say)


def _values(results: Results, name: str) -> list[str]:
    import pyoxigraph as ox

    assert isinstance(results, ox.QuerySolutions)
    return [row[name].value for row in results]


def _patience(request: Request, spent: float) -> float:
    """Say how long explaining may go on: what it asks again takes as long as it took before."""
    if spent > _LONGEST_EXPLANATION:
        return 0
    left = (request.timeout or float("inf")) - 2 * spent
    return min(_LONGEST_EXPLANATION, left)
