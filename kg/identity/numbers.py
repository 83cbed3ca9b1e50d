"""Numbers with a check digit: ORCID iD, ISSN, ISBN.

The digit is tested by python-stdnum, which knows the standards (ISO 7064, ISO 3297, ISO 2108).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from stdnum import isbn, isni, issn

ORCID = r"(?<!\d)\d{4}-\d{4}-\d{4}-\d{3}[\dX]"
"""What an ORCID iD looks like, whatever its check digit."""
_ORCID = re.compile(
    rf"(?:orcid(?:\sid)?:?\s?)?(?:https?://)?(?:www\.)?(?:orcid\.org/)?({ORCID})",
    re.IGNORECASE | re.ASCII,
)
_DASHES = re.compile(r"[‐‑‒–—−]")
_ISSN = re.compile(r"(?<![\dXx./-])(\d{4})-?(\d{3}[\dXx])(?![\dXx./-])")
_ISBN = re.compile(r"(?<!\d)(?<!\d{4}-)(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")


def normalise_orcid(value: str) -> str | None:
    """Reduce an ORCID iD to its sixteen characters, or None where form or check digit is wrong.

    Source: https://support.orcid.org/hc/en-us/articles/360006897674 (an ORCID iD is an ISNI)

    >>> normalise_orcid("ORCID: https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    match = _ORCID.fullmatch(value.strip().rstrip("/"))
    return match[1].upper() if match and isni.is_valid(match[1].upper()) else None


def parse_orcid(value: str | None) -> str | None:
    """Normalise an ORCID iD; a text that is none is kept as it is, None where it is blank."""
    return normalise_orcid(value or "") or (value or "").strip() or None


def find_issn(text: str) -> str | None:
    """Return the first ISSN in a text as ISO 3297 writes it; one with the right check digit if any.

    >>> find_issn("2689-6575(ELECTRONIC),26896567(PRINT)"), find_issn("0022314x"), find_issn("ISSN")
    ('2689-6575', '0022-314X', None)
    """
    matches = _ISSN.finditer(_DASHES.sub("-", text))
    return _best([f"{match[1]}-{match[2].upper()}" for match in matches], is_issn)


def find_isbn(text: str) -> str | None:
    """Return the first ISBN in a text as it stands there; one with the right check digit if any.

    >>> find_isbn("978-3-16-148410-0 (hbk); 316148410X"), find_isbn("0021-9606")
    ('978-3-16-148410-0', None)
    """
    matches = _ISBN.finditer(_DASHES.sub("-", text))
    return _best([match[0].strip() for match in matches], is_isbn)


def _best(numbers: Sequence[str], is_right: Callable[[str], bool]) -> str | None:
    return next(filter(is_right, numbers), numbers[0] if numbers else None)


def is_issn(number: str) -> bool:
    """Tell whether an ISSN has the right check digit; nought alone stands for none.

    >>> is_issn("1234-5679"), is_issn("1234-5678"), is_issn("0000-0000")
    (True, False, False)
    """
    return bool(issn.is_valid(number)) and number.strip("0-") != ""


def is_isbn(number: str) -> bool:
    """Tell whether an ISBN of ten or thirteen digits has the right check digit.

    >>> is_isbn("978-3-16-148410-0"), is_isbn("3-16-148410-0")
    (True, False)
    """
    return bool(isbn.is_valid(number))
