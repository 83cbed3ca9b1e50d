"""Parsing references: fields with their characters, names, identifiers, and what is left."""

from __future__ import annotations

import gc
import signal

import pytest
from growth import SIZE, is_linear
from hypothesis import given
from hypothesis import strategies as st

from kg.references import Mark, Marked, Reference, Span, parse
from kg.references.fields import fields_of
from kg.references.labeller import Labelled, packaged
from kg.references.names import split_names
from kg.references.tokens import tokenise

EXAMPLES = {
    "Rossi, A. B., & Lim, C. (2011). Counting owls at night. Journal of Bird Studies, 12(3), 45–67.": {
        "author": "Rossi, A. B., & Lim, C.", "year": "2011", "title": "Counting owls at night",
        "venue": "Journal of Bird Studies", "volume": "12", "issue": "3", "pages": "45–67",
    },
    "[7] A. Rossi and C. Lim, “Counting owls at night,” in Proceedings of the 9th International Conference"
    " on Birds, Oslo, Norway, 2014, pp. 101-110. doi:10.1234/birds.2014.7": {
        "number": "7", "author": "A. Rossi and C. Lim", "title": "Counting owls at night",
        "venue": "Proceedings of the 9th International Conference on Birds", "year": "2014",
        "pages": "101-110", "doi": "10.1234/birds.2014.7",
    },
    "Rossi, Ada. 1987. The Night of the Owls. Cambridge: Cambridge University Press.": {
        "author": "Rossi, Ada", "year": "1987", "title": "The Night of the Owls",
        "place": "Cambridge", "publisher": "Cambridge University Press",
    },
    "Lim C, Rossi AB, et al. Owls and their prey. Ann Bird Med. 2003;14(2):33-9.": {
        "author": "Lim C, Rossi AB, et al", "title": "Owls and their prey", "venue": "Ann Bird Med",
        "year": "2003", "volume": "14", "issue": "2", "pages": "33-9",
    },
}  # fmt: skip
"""Invented references of several styles, and what stands in them."""


def parsed(text: str, *marks: Mark) -> Reference:
    return parse([Marked(text, marks)])[0]


@pytest.mark.parametrize("text", EXAMPLES)
def test_parse_finds_the_fields(text: str) -> None:
    found = parsed(text)
    wanted = EXAMPLES[text]
    assert {name: found.get(name) for name in wanted} == wanted  # type: ignore[arg-type]


def test_parse_keeps_order_and_knows_nothing_of_neighbours() -> None:
    texts = [Marked(text) for text in EXAMPLES]
    assert parse(texts) == [parse([each])[0] for each in texts]
    assert parse([]) == []


@given(st.lists(st.text(max_size=120), max_size=4))
def test_every_field_lies_within_its_text(texts: list[str]) -> None:
    for text, found in zip(texts, parse([Marked(each) for each in texts]), strict=True):
        assert found.text == text
        for each in found.fields:
            assert 0 <= each.start < each.end <= len(text)
            assert 0 <= each.confidence <= 1
            assert all(each.start <= part.start < part.end <= each.end for part in each.parts)


@given(st.text(alphabet="Ab .,;:()[]“”\"'12–-&/\n", max_size=200))
def test_what_says_something_is_in_a_field_or_listed(text: str) -> None:
    found = parsed(text)
    if any(char.isalnum() for char in text):
        assert found.fields or found.unassigned


def test_a_text_that_is_too_long_is_cut_and_the_rest_listed() -> None:
    text = "Rossi, A. 2001. Owls. " + "word " * 5000
    found = parsed(text)
    assert found.get("year") == "2001"
    assert found.unassigned[-1].end == len(text)


def test_links_and_printed_identifiers_are_found_wherever_they_stand() -> None:
    text = "Rossi, A. Owls. arXiv preprint arXiv:2101.01234, 2021. [pdf]"
    start = text.index("pdf")
    found = parsed(text, Mark("link", start, start + 3, "https://example.org/owls.pdf"))
    assert found.get("arxiv") == "2101.01234"
    assert found.get("url") == "https://example.org/owls.pdf"
    doi = parsed("Owls. See (https://doi.org/10.1000/a(b)c).").first("doi")
    assert doi is not None
    assert doi.of("Owls. See (https://doi.org/10.1000/a(b)c).") == "10.1000/a(b)c"


def test_links_of_names_lead_to_people_and_links_cut_no_field() -> None:
    text = "Ada Rossi and Cy Lim. Counting owls at night. Journal of Birds, 12(3), 45-67, 2011."
    marks = [
        Mark(
            "link", text.index(part), text.index(part) + len(part), f"https://example.org/{part[0]}"
        )
        for part in ("Ada Rossi", "Journal")
    ]
    found = parsed(text, *marks)
    assert [each.value for each in found.all("url")] == ["https://example.org/J"]
    assert found.get("venue") == "Journal of Birds"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Rossi, A. and Lim, C. Counting owls at night. In Proceedings of BIRDS 2014.", "2014"),
        (
            "Rossi, A. and Lim, C. Counting owls at night. Journal of Birds, 3(4), 1-9, May ’98.",
            "1998",
        ),
    ],
)
def test_a_year_is_found_in_a_venue_and_behind_an_apostrophe(text: str, year: str) -> None:
    assert parsed(text).get("year") == year


def read_as(text: str, labels: str) -> dict[str, str]:
    """Return the fields of a text whose tokens have these labels."""
    tokens = tokenise(text)
    named = labels.split()
    found = fields_of(text, Labelled(tokens, named, [1.0] * len(named)))
    return {each.name: each.of(text) for each in found}


@pytest.mark.parametrize(
    ("text", "labels", "fields"),
    [
        ("Bird Studies [online].", "journal journal journal", {"venue": "Bird Studies"}),
        ("Bird Studies [En ligne]", "journal journal journal journal", {"venue": "Bird Studies"}),
        ("Owls [Internet].", "title title", {"title": "Owls"}),
        ("[online]. 8", "volume volume", {"volume": "8"}),
        ("12. Jg. Nr. 7", "volume volume issue issue", {"volume": "12", "issue": "7"}),
        (
            "12:pp. a cura di Ada Rossi",
            "volume volume editor editor editor editor editor",
            {"volume": "12", "editor": "Ada Rossi"},
        ),
        ("n. p., n. n.", "pages pages pages pages", {}),
        ("[Online].", "place", {}),
        (
            "issue title: , p. 244310. URL",
            "pages pages pages pages pages pages",
            {"pages": "244310"},
        ),
        ("xii e1234", "pages pages", {"pages": "xii e1234"}),
        ("s. l.", "pages pages", {}),
        (
            "o. Hg.: Owls [Serial on the Internet]",
            "editor book book book book book book",
            {"venue": "Owls"},
        ),
        (
            "36, 2008, 2,",
            "volume date volume",
            {"volume": "36", "year": "2008", "date": "2008", "issue": "2"},
        ),
        ("[s.l.]: Owl", "place publisher", {"publisher": "Owl"}),
        ("XII, ii.", "volume issue", {"volume": "XII", "issue": "ii"}),
    ],
)
def test_a_field_says_what_it_is_and_no_medium(
    text: str, labels: str, fields: dict[str, str]
) -> None:
    assert read_as(text, labels) == fields


def test_tokens_are_cut_where_an_address_is_glued_to_a_field_and_not_behind_part_of_a_word() -> (
    None
):
    text = "(Re)reading of birdsRetrieved from here, Ecologydoi: 10.1/x"
    assert [text[each.start : each.end] for each in tokenise(text)] == [
        "(Re)reading", "of", "birds", "Retrieved", "from", "here,", "Ecology", "doi:", "10.1/x",
    ]  # fmt: skip


def test_lines_part_fields() -> None:
    text = "Counting owls at night\nAda Rossi and Cy Lim\nJournal of Birds, 2011"
    found = parsed(text)
    assert found.get("title") == "Counting owls at night"
    assert found.get("author") == "Ada Rossi and Cy Lim"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer of processor time here")
@pytest.mark.parametrize(
    "piece",
    [
        "a,",
        "(",
        ")",
        "[",
        "A. ",
        "https://a.b/(",
        "10.1000/x) ",
        "https://a.b/))",
        "Owls\n",
        "et al. ",
        "arXiv:2101.01234 ",
    ],
)
def test_parsing_takes_linear_time(piece: str) -> None:
    gc.disable()  # what is called when rubbish is collected is not to be cut short
    try:
        assert is_linear(lambda text: parse([Marked(text)]), piece * (SIZE // len(piece)))
    finally:
        gc.enable()


def test_et_al_is_told_and_no_name() -> None:
    found = parsed("Lim C, Rossi AB, et al. Owls and their prey. Ann Bird Med. 2003;14(2):33-9.")
    author = found.first("author")
    assert found.has_more_authors
    assert author is not None
    assert [part.of(found.text) for part in author.parts] == ["Lim C", "Rossi AB"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Li, A. B., Ana van der Berg and Chen, C", ["Li, A. B.", "Ana van der Berg", "Chen, C"]),
        ("Rossi, Ada, King, Bo, Jr., and Lim, Cy", ["Rossi, Ada", "King, Bo, Jr.", "Lim, Cy"]),
        ("Roman, Ada Lee, Bo King, and Cy Do", ["Roman, Ada Lee", "Bo King", "Cy Do"]),
        ("Lim AB, van der Berg C, Do D", ["Lim AB", "van der Berg C", "Do D"]),
        ("Müller, K.-R., & de la Cruz, J.", ["Müller, K.-R.", "de la Cruz, J."]),
        ("Ortega y Gasset, J. y Lim, C.", ["Ortega y Gasset, J.", "Lim, C."]),
        ("de la Cruz Gil, Ana Eva; Lim, Cy", ["de la Cruz Gil, Ana Eva", "Lim, Cy"]),
        ("ROSSI (A.B.), LIM (C.)", ["ROSSI (A.B.)", "LIM (C.)"]),
        ("Ana Li/Bo Ek/Cy Do", ["Ana Li", "Bo Ek", "Cy Do"]),
    ],
)  # fmt: skip
def test_names_are_split(line: str, names: list[str]) -> None:
    assert [each.of(line) for each in split_names(line, Span(0, len(line)))] == names


def test_the_packaged_weights_are_small() -> None:
    from kg.references.labeller import WEIGHTS_FILE

    assert WEIGHTS_FILE.stat().st_size < 3 * 1024 * 1024
    assert len(packaged().labels) == len(set(packaged().labels))
