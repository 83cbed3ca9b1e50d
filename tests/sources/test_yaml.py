"""YAML: citation files, bibliographies of Typst and Pandoc, lists, and the front matter of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair, Skipped
from kg.sources import FORMATS, Item, read
from kg.sources.yaml_formats.values import entries

DATA = TESTS / "sources" / "data"


def items(folder: Path, text: str, name: str = "list.txt") -> list[Item]:
    path = folder / name
    path.write_text(text, "utf-8")
    return list(read(path))


def shown(found: list[Item]) -> list[str | None]:
    """Return the titles of papers, the kinds of what is skipped, and the reasons of what is rejected."""
    return [
        each.title if isinstance(each, Paper) else each.kind if isinstance(each, Skipped) else each.reasons[0]
        for each in found
        if not isinstance(each, Repair)
    ]  # fmt: skip


def papers(name: str) -> list[Paper]:
    return [each for each in read(DATA / name) if isinstance(each, Paper)]


def test_cff_is_read_whole() -> None:
    cited = papers("cff/CITATION.cff")[0]
    assert (cited.title, cited.abstract) == (
        "NightOwl: exploring with memory",
        "Owls fly by night.",
    )
    first, second = cited.authors
    assert (first.name, first.orcid) == ("Ana van der Berg Jr.", "0000-0002-1825-0097")
    assert (first.affiliation, second.name, second.kind) == (
        "Owl Institute", "Owl Watchers", "group",
    )  # fmt: skip
    assert (cited.year, cited.date, cited.kind) == ("2019", "2019-02", "JournalArticle")
    assert (cited.venue, cited.keywords) == ("Journal of Owls", ("owls", "night"))
    told = cited.details
    assert (told.volume, told.issue, told.pages) == ("012", "3", "5-9")
    assert (told.language, told.publisher, told.place) == ("no", "Owl Press", "Nightford")


def test_cff_accounts_for_the_software_and_every_reference() -> None:
    found = list(read(DATA / "cff" / "CITATION.cff"))
    assert shown(found) == [
        "software", "NightOwl: exploring with memory", "Planning at night", "software",
        "Owls of the north", "title is {'en': 'Owls'}, not a text",
        "a record is an object with members, not 'no mapping'",
    ]  # fmt: skip
    paper = papers("cff/CITATION.cff")[1]
    assert [each.value for each in paper.identifiers] == ["10.1000/owl.2", "1901.00001"]
    assert paper.records[0].line == 36


def test_hayagriva_takes_what_is_around_an_entry() -> None:
    night, plan, chapter = papers("hayagriva/works.yml")[:3]
    assert [each.name for each in night.authors] == ["Ana Lopez", "Bo van der Berg Jr."]
    assert (night.title, night.date, night.url) == (
        "NightOwl: exploring with memory", "2019-02-07", "https://owls.example/1",
    )  # fmt: skip
    assert (night.venue, night.issn, night.kind) == (
        "Journal of Owls", "0317-8471", "JournalArticle",
    )  # fmt: skip
    assert (night.details.volume, night.details.issue, night.details.pages) == ("12", "3", "5-9")
    assert [each.value for each in night.identifiers] == ["10.1000/owl.1", "1901.00001"]
    assert (plan.venue, plan.year, plan.kind) == ("Proceedings of OWL", "2020", "ConferencePaper")
    assert (plan.details.publisher, plan.details.place) == ("Owl Press", "Nightford")
    assert (chapter.kind, chapter.venue) == ("BookChapter", "Handbook of owls")


def test_hayagriva_accounts_for_every_entry() -> None:
    found = list(read(DATA / "hayagriva" / "works.yml"))
    assert shown(found)[3:] == [
        "web page", "newspaper article", "On owls", "Owls of the north",
        "a record is an object with members, not '17'",
    ]  # fmt: skip
    assert [each.kind for each in papers("hayagriva/works.yml")[3:]] == [
        "Preprint", "DoctoralThesis",
    ]  # fmt: skip


def test_csl_yaml_reads_dates_of_every_form() -> None:
    first, second = papers("yaml/references.yaml")
    assert (first.date, second.year) == ("2019-03", "2001")
    assert shown(list(read(DATA / "yaml" / "references.yaml")))[-1] == "talk"


def test_a_list_in_yaml_is_read_as_a_table_is() -> None:
    first, second = papers("yaml/papers.yml")
    assert [each.name for each in first.authors] == ["Ana Lopez", "Bo Chen"]
    assert (first.venue, first.url) == ("Journal of Owls", "https://owls.example/1")
    assert [each.name for each in second.authors] == ["Bo Chen"]
    assert second.records[0].line == 7
    assert len(list(read(DATA / "yaml" / "papers.yml"))) == 4


def test_front_matter_of_academicpages_is_one_publication() -> None:
    (paper,) = papers("front_matter/owl.md")
    assert [each.name for each in paper.authors] == ["A. Lopez", "B. Chen"]
    assert (paper.venue, paper.date, paper.kind) == (
        "Journal of Owls", "2019-02-07", "JournalArticle",
    )  # fmt: skip


HUGO = """---
title: Planning at night
authors: [admin, "**Bo Chen**"]
date: "2020-07-01T00:00:00Z"
publication_types: ["1"]
publication: "In *Owl News, 1*(2)"
---
"""
TOML = """+++
title = "Planning at night"
authors = ["Ana Lopez", "[Bo Chen](https://chen.example)"]
date = 2020-07-01
publication_types = ["2"]
publication = "*Owl News*"
+++
"""
PMLR = """---
title: Planning at night
layout: inproceedings
author:
- {given: Ana, family: Lopez}
date: 2020-07-01
firstpage: 5
lastpage: 9
container-title: Owl News
---
"""


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        (HUGO, ["Bo Chen"], "ConferencePaper"),
        (TOML, ["Ana Lopez", "Bo Chen"], "JournalArticle"),
        (PMLR, ["Ana Lopez"], "ConferencePaper"),
    ],
)
def test_front_matter_of_other_makers(
    tmp_path: Path, text: str, names: list[str], kind: str
) -> None:
    (paper,) = [each for each in items(tmp_path, text, "a.md") if isinstance(each, Paper)]
    assert [each.name for each in paper.authors] == names
    assert (paper.venue, paper.date, paper.kind) == ("Owl News", "2020-07-01", kind)


def test_who_is_not_named_in_front_matter_is_told_of(tmp_path: Path) -> None:
    found = items(tmp_path, HUGO, "a.md")
    assert [each.before for each in found if isinstance(each, Repair)] == ["admin"]


@pytest.mark.parametrize("collection", ["talks", "teaching"])
def test_talks_and_courses_are_skipped(tmp_path: Path, collection: str) -> None:
    text = f"---\ntitle: Owls\ncollection: {collection}\nvenue: Nightford\n---\n"
    (found,) = items(tmp_path, text, "a.md")
    assert isinstance(found, Skipped)
    assert found.kind in ("talk", "teaching")


NO_LISTS = {
    "post": "---\ntitle: On owls\nauthor: Ana Lopez\ndate: 2019-01-01\ntags: [owls]\n---\nOwls fly.\n",
    "page": "---\ntitle: Publications\nlayout: page\nvenue:\n---\nThey will stand here.\n",
    "playbook": "- name: install\n  hosts: all\n  tasks: []\n- name: run\n  hosts: all\n",
    "tasks": "- title: Feed the owls\n  url: https://owls.example\n  date: 2019-01-01\n",
    "compose": "services:\n  web:\n    image: owl\n    type: web\n    title: Owl\n",
    "workflow": "on: push\njobs:\n  test:\n    runs-on: owl\n",
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_other_yaml_is_no_list(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"no reader knows|prose"):
        items(tmp_path, NO_LISTS[name], "a.md" if "---" in NO_LISTS[name] else "a.yml")


BROKEN = {
    "hayagriva": "chen2020:\n  type: article\n  title: a: b\n",
    "csl-yaml": "- id: chen\n  title: a: b\n",
    "yaml": "- title: a: b\n",
}


@pytest.mark.parametrize("format", BROKEN)
def test_one_broken_entry_leaves_the_others(tmp_path: Path, format: str) -> None:
    text = FORMATS[format].example
    whole = items(tmp_path, text)
    again = text.removeprefix("references:\n")
    found = items(tmp_path, text + BROKEN[format] + again)
    rejected = [each for each in found if isinstance(each, Rejected)]
    assert len(rejected) == 1
    assert rejected[0].line == text.count("\n") + BROKEN[format].count("\n")
    assert "not YAML" in rejected[0].reasons[0]
    assert len([each for each in found if isinstance(each, Paper)]) == 2 * len(whole)


def test_a_broken_reference_leaves_what_is_preferred(tmp_path: Path) -> None:
    text = f"{FORMATS['cff'].example}references:\n- title: Owls\n  year: 2019\n- title: a: b\n"
    assert [type(each) for each in items(tmp_path, text)] == [Skipped, Paper, Paper, Rejected]


def test_a_list_that_is_not_closed_costs_one_entry(tmp_path: Path) -> None:
    one = "- title: Owls\n  authors: Ana Lopez\n  year: 2019\n"
    found = items(tmp_path, f"{one}- title: Owls\n  authors: [Ana Lopez\n{one}{one}")
    assert [type(each) for each in found] == [Paper, Rejected, Paper, Paper]


def test_a_quote_that_never_ends_costs_one_entry(tmp_path: Path) -> None:
    one = "- title: Owls\n  authors: Ana Lopez\n  year: 2019\n"
    found = items(tmp_path, f'{one}- title: "Owls\n  year: 2020\n{one}{one}')
    assert [type(each) for each in found] == [Paper, Rejected, Paper, Paper]


def test_aliases_stand_for_few_values() -> None:
    layers = "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = list(entries(f"a: &a [{', '.join('x' * 9)}]\n{layers}"))
    problems = [each.problem for each in found if each.problem]
    assert problems[0] == "the aliases of this YAML stand for too many values"
    assert len(found) - len(problems) < 6


@pytest.mark.parametrize("token", ["[", "{", "- ", "? ", "- - "])
def test_nesting_has_bounds(token: str) -> None:
    (found,) = entries(token * 30_000)
    assert found.problem and "nest" in found.problem


def test_yaml_makes_texts_alone() -> None:
    written = "a: !!python/object/apply:os.getcwd []\nb: no\nc: 0012\nd: 2001-02-03\ne: ~\nf: '~'\n"
    assert [each.value for each in entries(written)] == [[], "no", "0012", "2001-02-03", None, "~"]


def test_an_alias_stands_for_nothing_that_holds_it() -> None:
    (found,) = entries("a: &a [*a]\n")
    assert found.problem == "the alias `*a` stands for nothing before it"
