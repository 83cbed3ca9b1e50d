"""DOAJ's XML, as publishers give their articles to the directory."""

from __future__ import annotations

from pathlib import Path

from kg.model import Paper, Skipped
from kg.sources import read

ARTICLE = """<record><language>eng</language><publisher>Owl Press</publisher>
<journalTitle>Journal of Owls</journalTitle><issn>1234-5679</issn><eissn>0317-8471</eissn>
<publicationDate>2019-04-03</publicationDate><volume>7</volume><issue>2</issue>
<startPage>12</startPage><endPage>34</endPage><doi>10.5555/owl.7</doi>
<publisherRecordId>77</publisherRecordId><documentType>article</documentType>
<title language="eng">Owls &amp; their <i>songs</i></title><title language="spa">Las lechuzas</title>
<authors><author><name>Ana López</name><affiliationId>1</affiliationId>
<orcid_id>https://orcid.org/0000-0002-1825-0097</orcid_id></author>
<author><name>Bo Chen</name><email>bo@example.org</email><affiliationId>2</affiliationId></author></authors>
<affiliationsList><affiliationName affiliationId="1">University of Owls</affiliationName>
<affiliationName affiliationId="2">Night Lab</affiliationName></affiliationsList>
<abstract language="eng">Owls sing.</abstract><abstract language="spa">Cantan.</abstract>
<fullTextUrl format="pdf">https://example.org/owl.pdf</fullTextUrl>
<keywords language="eng"><keyword>owls</keyword><keyword>song</keyword></keywords></record>"""


def doaj(folder: Path, *records: str) -> list[object]:
    file = folder / "articles.xml"
    file.write_text(f"<records>{''.join(records)}</records>", "utf-8")
    return list(read(str(file)))


def test_an_article_is_read_whole(tmp_path: Path) -> None:
    (paper,) = doaj(tmp_path, ARTICLE)
    assert isinstance(paper, Paper)
    assert paper.records[0].source.format == "doaj-xml"
    assert (paper.title, paper.other_titles) == ("Owls & their songs", ("Las lechuzas",))
    assert (paper.abstract, paper.keywords) == ("Owls sing.", ("owls", "song"))
    assert [(each.name, each.affiliation, each.orcid) for each in paper.authors] == [
        ("Ana López", "University of Owls", "0000-0002-1825-0097"), ("Bo Chen", "Night Lab", None)
    ]  # fmt: skip
    assert (paper.year, paper.date, paper.venue) == ("2019", "2019-04-03", "Journal of Owls")
    assert (paper.issn, paper.url) == ("1234-5679", "https://example.org/owl.pdf")
    assert [each.value for each in paper.identifiers] == ["10.5555/owl.7"]
    told = paper.details
    assert (told.volume, told.issue, told.pages, told.publisher, told.language) == (
        "7", "2", "12-34", "Owl Press", "en"
    )  # fmt: skip
    assert paper.records[0].unread == ("authors/author/email", "publisherRecordId")


def test_an_article_that_says_little_is_one_of_a_journal(tmp_path: Path) -> None:
    bare = "<record><journalTitle>Owls</journalTitle><title>Mice</title></record>"
    software = bare.replace("<title>", "<documentType>software</documentType><title>")
    paper, skipped = doaj(tmp_path, bare, software)
    assert isinstance(paper, Paper)
    assert (paper.kind, paper.authors, paper.details.pages) == ("JournalArticle", (), None)
    assert isinstance(skipped, Skipped) and skipped.kind == "software"
