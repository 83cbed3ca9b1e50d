"""Things found by words."""

from __future__ import annotations

import pyoxigraph as ox

from kg.answers import Table
from kg.queries.fulltext import FullText
from kg.queries.lookup import suggest
from kg.store import Data, open_data
from kg.suggest import did_you_mean


def find(words: str, data: Data = None, *, limit: int = 10) -> Table:
    """Find things by words in their names, titles and abstracts: class, label, thing, found.

    All the words must occur, whatever their case and accents; the last may be the beginning of a
    word. Best first. `data` is a store or RDF files, else the build in `out/`.

    Raises: RdfError: a file that cannot be parsed. InputError: no build is there.

    >>> from kg.resources import CONCEPTS_FILE
    >>> [row["label"] for row in find("atari 100k", CONCEPTS_FILE, limit=1)]
    ['Atari 100K']
    """
    store = open_data(data)
    index = FullText(store)
    hits = index.search(words, limit + 1)
    notes = []
    if len(hits) > limit:
        notes.append(f"the first {limit} are shown; there are more")
    if not hits:
        close = suggest(store.query, words) or [each for each in [index.correct(words)] if each]
        hint = did_you_mean(close)
        notes.append(f"nothing has all of these words: {words!r}{'; ' * bool(hint)}{hint}")
    rows = (
        (hit.kind, ox.Literal(hit.label), hit.thing, ox.Literal(hit.snippet))
        for hit in hits[:limit]
    )
    return Table(("class", "label", "thing", "found"), rows, store.prefixes, notes)
