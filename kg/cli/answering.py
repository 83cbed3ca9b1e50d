"""Answer the query of `kg query`, in a process of its own, and send what is to be written."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.cli.common import table
from kg.pipeline.question import Question
from kg.system.worker import Send

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kg.pipeline.answer import Put
    from kg.store import Sources, Store

_CHUNK = 2**16


@dataclass(frozen=True)
class Request:
    """A question, what it is put to, and how its answer is shown."""

    question: Question
    data: Store | Sources | str
    results: str | None = None
    limit: int | None = None
    explain: bool = False
    output: str = "-"
    cache: bool | None = None


def answer(send: Send, request: Request) -> None:
    """Run the query; send its results as bytes, and what there is to say about them as text."""
    from kg.pipeline import answer

    taker = _Writer(send, request)
    answer.answer(request.question, request.data, taker, cache=request.cache)


class _Writer:
    """Writes an answer in the format that is asked for."""

    def __init__(self, send: Send, request: Request) -> None:
        self._out, self._request = _Out(send), request

    @property
    def is_used(self) -> bool:
        """Whether some of the answer is written already."""
        return self._out.is_used

    def note(self, note: str) -> None:
        """Say why the answer says nothing."""
        self._out.send(f"kg: note: {note}")

    def say(self, message: str) -> None:
        """Say what else there is to say."""
        self._out.send(message)

    def take(self, put: Put) -> bool:
        """Write the answer, or only the query that would be asked; tell whether it says nothing."""
        from kg.queries import choose_format, stream_results

        request, out = self._request, self._out
        if request.explain:
            out.send(f"{put.spelt_out().rstrip()}\n".encode())
            return False
        results = put.results()
        format = choose_format(results, request.results, request.output)
        stream = io.BufferedWriter(out, _CHUNK)
        written = stream_results(
            results, format, stream, prefixes=_prefixes(format, put), layout=table,
            limit=request.limit,
        )  # fmt: skip
        stream.flush()
        out.send(b"")  # Results without a byte are results too.
        if written.is_cut:
            out.send(f"the first {request.limit} are shown; there are more")
        return written.is_hollow


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


def _prefixes(format: str, put: Put) -> Mapping[str, str]:
    """Take the prefixes of the data for what is written with prefixes, and for nothing else."""
    return {} if format in ("csv", "tsv", "json", "xml", "count", "nt", "nq") else put.prefixes
