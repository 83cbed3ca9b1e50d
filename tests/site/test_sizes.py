"""How much a page of a paper takes: its statements and its evidence, however many marks there are."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from papers import FULL
from site_graphs import store_of

from kg.model import Concept, Mention, Paper
from kg.site import HTML, Site
from kg.site.pages import STATIC

LIMIT = 60_000
SENTENCE = (
    "We feed the OwlNet and the MouseNet of this long sentence, then weigh the VoleNet at night. "
)
NAMES = ("OwlNet", "MouseNet", "VoleNet")


def _paper(sentences: int) -> Paper:
    """Make a paper in each sentence of which three methods are named."""
    mentions = tuple(
        Mention(
            "abstract", start, start + len(name), name,
            Concept("method", f"{name.lower()}-{n}-0a1b2c3d", f"{name} {n}"), "uses", 0.83, "feed",
        )
        for n in range(sentences)
        for name in NAMES
        for start in (n * len(SENTENCE) + SENTENCE.index(name),)
    )  # fmt: skip
    return replace(FULL, abstract=SENTENCE * sentences, mentions=mentions)


def _page(sentences: int) -> bytes:
    return Site(store_of(_paper(sentences))).render("paper/arxiv-1901.00001", HTML)


def test_a_paper_of_thirty_marks_is_small_with_its_styles() -> None:
    page = _page(10)
    assert page.count(b"<mark id=") == 30
    assert len(page) + (STATIC / "style.css").stat().st_size <= LIMIT


def test_a_mark_more_takes_little() -> None:
    assert (len(_page(20)) - len(_page(10))) / 30 < 1450


def test_a_sentence_is_shown_once_with_all_its_evidence() -> None:
    text = _page(4).decode()
    assert len(re.findall(r"<blockquote[^>]*>We feed", text)) == 4
    assert len(re.findall(r'<li id="mention\.', text)) == 12
    assert text.count("<b>OwlNet</b>") == 4


def test_nothing_is_said_of_each_value_that_the_context_says_of_all() -> None:
    found = re.search(r'ld\+json">(.*?)</script>', _page(10).decode(), re.DOTALL)
    assert found
    marks = [each for each in json.loads(found[1])["@graph"] if each["@id"].startswith("mention:")]
    assert len(marks) == 30
    assert not re.search('"@value"|"oa:[a-z]+":|{"@id":"[^"]*"}', json.dumps(marks))
