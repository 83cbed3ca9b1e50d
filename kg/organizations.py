"""Find the organizations that an author line names: as its source tells them, else in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Agent

_UNIVERSITY = re.compile(r"universi|hochschule|\bETH\b|\bEPFL\b|\bMIT\b|polyte[ck]", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:academy|agency|association|cent(?:er|re) for|clinic|colleges?|corporation|corp\.?|council|foundation"
    r"|gmbh|hospitals?|inc\.?|instit\w*|laborator\w+|labs?|ltd\.?|ministry|museum|observatory|research"
    r"|school|society)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"^(?:the )?(?:departments?|dept|div|divisions?|faculty|groups?|sections?|units?|chair|lehrstuhl)\b",
    re.IGNORECASE,
)
_CAMPUS = re.compile(
    r"(?:the )?(?:university of (?:california|colorado|illinois|maryland|massachusetts|michigan|minnesota"
    r"|missouri|north carolina|tennessee|texas|wisconsin)|state university of new york)",
    re.IGNORECASE,
)
"""Universities of several places: which of them is said behind the name."""
_LEGAL = re.compile(
    r",\s*(?=(?:co\.?,? ?)?(?:inc|ltd|llc|corp|gmbh|plc|s\.?a)\b\.?\s*(?:[,;]|$))", re.IGNORECASE
)
"""Before the legal form of a company, which is a part of its name."""
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b\d{4,6}\b")
_COUNTRY = re.compile(
    r"(?:the )?(?:U\.?S\.?A?\.?|U\.?K\.?|United (?:States|Kingdom)(?: of America)?)", re.IGNORECASE
)
_PLACE = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?")
_LONGEST = 100


def organizations_of(agent: Agent) -> tuple[Agent, ...]:
    """Return the organizations of an author line as groups, each once.

    >>> line = Agent("Ana Lopez", "Ana Lopez", affiliation="Department of Owls, University of Nightford, Oslo")
    >>> [each.name for each in organizations_of(line)]
    ['University of Nightford']
    """
    if agent.organizations or not agent.affiliation:
        return agent.organizations
    return tuple(Agent(name, name, "group") for name in named_in(agent.affiliation))


def named_in(affiliation: str) -> tuple[str, ...]:
    """Return the organizations that an affiliation names: of each address, between `;`, one at most.

    An address with several parts names the university, else the first institution; one of a
    single part is taken for a name. A department on its own names none.

    >>> named_in("Owl Lab; Inst. of Maps, University of California, Berkeley, CA 94720, USA")
    ('Owl Lab', 'University of California, Berkeley')
    >>> named_in("Department of Owls, Nightford"), named_in("12 Main Street, Oslo, Norway")
    ((), ())
    """
    found = (_named(address) for address in affiliation.split(";"))
    return tuple(dict.fromkeys(name for name in found if name))


def is_part(name: str) -> bool:
    """Tell whether a name is that of a department or the like, which many organizations have.

    >>> is_part("Department of Owls"), is_part("Owl Institute")
    (True, False)
    """
    return bool(_WITHIN.match(name))


def _named(address: str) -> str | None:
    address = _LEGAL.sub(" ", address)
    parts = [part for each in address.split(",") if (part := " ".join(each.split()).strip(" ."))]
    named = [(n, part) for n, part in enumerate(parts) if not is_part(part)]
    if len(parts) == 1:
        return next((part for _, part in named if _is_name(part) and not _is_place(part)), None)
    for pattern in (_UNIVERSITY, _INSTITUTION):
        for n, part in named:
            if pattern.search(part) and _is_name(part):
                return ", ".join((part, *_campus(part, parts[n + 1 :])))
    return None


def _is_place(part: str) -> bool:
    return bool(_COUNTRY.fullmatch(part) or _POSTCODE.search(part)) and not any(
        pattern.search(part) for pattern in (_UNIVERSITY, _INSTITUTION)
    )


def _is_name(part: str) -> bool:
    letters = sum(map(str.isalpha, part))
    return (
        letters > 1
        and not part[0].isdigit()
        and len(part) <= _LONGEST
        and "@" not in part
        and 2 * letters > len(part)
    )


def _campus(university: str, following: list[str]) -> Iterator[str]:
    if _CAMPUS.fullmatch(university) and following and _PLACE.fullmatch(following[0]):
        yield following[0]
