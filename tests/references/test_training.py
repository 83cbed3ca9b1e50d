"""Learning to parse: rendered strings whose fields are known, and the same weights twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from kg.references.labeller import Labeller
from kg.references.parsing import parse
from kg.references.training.core import read_labelled
from kg.references.training.examples import Example, example, signed
from kg.references.training.films import film
from kg.references.training.generating import by_hand, by_styles
from kg.references.training.habits import Habit
from kg.references.training.homemade import write
from kg.references.training.journals import journals
from kg.references.training.learning import learn
from kg.references.training.records import PLACES, Pools
from kg.references.training.rendering import is_held_back, render, styles
from kg.references.training.tidying import tidied
from kg.references.training.titles import retitled
from kg.references.training.words import learn_words

ITEMS = [
    {
        "id": f"i{place}", "type": "article-journal", "title": f"{what} of owls in {where}",
        "author": [{"family": family, "given": "Ada B."}, {"family": "Lim", "given": "Cy"}],
        "container-title": "Journal of Birds", "volume": "12", "issue": "3", "page": "45-67",
        "issued": {"date-parts": [[1990 + place]]}, "publisher": "Owl Press", "publisher-place": "Oslo",
    }
    for place, (what, where, family) in enumerate(
        (what, where, family)
        for what in ("Songs", "Nests", "Diets")
        for where in ("Norway", "Chile")
        for family in ("Rossi", "King", "Berg")
    )
]  # fmt: skip
XML = """<dataset><sequence><author>Rossi, A.</author><date>(1999).</date><title>Owls.</title>
<journal>Birds,</journal><volume>12(3),</volume><pages>45-67.</pages></sequence></dataset>"""

Make = Callable[[Sequence[Mapping[str, Any]], int, int], Iterator[Example]]


def labelled(text: str) -> dict[str, str]:
    made = example(text)
    return {
        label: " ".join(
            made.marked.text[token.start : token.end]
            for token, each in zip(made.tokens, made.labels, strict=True)
            if each == label
        )
        for label in made.labels
    }


def test_signs_take_no_space_and_words_between_fields_go_with_their_field() -> None:
    text = f"{signed('Rossi, A.', 'author')} {signed('Owls', 'title')}. In {signed('Birds', 'book')}, pp. {signed('4-6', 'pages')}."
    assert labelled(text) == {
        "author": "Rossi, A.", "title": "Owls.", "book": "In Birds,", "pages": "pp. 4-6.",
    }  # fmt: skip


def test_what_tells_that_nothing_is_known_is_a_note_and_no_part_of_the_field_after_it() -> None:
    text = f"{signed('Owls', 'title')}, n. p., {signed('Owl Press', 'publisher')} [online]. {signed('(7/2)', 'issue')}"
    assert labelled(text) == {
        "title": "Owls,", "note": "n. p., [online].", "publisher": "Owl Press", "issue": "(7/2)",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("publisher", "place", "tidy"),
    [
        ("Oslo : Owl Press", "", ("Owl Press", "Oslo")),
        ("Oslo; Rome : Owl Press : Imprint: Nest", "Oslo; Rome", ("Nest", "Oslo")),
        ("Owl Press (New York)", "", ("Owl Press", "New York")),
        ("Owl Press, Bergen", "Bergen", ("Owl Press", "Bergen")),
        ("Owl Press UK: London, England", "", ("Owl Press UK", "London, England")),
        ("Nests, Inc.", "", ("Nests, Inc.", None)),
        ("Dept of Owls, 615 Nest Street, GA 30322", "", (None, None)),
    ],
)
def test_a_publisher_is_parted_from_its_place(
    publisher: str, place: str, tidy: tuple[str | None, str | None]
) -> None:
    [found] = tidied([{"title": "Owls", "publisher": publisher, "publisher-place": place}])
    assert (found.get("publisher"), found.get("publisher-place")) == tidy
    assert tidied([found]) == [found]


def test_a_style_renders_each_variable_between_signs() -> None:
    [(_, text)] = render(ITEMS[:1], styles()["apa"])
    found = labelled(text)
    assert found["title"].startswith("Songs of owls in Norway")
    assert found["journal"].startswith("Journal of Birds")
    assert (found["volume"], found["issue"]) == ("12", "(3),")


def test_held_back_styles_are_never_learned_from() -> None:
    held = [name for name in styles() if is_held_back(name)]
    assert len(held) > 100
    assert "apa" not in held or is_held_back("apa")


def test_labelled_references_are_read_with_the_issue_apart(tmp_path: Path) -> None:
    file = tmp_path / "core.xml"
    file.write_text(XML, encoding="utf-8")
    [found] = read_labelled(file)
    assert found.marked.text == "Rossi, A. (1999). Owls. Birds, 12(3), 45-67."
    assert list(found.labels)[-4:] == ["journal", "volume", "issue", "pages"]


def test_a_year_that_is_labelled_with_the_volume_is_parted_from_it(tmp_path: Path) -> None:
    file = tmp_path / "core.xml"
    parts = "<journal>Birds.</journal><volume>1999;12(3):</volume><pages>45-67.</pages>"
    file.write_text(f"<dataset><sequence>{parts}</sequence></dataset>", encoding="utf-8")
    [found] = read_labelled(file)
    assert list(found.labels) == ["journal", "date", "volume", "issue", "pages"]


def test_a_style_is_drawn_again_only_when_each_was() -> None:
    with patch("kg.references.training.generating.render", return_value=iter(())) as drawn:
        drawn.side_effect = lambda items, path: (
            (each, signed("Owls at night, again", "title")) for each in items
        )
        list(by_styles(ITEMS, 400, 1))
    paths = [call.args[1] for call in drawn.call_args_list]
    assert len(paths) == len(set(paths)) > 1


def test_a_book_that_nobody_wrote_begins_with_its_editors() -> None:
    book = {
        "id": "b", "type": "book", "title": "Owls", "editor": [{"family": "Rossi", "given": "Ada"}],
        "issued": {"date-parts": [[1999]]},
    }  # fmt: skip
    written = [
        labelled(write(book, Habit(random.Random(seed)), random.Random(seed), 1))
        for seed in range(40)
    ]
    assert any("Rossi" in each.get("editor", "") for each in written)
    assert not any("author" in each for each in written)


def test_a_film_has_no_author() -> None:
    pools, drawn = Pools(ITEMS), random.Random(1)
    films = [labelled(film(pools, drawn)) for _ in range(60)]
    assert all({"title", "date", "publisher"}.issubset(each) for each in films)
    assert not any("author" in each for each in films)
    assert any(each.get("translator", "").startswith("Dir. ") for each in films)


def test_a_style_that_leaves_titles_out_is_learned_from() -> None:
    text = f"{signed('Rossi, A.', 'author')} {signed('1999', 'date')}, {signed('Birds', 'journal')}, {signed('4', 'volume')}"
    unnamed = f"{signed('Rossi, A.', 'author')}, {signed('1999', 'date')}, {signed('4', 'volume')}."
    with patch("kg.references.training.generating.render") as drawn:
        drawn.side_effect = lambda items, path: [(items[0], text), (items[0], unnamed)]
        made = list(by_styles(ITEMS, 8, 1))
    assert all("journal" in each.labels and "title" not in each.labels for each in made)


def test_titles_name_places_people_and_years_in_their_own_case() -> None:
    pools, drawn = Pools(ITEMS), random.Random(2)
    titles = [retitled("Songs of Owls in Winter", "book", drawn, pools) for _ in range(600)]
    assert "Songs of Owls in Winter" in titles
    assert any(each.startswith("songs") or "of owls" in each for each in titles)
    assert any(each.endswith(tuple(PLACES)) for each in titles)
    assert any(each.startswith("Ada B. ") and ": " in each for each in titles)


@pytest.mark.parametrize("make", [by_styles, by_hand])
def test_the_same_seed_makes_the_same_examples(make: Make) -> None:
    first, second, other = (list(make(ITEMS, 12, seed)) for seed in (1, 1, 2))
    assert first == second != other


def test_what_is_learned_is_the_same_twice_and_parses_what_it_was_shown() -> None:
    examples = list(by_hand(ITEMS, 60, 3))
    words = learn_words(ITEMS)
    first, second = (learn(examples[:20], examples[20:40], examples[40:], words) for _ in range(2))
    assert {name: each.tobytes() for name, each in first.items()} == {
        name: each.tobytes() for name, each in second.items()
    }
    random.Random(0).shuffle(examples)
    [found] = parse([examples[0].marked], Labeller(first))
    assert found.fields


def test_words_of_journals_are_known_without_a_record_that_names_them() -> None:
    assert "3D Printing in Medicine" in journals()
    assert "v" in learn_words([])["zoology"]
