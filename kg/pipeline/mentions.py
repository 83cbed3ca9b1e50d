"""Find the mentions in the texts of papers, each text once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from kg import extraction
from kg.extraction.version import extractor_version
from kg.identity import digest
from kg.model import Mention, Paper
from kg.pipeline.archive import Kept, Texts
from kg.pipeline.coding import Coder
from kg.pipeline.corrections import Corrected, correct
from kg.pipeline.remembering import Remembered
from kg.resolution import Decisions, Resolved
from kg.system.parallel import Workers, portions
from kg.system.progress import track
from kg.system.spool import Spool

_BATCH = 50
"""Texts that a process looks through at a time."""


def text_digest(paper: Paper) -> str:
    """Hash the text of a paper as the extractor reads it: title and abstract."""
    return digest(f"{paper.title or ''}\0{paper.abstract or ''}", 32)


class Looking:
    """The look for mentions in the texts of papers, each text once; workers begin with it at once."""

    def __init__(self, resolved: Iterable[Resolved], kept: Kept, workers: Workers) -> None:
        options = kept.options
        self.extractor = extractor_version() if options.mentions else None
        kept.extractor = self.extractor
        self._kept, self._keys = kept, list[str]()
        self._coming: Iterator[tuple[Mention, ...]] = iter(())
        if options.mentions:
            self._begin(resolved, workers, options.min_confidence)

    def _begin(
        self, resolved: Iterable[Resolved], workers: Workers, min_confidence: float | None
    ) -> None:
        texts, met = self._kept.texts, set[str]()
        bare: Spool[Paper] = Spool()
        for paper in (each.paper for each in resolved):
            if (key := text_digest(paper)) not in met:
                met.add(key)
                if key not in texts:
                    self._keys.append(key)
                    bare.append(Paper(title=paper.title, abstract=paper.abstract))
        for key in texts.keys() - met:
            del texts[key]
        look = partial(_look, min_confidence=min_confidence)

        def work(papers: Sequence[Paper]) -> Iterator[tuple[Mention, ...]]:
            found = workers.map(look, portions(papers, _BATCH), urgent=False)
            return chain.from_iterable(found)

        found = Remembered(f"mentions {min_confidence}", text_digest, work, _encode, _decode)
        self._coming = workers.ahead(found.results(bare, len(bare)))

    def give(self, papers: Iterable[Resolved]) -> Corrected:
        """Give papers the mentions found in their texts, with what decisions say of them.

        Waits for those that are still looked for. Raises: what looking for them raises.
        """
        texts = self._kept.texts
        if self._keys:
            coming = track(self._coming, "looking for mentions", len(self._keys))
            texts.update(zip(self._keys, coming, strict=True))
            self._keys.clear()
        return give_mentions(papers, texts, self._kept.options.decisions)


def give_mentions(papers: Iterable[Resolved], texts: Texts, decisions: Decisions) -> Corrected:
    """Give papers the mentions that were found in their texts, with what decisions say of them."""
    found = Spool(_with(each, texts.get(text_digest(each.paper), ())) for each in papers)
    return correct(found, decisions.corrections)


def _look(papers: Sequence[Paper], min_confidence: float | None) -> list[tuple[Mention, ...]]:
    extractor = extraction.load_extractor(min_confidence)
    return [each.mentions for each in extractor.extract(papers)]


def _encode(mentions: tuple[Mention, ...]) -> str:
    return json.dumps(Coder().encode(mentions), separators=(",", ":"))


def _decode(text: str) -> tuple[Mention, ...]:
    coder = Coder()
    return tuple(coder.decode(Mention, each) for each in json.loads(text))


def _with(resolved: Resolved, mentions: tuple[Mention, ...]) -> Resolved:
    if mentions == resolved.paper.mentions:
        return resolved
    return replace(resolved, paper=replace(resolved.paper, mentions=mentions))
