"""What a question is put to: files that are open, or an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Protocol

import pyoxigraph as ox

from kg import endpoint
from kg.errors import ServiceError
from kg.pipeline.question import Question
from kg.prefixes import SAMPLE, prefixes_shown
from kg.queries import explain_empty, explain_graph
from kg.sparql import (
    Grammar,
    Params,
    Results,
    bind,
    declare,
    explain,
    read_undeclared,
    refuse_update,
)
from kg.store import Store
from kg.vocab import PREFIXES

_LONGEST_LOOK = 10.0
"""Seconds that an endpoint may take for what is only asked to help."""
_LONGEST_EXPLANATION = 5.0
"""Seconds after which no more is asked to explain why there are no results."""


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

    def __init__(self, question: Question, store: Store) -> None:
        self._question, self.store = question, store

    def ask(self, text: str, params: Params) -> Results:
        """Answer a query. Raises: QueryError."""
        question = self._question
        return self.store.query(
            text, params, base=question.base, where=question.query.name,
            allow_service=question.allow_service, graph=question.graph,
        )  # fmt: skip

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the data."""
        return self.store.prefixes

    def explain(self, text: str, params: Params, spent: float) -> list[str]:
        """Say why a query has no results: an empty graph, or terms that the data does not have."""
        question = self._question
        if question.allow_service:  # What other hosts have is not known here.
            return []
        note = explain_graph(self.ask, text, question.graph, self.store.graphs)
        return [note] if note else explain_empty(
            self.ask, text, params, prefixes=self.prefixes, base=question.base,
            patience=_patience(question, spent),
        )  # fmt: skip


class Endpoint:
    """A SPARQL endpoint; `tell` is told what there is to say of its answers."""

    def __init__(self, question: Question, url: str, tell: Callable[[str], None]) -> None:
        self._question, self._url, self._tell = question, url, tell

    def ask(self, text: str, params: Params) -> Results:
        """Answer a query. Raises: QueryError: for an update. ServiceError: where that fails."""
        name, base = self._question.query.name, self._question.base
        refuse_update(text, name)
        try:
            return self._query(self._bound(text, params), self._question.timeout, self._tell)
        except endpoint.Refusal as refusal:
            # The server speaks of the lines that were sent; these are the user's own.
            fault = explain(text, Grammar(self._known(text), base), name)
            refusal.excerpt = f"{fault}\n{fault.excerpt}" if fault else None
            raise

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The known prefixes, and those of the data namespace that the endpoint's things show."""
        try:
            things = self._look(SAMPLE, {})
        except ServiceError:  # It only helps: without it, IRIs are written in full.
            return prefixes_shown([])
        return prefixes_shown(_values(things, "thing"))

    def explain(self, text: str, params: Params, spent: float) -> list[str]:
        """Say why a query has no results, as far as a few more questions tell."""
        question = self._question
        try:
            note = explain_graph(self._look, text, question.graph, self._graphs)
        except ServiceError:  # It only helps.
            return []
        return [note] if note else explain_empty(
            self._look, text, params, prefixes=self.prefixes, base=question.base,
            patience=_patience(question, spent),
        )  # fmt: skip

    def _look(self, text: str, params: Params) -> Results:
        """Ask what only helps, in silence and not for long."""
        longest = min(self._question.timeout or _LONGEST_LOOK, _LONGEST_LOOK)
        return self._query(self._bound(text, params), longest, lambda message: None)

    def _graphs(self) -> list[str]:
        text = "SELECT ?graph { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"
        return _values(endpoint.query(self._url, text, timeout=_LONGEST_LOOK), "graph")

    def _bound(self, text: str, params: Params) -> str:
        base = f"BASE <{self._question.base}> " if self._question.base else ""
        return base + declare(bind(text, params), self._known(text))

    def _known(self, text: str) -> Mapping[str, str]:
        return PREFIXES if read_undeclared(text) <= PREFIXES.keys() else self.prefixes

    def _query(self, text: str, timeout: float | None, say: Callable[[str], None]) -> Results:
        return endpoint.query(self._url, text, graph=self._question.graph, timeout=timeout, say=say)


def _values(results: Results, name: str) -> list[str]:
    assert isinstance(results, ox.QuerySolutions)
    return [row[name].value for row in results]


def _patience(question: Question, spent: float) -> float:
    """Say how long explaining may go on: what it asks again takes as long as it took before."""
    if spent > _LONGEST_EXPLANATION:
        return 0
    left = (question.timeout or float("inf")) - 2 * spent
    return min(_LONGEST_EXPLANATION, left)
