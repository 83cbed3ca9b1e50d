"""List the keys that people had before: by name alone, by an earlier build, before a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.resolution.authorships import Authorship, each_authorship, name_key
from kg.resolution.commonness import expected_namesakes, family_word, given_words
from kg.resolution.decisions import Decisions
from kg.resolution.papers import Resolved

_ONE_NAMED = 0.01
"""Expected namesakes below which lines of a name have always been one person."""


def former_people(
    papers: Sequence[Resolved],
    decisions: Decisions | None = None,
    *,
    before: Sequence[Resolved] = (),
) -> list[tuple[str, str]]:
    """List the other keys that people had, by name alone or before a decision, each with its own.

    A key that several people may have had stands with each of them: it was split. One that is
    somebody's own is none.

    `before` are the papers before their people were resolved: the keys that an earlier build gave.
    """
    claims: set[tuple[str, str]] = set()
    taken: set[str] = set()
    times: Counter[str] = Counter()
    apart: list[tuple[str, str, str]] = []
    wanted = decisions.keys if decisions else frozenset()
    given = {
        (each.key, n): agent.key
        for each in before
        for n, agent in enumerate((*each.paper.authors, *each.paper.editors))
        if agent.key
    }
    for line in each_authorship(papers):
        name = name_key(line.agent)
        key = line.agent.key or name
        own = {name} | ({f"orcid-{line.orcid}"} if line.orcid else set())
        own |= {given[line.id]} if line.id in given else set()
        own |= line.handles() & wanted if wanted else set()
        claims |= {(each, key) for each in own if each != key}
        taken.add(key)
        times[name] += 1
        if _may_be_several(line):
            # With fewer papers this may have been the first line of a person apart.
            apart.append((name, f"{name}-{line.suffix()}", key))
    claims |= {(former, key) for name, former, key in apart if times[name] > 1}
    return sorted(each for each in claims if each[0] not in taken)


def _may_be_several(line: Authorship) -> bool:
    """Tell whether lines of this name may be found to be several people."""
    return expected_namesakes(given_words(line.agent), family_word(line.agent)) >= _ONE_NAMED


def known_people(papers: Sequence[Resolved]) -> set[str]:
    """List all keys that decisions may call people by."""
    return {
        handle for line in each_authorship(papers) for handle in (line.own_key, *line.handles())
    }
