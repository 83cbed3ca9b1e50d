"""Answer the query of `kg query`, in a process of its own: from files, their cache, an endpoint."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.cli.common import table
from kg.errors import ServiceError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kg.queries import PackagedQuery
    from kg.queries.lookup import Ask
    from kg.sparql import Params, Results
    from kg.store import Cache, Sources, Store

Send = Callable[[bytes | str], None]
_CHUNK = 2**16


@dataclass(frozen=True)
class Request:
    """What was asked on the command line."""

    query: PackagedQuery
    query_base: str | None
    sources: Sources | None
    endpoint: str | None
    given: dict[str, str]
    results: str | None
    limit: int | None
    explain: bool
    base: str | None
    output: str
    timeout: float | None
    cache: bool | None
    allow_service: bool


def answer(send: Send, request: Request) -> None:
    """Run the query; send its results as bytes, and what there is to say about them as text."""
    if request.sources is None:
        return _run(_Out(send), request, _at_endpoint(send, request))
    from kg.store.cache import FAILURES

    try:
        _answer_from_files(send, request, request.sources)
    except FAILURES as error:
        if not request.allow_service:
            raise
        raise ServiceError("a service that the query calls failed", value=str(error)) from error


def _answer_from_files(send: Send, request: Request, sources: Sources) -> None:
    from kg.store import Cache, Store

    cache = Cache.of_user()
    is_kept = request.cache is not False and sources.are_files()
    key = sources.key() if is_kept else ""
    if is_kept and _answer_from_cache(send, request, cache, key):
        return
    store = Store.read(sources)
    answer_in(send, request, store)
    if is_kept:
        _keep(send, request, cache, key, sources)


def _answer_from_cache(send: Send, request: Request, cache: Cache, key: str) -> bool:
    """Answer from what is kept of the data, if it is and can be read."""
    from kg.store import Store
    from kg.store.cache import FAILURES

    found = cache.find(key)
    if found is None:
        return False
    out = _Out(send)
    try:
        _run(out, request, _in_store(request, Store(found)), Store(found))
    except FAILURES as error:
        if request.allow_service:
            raise
        cache.discard(key)
        if out.is_used:
            raise ServiceError(
                "what was kept of the data is damaged, and has been removed", todo="ask again"
            ) from error
        return False
    return True


def _keep(send: Send, request: Request, cache: Cache, key: str, sources: Sources) -> None:
    """Keep the data for the next question: before this command ends, or after."""
    from kg.store import keeping
    from kg.store.cache import WORTHWHILE

    if request.cache:
        complaint = keeping.keep(cache, key, sources, wait=True)
        if complaint:
            send(f"the data cannot be kept in {cache.folder}: {complaint}")
    elif sources.size() >= WORTHWHILE and cache.lacks(key):
        keeping.keep(cache, key, sources, wait=False)


def answer_in(send: Send, request: Request, store: Store) -> None:
    """Answer from a data set that is open."""
    _run(_Out(send), request, _in_store(request, store), store)


def _run(out: _Out, request: Request, ask: Ask, store: Store | None = None) -> None:
    from kg.identity import Namespace
    from kg.queries import choose_format, explain_empty, stream_results
    from kg.sparql import bind, declare

    prefixes = Namespace().prefixes()
    text = request.query.text
    values, notes = _fill(request, ask)
    for note in notes:
        out.send(note)
    if request.explain:
        out.send(f"{declare(bind(text, values), prefixes).rstrip()}\n".encode())
        return
    results = ask(text, values)
    format = choose_format(results, request.results, request.output)
    stream = io.BufferedWriter(out, _CHUNK)
    written = stream_results(
        results, format, stream, prefixes=prefixes, layout=table, limit=request.limit
    )
    stream.flush()
    out.send(b"")  # Results without a byte are results too.
    if written.is_cut:
        out.send(f"the first {request.limit} are shown; there are more")
    if store is not None and not written.number and not request.allow_service:
        for note in explain_empty(store, text, values, base=request.query_base):
            out.send(f"kg: note: {note}")


class _Out(io.RawIOBase):
    """A stream whose bytes are sent; knows whether any were."""

    def __init__(self, send: Send) -> None:
        self.send, self.is_used = send, False

    def writable(self) -> bool:
        return True

    def write(self, content: ReadableBuffer) -> int:
        part = bytes(content)
        self.is_used = True
        self.send(part)
        return len(part)


def _fill(request: Request, ask: Ask) -> tuple[Params, list[str]]:
    from kg.queries import fill_parameters, parse_value
    from kg.queries.parameters import check_names
    from kg.sparql import read_variables

    if request.query.parameters:
        return fill_parameters(request.query.parameters, request.given, ask)
    check_names(read_variables(request.query.text), request.given)
    return {name: parse_value(value) for name, value in request.given.items()}, []


def _in_store(request: Request, store: Store) -> Ask:
    def ask(text: str, params: Params) -> Results:
        return store.query(
            text, params, base=request.query_base, where=request.query.name,
            allow_service=request.allow_service,
        )  # fmt: skip

    return ask


def _at_endpoint(send: Send, request: Request) -> Ask:
    from kg import endpoint
    from kg.endpoint.connection import Refusal
    from kg.identity import Namespace
    from kg.sparql import bind, declare, refuse_update
    from kg.syntax import Grammar, explain

    assert request.endpoint is not None
    url, timeout = request.endpoint, request.timeout
    base = f"BASE <{request.base}> " if request.base else ""
    prefixes = Namespace().prefixes()

    def ask(text: str, params: Params) -> Results:
        refuse_update(text, request.query.name)
        try:
            return endpoint.query(
                url, base + declare(bind(text, params), prefixes), timeout=timeout, say=send
            )
        except Refusal as refusal:
            # The server speaks of the lines that were sent; these are the user's own.
            fault = explain(text, Grammar(prefixes, request.base), request.query.name)
            refusal.excerpt = f"{fault}\n{fault.excerpt}" if fault else None
            raise

    return ask
