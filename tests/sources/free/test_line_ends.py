"""A line ends since the text is wrapped, since it is a part of an entry, or since the entry ends."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.model import Paper, Rejected
from kg.sources import read

ENTRIES = (
    'Muster M., Roe J. "More starry lamps of the forest", Light, 2018.',
    "Mohr, V., Klang, K. and Silber, D. (2015). Lamps that light themselves through deep winters. Light 518, 529-533.",
    'J. Schulz, F. Wolke, P. Darius, and O. Kilmer, "Nearby wick optimisation for lamps," in Proc. Lamps, 2017, pp. 1-10.',
    "Ana López and Bo Chen. Learning to burn with episodic wax in hard games. In Proceedings of Lamps, pages 100-110, 2020.",
    "Bremer, L. Random lamps and other lights. Annals of Light 45, 5-32, 2001.",
    "Kim Min-jun, Raj Patel: A survey of smoke in dim neural lamps. Transactions on Light 3(2): 1-30 (2022).",
)  # fmt: skip
CONTAINERS = {
    "md": ("# Publications\n\n", "- ", "  ", "\n"),
    "txt": ("Publications\n\n", "", "", "\n\n"),
    "rst": ("Publications\n============\n\n", "- ", "  ", "\n"),
    "org": ("#+TITLE: Lamps\n* Publications\n", "- ", "  ", "\n"),
}


def papers(folder: Path, content: str, name: str) -> list[Paper]:
    path = folder / name
    path.write_text(content, "utf-8")
    return [each for each in read(path) if isinstance(each, Paper)]


def told(found: Sequence[Paper]) -> list[tuple[str | None, list[str], str | None]]:
    return [(each.title, [one.name for one in each.authors], each.year) for each in found]


@pytest.mark.parametrize("ending", CONTAINERS)
@pytest.mark.parametrize("width", [100, 72, 60, 50])
def test_where_a_text_is_wrapped_means_nothing(width: int, ending: str, tmp_path: Path) -> None:
    head, sign, hang, gap = CONTAINERS[ending]
    wrapped = [
        textwrap.fill(each, width, initial_indent=sign, subsequent_indent=hang, break_on_hyphens=False)
        for each in ENTRIES
    ]  # fmt: skip
    whole = papers(tmp_path, head + gap.join(sign + each for each in ENTRIES) + "\n", f"a.{ending}")
    assert len(whole) == len(ENTRIES)
    assert told(papers(tmp_path, head + gap.join(wrapped) + "\n", f"b.{ending}")) == told(whole)


@pytest.mark.parametrize(
    ("name", "head", "end"),
    [
        ("a.md", "# Publications\n\n", "<br>\n"),
        ("b.md", "# Publications\n\n", "  \n"),
        ("c.md", "# Publications\n\n", "\n"),
        ("d.html", "<html><body><h2>Publications</h2>\n<p>", "<br>\n"),
        ("e.txt", "Publications\n\n", "\n"),
        ("f.txt", "References\n", "\n"),
        (
            "g.tex",
            "\\documentclass{article}\n\\begin{document}\n\\section{Publications}\n",
            "\\\\\n",
        ),
    ],
)
def test_a_line_may_be_an_entry(name: str, head: str, end: str, tmp_path: Path) -> None:
    found = papers(tmp_path, head + end.join(ENTRIES) + "\n", name)
    assert [each.year for each in found] == ["2018", "2015", "2017", "2020", "2001", "2022"]
    assert found[4].title == "Random lamps and other lights"


def test_a_year_over_lines_that_are_entries_is_theirs(tmp_path: Path) -> None:
    text = (
        "Publications\n\n2020\nBremer, L. Random lamps and other lights. Annals of Light 45, 5-32, 2020.\n"
        "Ana López and Bo Chen. Learning to burn with wax in hard games. In Proceedings of Lamps, pages 100-110, 2020.\n\n"
        "2015\nMohr, V., Klang, K. and Silber, D. (2015). Lamps that light themselves. Light 518, 529-533.\n"
    )
    assert [each.year for each in papers(tmp_path, text, "a.txt")] == ["2020", "2020", "2015"]


def test_a_quote_that_goes_on_keeps_lines_together(tmp_path: Path) -> None:
    text = '# Publications\n* Muster M., Roe J. "More starred\n  lamps", Light, 2018.\n* Roe J. "Lamps", Light, 2018.\n'
    assert [each.title for each in papers(tmp_path, text, "a.md")] == [
        "More starred lamps",
        "Lamps",
    ]


def test_a_paragraph_among_publications_is_put_aside_where_it_is_not_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "PUBLICATIONS\n\nRoe, J. and Doe, J., Wrapped lamps and how to read them. Light 12 (2020), 1-9.\n\n"
        "Doe, J., Roe, J., A title that has to be as long as it is because nobody could have made it shorter. In: Proc. Lamps 2020, 1-8.\n\n"
        "Roe, J., Short. Light 360, 2018.\n",
        "utf-8",
    )
    kinds = [type(each) for each in read(path)]
    assert kinds == [Paper, Rejected, Paper]


def test_the_first_cell_of_a_row_reaches_into_those_below(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Publications of Jane Roe</h1><table><tr><th>Year</th><th>Publication</th></tr>"
        "<tr><td rowspan=2>2022</td><td>Jane Roe, John Doe. <b>Lamps are fine</b>. <i>Light</i>.</td></tr>"
        "<tr><td>John Doe, Jane Roe. <b>Lamps too</b>. <i>Light</i>.</td></tr>"
        "<tr><td>2019</td><td>Jane Roe, Al Moe. <b>Wicks divide</b>. <i>Light</i>.</td></tr></table></body></html>"
    )
    assert [each.year for each in papers(tmp_path, page, "a.html")] == ["2022", "2022", "2019"]


def test_a_star_behind_a_macro_for_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    text = (
        "\\newcommand{\\me}{\\textbf{J.~Kowal}}\n\\section*{Publications}\n\\begin{itemize}\n"
        "\\item M. Bird*, \\me*, Y. Zhang, ``Lamps in Atari: a re-evaluation,'' in \\emph{Proc. Lamps}, 2018.\n"
        "\\item M. Bird, \\me, Y. Zhang, ``Wicks in Atari: a re-evaluation,'' in \\emph{Proc. Lamps}, 2019.\n\\end{itemize}\n"
    )
    names = [[one.name for one in each.authors] for each in papers(tmp_path, text, "a.tex")]
    assert names == [["M. Bird", "J. Kowal", "Y. Zhang"]] * 2
