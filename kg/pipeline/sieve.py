"""Keep out of a build what the gate refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg import sources
from kg.model import Paper, Rejected
from kg.pipeline.batches import SIZE, doubtful
from kg.pipeline.gate import Gate, reasons_of
from kg.resolution import Resolved
from kg.system.progress import track


@dataclass(slots=True)
class Sieve:
    """Keeps out what breaks the shapes by itself, so that a bad record spoils no good one.

    What it keeps out is in `rejected`.
    """

    gate: Gate
    extractor: str = ""
    rejected: list[Rejected] = field(default_factory=list)

    def records(self, papers: Iterable[Paper]) -> list[Paper]:
        """Keep the records that pass the shapes alone."""
        return list(self._passing(papers))

    def papers(self, resolved: Sequence[Resolved], passed: Iterable[Paper]) -> list[Resolved]:
        """Keep the papers that pass the shapes alone, merged and with their mentions.

        A paper that is just a record that has passed is not looked at again.
        """
        known = {id(paper) for paper in passed}
        new = [each.paper for each in resolved if id(each.paper) not in known]
        known |= {id(paper) for paper in self._passing(track(new, "checking papers", len(new)))}
        return [each for each in resolved if id(each.paper) in known]

    def _passing(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        papers = iter(papers)
        while batch := list(islice(papers, SIZE)):
            in_doubt = doubtful(self.gate, batch, self.extractor)
            for number, paper in enumerate(batch):
                if number not in in_doubt or self._passes(paper):
                    yield paper

    def _passes(self, paper: Paper) -> bool:
        reasons = reasons_of(self.gate.look(paper, self.extractor).results)
        raw = sources.to_record(paper) if reasons else None
        for record in paper.records if reasons else ():
            rejected = Rejected(
                record.source,
                record.index,
                record.line,
                reasons,
                raw,
                record.mends,
                True,
                record.key,
            )
            self.rejected.append(rejected)
        return not reasons
