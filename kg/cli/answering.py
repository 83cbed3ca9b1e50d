"""Answer the query of `kg query`, in a process of its own: from files, their cache, an endpoint."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.cli.asked import Asked, Endpoint, Files, Request
from kg.cli.common import table
from kg.errors import ServiceError
from kg.system.worker import Send

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kg.sparql import Params
    from kg.store import Cache, Sources, Store

_CHUNK = 2**16


def answer(send: Send, request: Request) -> None:
    """Run the query; send its results as bytes, and what there is to say about them as text."""
    if request.sources is None:
        assert request.endpoint is not None
        return _run(_Out(send), request, Endpoint(request, request.endpoint, send))
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
    if is_kept and _answer_from_cache(send, request, cache, key, sources):
        return
    store = Store.read(sources)
    answer_in(send, request, store)
    if is_kept:
        _keep(send, request, cache, key, sources)


def _answer_from_cache(
    send: Send, request: Request, cache: Cache, key: str, sources: Sources
) -> bool:
    """Answer from what is kept of the data, if it is and can be read."""
    from kg.store import Store
    from kg.store.cache import FAILURES

    found = cache.find(key)
    if found is None:
        return False
    out = _Out(send)
    try:
        _run(out, request, Files(request, Store(found, sources.prefixes())))
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
    _run(_Out(send), request, Files(request, store))


def _run(out: _Out, request: Request, asked: Asked) -> None:
    from kg.queries import choose_format, stream_results
    from kg.sparql import bind, declare

    text = request.query.text
    values, notes = _fill(request, asked)
    for note in notes:
        out.send(note)
    if request.explain:
        out.send(f"{declare(bind(text, values), asked.prefixes).rstrip()}\n".encode())
        return
    started = time.monotonic()
    results = asked.ask(text, values)
    format = choose_format(results, request.results, request.output)
    stream = io.BufferedWriter(out, _CHUNK)
    written = stream_results(
        results, format, stream, prefixes=_prefixes(format, asked), layout=table,
        limit=request.limit,
    )  # fmt: skip
    stream.flush()
    out.send(b"")  # Results without a byte are results too.
    if written.is_cut:
        out.send(f"the first {request.limit} are shown; there are more")
    if written.is_hollow:
        for note in asked.explain(text, values, time.monotonic() - started):
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


def _prefixes(format: str, asked: Asked) -> Mapping[str, str]:
    """Take the prefixes of the data for what is written with prefixes, and for nothing else."""
    return {} if format in ("csv", "tsv", "json", "xml", "count", "nt", "nq") else asked.prefixes


def _fill(request: Request, asked: Asked) -> tuple[Params, list[str]]:
    from kg.queries import fill_parameters, parse_value
    from kg.queries.parameters import check_names
    from kg.sparql import read_variables

    if request.query.parameters:
        return fill_parameters(request.query.parameters, request.given, asked.ask, asked.prefixes)
    check_names(read_variables(request.query.text), request.given)
    return {name: parse_value(value, asked.prefixes) for name, value in request.given.items()}, []
