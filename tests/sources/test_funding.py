"""Who paid, and for whom the authors work: each format says it in its own way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.identity import agent_key, grant_key, normalise_registry
from kg.model import Agent, Grant, Paper, Record, Source
from kg.organizations import named_in, organizations_of
from kg.sources import read, to_record
from kg.sources.fields.funding import organization, written_funding
from kg.sources.record import read_record

ROR, FUNDER = "https://ror.org/01xtthb56", "https://doi.org/10.13039/501100000780"
Funding = set[tuple[str, str | None, str]]
BOTH: Funding = {("Owl Fund", FUNDER, "A-17")}
NAMED: Funding = {("Owl Fund", None, "A-17")}
LAB: list[tuple[str, str | None]] = [("Owl Lab", ROR)]

OPENALEX = {
    "id": "https://openalex.org/W1", "title": "On It", "publication_year": 2019,
    "authorships": [{"author": {"display_name": "Ana Lopez"}, "raw_affiliation_strings": ["Owl Lab, Oslo"],
                     "institutions": [{"display_name": "Owl Lab", "ror": ROR}]}],
    "grants": [{"funder": "https://openalex.org/F1", "funder_display_name": "Owl Fund", "award_id": "A-17"}],
    "funders": [{"id": "https://openalex.org/F1", "display_name": "Owl Fund", "ror": ROR}],
}  # fmt: skip
CROSSREF = {"status": "ok", "message-type": "work", "message": {
    "DOI": "10.1000/1", "type": "journal-article", "title": ["On It"],
    "author": [{"family": "Lopez", "given": "Ana",
                "affiliation": [{"name": "Owl Lab", "id": [{"id": ROR, "id-type": "ROR"}]}]}],
    "funder": [{"name": "Owl Fund", "DOI": "10.13039/501100000780", "award": ["A-17"]}],
}}  # fmt: skip
DATACITE = {
    "doi": "10.1000/1", "titles": [{"title": "On It"}], "publicationYear": 2019,
    "types": {"resourceTypeGeneral": "JournalArticle"},
    "creators": [{"name": "Lopez, Ana", "affiliation": [
        {"name": "Owl Lab", "affiliationIdentifier": ROR, "affiliationIdentifierScheme": "ROR"}]}],
    "fundingReferences": [{"funderName": "Owl Fund", "funderIdentifier": FUNDER, "awardNumber": "A-17"}],
}  # fmt: skip
CROSSREF_XML = f"""<doi_records><doi_record><crossref><journal><journal_article><titles><title>On It</title>
</titles><contributors><person_name contributor_role="author"><given_name>Ana</given_name><surname>Lopez
</surname><affiliations><institution><institution_name>Owl Lab</institution_name>
<institution_id type="ror">{ROR}</institution_id></institution></affiliations></person_name></contributors>
<program name="fundref"><assertion name="fundgroup"><assertion name="funder_name">Owl Fund
<assertion name="funder_identifier">{FUNDER}</assertion></assertion>
<assertion name="award_number">A-17</assertion></assertion></program></journal_article></journal>
</crossref></doi_record></doi_records>"""
DATACITE_XML = f"""<resource xmlns="http://datacite.org/schema/kernel-4"><creators><creator>
<creatorName>Lopez, Ana</creatorName><affiliation affiliationIdentifier="{ROR}">Owl Lab</affiliation>
</creator></creators><titles><title>On It</title></titles><publicationYear>2019</publicationYear>
<resourceType resourceTypeGeneral="JournalArticle"/><fundingReferences><fundingReference>
<funderName>Owl Fund</funderName><funderIdentifier funderIdentifierType="Crossref Funder ID">{FUNDER}
</funderIdentifier><awardNumber>A-17</awardNumber></fundingReference></fundingReferences></resource>"""
PUBMED = f"""<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>On It
</ArticleTitle><AuthorList><Author><LastName>Lopez</LastName><ForeName>Ana</ForeName><AffiliationInfo>
<Affiliation>Owl Lab</Affiliation><Identifier Source="ROR">{ROR}</Identifier></AffiliationInfo></Author>
</AuthorList><GrantList><Grant><GrantID>A-17</GrantID><Agency>Owl Fund</Agency></Grant></GrantList></Article>
</MedlineCitation></PubmedArticle></PubmedArticleSet>"""
JATS = f"""<article><front><article-meta><title-group><article-title>On It</article-title></title-group>
<contrib-group><contrib><name><surname>Lopez</surname><given-names>Ana</given-names></name>
<xref ref-type="aff" rid="a1"/></contrib><aff id="a1"><institution-wrap><institution>Owl Lab</institution>
<institution-id institution-id-type="ror">{ROR}</institution-id></institution-wrap></aff></contrib-group>
<funding-group><award-group><funding-source><institution-wrap><institution>Owl Fund</institution>
<institution-id institution-id-type="doi">{FUNDER}</institution-id></institution-wrap></funding-source>
<award-id>A-17</award-id></award-group></funding-group></article-meta></front></article>"""
EXAMPLES: dict[str, tuple[str, Funding, list[tuple[str, str | None]]]] = {
    "openalex": (json.dumps(OPENALEX), {("Owl Fund", ROR, "A-17")}, LAB),
    "crossref.json": (json.dumps(CROSSREF), BOTH, LAB),
    "datacite.json": (json.dumps(DATACITE), BOTH, LAB),
    "crossref.xml": (CROSSREF_XML, BOTH, LAB),
    "datacite.xml": (DATACITE_XML, BOTH, LAB),
    "pubmed.xml": (PUBMED, NAMED, LAB),
    "jats.xml": (JATS, BOTH, LAB),
    "nbib": ("PMID- 7\nTI  - On It\nFAU - Lopez, Ana\nAD  - Owl Lab\nGR  - A-17/OW/Owl Fund/Norway\n",
             NAMED, [("Owl Lab", None)]),
    "wos": ("FN Thomson\nVR 1.0\nPT J\nTI On It\nAU Lopez, A\nFU Owl Fund [A-17]\nER\nEF\n", NAMED, []),
    "ris": ("TY  - JOUR\nTI  - On It\nAU  - Lopez, Ana\nFU  - Owl Fund (A-17)\nER  -\n", NAMED, []),
    "bib": ("@article{a, title={On It}, author={Lopez, Ana}, funder={Owl Fund}, grant={A-17}}", NAMED, []),
}  # fmt: skip


def paper_in(folder: Path, name: str, text: str) -> Paper:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (paper,) = (item for item in read(path) if isinstance(item, Paper))
    return paper


@pytest.mark.parametrize("name", EXAMPLES)
def test_grants_and_organizations_are_read(name: str, tmp_path: Path) -> None:
    text, funding, employers = EXAMPLES[name]
    paper = paper_in(tmp_path, name, text)
    assert {
        (each.funder.name, each.funder.registry, each.award)
        for each in paper.funding
        if each.funder
    } == funding
    found = organizations_of(paper.authors[0])
    assert [(each.name, each.registry) for each in found] == employers


def test_a_record_keeps_them() -> None:
    lab = Agent("Owl Lab", "Owl Lab", "group", registry=ROR)
    fund = Agent("Owl Fund", "Owl Fund", "group", registry=FUNDER)
    paper = Paper(
        title="On It",
        authors=(Agent("Ana Lopez", "Ana Lopez", family="Lopez", given="Ana", organizations=(lab,)),),
        funding=(Grant(fund, "A-17"), Grant(None, "B-18"), Grant(Agent("X Y", "X Y", "group"))),
    )  # fmt: skip
    place = Record(Source("", "a.jsonl", "records"), 1)
    assert read_record(to_record(paper), place).funding == paper.funding
    assert read_record(to_record(paper), place).authors == paper.authors


@pytest.mark.parametrize(
    ("affiliation", "names"),
    [
        ("Dept. of Zoology, University of Nightford, Oslo, Norway.", ["University of Nightford"]),
        (
            "Institute of Owls, Universität Nachtstadt; Owl Inc.",
            ["Universität Nachtstadt", "Owl Inc"],
        ),
        ("Owl Institute for Maps, 12 Main Street, 0123 Oslo", ["Owl Institute for Maps"]),
        ("University of California, San Diego, CA, USA", ["University of California, San Diego"]),
        ("University of California, CA 92093", ["University of California"]),
        ("DeepOwl", ["DeepOwl"]),
        ("Department of Owls", []),
        ("Oslo, Norway", []),
        ("ana@owls.example", []),
        ("12345-67", []),
        ("31400 Nightford", []),
        ("Owl Drilling Co., Ltd., 5 Main Street, Oslo, China", ["Owl Drilling Co. Ltd"]),
        ("Owlwise, Inc, Miami, United States.", ["Owlwise Inc"]),
        ("Owl House; Strand Oslo WC2R 2LS UK; USA", ["Owl House"]),
    ],
)
def test_an_address_names_its_university_or_institution(affiliation: str, names: list[str]) -> None:
    assert list(named_in(affiliation)) == names


@given(st.text(max_size=200))
def test_what_an_affiliation_names_stands_in_it(affiliation: str) -> None:
    said = " ".join(affiliation.replace(",", " ").split())
    for name in named_in(affiliation):
        assert name.replace(",", "").strip() and name.replace(",", "") in said
        assert agent_key(Agent(name, name, "group"))


@example("(0]")  # An award of nobody: the number alone is told.
@given(st.text(max_size=200))
def test_funding_by_hand_says_what_is_written(written: str) -> None:
    said = " ".join(written.split())
    for grant in written_funding(written):
        assert grant.funder or grant.award
        assert grant.funder is None or grant.funder.name in said
        assert grant.award is None or grant.award in said


@given(st.text(alphabet=st.characters(exclude_characters=";[]()"), max_size=60))
def test_funding_by_hand_loses_no_funder_before_its_awards(name: str) -> None:
    for written, award in ((name, None), (f"{name} [A-1]", "A-1")):
        funder = organization(name)
        told = written_funding(written)
        assert {each.funder for each in told} == ({funder} if funder or award else set())
        assert {each.award for each in told} == ({award} if funder or award else set())


def test_one_organization_has_one_key_by_its_address_however_it_is_spelled() -> None:
    found = [organization("Owl Lab", ROR), organization("The Lab of Owls", ROR.upper())]
    assert {agent_key(each) for each in found if each} == {"ror-01xtthb56"}
    assert normalise_registry("https://ror.org/0ixtthb56") is None, "no i in base 32"


def test_awards_of_two_funders_are_two_grants() -> None:
    one, other = (Agent(name, name, "group") for name in ("Owl Fund", "Night Council"))
    keys = {grant_key(Grant(each, "A-17")) for each in (one, other, None)}
    assert len(keys) == 3
    assert all(key.startswith("a-17-") for key in keys)


def test_all_organizations_of_an_entry_are_kept(tmp_path: Path) -> None:
    paper = paper_in(tmp_path, "a.bib", "@techreport{a, title={On It}, publisher={Owl Press}, school={"
                     "Owl School}, institution={Owl Institute}, organization={Owl Press}}")  # fmt: skip
    assert paper.details.publisher == "Owl Press"
    assert paper.details.institution == "Owl Institute; Owl School"


@pytest.mark.parametrize(
    "inner",
    [
        '<institution content-type="org-division">Owl Care</institution>'
        '<institution content-type="org-name">Owl Lab</institution>',
        "<institution>Department of Owls</institution><institution>Owl Lab</institution>",
    ],
)
def test_an_address_of_a_registry_is_of_the_whole_and_not_of_a_department(
    inner: str, tmp_path: Path
) -> None:
    paper = paper_in(tmp_path, "a.xml", "<article><front><article-meta><title-group><article-title>On It"
                     "</article-title></title-group><contrib-group><contrib><name><surname>Lopez</surname>"
                     f"</name><aff><institution-wrap><institution-id>{ROR}</institution-id>{inner}"
                     "</institution-wrap></aff></contrib></contrib-group></article-meta></front></article>")  # fmt: skip
    assert [(each.name, each.registry) for each in paper.authors[0].organizations] == LAB


def test_numbers_that_are_written_otherwise_are_two_grants_so_that_each_has_one() -> None:
    keys = {grant_key(Grant(None, award)) for award in ("AGS-16", "AGS 16", "ags-16")}
    assert len(keys) == 3
