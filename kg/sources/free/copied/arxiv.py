"""Read what is copied from arXiv: its listings, the answers of its search, and their labelled lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.identity import normalise, parse_identifier
from kg.model import Details, Paper
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.values import dois, iso_date
from kg.sources.free.copied.stacks import Layout, Stack, is_abstract, stacked_format
from kg.sources.xml_formats.arxiv import people_in

EXAMPLE = """\
[1] arXiv:1902.00001 [pdf, html, other]
Title: NightOwl: Exploring with Memory
Ana Lopez, Bo Chen
Comments: 12 pages
Subjects: Machine Learning (cs.LG); Artificial Intelligence (cs.AI)
[2] arXiv:1902.00002 (cross-list from cs.CL) [pdf, other]
Title: How Well Do Agents Plan?
Authors: Bo Chen
Journal-ref: Journal of Maps 12 (2020) 5-9
Subjects: Computation and Language (cs.CL)
"""

_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?"
_CATEGORY = r"[a-z]{2,9}(?:-[a-z]{2,5})?(?:\.[A-Za-z-]{2,10})?"
_LABELLED = re.compile(
    r"(title|authors?|comments?|journal[ -]ref|report[ -](?:no|number)|subjects|abstract|(?:related )?doi|msc[ -]class|acm[ -]class): ?(.*)",
    re.IGNORECASE,
)
_LABELS = {"author": "authors", "comment": "comments", "report no": "report number"}
_NOT_READ = ("msc class", "acm class")
_CATEGORIES = re.compile(rf"{_CATEGORY}(?: {_CATEGORY})*")
_IN_WORDS = re.compile(rf"\(({_CATEGORY})\)")
_DOI = re.compile(r"(?:doi:? ?)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_SUBMITTED = re.compile(
    r"(?:submitted [^;]*; v1 )?submitted (\d{1,2}) ([a-z]{3,9}),? (\d{4})(?:[;.].*)?",
    re.IGNORECASE,
)
_EXPANDED = re.compile(r" ?[▽△] (?:More|Less)")


def _paper(stack: Stack) -> Paper | None:
    submitted, doi = stack.take(_SUBMITTED), stack.take(_DOI)
    said = _said(stack)
    if not said.get("title"):
        return None
    stack.unread += [name for name in _NOT_READ if name in said]
    number = normalise("arxiv", stack.told["id"]) or ""
    date = iso_date(submitted[3], submitted[2], submitted[1]) if submitted else _month_of(number)
    registered = stack.told["doi"] or (doi[1] if doi else None) or said.get("doi")
    categories = stack.told["categories"] or said.get("categories", "")
    return Paper(
        title=decode_latex(said["title"]),
        abstract=decode_latex(said.get("abstract", "")) or None,
        authors=tuple(people_in(decode_latex(said.get("authors", "")))),
        year=date[:4] if date else None,
        date=date,
        identifiers=(
            parse_identifier("arxiv", number),
            *dois(registered or said.get("related doi")),
        ),
        venue=venue_in(said.get("journal ref")),
        kind="Preprint",
        keywords=tuple(_IN_WORDS.findall(said.get("subjects", "")) or categories.split()),
        details=Details(note=said.get("comments"), report_number=said.get("report number")),
    )


def _said(stack: Stack) -> dict[str, str]:
    """Take what the lines say, by their labels, or by the order of those that have none."""
    said: dict[str, str] = {}
    rest: list[str] = []
    last = ""
    for text in stack.after:
        label = _LABELLED.fullmatch(text)
        written = label[1].lower().replace("-", " ") if label else ""
        # Some copies break the line behind a label.
        name = _LABELS.get(written, written) or (last if last and not said[last] else "")
        name = name or _unlabelled(text, said)
        if not name or said.get(name):
            rest.append(text)
        else:
            said[name] = _EXPANDED.sub("", label[2] if label else text)
            last = name
    stack.after = rest
    return said


def _unlabelled(text: str, said: Mapping[str, str]) -> str:
    """Return what a line without a label is: each stands behind the one before it."""
    if not said and _CATEGORIES.fullmatch(text):
        return "categories"
    if "title" not in said:
        return "title"
    if "authors" not in said and "abstract" not in said:
        return "authors"
    return "abstract" if is_abstract(text) else ""


def _month_of(number: str) -> str | None:
    """Return the month that the number of a preprint tells, which is that of its first version.

    >>> _month_of("2402.01001"), _month_of("math/9901001"), _month_of("")
    ('2024-02', '1999-01', None)
    """
    digits = number.rpartition("/")[2][:4]
    century = "19" if digits[:2] > "90" else "20"
    return iso_date(century + digits[:2], digits[2:], None)


_LAYOUT = Layout(
    tells=re.compile(
        rf"(?:\[\d{{1,4}}\] |\d{{1,4}}\. )?arXiv:(?P<id>{_ID})(?: \([^()]{{1,60}}\))? \[(?:pdf|ps|html|other|format)(?:, (?:pdf|ps|html|other|format))*\]?"
        rf"(?: (?P<categories>{_CATEGORY}(?: {_CATEGORY})*?))??(?: doi (?P<doi>10\.\S+))?"
    ),
    paper=_paper,
    buttons=re.compile(
        r"total of \d.*|showing (?:up to |first )?\d.*|\[ (?:total|showing) .*|(?:new|cross|replacement) (?:submissions|lists)(?: \(showing .*\))?"
        r"|(?:cross-lists|replacements|new submissions) for .*|(?:mon|tue|wed|thu|fri|sat|sun), \d{1,2} [a-z]{3} \d{2,4}.*"
        r"|links to: .*|search v\d.*|next|previous|about|help",
        re.IGNORECASE,
    ),
    signs=re.compile(r"doi|pdf|other|[▽△] (?:more|less)|view pdf", re.IGNORECASE),
    marks=(re.compile(rf"arXiv:{_ID}[^\n]{{0,80}}\[(?:pdf|ps|html|other|format)"),),
)

FORMAT = stacked_format(
    "arxiv-page",
    "arXiv: its listings, and what its search finds",
    EXAMPLE,
    _LAYOUT,
)
