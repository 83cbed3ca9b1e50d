"""Identifiers of papers: for each scheme its form, the addresses that hold one, and its page.

What an identifier looks like is said here and nowhere else: every reader asks `parse_identifier`
for what a field of that name holds, `identifiers_in` for what a text or an address tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from kg.identity.dois import BLANK, DOI, PARAMETERS, trim_doi
from kg.model import Identifier, Scheme

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
"""The archives of identifiers until 2007; none was added after."""
_ARXIV = rf"\d{{4}}\.\d{{4,5}}|(?:{_ARCHIVES})(?:\.[a-z-]{{2,}})?/\d{{7}}"
_SERVERS = r"(?:arxiv\.org|xxx\.lanl\.gov|ar5iv(?:\.labs\.arxiv)?\.org|alphaxiv\.org)"
_ACL = r"[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d{1,4}"
_PUBLISHERS = (
    r"link\.springer\.com/(?:article|book|chapter)/|iopscience\.iop\.org/article/|"
    r"journals\.aps\.org/[a-z]{2,12}/(?:abstract|pdf)/|"
    r"[a-z]{2,9}/doi/(?:(?:abs|abstract|book|e?pdf|epub|full|pdfplus)/)?"
)
"""Where publishers write the DOI of a page in its address."""
_RELATION = re.compile(
    r"\b(?:comment(?:ary|s)? (?:on|to)|repl(?:y|ies) to|response to|correct(?:ion|s)? (?:to|of)|"
    r"errat(?:um|a) (?:to|for|of)|review of|follow-?up (?:to|of)|extend(?:s|ed from)|"
    r"extension of|based on|builds on|supersedes|replaces|cf\.?|see also)\s[^.;\n]*$",
    re.IGNORECASE,
)
"""What says that the identifier after it is of another paper."""
_REACH = 80
_FLAGS = re.IGNORECASE | re.ASCII
"""Digits and letters of other scripts are no part of an identifier."""
_PAGE = re.compile(r"/(?:full(?:/html)?|abstract|e?pdf|meta|html|summary)/?$", re.IGNORECASE)
"""What a publisher writes behind the DOI in the address of a page."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What a scheme allows: `bare` is an identifier alone, `written` one in a text, as its group 1.

    `label` stands before it in schema:identifier, `page` in its address. `proves` is what no
    other thing looks like, so that an identifier in the wrong field is known by it alone.
    """

    label: str
    bare: re.Pattern[str]
    written: re.Pattern[str]
    page: str | None = None
    after: str = ""
    proves: re.Pattern[str] | None = None
    settle: Callable[[str], str] = str


def _form(
    label: str,
    bare: str,
    around: str,
    *,
    page: str | None = None,
    after: str = "",
    proves: str | None = None,
    settle: Callable[[str], str] = str,
) -> _Form:
    own, written = re.compile(bare, _FLAGS), re.compile(around, _FLAGS)
    proof = re.compile(proves, _FLAGS) if proves else None
    return _Form(label, own, written, page, after, proof, settle)


def _settle_arxiv(value: str) -> str:
    """Write an archive in small letters, and its class of two in capitals: `math.GT/0309136`."""
    archive, class_, rest = re.fullmatch(r"([^./\d]*)(?:\.([^/\d]+))?(.*)", value).groups("")  # type: ignore[union-attr]
    class_ = class_.upper() if len(class_) == 2 else class_.lower()
    return archive.lower() + (f".{class_}" if class_ else "") + rest


_FORMS: dict[Scheme, _Form] = {
    # https://info.arxiv.org/help/arxiv_identifier.html
    "arxiv": _form(
        "arXiv", rf"({_ARXIV})(?:v\d+)?",
        rf"(?:\b{_SERVERS}/(?:abs|pdf|html|ps|format|e-print)/|"
        r"\barxiv(?:\s{1,3}(?:e-?print|preprint))?(?:\s{0,3}arxiv)?[:./]?\s{0,3}(?:(?:abs|pdf)/)?|"
        rf"(?<![/\w])abs/)({_ARXIV})(?:v\d+)?(?!\d)",
        page="https://arxiv.org/abs/", settle=_settle_arxiv,
        proves=rf"\d\d(?:0[1-9]|1[0-2])\.\d{{4,5}}(?:v\d+)?|(?:{_ARCHIVES})(?:\.[a-z-]{{2,}})?/\d{{7}}(?:v\d+)?",
    ),
    "openreview": _form(
        "openreview", r"([a-z0-9_-]+)",
        r"\bopenreview\.net/(?:forum|pdf|attachment)/?\?(?:[^\s#\"]{0,200}&)?id=([a-z0-9_-]+)",
        page="https://openreview.net/forum?id=",
    ),
    # DOI Handbook, 2.2 and 2.4: DOI names compare without regard to ASCII case.
    "doi": _form(
        "doi", rf"(10\.\d{{4,9}}/[^{BLANK}]+)",
        rf"\b(?:doi(?:\.acm)?\.org/|doi\.ieeecomputersociety\.org/|{_PUBLISHERS}|"
        rf"doi:\s{{0,3}}(?:https?://(?:dx\.)?doi\.org/)?)({DOI})",
        page="https://doi.org/", proves=rf"10\.\d{{4,9}}/[^{BLANK}]+", settle=str.lower,
    ),
    # In the midst of a note, ProQuest names numbers of its own PMID, behind another number: `PCID: 69; PMID: 34`.
    "pmid": _form(
        "pmid", r"([1-9]\d{0,8})(?:\.0{1,9})?",  # as a spreadsheet writes it beside empty cells
        r"(?:\bncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|\bpubmed\.ncbi\.nlm\.nih\.gov/|"
        r"\beuropepmc\.org/(?:article|abstract)/med/|(?<![^\n])\s{0,3}pmid:?\s{0,3}|\bmedline:\s{0,3}|"
        r"(?<!\d;\s)\b(?:pmid:?|pubmed:)\s{0,3}(?=[1-9]\d{6,7}(?!\d))|"
        r"(?<![\w.])(?=\d{1,9}\s{0,3}\[pmid\]))([1-9]\d{0,8})(?!\d)",
        page="https://pubmed.ncbi.nlm.nih.gov/",
    ),
    "pmcid": _form(
        "pmcid", r"((?:pmc)?[1-9]\d{0,8})",
        r"(?:\b(?:ncbi\.nlm\.nih\.gov|europepmc\.org)/(?:pmc/)?articles?/(?:pmc/)?|\bpmcid:?\s{0,3}|"
        r"(?<![\w/.-])(?=pmc\d{4,9}(?!\w)))((?:pmc)?[1-9]\d{0,8})(?!\d)",
        page="https://pmc.ncbi.nlm.nih.gov/articles/", after="/",
        proves=r"pmc[1-9]\d{3,8}",
        settle=lambda value: f"PMC{value.upper().removeprefix('PMC')}",
    ),
    # https://aclanthology.org/info/ids/
    "acl": _form(
        "acl", rf"({_ACL})",
        rf"\b(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/)?(?:[a-z]/[a-z]\d\d/)?({_ACL})(?!\d)",
        page="https://aclanthology.org/", after="/", proves=_ACL,
        settle=lambda value: value.upper() if value[0].isalpha() else value.lower(),
    ),
    "pmlr": _form(
        "pmlr", r"([vr]\d{1,4}/[a-z][a-z_'-]*\d\d[a-z]{0,2})",
        r"\b(?:proceedings\.mlr\.press|jmlr\.(?:org|csail\.mit\.edu)/proceedings/papers)/"
        r"([vr]\d{1,4}/[a-z][a-z_'-]*\d\d[a-z]{0,2})(?![a-z0-9])",
        page="https://proceedings.mlr.press/", after=".html", settle=str.lower,
    ),
    # Its pages end in the name of a track: the hash alone is no address.
    "neurips": _form(
        "neurips", r"([0-9a-f]{32})",
        r"\b(?:papers\.nips\.cc|papers\.neurips\.cc|proceedings\.neurips\.cc)/paper(?:_files/paper)?/"
        r"\d{4}/(?:hash|file)/([0-9a-f]{32})(?![0-9a-f])", settle=str.lower,
    ),
    # The number of a work in a catalogue, which others cite it by: a paper may have several.
    "openalex": _form(
        "openalex", r"(w[1-9]\d{0,11})", r"\bopenalex(?:\.org/(?:works/)?|:\s{0,3})(w[1-9]\d{0,11})(?!\w)",
        page="https://openalex.org/", settle=str.upper,
    ),
}  # fmt: skip
SCHEMES: tuple[Scheme, ...] = tuple(_FORMS)
"""Every scheme; the order is that of preference for a paper's key."""

_HINT = re.compile(
    r"arxiv|abs/|lanl|openreview|doi|/10\.|pubmed|europepmc|pmid|medline|pmc|acl|mlr|nips|neurips|openalex",
    re.IGNORECASE,
)
"""What stands in every text that names an identifier: most texts are passed over by it."""
_ARXIV_DOI = "10.48550/arxiv."


@lru_cache(maxsize=1 << 15)
def normalise(scheme: Scheme, value: str) -> str | None:
    """Reduce an identifier in any usual writing to its one form, or None where it is none.

    >>> normalise("doi", "https://doi.org/10.1000/ABC.1"), normalise("arxiv", "arXiv:2107.05407v2")
    ('10.1000/abc.1', '2107.05407')
    >>> normalise("acl", "https://aclanthology.org/P18-1001.pdf"), normalise("pmid", "TBA")
    ('P18-1001', None)
    """
    form, value = _FORMS[scheme], value.strip()
    if match := form.bare.fullmatch(value):
        return form.settle(match[1])
    found = _addressed(form, value)
    return form.settle(found) if found else None


def _addressed(form: _Form, value: str) -> str | None:
    """Return the identifier of a value that is its address, or it with its label, and no more."""
    match = form.written.search(value)
    if match is None or not _is_lead(value[: match.start()]):
        return None
    if form is _FORMS["doi"]:
        return _unescaped(value, match[1]) if match.end() == len(value) else None
    tail = value[match.end() :]
    return match[1] if not tail or (tail[0] in "/.?#&" and " " not in tail) else None


def _is_lead(before: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://)?(?:[\w-]+\.)*", before, re.IGNORECASE))


def _unescaped(text: str, doi: str) -> str:
    """Resolve what an address escapes, without its parameters; a DOI by itself may hold both."""
    is_address = "/" in text.partition("10.")[0]
    return unquote(_PAGE.sub("", PARAMETERS.sub("", doi))) if is_address else doi


def parse_identifier(scheme: Scheme, value: str) -> Identifier:
    """Normalise an identifier; a value that the scheme does not allow is kept as it is.

    What is plainly of another scheme goes there: an address of OpenReview in a field for DOIs,
    or the DOI that arXiv registered for a preprint.

    >>> parse_identifier("doi", "https://doi.org/10.1000/X")
    Identifier(scheme='doi', value='10.1000/x')
    >>> parse_identifier("doi", "10.48550/arXiv.2107.05407"), parse_identifier("doi", "TBA")
    (Identifier(scheme='arxiv', value='2107.05407'), Identifier(scheme='doi', value='TBA'))
    """
    normal = normalise(scheme, value)
    if scheme == "doi" and normal and normal.startswith(_ARXIV_DOI):
        preprint = normalise("arxiv", normal.removeprefix(_ARXIV_DOI))
        return Identifier("arxiv", preprint) if preprint else Identifier("doi", normal)
    if normal:
        return Identifier(scheme, normal)
    named = (*filter(None, [identify(value)]), *identifiers_in(value), *_begun_by(scheme, value))
    return named[0] if named else Identifier(scheme, value.strip())


def _begun_by(scheme: Scheme, value: str) -> tuple[Identifier, ...]:
    """Find what a value of a field begins with: `2107.05407 [cs.LG]`."""
    form = _FORMS[scheme]
    return identifiers_in(f"{form.label}:{value.strip()}", scheme) if form.proves else ()


def identify(value: str) -> Identifier | None:
    """Tell the identifier that a whole value is, whatever field it stands in; None where unproven.

    >>> identify("https://openreview.net/forum?id=aB-1"), identify("P18-1001"), identify("282")
    (Identifier(scheme='openreview', value='aB-1'), Identifier(scheme='acl', value='P18-1001'), None)
    """
    value = value.strip()
    for scheme, form in _FORMS.items():
        proven = form.proves is not None and form.proves.fullmatch(value)
        if proven or _addressed(form, value):
            return parse_identifier(scheme, value)
    return None


def identifiers_in(text: str | None, *schemes: Scheme) -> tuple[Identifier, ...]:
    """Return the identifiers that a text or an address names with their label or their page.

    One that a comment, a correction or a reference speaks of is another paper's, and left out.

    >>> [each.value for each in identifiers_in("PMID: 77; PMCID: PMC1234; arXiv:2107.05407v2 [cs]")]
    ['2107.05407', '77', 'PMC1234']
    >>> identifiers_in("Comment on arXiv:2107.05407"), identifiers_in("Report 282")
    ((), ())
    """
    if not text or not _HINT.search(text):
        return ()
    found = (each for scheme in schemes or SCHEMES for each in _found(scheme, text))
    return tuple(dict.fromkeys(found))


def _found(scheme: Scheme, text: str) -> Iterator[Identifier]:
    for match in _FORMS[scheme].written.finditer(text):
        if not _RELATION.search(text[max(0, match.start() - _REACH) : match.start()]):
            value = match[1]
            if scheme == "doi":
                value = trim_doi(_unescaped(match[0], value))
            if normalise(scheme, value):
                yield parse_identifier(scheme, value)


def is_wellformed(identifier: Identifier) -> bool:
    """Tell whether an identifier is what its scheme allows."""
    return normalise(identifier.scheme, identifier.value) == identifier.value


def print_identifier(identifier: Identifier) -> str:
    """Write an identifier with the label of its scheme: `doi:10.1000/x`, `arXiv:2107.05407`."""
    return f"{_FORMS[identifier.scheme].label}:{identifier.value}"


def page_of(identifier: Identifier) -> tuple[str, str] | None:
    """Return what stands before and after an identifier in the address of its page, if it has one."""
    form = _FORMS[identifier.scheme]
    return (form.page, form.after) if form.page else None
