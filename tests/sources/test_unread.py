"""What a record says and nothing reads is told by its name, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.model import Paper
from kg.pipeline import build
from kg.sources import read
from kg.sources.fields.unread import Noted, unread

BIBTEX = {
    "title": "Owls", "author": "Lopez, Ana", "journal": "Maps", "year": "2019", "volume": "7",
    "doi": "10.1000/1", "publisher": "Owl Press", "file": "a.pdf", "annote": "read it",
}  # fmt: skip
RIS = {
    "TI": "Owls", "AU": "Lopez, Ana", "JF": "Maps", "PY": "2019", "VL": "7", "DO": "10.1000/1",
    "KW": "night", "N1": "read it", "U5": "x",
}  # fmt: skip
MEDLINE = {
    "TI": "Owls", "FAU": "Lopez, Ana", "JT": "Maps", "DP": "2019 Feb 7", "VI": "7", "OT": "night",
    "OWN": "NLM", "STAT": "MEDLINE",
}  # fmt: skip
CROSSREF: dict[str, Any] = {
    "title": ["Owls"], "DOI": "10.1000/1", "type": "journal-article", "volume": "7", "score": 3,
    "author": [{"given": "Ana", "family": "Lopez", "sequence": "first"}, {"family": "Chen"}],
    "issued": {"date-parts": [[2019, 2]]}, "member": "77", "subject": [],
    "container-title": ["Maps"], "reference": [{"DOI": "10.1000/2", "key": "r1"}],
}  # fmt: skip
PUBMED = """<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal><Title>Maps</Title>
<JournalIssue><Volume>7</Volume><PubDate><Year>2019</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Owls <i>at</i> night</ArticleTitle><AuthorList><Author><LastName>Lopez</LastName>
<ForeName>Ana</ForeName><Initials>A</Initials></Author></AuthorList></Article>
<CoiStatement>None.</CoiStatement></MedlineCitation><PubmedData><History><PubMedPubDate><Year>2019</Year>
</PubMedPubDate></History></PubmedData></PubmedArticle>"""


def bibtex(fields: dict[str, str]) -> str:
    return "@article{a, " + ", ".join(f"{name} = {{{text}}}" for name, text in fields.items()) + "}"


def tagged(fields: dict[str, str], before: str = "", after: str = "") -> str:
    return before + "".join(f"{tag:4}- {text}\n" for tag, text in fields.items()) + after


def ris(fields: dict[str, str]) -> str:
    lines = "".join(f"{tag}  - {text}\n" for tag, text in fields.items())
    return f"TY  - JOUR\n{lines}ER  -\n"


def medline(fields: dict[str, str]) -> str:
    return tagged(fields, "PMID- 7\n")


def paper_in(folder: Path, text: str) -> Paper:
    path = folder / "list.txt"
    path.write_text(text, encoding="utf-8")
    (paper,) = (item for item in read(path) if isinstance(item, Paper))
    return paper


def said(paper: Paper) -> Paper:
    """Return what a record says, without where it stands."""
    return replace(paper, records=())


@pytest.mark.parametrize(
    ("write", "fields", "expected"),
    [
        (bibtex, BIBTEX, ("annote", "file")),
        (ris, RIS, ("N1", "U5")),
        (medline, MEDLINE, ("OWN", "STAT")),
    ],
)
def test_a_field_is_told_as_unread_where_without_it_the_paper_is_the_same(
    write: Any, fields: dict[str, str], expected: tuple[str, ...], tmp_path: Path
) -> None:
    whole = paper_in(tmp_path, write(fields))
    assert whole.records[0].unread == expected
    for name in fields:
        without = {each: text for each, text in fields.items() if each != name}
        if name in ("TI", "title"):
            continue  # A record without a title may be none.
        same = said(paper_in(tmp_path, write(without))) == said(whole)
        assert same == (name in expected), name


def _without_each(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield a JSON value without each of its members, and the path of that."""
    for key in value if isinstance(value, dict) else ():
        yield path + key, {name: each for name, each in value.items() if name != key}
        for name, each in _without_each(value[key], f"{path}{key}."):
            yield name, value | {key: each}
    for place, each in enumerate(value) if isinstance(value, list) else ():
        for name, other in _without_each(each, path):
            yield name, [*value[:place], other, *value[place + 1 :]]


def test_a_member_of_json_is_told_by_its_path(tmp_path: Path) -> None:
    answer = {"status": "ok", "message-type": "work", "message": CROSSREF}
    whole = paper_in(tmp_path, json.dumps(answer))
    expected = {"author.sequence", "member", "reference.key", "score"}
    assert set(whole.records[0].unread) == expected, "an empty list says nothing"
    for path, work in _without_each(CROSSREF):
        if path in ("title", "type", "author.family", "author", "issued", "reference"):
            continue
        same = said(paper_in(tmp_path, json.dumps(answer | {"message": work}))) == said(whole)
        assert same == (path in expected or path == "subject"), path


def test_an_element_of_xml_is_told_by_its_path_and_nothing_beneath_it(tmp_path: Path) -> None:
    assert set(paper_in(tmp_path, PUBMED).records[0].unread) == {
        "MedlineCitation/Article/AuthorList/Author/Initials",
        "MedlineCitation/CoiStatement",
        "PubmedData",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title,authors,rank\nOwls,Ana Lopez,3\nNight,Bo Chen,\n", [("rank",), ()]),
        ('{"title": "Owls", "authors": ["Ana Lopez"], "shelf": "7"}\n', [("shelf",)]),
        ("- title: Owls\n  authors: [Ana Lopez]\n  shelf: 7\n", [("shelf",)]),
        ("cff-version: 1.2.0\ntitle: T\nreferences:\n- type: article\n  title: Owls\n  authors:\n"
         "  - family-names: Lopez\n    fax: 7\n  status: preprint\n", [("authors.fax", "status")]),
        ("<oai_dc:dc xmlns:oai_dc='urn:o' xmlns:dc='urn:d'><dc:title>Owls</dc:title><dc:type>article"
         "</dc:type><dc:coverage>Oslo</dc:coverage></oai_dc:dc>", [("coverage",)]),
    ],
)  # fmt: skip
def test_every_sort_of_list_tells_what_is_unread(
    text: str, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    papers = [item for item in read(path) if isinstance(item, Paper)]
    assert [paper.records[0].unread for paper in papers] == expected


VALUES = st.recursive(
    st.text("ab", max_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from("xyz"), VALUES), st.sets(st.sampled_from("xyz")))
def test_what_was_asked_for_and_what_is_unread_are_apart(
    members: dict[str, Any], asked: set[str]
) -> None:
    record = Noted(json.loads(json.dumps(members), object_hook=Noted))
    for key in asked:
        record.get(key)
    names = unread(record)
    assert {name for name in names if "." not in name} == {
        key for key, value in members.items() if value and key not in asked
    }
    assert all(name.split(".")[0] in asked for name in names if "." in name)


def test_a_build_counts_what_is_unread_and_keeps_the_counts(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(bibtex(BIBTEX) + bibtex({"title": "Maps", "file": "b.pdf"}))
    summary = build([str(tmp_path / "a.bib")], str(tmp_path / "out"), mentions=False)
    assert summary.total.unread == {"file": 2, "annote": 1}
    written = json.loads((tmp_path / "out" / "summary.json").read_text())
    (format_,) = written["formats"]
    assert list(format_["unread"].items()) == [("file", 2), ("annote", 1)]
    assert type(summary).from_json(json.dumps(written)).total.unread == summary.total.unread


def test_a_build_says_the_commonest_fields_in_one_line(tmp_path: Path, run: Run) -> None:
    fields = BIBTEX | {"owner": "me", "timestamp": "2019"}
    (tmp_path / "a.bib").write_text(bibtex(fields) + bibtex({"title": "Maps", "file": "b.pdf"}))
    (tmp_path / "b.ris").write_text(ris({"TI": "Night", "U5": "x"}))
    arguments = ["build", str(tmp_path), "--output", str(tmp_path / "out"), "--no-mentions"]
    code, _, told = run(*arguments)
    (line,) = (each for each in told.splitlines() if "Not read" in each)
    assert code == 0
    assert line.startswith(
        "Not read: file of bibtex (2), U5 of ris (1), annote of bibtex (1), 2 more;"
    )
