"""Read what is copied from DBLP: a marker such as `[j12]`, authors up to a colon, title and venue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import TypeAlias

from kg.identity import identifiers_in, normalise, parse_identifier
from kg.model import Agent, Details, Paper
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import address
from kg.sources.free.copied.stacks import Layout, Stack, Told, stacked_format
from kg.sources.xml_formats.dblp import author_of

NAME = "dblp-page"
EXAMPLE = """\
2020
[c2]
view
electronic edition via DOI
Bo Chen 0001, Ana Lopez:
How Well Do Agents Plan? Owls 2020: 11-19
2019
[j1]
Ana Lopez, Bo Chen 0001:
NightOwl: Exploring with Memory. J. Maps 12(3): 5-9 (2019)
"""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PAGES = r"(?P<pages>\w[\w:.+/-]{0,29}(?:, \w[\w:.+/-]{0,29}){0,4})"
_TAILS = {
    "preprint": re.compile(rf"CoRR (?:abs/)?(?P<number>\S{{1,40}}) \({_YEAR}\)"),
    "article": re.compile(
        rf"(?P<venue>[^:\d][^:]{{0,150}}?)(?: (?P<volume>\w{{0,10}}\d[\w./-]{{0,20}}))?(?:\((?P<issue>[^()]{{1,30}})\))?"
        rf"(?:: {_PAGES})? \({_YEAR}\)"
    ),
    "in volume": re.compile(
        rf"(?P<venue>[^:]{{1,150}}?)(?: \((?P<volume>\d{{1,3}})\))? {_YEAR}(?:: {_PAGES})?"
    ),
    "book": re.compile(
        rf"((?:(?P<series>[^:]{{1,120}}?) (?P<series_number>\d{{1,5}}), )?(?P<publisher>[^:\d]{{1,150}}?)),? {_YEAR}"
        r"(?:, ISBN (?P<isbn>[\dXx-]{10,17}))?(?:, pp?\.? (?P<pages>[\d-]{1,20}))?"
    ),
}
_BY_LETTER = {"b": ("book",), "c": ("in volume", "article")}
_OTHERS = ("preprint", "article", "in volume")
"""What stands behind the title, by the letter of the marker: the first that fits."""
_SCHOOL = re.compile(r"universi|institut|college|school|academy|polytech|\bETH\b", re.IGNORECASE)
_CUT = re.compile(r"(?<=[.?!]) (?=\S)")
_STOP = re.compile(r"(?<!Conf)[.?!] ")
_SMALL = re.compile(r"(?<![\w.])[a-z]{4,}(?![\w.])")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_LONGEST, _MOST_CUTS = 1500, 30
_Cut: TypeAlias = tuple[str, str, re.Match[str] | None]
"""A title, which tail stands behind it, and what that says."""
_DETAILS = frozenset(
    {"volume", "issue", "pages", "institution", "publisher", "series", "series_number"}
)
_PAGE = re.compile(r"https?://\S+")
_WORKSHOP = re.compile(r"@|\bworkshop", re.IGNORECASE)


def _paper(stack: Stack) -> Told:
    letter = stack.told["letter"]
    kind = kind_of(NAME, letter, otherwise=Kind())
    if kind.skipped:
        return kind.skipped
    pages = [match[0] for match in iter(lambda: stack.take(_PAGE), None)]
    authors, said = _parted(stack)
    title, tail, match = _cut(said.removesuffix(" [contents]"), letter)
    if not authors or match is None:
        return None
    told = {name: value for name, value in match.groupdict().items() if value}
    if _SCHOOL.search(told.get("publisher", "")):
        told["institution"] = told.pop("publisher")
    number = normalise("arxiv", told.get("number", ""))
    own = (parse_identifier("arxiv", number),) if number else ()
    return Paper(
        title=title.removesuffix("."),
        authors=authors,
        year=told["year"],
        identifiers=tuple(dict.fromkeys([*own, *identifiers_in(" ".join(pages))])),
        venue="CoRR" if tail == "preprint" else told.get("venue"),
        kind=_kind(tail, told) or kind.fabio,
        isbn=told.get("isbn"),
        url=address(*pages),
        details=Details(**{name: each for name, each in told.items() if name in _DETAILS}),
    )


def _kind(tail: str, told: Mapping[str, str]) -> str | None:
    """Tell what the marker alone does not: preprints, theses, papers of workshops."""
    if tail == "preprint":
        return "Preprint"
    if "institution" in told:
        return "Thesis"
    is_workshop = tail == "in volume" and _WORKSHOP.search(told["venue"])
    return "WorkshopPaper" if is_workshop else None


def _parted(stack: Stack) -> tuple[tuple[Agent, ...], str]:
    """Take authors, up to a colon, and what is behind it, in the same line or in the next."""
    if stack.told["said"]:
        stack.after.insert(0, stack.told["said"])
    written = stack.next() or ""
    names, colon, said = (
        written.partition(": ") if not written.endswith(":") else (written[:-1], ":", "")
    )
    parts = [name.strip() for name in names.split(",") if colon]
    if any(_INITIALS.fullmatch(each) for each in parts):  # Others write `Lopez, A., Chen, B.:`.
        return (), ""
    return tuple(filter(None, map(author_of, parts))), said or stack.next() or ""


def _cut(text: str, letter: str) -> _Cut:
    """Cut a text behind its title, before what is surely a venue, else before what may be one.

    >>> title, tail, match = _cut("Owls. A study of sleep. J. Maps 12(3): 5-9 (2019)", "j")
    >>> title, tail, match and match["venue"]
    ('Owls. A study of sleep.', 'article', 'J. Maps')
    """
    found: _Cut = (text, "", None)
    if len(text) > _LONGEST:
        return found
    for cut in islice(_CUT.finditer(text), _MOST_CUTS):
        for tail in _BY_LETTER.get(letter, _OTHERS):
            if match := _TAILS[tail].fullmatch(text, cut.end()):
                # Names of journals are of words with capitals, cut short; others are one sentence.
                if not (_SMALL if tail == "article" else _STOP).search(match[1]):
                    return text[: cut.start()], tail, match
                found = found if found[2] else (text[: cut.start()], tail, match)
                break
    return found


_LAYOUT = Layout(
    tells=re.compile(r"\[(?P<letter>[a-z])\d{1,4}\](?: (?P<said>.+))?"),
    paper=_paper,
    buttons=re.compile(
        r"(?:19|20)\d\d(?: – (?:(?:19|20)\d\d|today))?|see faq|what is the meaning of the colors .*"
        r"|(?:books and theses|journal articles|conference and workshop papers|parts in books or collections"
        r"|editorship|reference works|data and artifacts|informal and other publications|other publications"
        r"|withdrawn items)",
        re.IGNORECASE,
    ),
    signs=re.compile(
        r"view|electronic edition (?:via|@) \S+(?: \((?:open access|archive)\)){0,2}|open access|unpaywalled version|(?:no )?(?:references|details) & citations(?: available)?"
        r"|authority control:|export record|bibtex|ris|rdf (?:n-triples|turtle|/xml)|rdf/xml|xml|dblp key:"
        r"|(?:books|conf|data|journals|phd|reference|series|tr)/\S+|ask others|google(?: scholar)?"
        r"|semantic scholar|internet archive scholar|citeseerx|pubpeer|share record|twitter|x|reddit|bibsonomy"
        r"|linkedin|mastodon|bluesky|facebook|persistent url:|\[[-+]\]",
        re.IGNORECASE,
    ),
    marks=(re.compile(r"^\[[bcdeijpr]\d{1,4}\](?=\s)", re.MULTILINE),),
    end=re.compile(r"coauthor index", re.IGNORECASE),
)

FORMAT = stacked_format(
    NAME, "DBLP: markers such as `[j12]`, authors up to a colon, title and venue", EXAMPLE, _LAYOUT
)
