"""What is written for reference managers reads back as the same paper."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import FULL
from running import Run

import kg
from kg.bibliography import FORMATS
from kg.bibliography.bibtex import escape, write_bibtex
from kg.bibliography.fields import with_keys
from kg.model import Agent, Details, Identifier, Paper
from kg.sources import read
from kg.sources.bibtex.syntax import entries
from kg.sources.fields.latex import decode_latex

SUFFIXES = {"bibtex": "bib", "ris": "ris", "csljson": "json"}
OWLS = Paper(
    title="NightOwl & DQN_2: 50% of {all tasks: A Study", year="2019", date="2019-02",
    authors=(Agent("Ana López Jr.", "López, Jr., Ana", family="López", given="Ana"),
             Agent("Bo van der Chen", "Chen, Bo van der", family="Chen", given="Bo van der"),
             Agent("Worlds Team and Friends", "Worlds Team and Friends", "group")),
    identifiers=(Identifier("doi", "10.5555/a_b%c"),), venue="Journal of Owls & Maps",
    kind="JournalArticle", abstract="We see. It's “dark” -- or not?", keywords=("owls", "maps"),
    details=Details(
        language="en", subtitle="A Study", volume="7", issue="2", pages="12-34",
        article_number="e17", publisher="Owl & Co", place="Nightford", note="To appear.",
    ),
)  # fmt: skip


def again(paper: Paper, format: str, folder: Path) -> Paper:
    path = folder / f"list.{SUFFIXES[format]}"
    path.write_text("".join(FORMATS[format]([paper])), "utf-8")
    (found,) = (each for each in read(path) if isinstance(each, Paper))
    return found


def said(paper: Paper) -> dict[str, object]:
    return {
        "title": paper.title, "year": paper.year, "date": paper.date, "venue": paper.venue,
        "authors": [(each.name, each.kind == "person") for each in paper.authors],
        "identifiers": paper.identifiers, "keywords": set(paper.keywords), "abstract": paper.abstract,
        "kind": paper.kind,
    }  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_a_paper_is_read_back(format: str, tmp_path: Path) -> None:
    paper = OWLS if format == "bibtex" else replace(OWLS, authors=OWLS.authors[1:2])
    found = again(paper, format, tmp_path)
    lacks = {"subtitle", "note"} if format != "bibtex" else set()
    for name in Details.__dataclass_fields__:
        if name not in lacks:
            assert getattr(found.details, name) == getattr(paper.details, name), name
    assert said(found) == said(paper)


@pytest.mark.parametrize("kind", [
    "JournalArticle", "ConferencePaper", "BookChapter", "Book", "DoctoralThesis", "MastersThesis",
    "ReportDocument", "Preprint",
])  # fmt: skip
@pytest.mark.parametrize("format", FORMATS)
def test_a_kind_is_read_back(format: str, kind: str, tmp_path: Path) -> None:
    paper = Paper(title="Owls", year="2019", kind=kind, authors=OWLS.authors[1:2])
    assert again(paper, format, tmp_path).kind == kind


TEXT = st.text(st.sampled_from("aB é\\{}&%#_$~^-`'\"@,=."), max_size=20)


@given(TEXT.map(lambda text: " ".join(text.replace("$", "").split())))
def test_escaped_text_decodes_to_itself(text: str) -> None:
    assert decode_latex(escape(text)) == text


ANY = st.builds(
    Paper, title=TEXT, venue=TEXT, year=TEXT, url=TEXT, details=st.builds(Details, pages=TEXT),
    authors=st.lists(st.builds(Agent, TEXT, TEXT, st.sampled_from(["person", "group"]), family=TEXT)).map(tuple),
    identifiers=st.lists(st.builds(Identifier, st.just("doi"), TEXT)).map(tuple),
)  # fmt: skip


@given(st.lists(ANY, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_each_paper_is_one_sound_entry(papers: list[Paper]) -> None:
    found = list(entries("".join(write_bibtex(papers))))
    assert [each.problem for each in found] == [None] * len(papers)


@given(
    st.lists(st.sampled_from([OWLS, Paper(), replace(OWLS, title=None), Paper(title="Paper 2")]))
)
def test_no_two_papers_have_one_key(papers: list[Paper]) -> None:
    keys = [key for key, _ in with_keys(papers)]
    assert len(set(keys)) == len(keys)


def test_a_line_break_begins_no_field_of_ris(tmp_path: Path) -> None:
    paper = replace(OWLS, title="Owls\nAU  - Nobody", authors=())
    assert again(paper, "ris", tmp_path).authors == ()


@pytest.mark.parametrize("format", FORMATS)
def test_convert_gives_back_what_a_build_read(format: str, tmp_path: Path, run: Run) -> None:
    source = tmp_path / "list.bib"
    source.write_text("".join(write_bibtex([replace(OWLS, authors=OWLS.authors[1:2])])), "utf-8")
    kg.build(source, tmp_path / "out", mentions=False)
    graph = str(tmp_path / "out" / "kg.ttl")
    target = tmp_path / f"back.{SUFFIXES[format]}"
    assert run("convert", graph, "--to", format, "--output", str(target)).exit_code == 0
    (before,), (after,) = ([p for p in read(f) if isinstance(p, Paper)] for f in (source, target))
    assert (said(after), after.details.pages) == (said(before), "12-34")


def test_convert_tells_what_it_leaves_out(tmp_path: Path) -> None:
    source, told = tmp_path / "list.bib", list[str]()
    source.write_text("@article{a, title = {Owls}}\n@article{b, title = {Bats\n", "utf-8")
    written = kg.convert(source, "csljson", tell=told.append)
    assert [each["title"] for each in json.loads(written)] == ["Owls"]
    assert len(told) == 1 and "list.bib:2: left out" in told[0]


def test_everything_that_a_paper_may_say_can_be_written() -> None:
    for write in FORMATS.values():
        assert "Nightford" in "".join(write([FULL]))


@pytest.mark.parametrize("fields", [
    "publisher = {ACM}, organization = {Owl Society}",
    "publisher = {ProQuest}, school = {University of Owls}",
    "journal = {Owl Notices}, booktitle = {Proceedings of the Night}",
    "month = {Spring}", "month = {June 14--18}", "month = {jul}, day = {9}",
    "date = {2019-01/2019-03}", "month = {12-14 July 2019}",
])  # fmt: skip
@pytest.mark.parametrize("type_", ["inproceedings", "article", "phdthesis", "techreport", "misc"])
def test_what_an_entry_says_comes_back(fields: str, type_: str, tmp_path: Path) -> None:
    path, out = tmp_path / "list.bib", tmp_path / "out"
    year = "" if "date" in fields else ", year = {2019}"
    path.write_text(f"@{type_}{{a, title = {{Owls}}{year}, {fields}}}", "utf-8")
    kg.build(path, out, mentions=False)
    (before,) = entries([path.read_text("utf-8")])
    (after,) = entries(
        write_bibtex(each for each in read(out / "kg.ttl") if isinstance(each, Paper))
    )
    renamed = {"organization", "school", "institution"}
    given = {"?" if k in renamed else k: decode_latex(v) for k, v in after.fields.items()}
    told = {"?" if k in renamed else k: decode_latex(v) for k, v in before.fields.items()}
    if "day" in told:
        told["day"] = "09"
    assert told.items() <= given.items()


@pytest.mark.parametrize("family, printed, written", [
    ("Van Den Berg", "Koen Van den Berg", "Van den Berg, Koen"),
    ("Quill Lopez", "Ana Quill-Lopez", "Quill-Lopez, Ana"),
    ("da Silva Torres", "R. da S. Torres", "da S. Torres, R."),
    ("Le Baker", "Yann LeBaker", "LeBaker, Yann"),
    ("Agave'Baker", "Sara A. Baker", "Baker, Sara A."),
    ("Chen", "Bo Chen†", "Chen, Bo"),
    ("Chen", "Ted (Ted G ) Chen", "Chen, Ted (Ted G )"),
    ("Chen", "Chen B", "Chen, Bo"), ("Chen", "Bo Chen Jr.", "Chen, Jr., Bo"),
])  # fmt: skip
def test_a_name_is_parted_as_known_and_spelt_as_printed(
    family: str, printed: str, written: str
) -> None:
    name = "Bo Chen Jr." if "Jr." in printed else f"Bo {family}"
    (entry,) = entries(
        write_bibtex([Paper(authors=(Agent(name, printed, family=family, given="Bo"),))])
    )
    assert entry.fields["author"] == written


def test_whom_braces_name_comes_back_whole(tmp_path: Path) -> None:
    names = "{Owls, Bats and Moths, Night Division} and {ab cd in EF}"
    path, out = tmp_path / "list.bib", tmp_path / "out"
    path.write_text(f"@misc{{a, title = {{Owls}}, year = 2019, author = {{{names}}}}}", "utf-8")
    kg.build(path, out, mentions=False)
    (entry,) = entries(write_bibtex(p for p in read(out / "kg.ttl") if isinstance(p, Paper)))
    assert entry.fields["author"] == names
