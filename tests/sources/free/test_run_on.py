"""References that follow each other in one paragraph, wrapped and with nothing between: as copied from a paper."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_lists import items_in, told

from kg.sources.free.run_on import begins_of_entries

HARVARD = (
    "Chen, B. (2014) Echoes. PhD thesis. University of Bats.",
    "Chen, B. and Lim, C. (2016) 'Bats at dusk in barns', Journal of Night, 12(3), pp. 45-67. doi: 10.5555/bat1.",
    "López, A. (2019) Owls of the night: a history. 2nd edn. Oslo: Owl Press.",
    "López, A., Chen, B. and Lim, C. (2018) 'Three owls by day', Owl Quarterly, 4, pp. 1-20.",
    "López, A. (2020) 'Winter owls', in López, A. and Chen, B. (eds) Birds and planes. Oslo: Owl Press, pp. 12-34.",
)
ACL = (
    "Bo Chen and Cy Lim. 2016. Bats at dusk in barns. In Proceedings of the Owl Conference, pages 45–67, Oslo.",
    "Ana López. 2019. Learning to hunt with episodic memory. Journal of Owl Studies, 3:1–9.",
    "Ana López, Bo Chen, and Cy Lim. 2018. How well do owls plan? Transactions on Owls, 4:1–20.",
    "Sol Park, Bo Chen, Cy Lim, and Ana López. 2021. Exploring without a map. Preprint, arXiv:2101.01234.",
)
ICML = (
    "Chen, B. and Lim, C. Bats at dusk in barns. In Owl Conference on Learning, pp. 45–67, 2016.",
    "López, A. Learning to hunt with episodic memory. Journal of Owl Studies, 3:1–9, 2019.",
    "López, A., Chen, B., and Lim, C. How well do owls plan? Transactions on Owls, 4:1–20, 2018.",
    "Park, S., Chen, B., Lim, C., and López, A. Exploring without a map. arXiv preprint arXiv:2101.01234, 2021.",
)
MIXED = (
    "Gott, O., Y. Liu, S. Suss, E. Brun, and F. Dosh. 2019. Combining models of owls. Journal of Owl Studies 3:1–9.",
    "Moore, R. 1980. Reasoning about owls and action. Owl Center.",
    "Sil, A., and A. Yates. 2011. Owls between the lines. Pages 45–67 in Owl Conference, Oslo.",
)


def paragraph(references: tuple[str, ...], width: int) -> tuple[list[str], list[int]]:
    """Wrap each reference, and tell the lines that begin one."""
    lines, begins = list[str](), list[int]()
    for each in references:
        begins.append(len(lines))
        lines += textwrap.wrap(each, width, break_on_hyphens=False)
    return lines, begins


@given(st.sampled_from([HARVARD, ACL, ICML, MIXED]), st.integers(55, 100))
def test_where_references_begin_does_not_depend_on_the_width(
    references: tuple[str, ...], width: int
) -> None:
    lines, begins = paragraph(references, width)
    if len(lines) > len(references):
        assert begins_of_entries(lines) == begins


@pytest.mark.parametrize("references", [HARVARD, ACL, ICML, MIXED])
@pytest.mark.parametrize("head", ["References\n", "References\n\n", ""])
@pytest.mark.parametrize("width", [90, 64])
def test_they_are_read_as_with_blank_lines_between(
    references: tuple[str, ...], head: str, width: int, tmp_path: Path
) -> None:
    lines, _ = paragraph(references, width)
    apart = told(items_in(tmp_path, "a.txt", "References\n\n" + "\n\n".join(references) + "\n"))
    assert len(apart) == len(references)
    assert told(items_in(tmp_path, "b.txt", head + "\n".join(lines) + "\n")) == apart


@given(
    st.lists(
        st.sampled_from(
            ["owls", "hunt", "by", "night", "and", "Lopez,", "A.", "(2019)", "in", "1.", "The"]
        ),
        min_size=1,
    )
)
def test_prose_is_not_parted(words: list[str]) -> None:
    lines = textwrap.wrap("the text of an abstract " + " ".join(words), 60)
    assert begins_of_entries(lines) == [0]


def test_editors_at_the_beginning_of_a_line_begin_nothing() -> None:
    lines = [
        "López, A. (2020) Winter owls. In",
        "Chen, B. and Lim, C. (eds) Birds and",
        "planes. Oslo: Owl Press.",
        "Lim, C. (2021) Maps of owls. Owl News 3.",
        "Park, S. (2022) Noise of owls. Owl News 4.",
    ]
    assert begins_of_entries(lines) == [0, 3, 4]
