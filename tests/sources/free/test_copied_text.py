"""Lists of plain text as people copy them: names repeated by dashes, words parted, lines of an entry each."""

from __future__ import annotations

from pathlib import Path

from reading_lists import items_in, told

from kg.model import Paper


def test_dashes_stand_for_the_names_of_the_entry_before(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "Bibliography\n\n"
        "Chen, Bo, and Cy Lim. 2021. “How Bats Sleep.” Journal of Owl Studies 12: 15–17.\n\n"
        "López, Ana. 2019. “Owls at Night.” Journal of Owl Studies 10: 1–12.\n\n"
        "———. 2021. “Owls by Day.” Journal of Owl Studies 12: 55–80.\n\n"
        "———. 2022. “Owls at Dawn.” Journal of Owl Studies 13: 5–8.\n",
    )  # fmt: skip
    assert [(title, names) for title, names, _, _ in told(items)] == [
        ("How Bats Sleep", ["Bo Chen", "Cy Lim"]),
        ("Owls at Night", ["Ana López"]),
        ("Owls by Day", ["Ana López"]),
        ("Owls at Dawn", ["Ana López"]),
    ]
    last = items[-1]
    assert isinstance(last, Paper)
    (record,) = last.records
    assert record.line == 9
    (author,) = (span for span in record.spans if span.field == "author")
    assert (author.line, author.text) == (5, "López, Ana")


def test_hyphens_of_compounds_stay(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "References\n"
        "[1] B. Chen, C. Lim, and A. López. Exploring with memory in sparse-\n"
        "reward environments. Journal of Owl Studies, 12:1-9, 2021.\n"
        "[2] A. López, B. Chen, and C. Lim. Counting states by means of ran-\n"
        "dom distillation. Journal of Owl Studies, 3:4-9, 2020.\n",
    )  # fmt: skip
    titles = [title for title, _, _, _ in told(items)]
    assert titles == [
        "Exploring with memory in sparse-reward environments",
        "Counting states by means of random distillation",
    ]


def test_a_line_that_begins_with_a_number_is_no_item(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "1: Lopez A, Chen B. Owls at night in old barns. J Owl Stud.\n2021 Jun 14;41(24):5201-5215. Epub 2021 Apr\n"
        "30. PMID: 33931547.\n\n"
        "2: Chen B, Lim C. Bats by day and how they sleep. Nat Owls. 2020 Dec 3;11(1):\n6187. PMID: 33268770.\n\n"
        "3: Lim C, Lopez A. Mice that plan their way home. Owl Neurosci. 2019;68(5):190-198. PMID: 30768765.\n\n"
        "4: Lopez A. In reply. JAMA. 2018 Sep 11;320(10):1052. PMID: 30208453.\n",
    )  # fmt: skip
    assert [(title, year) for title, _, _, year in told(items)] == [
        ("Owls at night in old barns", "2021"),
        ("Bats by day and how they sleep", "2020"),
        ("Mice that plan their way home", "2019"),
        ("In reply", "2018"),
    ]


def test_a_few_lines_may_lack_what_the_others_have(tmp_path: Path) -> None:
    items = items_in(
        tmp_path, "a.txt",
        "Bell, M. G., Moe, J., & Rask, E. (2013). Owls that hunt at night. Journal of Owl Studies, 47, 253–279.\n"
        "van der Lim, C., & Moe, J. (2015). Bats that hear mice from far away. Nature Owls, 518, 529–533.\n"
        "Rask, E., & Bell, M. G. (1999). Between owls and bats in old barns. Artificial Intelligence, 112, 181–211.\n"
        "World Owl Organization. (2020). Owls of the world, a report on all of them. https://owls.example/report\n"
        "Bell, M. G., & Lim, C. (in press). Owls that never sleep in any barn. Journal of Owl Studies, 23, 4–8.\n"
        "Moe, J., & Rask, E. (2021). Exploring barns with memory and maps. Journal of Owl Studies, 22, 1–43.\n",
    )  # fmt: skip
    assert [year for _, _, _, year in told(items)] == ["2013", "2015", "1999", "2020", "2021"]
