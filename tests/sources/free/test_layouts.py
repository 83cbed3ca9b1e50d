"""Each way to lay out a list gives the same two or three publications."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Rejected
from kg.sources import read

OWLS = ("Owls at night", ("Lopez", "Chen"), "2019")
MICE = ("Mice by day", ("Chen", "King"), "2018")
LAMPS = ("Lamps and what they show", ("King",), "2017")
LAYOUTS = {
    "headings that are titles.md": "# Publications\n\n### Owls at night\nAna Lopez, Bo Chen\n*Owl News*, 2019\n[PDF](a.pdf)\n\n"
    "### Mice by day\nBo Chen, Eva King\n*Mouse News*, 2018\n[PDF](a.pdf)\n\n### Lamps and what they show\nEva King\n*Lamp News*, 2017\n",
    "years in a column.tex": "\\documentclass{article}\\begin{document}\\section{Work}\\begin{tabular}{ll}2015 & Professor, Oslo\\\\\\end{tabular}"
    "\\section{Publications}\\begin{longtable}{ll}\n2019 & A. Lopez, B. Chen. \\emph{Owls at night}. Owl News, 3(2):1--9.\\\\\n"
    "2018 & B. Chen and E. King. \\emph{Mice by day}. Mouse News 12.\\\\\n2017 & E. King. \\emph{Lamps and what they show}. Lamp News 3.\\\\"
    "\\end{longtable}\\end{document}",
    "entries of a CV class.tex": "\\documentclass{moderncv}\\begin{document}\\section{Publications}\\cventry{2019}{Owls at night}{Ana Lopez, Bo Chen}"
    "{Owl News}{}{}\\cventry{2018}{Mice by day}{Bo Chen, Eva King}{Mouse News}{}{}\\cventry{2017}{Lamps and what they show}{Eva King}{Lamp News}{}{}"
    "\\end{document}",
    "title in the last cell.tex": "\\documentclass{x}\\begin{document}\\section{Publications}\\entry{09/19}{Lopez, A.; Chen, B.}{Owl News, Volume 3}{Owls at "
    "night}\\entry{08/18}{Chen, B. and King, E.}{Mouse News, Volume 2}{Mice by day}\\entry{01/17}{King, E.}{Lamp News, Volume 4}{Lamps and what they show}"
    "\\end{document}",
    "definitions.html": "<h2>Publications</h2><dl><dt>[1]<dd>A. Lopez, B. Chen, \"Owls at night,\" <i>Owl News</i>, vol. 3, 2019.<dt>[2]<dd>B. Chen, E. King, "
    "\"Mice by day,\" in <i>Proc. Mouse Conf.</i>, 2018.<dt>[3]<dd>E. King, \"Lamps and what they show,\" <i>Lamp News</i>, 2017.</dl>",
    "hanging.txt": "PUBLICATIONS\n\nLopez, A., Chen, B. (2019). Owls at night. Journal of the owls of the\n    northern woods 3(2), 1-9.\nChen, B., King, E. (2018). "
    "Mice by day. Mouse News 12, 11-19.\nKing, E. (2017). Lamps and what they show. Lamp News 4, 101-110.\n\nTEACHING\n\nOwls I, Fall 2019\n",
    "parted by empty lines.html": "<h3>Papers</h3><p>A. Lopez and B. Chen, <i>Owls at night</i>, Owl News 3 (2019), 1--9.<br><br>B. Chen, E. King, <i>Mice by day</i>, "
    "Mouse News 12 (2018), 11--19.<br><br>E. King, <i>Lamps and what they show</i>, Lamp News 1 (2017).<br><br></p>",
    "lines.txt": "Selected publications\n\nOwls at night\nAna Lopez, Bo Chen\nOwl Conference 2019\n\nMice by day\nBo Chen, Eva King\nMouse News, 2018\n\n"
    "Lamps and what they show\nEva King\nLamp News, 2017\n",
    "numbers with letters.md": "## Journal papers\n\nJ2. Ana Lopez, Bo Chen: *Owls at night*. Owl News, 2019. [doi](https://doi.org/10.1000/1)\n\nJ1. Bo Chen, Eva King: "
    "*Mice by day*. Mouse News, 2018.\n\nC1. Eva King. *Lamps and what they show*. In Lamp Conference (LC), 2017.\n",
    "labels of a word and a number.txt": "Publications\n\nPub3: Ana Lopez and Bo Chen. Owls at night. Owl News, 2019.\nPub2: Bo Chen and Eva King. Mice by day. Mouse\n"
    "News, 2018.\nPub1: Eva King. Lamps and what they show. Lamp News, 2017.\n",
    "pictures beside.html": "<h1>Publications</h1><table><tr><td><img src=a><td><a href=a.pdf><b>Owls at night</b></a><br>Ana Lopez, <u>Bo Chen</u><br><i>Owl News</i> 2019"
    "<br>[<a href=a>pdf</a>] [<a href=b>code</a>]<tr><td><td><a href=b.pdf><b>Mice by day</b></a><br><u>Bo Chen</u>, Eva King<br><i>Mouse News</i> 2018<tr><td><td>"
    "<a href=c.pdf><b>Lamps and what they show</b></a><br>Eva King<br><i>Lamp News</i> 2017</table>",
    "years before names.org": "#+TITLE: Publications\n** Articles\n1. (2019) *Lopez, Ana*, and Bo Chen. \"Owls at night.\" /Owl News/, *5*, 160-171.\n2. (2018) Chen, Bo and "
    "*Eva King*. \"Mice by day.\" /Mouse News/, *7*.\n3. (2017) *King, Eva*. \"Lamps and what they show.\" /Lamp News/, *9*.\n",
    "details in a list.md": "# Papers\n\n- **Owls at night**\n  - Ana Lopez, Bo Chen\n  - Owl News, 2019\n- **Mice by day**\n  - Bo Chen, Eva King\n  - Mouse News, 2018\n"
    "- **Lamps and what they show**\n  - Eva King\n  - Lamp News, 2017\n",
    "cards, indented, of a page that is generated.md": "---\ntitle: Publications\n---\n{% include nav.html %}\n\n# Articles\n\n"
    + "".join(
        f'<div class="card">\n    <div class="year">{year}</div>\n\n    <div class="badge journal">Journal Article</div>\n\n      <h3>\n        {title}\n      </h3>\n\n'
        f'      <p class="authors">\n        {names}.\n      </p>\n\n      <p class="venue">{venue}, Volume 3.</p>\n</div>\n\n'
        for title, names, venue, year in [
            ("Owls at night", "Ana Lopez, Bo Chen", "Owl News", 2019),
            ("Mice by day", "Bo Chen and Eva King", "Mouse News", 2018),
            ("Lamps and what they show", "Eva King", "Lamp News", 2017),
        ]
    )
    + "<style>\n\n/* Cards */\n.card {\n  color: red;\n}\n\n</style>\n",
    "years that fold away.md": "## 2019 (1 publication)\n\n**Lopez, Ana and Chen, Bo**\n*Owls at night*\nOwl News\n\n<details>\n<summary><strong>2018</strong> (1 publications)</summary>\n\n"
    "**Chen, Bo and King, Eva**\n*Mice by day*\nMouse News\n\n</details>\n\n<details>\n<summary>2017</summary>\n\n**King, Eva**\n*Lamps and what they show*\nLamp News (2017)\n\n</details>\n",
    "terms with abstracts.html": "<h2>Publications</h2><p><dl><dt><strong>Owls at night</strong> (by Ana Lopez and Bo Chen)<br>Owl News 3 (2019)<dd><u>Abstract</u>: We count <i>owls</i>, as in 1990. "
    "They are many.<dt>Full paper (8/3/19): <a href=a.pdf>PDF</a><p><dl><dt><strong>Mice by day</strong> (by Bo Chen and Eva King)<br>Mouse News 3 (2018)<dd>Abstract: The <em>mouse family</em> on \\(I\\) "
    "is small. We study it.<dt>Preprint (8/3/18): <a href=b.pdf>PDF</a><p><dl><dt><strong>Lamps and what they show</strong> (by Eva King)<br>Lamp News 3 (2017)<dd>Abstract: Lamps shine.</dl>",
    "what is meant for HTML alone.org": "#+TITLE: Publications\n\n** Birds\n#+BEGIN_HTML\n<small>\n#+END_HTML\n\nAna Lopez and Bo Chen\\\\\n*Owls at night* \\\\\n/Owl Conference/, Oslo, 2019.\\\\\n"
    "[[./owls.pdf][Available here]]\n#+BEGIN_HTML\n</small>\n#+END_HTML\n\n** Others\n\nBo Chen and Eva King\\\\\n*Mice by day* \\\\\n/Mouse Conference/, Rome, 2018.\\\\\n[[./mice.pdf][Available here]]\n\n"
    "Eva King\\\\\n*Lamps and what they show* \\\\\n/Lamp Workshop/, 2017\\\\\n[[./lamps.pdf][Available here]]\n",
    "headings that are groups.html": "<body><aside><div class=name>Ana Lopez</div><div class=title>Professor of Owls</div>University of Oslo</aside><div class=head>Publications</div><div class=year>2019</div>"
    "<p>A. Lopez, B. Chen. Owls at night. <i>Owl News</i> 3.</p><div class=year>2018</div><p>B. Chen, E. King. Mice by day. <i>Mouse News</i> 3.</p><p><a href=c>Pre-print version</a></p>"
    "<div class=year>2017</div><p>E. King. Lamps and what they show. <i>Lamp News</i> 3.</p>",
    "headings that are entries.org": "#+TITLE: Ana Lopez\n\n* Articles\n** A. Lopez and B. Chen. [[https://example.org/owls][Owls at night]]. Owl News. (2019).\nOwls were introduced by Eva King in 2001.\n\n"
    "This has some changes:\n+ We introduce owls to the model.\n  These are related to birds.\n+ The mice are replaced.\n** B. Chen and E. King. [[https://example.org/mice][Mice by day]]. Mouse News. (2018).\nMice hunt.\n"
    "** E. King. [[https://example.org/lamps][Lamps and what they show]]. Lamp News. (2017).\nLamps shine.\n",
    "labelled lines of cards.html": "<h1>Publicaciones</h1>" + "".join(
        f"<div class=entry><div class=info><h3>{title}</h3><p><strong>Autores:</strong> {names}</p><p><strong>Área:</strong> Birds and Night, with 12 Words</p><p>Año: {year}</p>"
        f"<p>Link: <a href=https://arxiv.org/abs/2305.1614{year % 10}>arXiv:2305.1614{year % 10}</a></p></div><button>Ver</button></div>"
        for title, names, year in [
            ("Owls at night", "Ana Lopez y Bo Chen", 2019), ("Mice by day", "Bo Chen y Eva King", 2018), ("Lamps and what they show", "Eva King", 2017)
        ]
    ),
    "parted by bars.html": "<h1>Ana Lopez</h1><ul>" + "".join(
        f"<li><a href=https://example.org/{year}>{title}</a> (0{year % 10}/{year}) | {names} | {venue} | (<a href=b>bibtex</a>)</li><br>"
        for title, names, venue, year in [
            ("Owls at night", "Lopez, A.; Chen, B. C.", "Owl Astronomy, Volume 40, p. 87-103", 2019),
            ("Mice by day", "Chen, B. C.; King, E.", "Mouse Letters, Volume 450, Issue 4, p.3771-3777", 2018),
            ("Lamps and what they show", "King, E. F.", "Lamps & Lights, Volume 576, id.A6, 29 pp", 2017),
        ]
    ),
    "title of the page alone.html": "<html><head><title>Publications of Ana Lopez</title></head><body><p>Lopez, A.; Chen, B. (2019). <a href=a>Owls at night</a>. <em>Owl "
    "News</em>.</p><p>Chen, B.; King, E. (2018). <a href=b>Mice by day</a>. <em>Mouse News</em>.</p><p>King, E. (2017). <a href=c>Lamps and what they show</a>. <em>Lamp "
    "News</em>.</p></body></html>",
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_is_understood(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(LAYOUTS[name], "utf-8")
    found = [
        (each.title, tuple(author.family for author in each.authors), each.year)
        for each in read(path)
        if isinstance(each, Paper)
    ]
    assert found == [OWLS, MICE, LAMPS]


BY = """rep5 Owls and Their Night in the Woods by Ana Lopez and Bo Chen. October 2015.
rep4 Digital Owl Collections by Eva King. May 2014. $15.00
rep3 Mass Counting by Ana Lopez. June 2013. $15.00
rep2 The Process of Discovery: Owls and the Future of Lamps by Bo Chen. July 2012.
rep1 Owl Song. Recorded Nights in the Woods and on the Mountains of the North. June 2011
"""


def test_short_titles_before_by_are_no_names_and_no_labelled_line_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "reports.txt"
    path.write_text(BY, "utf-8")
    found = list(read(path))
    papers = {
        each.title: [author.name for author in each.authors]
        for each in found
        if isinstance(each, Paper)
    }
    assert papers["Digital Owl Collections"] == ["Eva King"]
    assert papers["Mass Counting"] == ["Ana Lopez"]
    assert sum(isinstance(each, Paper | Rejected) for each in found) == 5
