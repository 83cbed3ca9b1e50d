r"""Write BibTeX: entries of the standard types, in UTF-8, with what LaTeX takes for itself escaped.

Source: "BibTeXing" (O. Patashnik, 1988), 3.1 and 3.2; fields beyond it as BibLaTeX names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kg.bibliography.fields import (
    funding,
    identifier,
    inverted,
    main_title,
    month_and_day,
    number,
    with_keys,
)
from kg.model import Agent, Paper

_TYPES = {
    "JournalArticle": "article",
    "ReviewArticle": "article",
    "ConferencePaper": "inproceedings",
    "WorkshopPaper": "inproceedings",
    "ConferencePoster": "inproceedings",
    "BookChapter": "incollection",
    "Book": "book",
    "DoctoralThesis": "phdthesis",
    "MastersThesis": "mastersthesis",
    "Thesis": "thesis",
    "ReportDocument": "techreport",
    "Preprint": "unpublished",
}
_PUBLISHERS = {
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "institution",
    "techreport": "institution",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"\d{4}[\dX~?%./-]*+")
"""What BibLaTeX takes for a date: numbers and signs alone."""
_FORMULA = re.compile(r"((?<!\\)\$[^$]+\$)")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SIGNS = re.compile(r"[\\{}&%#_$~^]")
_RUNS = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')")
_CAPITALS = re.compile(r"(?<![\w{\\])(\w+[^\W\d_a-zà-ÿ]\w*|[^\W\d_a-zà-ÿ]\w*[^\W\d_a-zà-ÿ]\w*)")


def write_bibtex(papers: Iterable[Paper]) -> Iterator[str]:
    r"""Yield an entry for each paper.

    >>> print(*write_bibtex([Paper(title="Owls & NightOwl", year="2019", kind="JournalArticle")]))
    @article{2019owls,
      title = {Owls \& {NightOwl}},
      year = {2019},
    }
    <BLANKLINE>
    """
    for key, paper in with_keys(papers):
        type_ = _TYPES.get(paper.kind or "", "misc")
        lines = [f"  {name} = {value},\n" for name, value in _fields(paper, type_) if value]
        yield f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, type_: str) -> Iterator[tuple[str, str | None]]:
    details = paper.details
    yield "author", _people(paper.authors)
    editors = " and ".join((details.printed_editors or "").split("; "))
    yield "editor", _text(editors) or _people(paper.editors)
    title = main_title(paper)
    yield "title", _braced(_title(title)) if title else None
    yield "subtitle", _text(details.subtitle) if title != paper.title else None
    yield from ((name, _text(text)) for name, text in _venues(paper, type_).items())
    yield from _dates(paper)
    texts = {
        "volume": details.volume, "number": number(paper),
        "series": details.series, "edition": details.edition, "chapter": details.chapter,
        **_organizations(paper, type_), "address": details.place,
        "type": details.genre, "howpublished": details.how_published, "note": details.note,
        "eid": details.article_number, "language": details.language, "isbn": paper.isbn, "issn": paper.issn,
        "keywords": "; ".join(paper.keywords), "abstract": paper.abstract,
    }  # fmt: skip
    yield "pages", _braced(escape(details.pages).replace("-", "--")) if details.pages else None
    yield from ((name, _text(text)) for name, text in texts.items())
    yield "funding", _text(funding(paper))
    yield "doi", _verbatim(identifier(paper, "doi"))
    yield "eprint", _verbatim(identifier(paper, "arxiv"))
    yield "archiveprefix", "{arXiv}" if identifier(paper, "arxiv") else None
    for scheme in ("pmid", "pmcid", "openreview", "openalex"):
        yield scheme, _verbatim(identifier(paper, scheme))
    yield "url", _verbatim(paper.url)
    yield "copyright", _verbatim(paper.licence)


def _venues(paper: Paper, type_: str) -> dict[str, str | None]:
    """Return journal and book: a venue that has a book in it is the journal."""
    if paper.details.book_title:
        return {"journal": paper.venue, "booktitle": paper.details.book_title}
    within = type_ in {"inproceedings", "incollection"}
    return {"booktitle" if within else "journal": paper.venue}


def _dates(paper: Paper) -> Iterator[tuple[str, str | None]]:
    """Yield year, month and day; a date that is none of the calendar stands as it was printed."""
    (month, day), printed = month_and_day(paper), paper.details.printed_date
    yield "year", _text(paper.year)
    if printed:
        yield "date" if _DATE.fullmatch(printed) else "month", _text(printed)
        return
    yield "month", _MONTHS[int(month) - 1] if month else None
    yield "day", _text(day)


def _organizations(paper: Paper, type_: str) -> dict[str, str | None]:
    """Return who published it and whom it was made for: of a thesis the school, of a report the institution."""
    details, own = paper.details, _PUBLISHERS.get(type_)
    if details.institution:
        return {"publisher": details.publisher, own or "organization": details.institution}
    return {own or "publisher": details.publisher}


def _braced(value: str | None) -> str | None:
    return f"{{{value}}}" if value else None


def _verbatim(value: str | None) -> str | None:
    """Write an identifier or an address as it stands: BibTeX counts the braces in it."""
    return _braced(value.replace("{", "%7B").replace("}", "%7D")) if value else None


def _text(text: str | None) -> str | None:
    return _braced(escape(text)) if text else None


def escape(text: str) -> str:
    r"""Escape what LaTeX takes for itself; formulae between `$` stay.

    >>> escape("50% of $x_1$ & C#"), escape("a_b -- {c}")
    ('50\\% of $x_1$ \\& C\\#', 'a\\_b -{}- \\textbraceleft{}c\\textbraceright{}')
    """
    return _outside_formulae(text, _escaped)


def _title(text: str) -> str:
    """Escape a title, and keep the capitals within words from styles that write small letters."""
    return _outside_formulae(text, lambda piece: _CAPITALS.sub(r"{\1}", _escaped(piece)))


def _outside_formulae(text: str, change: Callable[[str], str]) -> str:
    pieces = _FORMULA.split(text)
    return "".join(
        piece if n % 2 and _is_balanced(piece) else change(piece) for n, piece in enumerate(pieces)
    )


def _is_balanced(formula: str) -> bool:
    """Tell whether each brace is closed: one that is not would take the rest of the file."""
    depth = 0
    for sign in formula:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str) -> str:
    return _RUNS.sub("{}", _SIGNS.sub(lambda sign: _SPECIAL[sign[0]], text))


def _people(agents: Iterable[Agent]) -> str | None:
    return _braced(" and ".join(map(_name, agents)))


def _name(agent: Agent) -> str:
    name = inverted(agent)
    return f"{{{escape(agent.name)}}}" if name is None or " and " in name else escape(name)
