"""Learn what each word mostly is part of: names, titles, venues, publishers or places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.references.training.journals import journals
from kg.references.training.records import PLACES, PUBLISHERS

Item = Mapping[str, Any]
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FIELDS = (("container-title", "v"), ("publisher", "p"), ("publisher-place", "l"))
_FEWEST, _FREQUENT, _SHORTEST = 2, 8, 2
_LEAST_SHARE = 0.2
_LISTED = 3


def learn_words(items: Iterable[Item]) -> dict[str, str]:
    """Return the classes of words: the letters of the one or two likeliest, and `+` for a frequent word.

    `a` and `g` are family and given names, `t` titles, `v` venues, `p` publishers, `l` places.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for class_, text, times in _texts(items):
        for word in _WORD.findall(text):
            counts[word.casefold().rstrip("'’.-")][class_] += times
    totals: Counter[str] = Counter()
    for counted in counts.values():
        totals.update(counted)
    return {
        word: _class(counted, totals)
        for word, counted in counts.items()
        if counted.total() >= _FEWEST and len(word) >= _SHORTEST
    }


def _texts(items: Iterable[Item]) -> Iterator[tuple[str, str, int]]:
    seen = set()
    for item in items:
        for person in (*item.get("author", ()), *item.get("editor", ())):
            if "given" in person:
                yield "a", person["family"], 1
                yield "g", person["given"], 1
        yield "t", str(item["title"]), 1
        for field, class_ in _FIELDS:
            if (text := str(item.get(field, ""))) and (field, text) not in seen:
                seen.add((field, text))
                yield class_, text, 1
    yield from (("v", journal, 1) for journal in journals())
    yield from (("l", place, _LISTED) for place in PLACES)
    yield from (("p", publisher, _LISTED) for publisher in PUBLISHERS)


def _class(counted: Counter[str], totals: Counter[str]) -> str:
    shares = {each: count / totals[each] for each, count in counted.items()}
    least = _LEAST_SHARE * sum(shares.values())
    likely = sorted((-share, each) for each, share in shares.items() if share >= least)
    return "".join(each for _, each in likely[:2]) + ("+" if counted.total() >= _FREQUENT else "")
