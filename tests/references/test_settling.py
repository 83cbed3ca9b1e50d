"""Settling what is the title: to the end of its quotes, or the name of a volume."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.references import Marked, Reference, parse
from kg.references.labeller import Labelled
from kg.references.parsing import reference_of
from kg.references.settling import settled
from kg.references.tokens import tokenise
from kg.references.training.examples import LABELS


def read_as(text: str, labels: str) -> Reference:
    tokens = tokenise(text)
    named = labels.split()
    labelled = Labelled(tokens, named, [1.0] * len(named))
    return settled(reference_of(Marked(text), labelled))


@pytest.mark.parametrize(
    ("text", "labels", "title", "venue"),
    [
        ("Rossi (ed.). Owls at Night. Oslo.", "editor editor book book book place", "Owls at Night", None),
        ("Rossi, Owls, Oslo: Nest, 1999", "author book place publisher date", "Owls", None),
        ("Rossi, in Owls, Oslo: Nest", "author book book place publisher", None, "Owls"),
        ("Rossi. Owls, 12(3), Oslo", "author journal volume issue place", None, "Owls"),
        ("Rossi. Owls, Lim (ed.), Oslo", "author book editor editor place", None, "Owls"),
        ('Lim. "Owls, etc." Bird Studies', "author title title title title", "Owls, etc", "Bird Studies"),
        ("Lim. “Owls,” in The Nest", "author title title title title", "Owls", "The Nest"),
        ("Lim. «Owls» dans Nids", "author title title title", "Owls", "Nids"),
        ("Lim. ‘What’s an Owl?’, The Nest", "author title title title title title", "What’s an Owl?", "The Nest"),
        ("Lim. “Owls” and men", "author title title title", "“Owls” and men", None),
        ("Lim. “Owls,” 7", "author title title", "“Owls,” 7", None),
        ("Lim. “,” Owls", "author title title", "“,” Owls", None),
        ("Lim, Eulen, in: Vögel, hg. von Bo Chen, Oslo", "author title title title editor editor editor editor place", "Eulen", "Vögel"),
        ("Lim, Sowy, [w:] Ptaki, red. Bo Chen, Oslo", "author title title title title editor editor place", "Sowy", "Ptaki"),
        ("Lim. “Owls.” At night. Nature", "author title title title journal", "“Owls.” At night", "Nature"),
        ("Lim. Owls. Nature", "author title journal", "Owls", "Nature"),
    ],
)  # fmt: skip
def test_a_title_ends_with_its_quotes_and_a_volume_is_its_own_title(
    text: str, labels: str, title: str | None, venue: str | None
) -> None:
    found = read_as(text, labels)
    assert (found.get("title"), found.get("venue")) == (title, venue)


@pytest.mark.parametrize(
    "words", ["At:", "Published Online First:", "Available online at", "Disponible sur :"]
)
def test_what_tells_where_a_text_is_to_be_had_is_no_publisher(words: str) -> None:
    count = len(tokenise(words))
    found = read_as(
        f"Lim. Owls. Nests. {words} 2019", f"author title journal {'publisher ' * count} date"
    )
    assert (found.get("publisher"), found.get("note")) == (None, words.rstrip(" :"))


def test_a_publisher_of_other_words_stays() -> None:
    assert (
        read_as("Lim. Owls. Online Press", "author title publisher publisher").get("publisher")
        == "Online Press"
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(LABELS), st.sampled_from(["Owls", '"Owls."', "in", "“Nests,”", "1999"])
        ),
        min_size=1,
    )
)
def test_fields_stay_apart_and_nothing_is_lost(labelled: list[tuple[str, str]]) -> None:
    text = " ".join(word for _, word in labelled)
    labels = [label for label, _ in labelled]
    plain = reference_of(Marked(text), Labelled(tokenise(text), labels, [1.0] * len(labels)))
    found = settled(plain)
    spans = sorted(
        (each.start, each.end) for each in found.fields if each.name in ("title", "venue")
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert len(found.fields) >= len(plain.fields)
    assert found.unassigned == plain.unassigned


@pytest.mark.parametrize(
    ("text", "labels", "editors"),
    [
        ("Lim, Eulen, in: Vögel, hg. von Bo Chen, Oslo", "author title title book translator translator translator translator place", "Bo Chen"),
        ("Lim, Sowy, [w:] Ptaki, red. Bo Chen, Oslo", "author title title title title author author place", "Bo Chen"),
        ("Lim, Civette, a cura di Eva Rossi e Bo Chen, Oslo", "author title venue venue venue venue venue venue venue venue place", "Eva Rossi e Bo Chen"),
        ("Lim, Eulen, in: Eva King / Bo Chen (Hrsg.): Vögel, Oslo", "author title title book book other editor editor editor book place", "Eva King / Bo Chen"),
        ("Lim, Owls, In: Electronic Structures of Owls, Bo Chen (Ed.), Oslo", "author title title book book book book editor editor editor place", "Bo Chen"),
    ],
)  # fmt: skip
def test_words_before_them_or_behind_tell_editors(text: str, labels: str, editors: str) -> None:
    assert read_as(text, labels).get("editor") == editors


@pytest.mark.parametrize(
    ("text", "venue", "place"),
    [
        ("Adler, Karl: Die Eule und der Krieg, in: Peter Falk (Hg.), Vögel im Krieg, Frankfurt a.M. 2005, 33-50.",
         "Vögel im Krieg", "Frankfurt a.M."),
        ("Uggla, C., Ugglor i natten, i: A. Berg (red.), Fåglar i Norden, Stockholm: Norstedts, 2011, s. 45-67.",
         "Fåglar i Norden", "Stockholm"),
    ],
)  # fmt: skip
def test_what_stands_behind_editors_is_the_name_of_their_volume(
    text: str, venue: str, place: str
) -> None:
    (found,) = parse([Marked(text)])
    assert (found.get("venue"), found.get("place")) == (venue, place)
