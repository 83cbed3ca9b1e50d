"""Keep out of a build what the gate refuses."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kg import sources
from kg.errors import ViolationError
from kg.identity import Namespace
from kg.mapping import record_key
from kg.model import Paper, Rejected
from kg.pipeline.batches import SIZE, doubtful
from kg.pipeline.gate import Gate, reasons_of
from kg.pipeline.remembering import Remembered
from kg.resolution import Resolved
from kg.system.parallel import Workers, portions
from kg.system.progress import track
from kg.system.spool import Chosen, Spool

Reasons = tuple[str, ...]


@dataclass(slots=True)
class Sieve:
    """Keeps out what breaks the shapes by itself, so that a bad record spoils no good one.

    What it keeps out is in `rejected`; `alone` is whether papers are looked at for their mentions.
    """

    namespace: Namespace = field(default_factory=Namespace)
    extractor: str = ""
    alone: bool = False
    workers: Workers = field(default_factory=Workers)
    rejected: list[Rejected] = field(default_factory=list)

    def records(self, papers: Sequence[Paper]) -> Sequence[Paper]:
        """Keep the records that pass the shapes alone."""
        return Chosen(papers, self._passing(papers, "checking records", len(papers)))

    def papers(self, resolved: Sequence[Resolved]) -> Sequence[Resolved]:
        """Keep the papers that pass the shapes alone, merged and with their mentions.

        A paper that is just a record, which has passed, is not looked at again: what is found in
        it is validated with the graph, and here where that is told to be broken.
        """
        is_new = np.array(
            [not each.as_read or (self.alone and bool(each.paper.mentions)) for each in resolved],
            bool,
        )
        new = np.flatnonzero(is_new)
        looked_at = Spool(each.paper for each in Chosen(resolved, new))
        passing = self._passing(looked_at, "checking papers", len(resolved))
        return Chosen(resolved, np.union1d(np.flatnonzero(~is_new), new[passing]))

    def _passing(self, papers: Sequence[Paper], stage: str, records: int) -> NDArray[np.int64]:
        """Return the positions of those that pass, of a build of so many records."""
        verdicts = Remembered(
            f"verdict {self.namespace.base} {self.extractor}", _said, self._judged,
            json.dumps, lambda text: tuple(json.loads(text)),
        )  # fmt: skip
        passing = array("q")
        found = track(verdicts.results(papers, records), stage, len(papers))
        for n, reasons in enumerate(found):
            if reasons:
                self._reject(papers[n], reasons)
            else:
                passing.append(n)
        return np.array(passing, np.int64)

    def _judged(self, papers: Sequence[Paper]) -> Iterator[Reasons]:
        some = partial(judge, namespace=self.namespace, extractor=self.extractor)
        return chain.from_iterable(self.workers.map(some, portions(papers, SIZE)))

    def _reject(self, paper: Paper, reasons: Reasons) -> None:
        raw = sources.to_record(paper)
        self.rejected += (
            Rejected(each.source, each.index, each.line, reasons, raw, each.mends, True, each.key)
            for each in paper.records
        )


def judge(papers: Sequence[Paper], namespace: Namespace, extractor: str) -> list[Reasons]:
    """Say of each paper why it is kept out, if it is: for one in doubt, what it has alone."""
    gate = _gate(namespace)
    in_doubt = doubtful(gate, papers, extractor)
    return [
        reasons_of(gate.look(paper, extractor).results) if number in in_doubt else ()
        for number, paper in enumerate(papers)
    ]


def nothing_to_publish(rejected: Sequence[Rejected]) -> ViolationError:
    """Word the error of a build that keeps out everything."""
    if not rejected:
        return ViolationError("no record can be published; nothing was written")
    first = min(rejected, key=lambda each: (each.source.name, each.index))
    line = f":{first.line}" if first.line is not None else ""
    reason = first.reasons[0].rstrip(".")
    return ViolationError(
        f"no record can be published ({len(rejected)} refused); the first: {reason}",
        where=f"{first.source.name}{line}", todo="mend the records; nothing was written",
    )  # fmt: skip


def _said(paper: Paper) -> str:
    """Write what the shapes look at: all but where the paper was read."""
    return f"{record_key(paper)} {replace(paper, records=())!r}"


@lru_cache(maxsize=2)
def _gate(namespace: Namespace) -> Gate:
    return Gate(namespace=namespace)
