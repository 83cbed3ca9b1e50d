"""The index of the search: every word leads to its thing, in few and small files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import FULL
from site_graphs import hostile_paper, owls, store_of

from kg.identity import Namespace
from kg.mapping import record_triples
from kg.model import Agent, Paper
from kg.site import Site
from kg.site.searching import INDEX, bucket_of
from kg.store import Store
from kg.text import fold

JS = "text/javascript"
NAME, SIGN = 8, 8


def _content(script: bytes) -> object:
    name, _, rest = script.decode().removeprefix("kgLoaded(").partition(",")
    assert rest.endswith(");\n") and json.loads(name)
    return json.loads(rest.removesuffix(");\n"))


def _files(site: Site) -> dict[str, bytes]:
    return {
        p: site.render(p, JS) for p, kind in site.paths() if p.startswith("search/") and kind == JS
    }


def _find(files: dict[str, bytes], word: str) -> set[str]:
    """Look a whole word up as the page does; return the labels found."""
    index = _content(files[INDEX])
    assert isinstance(index, dict)
    start = max((each for each in index["shards"] if word.startswith(each)), key=len, default=None)
    if start is None:
        return set()
    shard = next(
        c
        for n, c in files.items()
        if c.startswith(f"kgLoaded({json.dumps(f'w-{start}')},".encode())
    )
    words = _content(shard)
    assert isinstance(words, dict)
    _, names = words.get(word, (0, ""))
    found = set()
    for i in range(0, len(names), NAME + SIGN):
        name = names[i : i + NAME]
        rows = _content(files[f"search/e-{bucket_of(name, index['buckets']):x}.js"])
        assert isinstance(rows, list)
        found |= {row[1] for row in rows if row[0] == name}
    return found


@pytest.mark.parametrize("make", [owls, lambda: store_of(hostile_paper())])
def test_every_word_of_a_label_leads_to_it(make: Callable[[], Store]) -> None:
    site = Site(make())
    files, graph = _files(site), site.context.graph
    for kind in ("paper", "person", "method", "benchmark", "venue"):
        for thing, _ in graph.pointing("rdf:type"):
            if thing.value.startswith(f"https://example.org/kg/{kind}/"):
                label = graph.label(thing)
                for word in fold(label).split():
                    assert label in _find(files, word), (label, word)


def test_another_name_leads_to_its_concept() -> None:
    assert "Atari" in _find(_files(Site(store_of(FULL))), "2600")


def _many(n: int) -> Store:
    papers = (
        Paper(title=f"Owls of wood {i:x} and night{i % 97}", year=str(1990 + i % 30), authors=(Agent(f"A{i} Lee", f"Lee, A{i}"),))
        for i in range(n)
    )  # fmt: skip
    quads = ox.Store()
    quads.extend(ox.Quad(*each) for paper in papers for each in record_triples(paper, Namespace()))
    return Store(quads)


def test_shards_stay_small_and_common_words_are_marked() -> None:
    files = _files(Site(_many(6000)))
    assert max(map(len, files.values())) < 60_000
    assert len(_find(files, "owls")) == 200
    assert len(_find(files, "night5")) > 50


def test_one_paper_more_changes_few_files_of_the_index() -> None:
    before = _files(Site(_many(1000)))
    store = _many(1000)
    # One that names one organization, as each has a file of its own in the index.
    details = replace(FULL.details, institution=None)
    author = replace(FULL.authors[0], affiliation=None, organizations=())
    extra = replace(
        FULL, mentions=(), authors=(author,), venue=None, editors=(), details=details, funding=()
    )
    store.quads.extend(ox.Quad(*each) for each in record_triples(extra, Namespace()))
    after = _files(Site(store))
    changed = [name for name in after if after[name] != before.get(name)]
    assert len(changed) <= 14 < len(after) / 3


@given(
    st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=7, max_size=7),
    st.sampled_from([1, 2, 64, 4096]),
)
def test_a_bucket_is_among_those_there_are(name: str, buckets: int) -> None:
    assert 0 <= bucket_of(f"0{name}", buckets) < buckets
