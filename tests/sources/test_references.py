"""Which works a paper cites: read by identifier, and linked to the papers of the graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.model import Identifier, Paper
from kg.serialization import parse_file
from kg.sources import read
from kg.vocab import term

CITED = (Identifier("doi", "10.5555/a"),)
JATS = """<article><front><article-meta><title-group><article-title>On It</article-title></title-group>
</article-meta></front><back><ref-list><ref id="1"><element-citation>
<pub-id pub-id-type="doi">10.5555/A</pub-id><pub-id pub-id-type="pmid">77</pub-id></element-citation></ref>
<ref id="2"><mixed-citation>Owls, by hand.</mixed-citation></ref></ref-list></back></article>"""
CROSSREF = """<doi_records><doi_record><crossref><journal><journal_article>
<titles><title>On It</title></titles><citation_list><citation key="1"><doi>10.5555/a</doi></citation>
<citation key="2"><article_title>Owls</article_title></citation></citation_list>
</journal_article></journal></crossref></doi_record></doi_records>"""
PUBMED = """<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>On It.</ArticleTitle>
</Article></MedlineCitation><PubmedData><ReferenceList><Title>References</Title><Reference>
<Citation>Owls.</Citation><ArticleIdList><ArticleId IdType="pubmed">77</ArticleId>
<ArticleId IdType="doi">10.5555/A</ArticleId></ArticleIdList></Reference>
<Reference><Citation>Owls, by hand.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle>"""
PUBMED_BOOK = """<PubmedBookArticle><BookDocument><PMID>8</PMID><ArticleTitle>On It</ArticleTitle>
<Book><BookTitle>Birds</BookTitle></Book><ReferenceList><ReferenceList><Reference><ArticleIdList>
<ArticleId IdType="doi">10.5555/a</ArticleId></ArticleIdList></Reference></ReferenceList></ReferenceList>
</BookDocument></PubmedBookArticle>"""
EXAMPLES = {
    "crossref.json": json.dumps({
        "type": "journal-article", "title": ["On It"], "reference-count": 2,
        "reference": [{"key": "1", "DOI": "10.5555/a"}, {"key": "2", "unstructured": "Owls"}],
    }),
    "s2.json": json.dumps({
        "paperId": "0" * 40, "title": "On It",
        "references": [{"externalIds": {"DOI": "10.5555/a", "PubMed": "77"}}, {"title": "Owls"}, None],
    }),
    "jats.xml": JATS,
    "crossref.xml": CROSSREF,
    "pubmed.xml": PUBMED,
    "pubmed-book.xml": PUBMED_BOOK,
    "records.jsonl": json.dumps({"title": "On It", "references": ["doi:10.5555/a"]}),
}  # fmt: skip


def papers(path: Path) -> list[Paper]:
    return [each for each in read(path) if isinstance(each, Paper)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_read_takes_references_that_have_an_identifier(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(EXAMPLES[name], "utf-8")
    assert papers(path)[0].references == CITED


def test_a_reference_that_pubmed_numbers_alone_is_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "pubmed.xml"
    ill = PUBMED.replace(">77<", ">0x7<").replace("10.5555/A", "")
    path.write_text(PUBMED.replace("10.5555/A", ""), "utf-8")
    assert papers(path)[0].references == (Identifier("pmid", "77"),)
    path.write_text(ill, "utf-8")
    assert papers(path)[0].references == ()


def test_a_build_links_the_papers_that_it_has(tmp_path: Path) -> None:
    path, out = tmp_path / "list.jsonl", tmp_path / "out"
    cited = {"title": "Owls by night", "doi": "10.5555/a", "arxiv": "1901.00001"}
    citing = {"title": "On It", "doi": "10.5555/b",
              "references": ["doi:10.5555/a", "pmid:77", "doi:10.5555/b"]}  # fmt: skip
    path.write_text(f"{json.dumps(cited)}\n{json.dumps(citing)}\n", "utf-8")
    kg.build(path, out, mentions=False)
    found = {
        str(quad.object).strip("<>")
        for quad in parse_file(str(out / "kg.ttl"))
        if quad.predicate == term("cito:cites")
    }
    assert found == {"https://example.org/kg/paper/arxiv-1901.00001", "https://pubmed.ncbi.nlm.nih.gov/77"}  # fmt: skip
    again = {paper.title: paper.references for paper in papers(out / "kg.ttl")}
    assert again["On It"] == (Identifier("arxiv", "1901.00001"), Identifier("pmid", "77"))


def test_lists_that_cite_each_other_by_numbers_of_openalex_join(tmp_path: Path) -> None:
    folder, out = tmp_path / "lists", tmp_path / "out"
    folder.mkdir()
    page, authors = "https://openalex.org", list[object]()
    citing = {"id": f"{page}/W1", "title": "On It", "authorships": authors, "publication_year": 2020,
              "referenced_works": [f"{page}/W2", f"{page}/W3", "https://openalex.org/A5"],
              "related_works": [f"{page}/W4"]}  # fmt: skip
    cited = {
        "id": f"{page}/W2",
        "title": "Owls by night",
        "doi": "10.5555/a",
        "authorships": authors,
    }
    (folder / "one.json").write_text(json.dumps(citing), "utf-8")
    (folder / "other.json").write_text(json.dumps(cited), "utf-8")
    entry = "@misc{a, title = {Owls by night}, doi = {10.5555/a}, year = 2019}"
    (folder / "list.bib").write_text(entry, "utf-8")
    kg.build(folder, out, mentions=False)
    found = {each.title: each for each in papers(out / "kg.ttl")}
    numbered = Identifier("openalex", "W2")
    assert found["Owls by night"].identifiers == (Identifier("doi", "10.5555/a"), numbered)
    assert found["On It"].references == (
        Identifier("doi", "10.5555/a"),
        Identifier("openalex", "W3"),
    )
    assert len(found) == 2


def test_two_numbers_of_openalex_keep_no_paper_apart(tmp_path: Path) -> None:
    path, out = tmp_path / "list.jsonl", tmp_path / "out"
    paper = {"title": "Owls by night", "authors": ["Ana Lopez"], "doi": "10.5555/a"}
    rows = (json.dumps(paper | {"openalex": number}) for number in ("W1", "W2"))
    path.write_text("\n".join(rows), "utf-8")
    kg.build(path, out, mentions=False)
    (found,) = papers(out / "kg.ttl")
    assert [each.value for each in found.identifiers] == ["10.5555/a", "W1", "W2"]


def test_a_reference_without_a_scheme_is_said(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(json.dumps({"title": "On It", "references": ["Owls, 2019"]}), "utf-8")
    (rejected,) = read(path)
    assert "references" in str(rejected)
    assert not isinstance(rejected, Paper)
