"""MODS, as library catalogues and repositories write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Skipped
from kg.sources import read

HEAD = '<modsCollection xmlns="http://www.loc.gov/mods/v3">'
ARTICLE = """<mods version="3.8">
<titleInfo><nonSort>The</nonSort><title>owl at night</title><subTitle>a field study</subTitle></titleInfo>
<titleInfo type="translated"><title>Die Eule bei Nacht</title></titleInfo>
<name type="personal"><namePart type="given">Ana</namePart><namePart type="family">Lopez</namePart>
 <namePart type="date">1970-</namePart><role><roleTerm type="code">aut</roleTerm></role>
 <nameIdentifier type="orcid">0000-0002-1825-0097</nameIdentifier><affiliation>Owl Institute</affiliation></name>
<name type="personal"><namePart>Chen, Bo, 1961-2019.</namePart><role><roleTerm>Author</roleTerm></role></name>
<name type="corporate"><namePart>Owl Watchers Group</namePart></name>
<name type="personal"><namePart>Meyer, Eva</namePart><role><roleTerm>editor</roleTerm></role></name>
<typeOfResource>text</typeOfResource><genre>article</genre>
<originInfo><dateIssued>[1999?]</dateIssued><dateIssued encoding="w3cdtf">1999-05-04</dateIssued></originInfo>
<language><languageTerm type="code">eng</languageTerm></language>
<abstract>Owls hunt at night.</abstract>
<subject><topic>Owls</topic></subject>
<relatedItem type="host"><titleInfo><title>Journal of Owls</title></titleInfo>
 <identifier type="issn">0317-8471</identifier>
 <part><detail type="volume"><number>12</number></detail><detail type="issue"><number>3</number></detail>
 <extent unit="pages"><start>5</start><end>9</end></extent></part></relatedItem>
<identifier type="doi">10.5555/owls.1</identifier><identifier type="local">x 7</identifier>
<location><url>https://owls.example.org/1</url></location></mods>"""


def mods(folder: Path, *records: str) -> list[object]:
    file = folder / "list.xml"
    file.write_text(HEAD + "".join(records) + "</modsCollection>", "utf-8")
    return list(read(str(file)))


def test_an_article_is_read_whole(tmp_path: Path) -> None:
    (paper,) = mods(tmp_path, ARTICLE)
    assert isinstance(paper, Paper)
    assert paper.title == "The owl at night: a field study"
    assert paper.other_titles == ("Die Eule bei Nacht",)
    assert [each.name for each in paper.authors] == ["Ana Lopez", "Bo Chen", "Owl Watchers Group"]
    assert (paper.authors[0].orcid, paper.authors[0].affiliation) == (
        "0000-0002-1825-0097", "Owl Institute",
    )  # fmt: skip
    assert paper.authors[2].kind == "group"
    assert (paper.year, paper.date, paper.kind) == ("1999", "1999-05-04", "JournalArticle")
    assert (paper.venue, paper.issn) == ("Journal of Owls", "0317-8471")
    assert (paper.details.volume, paper.details.issue, paper.details.pages) == ("12", "3", "5-9")
    assert paper.details.language == "en"
    assert [(each.scheme, each.value) for each in paper.identifiers] == [("doi", "10.5555/owls.1")]
    assert (paper.url, paper.keywords) == ("https://owls.example.org/1", ("Owls",))


def test_a_part_is_named_behind_the_title(tmp_path: Path) -> None:
    info = "<title>Owl works</title><partNumber>Vol. 4</partNumber><partName>Plays</partName>"
    (paper,) = mods(tmp_path, f"<mods><titleInfo>{info}</titleInfo></mods>")
    assert isinstance(paper, Paper)
    assert paper.title == "Owl works. Vol. 4: Plays"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("<typeOfResource>still image</typeOfResource>", "artwork"),
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<typeOfResource>software, multimedia</typeOfResource>", "software"),
        ("<typeOfResource>sound recording-nonmusical</typeOfResource>", "audio"),
        ("<typeOfResource>text</typeOfResource><genre>web site</genre>", "web page"),
    ],
)
def test_what_is_no_text_is_skipped_by_its_kind(tmp_path: Path, said: str, kind: str) -> None:
    (item,) = mods(tmp_path, f"<mods><titleInfo><title>Owls</title></titleInfo>{said}</mods>")
    assert isinstance(item, Skipped)
    assert item.kind == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("<genre>thesis</genre><note>PhD, Oslo</note>", "DoctoralThesis"),
        ("<originInfo><issuance>monographic</issuance></originInfo>", "Book"),
        ("<genre>conference paper</genre>", "ConferencePaper"),
        ("<genre authority='marcgt'>bibliography</genre>", None),
        (
            "<relatedItem type='host'><originInfo><issuance>continuing</issuance></originInfo></relatedItem>",
            "JournalArticle",
        ),
    ],
)
def test_the_kind_comes_of_genre_issuance_and_host(
    tmp_path: Path, said: str, kind: str | None
) -> None:
    (paper,) = mods(tmp_path, f"<mods><titleInfo><title>Owls</title></titleInfo>{said}</mods>")
    assert isinstance(paper, Paper)
    assert paper.kind == kind
