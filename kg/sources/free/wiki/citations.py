"""Read the citations of a wiki's page: `{{cite journal |last=… |title=…}}` and its kin.

Source: https://en.wikipedia.org/wiki/Help:Citation_Style_1, the parameters of CS1 and CS2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, parse_identifier
from kg.model import Details, Identifier, Paper, Record, Rejected, Repair, Scheme, Skipped, Source
from kg.sources.fields.details import details
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.stand_ins import is_stand_in
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import address, date_in, dois, year
from kg.sources.format import Format, Item, Sign
from kg.sources.free.positions import Lines
from kg.sources.free.reader import IN_NO_FIELD
from kg.sources.free.wiki.people import people
from kg.sources.free.wiki.shown import shown
from kg.sources.free.wiki.templates import Citation, citations, without_comments
from kg.sources.input.document import Document
from kg.sources.record import to_record

EXAMPLE = """\
[[Owl]]s fly at night.<ref name="Lopez">{{cite journal |last1=Lopez |first1=Ana |author2=Bo Chen
 |title=NightOwl: exploring with ''memory'' |journal=[[Journal of Maps]] |date=May 2019
 |volume=12 |issue=3 |pages=5–9 |doi=10.5555/owl}}</ref> They plan, too.
"""

_CITED = r"\{\{\s*+(?:cite(?:[ _]++[a-z][a-z _]*+)?|citation)\s*+\|\s*+[a-z][\w -]*+="
_SIGN = re.compile(_CITED, re.IGNORECASE)
_SURE = re.compile(
    rf"(?:^[*#:;]*+[ \t]*+|<ref(?:\s[^<>]*+)?>\s*+){_CITED}", re.IGNORECASE | re.MULTILINE
)
_OTHER = re.compile(
    r"[\s\ufeff]*+(?:<(?:\?|!doctype|html|mediawiki|[a-z]++:)|\{\s*+[\"}]|\[\s*+(?:\{\s*+\"|[\"\]]))",
    re.IGNORECASE,
)
"""How HTML, XML and JSON begin, which may quote a page of a wiki."""
_SET_OFF = re.compile(r"^(?:```|~~~)|\"\"\"", re.MULTILINE)
"""What examples stand in, in Markdown and in programs."""
_PARTS = ("chapter", "contribution", "entry", "article", "section")
"""Parameters of the part of a book: where there is one, the title is that of the book."""
_UNPLACED = frozenset({"document", "journal", "paper", "web"})
"""Words of what may be in arXiv alone."""
_PERIODICALS = ("journal", "periodical", "magazine", "newspaper", "work", "encyclopedia",
                "encyclopaedia", "dictionary", "website")  # fmt: skip
_EVENTS = ("book-title", "booktitle", "conference", "event")
_TOLD_BY = {
    "newspaper": "news", "magazine": "magazine", "journal": "journal", "periodical": "journal",
    "encyclopedia": "encyclopedia", "encyclopaedia": "encyclopedia", "dictionary": "dictionary",
    "conference": "conference", "book-title": "conference", "degree": "thesis", "website": "web",
    **dict.fromkeys(_PARTS, "book"), "isbn": "book",
}  # fmt: skip
"""What `{{citation}}` cites, by the first of these parameters that it has."""
_DETAILS = {
    "language": ("language", "lang"),
    "volume": ("volume",),
    "issue": ("issue",),
    "article_number": ("article-number",),
    "edition": ("edition",),
    "series": ("series",),
    "publisher": ("publisher", "institution"),
    "place": ("location", "place", "publication-place"),
    "printed_date": ("date",),
    "genre": ("type", "degree"),
}
_WHOLE = frozenset({"Book", "Thesis", "DoctoralThesis", "MastersThesis", "ReportDocument"})
"""Kinds of which the pages are those that something was found on."""
_SCHEMES: dict[str, Scheme] = {"arxiv": "arxiv", "eprint": "arxiv", "pmid": "pmid", "pmc": "pmcid"}
_SCRIPT = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?:\s*+", re.IGNORECASE)


def recognise(head: str) -> Sign | None:
    """Tell whether a template cites something; it is sure where one begins a line or a `<ref>`.

    Markdown and programs may show one as an example.
    """
    if _OTHER.match(head) or not _SIGN.search(head):
        return None
    sure = bool(_SURE.search(head)) and not _SET_OFF.search(head)
    return Sign("it cites with templates, as {{cite journal |title=…}}", sure)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each template that cites one; a text that no parameter has is told of.

    What is cited twice is two records. References without a template are not read.
    """
    text = without_comments(document.text())
    lines = Lines.of(text)
    for index, each in enumerate(citations(text), 1):
        line, _ = lines.at(each.start)
        for stray in each.stray:
            yield Repair(source, line, "text", stray, "", IN_NO_FIELD)
        yield _item(each, Record(source, index, line))


def _item(citation: Citation, record: Record) -> Paper | Rejected | Skipped:
    said = Noted(citation.parameters)
    kind = _kind(citation.name.removeprefix("cite").strip(), said)
    if kind.skipped and not citation.problem:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    paper = _paper(said, kind.fabio, record)
    if not citation.problem:
        return with_unread(paper, unread(said))
    raw = to_record(paper) | {"wikitext": citation.raw}
    return Rejected(record.source, record.index, record.line, (citation.problem,), raw)


def _kind(word: str, said: Noted) -> Kind:
    """Tell the kind by the word of the template; what is in arXiv and nowhere else is a preprint."""
    if word in ("", "citation"):
        word = next((_TOLD_BY[name] for name in _TOLD_BY if name in said), "document")
    told = (*_identifiers(said), *identifiers_in(said.get("url")))
    if word in _UNPLACED and any(each.scheme == "arxiv" for each in told):
        periodical = _text(said, *_PERIODICALS) or "arxiv"
        word = "arxiv" if "arxiv" in periodical.casefold() else word
    kind = kind_of("wikitext", word)
    if kind.fabio == "Thesis":
        return Kind(thesis(f"{_text(said, 'degree') or ''} {_text(said, 'type') or ''}"))
    return Kind("BookChapter") if kind.fabio == "Book" and _part(said) else kind


def _paper(said: Noted, kind: str | None, record: Record) -> Paper:
    part = _part(said)
    titles = [*_titles(said, part or "title")]
    whole = next(_titles(said, "title"), None) if part else None
    dated = _text(said, "date") or _joined(said, "day", "month", "year")
    editors = people(said, "editor")
    return Paper(
        title=titles[0] if titles else None,
        authors=people(said, "author"),
        editors=editors if kind == "Book" else (),
        year=year(dated),
        date=date_in(dated),
        identifiers=tuple(dict.fromkeys(_identifiers(said))),
        venue=None if kind in _WHOLE else whole or _venue(said, kind),
        kind=kind,
        url=address(*(said.get(name) for name in ("chapter-url", "contribution-url", "url"))),
        issn=_text(said, "issn", "eissn"),
        isbn=_text(said, "isbn"),
        other_titles=tuple(titles[1:]),
        details=_details(said, kind, "; ".join(each.printed for each in editors)),
        records=(record,),
    )


def _text(said: Noted, *names: str) -> str | None:
    """Return what the first of these parameters shows that shows something."""
    found = (shown(said[name]) for name in names if name in said)
    return next((each for each in found if each), None)


def _joined(said: Noted, *names: str) -> str | None:
    return " ".join(filter(None, (_text(said, name) for name in names))) or None


def _part(said: Noted) -> str | None:
    """Return the parameter of the part of a book that is cited; None where the whole is."""
    return next((name for name in _PARTS if name in said), None)


def _titles(said: Noted, name: str) -> Iterator[str]:
    """Yield a title, in its own script and in translation; `none` stands for none."""
    script = _SCRIPT.sub("", _text(said, f"script-{name}") or "", count=1)
    for each in (_text(said, name), script, _text(said, f"trans-{name}")):
        if each and not is_stand_in(each):
            yield each


def _venue(said: Noted, kind: str | None) -> str | None:
    names = (_EVENTS, _PERIODICALS) if kind == "ConferencePaper" else (_PERIODICALS, _EVENTS)
    return _text(said, *names[0], *names[1])


def _identifiers(said: Noted) -> Iterator[Identifier]:
    for name in ("doi", "biorxiv", "medrxiv"):
        yield from dois(_text(said, name))
    for name, scheme in _SCHEMES.items():
        if value := _text(said, name):
            yield parse_identifier(scheme, value)
    yield from identifiers_in(_text(said, "id"))


def _details(said: Noted, kind: str | None, editors: str) -> Details:
    numbered = "report_number" if kind == "ReportDocument" else "issue"
    places = _DETAILS | {numbered: ("number", *_DETAILS.get(numbered, ()))}
    pages = None if kind in _WHOLE else _text(said, "pages", "page", "pp", "p")
    found = details(lambda names: _text(said, *names), places)
    return replace(found, pages=pages, printed_editors=editors or None)


FORMAT = Format(
    "wikitext",
    "a page of a wiki, by the templates of its citations: `{{cite journal |title=…}}` and its kin",
    EXAMPLE,
    recognise,
    read,
)
