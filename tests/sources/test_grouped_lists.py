"""Data that groups publications: by year, by kind, under headings, or in the sections of a CV."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair, Skipped
from kg.sources import Item, read

OWL = "title: Owls at night\n{0}authors: Ana Lopez, Bo Chen\n{0}venue: Owl News\n"
BY_YEAR = f"""# newest first
2020:
  - {OWL.format("    ")}
2019: []
"""
BY_KIND = f"""article:
- {OWL.format("  ")}  year: 2020
"""
UNDER_HEADINGS = f"""categories:
  - heading: Journal articles, 2020
    pubs:
    - {OWL.format("      ")}
"""
OF_A_CV = f"""---
name: Ana Lopez
education:
  - degree: PhD
    year: 2018
positions:
  current:
    - title: Keeper of owls
      year: 2018
publications:
  journal-papers:
    - {OWL.format("      ")}      year: 2020
"""
BY_KEY = f"""lopez_owls_2020:
  {OWL.format("  ")}  year: 2020
"""
BESIDE_OTHERS = f"""publication_types:
  - type_id: paper
    pretty: Papers
publications:
  - {OWL.format("    ")}    year: 2020
"""


def items(folder: Path, text: str, name: str = "list.yml") -> list[Item]:
    path = folder / name
    path.write_text(text, "utf-8")
    return list(read(path))


def papers(folder: Path, text: str, name: str = "list.yml") -> list[Paper]:
    return [each for each in items(folder, text, name) if isinstance(each, Paper)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BY_YEAR, None),
        (BY_KIND, "JournalArticle"),
        (UNDER_HEADINGS, "JournalArticle"),
        (OF_A_CV, "JournalArticle"),
        (BY_KEY, None),
        (BESIDE_OTHERS, None),
    ],
)
def test_publications_are_found_in_groups(text: str, kind: str | None, tmp_path: Path) -> None:
    (paper,) = items(tmp_path, text)
    assert isinstance(paper, Paper)
    assert (paper.title, [each.name for each in paper.authors]) == (
        "Owls at night", ["Ana Lopez", "Bo Chen"],
    )  # fmt: skip
    assert (paper.venue, paper.year, paper.kind) == ("Owl News", "2020", kind)
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "Owls at night" in each)
    assert paper.records[0].line == line


def test_what_a_record_says_itself_counts_for_more_than_what_stands_around_it(
    tmp_path: Path,
) -> None:
    text = BY_KIND.replace("article:", "Journal articles 1999:") + "  type: workshop\n"
    (paper,) = papers(tmp_path, text)
    assert (paper.year, paper.kind) == ("2020", "WorkshopPaper")


def test_what_a_section_sets_aside_is_skipped_by_its_kind(tmp_path: Path) -> None:
    talk = f"invited_talks:\n  - {OWL.format('    ')}"
    award = "awards:\n  - title: Owl Prize\n    year: 2020\n"
    found = items(tmp_path, OF_A_CV + talk + award)
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["talk"]
    assert len([each for each in found if isinstance(each, Paper)]) == 1


def test_what_is_no_record_in_a_list_of_them_is_rejected(tmp_path: Path) -> None:
    found = items(tmp_path, f"{BY_KIND}- Mice by day\n")
    assert [type(each) for each in found] == [Paper, Rejected]


def test_the_volumes_that_somebody_edited_have_editors(tmp_path: Path) -> None:
    (paper,) = papers(tmp_path, BY_KIND.replace("article:", "edited_books:"))
    assert (paper.authors, [each.name for each in paper.editors]) == ((), ["Ana Lopez", "Bo Chen"])


def test_a_broken_entry_leaves_those_in_other_groups(tmp_path: Path) -> None:
    text = f"{BY_YEAR.replace('2019: []', '2019:')}  - title: Mice: by day\n2018:\n  - {OWL.format('    ')}"
    found = [each for each in items(tmp_path, text) if not isinstance(each, Repair)]
    assert [each.year if isinstance(each, Paper) else type(each) for each in found] == [
        "2020", Rejected, "2018",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "title: Owls at night\nauthor: Ana Lopez\ndescription: A page\n",
        "tasks:\n  - title: Feed the owls\n    year: 2019\n",
        f"talks:\n  - {OWL.format('    ')}",
        f"---\nlayout: page\nitems:\n  - {OWL.format('    ')}---\n\nOwls fly.\n",
    ],
)
def test_data_of_other_things_is_no_list(text: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no reader knows|prose"):
        items(tmp_path, text)


ONE = '{"title": "Owls at night", "authors": ["Ana Lopez", "Bo Chen"], "venue": "Owl News"%s}'


@pytest.mark.parametrize(
    "text",
    [
        '{"2020": [%s], "2019": []}' % (ONE % ""),
        '{"name": "Ana", "journal": [%s]}' % (ONE % ', "year": 2020'),
        '{"count": 1, "publications": [%s]}' % (ONE % ', "year": 2020, "citations": 3'),
        '{"papers": [\n%s]}' % (ONE % ', "year": 2020, "links": {"pdf": null}'),
    ],
)  # fmt: skip
def test_json_is_grouped_as_yaml_is(text: str, tmp_path: Path) -> None:
    (paper,) = items(tmp_path, text, "publications.json")
    assert isinstance(paper, Paper)
    assert (paper.title, paper.venue, paper.year) == ("Owls at night", "Owl News", "2020")
    assert len(paper.authors) == 2


def test_json_of_other_things_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="members are not those of publications"):
        items(
            tmp_path,
            '{"films": [{"title": "Owls", "year": 2020, "description": "A film"}]}',
            "a.json",
        )


def test_a_page_may_group_its_records(tmp_path: Path) -> None:
    (paper,) = papers(tmp_path, '{"publications": {"2020": [%s]}}' % (ONE % ""), "papers.json")  # fmt: skip
    assert (paper.title, paper.year) == ("Owls at night", "2020")


def test_a_mapping_may_be_one_record(tmp_path: Path) -> None:
    (paper,) = items(tmp_path, f"# one\n{OWL.format('')}year: 2020\ntags: [owls]\n")
    assert isinstance(paper, Paper)
    assert (paper.title, paper.venue, paper.year) == ("Owls at night", "Owl News", "2020")
    assert paper.keywords == ("owls",)


def test_the_members_of_json_that_are_read_are_not_told_as_unread(tmp_path: Path) -> None:
    members = ', "year": 2020, "rank": 3'
    (paper,) = papers(tmp_path, f"[{ONE % members}]", "papers.json")
    assert paper.records[0].unread == ("rank",)
