"""The registries of organizations: ROR, and the registry of funders; addresses, and keys of them."""

from __future__ import annotations

import re

_ROR = re.compile(
    r"(?:https?://)?(?:www\.)?ror\.org/(0[0-9a-hj-km-np-tv-z]{6}\d\d)/?", re.IGNORECASE
)
_FUNDER = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.13039/(\d{3,15})", re.IGNORECASE
)


def normalise_registry(value: str | None) -> str | None:
    """Return the address of an organization in its registry; None where a text is none.

    Source: https://ror.readme.io/docs/identifier (base 32 by Crockford, with two check digits) and
    https://www.crossref.org/documentation/funder-registry/ (DOIs under 10.13039)

    >>> normalise_registry("ror.org/01XTTHB56"), normalise_registry("http://dx.doi.org/10.13039/501100000780")
    ('https://ror.org/01xtthb56', 'https://doi.org/10.13039/501100000780')
    >>> normalise_registry("grid.5510.1"), normalise_registry(None)
    (None, None)
    """
    written = (value or "").strip()
    if match := _ROR.fullmatch(written):
        return f"https://ror.org/{match[1].lower()}"
    match = _FUNDER.fullmatch(written)
    return f"https://doi.org/10.13039/{match[1]}" if match else None


def registry_key(address: str) -> str:
    """Make a key of an address: `ror-01xtthb56`, `funder-501100000780`.

    >>> registry_key("https://ror.org/01xtthb56")
    'ror-01xtthb56'
    """
    local = address.rpartition("/")[2]
    return f"ror-{local}" if "ror.org/" in address else f"funder-{local}"
