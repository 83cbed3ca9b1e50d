"""Measure what comes back: BibTeX → graph → BibTeX, field by field, on real files.

`python benchmarks/roundtrip.py [FOLDER]`; the folder is ../shared/inputs/bibtex where none is given.
Each file is built by itself; each entry is compared with the entry that its paper is written as.
Values are compared as plain Unicode without case, blanks, dashes' length and full stops; names of
organizations by their letters and digits, as the graph tells organizations apart, and without addresses
of e-mail, which are not published. What one field says of several, such as `Oslo : Owl Press`, comes back in
several.
"""

from __future__ import annotations

import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import kg
from kg.bibliography.bibtex import write_bibtex
from kg.errors import KgError
from kg.model import Paper
from kg.serialization import parse_file
from kg.sources.bibtex.names import parse_names
from kg.sources.bibtex.syntax import Entry, entries
from kg.sources.cleaning.details import GENRES
from kg.sources.fields.details import language_tag, page_range
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.markup import plain
from kg.sources.fields.stand_ins import EMAIL
from kg.sources.fields.values import iso_date, titled
from kg.sources.input.document import open_document
from kg.sources.rdf import Graph
from kg.text import fold
from kg.vocab import term

STANDARD = (
    "address", "author", "booktitle", "chapter", "edition", "editor", "howpublished", "institution",
    "journal", "month", "note", "number", "organization", "pages", "publisher", "school", "series",
    "title", "type", "volume", "year",
)  # fmt: skip
"""The fields of standard BibTeX that say something of the work, without `annote`, `crossref` and `key`."""
SAME = {"institution": "publisher", "school": "publisher", "organization": "publisher",
        "journal": "venue", "booktitle": "venue"}  # fmt: skip
"""What a writer may put under another name, by the type of the entry."""

_ORGANIZATIONS = ("institution", "organization", "publisher", "school")
_WORDS = re.compile(r"\w+")
_BESIDE = {"publisher": ("address", "isbn"), "volume": ("number",), "pages": ("number", "volume"),
           "journal": ("year", "pages", "number", "volume")}  # fmt: skip
"""What some programs write into one field with another."""
_SUBTITLES = {"booktitle": "booksubtitle", "journal": "journalsubtitle"}


def main() -> None:
    """Print how many records give each field back, and the reasons where they do not."""
    given = sys.argv[1] if len(sys.argv) > 1 else "../shared/inputs/bibtex"
    asked, equal = Counter[str](), Counter[str]()
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    records, whole_records = 0, 0
    for path in sorted(Path(given).rglob("*.bib")):
        for record in compared(path):
            records, lost = records + 1, False
            for name, before, after, merged in record:
                why = reason(name, before, after, merged=merged)
                asked[name] += 1
                equal[name] += why is None
                lost = lost or why is not None
                if why:
                    reasons[name][why] += 1
                if why and "--show" in sys.argv:
                    print(
                        f"{path.name}: {name}: {why}: {before[0]!r} -> {after!r}", file=sys.stderr
                    )
            whole_records += not lost
    print("field         records  equal   share  not equal")
    for name in STANDARD:
        if asked[name]:
            why = "; ".join(f"{count} {each}" for each, count in reasons[name].most_common())
            print(
                f"{name:12} {asked[name]:8} {equal[name]:6}  {equal[name] / asked[name]:.4f}  {why}"
            )
    if asked:
        print(
            f"{'all':12} {asked.total():8} {equal.total():6}  {equal.total() / asked.total():.4f}"
        )
        print(f"{'records':12} {records:8} {whole_records:6}  {whole_records / records:.4f}")


Field = tuple[str, list[str], list[str], bool]
"""A field's name, its text before, whole and alone, the texts that may be it after, and whether its paper has
other records."""


def compared(path: Path) -> Iterator[list[Field]]:
    """Yield the standard fields of each published entry."""
    with open_document(path) as document:
        read = {each.line: each for each in entries(document.chunks(1 << 20))}
    with tempfile.TemporaryDirectory() as folder:
        try:
            kg.build(path, folder, mentions=False)
        except KgError:
            return
        graph = [quad.triple for quad in parse_file(str(Path(folder, "kg.ttl")))]
    papers = [each for each in kg.read(path) if isinstance(each, Paper)]
    back = Graph(graph)
    topics = {t.subject: t.object for t in graph if t.predicate == term("foaf:primaryTopic")}
    lines = {t.subject: int(t.object.value) for t in graph if t.predicate == term("kg:sourceLine")}  # type: ignore[union-attr]
    records = Counter(topics.values())
    for record, topic in topics.items():
        entry = read.get(lines.get(record, 0))
        if entry is None:
            continue
        paper = back.paper(topic, papers[0].records[0])  # type: ignore[arg-type]
        (written,) = entries(write_bibtex([paper]))
        yield [
            (
                name,
                [before, *alone(name, before, written)],
                found(name, written),
                records[topic] > 1,
            )
            for name in STANDARD
            if (before := whole(name, entry.fields))
        ]


def whole(name: str, fields: Mapping[str, str]) -> str:
    """Return a field of what was read; a venue goes by its whole title."""
    texts = fields.get(name, "").strip(), fields.get(_SUBTITLES.get(name, ""), "")
    return titled(*texts) or ""


def alone(name: str, before: str, entry: Entry) -> Iterator[str]:
    """Yield what a field says alone, where what it says besides was written into fields of their own:
    `Oslo : Owl Press`, `54(2):1-9`.
    """
    told = before.replace("--", "-")
    for each in _BESIDE.get(name, ()):
        other = entry.fields.get(each, "").replace("--", "-")
        at = 0 if told.startswith(other) else told.rfind(other)
        told = f"{told[:at]} {told[at + len(other) :]}" if other and at >= 0 else told
    yield " ".join(told.split()).strip(" ,:;()")


def found(name: str, entry: Entry) -> list[str]:
    """Return a field of what was written under each of its names, a month with and without its day.

    A book's own title is its title.
    """
    names = [each for each in STANDARD if SAME.get(each, each) == SAME.get(name, name)]
    if name == "booktitle" and entry.type == "book":
        names.append("title")
    texts = [entry.fields[each] for each in [name, *names] if each in entry.fields]
    days = [f"{each} {entry.fields.get('day', '')}" for each in texts if name == "month"]
    return [*texts, *days] or [""]


def reason(name: str, before: Sequence[str], after: Sequence[str], *, merged: bool) -> str | None:
    """Say why a field does not come back; None where it does."""
    given = [normal(name, each) for each in after]
    if any(normal(name, each) in given for each in before):
        return None
    if merged:
        return "another record of the paper says otherwise"
    return "changed" if any(after) else "not given back"


def normal(name: str, value: str) -> object:
    """Normalise a value for comparison."""
    if name in ("author", "editor"):
        return [
            [_folded(each.family or each.name)[:60], _folded(each.given or "")[:1]]
            for each in parse_names(value)
        ]
    text = " ".join(plain(decode_latex(value)).split())
    if name == "pages":
        text = page_range(text) or ""
    if name == "language":
        text = language_tag(text) or ""
    if name == "type":
        text = GENRES.get(text, text)
    if name == "month":
        return sorted((iso_date("2000", each, None) or each)[-2:] for each in _WORDS.findall(text))
    if name in _ORGANIZATIONS:
        return fold(EMAIL.sub("", text))
    if name == "year":
        return "".join(re.findall(r"\d{4}", text)[:1])
    return _folded(text)


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s.{}~]+", "", re.sub(r"[-\u2010-\u2015]+", "-", bare))


if __name__ == "__main__":
    main()
