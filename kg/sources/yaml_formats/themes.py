"""Read what the themes of home pages, and the tools that fill their data files, write in ways of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.sources.fields.stand_ins import is_press
from kg.sources.json_formats.reading import member
from kg.sources.tables.headings import guess_columns

_VENUE_AND_YEAR = re.compile(r"([^\d]{2,200}?)[\s,(]+(?:19|20)\d\d\W*")
_CITED = re.compile(r"(doi|arxiv|pubmed|pmc|isbn|url):(\S.*)", re.IGNORECASE)
_SCHEMES = {"pubmed": "pmid", "pmc": "pmcid"}


def told_by_theme(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns that the members of a record stand for, beside those that their names tell."""
    found = _cited(members)
    if "venue" not in guess_columns(members):
        found |= _displayed(members) or _published(members, cited=bool(found))
    return found


def _cited(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the identifier that Manubot cites a work by: `id: pubmed:77`."""
    cited = _CITED.fullmatch(str(members.get("id") or ""))
    if cited is None:
        return {}
    scheme = cited[1].lower()
    return {"id": None, _SCHEMES.get(scheme, scheme): cited[2]}


def _published(members: Mapping[str, Any], *, cited: bool) -> dict[str, Any]:
    """Return the venue that stands as the publisher in what Manubot found, or a plugin of the theme of Greene's lab."""
    named = members.get("publisher") if cited or "plugin" in members else None
    return {"venue": named, "publisher": None} if named and not is_press(named) else {}


def _displayed(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return venue and year as the text of the link tells them, in the theme of Allan's lab: `Owl News 3, 5 (2019)`."""
    shown = member(members, "link", "display")
    if not isinstance(shown, str):
        return {}
    named = _VENUE_AND_YEAR.fullmatch(shown)
    return {"venue": named[1] if named else shown, "year": members.get("year") or shown}
