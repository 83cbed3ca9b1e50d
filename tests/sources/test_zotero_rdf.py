"""The RDF of Zotero: items, what they stand in, and addresses that are no IRIs."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Identifier, Paper, Repair, Skipped
from kg.sources import read
from kg.sources.format import Item

HEAD = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:vcard="http://nwalsh.com/rdf/vCard#"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
"""
ARTICLE = """\
<bib:Article rdf:about="http://owls.example/a b|c">
  <z:itemType>journalArticle</z:itemType><z:language>en</z:language><z:numPages>9</z:numPages>
  <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
  <bib:authors><rdf:Seq>{people}</rdf:Seq></bib:authors>
  <dc:subject>owls</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>night</rdf:value></z:AutomaticTag></dc:subject>
  <dc:subject><dcterms:LCC><rdf:value>QL696</rdf:value></dcterms:LCC></dc:subject>
  <dc:title>Owls &amp; Maps</dc:title><dcterms:abstract>We see.</dcterms:abstract>
  <dc:date>2019-02-07</dc:date><bib:pages>3-9</bib:pages>
  <dc:identifier><dcterms:URI><rdf:value>https://owls.example/a</rdf:value></dcterms:URI></dc:identifier>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5679">
  <dc:title>Owl Letters</dc:title><prism:volume>7</prism:volume><prism:number>2</prism:number>
  <dc:identifier>DOI 10.1000/owl.1</dc:identifier><dc:identifier>ISSN 1234-5679</dc:identifier>
</bib:Journal>
"""
PERSON = "<rdf:li><foaf:Person><foaf:surname>{}</foaf:surname><foaf:{}>{}</foaf:{}></foaf:Person></rdf:li>"


def items(folder: Path, text: str) -> list[Item]:
    path = folder / "My Library.rdf"
    path.write_text(f"{HEAD}{text}</rdf:RDF>\n", encoding="utf-8")
    return [each for each in read(path) if not isinstance(each, Repair)]


def only(folder: Path, text: str) -> Paper:
    (found,) = items(folder, text)
    assert isinstance(found, Paper)
    return found


def test_an_article_takes_what_its_journal_says(tmp_path: Path) -> None:
    given = [f"P{n}" for n in range(1, 12)]
    people = "".join(PERSON.format("Owl", "givenName", each, "givenName") for each in given)
    found = only(tmp_path, ARTICLE.replace("{people}", people))
    assert (found.title, found.abstract, found.kind) == ("Owls & Maps", "We see.", "JournalArticle")
    assert [each.given for each in found.authors] == given
    assert (found.venue, found.issn, found.date) == ("Owl Letters", "1234-5679", "2019-02-07")
    assert found.identifiers == (Identifier("doi", "10.1000/owl.1"),)
    assert (found.keywords, found.url) == (("owls", "night"), "https://owls.example/a")
    details = found.details
    assert (details.volume, details.issue, details.pages) == ("7", "2", "3-9")
    assert found.records[0].unread == ("numPages",)


def test_a_paper_is_of_its_conference_and_its_series(tmp_path: Path) -> None:
    old = PERSON.format("Lopez", "givenname", "Ana", "givenname")
    found = only(
        tmp_path,
        f"""<rdf:Description rdf:about="#item_7"><z:itemType>conferencePaper</z:itemType>
        <dcterms:isPartOf><bib:Journal><dc:identifier>ISBN 978-3-16-148410-0</dc:identifier>
        <dcterms:isPartOf><bib:Series><dc:title>Owl Notes</dc:title></bib:Series></dcterms:isPartOf>
        </bib:Journal></dcterms:isPartOf><bib:authors><rdf:Seq>{old}</rdf:Seq></bib:authors>
        <dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Oslo</vcard:locality>
        </vcard:Address></vcard:adr><foaf:name>Owl Press</foaf:name></foaf:Organization></dc:publisher>
        <bib:presentedAt><bib:Conference><dc:title>Owl Days</dc:title></bib:Conference></bib:presentedAt>
        <dc:title>Owls</dc:title></rdf:Description>""",
    )
    assert (found.venue, found.kind) == ("Owl Days", "ConferencePaper")
    assert (found.authors[0].name, found.isbn) == ("Ana Lopez", "978-3-16-148410-0")
    details = found.details
    assert (details.publisher, details.place, details.series) == ("Owl Press", "Oslo", "Owl Notes")


def test_notes_are_no_items_and_web_pages_are_skipped(tmp_path: Path) -> None:
    text = '<bib:Memo rdf:about="#item_2"><rdf:value>seen</rdf:value></bib:Memo>'
    page = '<bib:Document rdf:about="#item_1"><z:itemType>webpage</z:itemType></bib:Document>'
    (found,) = items(tmp_path, text + page)
    assert isinstance(found, Skipped) and found.kind == "web page"


def test_rdf_that_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        items(tmp_path, '<bib:Book rdf:about="#item_1"><z:itemType>book</z:itemType>')
