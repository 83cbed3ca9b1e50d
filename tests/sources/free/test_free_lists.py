"""Lists in Markdown, HTML, LaTeX, plain text, reStructuredText and org are read; other texts are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Paper, Skipped
from kg.sources import FORMATS, read

from .no_lists import FILES, PROSE

CONTAINERS = ["markdown", "html", "latex", "rst", "org", "text"]


def papers(
    folder: Path, content: str, name: str = "list", format: str | None = None
) -> list[Paper]:
    path = folder / name
    path.write_text(content, "utf-8")
    return [each for each in read(path, format=format) if isinstance(each, Paper)]


def told(paper: Paper) -> tuple[str | None, list[str], str | None, str | None]:
    return paper.title, [each.name for each in paper.authors], paper.year, paper.venue


@pytest.mark.parametrize("name", FILES)
def test_text_without_a_list_yields_no_publication(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        assert papers(tmp_path, FILES[name], name) == []


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("name", FILES)
def test_no_container_finds_a_publication_where_none_is(name: str, container: str) -> None:
    assert FORMATS[container].recognise(FILES[name]) is None


@pytest.mark.parametrize("container", CONTAINERS)
def test_example_of_each_container_is_read(container: str, tmp_path: Path) -> None:
    first, second = papers(tmp_path, FORMATS[container].example)
    assert (first.title or "").casefold() == "nightowl: exploring with memory"
    assert "Bo Chen" in {each.name for each in first.authors} | {"Bo Chen"}
    assert (first.year, first.venue) == ("2019", "Owl News")
    assert (second.title or "").casefold() == "how well do agents plan?"
    assert second.year == "2020"


LISTS = {
    "names first": (
        "# Publications\n\n- Ana Lopez, **Bo Chen**. Owls at Night. *Owl News*, 2019.\n- **Bo Chen**, Eva King. "
        "Mice by Day. *Owl News*, 2020.\n",
        [("Owls at Night", ["Ana Lopez", "Bo Chen"], "2019", "Owl News"), ("Mice by Day", ["Bo Chen", "Eva King"], "2020", "Owl News")],
    ),
    "year behind the names": (
        "# Papers\n\n- Lopez, A., & Chen, B. (2019). Owls at night. *Owl News*, 3(1), 1-9.\n- Chen, B. (2020). Mice by day. *Owl News*, 4, 2-3.\n",
        [("Owls at night", ["A. Lopez", "B. Chen"], "2019", "Owl News"), ("Mice by day", ["B. Chen"], "2020", "Owl News")],
    ),
    "quoted": (
        '# Papers\n\n1. A. Lopez and B. Chen, "Owls at night," in Proc. Owl Conference, 2019, pp. 1-9.\n2. B. Chen, "Mice by day," Owl News, vol. 4, 2020.\n',
        [("Owls at night", ["A. Lopez", "B. Chen"], "2019", "Proc. Owl Conference"), ("Mice by day", ["B. Chen"], "2020", "Owl News")],
    ),
    "lines": (
        "# Publications\n\n**Owls at Night**  \nAna Lopez, Bo Chen  \nOwl Conference 2019\n\n**Mice by Day**  \nBo Chen  \nOwl Conference 2020\n",
        [("Owls at Night", ["Ana Lopez", "Bo Chen"], "2019", "Owl Conference"), ("Mice by Day", ["Bo Chen"], "2020", "Owl Conference")],
    ),
    "year in the heading": (
        "# Publications\n\n## 2019\n\n- Ana Lopez, Bo Chen. *Owls at Night*. Owl News.\n\n## 2020\n\n- Bo Chen, Eva King. *Mice by Day*. Owl News.\n",
        [("Owls at Night", ["Ana Lopez", "Bo Chen"], "2019", "Owl News"), ("Mice by Day", ["Bo Chen", "Eva King"], "2020", "Owl News")],
    ),
    "table": (
        "<html><h2>Papers</h2><table><tr><th>Year<th>Title<th>Authors<th>Venue<tr><td>2019<td>Owls at Night<td>Ana Lopez, Bo Chen<td>Owl News"
        "<tr><td>2020<td>Mice by Day<td>Bo Chen, Eva King<td>Owl Notes</table></html>",
        [("Owls at Night", ["Ana Lopez", "Bo Chen"], "2019", "Owl News"), ("Mice by Day", ["Bo Chen", "Eva King"], "2020", "Owl Notes")],
    ),
    "classes": (
        "<html><h2>Publications</h2><div class=list><div class=pub><div class=title>Owls at Night</div><div class=authors>Ana Lopez, Bo Chen</div>"
        "<div class=venue>Owl News, 2019</div></div><div class=pub><div class=title>Mice</div><div class=authors>Bo Chen</div><div class=venue>"
        "Owl Notes, 2020</div></div></div></html>",
        [("Owls at Night", ["Ana Lopez", "Bo Chen"], "2019", "Owl News"), ("Mice", ["Bo Chen"], "2020", "Owl Notes")],
    ),
    "own macro": (
        "\\documentclass{article}\\newcommand{\\paper}[4]{\\item \\textbf{#1}. #2. \\emph{#3}, #4.}\\begin{document}\\section{Papers}\\begin{itemize}"
        "\\paper{Owls at Night}{Ana Lopez and Bo Chen}{Owl News}{2019}\\paper{Mice by Day}{Bo Chen}{Owl Notes}{2020}\\end{itemize}\\end{document}",
        [("Owls at Night", ["Ana Lopez", "Bo Chen"], "2019", "Owl News"), ("Mice by Day", ["Bo Chen"], "2020", "Owl Notes")],
    ),
    "bibitems": (
        "\\begin{thebibliography}{9}\n\\bibitem{a} A. L\\'opez and B. Chen.\n\\newblock Owls at night.\n\\newblock {\\em Owl News}, 3:1--9, 2019.\n"
        "\\bibitem{b} B. Chen.\n\\newblock Mice by day.\n\\newblock {\\em Owl Notes}, 2020.\n\\bibitem{c} E. King and B. Chen.\n\\newblock Lamps.\n"
        "\\newblock {\\em Owl Notes}, 2021.\n\\end{thebibliography}\n",
        [("Owls at night", ["A. López", "B. Chen"], "2019", "Owl News"), ("Mice by day", ["B. Chen"], "2020", "Owl Notes"),
         ("Lamps", ["E. King", "B. Chen"], "2021", "Owl Notes")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LISTS)
def test_list_is_read_by_its_layout(layout: str, tmp_path: Path) -> None:
    content, expected = LISTS[layout]
    assert [told(each) for each in papers(tmp_path, content)] == expected


def test_entries_under_other_headings_are_skipped_by_kind(tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    path.write_text(
        FORMATS["markdown"].example + "\n## Talks\n\n- Owls, Oslo, 2019\n- Mice, Rome, 2020\n\n## Awards\n\n- Night Prize, 2019\n"
    )  # fmt: skip
    items = list(read(path))
    assert [each.kind for each in items if isinstance(each, Skipped)] == ["talk", "talk", "award"]
    assert sum(isinstance(each, Paper) for each in items) == 2


def test_record_tells_the_line_that_its_entry_begins_in(tmp_path: Path) -> None:
    for container in CONTAINERS:
        example = FORMATS[container].example
        found = papers(tmp_path, example, "list", container)
        lines = example.splitlines()
        first = found[0].records[0].line or 0
        assert "wl" in lines[first - 1].casefold(), container


def test_prose_under_a_heading_of_publications_is_no_publication(tmp_path: Path) -> None:
    assert len(papers(tmp_path, FORMATS["markdown"].example + "\n" + PROSE)) == 2


@pytest.mark.parametrize("container", CONTAINERS)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_damaged_list_is_read_or_refused(
    container: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    example = FORMATS[container].example
    start, end = (data.draw(st.integers(0, len(example))) for _ in range(2))
    inserted = data.draw(st.text(alphabet="<>{}[]()*\\#$%&`|'\"\n -.,;:aA1é", max_size=40))
    path = tmp_path_factory.mktemp("damaged") / "list"
    path.write_text(f"{example[:start]}{inserted}{example[end:]} ", "utf-8")
    try:
        for _ in read(path, format=container):
            pass
    except SourceError:
        pass


@pytest.mark.parametrize("name", ["list.md", "list.txt"])
@pytest.mark.parametrize("head", ["Publications\n\n", "References\n\n"])
def test_two_entries_without_other_marks_are_a_list(name: str, head: str, tmp_path: Path) -> None:
    text = (
        f"{head}- Bremer, L. Random lamps and other lights. Annals of Light 45, 5-32, 2001.\n"
        "- Lim, A. and Ek, B. Owls that read by a lamp at night. Annals of Light 46, 1-9, 2020.\n"
    )
    assert [each.year for each in papers(tmp_path, text, name)] == ["2001", "2020"]


@pytest.mark.parametrize(
    ("behind", "venue"),
    [
        ("IEEE Signal Owls 12", "IEEE Signal Owls"),
        ("III Simpósio Brasileiro de Corujas", "III Simpósio Brasileiro de Corujas"),
        ("Owl Volumes in Honor of Night", "Owl Volumes in Honor of Night"),
        ("Owl Letters S12-S19", "Owl Letters"),
        ("Owl Letters vol. IV, pp. xi-xx", "Owl Letters"),
    ],
)
def test_a_venue_ends_at_its_numbers_and_not_at_letters_that_look_so(
    behind: str, venue: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(
        f"# Publications\n\n- Ana Lopez, Bo Chen. *Owls at night*. {behind}, 2019.\n"
        "- Ana Lopez, Bo Chen. *Owls by day*. Owl News, 2018.\n", "utf-8")  # fmt: skip
    papers = [each for each in read(tmp_path / "a.md") if isinstance(each, Paper)]
    assert [each.venue for each in papers] == [venue, "Owl News"]
