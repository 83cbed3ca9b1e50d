"""Tell of the volume whose table of contents a page is: proceedings, or an issue of a journal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PROCEEDINGS = re.compile(
    r"(?P<name>proceedings of .{10,200}?(?:19|20)\d\d\)?)(?:,? (?:co-?located|in conjunction|held)\b.*|\W*)",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"[^\W\d_]{1,9}\.? ?(?P<volume>\d{1,4}),? (?:[^\W\d_]{1,6}\.?[ºo°]? ?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?) )?"
    r"\((?:19|20)\d\d\)(?:: [^|]{1,200})? \| (?P<name>[^|]{3,120})"
)
"""The title of a page of Open Journal Systems, in any language: `Vol. 5 No. 2 (2020): Owls | Owl Studies`."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The name of a volume, or of its journal with the numbers of volume and issue."""

    name: str
    volume: str | None = None
    issue: str | None = None


def volume_above(headings: Sequence[str]) -> Volume | None:
    """Return the volume that the headings above an entry name, the innermost first; None where there is none.

    >>> volume_above(["Vol. 5 No. 2 (2020): Owls and Ethics | Owl Studies", "Articles"])
    Volume(name='Owl Studies', volume='5', issue='2')
    >>> volume_above(["Proceedings of the 3rd Owl Workshop (OwlWS 2021) co-located with OwlConf"])
    Volume(name='Proceedings of the 3rd Owl Workshop (OwlWS 2021)', volume=None, issue=None)
    """
    for heading in reversed(headings):
        if found := _ISSUE.fullmatch(heading) or _PROCEEDINGS.fullmatch(heading):
            return Volume(
                found["name"], **{k: v for k, v in found.groupdict().items() if k != "name"}
            )
    return None
