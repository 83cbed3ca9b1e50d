"""Read the venue out of a journal reference as authors write it for arXiv."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"^(?:(?:published|appear(?:s|ed)|to appear|accepted|presented)\s+(?:in|at|by)\b:?\s*"
    r"|in(?::\s*|\s+(?=proc|the\b|advances\b|\d)))?(?:the\s+)?(?:(?:19|20)\d\d\s+(?!\())?",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,;] |[,;]$| ?\b(?i:vol(?:ume)?)\b| \(|\(? ?\b(?:19|20)\d\d\b"
    r"| (?=\d)(?!\d+(?:st|nd|rd|th)\b)"  # a volume, but not `34th`
    r"|(?<=[ .][A-Z])(?=\d)|(?<=[a-z.])(?=\d)"  # `Phys.Rev. D76`, `Nucl.Phys.76`
    r"|(?<=[A-Za-z.])(?=\d{2,}[(:,])"  # `JHEP05(2018)`
)


def venue_in(reference: str | None) -> str | None:
    """Return the name of the journal or the proceedings, without volume, year and pages.

    >>> [venue_in(each) for each in ("Phys.Rev.D76:013009,2007", "NeurIPS 2017", "JHEP05(2018)123")]
    ['Phys.Rev.D', 'NeurIPS', 'JHEP']
    >>> venue_in("J. Owls A: Math. 51 (2018) 035201"), venue_in("In Proc. of the 34th Conf. on Owls, 2017")
    ('J. Owls A: Math.', 'Proc. of the 34th Conf. on Owls')
    """
    written = " ".join((reference or "").split())
    name = _END.split(_BEFORE.sub("", written, count=1), maxsplit=1)[0].strip(" :-–")
    return name if sum(char.isalpha() for char in name) > 1 else None
