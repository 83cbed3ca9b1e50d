"""Read what is copied from DBLP: a marker such as `[j12]`, authors up to a colon, title and venue."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_PREPRINT = re.compile(rf"CoRR (?:abs/)?(?P<number>\S+) \({_YEAR}\)")
_ARTICLE = re.compile(
    rf"(?P<venue>[^:\d][^:]{{0,150}}?)(?: (?P<volume>\w*\d[\w./-]{{0,20}}))?(?:\((?P<issue>[^()]{{1,30}})\))?"
    rf"(?:: {_PAGES})? \({_YEAR}\)"
)
_IN_VOLUME = re.compile(
    rf"(?P<venue>[^:]{{1,150}}?)(?: \((?P<volume>\d{{1,3}})\))? {_YEAR}(?:: {_PAGES})?"
)
_THESIS = re.compile(
    rf"(?P<institution>[^:]{{0,100}}(?:universi|institut|college|school|hochschule|academy|polytech|eth z)[^:]{{0,100}}?),? {_YEAR}"
    r"(?:, pp?\.? (?P<pages>[\d-]{1,20}))?",
    re.IGNORECASE,
)
_BOOK = re.compile(
    rf"((?:(?P<series>[^:]{{1,120}}?) (?P<series_number>\d{{1,5}}), )?(?P<publisher>[^:\d]{{1,100}}?)),? {_YEAR}"
    r"(?:, ISBN (?P<isbn>[\dXx-]{10,17}))?(?:, pp?\.? (?P<pages>[\d-]{1,20}))?"
)
_TAILS = {"b": (_THESIS, _BOOK), "c": (_IN_VOLUME, _ARTICLE)}
_OTHERS = (_PREPRINT, _ARTICLE, _IN_VOLUME)
"""What stands behind the title, by the letter of the marker: the first that fits."""
_CUT = re.compile(r"(?<=[.?!]) (?=\S)")
_STOP = re.compile(r"(?<!Conf)[.?!] ")
_SMALL = re.compile(r"(?<![\w.])[a-z]{4,}(?![\w.])")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_LONGEST = 1500
_PAGE = re.compile(r"https?://\S+")
_WORKSHOP = re.compile(r"@|\bworkshop", re.IGNORECASE)


def _paper(stack: Stack) -> Told:
    letter = stack.told["letter"]
    kind = kind_of(NAME, letter, otherwise=Kind())
    if kind.skipped:
        return kind.skipped
    pages = [match[0] for match in iter(lambda: stack.take(_PAGE), None)]
    authors, said = _parted(stack)
    title, tail = _cut(said.removesuffix(" [contents]"), letter)
    if not authors or tail is None:
        return None
    told = {name: value for name, value in tail.groupdict().items() if value}
    own = (
        [parse_identifier("arxiv", told["number"])]
        if normalise("arxiv", told.get("number", ""))
        else []
    )
    venue = told.get("venue")
    return Paper(
        title=title.removesuffix("."),
        authors=authors,
        year=told["year"],
        identifiers=tuple(dict.fromkeys([*own, *identifiers_in(" ".join(pages))])),
        venue="CoRR" if tail.re is _PREPRINT else venue,
        kind=_kind(tail, venue or "") or kind.fabio,
        isbn=told.get("isbn"),
        url=address(*pages),
        details=Details(**{name: each for name, each in told.items() if name in _DETAILS}),
    )


_DETAILS = frozenset(
    {"volume", "issue", "pages", "institution", "publisher", "series", "series_number"}
)


def _kind(tail: re.Match[str], venue: str) -> str | None:
    """Tell what the marker alone does not: preprints, theses, papers of workshops."""
    if tail.re is _PREPRINT:
        return "Preprint"
    if tail.re is _THESIS:
        return "Thesis"
    return "WorkshopPaper" if tail.re is _IN_VOLUME and _WORKSHOP.search(venue) else None


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


def _cut(text: str, letter: str) -> tuple[str, re.Match[str] | None]:
    """Cut a text behind its title, before what is surely a venue, else before what may be one.

    >>> title, tail = _cut("Owls. A study of sleep. J. Maps 12(3): 5-9 (2019)", "j")
    >>> title, tail and tail["venue"]
    ('Owls. A study of sleep.', 'J. Maps')
    """
    doubtful: tuple[str, re.Match[str] | None] = (text, None)
    for title, tail in _cuts(text[:_LONGEST], letter):
        # Names of journals are of words with capitals, cut short; those of others are one sentence.
        goes_on = _SMALL if tail.re is _ARTICLE else _STOP
        if not goes_on.search(tail[1]):
            return title, tail
        doubtful = doubtful if doubtful[1] else (title, tail)
    return doubtful


def _cuts(text: str, letter: str) -> Iterator[tuple[str, re.Match[str]]]:
    for cut in _CUT.finditer(text):
        for pattern in _TAILS.get(letter, _OTHERS):
            if tail := pattern.fullmatch(text, cut.end()):
                yield text[: cut.start()], tail
                break


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
        r"view|electronic edition.*|open access|unpaywalled version|(?:no )?(?:references|details) & citations.*"
        r"|authority control:|export record|bibtex|ris|rdf.*|xml|dblp (?:record|key):?.*"
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
