"""List the keys that people had before: by name alone, by an earlier build, before a decision."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    claims: dict[str, set[str]] = defaultdict(set)
    wanted = decisions.keys if decisions else frozenset()
    times = Counter(name_key(line.agent) for line in each_authorship(papers))
    given = {line.id: line.agent.key for line in each_authorship(before) if line.agent.key}
    for line in each_authorship(papers):
        own = {name_key(line.agent)} | ({f"orcid-{line.orcid}"} if line.orcid else set())
        own |= {given[line.id]} if line.id in given else set()
        if times[name_key(line.agent)] > 1 and _may_be_several(line):
            # With fewer papers this may have been the first line of a person apart.
            own.add(f"{name_key(line.agent)}-{line.suffix()}")
        for key in own | (line.handles() & wanted if wanted else set()):
            claims[key].add(line.agent.key or key)
    taken = {key for keys in claims.values() for key in keys}
    return sorted(
        (former, key) for former, keys in claims.items() if former not in taken for key in keys
    )


def _may_be_several(line: Authorship) -> bool:
    """Tell whether lines of this name may be found to be several people."""
    return expected_namesakes(given_words(line.agent), family_word(line.agent)) >= _ONE_NAMED


def known_people(papers: Sequence[Resolved]) -> set[str]:
    """List all keys that decisions may call people by."""
    return {
        handle for line in each_authorship(papers) for handle in (line.own_key, *line.handles())
    }
