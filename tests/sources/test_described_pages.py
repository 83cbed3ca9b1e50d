"""HTML pages that describe a publication for machines: tags of Highwire Press, and JSON-LD."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS

from kg.errors import SourceError
from kg.model import Paper, Rejected
from kg.sources import read

DATA = TESTS / "sources" / "data" / "html"


def test_citation_tags_take_every_field() -> None:
    (found,) = [each for each in read(DATA / "tagged.html") if isinstance(each, Paper)]
    assert found.title == "Owls & mice > night"
    first, second = found.authors
    assert (first.name, first.affiliation, first.orcid) == (
        "Ana Lopez", "Owl Institute", "0000-0002-1825-0097",
    )  # fmt: skip
    assert (second.name, second.affiliation) == ("Bo Chen", None)
    assert (found.venue, found.date, found.kind) == (
        "Journal of Owls", "2019-02-07", "JournalArticle",
    )  # fmt: skip
    told = found.details
    assert (told.volume, told.issue, told.pages) == ("12", "3", "5-9")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.1"]
    assert [each.value for each in found.references] == ["10.1000/mice.1"]
    assert (found.issn, found.url) == ("0317-8471", "https://owls.example/1.pdf")


@pytest.mark.parametrize(
    ("tag", "kind", "venue"),
    [
        ("conference_title", "ConferencePaper", "Owls"),
        ("inbook_title", "BookChapter", "Owls"),
        ("dissertation_institution", "Thesis", None),
        ("technical_report_institution", "ReportDocument", None),
    ],
)
def test_citation_tags_tell_the_kind(
    tmp_path: Path, tag: str, kind: str, venue: str | None
) -> None:
    path = tmp_path / "page.html"
    tags = {"title": "Owls at night", "authors": "Ana Lopez; Bo Chen", tag: "Owls"}
    path.write_text("".join(f'<meta name="citation_{k}" content="{v}">' for k, v in tags.items()))
    (found,) = [each for each in read(path) if isinstance(each, Paper)]
    assert (found.kind, found.venue, len(found.authors)) == (kind, venue, 2)


def test_json_ld_of_others_is_read_in_their_terms() -> None:
    found, broken = read(DATA / "json_ld.html")
    assert isinstance(found, Paper)
    assert [(each.name, each.family) for each in found.authors] == [
        ("Ana Lopez", "Lopez"),
        ("Bo Chen", "Chen"),
    ]
    assert (found.abstract, found.venue, found.year) == ("We watch.", "Journal of Owls", "2019")
    assert [each.value for each in found.identifiers] == ["10.1000/owl.1"]
    assert found.records[0].line == 3
    assert isinstance(broken, Rejected)
    assert (broken.line, "not JSON-LD" in broken.reasons[0]) == (9, True)


@pytest.mark.parametrize(
    "text",
    [
        '<html><head><meta name="citation_title" content="Owls"></head></html>',
        '<html><script type="application/ld+json">{"@type": "Product", "name": "Owl"}</script></html>',
        '<html><script>a = {"@type": "ScholarlyArticle"} // ld+json</script></html>',
    ],
)
def test_other_pages_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match="HTML"):
        list(read(path))
