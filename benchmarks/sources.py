"""Measure the readers on the real files beside the project, format by format.

`../shared/inputs` holds files of every format, a catalogue that counts their records, and beside
some the answer key of another reader (`*.expected.json`). Printed are, per folder and format, the
records read beside those catalogued, and how many titles, author lists and years are those of
the answer keys; then the files that differ most. Run with
`python benchmarks/sources.py [FOLDER]`, `--misses` lists every difference.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair, Skipped
from kg.sources import Item, read
from kg.sources.fields.markup import plain
from kg.text import fold

INPUTS = Path(__file__).parent.parent.parent / "shared" / "inputs"
FIELDS = ("title", "authors", "year")
_KEY = ".expected.json"
_UNTITLED = "[No title found]"
_LEADING = ("author", "inventor", "presenter", "programmer", "director")


@dataclass(slots=True)
class Measured:
    """One file: records catalogued (None where nobody counted) and read, and what its key says."""

    name: str
    format: str = "refused"
    catalogued: int | None = None
    papers: int = 0
    skipped: int = 0
    rejected: int = 0
    refusal: str = ""
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    misses: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """All records read, whatever became of them."""
        return self.papers + self.skipped + self.rejected


def measure(folder: Path) -> Iterator[Measured]:
    """Yield what was read of each catalogued file, in the order of the catalogue."""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        path = folder / row["file"]
        if row["file"].endswith(_KEY) or not path.is_file():
            continue
        count = row["records"]
        yield _measure(path, Measured(row["file"], catalogued=int(count) if count else None))


def _measure(path: Path, found: Measured) -> Measured:
    items = list[Item]()
    try:
        items = [each for each in read(path) if not isinstance(each, Repair)]
    except SourceError as error:
        found.refusal = error.what
    for item in items:
        source = item.records[0].source if isinstance(item, Paper) else item.source
        found.format = source.format
    found.papers = sum(isinstance(each, Paper) for each in items)
    found.skipped = sum(isinstance(each, Skipped) for each in items)
    found.rejected = sum(isinstance(each, Rejected) for each in items)
    key = path.with_name(path.name + _KEY)
    if key.is_file():
        for item, answer in zip(items, json.loads(key.read_text("utf-8")), strict=False):
            if isinstance(item, Paper):
                _compare(found, item, answer)
    return found


def _compare(found: Measured, paper: Paper, answer: dict[str, Any]) -> None:
    """Count the fields of a paper that are those of the answer, in any script and spelling of case."""
    year = re.search(r"(?<!\d)[1-9]\d{3}(?!\d)", answer.get("date") or "")
    ours = (fold(paper.title or ""), [_words(each.name) for each in paper.authors], paper.year)
    title = plain(answer.get("title") or "").replace(_UNTITLED, "")
    theirs = (fold(title), _names(answer), year and year[0])
    for name, mine, their in zip(FIELDS, ours, theirs, strict=True):
        if not their and name != "authors":
            continue
        found.asked[name] += 1
        found.right[name] += mine == their
        if mine != their:
            found.misses.append(f"{name} of {paper.records[0].index}: {mine!r}, not {their!r}")


def _names(answer: dict[str, Any]) -> list[list[str]]:
    """Return the leading people of an answer: its authors, else those who stand for them."""
    creators = answer.get("creators", [])
    types = [each for each in _LEADING if any(c["creatorType"] == each for c in creators)]
    return [
        _words(f"{each.get('firstName', '')} {each.get('lastName') or each.get('name') or ''}")
        for each in creators
        if each["creatorType"] in types[:1]
    ]


def _words(name: str) -> list[str]:
    """Return the words of a name in an order that does not tell where its particle stands."""
    return sorted(fold(name).split())


def differs(found: Measured) -> bool:
    """Tell whether the records read differ by more than 2 % from those catalogued."""
    count = found.catalogued
    return count is not None and abs(found.read - count) > 0.02 * count


def _row(name: str, files: list[Measured]) -> str:
    counted = [each for each in files if each.catalogued is not None]
    shares = (_share(files, each) for each in FIELDS)
    return (
        f"{name:34} {len(files):5} {sum(each.catalogued or 0 for each in counted):8}"
        f" {sum(each.read for each in counted):6} {sum(each.papers for each in files):7}"
        f" {sum(each.skipped for each in files):7} {sum(each.rejected for each in files):8}"
        f" {' '.join(f'{share:>10}' for share in shares)}"
    )


def _share(files: list[Measured], name: str) -> str:
    asked = sum(each.asked[name] for each in files)
    right = sum(each.right[name] for each in files)
    return f"{right}/{asked}" if asked else "-"


def main(folder: Path, *, misses: bool) -> None:
    """Print the table and the files that differ."""
    if not folder.is_dir():
        sys.exit(f"nothing measured: {folder} is not there")
    files = list(measure(folder))
    groups: dict[str, list[Measured]] = {}
    for each in files:
        groups.setdefault(f"{each.name.split('/')[0]}: {each.format}", []).append(each)
    print(
        f"{'folder: format':34} files  counted   read  papers skipped rejected"
        f" {' '.join(f'{name:>10}' for name in FIELDS)}"
    )
    for name in sorted(groups):
        print(_row(name, groups[name]))
    print(_row("all", files))
    print("\nrecords differ from the catalogue by more than 2 %:")
    for each in filter(differs, files):
        print(
            f"  {each.name}: {each.read} read, {each.catalogued} counted; {each.refusal}".rstrip(
                "; "
            )
        )
    print("\ndifferent from the answer key:")
    for each in sorted(files, key=lambda each: -len(each.misses)):
        for miss in each.misses if misses else each.misses[:1]:
            print(f"  {each.name}: {miss}")


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(named[0]) if named else INPUTS, misses="--misses" in sys.argv)
