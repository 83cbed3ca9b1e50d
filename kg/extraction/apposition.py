"""Tell what a text says outright that a new name stands for: a method, a benchmark, or another thing.

`X, a large benchmark for`, `an agent called X`, `X: A Dataset of`; `the X problem`, `our robot, X`. What the
authors say counts for more than how likely a type is from the words around all of its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from kg.extraction.kinds import BENCHMARK_NOUNS, BREAKS, METHOD_NOUNS, kind_at
from kg.extraction.spelling import word_set
from kg.extraction.token_arrays import Words
from kg.extraction.tokenizer import HYPHENS

Told = Literal["method", "benchmark", "other"]

_VAGUE = word_set(
    "domain domains games tasks arena playground world challenge competition platform system toolkit library package"
    " policy layer loss objective simulation baselines baseline"
)
"""These nouns stand beside names of both types."""
_BENCHMARKS = (BENCHMARK_NOUNS - _VAGUE) | {"resource", "treebank"}
_METHODS = METHOD_NOUNS - _VAGUE
_SEVERAL = word_set(
    "benchmarks datasets sets corpora environments testbeds simulators suites games"
)
_ANNOUNCING = word_set(", : ( such as like including include includes namely e.g. i.e. e.g i.e")
_MACHINES = word_set(
    "robot robots sensor sensors gripper grippers actuator actuators manipulator manipulators humanoid exoskeleton"
    " prosthesis quadrotor quadrotors drone drones vehicle vehicles camera cameras wheelchair rover microrobot"
)
_PROBLEMS = word_set(
    "problem problems metric metrics images imaging imagery signals community instances communication communications"
)
"""Beside these an unknown name is a machine, a task, a measure or a kind of data."""
_DEFINES = word_set(", : — – -- --- is")
_ARTICLES = word_set("a an one")
_CALLED = word_set("called named dubbed termed namely")
_BEFORE_CLAUSE = word_set("in on with under for using by from to at")
"""After these a comma ends what stands before the clause: `On X, a model is trained`."""
_ENDS = BREAKS | word_set(
    "of and or as at but whose within without containing consisting comprising spanning covering including integrating"
    " combining collecting"
)
_BENCH = re.compile(r".*[a-z\d-](?:Bench|Gym)\Z")
"""How names of benchmarks end, and of nothing else in 1,280 annotated texts."""
_ANNOUNCED = 4
"""So many tokens at most stand between several benchmarks and the first of them: `games, such as`."""
_FIRST = 3
"""Where, counted from what defines, a comma parts adjectives: behind the article and one of them."""
_REACH = 9
"""So many words after its article the noun of a definition stands."""


def what_is_told(
    texts: Sequence[str], words: Words, places: Iterable[tuple[int, int]]
) -> Told | None:
    """Return what a text says that the name at some places (tokens from and to) is, if it does.

    It is another thing where one place says so and none says that it is a method or a benchmark.
    """
    places = list(places)
    if any(_BENCH.match(texts[end - 1]) for _, end in places):
        return "benchmark"
    for begin, end in places:
        told = _after(words, begin, end) or _before(words, begin, end)
        if told:
            return told
    other = any(_is_other(words, begin, end) for begin, end in places)
    if other and not any(_is_beside_noun(words, begin, end) for begin, end in places):
        return "other"
    return None


def _is_beside_noun(words: Words, begin: int, end: int) -> bool:
    following = "".join(words.lower[end : end + 1])
    return kind_at(words.lower, begin, end) is not None or following in {"approaches", "techniques"}


def _noun(word: str) -> Told | None:
    if word in _BENCHMARKS:
        return "benchmark"
    if word in _METHODS:
        return "method"
    return "other" if word in _MACHINES else None


def _after(words: Words, begin: int, end: int) -> Told | None:
    """Read `X, a large benchmark`, `X (Long Form) is a method`: the noun at the end of the phrase counts."""
    first, stop = words.sentence(begin)
    lower = words.lower
    at = _behind_bracket(lower, end, stop)
    if at >= stop or lower[at] not in _DEFINES:
        return None
    if lower[at] == "," and begin > first and lower[begin - 1] in _BEFORE_CLAUSE:
        return None
    if not (
        lower[at + 1 : at + 3] == ["the", "first"] or _ARTICLES.issuperset(lower[at + 1 : at + 2])
    ):
        return None
    listed = lower[at + _FIRST : at + _FIRST + 1] == [","]  # `X, a rich, large and open suite`
    for place in range(at + 2, min(at + 2 + _REACH, stop)):
        noun = _noun(lower[place])
        if noun and _ends_phrase(lower[place + 1] if place + 1 < stop else "."):
            return noun
        joins = listed and (lower[place] == "and" or place == at + _FIRST)
        if not joins and (lower[place] in BREAKS or lower[place] in {",", "("}):
            break
    return None


def _ends_phrase(word: str) -> bool:
    mark = not word[0].isalnum() and word not in HYPHENS
    return mark or word in _ENDS or word.endswith("ed")


def _behind_bracket(lower: Sequence[str], end: int, stop: int) -> int:
    """Return the token after a name and its other form in a bracket."""
    if end < stop and lower[end] == "(":
        return next((n + 1 for n in range(end, min(end + _REACH, stop)) if lower[n] == ")"), end)
    return end


def _before(words: Words, begin: int, end: int) -> Told | None:
    """Read `an agent called X` and `a new benchmark, X,`."""
    first, stop = words.sentence(begin)
    lower = words.lower
    begin -= lower[begin - 1] == "the"
    if begin - first < 2 or (end < stop and lower[end] in HYPHENS):
        return None
    if _is_announced(lower, first, begin):
        return "benchmark"
    if lower[begin - 1] in _CALLED:
        return _noun(lower[begin - 2 - (lower[begin - 2] in {",", "("})])
    near = lower[max(first, begin - 2 - _REACH) : begin - 2]
    if lower[begin - 1] in {",", ":"} and not _ARTICLES.isdisjoint(near):
        return _noun(lower[begin - 2]) if end >= stop or _ends_phrase(lower[end]) else None
    return None


def _is_announced(lower: Sequence[str], first: int, begin: int) -> bool:
    """Tell whether the noun of several benchmarks announces a name: `two data sets: X`, `games such as X`."""
    noun = begin
    while noun > max(first, begin - _ANNOUNCED) and lower[noun - 1] in _ANNOUNCING:
        noun -= 1
    if noun in {begin, first} or lower[begin - 1] == ",":  # `On data sets, X is better`
        return False
    return lower[noun - 1] in _SEVERAL


def _is_other(words: Words, begin: int, end: int) -> bool:
    """Tell whether the noun beside a name is of a machine, a problem or data: `the X problem`, `robot X`."""
    first, stop = words.sentence(begin)
    after = words.lower[end] if end < stop else ""
    before = words.lower[begin - 1] if begin > first else ""
    return after in _PROBLEMS or after in _MACHINES or before in _MACHINES
