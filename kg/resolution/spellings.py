"""Tell how two spellings may be of one person, and how sure that is before more is known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.model import Agent
from kg.resolution.authorships import folded, given_initials
from kg.resolution.commonness import FIELD, expected_namesakes, family_share
from kg.resolution.profiles import name_of

_FIRM = 0.7
"""How far expected namesakes count: less than for one spelling, since who writes two is known."""
_FEWEST = 0.03
"""Namesakes that the rarest name is taken to have."""
_KINDS = {
    "other order or spelling": 1.5, "initials against full names": 0.5, "part of the given names": 0.8,
    "without the first given name": -1.0,
    "part of the family name": 0.0, "without the suffix": 0.0, "a letter differs": -1.0, "short form": -2.0,
}  # fmt: skip
"""What each relation says, in log-odds, measured on people whose spellings editors listed."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"))
_SLIPPABLE = 5
"""Letters from which on a name that differs in one of them may be a slip."""
_NEAR = 0.001
"""Share of given names that are a letter or an ending away from one."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in normalised words, initials parted, with `jr` or the like of the person."""

    given: tuple[str, ...]
    family: str
    suffix: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the name, in the order in which they are printed."""
        return (*self.given, *self.family.split())

    @property
    def compact(self) -> str:
        """The name without blanks."""
        return "".join((*self.words, self.suffix))

    @property
    def bare(self) -> str:
        """The name without blanks and suffix."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Relation:
    """How two spellings may be one name, in words, and the log-odds of that by names alone."""

    kind: str
    odds: float


def spelling(agent: Agent) -> Spelling:
    """Read the spelling of an agent; it is asked for with each line, several times a build."""
    return _spelling(Agent(agent.name, "", agent.kind, agent.family, agent.given))


@lru_cache(maxsize=1 << 14)
def _spelling(agent: Agent) -> Spelling:
    family = name_of(agent).family
    last = folded(agent.name).rpartition(" ")[2]
    is_suffix = last in _SUFFIXES and family.rpartition(" ")[2] != last
    return Spelling(given_initials(agent), family, last if is_suffix else "")


@lru_cache(maxsize=1 << 14)
def relate(one: Spelling, other: Spelling) -> Relation | None:
    """Say how two spellings may be one name; None where they cannot.

    >>> relate(Spelling(("a",), "erell"), Spelling(("adoram",), "erell")).kind
    'initials against full names'
    >>> relate(Spelling(("ada",), "erell"), Spelling(("adoram",), "erell"))
    >>> relate(Spelling(("ada",), "erell", "jr"), Spelling(("ada",), "erell", "sr"))
    """
    if not one.given or not other.given or len({"", one.suffix, other.suffix}) > 2:
        return None
    vague = max(_expected(one), _expected(other))
    relation = _of_equal_words(one, other, vague)
    if relation is not None:
        return relation
    if one.family != other.family:
        return _related("part of the family name", vague) if _in_family(one, other) else None
    shorter, longer = sorted((one.given, other.given), key=lambda words: (len(words), words))
    kind = _abbreviation(shorter, longer)
    if kind is not None:
        common = Spelling(_common(shorter, longer), one.family)
        return _related(kind, _expected(common))
    kind = _mistake(shorter, longer)
    near = FIELD * family_share(one.family.replace(" ", "")) * _NEAR
    return _related(kind, near) if kind is not None else None


def _of_equal_words(one: Spelling, other: Spelling, vague: float) -> Relation | None:
    """Relate two names of the same words, but for their order, umlauts and a suffix."""
    if one.compact == other.compact:
        return Relation("same name", -math.log(vague))
    if one.bare == other.bare:
        return _related("without the suffix", vague)
    if sorted(one.words) == sorted(other.words) or plain(one.bare) == plain(other.bare):
        return _related("other order or spelling", vague)
    return None


def plain(word: str) -> str:
    """Write a folded word without the vowels that stand for an umlaut.

    >>> plain("joerg") == plain("jorg")
    True
    """
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _related(kind: str, namesakes: float) -> Relation:
    return Relation(kind, _KINDS[kind] - _FIRM * math.log(namesakes + _FEWEST))


def _expected(name: Spelling) -> float:
    return expected_namesakes(name.given, name.family.replace(" ", ""))


def _in_family(one: Spelling, other: Spelling) -> bool:
    """Tell whether one name is the other without a word: `Moreno` and `Moreno Sandoval`."""
    mine, theirs = set(one.family.split()), set(other.family.split())
    shorter, longer = sorted((one, other), key=lambda name: (len(name.words), name.words))
    return bool(mine & theirs) and len(shorter.words) > 1 and _is_part(shorter.words, longer.words)


def _abbreviation(shorter: Sequence[str], longer: Sequence[str]) -> str | None:
    """Say how given names leave others out, or stand as initials from the first word on."""
    if not _is_part(shorter, longer):
        return None
    if all(word in longer for word in shorter):
        first = _fits(shorter[0], longer[0])
        return "part of the given names" if first else "without the first given name"
    return "initials against full names" if _fits(shorter[0], longer[0]) else None


def _common(shorter: Sequence[str], longer: Sequence[str]) -> tuple[str, ...]:
    """Return what both given names say: what one adds tells its person from nobody.

    >>> _common(("steve",), ("s", "g"))
    ('s',)
    """
    rest = iter(longer)
    pairs = [(word, next(each for each in rest if _fits(word, each))) for word in shorter]
    return tuple(min(pair, key=len) for pair in pairs)


def _mistake(shorter: Sequence[str], longer: Sequence[str]) -> str | None:
    if _is_slip("".join(shorter), "".join(longer)):
        return "a letter differs"
    return "short form" if _is_short(shorter, longer) else None


def _is_slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SLIPPABLE and OSA.distance(one, other, score_cutoff=1) <= 1


def _is_short(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Tell whether a first name is short for the other: `Alex` for `Alexander`."""
    few, many = sorted((shorter[0], longer[0]), key=len)
    return 3 <= len(few) < len(many) and many.startswith(few) and _is_part(shorter[1:], longer[1:])


def _is_part(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    rest = iter(longer)
    return all(any(_fits(word, each) for each in rest) for word in shorter)


def _fits(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
