"""Read what is copied from HAL: title, authors, a reference, then its type and its number."""

from __future__ import annotations

import re

from kg.identity import identifiers_in
from kg.model import Details, Paper
from kg.sources.fields.kinds import kind_in
from kg.sources.free.copied.stacks import Layout, Stack, Told, people, stacked_format

EXAMPLE = """\
NightOwl: Exploring with Memory
Ana Lopez, Bo Chen
Journal of Maps, 2019, 12 (3), pp.5-9. ⟨10.5555/owl⟩
Journal articles hal-01000001v1
How Well Do Agents Plan?
Bo Chen
Owl Conference 2020, Jun 2020, Oslo, Norway. pp.11-19
Communication dans un congrès hal-01000002v1
"""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VENUE = re.compile(r"(?P<venue>[^⟨⟩\[\]]+?), (?:[^⟨⟩,]{0,20} )?(?:19|20)\d\d\b")
_SCHOOL = re.compile(r"\. (?P<institution>[^.⟨⟩]+), (?:19|20)\d\d\b")
_NUMBERS = re.compile(r", (?P<volume>\d{1,3})(?: \((?P<issue>[^()]{1,20})\))?(?=[,.]|$)")
_PAGES = re.compile(r"\bpp?\.? ?(\w+(?:-\w+)?)")
_NAMED = re.compile(r"⟨(10\.[^⟨⟩]+)⟩")


def _paper(stack: Stack) -> Told:
    *lines, last = stack.before or [""]
    kind = kind_in(stack.told["type"] or last)
    if not stack.told["type"]:
        *lines, last = lines or [""]
    if kind.skipped:
        return kind.skipped
    years = _YEAR.findall(last)
    if len(lines) != 2 or not years:
        return None
    is_thesis = (kind.fabio or "").endswith("Thesis")
    where = (_SCHOOL.search if is_thesis else _VENUE.match)(last)
    numbers, pages, doi = _NUMBERS.search(last), _PAGES.search(last), _NAMED.search(last)
    return Paper(
        title=lines[0],
        authors=people(lines[1].split(",")),
        year=years[-1],
        identifiers=identifiers_in(f"doi:{doi[1]}") if doi else (),
        venue=where["venue"] if where and not is_thesis else None,
        kind=kind.fabio,
        url=f"https://hal.science/{stack.told['number']}",
        details=Details(
            volume=numbers["volume"] if numbers else None,
            issue=numbers["issue"] if numbers else None,
            pages=pages[1] if pages else None,
            institution=where["institution"] if where and is_thesis else None,
            note=last,  # Places and days of conferences stand in no field.
        ),
    )


_LAYOUT = Layout(
    tells=re.compile(r"(?:(?P<type>[^\d]{3,60}) )?(?P<number>[a-z]{3,12}-\d{8})(?: ?v\d{1,2})?"),
    paper=_paper,
    before=4,
    buttons=re.compile(
        r"\d+ (?:results?|résultats?)|sort by.*|trier par.*|page \d+(?: (?:of|sur|/) \d+)?|next|suivant|export|voir tout",
        re.IGNORECASE,
    ),
    signs=re.compile(
        r"v\d{1,2}|open access|texte intégral|full text|image document|accès libre", re.IGNORECASE
    ),
    marks=(
        re.compile(
            r"\b(?:hal|tel|halshs|inria|inserm|cel|dumas|lirmm|ensl)-\d{8}(?:v\d{1,2})?$",
            re.MULTILINE,
        ),
    ),
)

FORMAT = stacked_format(
    "hal-page", "HAL: title, authors, a reference, then its type and its number", EXAMPLE, _LAYOUT
)
