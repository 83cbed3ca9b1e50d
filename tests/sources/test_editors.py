"""Who edited the volume around a paper is told with it, in each format that names them."""

import json
from pathlib import Path

import pytest

from kg.model import Paper
from kg.sources import read

CHAPTERS = {
    "ris": "TY  - CHAP\nTI  - On It\nAU  - Chen, Bo\nA2  - Lopez, Ana\nED  - Lim, Cy\nER  - \n",
    "ciw": "FN Owl\nVR 1.0\nPT S\nTI On It\nAU Chen, Bo\nBE Lopez, Ana\n   Lim, Cy\nDT Proceedings Paper\nER\nEF\n",
    "enw": "%0 Book Section\n%T On It\n%A Chen, Bo\n%E Lopez, Ana\n%E Lim, Cy\n",
    "txt": "RT Book, Section\nT1 On It\nA1 Chen, Bo\nA2 Lopez, Ana\nA2 Lim, Cy\n",
    "bib": "@incollection{a, title={On It}, author={Chen, Bo}, editor={Lopez, Ana and Lim, Cy}}",
    "csv": 'Item Type,Title,Author,Editor\nbookSection,On It,"Chen, Bo","Lopez, Ana; Lim, Cy"\n',
    "csl.json": json.dumps([{
        "type": "chapter", "title": "On It", "author": [{"family": "Chen", "given": "Bo"}],
        "editor": [{"family": "Lopez", "given": "Ana"}, {"family": "Lim", "given": "Cy"}],
    }]),
    "zotero.json": json.dumps([{
        "itemType": "bookSection", "title": "On It", "creators": [
            {"creatorType": "author", "firstName": "Bo", "lastName": "Chen"},
            {"creatorType": "editor", "firstName": "Ana", "lastName": "Lopez"},
            {"creatorType": "editor", "firstName": "Cy", "lastName": "Lim"},
        ],
    }]),
    "crossref.json": json.dumps({"status": "ok", "message-type": "work", "message": {
        "type": "book-chapter", "title": ["On It"], "author": [{"family": "Chen", "given": "Bo"}],
        "editor": [{"family": "Lopez", "given": "Ana"}, {"family": "Lim", "given": "Cy"}],
    }}),
    "endnote.xml": """<xml><records><record><ref-type name="Book Section">5</ref-type>
        <titles><title>On It</title></titles><contributors><authors><author>Chen, Bo</author></authors>
        <secondary-authors><author>Lopez, Ana</author><author>Lim, Cy</author></secondary-authors>
        </contributors></record></records></xml>""",
    "dblp.xml": """<dblp><incollection key="a"><title>On It.</title><author>Bo Chen</author>
        <editor>Ana Lopez</editor><editor>Cy Lim</editor><year>2019</year></incollection></dblp>""",
}  # fmt: skip


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_keeps_the_editors_of_its_book(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"list.{name}"
    path.write_text(CHAPTERS[name], "utf-8")
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    said = (paper.details.printed_editors or "").split("; ")
    found = {" ".join(reversed(each.split(", "))) if "," in each else each for each in said}
    assert found == {"Ana Lopez", "Cy Lim"}
    assert (paper.editors, [each.name for each in paper.authors]) == ((), ["Bo Chen"])
    assert "editor" not in "".join(paper.records[0].unread).lower()


@pytest.mark.parametrize("kind", ["JOUR", "THES"])
def test_second_people_of_articles_and_theses_edit_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "list.ris"
    path.write_text(f"TY  - {kind}\nTI  - On It\nAU  - Chen, Bo\nA2  - Lopez, Ana\nER  - \n")
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    assert (paper.details.printed_editors, paper.records[0].unread) == (None, ("A2",))
