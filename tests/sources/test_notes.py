"""Zotero's items and OpenReview's notes are read in each form that their services give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Identifier, Paper, Rejected, Skipped
from kg.sources import Item, read

ITEM: dict[str, Any] = {
    "itemType": "conferencePaper", "title": "NightOwl", "abstractNote": "It sees.",
    "creators": [
        {"creatorType": "author", "firstName": "Ana", "lastName": "Lopez"},
        {"creatorType": "editor", "firstName": "Cy", "lastName": "Lim"},
        {"creatorType": "author", "name": "Owl Watch Consortium"},
    ],
    "proceedingsTitle": "Owl Days", "date": "2019-02-07", "DOI": "10.1000/A", "ISBN": "9781558607002",
    "url": "https://owls.example/1", "tags": [{"tag": "owls"}], "notes": [],
    "extra": "PMID: 123\narXiv:1901.00001 [cs]",
}  # fmt: skip


def items(folder: Path, value: object) -> list[Item]:
    path = folder / "notes.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return list(read(path))


@pytest.mark.parametrize(
    "form", [[ITEM], ITEM, [{"key": "A", "version": 1, "data": ITEM}], {"items": [ITEM]}]
)
def test_read_zotero_takes_items_of_every_form(tmp_path: Path, form: object) -> None:
    (paper,) = items(tmp_path, form)
    assert isinstance(paper, Paper)
    assert paper.records[0].source.format == "zotero"
    assert (paper.title, paper.abstract) == ("NightOwl", "It sees.")
    assert [(each.name, each.kind) for each in paper.authors] == [
        ("Ana Lopez", "person"), ("Owl Watch Consortium", "group"),
    ]  # fmt: skip
    assert (paper.year, paper.date, paper.venue) == ("2019", "2019-02-07", "Owl Days")
    assert (paper.kind, paper.isbn, paper.keywords) == (
        "ConferencePaper",
        "9781558607002",
        ("owls",),
    )
    assert set(paper.identifiers) == {
        Identifier("doi", "10.1000/a"), Identifier("pmid", "123"), Identifier("arxiv", "1901.00001"),
    }  # fmt: skip


def test_read_zotero_accounts_for_every_item(tmp_path: Path) -> None:
    thesis = {"itemType": "thesis", "title": "Owls", "thesisType": "PhD", "university": "Oslo"}
    book = {**ITEM, "itemType": "book"}
    found = items(
        tmp_path,
        [thesis, book, {"itemType": "note", "note": "x"}, {"itemType": "patent", "title": "T"},
         {"itemType": "report"}],
    )  # fmt: skip
    assert [type(each) for each in found] == [Paper, Paper, Skipped, Skipped, Rejected]
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["note", "patent"]
    first, second = (each for each in found if isinstance(each, Paper))
    assert (first.kind, first.venue) == ("DoctoralThesis", "Oslo")
    assert (second.kind, [each.name for each in second.editors]) == ("Book", ["Cy Lim"])


def note(version: int, **members: Any) -> dict[str, Any]:
    content: dict[str, object] = {
        "title": "NightOwl", "authors": ["Ana Lopez", "Bo Chen"], "abstract": "It sees.",
        "authorids": ["~Ana_Lopez1", "bo@owls.example"], "venue": "ICLR 2021 Poster",
        "keywords": ["owls", "night"],
    }  # fmt: skip
    content |= members.pop("content", {})
    if version == 2:
        content = {name: {"value": value} for name, value in content.items()}
    kind = (
        {"invitation": "Owls.org/2021/Conference/-/Blind_Submission"}
        if version == 1
        else {"invitations": ["Owls.org/2021/Conference/-/Submission", "Owls.org/2021/-/Edit"]}
    )
    base = {"id": "oW_l-21", "forum": "oW_l-21", "cdate": 1612137600000, "ddate": None}
    return {**base, **kind, "content": content, **members}


@pytest.mark.parametrize("version", [1, 2])
def test_read_openreview_takes_both_versions(tmp_path: Path, version: int) -> None:
    (paper,) = items(tmp_path, {"notes": [note(version)], "count": 1})
    assert isinstance(paper, Paper)
    assert paper.records[0].source.format == "openreview"
    assert (paper.title, paper.abstract) == ("NightOwl", "It sees.")
    assert [each.name for each in paper.authors] == ["Ana Lopez", "Bo Chen"]
    assert paper.identifiers == (Identifier("openreview", "oW_l-21"),)
    assert (paper.year, paper.date) == ("2021", "2021-02-01")
    assert (paper.venue, paper.kind) == ("ICLR 2021", "ConferencePaper")
    assert paper.keywords == ("owls", "night")
    assert "bo@owls.example" not in repr(paper)


def test_read_openreview_skips_what_is_no_submission(tmp_path: Path) -> None:
    review = note(2, id="r", replyto="oW_l-21", invitations=["Owls.org/2021/-/Official_Review"])
    others = [
        note(1, ddate=1612137600000), review, note(1, id="v2", referent="oW_l-21"),
    ]  # fmt: skip
    found = items(tmp_path, [note(1), *others])
    assert [each.kind for each in found if isinstance(each, Skipped)] == [
        "deleted note", "official review", "revision",
    ]  # fmt: skip


def test_read_openreview_tells_a_submission_from_a_publication(tmp_path: Path) -> None:
    submitted, workshop, journal, bare = items(
        tmp_path,
        [note(1, content={"venue": venue}) for venue in
         ("Submitted to ICLR 2021", "NeurIPS 2020 Workshop Owls Oral", "TMLR", None)],
    )  # fmt: skip
    found = [each for each in (submitted, workshop, journal, bare) if isinstance(each, Paper)]
    assert [(each.kind, each.venue) for each in found] == [
        ("Preprint", "ICLR 2021"), ("WorkshopPaper", "NeurIPS 2020 Workshop Owls"),
        ("JournalArticle", "TMLR"), (None, None),
    ]  # fmt: skip


def test_read_openreview_rejects_a_note_of_wrong_types(tmp_path: Path) -> None:
    found = items(tmp_path, [note(1, content={"title": 1.5}), note(1)])
    assert [type(each) for each in found] == [Rejected, Paper]
