"""Pages of services are opened, in sequence and broken; real files are read as what they are."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Paper, Rejected, Skipped
from kg.sources import Item, read
from kg.sources.json_formats.start import json_start, open_page

FORMATS_OF = {
    "csljson": {"csl-json", "records", "yaml"},
    "openalex": {"openalex"},
    "crossref": {"crossref-json"},
    "datacite": {"datacite-json"},
    "s2": {"semantic-scholar"},
    "arxiv": {"arxiv-json"},
    "bulk": {"json-table"},
}
"""The formats of the real JSON files in each folder; `records` takes what has no known member, `yaml` what groups others."""

MISCOUNTED = {
    "crossref/fatcat_crossref-works.single.json": "one work on 431 lines: the manifest counts lines",
    "crossref/fatcat_crossref_api_works.json": "three works on one line: the manifest counts lines",
}
"""Real files whose count in the manifest is not that of their records, with what they hold."""


def reasons(found: list[Item]) -> list[str]:
    return [reason for each in found if isinstance(each, Rejected) for reason in each.reasons]


WORK = '{"id": "https://openalex.org/W1", "title": "Owl %d", "authorships": []}'


@pytest.mark.parametrize("pattern", ['{"results": [%s]}', '{\n"meta": {},\n"results": [\n%s]}'])
def test_read_opens_pages_in_sequence(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "pages.json"
    path.write_text("\n".join(pattern % (WORK % n) for n in range(3)))
    found = [each for each in read(path) if isinstance(each, Paper)]
    assert [each.title for each in found] == ["Owl 0", "Owl 1", "Owl 2"]
    lines = [each.records[0].line or 0 for each in found]
    assert lines == sorted(set(lines))


def test_read_keeps_the_records_before_a_page_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    whole = f'{{"meta": {{}},\n "results": [{WORK % 1},\n{WORK % 2}], "group_by": []}}'
    for cut in (whole[:-1], whole[: whole.index('], "group')], whole[: whole.index("2") - 3]):
        path.write_text(cut)
        found = list(read(path))
        assert any(isinstance(each, Paper) and each.title == "Owl 1" for each in found)
        assert len(reasons(found)) == 1


def test_open_page_leaves_records_alone() -> None:
    assert open_page('{"title": "On data", "note": {"data": []}}') is None
    assert json_start('[null, {"a\\"b": [1, {"c": 2}], "d": 3').record.keys() == {'a\\"b', "d"}


@pytest.mark.parametrize(
    "text", ["", "[", "{", '{"a', '{"a":', '{"results":', "[[[", "}", "[null]"]
)
def test_json_start_copes_with_any_start(text: str) -> None:
    assert json_start(text).page == {} or text == '{"results":'


def test_read_takes_many_arrays_in_sequence(tmp_path: Path) -> None:
    path = tmp_path / "arrays.json"
    path.write_text("\n".join(f"[{WORK % n}]" for n in range(2000)) + "\nx")
    found = list(read(path))
    assert sum(isinstance(each, Paper) for each in found) == 2000
    assert [each.line for each in found if isinstance(each, Rejected)] == [2001]


def test_read_takes_real_files_for_what_they_are(shared: Path) -> None:
    inputs = shared / "inputs"
    with (inputs / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        counts = {row["file"]: row["records"] for row in rows}
    wrong = []
    for folder, formats in FORMATS_OF.items():
        for path in sorted((inputs / folder).glob("*.json*")):
            name = path.relative_to(inputs).as_posix()
            if name.endswith(".expected.json"):
                continue
            try:
                found = list(read(path))
            except SourceError as error:
                assert "looks like OpenAlex" in str(error) or not counts[name], name
                continue
            records = [each for each in found if isinstance(each, Paper | Rejected | Skipped)]
            used = Counter(
                each.records[0].source.format if isinstance(each, Paper) else each.source.format
                for each in records
            )
            assert used.keys() <= formats, name
            if counts[name] and abs(len(records) - int(counts[name])) > 0.02 * len(records):
                wrong.append(name)
    assert wrong == sorted(MISCOUNTED)
