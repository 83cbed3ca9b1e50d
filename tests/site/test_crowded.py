"""Papers with more to show than a page may hold: each page is small, and together they show and state all of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import FULL
from site_graphs import EVIL, owls, store_of
from site_pages import Page, target

from kg.model import Agent, Concept, Mention, Paper, Record, Source
from kg.site import HTML, TURTLE, Site, file_of
from kg.site.compact import weigh_terms
from kg.site.compacting import open_compact
from kg.site.crowding import LIMIT, STATED, entries, filled, gathered
from kg.site.media import ATOM
from kg.site.pages import STATIC
from kg.site.statements import Stored, weigh
from kg.store import Store
from kg.vocab import RDF_TYPE, term

PATH = "paper/arxiv-1901.00001"
SENTENCE = "We feed the OwlNet of this valley, and weigh it at night. "


def _crowd(authors: int, marks: int, said: str = "", records: int = 1) -> Paper:
    """Make a paper of so many authors, marks and records; `said` stands in the names and the texts."""
    sentence = f"{SENTENCE}{said} " if said else SENTENCE
    at = sentence.index("OwlNet")
    mentions = tuple(
        Mention(
            "abstract", start, start + 6, "OwlNet",
            Concept("method", f"owlnet-{n}-0a1b2c3d", f"OwlNet {n} {said}"), "uses", 0.83, f"feed {said}",
        )
        for n in range(marks)
        for start in (n * len(sentence) + at,)
    )  # fmt: skip
    people = tuple(
        Agent(f"Ana {n} López {said}", f"López {said}, Ana {n}", affiliation=f"Owl Lab {n} {said}")
        for n in range(authors)
    )
    source = Source("c" * 64, "owls.txt", "bibtex")
    read = tuple(Record(source, n, n, key=f"{n:016x}") for n in range(records))
    return replace(FULL, authors=people, abstract=sentence * max(marks, 1), mentions=mentions, records=read)  # fmt: skip


CROWDS = {
    "authors and marks": _crowd(3000, 200),
    "records": _crowd(1, 1, records=900),
    "hostile texts": _crowd(60, 40, EVIL),
    "a long abstract": replace(_crowd(1, 1), abstract=SENTENCE * 3000),
    "one long sentence": replace(_crowd(1, 1), abstract=SENTENCE.replace(".", ",") * 3000),
    "a long title": replace(_crowd(1, 1), title="Owls <at> night " * 5000),
    "many keywords": replace(_crowd(1, 1), keywords=tuple(f"owl of valley {n}" for n in range(3000))),
    "formulas": replace(_crowd(1, 1), abstract="Owls see $x_1^2 + y_1^2 = z$ mice. " * 400),
}  # fmt: skip


@pytest.fixture(scope="module", params=CROWDS)
def store(request: pytest.FixtureRequest) -> Store:
    """A crowded paper of each kind."""
    return store_of(CROWDS[request.param])


@pytest.fixture(scope="module")
def site(store: Store) -> Site:
    """Its site."""
    return Site(store)


@pytest.fixture(scope="module")
def rendered(site: Site) -> dict[str, bytes]:
    """The pages of the paper."""
    paths = [path for path, kind in site.paths() if kind == HTML]
    return {each: site.render(each, HTML) for each in paths if each.partition("~")[0] == PATH}


def test_each_page_is_small_with_its_styles(rendered: dict[str, bytes]) -> None:
    styles = (STATIC / "style.css").stat().st_size
    assert len(rendered) > 1
    assert max(map(len, rendered.values())) + styles <= LIMIT


def test_all_pages_together_state_what_the_turtle_states(
    site: Site, rendered: dict[str, bytes]
) -> None:
    turtle = {each.triple for each in ox.parse(site.render(PATH, TURTLE), ox.RdfFormat.TURTLE)}
    said: list[ox.Triple] = []
    for content in rendered.values():
        script = next(each for each in Page(content).scripts if each)
        said += [each.triple for each in ox.parse(script, ox.RdfFormat.JSON_LD)]
    assert len(said) == len(set(said)) and set(said) <= turtle
    too_long = [each for each in turtle - set(said) if len(str(each.object)) < STATED / 6]
    assert not too_long


def test_no_link_leads_nowhere(site: Site, rendered: dict[str, bytes]) -> None:
    known = {file_of(*each) for each in site.paths()}
    read = {f"{name}.html": Page(each) for name, each in rendered.items()}
    linking = {f"{path}.html": Page(site.render(path, HTML)) for path, kind in site.paths()
               if kind == HTML and path.startswith(("matrix", "method/owlnet-1"))}  # fmt: skip
    for name, page in {**read, **linking}.items():
        for address in page.addresses:
            file, fragment = target(name, address) or ("index.html", "")
            assert file in known, (name, address)
            assert not fragment or file not in read or fragment in read[file].ids, (name, address)


def test_each_part_is_found_on_its_page(
    store: Store, site: Site, rendered: dict[str, bytes]
) -> None:
    read = {name: set(Page(each).ids) for name, each in rendered.items()}
    parts = sorted(
        {str(quad.subject)[1:-1] for quad in store.quads if "1901.00001" in str(quad.subject)}
    )
    assert len(parts) > 3
    for part in parts[:: len(parts) // 200 + 1]:
        path, fragment = site.locate(part) or ("", "")
        assert not fragment or fragment in read[path], part


def test_pages_lead_onward_to_the_last(rendered: dict[str, bytes]) -> None:
    """The script of a page follows this link, for a fragment that is on a later page."""
    pages = [Page(each) for each in rendered.values()]
    found = [
        [values["href"] for tag, values in page.elements if values.get("rel") == "next"]
        for page in pages
    ]
    names = [f"{name.rpartition('/')[2]}.html" for name in rendered]
    assert found == [*([each] for each in names[1:]), []]


def test_each_author_and_mark_is_shown_once(store: Store, rendered: dict[str, bytes]) -> None:
    shown = [Page(each) for each in rendered.values()]
    ids = [each for page in shown for each in page.ids]
    for name, class_ in {"authorship.": "kg:Authorship", "mention.": "kg:Mention"}.items():
        found = [each for each in ids if each.startswith(name)]
        made = [*store.quads.quads_for_pattern(None, RDF_TYPE, term(class_))]
        assert len(found) == len(set(found)) == len(made)
    marks = [values for page in shown for tag, values in page.elements if tag == "mark"]
    spans = [*store.quads.quads_for_pattern(None, term("oa:hasSource"), None)]
    assert len([each for each in marks if "id" in each]) == len(spans)


@pytest.mark.parametrize("store", ["authors and marks"], indirect=True)
def test_the_first_page_has_the_first_authors_and_tells_of_the_others(
    rendered: dict[str, bytes],
) -> None:
    first, *others = (Page(each).text for each in rendered.values())
    assert "3,000 authors, 200 marks: more than a page holds" in first
    assert "Ana 0 López" in first and "We feed the OwlNet" in first
    assert sum("With the first 100 of 3,000 authors" in each for each in (first, *others)) == 1


def test_a_paper_that_fits_has_one_page() -> None:
    paths = [path for path, kind in Site(store_of(_crowd(20, 9))).paths() if kind == HTML]
    assert [path for path in paths if path.startswith(PATH)] == [PATH]


def test_a_feed_does_not_grow_with_the_authors_of_its_papers() -> None:
    few, many = (Site(store_of(_crowd(n, 1))).render("feed", ATOM) for n in (40, 400))
    assert len(many) < len(few) + 50
    assert "370 others" in many.decode()


def test_the_statements_of_arrays_weigh_as_those_of_a_store_do(tmp_path: Path) -> None:
    store = owls()
    lines = sorted({f"{quad.triple} .\n" for quad in store.quads})
    (tmp_path / "kg.ttl").write_text("".join(lines[::2]))
    (tmp_path / "mentions.ttl").write_text("".join(lines[1::2]))
    compact, stored = open_compact(tmp_path), Stored(store.quads)
    for quad in store.quads:
        assert isinstance(quad.subject, ox.NamedNode)
        weight = stored.weight(quad.subject)
        assert weight * 0.8 < compact.weight(quad.subject) <= weight


def test_arrays_weigh_as_texts_do() -> None:
    texts = [b"<https://e.org/a", b'"<$x$> & \\\\"', b'"owl"'] * 5000
    ends = np.cumsum([0, *map(len, texts)])
    assert weigh_terms(b"".join(texts), ends).tolist() == list(map(weigh, texts))


@given(st.lists(st.integers(0, 9)), st.integers(0, 20))
def test_parts_fit_and_lose_nothing(items: list[int], room: int) -> None:
    parts = filled(items, lambda part: sum(part) <= room)
    assert [each for part in parts for each in part] == items
    assert all(sum(part) <= room or len(part) == 1 for part in parts)
    assert all(sum(part) + after[0] > room for part, after in pairwise(parts))


@given(st.dictionaries(st.text(), st.text()), st.lists(st.text(max_size=9)), st.data())
def test_entries_of_pages_make_the_sections(
    facts: dict[str, str], authors: list[str], data: st.DataObject
) -> None:
    sections = {"facts": facts, "authors": authors, "texts": {"title": authors, "abstract": []}}
    every = entries(sections, ["authors", "facts", "texts"])
    assert gathered(every, sections) == sections
    cut = data.draw(st.integers(0, len(every)))
    first, second = gathered(every[:cut], sections), gathered(every[cut:], sections)
    assert first["authors"] + second["authors"] == authors
    assert first["facts"] | second["facts"] == facts
