"""Making references of labelled ones: the layout of one with the fields of others."""

from kg.references.ranking import pieces_of
from kg.references.training.examples import Example, example, signed
from kg.references.training.recombining import recombined


def _first() -> Example:
    return example(
        f"{signed('Ek, B.', 'author')} {signed('Old lamps', 'title')}. "
        f"In {signed('Annals of Light', 'journal')}, {signed('33', 'volume')}{signed('(4)', 'issue')}."
    )


def _second() -> Example:
    return example(
        f"{signed('A. Moe and C. Ito', 'author')}: {signed('New wicks for all', 'title')}, "
        f"{signed('Wax Letters', 'journal')}."
    )


def test_a_layout_is_kept_with_the_fields_of_others() -> None:
    made = list(recombined([_first(), _second()], 400, 0))
    texts = {each.marked.text for each in made[:400]}
    assert "A. Moe and C. Ito. New wicks for all. In Wax Letters, 33(4)." in texts
    assert "Ek, B. New wicks for all. In Annals of Light, 33(4)." in texts
    labels = [label for label, _, _ in pieces_of(_first().labels)]
    assert all([label for label, _, _ in pieces_of(each.labels)] == labels for each in made[:400])


def test_what_introduces_a_field_stays_with_the_layout() -> None:
    made = list(recombined([_first(), _second()], 400, 0))
    assert all("In " in each.marked.text for each in made[:400])
    assert not any("In " in each.marked.text for each in made[400:])


def test_a_reference_alone_stays_what_it_is() -> None:
    for each in recombined([_first()], 3, 0):
        assert (each.marked, list(each.labels)) == (_first().marked, list(_first().labels))


def test_the_same_seed_gives_the_same() -> None:
    both = [_first(), _second()]
    assert list(recombined(both, 3, 1)) == list(recombined(both, 3, 1))
