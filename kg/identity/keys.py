"""Keys: derived from what a record says, so that equal content gives equal keys.

Nothing here depends on order, clock or neighbours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.identity.numbers import normalise_orcid
from kg.identity.registries import registry_key
from kg.identity.schemes import SCHEMES, is_wellformed
from kg.model import Agent, Grant, Identifier, Paper, Record, Rejected, Source
from kg.text import fold

_LONGEST_SLUG = 40
_ARXIV_CLASS = re.compile(r"(?<=[a-z])\.[A-Za-z-]+(?=/)")


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
    """Return the key that resolution gave, else that of a registry, else slug and hash of the full name.

    The hash has `digits` hexadecimal digits; earlier builds wrote 8, too few where a name has no
    Latin letter and the hash stands alone.
    """
    if agent.key:
        return agent.key
    if agent.registry:
        return registry_key(agent.registry)
    orcid = normalise_orcid(agent.orcid) if agent.orcid else None
    if orcid:
        return f"orcid-{orcid}"
    return _name_key(agent.name, digits)


@lru_cache(maxsize=1 << 14)
def _name_key(name: str, digits: int) -> str:
    """Key a name; it is asked for with each author line, several times a paper."""
    return f"{slugify(name)}-{digest(_letters(name), digits)}".lstrip("-")


def _letters(text: str) -> str:
    """Normalise a text; one without letters and digits stands for itself, so that none is empty."""
    return fold(text) or text


def title_key(paper: Paper) -> str | None:
    """Hash the normalised title with the first author's family name; None without a title."""
    title = fold(paper.title or "")
    if not title:
        return None
    first = paper.authors[0] if paper.authors else None
    family = fold(first.family or first.name) if first else ""
    return f"title-{digest(f'{title}|{family}')}"


def abstract_key(paper: Paper) -> str | None:
    """Hash the normalised abstract; None without one."""
    found = _text_digest(paper.abstract) if paper.abstract else None
    return f"abstract-{found}" if found else None


@lru_cache(maxsize=1 << 10)
def _text_digest(text: str) -> str | None:
    """Hash a normalised text; kept a while, for the keys of one record are asked for repeatedly."""
    folded = fold(text)
    return digest(folded) if folded else None


def identifier_key(identifier: Identifier) -> str | None:
    """Derive the key of an identifier; None where it is malformed."""
    if not is_wellformed(identifier):
        return None
    if identifier.scheme == "doi":
        return f"doi-{digest(identifier.value)}"
    # `math.GT/0309136` and `math/0309136` are one paper: the class is no part of the number.
    value = _ARXIV_CLASS.sub("", identifier.value)
    return f"{identifier.scheme}-{value.replace('/', '-')}"


def paper_keys(paper: Paper) -> Iterator[str]:
    """Yield every key of one record, best first: identifiers, then title, then abstract."""
    yield from identifier_keys(paper.identifiers)
    yield from (key for derive in (title_key, abstract_key) if (key := derive(paper)))


def identifier_keys(identifiers: Iterable[Identifier]) -> Iterator[str]:
    """Yield the keys of those identifiers that are not malformed, best first."""
    ranked = sorted(identifiers, key=lambda each: (SCHEMES.index(each.scheme), each.value))
    return (key for each in ranked if (key := identifier_key(each)))


def content_key(paper: Paper, key: str) -> str:
    """Extend a key that several papers have by a hash of all that this record says."""
    return f"{key}-{digest(content(paper))}"


def content(paper: Paper) -> str:
    """Write all that a record says, wherever it stands."""
    return repr(replace(paper, records=(), mentions=()))


@lru_cache
def source_key(source: Source) -> str:
    """Name a source, however its content changes, by slug and hash of its name.

    A name is any text: its slug is cut, and the hash tells those apart that look alike. Only
    where another source has the same name does the content follow.

    >>> source_key(Source("0" * 64, "lists/refs.bib", "bibtex"))
    'lists-refs-bib-48b4bede14246343'
    """
    slug = slugify(source.name)[:_LONGEST_SLUG].strip("-")
    content = f"-{source.digest[:16]}" if source.shares_name else ""
    return f"{slug}-{digest(source.name)}{content}".lstrip("-")


def entry_key(record: Record | Rejected) -> str:
    """Name a record by its source and by what was read there, wherever in the source it stands."""
    return f"{source_key(record.source)}.{record.key}"


def place_key(paper: Paper) -> str:
    """Derive the key of a paper from the record it was read from, for one that has no other."""
    return f"record-{entry_key(paper.records[0])}"


def record_keys(paper: Paper) -> Iterator[str]:
    """Yield every key that a record may be published or decided under."""
    for key in paper_keys(paper):
        yield key
        yield content_key(paper, key)
    if paper.records:
        yield place_key(paper)


def grant_key(grant: Grant) -> str:
    """Derive the key of a grant: slug of its number as printed, and hash of that and its funder."""
    award, funder = grant.award or "", agent_key(grant.funder) if grant.funder else ""
    slug = slugify(award)[:_LONGEST_SLUG].strip("-")
    return f"{slug}-{digest(f'{funder}|{award}')}".lstrip("-")


def concept_key(type_: str, long_form: str) -> str:
    """Derive the key of a concept found in text: slug and hash of type and normalised long form.

    Source: the vocabulary model; a hash always follows, so that no key depends on neighbours.
    """
    slug = slugify(long_form)
    hashed = digest(f"{type_}|{_letters(long_form)}", 8 if slug else 16)
    return f"{slug}-{hashed}".lstrip("-")
