"""Measure the readers on real files of every format, which are no part of the project.

The catalogue beside the files counts records by their first lines. Where more than 2 % lie
between it and what is read, the file stands here:

| file | read | catalogued | why |
|---|---|---|---|
| `bibtex/jabref/fileformat__*utf-16*`, `…tiny-{BE,LE}-*` | 1 | 0 | an `@` in UTF-16 was not seen |
| `crossref/fatcat_crossref-works.single.json` | 1 | 431 | the references of the one work were counted |
| `crossref/fatcat_crossref_api_works.json` | 3 | 1 | the answer counts as one, its works as three |
| `openalex/bvitamins_[ASICFPT]*` | 0 | 1 | authors, sources …: refused by name, they are no works |
| `dblp/*.ttl` | 0 | - | publications in another vocabulary of RDF: refused by name |
| `pubmed/*PlainImporterTestMultiTitle.txt` | 1 | 0 | one record without a PMID |
| `ris/asreview_baseline_tag-notes_*.ris` | n + 1 | n | a byte order mark hides the first TY |
| `ris/jabref_RisImporterCorrupted.ris` | 1 | 0 | one record without TY |

Formats that no reader knows yet are told by `NOT_READ_YET`: they count for nothing here, neither for
nor against, until a reader for them lands and strikes its line.
"""

from __future__ import annotations

import re
import runpy
from functools import cache
from typing import Any

import pytest
from folders import ROOT, SHARED

INPUTS = SHARED / "inputs"
EXPLAINED = re.compile(
    r"bibtex/jabref/fileformat__(?:tiny-|encoding-utf-16).*|"
    r"crossref/fatcat_crossref(?:-works\.single|_api_works)\.json|openalex/bvitamins_[ASICFPT].*|"
    r"dblp/.*\.ttl|pubmed/jabref_MedlinePlainImporterTestMultiTitle\.txt|"
    r"ris/asreview_baseline_tag-notes_.*|ris/jabref_RisImporterCorrupted\.ris"
)
NOT_READ_YET = {
    r"other/.*\.cff": "Citation File Format: one work in YAML",
    r"other/.*\.mods\.xml": "MODS, the XML of library catalogues",
    r"other/.*\.ovid\.txt": "Ovid's tags, whose values stand on lines of their own",
    r"other/.*(?i:dubcore|doaj|jalc).*": "Dublin Core without an envelope, DOAJ, RDF of JaLC",
    r"plaintext/(?!markovpapers_(?:abstracts|titles)).*": "prose, no layout that tells records apart",
}
"""Formats that no reader knows, as patterns of names, with what they are."""

BROKEN = {
    "bibtex": 2,
    "crossref-json": 2,
    "csl-json": 1,
    "records": 3,
    "semantic-scholar": 202,
}
"""Records rejected, most of them Semantic Scholar's that hold no more than an identifier."""

if not INPUTS.is_dir():
    pytest.skip("the real files are not beside the project", allow_module_level=True)

MEASURING = runpy.run_path(str(ROOT / "benchmarks" / "sources.py"))


@cache
def measured() -> list[Any]:
    """Return what was read of each file of a format that is read."""
    return [
        each
        for each in MEASURING["measure"](INPUTS)
        if not any(re.fullmatch(pattern, each.name) for pattern in NOT_READ_YET)
    ]


def test_read_finds_the_records_that_are_there() -> None:
    assert len(measured()) > 400
    unexplained = [
        f"{each.name}: {each.read} read, {each.catalogued} catalogued"
        for each in measured()
        if MEASURING["differs"](each) and not EXPLAINED.fullmatch(each.name)
    ]
    assert unexplained == []


def test_read_rejects_no_more_than_what_is_broken() -> None:
    rejected: dict[str, int] = {}
    for each in measured():
        if each.rejected:
            rejected[each.format] = rejected.get(each.format, 0) + each.rejected
    assert all(count <= BROKEN.get(format, 0) for format, count in rejected.items()), rejected


@pytest.mark.parametrize(("name", "share"), [("title", 0.97), ("authors", 0.95), ("year", 0.97)])
def test_read_agrees_with_the_answer_keys(name: str, share: float) -> None:
    asked = sum(each.asked[name] for each in measured())
    right = sum(each.right[name] for each in measured())
    assert asked > 40
    assert right >= share * asked, [miss for each in measured() for miss in each.misses]
