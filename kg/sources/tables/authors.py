"""Read the authors of a row: one text in any notation, a list of names, or objects with their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Agent
from kg.sources.fields.latex import decode_told
from kg.sources.fields.markup import plain
from kg.sources.fields.names import INITIALS, has_initials, is_whole, turn_initials
from kg.sources.fields.values import person
from kg.sources.json_formats.reading import elements, named, text, unique
from kg.sources.record import Malformed, shown

_STRONG_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?(?:[;|；、]|(?<=\s)//(?=\s))\s*")
_AND = re.compile(r"(?:(?:(?<!\s)\s+)?,\s+|(?<!\s)\s+)(?:and|&)\s+|(?<!\s)\s+AND\s+")
_GIVEN = ("given", "firstName", "first_name", "first")
_FAMILY = ("family", "lastName", "last_name", "last")
_WHOLE = ("name", "fullName", "full_name", "literal", "display_name")
_ET_AL = re.compile(
    r"(?<![\s,;])[\s,;]++et\.? al\.?(?: \([^()]{1,80}\))?(?=\s*+(?:$|[&,;]|and\b))", re.IGNORECASE
)
_LEFT_OUT = re.compile(r"…|\.{3,}")
_FULL_STOP = re.compile(r"(?<=[^\W\d_][^\W\d_A-Z][^\W\d_A-Z])\.$")
_MARKS = "*†‡§¶# ,¹²³⁴⁵⁶⁷⁸⁹⁰"
_RAISED = re.compile(r"<sup>(?:[^<>A-Za-z]{0,20}|[a-z](?:,[^<>\s]){0,5})</sup>", re.IGNORECASE)
"""What is set behind a name and refers to a note: `<sup>1,*</sup>`."""
_SCOPUS_ID = re.compile(r" \(\d{9,12}\)(?=;|\s*$)")
"""The number that Scopus sets behind the full name of an author."""

_CAPITAL_INSIDE = re.compile(
    r"\b(?:Al|Ben|D|Da|De|Del|Des|Di|Du|El|Fitz|L|La|Le|Mac|Mc|San|St|Van|Von)$"
)
"""The part of a name that a capital letter may follow at once: `McOwl`."""


def people_in(cell: object) -> tuple[Agent, ...]:
    """Return the people that a cell names.

    Raises: Malformed: where an element of a list is no name.
    """
    if isinstance(cell, str):
        bare = _RAISED.sub("", _SCOPUS_ID.sub("", cell))
        written = "\n".join(map(plain, bare.splitlines()))
        return unique(map(_author, turn_initials(split_authors(written))))
    listed = elements(cell)
    if all(isinstance(each, str) for each in listed):
        return unique(map(_author, turn_initials([each.strip(_MARKS) for each in listed])))
    return unique(
        _author(each.strip(_MARKS)) if isinstance(each, str) else _author_object(each)
        for each in listed
    )


def _author_object(value: object) -> Agent | None:
    """Read an author of JSON: a name, or its parts."""
    given, family = (
        next((found for name in names if (found := text(value, name))), None)
        for names in (_GIVEN, _FAMILY)
    )
    full = whole(value)
    if not (given or family or full):
        raise Malformed(f"authors is {shown(value)}, not a name")
    orcid = next((found for name in ("orcid", "ORCID") if (found := text(value, name))), None)
    affiliation = "; ".join(named(value, "affiliation")) or None
    return person(
        given if family else None, family or full or given, orcid=orcid, affiliation=affiliation
    )


def whole(value: object) -> str | None:
    """Return the name of an object of JSON, or a text as it stands."""
    if not isinstance(value, dict):
        return text(value)
    return next((found for name in _WHOLE if (found := text(value, name))), None)


def _author(name: str) -> Agent | None:
    return person(None, decode_told(text(name)))


def split_authors(written: str) -> list[str]:
    """Split a cell into names: at `;` or `|`, else at line ends, at `and`, and at commas.

    Commas part names only where each part has two words; else they invert a name. `et al.` is none.
    In lines with a comma each, a name is inverted.

    >>> split_authors("Lopez, Ana; *Chen, Bo"), split_authors("Ana Lopez, Bo Chen and Cy Lim")
    (['Lopez, Ana', 'Chen, Bo'], ['Ana Lopez', 'Bo Chen', 'Cy Lim'])
    >>> split_authors("Lopez, Ana and Chen, Bo"), split_authors("Lopez, Ana, Chen, Bo")
    (['Lopez, Ana', 'Chen, Bo'], ['Lopez, Ana', 'Chen, Bo'])
    >>> split_authors("Lopez A, Chen B, Lim C, et al."), split_authors("Lopez A, van den Owl B Jr, Owl Group.")
    (['Lopez A', 'Chen B', 'Lim C'], ['Lopez A', 'van den Owl B Jr', 'Owl Group'])
    >>> split_authors("Ana Lopez, Bo Chen…Cy Lim."), split_authors("Lopez, A., Chen, B., ... & Lim, C.")
    (['Ana Lopez', 'Bo Chen', 'Cy Lim'], ['Lopez, A.', 'Chen, B.', 'Lim, C.'])
    >>> split_authors("Lopez, A.T., B. Chen, & C. Lim")
    ['Lopez, A.T.', 'B. Chen', 'C. Lim']
    """
    written = _FULL_STOP.sub("", _ET_AL.sub("", _LEFT_OUT.sub(", ", written.strip())))
    lines = written.splitlines()
    if _STRONG_SEPARATOR.search(written):
        names = [name for line in lines for name in _STRONG_SEPARATOR.split(line)]
    elif len(lines) > 1 and all(line.count(",") == 1 for line in lines):
        names = lines
    else:
        parts = (part for line in lines for part in _AND.split(line))
        names = [name for part in parts for name in _split_at_commas(part)]
    return [name for each in names if (name := each.strip(_MARKS))]


def _split_at_commas(written: str) -> list[str]:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if len(parts) == 1:
        return _unglued(parts[0])
    if all(
        len(part.split()) > 1 and (not part[0].islower() or has_initials(part)) for part in parts
    ):
        return parts
    if any(INITIALS.fullmatch(part.replace(" ", "")) for part in parts[1:]):
        return _with_initials(parts)
    if len(parts) > 2 and len(parts) % 2 == 0:
        return [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    return [written] if len(parts) < 3 else parts


def _unglued(written: str) -> list[str]:
    """Split names between which a service sets nothing, where each part has two words.

    >>> _unglued("Ana van OwlBo B. McChenCy Lim"), _unglued("Ana McOwl Lopez"), _unglued("HanNa Lim")
    (['Ana van Owl', 'Bo B. McChen', 'Cy Lim'], ['Ana McOwl Lopez'], ['HanNa Lim'])
    """
    cuts = [
        place
        for place in range(1, len(written))
        if written[place - 1].islower()
        and written[place].isupper()
        and not _CAPITAL_INSIDE.search(written, max(0, place - 5), place)
    ]
    names = [written[start:end] for start, end in pairwise([0, *cuts, len(written)])]
    return names if all(len(name.split()) > 1 for name in names) else [written]


def _with_initials(parts: Sequence[str]) -> list[str]:
    """Join initials to the family name before them: `Lopez, A., B. Chen` turns the first alone."""
    names: list[str] = []
    for part in parts:
        initials = INITIALS.fullmatch(part.replace(" ", ""))
        if initials and names and "," not in names[-1] and not is_whole(names[-1]):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names
