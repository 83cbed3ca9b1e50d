"""A paper is cleaned in one place, in an order that its steps rely on."""

from __future__ import annotations

from dataclasses import replace

from papers import FULL

from kg.model import Agent
from kg.sources.cleaning import clean


def test_clean_leaves_a_clean_paper_alone() -> None:
    paper = replace(FULL, printed_identifiers=())
    assert clean(paper) == (paper, ())


def test_clean_takes_the_year_of_the_venue_where_no_year_is_said() -> None:
    paper, notes = clean(replace(FULL, year="in press", date=None, venue="ICLR 2019 Poster"))
    assert (paper.year, paper.venue) == ("2019", "ICLR 2019")
    assert [(note.field, note.before) for note in notes] == [("year", "in press")]


def test_clean_tells_of_each_thing_once_and_repairs_what_is_left() -> None:
    people = (Agent("et al.", "et al."), Agent("LÃ³pez a@b.example", "LÃ³pez a@b.example"))
    paper, notes = clean(replace(FULL, authors=people, title="Owls with \\Owl"))
    assert [each.name for each in paper.authors] == ["López"]
    assert paper.title == "Owls with Owl"
    said = [(note.field, note.after) for note in notes]
    assert said == [("authors", ""), ("authors", "LÃ³pez"), ("title", "Owls with Owl"),
                    ("author 1", "López")]  # fmt: skip
