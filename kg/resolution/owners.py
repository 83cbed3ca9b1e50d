"""Find the person whose list a source is among the authors of its papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Agent, Source
from kg.resolution.papers import Resolved
from kg.text import fold


def identify_owners(sources: Iterable[Source], papers: Iterable[Resolved]) -> list[Source]:
    """Give the owner of each list the key of the author of that name there; papers are read once."""
    sources = list(sources)
    wanted = {_owned(each.digest, each.owner) for each in sources if each.owner}
    lists = {digest for digest, _ in wanted}
    keys: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for paper in (each.paper for each in papers) if wanted else ():
        for digest in lists & {record.source.digest for record in paper.records}:
            for author in paper.authors:
                if author.key and (owned := _owned(digest, author)) in wanted:
                    keys[owned][author.key] += 1
    return [
        replace(
            each, owner=each.owner and _known(each.owner, keys[_owned(each.digest, each.owner)])
        )
        for each in sources
    ]


def _owned(digest: str, owner: Agent) -> tuple[str, str]:
    return digest, fold(owner.name)


def _known(owner: Agent, keys: Counter[str]) -> Agent:
    return replace(owner, key=min(keys, key=lambda key: (-keys[key], key), default=None))
