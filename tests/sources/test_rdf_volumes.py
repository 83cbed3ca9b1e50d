"""Journal, volume and issue as schema.org nests them, in either direction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Paper
from kg.sources import read

ARTICLE = {
    "@type": "ScholarlyArticle", "@id": "#owls", "name": "Owls at night", "pageStart": "12", "pageEnd": "34",
    "author": {"@type": "Person", "name": "Ana Lopez"},
}  # fmt: skip
ISSUE = {"@type": "PublicationIssue", "issueNumber": 2, "datePublished": "2019-05"}
VOLUME = {"@type": "PublicationVolume", "volumeNumber": "7", "name": "Volume seven"}
JOURNAL = {"@type": "Periodical", "name": "Owl News", "issn": "1234-5679"}


def paper_of(path: Path, said: dict[str, Any]) -> Paper:
    path.write_text(json.dumps({"@context": "https://schema.org", **said}), "utf-8")
    (paper,) = (each for each in read(path, format="rdf") if isinstance(each, Paper))
    return paper


@pytest.mark.parametrize(
    "said",
    [
        ARTICLE | {"isPartOf": ISSUE | {"isPartOf": VOLUME | {"isPartOf": JOURNAL}}},
        ARTICLE | {"isPartOf": [ISSUE, VOLUME, JOURNAL]},
        ARTICLE | {"isPartOf": ISSUE | {"isPartOf": JOURNAL | VOLUME | JOURNAL | {"@type": ["PublicationVolume", "Periodical"]}}},
        JOURNAL | {"hasPart": VOLUME | {"hasPart": [ISSUE | {"hasPart": [ARTICLE]}]}},
        VOLUME | {"isPartOf": JOURNAL, "hasPart": ISSUE | {"hasPart": ARTICLE}},
    ],
    ids=["upwards", "side by side", "a journal that is its volume", "downwards", "both ways"],
)  # fmt: skip
def test_an_article_knows_its_volume_issue_and_journal(
    said: dict[str, Any], tmp_path: Path
) -> None:
    paper = paper_of(tmp_path / "owls.jsonld", said)
    assert (paper.venue, paper.issn, paper.year, paper.date) == (
        "Owl News", "1234-5679", "2019", "2019-05",
    )  # fmt: skip
    told = paper.details
    assert (told.volume, told.issue, told.pages) == ("7", "2", "12-34")


def test_what_the_article_says_itself_goes_before(tmp_path: Path) -> None:
    own = {"volumeNumber": "8", "pagination": "5-9", "datePublished": "2020"}
    paper = paper_of(tmp_path / "owls.jsonld", ARTICLE | own | {"isPartOf": VOLUME | ISSUE})
    assert (paper.details.volume, paper.details.pages, paper.year) == ("8", "5-9", "2020")


def test_a_page_that_has_parts_is_no_venue(tmp_path: Path) -> None:
    page = {"@type": "CollectionPage", "name": "Papers of Ana", "datePublished": "2024"}
    paper = paper_of(tmp_path / "owls.jsonld", page | {"hasPart": [ARTICLE]})
    assert (paper.venue, paper.year) == (None, None)


def test_parts_in_a_circle_end(tmp_path: Path) -> None:
    circle = VOLUME | {"@id": "#v", "isPartOf": ISSUE | {"@id": "#i", "isPartOf": {"@id": "#v"}}}
    paper = paper_of(tmp_path / "owls.jsonld", ARTICLE | {"isPartOf": circle})
    assert (paper.details.volume, paper.details.issue) == ("7", "2")
