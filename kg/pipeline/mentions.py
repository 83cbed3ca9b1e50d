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
from kg.model import Concept, Mention, Paper
from kg.pipeline.coding import Coder
from kg.pipeline.remembering import Remembered
from kg.resolution import Resolved
from kg.system.parallel import Workers, portions
from kg.system.progress import track
from kg.system.spool import Spool

Texts = dict[str, tuple[Mention, ...]]
"""The mentions found in each text, by `text_digest`."""

_BATCH = 50
"""Texts that a process looks through at a time."""


def text_digest(paper: Paper) -> str:
    """Hash the text of a paper as the extractor reads it: title and abstract."""
    return digest(f"{paper.title or ''}\0{paper.abstract or ''}", 32)


def find_mentions(
    resolved: Sequence[Resolved], texts: Texts, workers: Workers, min_confidence: float | None
) -> tuple[Sequence[Resolved], str]:
    """Give papers their mentions, and name the version of the extractor.

    `texts` holds the mentions found before, and then those of these papers.
    """
    new = {text_digest(each.paper): each.paper for each in resolved}
    new = {key: paper for key, paper in new.items() if key not in texts}
    look = partial(_look, min_confidence=min_confidence)
    found = Remembered(
        f"mentions {min_confidence}", text_digest,
        lambda papers: chain.from_iterable(workers.map(look, portions(papers, _BATCH))),
        _encode, _decode,
    )  # fmt: skip
    bare = [Paper(title=each.title, abstract=each.abstract) for each in new.values()]
    mentions = track(found.results(bare, len(bare)), "looking for mentions", len(new))
    texts.update(_sharing_concepts(new, mentions))
    keys = {text_digest(each.paper) for each in resolved}
    for key in [key for key in texts if key not in keys]:
        del texts[key]
    found_in = Spool(_with(each, texts[text_digest(each.paper)]) for each in resolved)
    return found_in, extractor_version()


def _look(papers: Sequence[Paper], min_confidence: float | None) -> list[tuple[Mention, ...]]:
    extractor = extraction.load_extractor(min_confidence)
    return [each.mentions for each in extractor.extract(papers)]


def _encode(mentions: tuple[Mention, ...]) -> str:
    return json.dumps(Coder().encode(mentions), separators=(",", ":"))


def _decode(text: str) -> tuple[Mention, ...]:
    coder = Coder()
    return tuple(coder.decode(Mention, each) for each in json.loads(text))


def _with(resolved: Resolved, mentions: tuple[Mention, ...]) -> Resolved:
    if not mentions:
        return resolved
    return replace(resolved, paper=replace(resolved.paper, mentions=mentions))


def _sharing_concepts(
    keys: Iterable[str], found: Iterable[tuple[Mention, ...]]
) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Yield the mentions of each text, every concept once in memory whatever process found it."""
    concepts: dict[Concept, Concept] = {}
    for key, mentions in zip(keys, found, strict=True):
        shared = (concepts.setdefault(each.concept, each.concept) for each in mentions)
        yield key, tuple(replace(m, concept=one) for m, one in zip(mentions, shared, strict=True))
