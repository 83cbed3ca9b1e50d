"""What an entry says of its kind: descriptions in brackets, marks of a standard, patents and reviews in words."""

from __future__ import annotations

from pathlib import Path

from reading_lists import items_in, told

from kg.model import Paper, Skipped
from kg.sources.format import Item
from kg.sources.free.explained import explain

APA = """\
# Publications

- Lopez, A., & Chen, B. (2019). *Owl feeder* (U.S. Patent No. 9,876,543). U.S. Patent and Trademark Office.
- Lopez, A., & Chen, B. (2019). *Sightings of owls* (Version 2) [Data set]. Owl Archive. https://doi.org/10.5555/set
- Lopez, A. (2020). *owlr: Owls in R* (Version 1.2.0) [Computer software]. Owl Archive.
- Lopez, A. (2018). *How owls hunt at night* [Doctoral dissertation, University of Owls]. Owl Theses Global.
- Chen, B. (2018). *Bats at dusk* [Unpublished master's thesis]. University of Bats.
- Chen, B., & Lopez, A. (2021, May 3–5). *Owls and bats compared* [Conference presentation]. Owl Conference, Oslo.
- Chen, B., & Lopez, A. (2021, May 3–5). *Owls in towns* [Poster presentation]. Owl Conference, Oslo, Norway.
- Park, S. (2022). *Night sounds of owls* [Video]. Owl Channel.
- Park, S., & Lopez, A. (2022). Why owls are silent in flight. *Journal of Maps, 12*(3), 45–67.
- Park, S. (2023). *Forest edges and owls* [Manuscript submitted for publication]. University of Owls.
- Park, S. (2023). Owls at airports [Review of the book *Birds and planes*, by C. Lim]. *Journal of Maps, 13*(1), 5–6.
- Park, S. (2023). Review of the book *Owls of the world*, by C. Lim. *Journal of Maps, 13*(1), 3–4.
"""


def papers(items: list[Item]) -> dict[str | None, Paper]:
    return {each.title: each for each in items if isinstance(each, Paper)}


def skipped(items: list[Item]) -> list[tuple[int | None, str]]:
    return [(each.line, each.kind) for each in items if isinstance(each, Skipped)]


def test_descriptions_in_brackets_tell_what_is_no_publication(tmp_path: Path) -> None:
    assert skipped(items_in(tmp_path, "a.md", APA)) == [
        (3, "patent"),
        (4, "data set"),
        (5, "software"),
        (8, "talk"),
        (10, "video"),
        (13, "book review"),
        (14, "book review"),
    ]


def test_a_thesis_is_told_in_brackets_with_its_institution(tmp_path: Path) -> None:
    found = papers(items_in(tmp_path, "a.md", APA))
    thesis, masters = found["How owls hunt at night"], found["Bats at dusk"]
    assert (thesis.kind, thesis.venue) == ("DoctoralThesis", None)
    assert thesis.details.institution == "University of Owls"
    assert thesis.details.publisher == "Owl Theses Global"
    assert (masters.kind, masters.details.institution) == ("MastersThesis", "University of Bats")
    submitted = found["Forest edges and owls"]
    assert (submitted.venue, submitted.details.institution) == (None, "University of Owls")


def test_a_title_ends_before_its_description_and_the_day_is_read(tmp_path: Path) -> None:
    poster = papers(items_in(tmp_path, "a.md", APA))["Owls in towns"]
    assert poster.kind == "ConferencePoster"
    assert (poster.venue, poster.details.place) == ("Owl Conference", "Oslo, Norway")
    assert (poster.year, poster.date) == ("2021", "2021-05")


def test_a_description_is_a_field_with_its_place(tmp_path: Path) -> None:
    found = papers(items_in(tmp_path, "a.md", APA))["How owls hunt at night"]
    (kind,) = (span for span in found.records[0].spans if span.field == "kind")
    assert kind.text == "Doctoral dissertation, University of Owls"
    assert APA[kind.start : kind.end] == kind.text
    (explained,) = (each for each in explain(APA, "markdown") if each.line == 6)
    assert ("kind", kind.text) in explained.parts
    assert "".join(text for _, text in explained.parts).count("Doctoral") == 1


def test_what_is_skipped_is_shown_whole() -> None:
    (software,) = (each for each in explain(APA, "markdown") if each.line == 5)
    assert (
        "owlr: Owls in R (Version 1.2.0) [Computer software]. Owl Archive." in software.parts[0][1]
    )


def test_a_word_in_brackets_that_leads_elsewhere_is_no_description(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.md",
        "# Publications\n\n"
        "- Ana Lopez, Bo Chen. Owls at night. Journal of Maps, 2019. [video] [data] [software]\n"
        "- Ana Lopez, Bo Chen. Owls by day. Journal of Maps, 2020. [[poster]](p.pdf) [slides]\n"
        "- **Owls at dawn** [Video]. Ana Lopez, Bo Chen. *Journal of Maps*, 2021.\n",
    )  # fmt: skip
    assert [title for title, *_ in told(items)] == ["Owls at night", "Owls by day", "Owls at dawn"]
    assert not skipped(items)


def test_labels_and_remarks_behind_a_year_in_brackets_are_no_descriptions(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.md",
        "# Publications\n\n"
        "- Lopez, A., & Chen, B. (2019). Owls at night. *Journal of Maps*, 12. [video] [poster]\n"
        "- Lopez, A., & Chen, B. (2020). Owls by day. *Journal of Maps*, 13. [Talk]\n"
        "- Lopez, A., & Chen, B. (2021). Owls at dawn [all of these authors contributed equally]. *Journal of Maps*, 14.\n"
        "- Lopez, A., & Chen, B. (2022). Owls at noon [slides]. *Journal of Maps*, 15.\n",
    )  # fmt: skip
    found = papers(items)
    assert len(found) == 4 and not skipped(items)
    assert {(each.kind, each.venue) for each in found.values()} == {(None, "Journal of Maps")}


def test_descriptions_of_vancouver_style(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "References\n\n"
        "1. Lopez A. How owls hunt at night [dissertation]. Owl City: University of Owls; 2018.\n"
        "2. Chen B, Park S. Bats at dusk [Internet]. J Night. 2019;12(3):45-67.\n"
        "3. Park S. Forest edges and owls [preprint]. Owl Archive. 2021.\n"
        "4. Lopez A, Chen B. Owls in towns [abstract]. J Maps. 2016;34:S12.\n"
        "5. Lopez A, Chen B, inventors. Owl feeder. United States patent US 9,876,543. 2018 Mar 6.\n",
    )  # fmt: skip
    found = papers(items)
    assert [(each.kind, each.venue) for each in found.values()] == [
        ("Thesis", None), (None, "J Night"), ("Preprint", "Owl Archive"), (None, "J Maps"),
    ]  # fmt: skip
    details = found["How owls hunt at night"].details
    assert (details.institution, details.place) == ("University of Owls", "Owl City")
    assert skipped(items) == [(7, "patent")]


def test_descriptions_in_other_languages(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "Literaturverzeichnis\n\n"
        "Lopez, A. (2018). Wie Eulen nachts jagen [Dissertation, Universität Eulenstadt]. Eulenverlag.\n"
        "Müller, K. & Lopez, A. (2019). Eulen in Scheunen. Zeitschrift für Karten, 12(3), 45–67.\n"
        "Müller, K. (2020, Mai 3–5). Stadteulen [Konferenzbeitrag]. Eulentagung, Oslo.\n"
        "Pérez, K. (3-5 de mayo de 2020). Búhos de ciudad [Ponencia]. Congreso de Búhos, Oslo.\n"
        "Pérez, K. (2015). Murciélagos al atardecer [Tesis de maestría, Universidad de Oslo].\n",
    )  # fmt: skip
    found = papers(items)
    assert found["Wie Eulen nachts jagen"].details.institution == "Universität Eulenstadt"
    assert found["Murciélagos al atardecer"].details.institution == "Universidad de Oslo"
    assert skipped(items) == [(5, "talk"), (6, "talk")]


def test_marks_of_the_chinese_standard_tell_what_is_no_publication(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "参考文献\n"
        "[1] 张三, 李四. 一种猫头鹰识别方法: CN201910123456.7[P]. 2019-05-06.\n"
        "[2] 王五. 猫头鹰的生态研究[D]. 北京: 夜鸟大学, 2018.\n"
        "[3] Lopez A, Chen B. Owls in barns[J]. Journal of Maps, 2019, 12(3): 45-67.\n"
        "[4] 李四. 猫头鹰标准[S]. 北京: 夜鸟出版社, 2017.\n",
    )  # fmt: skip
    assert skipped(items) == [(2, "patent"), (5, "standard")]
    assert [each.kind for each in papers(items).values()] == ["Thesis", None]


def test_the_press_and_the_place_of_a_book_are_no_venue(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        '[1] A. Lopez, "How owls hunt at night," Ph.D. dissertation, Dept. Biol., Univ. Owls, Owl City, CA, USA, 2018.\n'
        '[2] A. Lopez and B. Chen, "Why owls are silent," J. Maps, vol. 12, no. 3, pp. 45–67, Mar. 2019.\n'
        "[3] A. Lopez, Owls of the World, 2nd ed. New York, NY, USA: Owl Press, 2012.\n"
        '[4] S. Park, "Owls in barns," presented at the Owl Conf., Oslo, Norway, 2014.\n'
        '[5] S. Park, "Owl sounds," 2020, arXiv:2001.01234.\n',
    )  # fmt: skip
    found = papers(items)
    thesis, book = found["How owls hunt at night"], found["Owls of the World"]
    assert (thesis.kind, thesis.venue) == ("DoctoralThesis", None)
    assert thesis.details.institution == "Dept. Biol., Univ. Owls"
    assert (book.venue, book.details.publisher, book.details.edition) == (
        None,
        "Owl Press",
        "2nd ed",
    )
    assert found["Owls in barns"].venue == "Owl Conf"
    assert found["Owl sounds"].year == "2020"


def test_who_is_named_under_edited_volumes_edited_them(tmp_path: Path) -> None:
    text = """\
# Ana Lopez

## Books

- Lopez, A. (2018). *Owls at Night*. Oslo: Owl Press.
- Lopez, A. and Chen, B. (2016). *Birds of the Harbour*. London: Night Books.

## Edited volumes

- Lopez, A. and King, E. (2019). *Owls of the North*. Oslo: Owl Press.
- *The Barn Reader* (with Bo Chen). Oslo: Owl Press, 2014.

## Herausgeberschaften

- Lopez, Ana; King, Eva (2012): Nachtvögel in Europa. Berlin: Eulenverlag.

## Books and edited volumes

- Lopez, A. (2010). *Owls and Mice*. Oslo: Owl Press.
"""
    found = papers(items_in(tmp_path, "a.md", text))
    assert {title: [each.name for each in paper.authors] for title, paper in found.items()} == {
        "Owls at Night": ["A. Lopez"],
        "Birds of the Harbour": ["A. Lopez", "B. Chen"],
        "Owls of the North": [],
        "The Barn Reader": [],
        "Nachtvögel in Europa": [],
        "Owls and Mice": ["A. Lopez"],
    }
    editors = {title: [each.name for each in paper.editors] for title, paper in found.items()}
    assert editors["Owls of the North"] == ["A. Lopez", "E. King"]
    assert editors["The Barn Reader"] == ["Ana Lopez", "Bo Chen"]
    assert editors["Nachtvögel in Europa"] == ["Ana Lopez", "Eva King"]
