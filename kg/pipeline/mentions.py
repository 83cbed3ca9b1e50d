"""Find the mentions in the texts of papers, each text once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import extraction
from kg.identity import digest
from kg.model import Concept, Mention, Paper
from kg.resolution import Resolved
from kg.system.progress import track

Texts = dict[str, tuple[Mention, ...]]
"""The mentions found in each text, by `text_digest`."""

_MANY = 500
"""Texts from which on it pays to start processes: each takes two seconds to be ready."""
_MOST_JOBS = 4


def text_digest(paper: Paper) -> str:
    """Hash the text of a paper as the extractor reads it: title and abstract."""
    return digest(f"{paper.title or ''}\0{paper.abstract or ''}", 32)


def find_mentions(
    resolved: Sequence[Resolved], texts: Texts, jobs: int | None, min_confidence: float | None
) -> tuple[list[Resolved], str]:
    """Give papers their mentions, and name the version of the extractor.

    `texts` holds the mentions found before, and then those of these papers.

    `jobs` processes look for them; None takes as many as there are processors, up to four, where
    the new texts are many. What is found does not depend on it.
    """
    new = {text_digest(each.paper): each.paper for each in resolved}
    new = {key: paper for key, paper in new.items() if key not in texts}
    extractor = extraction.load_extractor(min_confidence)
    found: Iterable[Paper] = extractor.extract(new.values(), jobs=jobs or _choose_jobs(len(new)))
    found = track(found, "looking for mentions", len(new))
    texts.update(_sharing_concepts(dict.fromkeys(new), found))
    keys = {text_digest(each.paper) for each in resolved}
    for key in [key for key in texts if key not in keys]:
        del texts[key]
    found_in = [_with(each, texts[text_digest(each.paper)]) for each in resolved]
    return found_in, extractor.version


def _with(resolved: Resolved, mentions: tuple[Mention, ...]) -> Resolved:
    if not mentions:
        return resolved
    return replace(resolved, paper=replace(resolved.paper, mentions=mentions))


def _choose_jobs(texts: int) -> int:
    return min(os.cpu_count() or 1, _MOST_JOBS) if texts >= _MANY else 1


def _sharing_concepts(
    keys: dict[str, None], found: Iterable[Paper]
) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Yield the mentions of each text, every concept once in memory whatever process found it."""
    concepts: dict[Concept, Concept] = {}
    for key, paper in zip(keys, found, strict=True):
        yield (
            key,
            tuple(
                replace(each, concept=concepts.setdefault(each.concept, each.concept))
                for each in paper.mentions
            ),
        )
