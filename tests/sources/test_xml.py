"""XML formats become papers: each field from its element, what is no paper skipped by its kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Agent, Identifier, Paper, Skipped
from kg.sources import FORMATS, Item, read

DATA = TESTS / "sources" / "data"
ORCID = "0000-0002-1825-0097"
OPEN = "https://creativecommons.org/licenses/by/4.0/"


def found(name: str) -> list[Item]:
    return list(read(DATA / name))


def paper(name: str, index: int = 0) -> Paper:
    item = found(name)[index]
    assert isinstance(item, Paper)
    return item


def skipped(name: str) -> list[str]:
    return [each.kind for each in found(name) if isinstance(each, Skipped)]


def names(item: Paper) -> list[str]:
    return [author.name for author in item.authors]


def ids(item: Paper) -> list[str]:
    return [f"{each.scheme}:{each.value}" for each in item.identifiers]


@pytest.mark.parametrize(
    ("name", "format", "kinds"),
    [
        ("pubmed/set.xml", "pubmed", [Paper, Paper, Paper]),
        ("endnote_xml/one_line.xml", "endnote-xml", [Paper, Skipped, Paper]),
        ("acl_xml/current.xml", "acl-xml", [Skipped, Paper]),
        ("acl_xml/old.xml", "acl-xml", [Skipped, Paper]),
        ("arxiv_xml/atom.xml", "arxiv-xml", [Paper]),
        ("arxiv_xml/oai.xml", "arxiv-xml", [Paper, Paper, Paper, Skipped]),
        ("crossref_xml/unixref.xml", "crossref-xml", [Paper, Paper, Paper, Skipped]),
        ("datacite_xml/kernel4.xml", "datacite-xml", [Paper]),
        ("datacite_xml/unbound.xml", "datacite-xml", [Skipped]),
        ("jats/article.xml", "jats", [Paper]),
        ("dblp/slice.xml", "dblp", [Paper, Paper, Paper, Skipped, Skipped]),
    ],
)
def test_read_recognises_each_format_and_gives_every_record(
    name: str, format: str, kinds: list[type]
) -> None:
    items = found(name)
    assert [type(item) for item in items] == kinds
    records = [item.records[0] if isinstance(item, Paper) else item for item in items]
    assert {record.source.format for record in records} == {format}
    assert [record.index for record in records] == list(range(1, len(items) + 1))  # type: ignore[union-attr]


def test_pubmed_reads_every_field() -> None:
    first = paper("pubmed/set.xml")
    assert first.title == "Uptake of CO₂ by Strix aluco"
    assert first.other_titles == ("Aufnahme von CO2 durch den Waldkauz",)
    assert first.abstract is not None
    assert first.abstract.startswith("BACKGROUND: Owls breathe at night. RESULTS: They took up 10³")
    assert first.abstract.endswith("All owls agreed.")
    assert (first.year, first.date, first.venue) == ("1998", None, "Annals of Owl Studies")
    assert (first.kind, first.issn, first.keywords) == (
        "ReviewArticle",
        "1234-5679",
        ("owls", "night"),
    )
    assert ids(first) == ["pmid:90000001", "doi:10.1000/owl.1"]
    assert first.records[0].line == 4


def test_pubmed_authors_have_all_parts() -> None:
    ana, king, team = paper("pubmed/set.xml").authors
    full = "Ana B de la Torre Gil"
    place = "Owl House, Oslo."
    assert ana == Agent(full, full, "person", "de la Torre Gil", "Ana B", ORCID, place)
    assert (king.name, king.family, king.given) == ("C King Jr", "King", "C")
    assert (team.name, team.kind) == ("Night Flight Study Group", "group")


def test_pubmed_takes_the_vernacular_title_where_there_is_no_other() -> None:
    last = paper("pubmed/set.xml", 2)
    assert (last.title, last.other_titles) == ("La chouette de minuit", ())
    assert (last.date, last.venue, last.kind) == ("2020-02-07", "Ann Owl", "JournalArticle")


def test_endnote_joins_styles_and_splits_lines() -> None:
    first = paper("endnote_xml/one_line.xml")
    assert first.title == "Owls in Nature: a count"
    assert first.keywords == ("owls", "night flight")
    assert (first.year, first.venue, first.issn) == ("2019", "Journal of Owls", "1234-5679")
    assert ids(first) == ["doi:10.1000/owl.2", "pmid:90000004"]
    assert first.url == "https://example.org/owls?a=1&b=2"
    assert names(first) == ["Ana Lopez", "Bo van der Berg Jr."]


def test_endnote_kinds_follow_the_name_of_the_type_not_its_number() -> None:
    assert paper("endnote_xml/one_line.xml").kind == "JournalArticle"
    assert skipped("endnote_xml/one_line.xml") == ["patent"]
    thesis = paper("endnote_xml/one_line.xml", 2)
    assert (thesis.kind, thesis.year) == ("MastersThesis", "1993")


def test_acl_takes_venue_and_year_from_the_volume() -> None:
    item = paper("acl_xml/current.xml", 1)
    assert item.title == "NightOwl: Learning in L₀"
    assert item.abstract == "We study owls, wrapped over lines."
    assert (item.venue, item.year) == ("Proceedings of the Workshop on OWLs", "2022")
    assert (item.kind, item.isbn) == ("WorkshopPaper", "978-1-5090-3758-2")
    assert item.url == "https://aclanthology.org/2022.owls-main.1/"
    assert item.code == "https://github.com/example/nightowl"
    assert [(each.name, each.orcid, each.affiliation) for each in item.authors] == [
        ("Yang Li", ORCID, "University of Oslo"),
        ("Madonna", None, None),
    ]


def test_acl_reads_the_schema_until_2019() -> None:
    item = paper("acl_xml/old.xml", 1)
    assert item.title == "The <Owl> and $&!#* Characters"
    assert (item.year, item.url) == ("2011", "https://aclanthology.org/W11-0101/")
    assert skipped("acl_xml/old.xml") == ["proceedings"]


def test_arxiv_reads_atom() -> None:
    item = paper("arxiv_xml/atom.xml")
    assert (item.title, item.abstract) == ("NightOwl: A Memory for Agents", "We present NightOwl.")
    assert ids(item) == ["arxiv:1901.00001", "doi:10.1000/owl.5", "doi:10.1000/owl.6"]
    assert (item.kind, item.date) == ("Preprint", "2019-01-02")
    ana, team = item.authors
    assert (ana.family, ana.affiliation, team.kind) == ("van der Berg", "Oslo", "group")


def test_arxiv_reads_each_metadata_format_of_oai() -> None:
    two, three, four = (paper("arxiv_xml/oai.xml", index) for index in range(3))
    assert names(two) == ["R. W. Orlando IV", "Ida Ott", "Night Owl Collaboration"]
    assert [each.kind for each in two.authors] == ["person", "person", "group"]
    assert (two.date, two.licence) == ("2019-01-03", OPEN.replace("https", "http"))
    assert (names(three), three.date) == (["Ana López", "Bo Ott", "C. Fo"], "1999-01-04")
    assert ids(three) == ["arxiv:hep-th/9901001"]
    assert (names(four), four.abstract) == (["P. von Berg-Ott"], "The abstract proper.")
    assert ids(four) == ["arxiv:0901.0003", "doi:10.1000/owl.8"]
    assert skipped("arxiv_xml/oai.xml") == ["deleted record"]


OAI_ERROR = (
    '<OAI-PMH><request>http://export.arxiv.org/oai2</request><error code="badArgument"/></OAI-PMH>'
)
EMPTY_FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/0</id></feed>'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ((DATA / "arxiv_xml" / "error.xml").read_text("utf-8"), "error message of arXiv"),
        (OAI_ERROR, "error message of arXiv"),
        (EMPTY_FEED, "holds no entry"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "an Atom feed"),
    ],
)
def test_arxiv_refuses_what_is_no_answer_by_name(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "answer.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=what):
        list(read(path))


def test_crossref_reads_every_field() -> None:
    item = paper("crossref_xml/unixref.xml")
    assert (item.title, item.other_titles) == ("NightOwl: A Memory", ("NachtEule",))
    assert (item.abstract, item.venue) == ("Aims: To see.", "Owls & Nights")
    assert (item.year, item.date, item.kind) == ("2020", "2020-01-05", "JournalArticle")
    assert (ids(item), item.url) == (["doi:10.1000/owl.9"], "https://example.org/owl")
    assert (item.issn, item.licence) == ("1234-5679", OPEN)
    team, ana = item.authors
    assert (team.name, team.kind) == ("Owl Consortium", "group")
    assert (ana.name, ana.orcid, ana.affiliation) == ("Ana Lopez Jr.", ORCID, "Oslo")
    assert paper("crossref_xml/unixref.xml", 1).kind == "MastersThesis"
    assert paper("crossref_xml/unixref.xml", 2).kind == "Book"
    assert skipped("crossref_xml/unixref.xml") == ["error"]


def test_datacite_reads_every_field() -> None:
    item = paper("datacite_xml/kernel4.xml")
    assert (item.title, item.other_titles) == ("NightOwl: A Memory", ("NachtEule",))
    assert (item.abstract, item.kind) == ("We saw owls.", "ConferencePaper")
    assert (item.year, item.date) == ("2021", "2021-03-04")
    assert ids(item) == ["doi:10.1000/owl.10", "arxiv:1901.00001"]
    assert [(each.name, each.kind, each.orcid) for each in item.authors] == [
        ("Ana Lopez", "person", ORCID),
        ("Owl Society", "group", None),
    ]
    assert (item.keywords, item.licence) == (("owls",), OPEN)


def test_datacite_with_unbound_prefixes_is_read() -> None:
    assert skipped("datacite_xml/unbound.xml") == ["data set"]


def test_jats_reads_every_field() -> None:
    item = paper("jats/article.xml")
    assert item.title == "Owls at x₂: A Count"
    assert item.other_titles == ("猫头鹰",)
    assert item.abstract == "Aims: To see H₂O. Results. We saw á."
    assert (item.year, item.date, item.kind) == ("2017", None, "ReviewArticle")
    assert (item.venue, item.licence) == ("Owls Today", OPEN)
    assert ids(item) == ["doi:10.1000/owl.11", "pmid:90000005"]
    assert [(each.name, each.kind, each.affiliation) for each in item.authors] == [
        ("Bo Li", "person", "Owl House, Oslo"),
        ("The Owl Group", "group", None),
        ("M. Member", "person", None),
        ("NIGHT Collaboration", "group", None),
    ]


def test_dblp_resolves_entities_and_keeps_the_number_of_namesakes() -> None:
    article, preprint, workshop = (paper("dblp/slice.xml", index) for index in range(3))
    assert article.title == "NightOwl: O(n²) Memory"
    assert names(article) == ["Michael H. Böhlen", "Bo Li"]
    assert [each.printed for each in article.authors] == ["Michael H. Böhlen", "Bo Li 0002"]
    assert article.identifiers == (Identifier("doi", "10.1000/owl.12"),)
    assert (preprint.kind, ids(preprint)) == ("Preprint", ["arxiv:1901.00001"])
    assert (workshop.kind, workshop.title) == ("WorkshopPaper", "Owls?")
    assert skipped("dblp/slice.xml") == ["proceedings", "web page"]


XML_FORMATS = sorted(
    {
        "pubmed",
        "jats",
        "dblp",
        "acl-xml",
        "arxiv-xml",
        "crossref-xml",
        "datacite-xml",
        "endnote-xml",
    }
)


@pytest.mark.parametrize("name", XML_FORMATS)
def test_example_is_recognised_and_holds_one_paper(name: str, tmp_path: Path) -> None:
    path = tmp_path / "example.xml"
    path.write_text(FORMATS[name].example, "utf-8")
    (item,) = read(path)
    assert isinstance(item, Paper)
    assert item.records[0].source.format == name
    assert item.title in {"NightOwl", "Night"}


@pytest.mark.parametrize("before", ["\ufeff", "\n\n", "<!-- a > b -->\n", "<?pi x?><!-- y -->"])
def test_read_skips_what_stands_before_the_root(before: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(before + FORMATS["dblp"].example, "utf-8")
    (item,) = read(path)
    assert isinstance(item, Paper)
    assert item.records[0].line == 1 + before.count("\n")


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-8", "UTF-16", "GBK"])
def test_read_takes_the_declared_encoding(encoding: str, tmp_path: Path) -> None:
    title = "夜の" if encoding == "GBK" else "Été naïve"
    text = f'<article key="k"><author>Bo Li</author><title>{title}.</title></article>'
    path = tmp_path / "list.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding))
    assert [each.title for each in read(path) if isinstance(each, Paper)] == [title]


def test_read_tells_records_of_oai_by_what_they_hold(tmp_path: Path) -> None:
    cited = "<citation><doi>10.1000/x</doi>see http://arxiv.org/abs/1901.00001</citation>"
    inner = FORMATS["crossref-xml"].example.replace("</titles>", f"</titles>{cited}")
    path = tmp_path / "record.xml"
    path.write_text(f"<record><header/><metadata>{inner}</metadata></record>", "utf-8")
    (item,) = read(path)
    assert isinstance(item, Paper)
    assert item.records[0].source.format == "crossref-xml"
