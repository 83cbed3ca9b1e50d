"""Full-text search over what things are called and over abstracts, with SQLite's FTS5.

Words match whatever the case and the accents, and the last one may be the beginning of a word.
All words must occur in one thing. Names count for more than texts.

Source: https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from kg.queries.lookup import KINDS
from kg.queries.word_index import Row, open_index
from kg.store import Store
from kg.suggest import closest
from kg.text import fold
from kg.vocab import RDF_TYPE, term

_COLUMNS = {
    "label": ("skos:prefLabel", "schema:name", "rdfs:label", "dcterms:title", "foaf:name"),
    "names": ("skos:altLabel", "schema:alternateName", "schema:identifier"),
    "text": ("schema:abstract", "schema:description", "dcterms:abstract", "skos:definition"),
}
"""Column of the index: the properties whose values it holds, those that name best first."""

_HELPERS = [term("kg:Authorship")]
"""What bears a name and is no thing of its own: the name of an author as printed."""

_Values = list[tuple[int, str]]
"""Texts, each with the rank of its property."""

_SEARCH = """SELECT iri, first, snippet(things, -1, '[', ']', '…', 16) FROM things
    WHERE things MATCH ?
    ORDER BY key = ? DESC, bm25(things, 10, 5, 1), first, iri LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, its class, what it is called, and where the words stand in it."""

    thing: ox.NamedNode
    kind: ox.NamedNode | None
    label: str
    snippet: str


class FullText:
    """An index of the things in a store: kept on disk where the store is, else in memory.

    >>> FullText(Store(ox.Store())).search("anything")
    []
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = open_index(store.kept, partial(_read_things, store))
        weakref.finalize(self, self._index.close)

    def search(self, words: str, limit: int = 10, *, only_names: bool = False) -> list[Hit]:
        """Find the things in which all words occur; `only_names` leaves texts out.

        What is called exactly so comes first, and then by BM25.
        """
        asked = _quote(words)
        if not asked:
            return []
        pattern = f"{{label names}} : ({asked})" if only_names else asked
        found = self._index.execute(_SEARCH, (pattern, fold(words), limit))
        return [
            Hit(ox.NamedNode(iri), self._kind(ox.NamedNode(iri)), label, snippet)
            for iri, label, snippet in found
        ]

    def correct(self, words: str) -> str | None:
        """Spell words as the things do, with the most similar; None where that finds nothing."""
        known = [word for (word,) in self._index.execute("SELECT term FROM words ORDER BY term")]
        spelt = [next(iter(closest(word, known)), word) for word in fold(words).split()]
        return " ".join(spelt) if self.search(" ".join(spelt), 1) else None

    def _kind(self, iri: ox.NamedNode) -> ox.NamedNode | None:
        quads = self._store.quads.quads_for_pattern(iri, RDF_TYPE, None)
        kinds = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
        ours = [term(name) for name in KINDS if term(name) in kinds]
        return min([*ours[:1]] or kinds, key=str, default=None)


def _quote(words: str) -> str:
    """Write words as strings of FTS5, in which nothing has a meaning, the last as a beginning.

    >>> _quote("deep OR q -")
    '"deep" "OR" "q"*'
    """
    known = words.encode("utf-8", "replace").decode().replace("\0", " ").split()
    quoted = ['"' + word.replace('"', '""') + '"' for word in known if any(map(str.isalnum, word))]
    return f"{' '.join(quoted)}*" if quoted else ""


def _read_things(store: Store) -> list[Row]:
    """Gather what each thing says of itself: a row for each, in the order of their IRIs."""
    gathered: dict[str, tuple[_Values, ...]] = {}
    for column, names in enumerate(_COLUMNS.values()):
        for rank, name in enumerate(names):
            for thing, _, value, _ in store.quads.quads_for_pattern(None, term(name), None):
                if isinstance(thing, ox.NamedNode) and isinstance(value, ox.Literal):
                    row = gathered.setdefault(thing.value, ([], [], []))
                    row[column].append((rank, value.value))
    for helper in _HELPERS:
        for thing, _, _, _ in store.quads.quads_for_pattern(None, RDF_TYPE, helper):
            if isinstance(thing, ox.NamedNode):
                gathered.pop(thing.value, None)
    return [_row(iri, gathered[iri]) for iri in sorted(gathered)]


def _row(iri: str, columns: tuple[_Values, ...]) -> Row:
    label, names, text = (
        list(dict.fromkeys(value for _, value in sorted(values))) for values in columns
    )
    # The tokenizer strips accents, but does not know that ø is o to those who type it.
    names += [fold(value) for value in [*label, *names] if not value.isascii()]
    begins = [f"{each[:60]}…" for each in text]
    first = next(iter([*label, *names, *begins]))
    return "\n".join(label), "\n".join(names), "\n".join(text), first, fold(first), iri
