"""What home pages write around the fields of a publication is in none of them, and no field runs on over its edge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Paper
from kg.sources import read

Reader = Callable[..., list[Paper]]
MORE = """
- Eva King and Bo Chen. *Mice by day*. Mouse News 3 (2018), 1-9.
- Eva King. *Lamps and what they show*. Lamp News 4 (2017), 11-19.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Reader:
    def papers(text: str, name: str = "page.md") -> list[Paper]:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return [each for each in read(path) if isinstance(each, Paper)]

    return papers


def test_another_version_lends_no_field(papers: Reader) -> None:
    text = (
        "# Publications\n\n- **Owls at night** [[pdf]](a.pdf)  \n(with Bo Chen)  \nOwl Letters, 16(5), 2006.  \n"
        "(an earlier version appeared in: _Birds of Europe 2005 (Oslo), LNCS 3526, pp. 22--33, Springer, 2005_)\n"
        "- **Mice by day**  \n(with Eva King)  \nMouse Letters, 7, 2004.  \nA revised version of this paper was published in _Rodents_, Volume 48, Issue 1, January 2014, pages 58-64.\n"
    )
    owls, mice = papers(text)
    assert (owls.venue, owls.year, owls.details.volume, owls.details.pages) == (
        "Owl Letters", "2006", "16", None
    )  # fmt: skip
    assert (mice.venue, mice.year, mice.details.volume, mice.details.pages) == (
        "Mouse Letters", "2004", "7", None
    )  # fmt: skip


def test_proceedings_go_before_who_printed_them(papers: Reader) -> None:
    text = (
        "# Publications\n\n- **Owls at night**  \n(with Bo Chen)  \nProceedings of the 9th Owl Conference, Oslo  \nWorld Scientific Publishing, 2006\n"
        "- **Mice by day**  \n(with Eva King)  \nMouse Letters, 7, 2004\n"
    )
    owls, _ = papers(text)
    assert owls.venue == "Proceedings of the 9th Owl Conference, Oslo"


def test_names_end_where_a_venue_is_set_off(papers: Reader) -> None:
    text = (
        '<h1>Ana Lopez</h1><h2>Papers in journals</h2><table><tr><td>1<td>"Owls at night in the woods", with C. Gotz,\n  <i>International J. of Owls'
        '  and Birds</i> 4 (1994), 3-12.<tr><td>2<td>"Force-directed owls and what they see" with B. Chen, S.G. King\n<i>IEEE Tran. Owl Nets </i>, 7(3) 2010.'
        '<tr><td>3<td>"Mice by day", with E. King, <i>Mouse Letters</i> 12 (1998), 309-314.</table>'
    )
    found = papers(text, "page.html")
    assert [[each.family for each in paper.authors][-1] for paper in found] == ["Gotz", "King", "King"]  # fmt: skip
    assert [each.venue for each in found[:2]] == ["International J. of Owls and Birds", "IEEE Tran. Owl Nets"]  # fmt: skip


def test_title_ends_where_it_is_set_off_and_may_look_like_names(papers: Reader) -> None:
    text = (
        "## 2023\n\n**Mochuelo Ruiz, Carmen and Garcia Lopez, Ana and Chen, Bo**\n*Owl Crystals, Night Matter and Compact Birds*\nSymmetry (2023)\n\n"
        "**Mochuelo Ruiz, Carmen and Lopez, Ana and Sánchez Velázquez, Jose M.**\n*Classical and quantum owls in a box with moving boundaries: a study of the night*\nPhys. Rev. D (2023)\n\n"
        "**Chen, Bo and King, Eva**\n*Lamps and what they show*\nLamp News (2023)\n"
    )
    first, second, _ = papers(text)
    assert first.title == "Owl Crystals, Night Matter and Compact Birds"
    assert [each.family for each in first.authors] == ["Mochuelo Ruiz", "Garcia Lopez", "Chen"]
    assert (
        second.title
        == "Classical and quantum owls in a box with moving boundaries: a study of the night"
    )
    assert second.venue == "Phys. Rev. D"


def test_year_is_that_of_the_heading_or_of_its_class(papers: Reader) -> None:
    text = (
        "# Publications\n\n## 2011\n\n- Ana Lopez and Bo Chen. *Owls at night* in proceedings of *OWLS 2011*. Owl Verlag, 2011. "
        "pre-print available as Report 2010/637. 2010.\n- Bo Chen. *Mice by day* in proceedings of *MICE 2011*. Owl Verlag, 2011.\n"
    )
    assert [each.year for each in papers(text)] == ["2011", "2011"]
    classes = (
        "<h1>Publications</h1><ul>"
        + "".join(
            f"<li><span class=pub-year>2026</span> <span class=pub-title>{title}</span><br><span class=pub-venue>Lopez, A. &amp; Chen, B. <em>Owl News</em>, 32(1), 2026. "
            "[Accepted Oct. 2025]</span></li>"
            for title in ("Owls at night", "Mice by day", "Lamps and what they show")
        )
        + "</ul>"
    )
    assert [each.year for each in papers(classes, "page.html")] == ["2026"] * 3


def test_category_of_arxiv_is_no_venue_and_a_quoted_title_with_names_is_enough(
    papers: Reader,
) -> None:
    text = (
        '<h2>Working Papers</h2><p>Lopez, Ana. 2021. "Which Owls Help at Night?" arXiv:2108.05100v2 [stat.OT].</p><p>We ask which owls do.</p>'
        '<p>Lopez, Ana. "A Robust Test for Owls."</p><p>We test them.</p><p>Lopez, Ana. 2020. "Owls and Lamps." arXiv:2008.10903 [stat.ME].</p>'
    )
    found = papers(text, "page.html")
    assert [each.title for each in found] == ["Which Owls Help at Night?", "A Robust Test for Owls", "Owls and Lamps"]  # fmt: skip
    assert [each.venue for each in found] == [None, None, None]


def test_first_doi_is_that_of_the_paper(papers: Reader) -> None:
    text = f"# Publications\n{MORE}- Ana Lopez. *Owls at night*. Owl News 5 (2019), 1-9. doi: 10.1000/owls.1, data set doi: 10.5281/zenodo.3477938\n"
    assert [each.value for each in papers(text)[2].identifiers] == ["10.1000/owls.1"]


def test_et_al_that_is_set_off_is_no_title(papers: Reader) -> None:
    text = f"# Publications\n{MORE}- Ana Lopez *et al.* [Owls at night and by day](owls.pdf). Owl News 5 (2019), 1-9.\n"
    assert "et al" not in [each.title for each in papers(text)]


@pytest.mark.parametrize(
    ("said", "kind", "institution"),
    [
        ("Diploma Thesis, University of Oslo, 1997", "Thesis", "University of Oslo"),
        ("Diplomarbeit, Universität Oslo, 1997", "Thesis", "Universität Oslo"),
        ("PhD Thesis, Department of Owls, Oslo University, 2017", "DoctoralThesis", "Department of Owls, Oslo University"),
        ("Ph.D. Dissertation and Defense, Dept. of Owls, Oslo University, 2011", "DoctoralThesis", "Dept. of Owls, Oslo University"),
    ],
)  # fmt: skip
def test_institution_of_a_thesis_is_whole(
    said: str, kind: str, institution: str, papers: Reader
) -> None:
    found = papers(f'# Publications\n{MORE}- Ana Lopez, "Owls at night," {said}.\n')[2]
    assert (found.kind, found.details.institution) == (kind, institution)


@pytest.mark.parametrize(
    ("written", "families"),
    [
        ("Bao Y, __Kaiser AD__, Kaye J, Peskin CS.", ["Bao", "Kaiser", "Kaye", "Peskin"]),
        ("Ruiz-Saenz A, Wang C, van 't Veer LJ, Moss FR 3rd, Coppé JP.", ["Ruiz-Saenz", "Wang", "van 't Veer", "Moss", "Coppé"]),
        ("M.Owlari, M. Lopez,", ["Owlari", "Lopez"]),
        ("Pyh\"aj T, Hufford MB, Mezm S, Ross-Ibarra J.", ['Pyh"aj', "Hufford", "Mezm", "Ross-Ibarra"]),
        ("Lopez, A., Chen, B., … & King, E.", ["Lopez", "Chen", "King"]),
        ("José Ortega y Gasset, Bo Chen y Eva King.", ["Ortega y Gasset", "Chen", "King"]),
        ("Lopez, A.#, Chen, B.# and King, E.,", ["Lopez", "Chen", "King"]),
        ("El-Owl, M. Lopez, C. Chen, S. King,", ["El-Owl", "Lopez", "Chen", "King"]),
    ],
)  # fmt: skip
def test_each_name_is_one(written: str, families: list[str], papers: Reader) -> None:
    found = papers(
        f"# Publications\n{MORE}- {written} _Owls at night and by day._ Owl News, 2019.\n"
    )[2]
    assert [each.family or each.name for each in found.authors] == families


def test_by_within_a_title_names_no_authors_behind_those_before_it(papers: Reader) -> None:
    text = (
        "## Journal papers\n\n[J2]   Ana Lopez and Bo Chen.  Design of Policies for Transport by Nocturnal Owls.  Owl Letters, 8(4):303-327, Dec. 2014. [BibTex]  Link\n\n"
        "[J1]   Bo Chen.  Redistribution of a Swarm of Owls by Feathered Robots.  Owl Letters, vol. 2, pp. 121-141, 2008. PDF\n"
    )
    first, second = papers(text)
    assert first.title == "Design of Policies for Transport by Nocturnal Owls"
    assert second.title == "Redistribution of a Swarm of Owls by Feathered Robots"


def test_titles_names_and_identifiers_make_a_list_without_years(papers: Reader) -> None:
    text = "# Publications\n\n" + "".join(
        f"- **{title}**\n  Ana Lopez, Bo Chen. [arXiv](https://arxiv.org/abs/2305.1614{n})\n"
        for n, title in enumerate(("Owls at night in the woods", "Mice by day in the woods"))
    )
    assert [each.title for each in papers(text)] == ["Owls at night in the woods", "Mice by day in the woods"]  # fmt: skip


def test_names_end_before_a_venue_with_its_volume(papers: Reader) -> None:
    text = (
        "## Journal articles\n\n* [Parallel owls with varying wings](a.pdf), O. Lopez, B.M. Chen, GAUW Mitteilungen (2024)\n\n"
        "* [Upscaling the interplay between owls](b.pdf), O. Lopez, E. King, *Nocturna*, volume 55, number 11 (2020)\n\n"
        "* [Identification of owls in the woods](c.pdf), J. Kruse, O. Lopez, *Acta Nocturna*, volume 59 (2019)\n\n"
        "## Degree-awarding theses\n\n* [Models and simulations for owls](d.pdf), O. Lopez, PhD thesis, Owl University (2021)\n"
    )
    found = papers(text)
    assert [each.venue for each in found] == [
        "GAUW Mitteilungen",
        "Nocturna",
        "Acta Nocturna",
        None,
    ]
    assert [len(each.authors) for each in found] == [2, 2, 2, 1]


def test_publisher_is_no_label_of_a_link(papers: Reader) -> None:
    text = (
        "# Publications\n\n**Lopez, A. M.**, and B. M. Chen. 2018. Fire-induced change in owl abundance, density, and phenology. Owlsphere 9. "
        "[Open Access](https://example.org/full/owls)\n\n"
        "Chen, B. M. 2001. Morphological aspects of owls in water. In Fundamental Aspects of Owls, edited by E. King (Springer, 2001), p. 13.\n"
    )
    assert [each.details.publisher for each in papers(text)] == [None, "Springer"]


def test_what_became_of_a_book_gives_it_no_year_and_no_venue(papers: Reader) -> None:
    found = papers(
        "# Ana Lopez\n\n## Books\n\n"
        "- *The Owl in Verse* (Cambridge: Owl Press, 2015). Winner of the Night Prize. Reviewed in TLS, 3 May 2016.\n"
        "- *Birds of Night*. London: Nest Books, 2009. Paperback 2011.\n\n## Articles\n\n"
        '- With Bo Chen, "Feather and Ink," *Book History* 19 (2016): 33-60.\n'
        '- "Owls," *Reviews of Owls* 2 (2014): 3-6.\n'
    )
    assert [(each.year, each.venue) for each in found] == [
        ("2015", None), ("2009", None), ("2016", "Book History"), ("2014", "Reviews of Owls")
    ]  # fmt: skip
    assert [each.name for each in found[2].authors] == ["Ana Lopez", "Bo Chen"]


def test_the_end_of_a_bracket_is_no_venue(papers: Reader) -> None:
    found = papers(
        "# Publications\n\n"
        "- Ana Lopez, Bo Chen, Cy Lim. Owls at Night and by Day. (alphabetical order) Thirtieth Owl Conference (OWL) 2023\n"
        "- Ana Lopez, Bo Chen. Maps of Owls and Others. Owl Days (OD) 2022\n"
    )
    assert [each.venue for each in found] == ["Thirtieth Owl Conference (OWL)", "Owl Days (OD)"]


def test_given_names_in_brackets_are_part_of_a_name_and_places_are_none(papers: Reader) -> None:
    (found,) = papers(
        "# Publications\n\n"
        "- Hibou (Claire), Lopez (Oslo), « La nuit des hiboux », RFDA, 2015, n° 3, p. 512-525.\n"
    )
    assert [each.name for each in found.authors] == ["Claire Hibou", "Lopez"]
