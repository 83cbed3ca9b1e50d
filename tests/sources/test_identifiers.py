"""Identifiers are found by one rule in every format, and believed only where something proves them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity import (
    SCHEMES,
    find_issn,
    identifier_key,
    identifiers_in,
    identify,
    is_issn,
    is_wellformed,
    normalise,
    parse_identifier,
)
from kg.mapping import record_triples
from kg.model import Identifier, Paper, Scheme
from kg.pipeline import build
from kg.pipeline.check import check
from kg.sources import read, to_record
from kg.validation import Validator

PAGES: dict[Scheme, tuple[str, str]] = {
    "arxiv": ("https://arxiv.org/abs/math.GT/0309136v2", "math.GT/0309136"),
    "openreview": ("https://openreview.net/pdf?id=aB_1-c", "aB_1-c"),
    "doi": ("https://doi.org/10.1000%2FOwl.1", "10.1000/owl.1"),
    "pmid": ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "12345678"),
    "pmcid": ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "PMC1234567"),
    "acl": ("https://www.aclweb.org/anthology/P/P18/P18-1001.pdf", "P18-1001"),
    "pmlr": ("http://proceedings.mlr.press/v80/owl-lim18a/owl-lim18a-supp.pdf", "v80/owl-lim18a"),
    "neurips": (f"https://papers.nips.cc/paper_files/paper/2017/hash/{'0a' * 16}-Abstract.html", "0a" * 16),
    "openalex": ("https://openalex.org/works/w2741809807", "W2741809807"),
}  # fmt: skip
FILES = {
    "a.bib": "@misc{{a, title = {{Owls}}, url = {{{0}}}}}",
    "a.bbl": "\\entry{{a}}{{misc}}{{}}{{}}\n\\field{{title}}{{Owls}}\n\\verb{{url}}\n\\verb {0}\n\\endverb\n\\endentry\n",
    "a.wiki": "* {{{{cite journal |title=Owls |url={0} }}}}\n",
    "a.ris": "TY  - JOUR\nTI  - Owls\nUR  - {0}\nER  -\n",
    "a.enw": "%0 Journal Article\n%T Owls\n%U {0}\n",
    "refworks.txt": "RT Journal Article\nA1 Li,Ana\nT1 Owls\nUL {0}\n",
    "a.ciw": "PT J\nTI Owls\nUR {0}\nER\n",
    "csl.json": '[{{"type": "book", "title": "Owls", "issued": {{"date-parts": [[2019]]}}, "URL": "{0}"}}]',
    "zotero.json": '[{{"itemType": "preprint", "title": "Owls", "url": "{0}"}}]',
    "resume.json": '{{"basics": {{}}, "publications": [{{"name": "Owls", "url": "{0}"}}]}}',
    "a.csv": "Title,Year,Link\nOwls,2019,{0}\n",
    "table.json": '[{{"Title": "Owls", "author": "Ana Li", "site": "{0}"}}]',
    "endnote.xml": '<xml><records><record><ref-type name="Journal Article">17</ref-type><titles>'
    "<title>Owls</title></titles><urls><related-urls><url>{0}</url></related-urls></urls></record>"
    "</records></xml>",
    "dblp.xml": '<dblp><article key="a/b/C"><title>Owls.</title><ee>{0}</ee></article></dblp>',
    "a.jsonl": '{{"title": "Owls", "url": "{0}"}}',
    "page.txt": "[j1]\nAna Li, Bo Chen:\nOwls. J. Maps 3: 1-2 (2019)\n{0}\n",
}  # fmt: skip


def only(folder: Path, name: str, text: str) -> Paper:
    """Read the one paper of a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return next(each for each in read(path) if isinstance(each, Paper))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", FILES)
def test_read_finds_the_identifier_of_a_page_in_every_format(
    name: str, scheme: Scheme, tmp_path: Path
) -> None:
    page, value = PAGES[scheme]
    found = only(tmp_path, name, FILES[name].format(page))
    assert found.identifiers == (Identifier(scheme, value),)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_parse_identifier_moves_what_is_plainly_of_another_scheme(scheme: Scheme) -> None:
    page, value = PAGES[scheme]
    assert {parse_identifier(field, page) for field in SCHEMES} == {Identifier(scheme, value)}


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("doi", "arXiv:2107.05407v3", Identifier("arxiv", "2107.05407")),
        ("doi", "2107.05407", Identifier("arxiv", "2107.05407")),
        ("doi", "P18-1001", Identifier("acl", "P18-1001")),
        ("pmid", "PMC1234567", Identifier("pmcid", "PMC1234567")),
        ("pmcid", "1234567", Identifier("pmcid", "PMC1234567")),
        (
            "pmcid",
            "https://www.ncbi.nlm.nih.gov/pmc/articles/1234567",
            Identifier("pmcid", "PMC1234567"),
        ),
        ("doi", "https://doi.org/10.1000/X?casa_token=a:b", Identifier("doi", "10.1000/x")),
        ("pmid", "10.1000/X", Identifier("doi", "10.1000/x")),
        ("arxiv", "2107.05407 [cs.LG]", Identifier("arxiv", "2107.05407")),
        ("arxiv", "HEP-TH/9901001", Identifier("arxiv", "hep-th/9901001")),
        # No form proves these.
        ("doi", "TBA", Identifier("doi", "TBA")),
        ("doi", "12345678", Identifier("doi", "12345678")),
        ("doi", "2021.9912", Identifier("doi", "2021.9912")),
        ("doi", "foo/1234567", Identifier("doi", "foo/1234567")),
    ],
)
def test_parse_identifier_believes_the_form(
    field: Scheme, written: str, expected: Identifier
) -> None:
    assert parse_identifier(field, written) == expected


def test_identifiers_in_leaves_out_what_is_of_another_paper() -> None:
    assert not identifiers_in("DOCID: 77; PMID: 28505; CODEN: X")
    assert not identifiers_in("Comment on arXiv:2107.05407")
    assert not identifiers_in("12 pages; reply to doi:10.1000/x")
    assert [each.value for each in identifiers_in("Comments: 12 pages. arXiv:2107.05407")] == [
        "2107.05407"
    ]


def test_identifier_key_is_the_same_with_and_without_the_class_of_an_archive() -> None:
    written = ("math.GT/0309136", "math/0309136", "MATH.gt/0309136")
    assert len({identifier_key(parse_identifier("arxiv", each)) for each in written}) == 1


RIS = "TY  - JOUR\nTI  - Owls\n{}ER  -\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("ID  - 282\nDP  - NLM\n", []),
        ("ID  - 12345678\nDB  - PubMed\n", []),
        ("AN  - 12345678\nDP  - NLM\n", ["12345678"]),
        ("AN  - 12345678\nDB  - Ovid MEDLINE(R)\n", ["12345678"]),
        ("AN  - 12345678\nDB  - Embase; MEDLINE\n", []),
        ("AN  - 12345678\nDB  - Scopus\nDP  - NLM\n", []),
        ("AN  - L12345678\nDB  - PubMed\n", []),
        ("U1  - 12345678 [PMID]\n", ["12345678"]),
        ("U1  - 282\n", []),
        ("AN  - MEDLINE:12345678\nDB  - Web of Science\n", ["12345678"]),
        ("U2  - PMC1234567 [PMCID]\n", ["PMC1234567"]),
    ],
)
def test_read_ris_believes_a_number_only_where_its_field_says_so(
    lines: str, expected: list[str], tmp_path: Path
) -> None:
    assert [
        each.value for each in only(tmp_path, "a.ris", RIS.format(lines)).identifiers
    ] == expected


@pytest.mark.parametrize(
    ("database", "number", "expected"),
    [
        ("PubMed", "12345678", ["12345678"]),
        ("Embase Medline; Scopus", "12345678", []),
        ("NLM", "L2001234567", []),
        ("EndNote", "282", []),
    ],
)
def test_read_endnote_xml_believes_pubmed_alone(
    database: str, number: str, expected: list[str], tmp_path: Path
) -> None:
    record = (
        '<ref-type name="Journal Article">17</ref-type><titles><title>Owls</title></titles>'
        f"<accession-num>{number}</accession-num>"
        f"<remote-database-name>{database}</remote-database-name>"
    )
    text = f"<xml><records><record>{record}</record></records></xml>"
    found = only(tmp_path, "a.xml", text)
    assert [each.value for each in found.identifiers] == expected


WRITTEN = st.one_of(
    st.from_regex(r"(?:math|HEP-TH|cs)(?:\.[A-Za-z]{2,6})?/[0-9]{7}(?:v[1-9])?", fullmatch=True),
    st.from_regex(r"[0-9]{4}\.[0-9]{4,5}", fullmatch=True),
    st.from_regex(r"10\.[0-9]{4,9}/[^\s]{1,12}", fullmatch=True),
    st.from_regex(r"\w{1,12}|[A-Za-z][0-9]{2}-[0-9]{4}|[0-9]{4}\.\w{1,5}-\w{1,5}\.[0-9]{1,4}"),
    st.from_regex(r"[vr][0-9]{1,4}/\w{1,8}[0-9]{2}\w?", fullmatch=True),
    st.from_regex(r"(?:pmc|PMC)?[1-9][0-9]{0,8}", fullmatch=True),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SCHEMES), WRITTEN)
def test_what_is_wellformed_passes_the_shapes(scheme: Scheme, written: str) -> None:
    found = parse_identifier(scheme, written)
    if not is_wellformed(found):
        assert found.value == written.strip()
        return
    assert normalise(found.scheme, found.value) == found.value
    paper = Paper(title="Owls", identifiers=(found,))
    report = VALIDATOR.validate(record_triples(paper))
    assert not [each for each in report.results if each.severity == "violation"]


VALIDATOR = Validator()


@given(st.text(max_size=40))
def test_identify_is_sure_of_what_it_finds(text: str) -> None:
    found = identify(text)
    assert found is None or is_wellformed(found)
    assert all(map(is_wellformed, identifiers_in(text)))


def test_what_is_no_identifier_costs_no_record(tmp_path: Path) -> None:
    """It is published beside the paper, told as a Warning at its line, and goes back where it was."""
    path = tmp_path / "refs.bib"
    path.write_text(
        "\n@book{a, title = {Owls}, author = {Lopez, Ana}, doi={TBA}, issn = {1234-5678},\n"
        "  isbn = {978-3-16-148410-1}, eprint = {to appear}, archiveprefix = {arXiv}}\n"
    )
    summary = build([str(path)], tmp_path / "out", mentions=False)
    assert summary.total.line() == "1 read, 1 published, 0 merged, 0 quarantined"
    graph = (tmp_path / "out" / "kg.ttl").read_text()
    printed = {"arxiv:to appear", "doi:TBA", "issn:1234-5678", "isbn:978-3-16-148410-1"}
    assert all(f'"{each}"' in graph for each in printed)
    assert not {"schema:identifier", "schema:sameAs", "schema:isbn", "schema:issn"} & {
        *graph.split()
    }
    findings = check([str(path)]).at_least("warning")
    told = [each for each in findings if each.result.name == "printed identifier"]
    assert {(each.place, str(each.result.value)) for each in told} == {
        (f"{path}:2", f'"{each}"') for each in printed
    }
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    record = to_record(paper)
    assert (record["doi"], record["arxiv"]) == ("TBA", "to appear")
    assert (record["issn"], record["isbn"]) == ("1234-5678", "978-3-16-148410-1")


def test_a_wrong_orcid_id_is_told_and_not_believed(tmp_path: Path) -> None:
    record = {"title": "Owls", "authors": [{"name": "Ana Li", "orcid": "0000-0002-1825-0098"}]}
    found = only(tmp_path, "a.jsonl", json.dumps(record))
    assert found.authors[0].orcid is None
    assert found.printed_identifiers == ("orcid:0000-0002-1825-0098",)
    assert only(tmp_path, "b.jsonl", json.dumps(to_record(found))).printed_identifiers == (
        found.printed_identifiers
    )


@given(st.integers(1, 9_999_999))
def test_an_issn_has_one_check_digit(number: int) -> None:
    written = [f"{number // 1000:04}-{number % 1000:03}{digit}" for digit in "0123456789X"]
    assert all(find_issn(each) == each for each in written)
    assert sum(map(is_issn, written)) == 1


JOINT = """<collection id="{0}"><volume id="1"><meta><booktitle>Owls</booktitle><year>1998</year></meta>
<paper id="{1}"><title>Counting Owls at Night</title><author><first>Ana</first><last>Li</last></author>
</paper></volume></collection>"""


def test_a_joint_conference_gives_one_paper_two_identifiers(tmp_path: Path) -> None:
    files = []
    for collection in ("P98", "C98"):
        files.append(tmp_path / f"{collection}.xml")
        files[-1].write_text(JOINT.format(collection, 15))
    total = build([str(each) for each in files], tmp_path / "out", mentions=False).total
    assert (total.published, total.merged) == (1, 1)
    graph = (tmp_path / "out" / "kg.ttl").read_text()
    assert all(each in graph for each in ('"acl:P98-1015"', '"acl:C98-1015"'))


@pytest.mark.parametrize(
    ("collection", "volume", "paper", "expected"),
    [
        ("P18", "1", "7", "P18-1007"), ("W07", "2", "7", "W07-0207"), ("D19", "54", "7", "D19-5407"),
        ("D19", "1", "7", "D19-1007"), ("2022.owls", "long", "7", "2022.owls-long.7"),
    ],
)  # fmt: skip
def test_read_acl_xml_writes_the_identifier_of_volume_and_number(
    collection: str, volume: str, paper: str, expected: str, tmp_path: Path
) -> None:
    text = JOINT.format(collection, paper).replace('volume id="1"', f'volume id="{volume}"')
    found = only(tmp_path, "a.xml", text)
    assert found.identifiers == (Identifier("acl", expected),)
    assert found.url == f"https://aclanthology.org/{expected}/"
