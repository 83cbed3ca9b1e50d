"""The publications of a JSON Resume are read; what else a CV has is left."""

from __future__ import annotations

import json
from pathlib import Path

from reading_lists import items_in, papers_of

from kg.model import Paper

CV = {
    "basics": {"name": "Ana Lopez"},
    "work": [{"name": "Owl Lab", "startDate": "2018-01-01"}],
    "publications": [
        {
            "name": "Owls at Night", "publisher": "Journal of Owls", "releaseDate": "2019-05-01",
            "url": "https://doi.org/10.5555/owl.2019", "summary": "How owls hunt.",
        },
        {"name": "Counting Owls", "publisher": "OwlSat 2020", "releaseDate": "2020-09", "website": "https://owls.example/sat"},
        {"name": "Barns", "publisher": "Owl Press", "releaseDate": "2021", "authors": ["Ana Lopez", "Bo Chen"]},
        {"name": "Feathers"},
    ],
}  # fmt: skip


def read_cv(folder: Path, cv: object) -> list[Paper]:
    return papers_of(items_in(folder, "resume.json", json.dumps(cv, indent=1)))


def test_read_json_resume_takes_every_field(tmp_path: Path) -> None:
    night, sat, barns, feathers = read_cv(tmp_path, CV)
    assert (night.title, night.venue, night.date) == (
        "Owls at Night",
        "Journal of Owls",
        "2019-05-01",
    )
    assert [each.value for each in night.identifiers] == ["10.5555/owl.2019"]
    assert (sat.date, sat.url) == ("2020-09", "https://owls.example/sat")
    assert (barns.venue, barns.details.publisher, barns.year) == (None, "Owl Press", "2021")
    assert [each.name for each in barns.authors] == ["Ana Lopez", "Bo Chen"]
    assert (feathers.title, feathers.year) == ("Feathers", None)
    first, last = (each.records[0].line or 0 for each in (night, barns))
    assert 0 < first < last


def test_a_cv_without_publications_holds_none(tmp_path: Path) -> None:
    assert read_cv(tmp_path, CV | {"publications": []}) == []
