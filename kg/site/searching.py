"""Search without a server: an index of names and titles in small scripts, of which a query loads few.

Pages from the disk may load scripts where they may fetch nothing. An entry is named by what ranks
it and a hash of its IRI, so that one paper more changes few files. A shard of words gives for each
word the names of its entries, one behind the other, each with a sign of all its words (as Bloom,
Space/Time Trade-offs in Hash Coding with Allowable Errors, 1970, has it); a word of very many is
common: of its entries the first alone are there, and whoever asks for more words finds it in the
labels of those whose sign allows it. The letters of a shard grow until it is small enough.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kg.site.addresses import KINDS, Kind
from kg.site.context import Context
from kg.site.lists import Lists
from kg.site.pages import make_page
from kg.text import fold

PAGE, INDEX, FOLDER = "search", "search/index.js", "search"
SEARCHED = ("method", "benchmark", "task", "venue", "person", "org", "agent", "paper")
"""Segments of the things that are searched, in the order of the results."""
_OTHER_NAMES = ("skos:altLabel", "schema:alternateName")
_LARGEST = 20_000
"""Bytes of a shard from which on one more letter parts it."""
_FRAME = 10
"""Bytes that a word takes in its shard besides its letters and its entries."""
_COMMON, _FIRST = 1000, 200
"""Entries from which on a word is common, and how many of them are listed all the same."""
_PER_BUCKET = 8
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NAME = 8
_SIGN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Digits of a sign, of six bits each, the lowest first."""
_BITS = 48
_LAST_YEAR = 2040


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that is searched: its name in the index, label, path, kind, year, and its words."""

    name: str
    label: str
    path: str
    kind: int
    year: str
    words: frozenset[str]


class Search:
    """The search of a site: its page and the files of its index."""

    def __init__(self, context: Context, lists: Lists) -> None:
        self._context, self._lists = context, lists

    def page(self) -> bytes:
        """Make the page of the search."""
        kinds = [KINDS[each] for each in SEARCHED if self._lists.things(KINDS[each])]
        return make_page("search.html", PAGE, site=self._context, title="Search", kinds=kinds)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files of the index, by path."""
        entries = [
            self._entry(KINDS[segment], number, each)
            for number, segment in enumerate(SEARCHED)
            for each in self._lists.things(KINDS[segment])
        ]
        shards = _shards(entries)
        buckets = _buckets(entries)
        kinds = [KINDS[each].singular for each in SEARCHED]
        index = {"shards": sorted(shards), "buckets": len(buckets), "kinds": kinds}
        return {
            INDEX: _script("index", index),
            **{f"{FOLDER}/w-{_safe(name)}.js": _script(f"w-{name}", words) for name, words in shards.items()},
            **{f"{FOLDER}/e-{i:x}.js": _script(f"e-{i:x}", rows) for i, rows in enumerate(buckets)},
        }  # fmt: skip

    @cached_property
    def _other_names(self) -> list[Mapping[NamedNode, list[str]]]:
        return [self._context.graph.all_texts(each) for each in _OTHER_NAMES]

    def _entry(self, kind: Kind, number: int, thing: NamedNode) -> Entry:
        graph = self._context.graph
        label, link = graph.label(thing), self._context.link(thing)
        names = [label, *(each for known in self._other_names for each in known.get(thing, ()))]
        year = (self._context.year(thing) or "") if kind.segment == "paper" else ""
        return Entry(
            _rank(number, year) + _hash(thing), label, link.path or "", number, year,
            frozenset(word for name in names for word in fold(name).split()),
        )  # fmt: skip


def _rank(number: int, year: str) -> str:
    """Give the letter by which entries sort: by kind, and papers by year, the newest first.

    >>> [_rank(0, ""), _rank(7, "2024"), _rank(7, "2019"), _rank(7, "1950"), _rank(7, "")]
    ['0', 'n', 's', 'y', 'z']
    """
    first = len(SEARCHED) - 1
    if number < first:
        return _DIGITS[number]
    is_year = year.isascii() and year.isdigit() and len(year) == 4
    return _DIGITS[min(max(first + _LAST_YEAR - int(year), first), 34)] if is_year else _DIGITS[35]


def _hash(thing: NamedNode) -> str:
    digest = hashlib.sha256(thing.value.encode()).digest()
    return base64.b32encode(digest).decode().lower()[: _NAME - 1]


def sign(words: Iterable[str]) -> str:
    """Write the sign of some words: a bit is set for the first two letters of each that has two.

    >>> sign(["owl", "a"]), sign(["owl", "owls", "night"])
    ('AEAAAAAA', 'AkAAAAAA')
    """
    bits = {(ord(word[0]) * 31 + ord(word[1])) % _BITS for word in words if len(word) > 1}
    digits = (
        sum(1 << bit - first for bit in bits if 0 <= bit - first < 6)
        for first in range(0, _BITS, 6)
    )
    return "".join(_SIGN[each] for each in digits)


def bucket_of(name: str, buckets: int) -> int:
    """Tell the file of an entry among so many.

    >>> bucket_of("0aaaaaab", 32), bucket_of("jaaaaab7", 32)
    (1, 31)
    """
    number = 0
    for letter in name[1:]:
        number = (number * 32 + "abcdefghijklmnopqrstuvwxyz234567".index(letter)) % buckets
    return number


def _buckets(entries: Iterable[Entry]) -> list[list[list[object]]]:
    listed = sorted(entries, key=lambda each: (each.name, each.path))
    n = 1
    while n * _PER_BUCKET < len(listed):
        n *= 2
    found: list[list[list[object]]] = [[] for _ in range(n)]
    for each in listed:
        row = [each.name, each.label, each.path, each.kind, each.year]
        found[bucket_of(each.name, n)].append(row)
    return found


def _shards(entries: Iterable[Entry]) -> dict[str, dict[str, list[object]]]:
    """Part the words by their first letters: of each, whether it is common, and its entries."""
    names: dict[str, list[str]] = {}
    for each in entries:
        signed = each.name + sign(each.words)
        for word in each.words:
            names.setdefault(word, []).append(signed)
    rows: dict[str, list[object]] = {}
    for word, several in names.items():
        is_common = len(several) > _COMMON
        rows[word] = [int(is_common), "".join(sorted(several)[: _FIRST if is_common else None])]
    return dict(_parted(rows, 2))


def _parted(
    rows: Mapping[str, list[object]], letters: int
) -> Iterable[tuple[str, dict[str, list[object]]]]:
    shards: dict[str, dict[str, list[object]]] = {}
    for word in sorted(rows):
        shards.setdefault(word[:letters], {})[word] = rows[word]
    for start, words in shards.items():
        longer = {word: row for word, row in words.items() if len(word) > letters}
        if (
            len(longer) < 2
            or sum(len(str(row[1])) + len(word) + _FRAME for word, row in words.items()) < _LARGEST
        ):
            yield start, words
            continue
        shorter = {word: row for word, row in words.items() if len(word) <= letters}
        if shorter:
            yield start, shorter
        yield from _parted(longer, letters + 1)


def _safe(letters: str) -> str:
    """Name a shard so that every file system takes it, and a server reads it the same way.

    >>> _safe("ab"), _safe("夜")
    ('ab', 'x591c')
    """
    if letters.isascii() and letters.isalnum():
        return letters
    return "".join(f"x{ord(each):x}" for each in letters)


def _script(name: str, content: object) -> bytes:
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    return f"kgLoaded({json.dumps(name)},{text});\n".encode()
