"""Say in words what joined records or author lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.identity import abstract_key, print_identifier
from kg.model import Paper
from kg.resolution.authorships import Authorship
from kg.resolution.commonness import family_word, given_words
from kg.resolution.comparing import compare
from kg.resolution.evidence import TELLING, evidence_by_name
from kg.resolution.linkage import APART
from kg.resolution.pairing import UNIT, Matrix, add_up, prior_odds, weigh
from kg.resolution.profiles import Profile, profile
from kg.resolution.traits import Describing


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one of several records or lines belongs to the rest: the one it is nearest to, what
    speaks for it and what against, in words.

    `score` is how surely two records are one, from 0 to 1; what is known of lines is published.
    """

    nearest: int | None
    speaks_for: str
    speaks_against: str = ""
    score: float | None = None


def reasons_of_records(records: Sequence[Paper], known: Mapping[str, int]) -> list[Reason]:
    """Say of each record of one paper what joins it to one before it.

    `known` counts the titles of each word of the data.
    """
    profiles = [profile(each) for each in records]
    reasons = [Reason(None, "the first")] if records else []
    for n in range(1, len(records)):
        found = [(m, *_link(profiles[n], profiles[m], known)) for m in range(n)]
        nearest, score, said = max(found, key=lambda each: each[1])
        reasons.append(Reason(nearest, said, score=min(1.0, score)))
    return reasons


def _link(one: Profile, other: Profile, known: Mapping[str, int]) -> tuple[float, str]:
    shared = [i for i in one.paper.identifiers if i in other.paper.identifiers]
    if shared:
        return 2.0, f"same identifier {', '.join(map(print_identifier, shared))}"
    verdict = compare(one, other, known)
    if verdict is not None:
        return verdict.score, verdict.evidence
    if abstract_key(one.paper) and abstract_key(one.paper) == abstract_key(other.paper):
        return 0.9, "same abstract"
    return 0.0, "by another record, or by a decision"


def reasons_of_lines(lines: Sequence[Authorship], describing: Describing) -> list[Reason]:
    """Say of each line of one person why it belongs to the others."""
    if len(lines) == 1:
        return [Reason(None, "the only one")]
    prior = max(prior_odds(given_words(x.agent), family_word(x.agent)) for x in lines)
    rows = [describing.describe(line) for line in lines]
    parts = list(weigh(rows))
    says, named = add_up(rows, parts, prior), evidence_by_name(parts)
    return [_reason(n, lines, says / UNIT, named, prior) for n in range(len(lines))]


def _reason(
    n: int,
    lines: Sequence[Authorship],
    says: Matrix,
    parts: Mapping[str, Matrix],
    prior: float,
) -> Reason:
    others = [m for m in range(len(lines)) if m != n and says[n, m] > APART / UNIT]
    if not others:
        return Reason(None, "by a decision")
    nearest = max(others, key=lambda m: (says[n, m], -m))
    if lines[n].orcid and any(lines[m].orcid == lines[n].orcid for m in others):
        return Reason(nearest, f"same ORCID iD {lines[n].orcid}")
    total = {"the name": prior} | {name: float(each[n, nearest]) for name, each in parts.items()}
    ordered = sorted(total.items(), key=lambda each: -abs(each[1]))
    for_it = [_written(name, each) for name, each in ordered if each >= TELLING]
    against = [_written(name, each) for name, each in ordered if each <= -TELLING]
    return Reason(nearest, ", ".join(for_it), ", ".join(against))


def _written(name: str, says: float) -> str:
    if name == "the name":
        return (
            f"few have the name ({says:+.1f})" if says > 0 else f"many have the name ({says:+.1f})"
        )
    return f"{name} ({says:+.1f})"
