"""Lists that are copied from pages of services, with what browsers and services put between."""

from __future__ import annotations

from pathlib import Path

from reading_lists import items_in, left_of, papers_of, told

from kg.model import Rejected, Skipped

SCHOLAR = """\
Ana Lopez
h-index
12
Sort by Most Influential Papers
Owls at Night
Ana Lopez
B. Chen
+2 authors
Cy Lim
Computer Science
Nature
3 May 2017
TLDR
Owls see by night.
Expand
2,019
7 Highly Influential Citations
[PDF]
Save
How Well Do Agents Plan?
B. Chen, C. Lim
Computer Science, Psychology · ArXiv · 2019
We ask how well agents plan, and find that they do so when they are not watched... Expand
Save Alert
Neither names nor a venue stand here
but two sentences, of which none is one.
2018
Cite
"""


def test_semantic_scholar_tells_authors_from_venues(tmp_path: Path) -> None:
    items = items_in(tmp_path, "list.txt", SCHOLAR)
    owls, plan = papers_of(items)
    assert told(items) == [
        ("Owls at Night", ["Ana Lopez", "B. Chen", "Cy Lim"], "Nature", "2017"),
        ("How Well Do Agents Plan?", ["B. Chen", "C. Lim"], "ArXiv", "2019"),
    ]
    assert (owls.date, owls.records[0].unread, owls.records[0].line) == ("2017-05-03", ("TLDR",), 5)
    assert (plan.kind, plan.keywords) == ("Preprint", ("Computer Science", "Psychology"))
    assert (
        plan.abstract
        == "We ask how well agents plan, and find that they do so when they are not watched…"
    )
    assert left_of(items) == ["Ana Lopez"]
    (rejected,) = [each for each in items if isinstance(each, Rejected)]
    assert (rejected.line, "Neither names" in str(rejected.raw)) == (25, True)


OPENREVIEW = """\
NightOwl
Ana Lopez, Bo Chen
28 Sept 2020 (modified: 05 May 2023)Submitted to ICLR 2021Readers: EveryoneShow Revisions
Owls at night
Bo Chen
Published: 01 Jan 2023, Last Modified: 30 Sept 2023Owls@NeurIPS 2023 WorkshopEveryoneRevisionsBibTeXCC BY 4.0
Keywords: owls, night
TL;DR: They see.
Abstract: Owls see by night.
"""


def test_openreview_reads_what_browsers_join(tmp_path: Path) -> None:
    night, owls = papers_of(items_in(tmp_path, "list.txt", OPENREVIEW))
    assert (night.venue, night.status, night.year, night.date) == (
        "ICLR 2021",
        "submitted",
        "2021",
        None,
    )
    assert (owls.venue, owls.kind, owls.date) == (
        "Owls@NeurIPS 2023 Workshop",
        "WorkshopPaper",
        "2023-01-01",
    )
    assert (owls.abstract, owls.keywords, owls.records[0].unread) == (
        "Owls see by night.", ("owls", "night"), ("TL;DR",),
    )  # fmt: skip


RESEARCHGATE = """\
Chapter
Full-text available
Owls at night
May 2019 · 1,234 Reads · 2 Citations
In book: The Owl Book (pp.5-9)
Ana Lopez · Bo Chen
DOI: 10.5555/owl
Owls see by night. This chapter tells how, by what they hear and by what they remember.
Download
Data
Owl counts
2020
· 3 Reads
Ana Lopez
Article
No date stands here
Ana Lopez
"""


def test_researchgate_reads_lines_with_dots_or_dots_in_lines(tmp_path: Path) -> None:
    items = items_in(tmp_path, "list.txt", RESEARCHGATE)
    (chapter,) = papers_of(items)
    assert told(items) == [("Owls at night", ["Ana Lopez", "Bo Chen"], "The Owl Book", "2019")]
    assert (chapter.date, chapter.kind, chapter.details.pages) == ("2019-05", "BookChapter", "5-9")
    assert chapter.abstract and [each.value for each in chapter.identifiers] == ["10.5555/owl"]
    assert [each.kind for each in items if isinstance(each, Skipped)] == ["data set"]
    assert [each.line for each in items if isinstance(each, Rejected)] == [15]


def test_the_web_of_science_breaks_lines(tmp_path: Path) -> None:
    text = "1\nOwls\nLopez, A; (...); Lim, C\nMar-Apr 2019 |\nJOURNAL OF MAPS\n45 (3) , pp.123-134\nRelated records\n"
    (owls,) = papers_of(items_in(tmp_path, "list.txt", text))
    assert [each.name for each in owls.authors] == ["A Lopez", "C Lim"]
    assert (owls.venue, owls.details.volume, owls.details.pages) == (
        "JOURNAL OF MAPS",
        "45",
        "123-134",
    )


def test_hal_reads_numbers_and_schools(tmp_path: Path) -> None:
    text = (
        "Owls\nAna Lopez , Bo Chen\nJ. Maps, 2019, 12 (3), pp.5-9. ⟨10.5555/owl⟩\nArticle dans une revue\nhal-01000001\nv1\n"
        "Night\nBo Chen\nComputer Science [cs]. University of Owls, 2020. English. ⟨NNT : 1⟩\nThèse tel-01000002v1\n"
    )
    owls, night = papers_of(items_in(tmp_path, "list.txt", text))
    assert (owls.kind, owls.details.volume, owls.details.pages) == ("JournalArticle", "12", "5-9")
    assert (night.kind, night.details.institution, night.venue) == (
        "Thesis",
        "University of Owls",
        None,
    )
