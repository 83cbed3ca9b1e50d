"""Take e-mail addresses off what says where somebody works."""

from __future__ import annotations

import re

from kg.sources.fields.stand_ins import EMAIL

_LABEL = re.compile(
    r"(?<!\s)\s*+\b(?:electronic address(?:es)?|e-?mails?)\s*+:?\s*+(?=[.;,]|$)", re.IGNORECASE
)
_END = re.compile(r"(?<![.;,\s])(\.?)[.;,\s]*+$")


def without_address(affiliation: str | None) -> str | None:
    """Take e-mail addresses, and the words that announce them, off an affiliation.

    >>> without_address("Owl House, Oslo. Electronic address: ana@owls.example.")
    'Owl House, Oslo.'
    """
    if not affiliation or "@" not in affiliation:
        return affiliation
    return _END.sub(r"\1", _LABEL.sub("", EMAIL.sub("", affiliation))).strip() or None
