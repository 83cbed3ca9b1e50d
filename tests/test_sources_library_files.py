"""Measure the readers of reference libraries on real exports, which are no part of the project.

Counts differ from the catalogue where it counts lines that begin `TY` or `@` only: BOMs before
the first tag, UTF-16, and entries in one line; `EXPLAINED` names the files.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair
from kg.sources import Item, read
from kg.text import fold

INPUTS = Path(__file__).parent.parent.parent / "shared" / "inputs"
OURS = re.compile(r"(bibtex|ris)/.*|.*\.(enw|ref|nbib)|.*MedlinePlain.*\.txt")
EXPLAINED = {
    "ris/asreview_baseline_tag-notes_labels.ris": "a byte order mark hides the first TY",
    "ris/asreview_baseline_tag-notes_zotero.ris": "a byte order mark hides the first TY",
    "ris/jabref_RisImporterCorrupted.ris": "one record without TY",
    "pubmed/jabref_MedlinePlainImporterTestMultiTitle.txt": "one record without PMID",
}

if not INPUTS.is_dir():
    pytest.skip("the real files are not beside the project", allow_module_level=True)


def catalogue() -> Iterator[tuple[str, int]]:
    with (INPUTS / "MANIFEST.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if OURS.fullmatch(row["file"]) and not row["file"].endswith(".json"):
                yield row["file"], int(row["records"] or 0)


def items(name: str) -> list[Item]:
    try:
        return [each for each in read(INPUTS / name) if not isinstance(each, Repair)]
    except SourceError:
        return []


@pytest.mark.parametrize(("name", "count"), list(catalogue()))
def test_read_finds_the_records_that_are_there(name: str, count: int) -> None:
    found = len(items(name))
    if name in EXPLAINED or not count:
        assert found >= count
    else:
        assert abs(found - count) <= 0.02 * count


def test_read_rejects_no_more_than_what_is_broken() -> None:
    broken = [each for name, _ in catalogue() for each in items(name) if isinstance(each, Rejected)]
    assert len(broken) <= 2, [each.reasons for each in broken]


def test_read_agrees_with_the_answer_keys() -> None:
    titles, authors, years = list[bool](), list[bool](), list[bool]()
    for name, _ in catalogue():
        answers = INPUTS / f"{name}.expected.json"
        if not answers.exists():
            continue
        expected = json.loads(answers.read_text(encoding="utf-8"))
        for each, answer in zip(items(name), expected, strict=False):
            if not isinstance(each, Paper):
                continue
            titles.append(fold(each.title or "") == fold(answer.get("title") or ""))
            authors.append([fold(agent.name) for agent in each.authors] == people(answer))
            year = re.search(r"[1-9]\d{3}", answer.get("date") or "")
            years += [each.year == year[0]] if year else []
    assert sum(titles) >= 0.97 * len(titles)
    assert sum(authors) >= 0.95 * len(authors)
    assert sum(years) >= 0.97 * len(years)


def people(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [
        fold(f"{each.get('firstName', '')} {each.get('lastName') or each.get('name')}")
        for each in answer.get("creators", [])
        if each["creatorType"] == "author"
    ]
