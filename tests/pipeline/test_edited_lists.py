"""Editing one entry of a list changes what is said of it, and of other entries at most their lines."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from differences import GRAPHS, Subject, connected, statements
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lists_of_owls import MICE, OWLS, contents, write_lines
from pyoxigraph import Literal, NamedNode, Triple
from terms import text_of

from kg.pipeline import add, build, remove
from kg.vocab import RDF_TYPE, term

IDENTITY = {term("kg:identityConfidence"), term("kg:identityEvidence")}
FACTS = {term("kg:sourceLine"), term("kg:sha256")}
"""What changes of a list and its other entries: where they stand, and the digest of the file."""
BAD = {"title": "Bats", "authors": ["12345"], "doi": "see publisher"}
TOPICS = ("owls", "moss", "harbour fog", "lanterns", "tides", "quills", "chalk", "amber")
PEOPLE = ("Quillfeather, Zenobia", "Lanternjaw, Ottoline", "Fogbank, Peregrine")


@dataclass(frozen=True)
class Entry:
    """One entry of a list, written in four formats."""

    topic: str
    author: str
    year: int
    doi: bool
    again: bool = False

    @property
    def title(self) -> str:
        return f"{'Once more on' if self.again else 'On'} the nature of {self.topic}"

    @property
    def abstract(self) -> str:
        return (
            f"We introduce {self.topic.title().replace(' ', '')}Net and test {self.topic} on Atari."
        )

    def fields(self) -> dict[str, str]:
        known = {"title": self.title, "author": self.author, "year": str(self.year),
                 "abstract": self.abstract}  # fmt: skip
        return known | ({"doi": f"10.5555/{self.topic.replace(' ', '')}"} if self.doi else {})


def bibtex(entries: Sequence[Entry]) -> str:
    return "".join(
        "@article{{x,\n{}\n}}\n\n".format(
            ",\n".join(f"  {k} = {{{v}}}" for k, v in e.fields().items())
        )
        for e in entries
    )


def json_lines(entries: Sequence[Entry]) -> str:
    rows = ({**each.fields(), "authors": [each.author]} for each in entries)
    return "".join(json.dumps({k: v for k, v in r.items() if k != "author"}) + "\n" for r in rows)


def table(entries: Sequence[Entry]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ("title", "author", "year", "abstract", "doi"))
    writer.writeheader()
    writer.writerows(each.fields() for each in entries)
    return out.getvalue()


def profile_list(entries: Sequence[Entry]) -> str:
    blocks = (f"{each.title}\n{each.author}, Owlish, Ben\n{each.abstract}\n" for each in entries)
    return "".join(["Owlish, Ben\n", *blocks])


WRITERS: dict[str, Callable[[Sequence[Entry]], str]] = {
    "refs.bib": bibtex, "refs.jsonl": json_lines, "refs.csv": table, "refs.txt": profile_list,
}  # fmt: skip
entries = st.builds(
    Entry, st.sampled_from(TOPICS), st.sampled_from(PEOPLE), st.integers(1990, 2020), st.booleans()
)
libraries = st.lists(entries, min_size=4, max_size=8, unique_by=lambda each: each.topic)


def write_library(folder: Path, name: str, entries: Sequence[Entry], other: Sequence[Entry]) -> str:
    """Write two lists of one name into folders of a folder."""
    for inner, some in (("a", entries), ("b", other)):
        (folder / inner).mkdir(parents=True, exist_ok=True)
        (folder / inner / name).write_text(WRITERS[name](some), encoding="utf-8")
    return str(folder)


def mentions_of(papers: set[Subject], triples: set[Triple]) -> set[Subject]:
    """Find the mentions in the texts of papers."""
    found: set[Subject] = papers
    for predicate in ("schema:isPartOf", "oa:hasSource", "oa:hasTarget"):
        found = {
            each.subject
            for each in triples
            if each.predicate == term(predicate) and each.object in found
        }
    return found


def lines_of_authors(papers: set[Subject], triples: set[Triple]) -> set[Subject]:
    """Find all author lines of those who wrote papers."""
    people = {
        each.object for each in triples
        if each.predicate == term("schema:author") and each.subject in papers
    }  # fmt: skip
    return {
        each.subject for each in triples
        if each.predicate == term("schema:item") and each.object in people
    }  # fmt: skip


def assert_is_about(titles: set[str], old: set[Triple], new: set[Triple]) -> None:
    """See that what changed hangs together with papers of these titles, but for plain facts."""
    changed = {each for each in old ^ new if each.predicate not in FACTS}
    papers = {
        each.subject for each in old | new
        if each.predicate == term("schema:name") and each.object in {*map(Literal, titles)}
    }  # fmt: skip
    # How surely a name is one depends on all that its paper says.
    own = mentions_of(papers, old | new)
    # How surely a line is of its person, and why, depends on all papers of that person, and is told
    # alone; so is what joined the records of one paper.
    identified = lines_of_authors(papers, old | new) | {
        each.subject for each in old | new
        if each.predicate == term("foaf:primaryTopic") and each.object in papers
    }  # fmt: skip
    told = {each for each in changed if each.predicate in IDENTITY}
    changed -= {each for each in told if each.subject in identified}
    about = {node for paper in papers for node in connected(changed, paper)} | own
    assert {each.subject for each in changed} <= about
    in_both = {each.subject for each in old} & {each.subject for each in new}
    beside = {each.object for each in old | new if each.subject in papers}
    beside |= {each.subject for each in old | new if each.object in papers}
    assert {each.subject for each in changed} & in_both <= papers | beside | own
    assert sum(each.predicate == term("kg:sha256") for each in old ^ new) == 2


@pytest.mark.parametrize("name", WRITERS)
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # to shrink takes minutes, and what is drawn is small
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(library=libraries, data=st.data())
def test_an_entry_changed_changes_what_is_about_it(
    tmp_path: Path, name: str, library: list[Entry], data: st.DataObject
) -> None:
    *own, one, other = library
    place = data.draw(st.integers(0, len(own)), label="place")
    changes = {
        "append": [*own, one],
        "insert": [*own[:place], one, *own[place:]],
        "edit": [replace(each, again=n == place % len(own)) for n, each in enumerate(own)],
        "remove": [each for n, each in enumerate(own) if n != place % len(own)],
    }
    change = data.draw(st.sampled_from(sorted(changes)), label="change")
    lists, out = tmp_path / "lists", tmp_path / "out"
    build([write_library(lists, name, own, [other])], out)
    old = statements(out, GRAPHS)
    build([write_library(lists, name, changes[change], [other])], out)
    differing = set(own) ^ set(changes[change])
    assert_is_about({each.title for each in differing}, old, statements(out, GRAPHS))


def records(folder: Path) -> list[str]:
    """List the IRIs of the records of a build."""
    triples = statements(folder, ["kg.ttl"])
    return sorted(
        text_of(each.subject) for each in triples
        if each.predicate == RDF_TYPE and each.object == term("kg:Record")
    )  # fmt: skip


def test_entries_that_read_the_same_are_numbered(tmp_path: Path) -> None:
    total = build([write_lines(tmp_path / "a.jsonl", MICE, MICE, OWLS)], tmp_path / "out").total
    assert total.line() == "3 read, 2 published, 1 merged, 0 quarantined"
    numbered = [each for each in records(tmp_path / "out") if each.endswith("-2")]
    assert [each.removesuffix("-2") in records(tmp_path / "out") for each in numbered] == [True]


def test_where_lists_lie_changes_no_byte(tmp_path: Path) -> None:
    library = [Entry(topic, PEOPLE[0], 2001, doi=True) for topic in TOPICS]
    write_library(tmp_path / "lists", "refs.bib", library[:5], library[5:])
    for inside in ("", "a/refs.bib", "**/*.bib"):
        build([str(tmp_path / "lists" / inside)], tmp_path / "one", mentions=False)
        shutil.copytree(tmp_path / "lists", tmp_path / "deep" / "er" / "moved", dirs_exist_ok=True)
        build([str(tmp_path / "deep" / "er" / "moved" / inside)], tmp_path / "two", mentions=False)
        assert contents(tmp_path / "one") == contents(tmp_path / "two")
        assert not any(b"er/moved" in each for each in contents(tmp_path / "two").values())


def test_the_order_of_arguments_changes_no_name(tmp_path: Path) -> None:
    lists = write_library(
        tmp_path / "lists", "refs.bib", [Entry("owls", PEOPLE[0], 2001, doi=True)],
        [Entry("moss", PEOPLE[1], 2002, doi=True)],
    )  # fmt: skip
    arguments = [lists, f"{lists}/a/refs.bib", f"{lists}/*/refs.bib"]
    build(arguments, tmp_path / "one", mentions=False)
    build(arguments[::-1], tmp_path / "two", mentions=False)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    summary = json.loads((tmp_path / "one" / "summary.json").read_text())
    assert [each["name"] for each in summary["sources"]] == ["a/refs.bib", "b/refs.bib"]


def test_lists_given_by_one_name_are_told_apart_and_said(tmp_path: Path) -> None:
    for folder, record in (("a", MICE), ("b", OWLS)):
        (tmp_path / folder).mkdir()
        write_lines(tmp_path / folder / "refs.jsonl", record)
    a, b = (str(tmp_path / folder / "refs.jsonl") for folder in ("a", "b"))
    said: list[str] = []
    build([a], tmp_path / "alone", mentions=False)
    build([b, a], tmp_path / "both", mentions=False, tell=said.append)
    assert [each for each in said if each.startswith("refs.jsonl: several lists have this name")]
    assert len(records(tmp_path / "both")) == 2
    build([a], tmp_path / "out", mentions=False)
    add([b], tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "both")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    (digest,) = (
        each["sha256"] for each in summary["sources"]
        if each["sha256"] not in (tmp_path / "alone" / "summary.json").read_text()
    )  # fmt: skip
    remove([digest], tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


@pytest.mark.parametrize(
    "name", ["a\nb\x1b[2J.jsonl", "<\"{|}\\^`>' .jsonl", "x" * 250, os.fsdecode(b"caf\xe9.jsonl"),
             "文献", "%2e%2e", "..."]
)  # fmt: skip
def test_any_name_of_a_file_makes_an_iri(tmp_path: Path, name: str) -> None:
    build([write_lines(tmp_path / name, MICE)], tmp_path / "out", mentions=False)
    triples = statements(tmp_path / "out", ["kg.ttl"])
    (source,) = (each.object for each in triples if each.predicate == term("prov:used"))
    assert isinstance(source, NamedNode)
    assert re.fullmatch(r"https://example\.org/kg/source/[a-z0-9-]{16,57}", source.value)


def test_a_mended_record_stays_mended_when_its_list_is_edited(tmp_path: Path) -> None:
    refs, out = tmp_path / "refs.jsonl", tmp_path / "out"
    build([write_lines(refs, OWLS, BAD)], out, mentions=False)
    kept = json.loads((out / "quarantine.jsonl").read_text())
    kept["record"] |= {"authors": ["Fox, Eva"], "doi": "10.5555/bats"}
    mended = write_lines(tmp_path / "mended.jsonl", kept)
    total = build([write_lines(refs, MICE, OWLS, BAD), mended], out, mentions=False).total
    assert total.line() == "4 read, 3 published, 1 merged, 0 quarantined"


def test_a_record_mended_in_steps_replaces_no_other_that_read_the_same(tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "kept.jsonl"
    build([write_lines(tmp_path / "refs.jsonl", OWLS, BAD, BAD)], out, mentions=False)
    for _ in range(2):
        shutil.copy(out / "quarantine.jsonl", kept)
        build([str(kept), write_lines(tmp_path / "mice.jsonl", MICE)], out, mentions=False)
    one, other = map(json.loads, (out / "quarantine.jsonl").read_text().splitlines())
    one["record"] |= {"authors": ["Fox, Eva"], "doi": "10.5555/bats"}
    write_lines(kept, one, other)
    total = build([str(kept), str(tmp_path / "mice.jsonl")], out, mentions=False).total
    assert total.line() == "3 read, 2 published, 0 merged, 1 quarantined"
