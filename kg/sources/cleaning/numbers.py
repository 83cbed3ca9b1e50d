"""Settle the numbers of a volume, an issue and pages: their labels, what stands for none, and dates."""

from __future__ import annotations

import re

from kg.sources.fields.details import page_range
from kg.sources.fields.stand_ins import is_stand_in

_LABELS = {
    "volume": re.compile(r"(?:volume|vol|band|bd|tome)(?:\.\s*|\s+)(?=\d)", re.IGNORECASE),
    "issue": re.compile(r"(?:issue|number|no|nr|heft)(?:\.\s*|\s+)(?=\d)", re.IGNORECASE),
}
_TO_COME = re.compile(
    r"(?:publish |epub )?ahead[ -]of[ -]print|online(?:[ -]first)?|(?:in|im) (?:press|druck)|sous presse"
    r"|early access|latest articles|(?:advance|early)d? (?:access|online|view)(?: publication)?"
    r"|forthcoming|to appear|submitted|under review|en révision|à paraître",
    re.IGNORECASE,
)
"""What is said of a paper that has no volume or no pages as yet."""
_EMPTY = re.compile(r"nan|undefined|no|specified|(?:no )?pagination specified", re.IGNORECASE)
"""What programs write where nothing was; `No Pagination Specified` is split into two ends by some."""
_BEFORE_PAGES = re.compile(r"\A\D.*\bpages?\s+(?=\d)", re.IGNORECASE)
_BEHIND_PAGES = re.compile(r"(?<=\d) \((?:1[5-9]|20)\d\d\).*")
_VOLUME_BEFORE = re.compile(r"(\d*)\(([\w-]+)\)\s?:\s?(?=\d[^():]*$)")
_WITH_ISSUE = re.compile(r"(\d+) ?\((?!(?:19|20)\d\d\))([\w–/-]{1,9})\)")
_DATE = re.compile(r"(?:1[5-9]|20)\d\d[-/]\d\d?[-/]\d\d?")


def settle_number(field: str, written: str | None) -> str | None:
    """Return the number of a volume or an issue without its label; None where it says that there is none.

    >>> settle_number("volume", "Volume 3"), settle_number("issue", "No. 7")
    ('3', '7')
    >>> settle_number("volume", "ahead-of-print"), settle_number("issue", "nan")
    (None, None)
    """
    if not written or not _is_told(written):
        return None
    label = _LABELS[field].match(written)
    return written[label.end() :] if label else written


def settle_pages(written: str | None) -> tuple[str | None, str | None, str | None]:
    """Return volume and issue where they stand before the pages, and the pages; a link is none.

    >>> settle_pages("54(2):125-152"), settle_pages("1047-nan"), settle_pages("No-Specified")
    (('54', '2', '125-152'), (None, None, '1047'), (None, None, None))
    >>> settle_pages("Issue 2 November 2016 Pages 60-62"), settle_pages("1-59 (2013). doi:10.5555/1")
    ((None, None, '60-62'), (None, None, '1-59'))
    """
    pages = page_range(written)
    if not pages or "://" in pages or not _is_told(pages):
        return None, None, None
    pages = _BEHIND_PAGES.sub("", _BEFORE_PAGES.sub("", pages))
    before = _VOLUME_BEFORE.match(pages)
    ends = [each for each in pages[before.end() if before else 0 :].split("-") if _is_told(each)]
    volume, issue = (before[1] or None, before[2]) if before else (None, None)
    return volume, issue, page_range("-".join(ends))


def has_more(written: str) -> bool:
    """Tell whether more than a volume, an issue and pages is written where pages are.

    >>> has_more("1-59 (2013). doi:10.5555/1"), has_more("54(2):125-152")
    (True, False)
    """
    return bool(_BEFORE_PAGES.match(written) or _BEHIND_PAGES.search(written))


def parted(volume: str | None) -> tuple[str | None, str | None]:
    """Part the issue from a volume that it is written behind.

    >>> parted("12(3)"), parted("12"), parted("50(2019)")
    (('12', '3'), ('12', None), ('50(2019)', None))
    """
    both = _WITH_ISSUE.fullmatch(volume or "")
    return (both[1], both[2]) if both else (volume, None)


def is_date(written: str | None) -> bool:
    """Tell whether a text is a day, as EndNote exports that of electronic publication as the edition.

    >>> is_date("2011/05/11"), is_date("2nd")
    (True, False)
    """
    return bool(_DATE.fullmatch(written or ""))


def _is_told(written: str) -> bool:
    text = written.strip()
    return not (is_stand_in(text) or _EMPTY.fullmatch(text) or _TO_COME.fullmatch(text))
