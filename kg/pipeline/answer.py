"""A question to files, to what is kept of them, or to an endpoint; and its answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Protocol

from kg.errors import ServiceError
from kg.pipeline.asked import Asked, Endpoint, Files
from kg.pipeline.question import Question
from kg.queries import fill_parameters, parse_value
from kg.queries.parameters import check_names
from kg.sparql import Results, bind, declare, read_variables
from kg.store import Cache, Sources, Store, keeping
from kg.store.cache import FAILURES, WORTHWHILE

Tell = Callable[[str], None]


class Put:
    """A question as it is put: with its values, to what answers it."""

    def __init__(self, question: Question, asked: Asked, tell: Tell) -> None:
        self._asked, self._text = asked, question.query.text
        if question.query.parameters:
            self._values, notes = fill_parameters(
                question.query.parameters, question.given, asked.ask, asked.prefixes
            )
            for note in notes:
                tell(note)
        else:
            check_names(read_variables(self._text), question.given)
            self._values = {
                name: [parse_value(value, asked.prefixes)] for name, value in question.given.items()
            }

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of what is asked."""
        return self._asked.prefixes

    def spelt_out(self) -> str:
        """Write the query as it runs, with its values and prefixes."""
        return declare(bind(self._text, self._values), self.prefixes)

    def results(self) -> Results:
        """Answer. Raises: QueryError. ServiceError: where an endpoint fails."""
        return self._asked.ask(self._text, self._values)

    def explain(self, spent: float) -> list[str]:
        """Say why the results, which took so many seconds, say nothing."""
        return self._asked.explain(self._text, self._values, spent)


class Taker(Protocol):
    """Takes an answer; `is_used` where some of it can be taken back no more."""

    @property
    def is_used(self) -> bool: ...

    def take(self, put: Put) -> bool:
        """Take the results, and tell whether they say nothing."""

    def note(self, note: str) -> None:
        """Take note of why they say nothing."""

    def say(self, message: str) -> None:
        """Pass on what else there is to say."""


def answer(
    question: Question,
    data: Store | Sources | str,
    taker: Taker,
    *,
    cache: bool | None,
) -> None:
    """Put a question to a store that is open, to files, or to the endpoint of this address.

    Of files, what is kept on disk is asked instead, and they are kept where that is worthwhile;
    with `cache` they are kept before this returns, and without, where it is False, neither.

    Raises: QueryError: what is no query. RdfError: files that cannot be parsed. ServiceError: an
    endpoint or a service that fails.
    """
    if isinstance(data, str):
        return _put(question, Endpoint(question, data, taker.say), taker)
    try:
        if isinstance(data, Store):
            _put(question, Files(question, data), taker)
        else:
            _answer_from_files(question, data, taker, cache)
    except FAILURES as error:
        if not question.allow_service:
            raise
        raise ServiceError("a service that the query calls failed", value=str(error)) from error


def _put(question: Question, asked: Asked, taker: Taker) -> None:
    put = Put(question, asked, taker.say)
    started = time.monotonic()
    if taker.take(put):
        for note in put.explain(time.monotonic() - started):
            taker.note(note)


def _answer_from_files(
    question: Question, sources: Sources, taker: Taker, cache: bool | None
) -> None:
    kept = Cache.of_user()
    is_kept = cache is not False and sources.are_files()
    key = sources.key() if is_kept else ""
    if is_kept and _answer_from_cache(question, kept, key, sources, taker):
        return
    _put(question, Files(question, Store.read(sources)), taker)
    if is_kept:
        _keep(kept, key, sources, cache, taker.say)


def _answer_from_cache(
    question: Question, cache: Cache, key: str, sources: Sources, taker: Taker
) -> bool:
    """Answer from what is kept of the data, if it is and can be read."""
    found = cache.find(key)
    if found is None:
        return False
    try:
        _put(question, Files(question, Store(found, sources.prefixes())), taker)
    except FAILURES as error:
        if question.allow_service:
            raise
        cache.discard(key)
        if taker.is_used:
            raise ServiceError(
                "what was kept of the data is damaged, and has been removed", todo="ask again"
            ) from error
        return False
    return True


def _keep(cache: Cache, key: str, sources: Sources, wait: bool | None, tell: Tell) -> None:
    """Keep the data for the next question: before this ends, or after."""
    if wait:
        complaint = keeping.keep(cache, key, sources, wait=True)
        if complaint:
            tell(f"the data cannot be kept in {cache.folder}: {complaint}")
    elif sources.size() >= WORTHWHILE and cache.lacks(key):
        keeping.keep(cache, key, sources, wait=False)
