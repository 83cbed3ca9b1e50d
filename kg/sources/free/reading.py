"""How an entry is read: the spans of its fields, and how well they make a publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.identity import identifiers_in
from kg.references import EDITORS
from kg.sources.fields.months import MONTH
from kg.sources.fields.values import iso_date
from kg.sources.free.entry import Entry
from kg.sources.free.people import Run

Span = tuple[int, int]

LABEL = re.compile(
    r"\W*+(?:(?:full |free )?(?:pdf|ps|doi|html|link|links|url|paper|code|slides?|video|poster|bib|bibtex|abstract|abs|arxiv|pre-?print|"
    r"data|dataset|data set|dataset&code|code&data|demo|project|project page|website|web|page|blog|blog post|supplement\w*|supp|appendix|talk|"
    r"media|press|news|github|software|publisher|proceedings|journal|cite|citation|text|full text|full paper|online|"
    r"epub|xml|download|download \(?pdf\)?|download preprint ?\(?pdf\)?|extended version|extended abstract|technical report|version|here|more|presentation|open access|openreview|hal|acl|springer|ieee|acm|"
    r"ssrn|pmlr|dblp|google scholar|errata|erratum|notes|review|reviews|twitter|thread|oral|spotlight|material|materials|tutorial|policy brief)(?!\w)"
    r"(?: (?:version|link|page|file|review)| ?\([\w .]{1,20}\))?[\s,;|/&.]*+){1,4}+\W*+",
    re.IGNORECASE,
)
"""What a link says that is no part of a publication."""
REMARK = re.compile(
    r"\W*(?:(?:code|models?|data(?:set)?s?|slides|video|project|website|demo|download|awards?|best|winner|ranked|core [abc]|note|"
    r"press|media|this|we|my|our|acceptance|oral|spotlight|equal|(?:shared|joint|co)[ -]?first|impact factor|tl;?dr|abstract|keywords?|bibtex|cited|citations?|"
    r"previous(?:ly)?|show|see|also|news|blog|isbn|doi|it|the input|example|featured|covered|available|extended version of)\b|https?:)",
    re.IGNORECASE,
)
"""How a line begins that is said about a publication."""


_ADDRESS = re.compile(r"https?://\S++")
_AROUND = ' \t\n,.;:()[]<>"“”-–—*'
_BETWEEN = re.compile(
    rf"\W*(?:(?:and|by|in|with|together|und|et|y|e|the|proceedings|of|pp?|pages?|vol|volume|no|number|issue|lncs|[a-d]|isbn|issn|doi|url|arxiv|pmid|pubmed|pmcid"
    rf"|{EDITORS}|editors?|dans|em|en|i|w|mit|avec|con|com|nr|n[uú]m|n|heft|h|jg|jahrgang|bd|band|tome|t|v|ss?|seiten?|págs?|sp|с|т|стр)\b\W*){{0,4}}",
    re.IGNORECASE,
)
"""What stands between fields and says nothing of its own."""


_DAY_BEFORE = re.compile(
    rf"(?<![\w–-])(?:(?P<first>\d{{1,2}})(?:\.|er|º)? (?:de )?)?(?P<month>{MONTH})\.?(?: (?P<day>\d{{1,2}}))?,? (?:de )?(?=$)",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    rf",? (?:(?P<first>\d{{1,2}})(?:\.|er|º)? (?:de )?)?(?P<month>{MONTH})\.?(?: (?P<day>\d{{1,2}})(?![\d–-]))?",
    re.IGNORECASE,
)
"""`(2021, May 3)`; of `May 3–5` the month alone is told."""
_AND_VOLUME = re.compile(rf"{_DAY_BEHIND.pattern}(?=[;:])", re.IGNORECASE)
"""`2021 Mar 4;12(3)`, as journals of medicine have it."""
_NUMBERED_DAY = re.compile(r"年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_SERIALS = {
    "isbn": re.compile(r"\bISBN(?:-1[03])?[\s:.]{0,3}(?P<number>\d[\d –-]{8,15}[\dXx])(?!\d)"),
    "issn": re.compile(r"\bISSN[\s:.]{0,3}(?P<number>\d{4}[-–]?\d{3}[\dXx])(?!\d)"),
}
_REACH = 24
"""Characters before a year, in which its month and its day stand."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields of an entry, as spans of its text, and the layout that they were found by."""

    entry: Entry
    layout: str
    title: Span
    authors: Run | None = None
    year: Span | None = None
    venue: Span | None = None
    given_year: str | None = None
    without_owner: bool = False
    score: float = 0.0
    details: tuple[tuple[str, Span], ...] = ()
    editors: Run | None = None
    """Those of the volume around it, or of a volume without authors."""
    confidence: float = 1.0
    """How likely title and names are right, where that was learned and not told by the layout."""

    def text(self, span: Span | None) -> str | None:
        """Return what a span holds, in one line; None where there is nothing."""
        if span is None:
            return None
        return " ".join(self.entry.text[slice(*span)].split()) or None

    @property
    def year_text(self) -> str | None:
        """The year: as it is written, with its century, else as a heading says it."""
        written = self.text(self.year)
        if written is None:
            return self.given_year or self.entry.section.year or None
        if len(written) == 2:
            return f"{'19' if written > '49' else '20'}{written}"
        return written

    @property
    def _day(self) -> tuple[str, str | None, Span] | None:
        """The month, and the day where there is one, that stand directly before the year or behind it; and where."""
        if self.year is None:
            return None
        text, (first, last) = self.entry.text, self.year
        behind = _DAY_BEHIND if text[first - 1 : first] == "(" else _AND_VOLUME
        if found := behind.match(text, last, last + _REACH):
            start = found.start("first" if found["first"] else "month")
            return found["month"], found["day"] or found["first"], (start, found.end())
        if found := _NUMBERED_DAY.match(text, last):
            return found["month"], found["day"], (found.start("month"), found.end())
        found = _DAY_BEFORE.search(text, max(first - _REACH, 0), first)
        spans = [self.title, *([self.venue] if self.venue else [])]
        if found is None or any(start <= found.start() < end for start, end in spans):
            return None
        return found["month"], found["day"] or found["first"], (found.start(), found.end() - 1)

    @property
    def date(self) -> str | None:
        """The date, where a month is told with the year."""
        found = self._day
        return iso_date(self.year_text, found[0], found[1]) if found else None

    def fields(self) -> list[tuple[str, Span]]:
        """Return the fields with their spans, in the order of the text; each author is one."""
        named = (("title", self.title), ("year", self.year), ("venue", self.venue))
        found = [(name, span) for name, span in named if span]
        found += [("author", span) for span in self.authors.names] if self.authors else []
        found += [("editor", span) for span in self.editors.names] if self.editors else []
        if self.date and (day := self._day):
            found.append(("date", day[2]))
        found += [*self.details, *self._identifiers(), *self.serials()]
        return sorted(found, key=lambda each: each[1])

    def serials(self) -> Iterator[tuple[str, Span]]:
        """Yield where the first ISBN and the first ISSN stand behind their label."""
        for name, pattern in _SERIALS.items():
            if found := pattern.search(self.entry.text):
                yield name, found.span("number")

    def _identifiers(self) -> Iterator[tuple[str, Span]]:
        """Yield where the identifiers stand that the text names, each with its scheme."""
        text = self.entry.text
        for each in identifiers_in(text):
            # A bare number may stand elsewhere, too, before its label.
            label = re.search(each.scheme, text, re.IGNORECASE) if each.value.isdigit() else None
            at = label.end() if label else 0
            if found := re.compile(re.escape(each.value), re.IGNORECASE).search(text, at):
                yield each.scheme, found.span()

    def parts(self) -> Iterator[tuple[str, str]]:
        """Yield the text of the entry in pieces, each with the field it is in; "" for none."""
        position, said = 0, self.entry.description
        for name, (start, end) in [*self.fields(), ("", (len(self.entry.text),) * 2)]:
            if said and said.at <= start:
                yield "", self.entry.text[position : max(said.at, position)]
                yield "kind", said.text
                position, said = max(said.at, position), None
            if start > position:
                yield "", self.entry.text[position:start]
            if end > position:
                yield name, self.entry.text[max(start, position) : end]
            position = max(position, end)

    def unassigned(self) -> str:
        """Return what is in no field, without the words and signs that part fields."""
        pieces = (_ADDRESS.sub(" ", text) for name, text in self.parts() if not name)
        lines = (line.strip() for piece in pieces for line in piece.split("\n"))
        told = self.text(self.year)
        left = (
            line.strip(_AROUND)
            for line in lines
            if not _BETWEEN.fullmatch(line) and not LABEL.fullmatch(line)
        )
        return " … ".join(line for line in left if line != told)
