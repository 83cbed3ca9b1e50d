"""The records that were read, on disk, in the order of the places that they were read at."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np

from kg.model import Paper
from kg.resolution import source_order
from kg.system.spool import Chosen, Spool


class Papers(Chosen[Paper]):
    """Papers of one record each; memory holds where they stand, and no more.

    >>> from kg.model import Record, Source
    >>> list_ = Source("00", "owls.bib", "bibtex")
    >>> two, one = (Paper(title=str(n), records=(Record(list_, n),)) for n in (2, 1))
    >>> papers = Papers([two, one])
    >>> papers.put_in_order()
    >>> [each.title for each in papers]
    ['1', '2']
    """

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self._spool: Spool[Paper] = Spool()
        super().__init__(self._spool, np.array([], np.int64))
        self.mends: set[str] = set()
        """The records that one of them stands for, by their `entry_key`."""
        self._sources: dict[tuple[str, str], int] = {}
        self._places = (array("q"), array("q"))
        """The number of the source of each, and its index there."""
        for each in papers:
            self.append(each)

    def append(self, paper: Paper) -> None:
        """Take in a paper; it is there when it has been put in order."""
        name, digest, index = source_order(paper.records[0])
        self.mends.update(paper.records[0].mends)
        self._places[0].append(self._sources.setdefault((name, digest), len(self._sources)))
        self._places[1].append(index)
        self._spool.append(paper)

    def sizes(self) -> Counter[tuple[str, str]]:
        """Count the papers of each source, by its name and digest."""
        counts = np.bincount(np.array(self._places[0], np.int64), minlength=len(self._sources))
        return Counter(dict(zip(self._sources, counts.tolist(), strict=True)))

    def put_in_order(self) -> None:
        """Sort by source and index."""
        ranks = np.zeros(len(self._sources), np.int64)
        for rank, source in enumerate(sorted(self._sources)):
            ranks[self._sources[source]] = rank
        sources, indices = (np.array(each, np.int64) for each in self._places)
        self._positions = np.lexsort((indices, ranks[sources]))
