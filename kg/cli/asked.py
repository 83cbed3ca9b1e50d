"""What `kg query` puts its query to: files that are open, or an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kg.errors import ServiceError

if TYPE_CHECKING:
    from kg.queries import PackagedQuery
    from kg.sparql import Params, Results
    from kg.store import Sources, Store

Send = Callable[[bytes | str], None]
_LONGEST_LOOK = 10.0
"""Seconds that it may take for what is only asked to help."""


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


class Endpoint:
    """A SPARQL endpoint; `send` is told what there is to say of its answers."""

    def __init__(self, request: Request, url: str, send: Send) -> None:
        self._request, self._url, self._send = request, url, send

    def ask(self, text: str, params: Params) -> Results:
        """Answer a query. Raises: QueryError: for an update. ServiceError: where that fails."""
        from kg.endpoint.connection import Refusal
        from kg.sparql import bind, declare, read_undeclared, refuse_update
        from kg.syntax import Grammar, explain
        from kg.vocab import PREFIXES

        name, base = self._request.query.name, self._request.base
        refuse_update(text, name)
        known = PREFIXES if read_undeclared(text) <= PREFIXES.keys() else self.prefixes
        bound = (f"BASE <{base}> " if base else "") + declare(bind(text, params), known)
        try:
            return self._query(bound, self._request.timeout, self._send)
        except Refusal as refusal:
            # The server speaks of the lines that were sent; these are the user's own.
            fault = explain(text, Grammar(known, base), name)
            refusal.excerpt = f"{fault}\n{fault.excerpt}" if fault else None
            raise

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The known prefixes, and those of the data namespace that the endpoint's things show."""
        import pyoxigraph as ox

        from kg.prefixes import SAMPLE, prefixes_shown

        longest = min(self._request.timeout or _LONGEST_LOOK, _LONGEST_LOOK)
        try:
            things = self._query(SAMPLE, longest, lambda message: None)
        except ServiceError:  # It only helps: without it, IRIs are written in full.
            return prefixes_shown([])
        assert isinstance(things, ox.QuerySolutions)
        return prefixes_shown(row["thing"].value for row in things)

    def _query(self, text: str, timeout: float | None, say: Callable[[str], None]) -> Results:
        from kg import endpoint

        return endpoint.query(self._url, text, graph=self._request.graph, timeout=timeout, say=say)
