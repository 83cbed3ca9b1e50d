"""Tell what kind of publication an entry says it is: in brackets, by the mark of a standard, or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.fields.kinds import Kind
from kg.sources.free.layouts import rest_of
from kg.sources.free.reading import REMARK, Reading

_PATENT = re.compile(
    r"\bpatent(?: application| app\.?| pending)?(?: publication)?,?(?: (?:no|number|nr)\b\.?| №|:)?,? ?(?:[A-Z]{2})?[ -]?(?:\d[,./ -]?){6,14}"
    r"|(?<![\w/])(?-i:WO ?(?:19|20)\d\d/\d{5,6}|(?:US|EP|CN|JP|KR|DE) ?(?:\d{6,12}|\d{1,2},\d{3},\d{3}) ?[ABCU]\d?)(?!\w)",
    re.IGNORECASE,
)
_BOOK_REVIEW = re.compile(
    r"review of the book|book review:|rezension (?:zu|von)\b|compte[- ]rendu d[eu]\b|rese[nñ]a de\b|recensione (?:di|a)\b",
    re.IGNORECASE,
)
"""How the title of a review begins that names what is reviewed."""
_REVIEW, _BY = re.compile(r"(?:book )?review of ", re.IGNORECASE), re.compile(r",? (?:ed\. )?by ")
_DOCTORAL = (
    r"ph\.? ?d\.?[ -](?:thesis|dissertation|avhandling)|doctoral (?:thesis|dissertation)|dissertation(?=,)|inaugural-?dissertation|doktorarbeit|"
    r"th[eè]se de doctorat|tesis doctoral|tese de doutorado|tesi di dottorato|(?:academisch )?proefschrift|doktors?(?:grads)?avhandling|"
    r"(?:rozprawa|praca) doktorska|doktora tezi|(?:disertační|doktorská) práce|dizertačná práca|doktori értekezés|väitöskirja|диссертация|дис\. \.\.\. (?:канд|д-ра)\."
)
_MASTERS = (
    r"(?:master'?s?|m\.? ?sc\.?) (?:thesis|dissertation)|(?:master|magister)arbeit|mémoire de (?:master|maîtrise)|"
    r"dissertação (?:de|\()mestrado|tesi di laurea magistrale|praca magisterska|masteruppsats|diplomová práce|yüksek lisans tezi"
)
_OTHERS = (
    r"(?:diploma|bachelor'?s?|undergraduate|honou?rs|licentiate|habilitation) thesis|(?:diplom|bachelor|magister)arbeit|"
    r"habilitation(?:sschrift)?(?=,)|tesi di laurea(?! magistrale)|trabajo de fin de grado"
)
THESIS = rf"{_DOCTORAL}|{_MASTERS}|{_OTHERS}|thesis|dissertation|tesis|tesi|tese|dissertação|thèse|mémoire|avhandling"
_KINDS = (
    ("DoctoralThesis", re.compile(rf"\b(?:{_DOCTORAL})", re.IGNORECASE)),
    ("MastersThesis", re.compile(rf"\b(?:{_MASTERS})", re.IGNORECASE)),
    ("Thesis", re.compile(rf"\b(?:{_OTHERS})", re.IGNORECASE)),
    ("ReportDocument", re.compile(r"\btech(?:nical|\.)? report\b", re.IGNORECASE)),
)
_MARKED = re.compile(r"\W{0,3}\[([A-Z]{1,2})(?:/[A-Z]{2})?(\](?://)?)")
"""What GB/T 7714 sets behind a title."""
_MARKED_KINDS = {
    "M]": Kind("Book"), "M]//": Kind("BookChapter"), "D]": Kind("Thesis"), "R]": Kind("ReportDocument"),
    "C]//": Kind("ConferencePaper"), "P]": Kind(skipped="patent"), "S]": Kind(skipped="standard"),
    "N]": Kind(skipped="newspaper article"), "DS]": Kind(skipped="data set"), "CP]": Kind(skipped="software"),
}  # fmt: skip


def kind_told(reading: Reading) -> Kind:
    """Return what an entry says of its kind, beside the heading above it; what is no publication is skipped."""
    if (said := reading.entry.description) and said.kind:
        return Kind(said.kind) if said.kind[0].isupper() else Kind(skipped=said.kind)
    if _reviews_a_book(reading):
        return Kind(skipped="book review")
    told = "\n".join(_told(reading))
    if _PATENT.search(told):
        return Kind(skipped="patent")
    found = (Kind(kind) for kind, words in _KINDS if words.search(told))
    return next(found, _marked(reading))


def _reviews_a_book(reading: Reading) -> bool:
    """Tell the review of a book that is named or set off: `Review of the book …`, `Review of *Owls*, by Ana Lopez`."""
    entry, start = reading.entry, reading.title[0]
    if _BOOK_REVIEW.match(entry.text, start):
        return True
    found = _REVIEW.match(entry.text, start)
    return found is not None and any(
        each.kind == "emphasis" and each.start == found.end() and _BY.match(entry.text, each.end)
        for each in entry.marks
    )


def _told(reading: Reading) -> Iterator[str]:
    """Yield what an entry says of this paper beside its title: not the lines on an older version."""
    text = reading.entry.text
    for start, end in rest_of(reading.entry, [reading.title]):
        if not REMARK.match(text, start, end):
            yield text[start:end]


def _marked(reading: Reading) -> Kind:
    """Return the kind that a standard's mark tells: `[D]` is a thesis."""
    if reading.layout != "standard":
        return Kind()
    mark = _MARKED.match(reading.entry.text, reading.title[1])
    return _MARKED_KINDS.get(f"{mark[1]}{mark[2]}", Kind()) if mark else Kind()
