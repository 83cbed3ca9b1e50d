"""Lists as sites and programs give them out: what parts their fields, and what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_lists import Told, items_in, told

from kg.model import Paper, Rejected

OWLS: Told = ("Owls at Night in Old Barns", ["Ana López", "Bo Chen"], "Nature", "2021")
BATS: Told = ("Bats by Day and How They Sleep", ["Bo Chen", "Cy Lim"], "Machine Learning", "2020")
MICE: Told = (
    "Mice That Plan Their Way Home",
    ["Cy Lim", "Ana López"],
    "Artificial Intelligence",
    "2019",
)
LISTS = {
    "emphasis ends the names.md": (
        "# Publications\n\n"
        "- **Owls at Night in Old Barns**\n  Ana López, Bo Chen\n  *Nature*, 2021\n"
        "- **Bats by Day and How They Sleep**\n  Bo Chen and Cy Lim\n  *Machine Learning*, 2020\n"
        "- **Mice That Plan Their Way Home**\n  Cy Lim, Ana López\n  *Artificial Intelligence*, 2019\n"
    ),
    "emphasis in a line.html": (
        "<h2>Publications</h2><ul>"
        "<li><b>Owls at Night in Old Barns</b> Ana López, Bo Chen <i>Nature</i>, 2021</li>"
        "<li><b>Bats by Day and How They Sleep</b> Bo Chen, Cy Lim <i>Machine Learning</i>, 2020</li>"
        "<li><b>Mice That Plan Their Way Home</b> Cy Lim, Ana López <i>Artificial Intelligence</i>, 2019</li>"
        "</ul><footer>© 2026 Ana López. Powered by <a href='https://owl.example'>Owlpress</a>.</footer>"
    ),
    "a list of authors.html": (
        "<h2>Publications</h2><ul>"
        "<li><h4><a href='x'>Owls at Night in Old Barns</a></h4><ul class='authors'><li>Ana López</li>"
        "<li>Bo Chen</li></ul><i>Nature</i>, 2021</li>"
        "<li><h4><a href='y'>Bats by Day and How They Sleep</a></h4><ul class='authors'><li>Bo Chen</li>"
        "<li>Cy Lim</li></ul><i>Machine Learning</i>, 2020</li>"
        "<li><h4><a href='z'>Mice That Plan Their Way Home</a></h4><ul class='authors'><li>Cy Lim</li>"
        "<li>Ana López</li></ul><i>Artificial Intelligence</i>, 2019</li></ul>"
    ),
    "items without a list.tex": (
        "\\documentclass{moderncv}\\begin{document}\\section{Publications}\n"
        "\\cvlistitem{Ana López, Bo Chen. \\emph{Owls at Night in Old Barns}. Nature, 2021.}\n"
        "\\cvlistitem{Bo Chen, Cy Lim. \\emph{Bats by Day and How They Sleep}. Machine Learning, 2020.}\n"
        "\\cvlistitem{Cy Lim, Ana López. \\emph{Mice That Plan Their Way Home}. Artificial Intelligence, 2019.}\n"
        "\\end{document}\n"
    ),
    "a heading over numbers.txt": (
        "Selected publications\nJournal articles\n"
        "1. Ana López and Bo Chen. Owls at Night in Old Barns. Nature, 12:1-9, 2021.\n"
        "2. Bo Chen and Cy Lim. Bats by Day and How They Sleep. Machine Learning, 3:4-9, 2020.\n"
        "3. Cy Lim and Ana López. Mice That Plan Their Way Home. Artificial Intelligence, 7:2-8, 2019.\n"
    ),
    "hyphens at the ends of lines.txt": (
        "References\n"
        "[1] Ana López and Bo Chen. Owls at Night in Old Barns. Na-\nture, 12:1-9, 2021.\n"
        "[2] Bo Chen and Cy Lim. Bats by Day and How They Sleep. Machine Learn-\ning, 3:4-9, 2020.\n"
        "[3] Cy Lim and Ana López. Mice That Plan Their Way Home. Artificial Intelli-\ngence, 7:2-8, 2019.\n"
    ),
    "numbers of homonyms.html": (
        "<h2>Publications</h2><ul class='publ-list'>"
        + "".join(
            f"<li class='entry'><cite><span itemprop='author'>{one}</span>, <span itemprop='author'>{other}"
            f"</span>:<br><span class='title'>{title}.</span> <span>{venue}</span> ({year})</cite></li>"
            for title, one, other, venue, year in (
                ("Owls at Night in Old Barns", "Ana López", "Bo Chen 0002", "Nature", "2021"),
                ("Bats by Day and How They Sleep", "Bo Chen 0002", "Cy Lim", "Machine Learning", "2020"),
                ("Mice That Plan Their Way Home", "Cy Lim", "Ana López", "Artificial Intelligence", "2019"),
            )
        )
        + "</ul>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_the_three_papers_are_read(name: str, tmp_path: Path) -> None:
    assert told(items_in(tmp_path, name, LISTS[name])) == [OWLS, BATS, MICE]


def test_institutions_behind_names_are_no_venue(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.html",
        "<html><title>OwlConf 2023</title><h1>Accepted papers 2023</h1>"
        "<p><b>Owls at Night in Old Barns</b><br><i>Ana López (University of Owls), Bo Chen (MIT)</i></p>"
        "<p><b>Bats by Day and How They Sleep</b><br><i>Bo Chen (MIT), Cy Lim (Owl Lab, Oslo)</i></p>"
        "<p><b>Mice That Plan Their Way Home</b><br><i>Cy Lim (Owl Lab, Oslo), Ana López (MIT)</i></p>"
        "<p><b>Owls Alone</b><br><i>Ana López (Owl Lab, Oslo)</i></p>",
    )  # fmt: skip
    assert sum(isinstance(each, Rejected) for each in items) == 1, "the last is put aside, not lost"
    assert told(items) == [(*each[:2], None, "2023") for each in (OWLS, BATS, MICE)]


def test_what_stands_beside_a_title_is_none_of_it(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.html",
        "<h2>Bibliography</h2><ul>"
        "<li>López, A. (2019). <i>Owls that hunt at night</i> [PhD thesis]. University of Owls.</li>"
        "<li>López, A., &amp; Lim, C. (2021). <i>Bats without tears</i> (arXiv:2104.01234). arXiv.</li>"
        "<li>Chen, B., &amp; Lim, C. (2020). How do mice plan? A study of barns. <i>Journal of Owl Studies</i>, 9, 1–7.</li>"
        "</ul>",
    )  # fmt: skip
    assert [(title, venue) for title, _, venue, _ in told(items)] == [
        ("Owls that hunt at night", None),
        ("Bats without tears", "arXiv"),
        ("How do mice plan? A study of barns", "Journal of Owl Studies"),
    ]
    thesis = items[0]
    assert isinstance(thesis, Paper)
    assert (thesis.kind, thesis.details.institution) == ("DoctoralThesis", "University of Owls")


def test_who_printed_a_book_is_no_venue(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "References\n\n"
        "[1] R. S. Lim and A. G. Moe. Owls that learn: An introduction. MIT Press, 2018.\n\n"
        "[2] A. López, B. Chen, and C. Lim. Counting states by random distillation. Nature, 3:4-9, 2020.\n",
    )  # fmt: skip
    book, article = (each for each in items if isinstance(each, Paper))
    assert (book.venue, book.details.publisher) == (None, "MIT Press")
    assert article.venue == "Nature"


def test_a_badge_and_a_number_are_no_title(tmp_path: Path) -> None:
    rows = "".join(
        f"<li><p class='list-title'><a href='https://arxiv.org/abs/2104.0123{n}'>arXiv:2104.0123{n}</a></p>"
        f"<p class='title'>{title} <span class='tp_pub_type'>Journal Article</span></p>"
        f"<p class='authors'>Ana López, Bo Chen</p><p class='venue'>Nature, 2021</p></li>"
        for n, title in enumerate(("Owls at Night in Barns", "Bats by Day in Caves", "Mice That Plan"))
    )  # fmt: skip
    items = items_in(tmp_path, "a.html", f"<h1>Publications</h1><ol>{rows}</ol>")
    assert [title for title, _, _, _ in told(items)] == [
        "Owls at Night in Barns", "Bats by Day in Caves", "Mice That Plan",
    ]  # fmt: skip


def test_back_links_of_notes_are_no_names(tmp_path: Path) -> None:
    back = "<span class='mw-cite-backlink'>^ <sup><i><b>a</b></i></sup> <b>b</b></span>"
    items = items_in(
        tmp_path, "a.html",
        "<h2>References</h2><ol>"
        + "".join(
            f"<li>{back} <cite class='citation'>{name} ({year}). \"{title}\". <i>Nature</i>. {n}: 1–9.</cite></li>"
            for n, (name, title, year) in enumerate(
                [("Graham, Ada R.", "Owls that see at night", 1977), ("Moe, J. D.", "Bats that hear", 1976),
                 ("Rask, Eva I.", "Mice that plan", 1978)], 12,
            )
        )
        + "</ol>",
    )  # fmt: skip
    assert [names for _, names, _, _ in told(items)] == [
        ["Ada R. Graham"],
        ["J. D. Moe"],
        ["Eva I. Rask"],
    ]


def test_the_bibtex_that_a_page_shows_is_no_entry(tmp_path: Path) -> None:
    entries = "".join(
        f"<dt class='ptitle'><a href='x'>{title}</a></dt><dd><a href='#'>{one}</a>,<br><a href='#'>{other}</a></dd>"
        f"<dd>[<a href='x.pdf'>pdf</a>] [bibtex<div>@inproceedings{{owl_{n}, author = {{{one} and {other}}}, "
        f"title = {{{title}}}}}</div>]</dd>"
        for n, (title, (one, other), _, _) in enumerate((OWLS, BATS, MICE))
    )
    items = items_in(
        tmp_path, "a.html", f"<html><title>OwlConf Proceedings 2021</title><h3>Papers</h3><dl>{entries}</dl></html>"
    )  # fmt: skip
    found = [(title, names, year) for title, names, _, year in told(items)]
    assert found == [(title, names, "2021") for title, names, _, _ in (OWLS, BATS, MICE)]


def test_boxes_of_a_task_list_and_labels_of_files_are_no_text(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.md",
        "# Reading list\n\n"
        '- [ ] Ana López, Bo Chen (2021). "Owls at Night in Old Barns". *Nature*.\n'
        '- [x] Bo Chen, Cy Lim (2020). "Bats by Day and How They Sleep". *Machine Learning*.\n'
        '- [ ] Cy Lim, Ana López (2019). "Mice That Plan Their Way Home". *Artificial Intelligence*.\n',
    )  # fmt: skip
    assert told(items) == [OWLS, BATS, MICE]


def test_a_volume_tells_the_year_of_its_papers(tmp_path: Path) -> None:
    entries = "".join(
        f"<div class='paper'><p class='title'>{title}</p><p class='authors'>{', '.join(names)}</p></div>"
        for title, names, _, _ in (OWLS, BATS, MICE)
    )
    items = items_in(
        tmp_path, "a.html", f"<html><body><h2>Volume 7, 18-24 July 2018</h2>{entries}</body></html>"
    )
    assert [year for _, _, _, year in told(items)] == ["2018"] * 3


def test_a_list_of_authors_deep_in_an_entry_is_no_list_of_entries(tmp_path: Path) -> None:
    entries = "".join(
        f"<li class='item'><div class='issue'><div class='cite'><h5 class='title'><a href='x'>{title}</a></h5>"
        f"<ul class='loa'><li><a href='a'>{one}</a>,</li><li><a href='b'>{other}</a></li></ul>"
        f"<div class='detail'><i>{venue}</i>, {year}</div></div></div></li>"
        for title, (one, other), venue, year in (OWLS, BATS, MICE)
    )
    items = items_in(
        tmp_path, "a.html", f"<html><body><h1>Results</h1><ul>{entries}</ul></body></html>"
    )
    assert told(items) == [OWLS, BATS, MICE]


def test_a_linked_title_may_look_like_names_and_an_award_is_none(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.md",
        "# Papers\n\n"
        "- [Unifying Count-Based Exploration and Intrinsic Motivation](https://owl.example/1), Ana López et al., Nature 2016. [[code]](https://owl.example/c)\n"
        "- [Owls at Night in Old Barns](https://owl.example/2), Ana López, Bo Chen, Nature 2021.\n"
        "- **Bats by Day and How They Sleep** 🏆 *Best Paper Award*\n  Bo Chen\\*, **Cy Lim**\n  *Machine Learning*, 2020\n",
    )  # fmt: skip
    assert told(items) == [
        ("Unifying Count-Based Exploration and Intrinsic Motivation", ["Ana López"], "Nature", "2016"),
        OWLS,
        BATS,
    ]  # fmt: skip
