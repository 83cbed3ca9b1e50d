"""A number in a text has bounds: thousands of digits stop no build and cost no other record."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Identifier, Paper
from kg.pipeline import build
from kg.pipeline.check import check
from kg.sources import FORMATS, read
from kg.text import whole_number

MANY = "9" * 5000
RECORDS = {
    "a.bib": f"@book{{a, title={{Owls}}, year={{{MANY}}}, month={{{MANY}}}, volume={{{MANY}}}}}",
    "a.ris": f"TY  - JOUR\nTI  - Owls\nPY  - {MANY}\nDA  - {MANY}/{MANY}/{MANY}\nSN  - {MANY}\nER  -\n",
    "a.enw": f"%0 Book\n%T Owls\n%D {MANY}\n%@ {MANY}\n",
    "a.ciw": f"PT J\nTI Owls\nPY {MANY}\nPM {MANY}\nER\n",
    "a.nbib": f"PMID- {MANY}\nTI  - Owls\nDP  - {MANY} Jan {MANY}\n",
    "a.csv": f"Title,Year,PMID\nOwls,{MANY},{MANY}\n",
    "a.jsonl": f'{{"title": "Owls", "year": {MANY}, "pmid": {MANY}}}',
    "signed.jsonl": f'{{"title": "Owls", "year": -{MANY}}}',
    "exponent.jsonl": '{"title": "Owls", "year": 1e999}',
    "csl.json": f'[{{"type": "book", "title": "Owls", "issued": {{"date-parts": [[{MANY}, {MANY}, {MANY}]]}}}}]',
    "s2.json": f'{{"paperId": "0a1b", "title": "Owls", "year": {MANY}, "corpusId": {MANY}}}',
    "openalex.json": f'{{"id": "https://openalex.org/W1", "title": "Owls", "publication_year": {MANY},'
    ' "authorships": []}',
    "openreview.json": f'{{"notes": [{{"id": "a", "forum": "a", "cdate": {MANY}, "pdate": {"9" * 16},'
    ' "content": {"title": "Owls"}}]}',
    "arxiv.json": f'{{"id": "{MANY}", "authors_parsed": [], "title": "Owls", "update_date": "{MANY}"}}',
    "pubmed.xml": f"<PubmedArticle><MedlineCitation><PMID>{MANY}</PMID><Article><ArticleTitle>Owls"
    f"</ArticleTitle><Journal><JournalIssue><PubDate><Year>{MANY}</Year><Month>{MANY}</Month><Day>1"
    "</Day></PubDate></JournalIssue></Journal></Article></MedlineCitation></PubmedArticle>",
    "dblp.xml": f'<dblp><article key="a/b/C"><title>Owls.</title><year>{MANY}</year></article></dblp>',
    "acl.xml": f'<collection id="{MANY}.x"><volume id="{MANY}"><meta><booktitle>O</booktitle><year>{MANY}'
    f'</year></meta><paper id="{MANY}"><title>Owls</title></paper></volume></collection>',
    "a.ttl": '@prefix s: <https://schema.org/> . <https://o.example/1> a s:ScholarlyArticle ; s:name "Owls" ;'
    " <http://purl.org/spar/fabio/hasPublicationYear> "
    f'"{MANY}"^^<http://www.w3.org/2001/XMLSchema#gYear> ; <https://example.org/kg/ns#authorship>'
    f' <https://o.example/2> . <https://o.example/2> s:position {MANY} ; s:item <https://o.example/3> .'
    ' <https://o.example/3> a s:Person ; s:name "Ana Li" .',
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_a_number_of_5000_digits_stops_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(RECORDS[name], encoding="utf-8")
    (tmp_path / "good.bib").write_text("@book{a, title={Bats}, author={Lopez, Ana}}")
    total = build([str(tmp_path)], tmp_path / "out", mentions=False).total
    assert total.published >= 1
    assert total.read == total.published + total.quarantined == 2
    for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines():
        json.loads(line, parse_constant=pytest.fail)
    check([str(tmp_path / name)])


def test_the_formats_with_numbers_are_tried(tmp_path: Path) -> None:
    tried = set()
    for name, text in RECORDS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        tried |= {item.records[0].source.format for item in read(tmp_path / name) if hasattr(item, "records")}  # fmt: skip
    assert len(tried) >= 14
    assert tried <= set(FORMATS)


@given(st.sampled_from(sorted(FORMATS)), st.sampled_from(["9" * 4400, "²", "1e999", "-0"]))
def test_examples_with_other_numbers_are_read_or_refused(name: str, number: str) -> None:
    """The examples of the formats, each number in them replaced."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "example.txt")
        path.write_text(re.sub(r"\d+", number, FORMATS[name].example), encoding="utf-8")
        with contextlib.suppress(SourceError):
            list(read(path, format=name))


@pytest.mark.parametrize("year", ["2019.0", "2019.00", "2.019e3"])
def test_a_whole_number_may_be_written_with_a_point(year: str, tmp_path: Path) -> None:
    records = {
        "a.json": f'[{{"title": "Owls", "authors": ["Ana Li"], "year": {year}, "pmid": 25000001.0}}]',
        "a.csv": f"Title,Authors,Year,PMID\nOwls,Ana Li,{2019.0},25000001.0\n",
        "csl.json": f'[{{"type": "book", "title": "Owls", "issued": {{"date-parts": [[{year}, 1.0]]}},'
        ' "PMID": 25000001.0}]',
        "s2.json": f'{{"paperId": "0a1b", "title": "Owls", "year": {year},'
        ' "externalIds": {"PubMed": 25000001.0}}',
    }
    for name, text in records.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (paper,) = read(tmp_path / name)
        assert isinstance(paper, Paper)
        assert (paper.year, paper.identifiers) == ("2019", (Identifier("pmid", "25000001"),)), name


@given(st.text(max_size=30))
def test_whole_number_reads_what_it_can_hold(text: str) -> None:
    number = whole_number(text)
    assert number is None or 0 <= number < 10**18
