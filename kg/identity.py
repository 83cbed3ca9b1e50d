"""Keys and IRIs: parse identifiers, derive keys from content, mint IRIs.

Nothing here depends on order, clock or neighbours: equal content gives equal keys.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.model import Agent, Identifier, Paper, Scheme
from kg.text import fold
from kg.vocab import DEFAULT_BASE, PREFIXES

_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z-]{2,})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."
_DOI = re.compile(r"10\.\d{4,9}/[^\s]+")
_OPENREVIEW = re.compile(r"[A-Za-z0-9_-]+")
_PMID = re.compile(r"[1-9]\d{0,8}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")

_CLASSES = [
    "paper",
    "work",
    "text",
    "authorship",
    "person",
    "org",
    "method",
    "benchmark",
    "scheme",
    "venue",
    "mention",
    "span",
    "position",
    "quote",
    "record",
    "run",
    "source",
    "software",
]


def _strip_prefix(value: str, *prefixes: str) -> str:
    folded = value.casefold()
    for prefix in prefixes:
        if folded.startswith(prefix):
            return value[len(prefix) :].strip()
    return value


def normalise_doi(value: str) -> str | None:
    """Reduce a DOI in any usual writing to its lower-case form, or None where it is none.

    Source: DOI Handbook, 2.4: DOI names compare without regard to ASCII case.

    >>> normalise_doi("https://doi.org/10.1000/ABC.1")
    '10.1000/abc.1'
    """
    value = _strip_prefix(
        value.strip(), "https://doi.org/", "http://doi.org/", "https://dx.doi.org/",
        "http://dx.doi.org/", "doi.org/", "dx.doi.org/", "doi:",
    )  # fmt: skip
    return value.lower() if _DOI.fullmatch(value) else None


def normalise_arxiv(value: str) -> str | None:
    """Reduce an arXiv identifier to its form without version, or None where it is none.

    Source: https://info.arxiv.org/help/arxiv_identifier.html

    >>> normalise_arxiv("arXiv:2107.05407v2"), normalise_arxiv("hep-th/9901001")
    ('2107.05407', 'hep-th/9901001')
    """
    value = _strip_prefix(
        value.strip(), "https://arxiv.org/abs/", "http://arxiv.org/abs/",
        "https://arxiv.org/pdf/", "http://arxiv.org/pdf/", "arxiv:",
    )  # fmt: skip
    value = value.removesuffix(".pdf")
    match = _ARXIV.fullmatch(value)
    return match[1] if match else None


def normalise_openreview(value: str) -> str | None:
    """Reduce an OpenReview forum address or id to the id, or None where it is none."""
    value = _strip_prefix(
        value.strip(), "https://openreview.net/forum?id=", "https://openreview.net/pdf?id=",
        "http://openreview.net/forum?id=", "openreview:",
    )  # fmt: skip
    return value if _OPENREVIEW.fullmatch(value) else None


def normalise_pmid(value: str) -> str | None:
    """Reduce a PubMed identifier to its digits, or None where it is none."""
    value = _strip_prefix(value.strip(), "https://pubmed.ncbi.nlm.nih.gov/", "pmid:").rstrip("/")
    return value if _PMID.fullmatch(value) else None


NORMALISERS: dict[Scheme, Callable[[str], str | None]] = {
    "arxiv": normalise_arxiv,
    "openreview": normalise_openreview,
    "doi": normalise_doi,
    "pmid": normalise_pmid,
}
"""One per scheme; the order is that of preference for a paper's key."""


def parse_identifier(scheme: Scheme, value: str) -> Identifier:
    """Normalise an identifier; a value that the scheme does not allow is kept as it is.

    A DOI that arXiv registered for a preprint is that preprint's arXiv identifier.

    >>> parse_identifier("doi", "https://doi.org/10.1000/X")
    Identifier(scheme='doi', value='10.1000/x')
    >>> parse_identifier("doi", "10.48550/arXiv.2107.05407")
    Identifier(scheme='arxiv', value='2107.05407')
    """
    normal = NORMALISERS[scheme](value)
    if scheme == "doi" and normal and normal.startswith(_ARXIV_DOI):
        preprint = normalise_arxiv(normal.removeprefix(_ARXIV_DOI))
        return Identifier("arxiv", preprint) if preprint else Identifier("doi", normal)
    return Identifier(scheme, normal or value.strip())


def is_wellformed(identifier: Identifier) -> bool:
    """Tell whether an identifier is what its scheme allows."""
    return NORMALISERS[identifier.scheme](identifier.value) == identifier.value


def normalise_orcid(value: str) -> str | None:
    """Reduce an ORCID iD to its sixteen characters, or None where form or check digit is wrong.

    Source: ISO 7064 MOD 11-2, as in
    https://support.orcid.org/hc/en-us/articles/360006897674

    >>> normalise_orcid("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    value = _strip_prefix(
        value.strip(), "https://orcid.org/", "http://orcid.org/", "orcid.org/", "orcid:"
    ).upper()
    if not _ORCID.fullmatch(value):
        return None
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return value if value[-1] == ("X" if check == 10 else str(check)) else None


def digest(text: str, length: int = 16) -> str:
    """Hash a normalised key: the first hexadecimal digits of SHA-256 (16 are 64 bits)."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def slugify(text: str) -> str:
    r"""Make a readable, ASCII piece of an IRI; empty where the text has no Latin letter or digit.

    >>> slugify("Rémi Munos"), slugify("CIFAR-10/100"), slugify("Q($\\lambda$)")
    ('remi-munos', 'cifar-10-100', 'q-lambda')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def agent_key(agent: Agent, digits: int = 16) -> str:
    """Return the key that resolution gave, else the ORCID iD, else slug and hash of the full name.

    The hash has `digits` hexadecimal digits; earlier builds wrote 8, too few where a name has no
    Latin letter and the hash stands alone.
    """
    if agent.key:
        return agent.key
    orcid = normalise_orcid(agent.orcid) if agent.orcid else None
    if orcid:
        return f"orcid-{orcid}"
    slug = slugify(agent.name)
    return f"{slug}-{digest(_letters(agent.name), digits)}".lstrip("-")


def _letters(text: str) -> str:
    """Normalise a text; one without letters and digits stands for itself, so that none is empty."""
    return fold(text) or text


def title_key(paper: Paper) -> str | None:
    """Hash the normalised title with the first author's family name; None without a title."""
    if not paper.title or not fold(paper.title):
        return None
    first = paper.authors[0] if paper.authors else None
    family = fold(first.family or first.name) if first else ""
    return f"title-{digest(f'{fold(paper.title)}|{family}')}"


def abstract_key(paper: Paper) -> str | None:
    """Hash the normalised abstract; None without one."""
    found = _text_digest(paper.abstract) if paper.abstract else None
    return f"abstract-{found}" if found else None


@lru_cache(maxsize=1 << 17)
def _text_digest(text: str) -> str | None:
    """Hash a normalised text; kept, for the keys of one record are asked for again and again."""
    folded = fold(text)
    return digest(folded) if folded else None


def identifier_key(identifier: Identifier) -> str | None:
    """Derive the key of an identifier; None where it is malformed."""
    if not is_wellformed(identifier):
        return None
    if identifier.scheme == "doi":
        return f"doi-{digest(identifier.value)}"
    return f"{identifier.scheme}-{identifier.value.replace('/', '-')}"


def paper_keys(paper: Paper) -> Iterator[str]:
    """Yield every key of one record, best first: identifiers, then title, then abstract."""
    order = list(NORMALISERS)
    for each in sorted(paper.identifiers, key=lambda each: (order.index(each.scheme), each.value)):
        key = identifier_key(each)
        if key:
            yield key
    for derive in (title_key, abstract_key):
        key = derive(paper)
        if key:
            yield key


def content_key(paper: Paper, key: str) -> str:
    """Extend a key that several papers have by a hash of all that this record says."""
    return f"{key}-{digest(content(paper))}"


def content(paper: Paper) -> str:
    """Write all that a record says, wherever it stands."""
    return repr(replace(paper, records=(), mentions=()))


def place_key(paper: Paper) -> str:
    """Derive a key from where a record stands, for one that has no other."""
    record = paper.records[0]
    return f"record-{record.source.digest[:16]}.{record.index}"


def record_keys(paper: Paper) -> Iterator[str]:
    """Yield every key that a record may be published or decided under."""
    for key in paper_keys(paper):
        yield key
        yield content_key(paper, key)
    if paper.records:
        yield place_key(paper)


def concept_key(type_: str, long_form: str) -> str:
    """Derive the key of a concept found in text: slug and hash of type and normalised long form.

    Source: the vocabulary model; a hash always follows, so that no key depends on neighbours.
    """
    slug = slugify(long_form)
    hashed = digest(f"{type_}|{_letters(long_form)}", 8 if slug else 16)
    return f"{slug}-{hashed}".lstrip("-")


@dataclass(frozen=True, slots=True)
class Namespace:
    """The data namespace: one path segment and one prefix per class.

    Raises: InputError: where `base` is no absolute http(s) IRI that ends with `/` or `#`.

    >>> Namespace().iri("paper", "arxiv-1312.5602")
    <NamedNode value=https://example.org/kg/paper/arxiv-1312.5602>
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", self.base):
            raise InputError(
                "the base is no absolute http(s) IRI that ends with / or #",
                where="--base", value=self.base, todo=f"write it like {DEFAULT_BASE}",
            )  # fmt: skip

    def iri(self, class_: str, key: str) -> NamedNode:
        """Mint the IRI of a thing from its class (a name of `_CLASSES`) and key."""
        return NamedNode(f"{self.base}{class_}/{key}")

    def prefixes(self) -> dict[str, str]:
        """Map each prefix to its namespace: the data classes and the known vocabularies."""
        return PREFIXES | {name: f"{self.base}{name}/" for name in _CLASSES}
