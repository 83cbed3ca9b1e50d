"""Tell lists that leave out the person whose they are: an entry begins with its title, or with `(mit Bo Chen)`.

Such titles may look like names: `Eulen und Menschen. Eine Geschichte`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.free.authors import LEAD
from kg.sources.free.entry import Entry

_INVERTED = re.compile(
    r"\W*[^\W\d_a-zß-öø-ÿ]{2}[^\W\d_a-zß-öø-ÿ'’-]* [^\W\d_a-z][^\W\d_]|\W*[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){0,2},? (?:[^\W\d_a-zß-öø-ÿ]\.|[A-Z]{1,3}\b)|\W*(?:[^\W\d_a-zß-öø-ÿ]\.[ -]?){1,3} ?[^\W\d_a-zß-öø-ÿ]"
)
"""How an entry begins that names its authors: `Lopez, A.`, `Lopez A`, `A. Lopez`, `LOPEZ Ana`."""
_FEWEST = 3
_FEW = 0.2
"""What share of the entries may name the owner, or begin with names, as of others or in a title."""


def leave_owner_out(entries: Sequence[Entry], owner: str | None) -> bool:
    """Tell whether entries leave out whose list it is: named above it, and in next to none of them."""
    listed = [each.text for each in entries if each.section.published]
    most = _FEW * len(listed)
    if len(listed) < _FEWEST or sum(bool(_INVERTED.match(each)) for each in listed) > most:
        return False
    if any(LEAD.match(each) for each in listed):
        return True
    family = owner.split()[-1].casefold() if owner else None
    return family is not None and sum(family in each.casefold() for each in listed) <= most
