"""Papers with more to show than a page may hold: each page is small, and together they show and state all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import FULL
from site_graphs import EVIL, store_of
from site_pages import Page, files, pages, target

from kg.model import Agent, Concept, Mention, Paper, Record, Source
from kg.site import HTML, TURTLE, Site
from kg.site.crowding import LIMIT, entries, gathered, halved
from kg.site.pages import STATIC
from kg.site.statements import weigh
from kg.store import Store

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
    "formulas": replace(_crowd(1, 1), abstract="Owls see $x_1^2 + y_1^2 = z$ mice. " * 150),
}  # fmt: skip


@pytest.fixture(scope="module", params=CROWDS)
def store(request: pytest.FixtureRequest) -> Store:
    """A crowded paper of each kind."""
    return store_of(CROWDS[request.param])


@pytest.fixture(scope="module")
def rendered(store: Store) -> dict[str, bytes]:
    """The files of its site."""
    return files(Site(store))


def _of_paper(rendered: dict[str, bytes]) -> dict[str, bytes]:
    starts = (f"{PATH}.html", f"{PATH}~")
    return {name: each for name, each in rendered.items() if name.startswith(starts)}


def test_each_page_is_small_with_its_styles(rendered: dict[str, bytes]) -> None:
    styles = (STATIC / "style.css").stat().st_size
    sizes = {name: len(each) + styles for name, each in _of_paper(rendered).items()}
    assert len(sizes) > 1
    assert max(sizes.values()) <= LIMIT


def test_all_pages_together_state_what_the_turtle_states(rendered: dict[str, bytes]) -> None:
    turtle = {each.triple for each in ox.parse(rendered[f"{PATH}.ttl"], ox.RdfFormat.TURTLE)}
    said: list[ox.Triple] = []
    for content in _of_paper(rendered).values():
        script = next(each for each in Page(content).scripts if each)
        said += [each.triple for each in ox.parse(script, ox.RdfFormat.JSON_LD)]
    left = turtle - set(said)
    assert len(said) == len(set(said)) and set(said) <= turtle
    assert all(len(str(each.object)) > LIMIT / 3 for each in left)


def test_no_link_to_a_crowded_paper_leads_nowhere(rendered: dict[str, bytes]) -> None:
    read = pages(rendered)
    for name, page in read.items():
        for address in page.addresses if name != "404.html" else ():
            file, fragment = target(name, address) or ("index.html", "")
            assert file in rendered and (not fragment or fragment in read[file].ids), (name, address)


def test_each_part_is_found_on_its_page(store: Store, rendered: dict[str, bytes]) -> None:
    site, read = Site(store), pages(rendered)
    parts = {quad.subject for quad in store.quads if "owls" not in str(quad.subject)}
    for part in parts:
        assert isinstance(part, ox.NamedNode)
        path, fragment = site.locate(part.value) or ("", "")
        assert not fragment or fragment in read[f"{path}.html"].ids, part


def test_each_author_and_mark_is_shown_once() -> None:
    shown = [Page(each) for each in _of_paper(files(Site(store_of(CROWDS["authors and marks"])))).values()]  # fmt: skip
    ids = [each for page in shown for each in page.ids]
    assert sum(each.startswith("authorship.") for each in ids) == 3000
    assert sum(each.startswith("mention.") for each in ids) == 200
    marks = [values for page in shown for tag, values in page.elements if tag == "mark"]
    assert len([each for each in marks if "id" in each]) == 200
    assert len({each for each in ids if each.startswith(("authorship.", "mention."))}) == 3200


def test_the_first_page_has_the_first_authors_and_tells_of_the_others() -> None:
    site = Site(store_of(CROWDS["authors and marks"]))
    first = Page(site.render(PATH, HTML))
    assert "3,000 authors, 200 marks: more than a page holds" in first.text
    assert "Ana 0 López" in first.text and "With the first 100 of 3,000 authors" in first.text
    assert b"Ana 2999" in site.render(PATH, TURTLE)


def test_a_paper_that_fits_has_one_page() -> None:
    names = _of_paper(files(Site(store_of(_crowd(90, 12)))))
    assert list(names) == [f"{PATH}.html"]


def test_arrays_weigh_as_texts_do(tmp_path: Path) -> None:
    import numpy as np

    from kg.site.compact import weigh_terms

    texts = [b"<https://e.org/a", b'"<$x$> & \\\\"', b'"owl"'] * 5000
    (tmp_path / "texts").write_bytes(b"".join(texts))
    ends = np.cumsum([0, *map(len, texts)])
    assert weigh_terms(b"".join(texts), ends).tolist() == list(map(weigh, texts))


@given(st.lists(st.integers(0, 9)), st.integers(0, 20))
def test_parts_fit_and_lose_nothing(items: list[int], room: int) -> None:
    parts = halved(items, lambda part: sum(part) <= room)
    assert [each for part in parts for each in part] == items
    assert all(sum(part) <= room or len(part) == 1 for part in parts)


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
