"""Lines of printed pages become headings, items and paragraphs, and none of their words is lost."""

from __future__ import annotations

import html
import re

import pytest
from documents import Printed, pdf
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.input.converting.lines import Line, Style, lines_of
from kg.sources.input.converting.pdf import html_of


def shown(*pages: list[Printed]) -> list[str]:
    """Return the lines of HTML between the tags of the page."""
    return html_of(lines_of(pdf(*pages))).splitlines()[2:-1]


def test_numbers_begin_items_and_what_hangs_below_goes_on() -> None:
    lines = [
        Printed(70, 100, "[1] A. Lopez. NightOwl, a very long title that goes on in the next"),
        Printed(88, 112, "line of the list. Owl News, 2019."),
        Printed(70, 124, "[2] B. Chen. Maps. Owl News, 2020."),
    ]
    assert shown(lines) == [
        "<ul>",
        "<li>A. Lopez. NightOwl, a very long title that goes on in the next line of the list. Owl News, 2019.",
        "<li>B. Chen. Maps. Owl News, 2020.",
        "</ul>",
    ]


def test_entries_that_hang_without_signs_are_told_apart() -> None:
    lines = [
        Printed(70, 100, "Lopez, A. A title as wide as the column is, or nearly so, Owl News,"),
        Printed(90, 112, "2019."),
        Printed(70, 124, "Chen, B. Another title as wide as the column is, or nearly so, Owl"),
        Printed(90, 136, "News, 2020."),
    ]
    assert [line[:12] for line in shown(lines)] == ["<p>Lopez, A.", "<p>Chen, B. "]


def test_space_and_size_tell_headings_and_paragraphs() -> None:
    lines = [
        Printed(70, 80, "Papers & Posters", 14),
        Printed(70, 110, "A. Lopez. NightOwl. Owl News, 2019, and more of it up to here,"),
        Printed(70, 122, "the end."),
        Printed(70, 150, "B. Chen. Maps. Owl News, 2020."),
        Printed(70, 180, "Talks", face="Helvetica-Bold"),
    ]
    assert shown(lines) == [
        "<h2>Papers &amp; Posters</h2>",
        "<p>A. Lopez. NightOwl. Owl News, 2019, and more of it up to here, the end.</p>",
        "<p>B. Chen. Maps. Owl News, 2020.</p>",
        "<h2><b>Talks</b></h2>",
    ]


def test_lines_that_end_on_purpose_are_kept_apart_and_a_title_begins_an_entry() -> None:
    lines = [
        Printed(
            70,
            100,
            "NightOwl: Exploring the World by Night",
            face="Helvetica-Bold",
        ),
        Printed(70, 112, "A. Lopez"),
        Printed(70, 124, "Owl News and all that is told of owls by those who know, 2019"),
        Printed(70, 136, "Maps of the Dark", face="Helvetica-Bold"),
        Printed(70, 148, "B. Chen"),
    ]
    assert shown(lines) == [
        "<p><b>NightOwl: Exploring the World by Night</b><br>A. Lopez<br>Owl News and all that is told of owls by those who know, 2019</p>",
        "<p><b>Maps of the Dark</b><br>B. Chen</p>",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("of the explor-", "ation of maps", "of the exploration of maps"),
        ("a multi-agent and multi-", "agent world", "a multi-agent and multi-agent world"),
        ("by A. Lopez-", "Chen and others", "by A. Lopez- Chen and others"),
    ],
)
def test_broken_words_are_joined(first: str, second: str, joined: str) -> None:
    wide = Printed(70, 88, "A title that is as wide as the column, or nearly as wide as that")
    lines = [wide, Printed(70, 100, first.rjust(1)), Printed(70, 112, second)]
    [line] = shown(lines)
    assert joined in line.replace("<br>", " ")


def test_numbers_of_pages_and_running_titles_are_left_out() -> None:
    pages = [
        [
            Printed(200, 30, "Curriculum vitae of Ana Lopez"),
            Printed(70, 100, f"A. Lopez. Paper of the {word} year. Owl News."),
            Printed(300, 800, f"{number} / 3"),
        ]
        for number, word in enumerate(("first", "second", "third"), 1)
    ]
    assert [line[:31] for line in shown(*pages)] == [
        "<p>A. Lopez. Paper of the first", "<p>A. Lopez. Paper of the secon", "<p>A. Lopez. Paper of the third",
    ]  # fmt: skip


def test_columns_are_read_one_after_the_other() -> None:
    lines = [Printed(70, 100 + 12 * row, f"[{row + 1}] Left {row}, 2019.") for row in range(2)]
    lines += [Printed(320, 100 + 12 * row, f"[{row + 3}] Right {row}, 2020.") for row in range(2)]
    text = " ".join(re.sub(r"<[^>]+>", "", line) for line in shown(lines)).split()
    assert text == [
        "Left",
        "0,",
        "2019.",
        "Left",
        "1,",
        "2019.",
        "Right",
        "0,",
        "2020.",
        "Right",
        "1,",
        "2020.",
    ]


def line_of(down: int, left: int, words: list[str], bold: bool) -> Line:
    text = " ".join(words)
    return Line(0, [(text, Style(bold=bold))], left, left + 5.0 * len(text), down, 10.0)


WORDS = st.lists(st.text('abcXYZ<&"é', min_size=2, max_size=9), min_size=1, max_size=12)


@given(
    st.lists(st.tuples(st.integers(8, 40), st.integers(60, 100), WORDS, st.booleans()), max_size=12)
)
def test_no_word_is_lost(rows: list[tuple[int, int, list[str], bool]]) -> None:
    down, lines = 50, []
    for step, left, words, bold in rows:
        down += step
        lines.append(line_of(down, left, words, bold))
    page = re.sub(r"<(?:!DOCTYPE html|/?(?:html|body|ul|li|p|h2|b|br))>", " ", html_of(lines))
    assert html.unescape(page).split() == [word for line in lines for word in line.text.split()]
