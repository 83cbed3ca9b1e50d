"""Read what became of a submission: what its venue decided, how it was presented, and when.

Lists and OpenReview write it behind the name of the venue: `ICML 2024 Poster`, `Submitted to ICLR
2024`, `ICLR 2024 Conference Withdrawn Submission`. The venue is what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Status
from kg.venues import known_venue

_TRACKS = (
    r"poster|oral|spotlight|talk|highlight|notable(?:[ -]top[ -]?\d{1,2} ?%)?|top[ -]?\d{1,2} ?%|"
    r"(?:best|outstanding) paper(?: award)?"
)
_DECISIONS: tuple[tuple[Status, str], ...] = (
    ("withdrawn", r"\bwithdr[ae]w"),
    ("desk-rejected", r"\bdesk[ _-]?reject"),
    ("rejected", r"\breject|\bdeclined?\b|\bnot accepted"),
    (
        "accepted",
        rf"\baccept|\b(?:in press|to appear|forthcoming)\b|\b(?:{_TRACKS})(?!\w)|\binvite\w* to workshop|^workshop(?: track)?$",
    ),
    ("submitted", r"\bsubmi(?:ssion|tted)|\bunder review|\bin review|^(?:active|pending)$"),
)
_LONGEST = 500
"""Characters of the name of a venue; longer texts are none."""
_WORKSHOP = re.compile(r"\bworkshop\b", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?P<name>.*?\S)(?<!\bon)(?<!\bof)(?<!\band)(?<!\bin)[\s,:;(\[–-]{{1,4}}(?P<said>(?:accept(?:ed)?[\s,:;(–-]{{0,4}})?"
    rf"(?:{_TRACKS})(?: presentation| paper)?|accept(?:ed)?(?: papers?)?|(?:desk[ _-]?)?reject(?:ed)?|"
    r"withdrawn?|invite to workshop(?: track)?|"
    r"(?:conference )?(?:(?:withdrawn|rejected|desk[ _-]rejected|blind|active)[ _])?submissions?)[)\]\s.]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<said>(?:submitted|submission) to|(?:under|in) review (?:at|for|by|in)|in press (?:at|in)|accepted (?:to|at|by|for|in)) "
    r"(?:the )?(?P<name>\S.*)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<name>.*?\S)[\s,;(\[]{1,4}(?P<said>to appear|in press|forthcoming|under review|in review)[)\]\s.]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d./-])(?:19[5-9]|20[0-4])\d(?![\d.]\d|\d)")
_APOSTROPHE = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}+ ?['’](\d\d)\b")
_NUMBERED = re.compile(
    r"\b(?:lncs|lnai|lnbi|ccis|lecture notes|vol(?:ume|\.)?|no\.?|number|arxiv|corr|horizon)\b",
    re.IGNORECASE,
)
"""Names of series, whose numbers look like years."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The name of a venue, and what is said behind or before it."""

    venue: str
    status: Status | None = None
    track: str | None = None


def read_decision(said: str) -> tuple[Status | None, str | None]:
    """Tell status and track from the words of a decision; None where they say nothing of it.

    >>> read_decision("Accept (Oral)"), read_decision("Withdraw"), read_decision("main")
    (('accepted', 'oral'), ('withdrawn', None), (None, None))
    """
    found = (status for status, words in _DECISIONS if re.search(words, said, re.IGNORECASE))
    status = next(found, None)
    track = re.search(rf"\b(?:{_TRACKS})(?!\w)", said, re.IGNORECASE)
    if status == "accepted" and not track and _WORKSHOP.search(said):
        return status, "workshop"
    return status, track[0].lower() if track else None


def read_venue(written: str) -> Outcome:
    """Part the name of a venue from the decision that is written with it.

    >>> read_venue("ICML 2024 Poster"), read_venue("Journal of Oral Medicine")
    (Outcome(venue='ICML 2024', status='accepted', track='poster'), Outcome(venue='Journal of Oral Medicine', status=None, track=None))
    """
    if len(written) > _LONGEST:
        return Outcome(written)
    if before := _BEFORE.fullmatch(written):
        return replace(read_venue(before["name"]), status=read_decision(before["said"])[0])
    if behind := _BEHIND.fullmatch(written):
        return Outcome(behind["name"].rstrip(" ,;(["), *read_decision(behind["said"]))
    match = _AT_END.fullmatch(written)
    if match and (_YEAR.search(match["name"]) or known_venue(match["name"])):
        return Outcome(match["name"].strip(" ,:;(-–"), *read_decision(match["said"]))
    return Outcome(written)


def year_in(venue: str) -> str | None:
    """Return the year in the name of a venue; None where there is none, or not one alone.

    >>> year_in("ICML 2024"), year_in("Proc. ICML '19"), year_in("LNCS 2034"), year_in("Owls 2019-2020")
    ('2024', '2019', None, None)
    """
    if _NUMBERED.search(venue):
        return None
    years = set(_YEAR.findall(venue))
    if not years and (short := _APOSTROPHE.search(venue)):
        return f"{'19' if short[1] > '49' else '20'}{short[1]}"
    return years.pop() if len(years) == 1 and not re.search(r"\d{4} ?[-–/] ?\d", venue) else None
