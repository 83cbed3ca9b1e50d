"""Sentences start where reading a text token by token finds that one has ended."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.sentences import sentence_starts

TOKENS = st.tuples(
    st.sampled_from(["Owl", "owl", ".", "!", ")", '"', "(", "5", "\n", " ", "-", "We"]),
    st.booleans(),
)


def one_by_one(texts: list[str], spaces: list[bool], title_end: int) -> list[bool]:
    """Read every token, and remember whether a sentence has ended and a space stood behind it."""
    starts = []
    ended = spaced = True
    for index, (text, space) in enumerate(zip(texts, spaces, strict=True)):
        if index == title_end:
            ended = spaced = True
        opens = text[0].isupper() or not text[0].isalpha() or index == 0
        begins = ended and spaced and not text.isspace() and opens
        starts.append(begins or index in {0, title_end})
        if begins:
            ended = spaced = False
        if text in {".", "!", "?"}:
            ended, spaced = True, False
        elif not text.isspace() and text not in {")", '"', "”", "'", "’", "]"}:
            ended = False
        spaced = spaced or space or text.isspace()
    return starts


@settings(max_examples=300)
@given(st.lists(TOKENS, min_size=1, max_size=30), st.data())
def test_sentences_start_where_the_one_before_has_ended(
    tokens: list[tuple[str, bool]], data: st.DataObject
) -> None:
    texts, spaces = [text for text, _ in tokens], [space for _, space in tokens]
    title_end = data.draw(st.integers(0, len(texts) - 1))
    assert sentence_starts(texts, spaces, title_end) == one_by_one(texts, spaces, title_end)


def test_a_title_that_is_all_of_a_text_is_one_sentence() -> None:
    assert sentence_starts(["a", "b"], [True, False], 2) == [True, False]


def test_endless_sentences_are_cut_by_tokens_and_the_spaces_between_them() -> None:
    starts = sentence_starts(["a"] * 1_100, [True] * 1_100)
    assert [n for n, start in enumerate(starts) if start] == [0, 250, 500, 750, 1000]
