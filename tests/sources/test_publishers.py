"""What publishers and databases write in their own way is read: places, ORCID iDs, notices, formulae."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Agent, Paper, Repair
from kg.sources import Item, read
from kg.sources.cleaning.abstracts import unclaimed, unremarked
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain

ORCID = "0000-0002-1825-0097"
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def items(folder: Path, name: str, text: str) -> list[Item]:
    path = folder / name
    path.write_text(text, "utf-8")
    return list(read(path))


def only(folder: Path, name: str, text: str) -> Paper:
    (paper,) = (each for each in items(folder, name, text) if isinstance(each, Paper))
    return paper


def jats(folder: Path, meta: str, title: str = "Owls") -> Paper:
    return only(
        folder,
        "owls.xml",
        f"<article {XLINK}><front><article-meta><title-group><article-title>{title}"
        f"</article-title></title-group>{meta}</article-meta></front></article>",
    )


def author(folder: Path, inner: str) -> Agent:
    named = f"<name><surname>Lopez</surname><given-names>Ana</given-names></name>{inner}"
    paper = jats(
        folder, f'<contrib-group><contrib contrib-type="author">{named}</contrib></contrib-group>'
    )
    return paper.authors[0]


@pytest.mark.parametrize(
    "link",
    [
        f'<contrib-id contrib-id-type="ORCID">{ORCID}</contrib-id>',
        f'<ext-link ext-link-type="orcid">{ORCID}</ext-link>',
        f'<ext-link ext-link-type="uri" xlink:href="https://orcid.org/{ORCID}">her page</ext-link>',
        f'<uri content-type="orcid" xlink:href="http://orcid.org/{ORCID}"/>',
        f"<uri>https://orcid.org/{ORCID}</uri>",
    ],
)
def test_jats_takes_the_orcid_from_wherever_it_stands(tmp_path: Path, link: str) -> None:
    assert author(tmp_path, link).orcid == ORCID


def test_jats_takes_no_other_link_for_an_orcid(tmp_path: Path) -> None:
    assert author(tmp_path, "<uri>https://owls.example/ana</uri>").orcid is None


@pytest.mark.parametrize(
    ("aff", "place"),
    [
        ("<label>1</label><institution-wrap><institution-id>7</institution-id> <institution>Nests"
         "</institution> <institution>Owl House</institution></institution-wrap> <city>Oslo</city>"
         "<country>Norway</country>", "Nests, Owl House, Oslo, Norway"),
        ("<addr-line>Owl House,</addr-line> <country>Norway</country>", "Owl House, Norway"),
        ("<label>1</label>Nests, <institution>Owl House</institution>, Oslo", "Nests, Owl House, Oslo"),
        ("Owl House, Oslo; <ext-link ext-link-type='email'>a@owls.example</ext-link>", "Owl House, Oslo"),
    ],
)  # fmt: skip
def test_jats_parts_what_an_affiliation_is_made_of(tmp_path: Path, aff: str, place: str) -> None:
    assert author(tmp_path, f"<aff>{aff}</aff>").affiliation == place


@pytest.mark.parametrize("value", ["PMC1234567", "1234567"])
def test_jats_knows_the_number_in_pubmed_central(tmp_path: Path, value: str) -> None:
    found = jats(tmp_path, f'<article-id pub-id-type="pmc">{value}</article-id>')
    assert [(each.scheme, each.value) for each in found.identifiers] == [("pmcid", "PMC1234567")]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mn>5</mn><mspace width='1em'/><mi>TeV</mi>", "5 TeV"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a+1)/b"),
        ("<mfrac><mrow><mi>a</mi></mrow><mi>b</mi></mfrac>", "a/b"),
    ],
)
def test_xml_formulae_keep_what_parts_their_signs(tmp_path: Path, formula: str, text: str) -> None:
    assert jats(tmp_path, "", f"Owls <math>{formula}</math>").title == f"Owls {text}"


@pytest.mark.parametrize(
    ("tex", "text"), [("$$xy$$", "xy"), ("$n=20$", "n=20"), (r"$\sqrt{n}$", r"$\sqrt{n}$")]
)
def test_tex_has_no_dollars_where_none_are_needed(tmp_path: Path, tex: str, text: str) -> None:
    assert jats(tmp_path, "", f"Owls <tex-math>{tex}</tex-math>").title == f"Owls {text}"


def test_numbers_are_no_formulae() -> None:
    assert decode_latex(r"$100$ owls, $25\%$ of $0.5$, rank-$1$") == "100 owls, 25% of 0.5, rank-1"
    assert decode_latex("$5 or $6") == "$5 or $6"


def test_plain_knows_the_signs_of_astronomers() -> None:
    assert plain("at 16&fdg;5 and 2&farcs;1, 5<mspace/>m") == "at 16°.5 and 2″.1, 5 m"


@pytest.mark.parametrize(
    "notice",
    [
        "© 2019 Owl Press.",
        "(C) 2010 Owl Press Ltd. All rights reserved.",
        "Crown Copyright (c) 2010 Published by Owl Press.",
        "Copyright © 2024 The Authors. Journal of Owls published by Owl Press Ltd.",
        "© The Author(s) 2021. Published by Owl Press.",
        "[ABSTRACT FROM AUTHOR]; Copyright of Owls is the property of Owl Press and may not be copied.",
        "[ABSTRACT FROM AUTHOR]",
        "[Received: June 2, 2023; Accepted: February 13, 2024]",
        "[The dissertation citations contained here are published with the permission of Owl LLC.]",
    ],
)
def test_abstracts_lose_the_notice_alone(notice: str) -> None:
    assert unclaimed(unremarked(f"Owls see at night. {notice}")) == "Owls see at night."


@pytest.mark.parametrize(
    "abstract",
    [
        "We saw (a) 2009 owls, (b) 2010 owls and (c) 2011 Owls.",
        "The © 2019 of owls is young.",
        "We read Copyright 2010-2019 laws.",
        "© 2019 Owl Press. " + "Owls see. " * 60,
    ],
)
def test_abstracts_keep_what_is_no_notice(abstract: str) -> None:
    assert unclaimed(unremarked(abstract)) == abstract


MEDLINE = "PMID- 7\nTI  - Owls\nDP  - {0}\nDEP - {1}\n"


@pytest.mark.parametrize(
    ("issue", "online", "year", "date"),
    [
        ("2019 Feb 7", "20190101", "2019", "2019-02-07"),
        ("2019 Feb", "20190101", "2019", "2019-01-01"),
        ("2019 Feb", "20181231", "2019", "2019-02"),
        ("", "20181231", "2018", "2018-12-31"),
    ],
)
def test_medline_takes_the_day_online_as_pubmed_does(
    tmp_path: Path, issue: str, online: str, year: str, date: str | None
) -> None:
    paper = only(tmp_path, "owls.nbib", MEDLINE.format(issue, online))
    assert (paper.year, paper.date) == (year, date)


@pytest.mark.parametrize(
    ("number", "types", "kind", "venue"),
    [
        ("ED1", ["Books"], "Book", None),
        ("ED1", ["Dissertations/Theses - Doctoral Dissertations"], "DoctoralThesis", None),
        ("ED1", ["Reports - Research"], "ReportDocument", None),
        ("ED1", ["Guides - General"], None, None),
        ("EJ1", ["Journal Articles", "Reports - Research"], "JournalArticle", "Owl Press"),
    ],
)
def test_eric_names_the_publisher_of_what_is_no_article(
    tmp_path: Path, number: str, types: list[str], kind: str | None, venue: str | None
) -> None:
    printed = "".join(f"PT  - {each}\n" for each in types)
    links = "AID - http://dx.doi.org/10.1000/owl.1\nLID - http://eric.example/?id=1\n"
    text = f"OWN - ERIC\nTI  - Owls\nJT  - Owl Press\nOID - {number}\n{links}{printed}"
    paper = only(tmp_path, "owls.nbib", text)
    assert (paper.kind, paper.venue, paper.url) == (kind, venue, "http://eric.example/?id=1")
    assert [each.value for each in paper.identifiers] == ["10.1000/owl.1"]


PUBMED = (
    "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Owls.</ArticleTitle><AuthorList>"
    "<Author><LastName>{1}</LastName><ForeName>{0}</ForeName><AffiliationInfo><Affiliation>{2}</Affiliation>"
    "</AffiliationInfo></Author></AuthorList></Article></MedlineCitation></PubmedArticle>"
)


@pytest.mark.parametrize(
    ("given", "family", "kind"),
    [
        ("Night Owl", "Counting Initiative", "group"),
        ("OWL", "Collaboration", "group"),
        ("M. J.", "Council", "person"),
        ("MJ", "Council", "person"),
    ],
)
def test_a_group_in_the_parts_of_a_name_is_a_group(
    tmp_path: Path, given: str, family: str, kind: str
) -> None:
    (agent,) = only(tmp_path, "owls.xml", PUBMED.format(given, family, "Oslo")).authors
    assert (agent.name, agent.kind) == (f"{given} {family}", kind)


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (" a.lopez@owls.example", "."),
        (" Electronic address: a@owls.example.", "."),
        (" E-mail: a@owls.example; b@owls.example", "."),
        (" (e-mail: a@owls.example).", "."),
        (" At night.", ". At night."),
    ],
)
def test_affiliations_keep_no_address(tmp_path: Path, behind: str, kept: str) -> None:
    found = items(tmp_path, "owls.xml", PUBMED.format("Ana", "Lopez", f"Owl House, Oslo.{behind}"))
    (paper,) = (each for each in found if isinstance(each, Paper))
    assert paper.authors[0].affiliation == f"Owl House, Oslo{kept}"
    told = [each.kind for each in found if isinstance(each, Repair)]
    assert told == (["not part of the place"] if "@" in behind else [])


def test_orcid_with_label_and_address(tmp_path: Path) -> None:
    text = f"PMID- 7\nTI  - Owls\nFAU - Lopez, Ana\nAUID- ORCID: https://orcid.org/{ORCID}\n"
    assert only(tmp_path, "owls.nbib", text).authors[0].orcid == ORCID


BEHALF = "on behalf of the Owl Collaboration"
OAI = (
    "<record><header><identifier>oai:arXiv.org:1901.00001</identifier></header><metadata>"
    '<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1901.00001</id><authors>'
    f"<author><keyname>Lopez</keyname><forenames>Ana</forenames><affiliation>{BEHALF}</affiliation>"
    "<affiliation>Oslo</affiliation></author><author><keyname>Chen</keyname><forenames>Bo</forenames>"
    f"<affiliation>{BEHALF}</affiliation></author></authors><title>Owls</title></arXiv></metadata></record>"
)
SNAPSHOT = (
    '{"id": "1901.00001", "title": "Owls", "categories": "cs.LG", "authors_parsed": '
    f'[["Lopez", "Ana", "", "{BEHALF}", "Oslo"], ["Chen", "Bo", "", "{BEHALF}"]]}}\n'
)


@pytest.mark.parametrize(("name", "text"), [("owls.xml", OAI), ("owls.jsonl", SNAPSHOT)])
def test_arxiv_names_once_the_group_that_stands_for_an_affiliation(
    tmp_path: Path, name: str, text: str
) -> None:
    found = [
        (each.name, each.kind, each.affiliation) for each in only(tmp_path, name, text).authors
    ]
    assert found == [
        ("Ana Lopez", "person", "Oslo"),
        ("Bo Chen", "person", None),
        ("Owl Collaboration", "group", None),
    ]
