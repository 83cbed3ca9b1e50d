"""Choose how a list is laid out from all of its entries, and which entries are publications."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.identity import identifiers_in
from kg.references import Reference, may_be_person
from kg.sources.free.authors import WITH
from kg.sources.free.choice import Choice
from kg.sources.free.details import with_details
from kg.sources.free.entry import Entry
from kg.sources.free.kinds import kind_told
from kg.sources.free.layouts import is_quoted, readings_of, scored
from kg.sources.free.learned import (
    are_people,
    learned_reading,
    references_of,
    told_by,
)
from kg.sources.free.left_out import leave_owner_out
from kg.sources.free.owner import named_above
from kg.sources.free.prose import is_abstract, is_of_owner, is_prose
from kg.sources.free.reading import LABEL, Reading
from kg.sources.free.same_names import stands_for_names
from kg.sources.free.trimming import BIBTEX
from kg.sources.free.untitled import has_no_title, may_hold
from kg.text import CJK, is_cjk

_VOTE = 1.0
_WON = 2.5
_GOOD = 4.0
"""What a reading with a title, names, and year or venue is worth."""
_FAIR = 2.4
_KNOWN_LIST = 0.4
"""How much less is asked for where a heading says that these are publications."""
_SHORTEST = 15
_NUMBERS = re.compile(
    r"\d[\d–-]{7,30}|\barXiv: ?\d{4}\.\d{4,5}|https?://[^\s<>]{1,200}|\bdoi: ?10\.[^\s<>]{1,200}|\bPM(?:C?ID): ?\w{1,12}"
)
"""Serial numbers and addresses, which are long where little is said."""
_LEADING = re.compile(r"^[^:\n]{0,30}:\s")
_LONGEST_LEADING = 120
"""Characters of an entry that only leads elsewhere, by several short links."""
_ENOUGH = 3
"""Sure publications that make a list, where no heading says that it is one."""
_NUMBER = re.compile(r"\[\d{1,4}\]")
"""What stands before a reference of a list."""
NUMBERED = re.compile(r"[\[(]?\d{1,4}[\]).:]{1,2}")
"""What stands before an item of any numbered list."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CJK = re.compile(f"[{CJK}]")
_LIKELY = 0.8
"""How likely title and names are right of a paragraph among references that no heading tells of."""
LEAST_SURE = 0.4
"""How likely title and names are right where a publication is not put aside to be mended."""
_SET_OFF = frozenset({"strong", "link", "quoted"})
"""Layouts by which a title is set off."""
_MARKED = _SET_OFF | {"role", "emphasis"}
"""Layouts by which marks tell the title, and not where names end."""
_SHARE = 0.5
"""Of the entries of such a list, how many are surely publications."""


def choose(entries: Sequence[Entry], *, learned: bool = True) -> list[Choice]:
    """Return for each entry how it is read, and what it is taken for.

    Entries of a page are mostly laid out alike, and those of one list more so: a layout counts for
    more the better it fits the others. What is `learned` of references is one layout among them.
    """
    open_ = [index for index, entry in enumerate(entries) if _may_be(entry)]
    candidates: list[list[Reading]] = [[] for _ in entries]
    for index in open_:
        candidates[index] = readings_of(entries[index])
    parsed: dict[int, Reference] = {}
    left_out = False
    if learned:
        candidates = [[_of_people(each) for each in found] for found in candidates]
        parsed = dict(zip(open_, references_of([entries[index] for index in open_]), strict=True))
        left_out = leave_owner_out(entries, named_above(entries))
        for index, reference in parsed.items():
            entry = entries[index]
            found = [_titled(each) for each in candidates[index]] if left_out else candidates[index]
            candidates[index] = _with_learned(entry, found, reference, left_out=left_out)
    judged = _judged(entries, _chosen(entries, candidates), left_out=left_out)
    return [
        _with_parsed(each, parsed[index]) if index in parsed else each
        for index, each in enumerate(judged)
    ]


def _titled(reading: Reading) -> Reading:
    """Return a reading of an entry that leaves its author out: what it says `with` nobody else are no names."""
    authors = reading.authors
    if (
        authors is None
        or reading.without_owner
        or WITH.search(reading.entry.text, 0, authors.start)
    ):
        return reading
    return scored(replace(reading, authors=None), may_be_person)


def _with_learned(
    entry: Entry, found: Sequence[Reading], reference: Reference, *, left_out: bool
) -> list[Reading]:
    """Return how an entry may be read, with what is learned, which tells a venue from a title."""
    kept = [each for each in found if may_hold(each, reference)]
    if has_no_title(reference):
        return kept
    learned = learned_reading(entry, reference, left_out=left_out)
    if learned and left_out:  # Where its title ends, no names tell.
        kept = [each for each in kept if each.layout in _MARKED]
    return [*(kept or ([] if learned else found)), *([learned] if learned else [])]


def _with_parsed(choice: Choice, reference: Reference) -> Choice:
    """Return what is taken for an entry with the details that were parsed; what has no title is not clear."""
    if choice.reading:
        return replace(choice, reading=with_details(choice.reading, reference))
    entry = choice.entry
    listed = entry.shape != "paragraph" or entry.section.published
    if listed and choice.verdict in ("page text", "unclear") and has_no_title(reference):
        return replace(choice, verdict="unclear", untitled=reference)
    return choice


def _of_people(reading: Reading) -> Reading:
    """Return a reading with the names that its title runs on into; without such as nobody is called by."""
    entry, authors = reading.entry, reading.authors
    if authors is None and (told := told_by(entry, reading.title, None)):
        reading = replace(reading, title=told[0], authors=told[1])
    elif authors and not are_people(entry.text, authors):
        reading = replace(reading, authors=None)
    elif may_be_person(entry.text[slice(*reading.title)]):
        return reading
    return scored(reading, may_be_person)


def _chosen(
    entries: Sequence[Entry], candidates: Sequence[Sequence[Reading]]
) -> list[Reading | None]:
    """Return the best reading of each entry, by how it fits itself, its list and its page."""
    lists = defaultdict(list)
    for entry, found in zip(entries, candidates, strict=True):
        if found:
            lists[entry.list].append(found)
    page = _votes([each for each in candidates if each])
    own = {number: _votes(found) for number, found in lists.items()}

    def worth(reading: Reading) -> float:
        votes = page[reading.layout] + own[reading.entry.list][reading.layout]
        return reading.score + _VOTE * votes / 2

    return [max(found, key=worth) if found else None for found in candidates]


def _votes(candidates: Sequence[Sequence[Reading]]) -> defaultdict[str, float]:
    """Return how well each layout fits some entries, on average."""
    votes: defaultdict[str, float] = defaultdict(float)
    for found in candidates:
        votes[max(found, key=lambda each: each.score).layout] += _WON / len(candidates)
        for each in found:
            votes[each.layout] += max(each.score, 0) / len(candidates)
    return votes


def _may_be(entry: Entry) -> bool:
    """Tell whether an entry may be a publication: words, and not mere links or remarks."""
    text = entry.text
    said = _NUMBERS.sub("", text)
    ideographs = len(_CJK.findall(text))
    letters = sum(map(str.isalpha, said)) + ideographs  # Each says as much as several letters do.
    # An untitled reference in a list is a third of letters: `C. Lim et al., Nature 567, 123 (2018)`.
    listed = (entry.section.published or NUMBERED.fullmatch(entry.label)) and YEAR.search(text)
    share = 3 if listed else 2
    if entry.section.other or len(text) < _SHORTEST or letters * share < len(said.replace(" ", "")):
        return False
    aside = [
        sum(mark.end - mark.start for mark in entry.marks if mark.kind == kind and re.match(value, mark.value))
        for kind, value in (("quiet", ""), ("link", r"#\w"))
    ]  # fmt: skip
    if _leads_elsewhere(entry) or BIBTEX.match(text) or is_abstract(text):
        return False
    says = len(text.split()) > 2 or ideographs > _SHORTEST
    return says and not LABEL.fullmatch(text) and max(aside) * 2 < len(text)


def _leads_elsewhere(entry: Entry) -> bool:
    """Tell links of a page that stand side by side: `See also: DBLP, GitHub`."""
    links = [entry.text[mark.start : mark.end] for mark in entry.marks if mark.kind == "link"]
    said = _LEADING.sub("", entry.text)
    few = len(said) < _LONGEST_LEADING and not any(char.isdigit() for char in said)
    short = len(links) > 1 and all(len(each.split()) <= 3 for each in links)
    return few and short and sum(map(len, links)) * 3 >= len(said) * 2


@dataclass(frozen=True, slots=True)
class _Company:
    """What speaks for an entry in the others: how many are surely publications, on the page and in its list."""

    on_page: int
    in_list: bool


def _judged(
    entries: Sequence[Entry], chosen: Sequence[Reading | None], *, left_out: bool
) -> list[Choice]:
    """Tell publications from other things: more is asked for where no heading says that these are."""
    sure: defaultdict[int, list[bool]] = defaultdict(list)
    for entry, reading in zip(entries, chosen, strict=True):
        sure[entry.list].append(reading is not None and _is_sure(reading, left_out=left_out))
    on_page = sum(map(sum, sure.values()))
    in_list = {number: sum(here) >= max(1, _SHARE * len(here)) for number, here in sure.items()}
    judged: list[Choice] = []
    for entry, reading in zip(entries, chosen, strict=True):
        company = _Company(on_page, in_list[entry.list])
        if reading and _is_publication(entry, reading, company):
            unsure = reading.confidence < LEAST_SURE or stands_for_names(entry.text)
            taken = "unclear" if unsure else "publication"
            verdict = kind_told(reading).skipped or taken
        else:
            verdict = _otherwise(entry, reading, company)
            if verdict == "unclear" and reading:
                verdict = kind_told(reading).skipped or verdict
        judged.append(Choice(entry, reading, verdict))
    return judged


def _is_sure(reading: Reading, *, left_out: bool = False) -> bool:
    """Tell whether a reading has what every publication has: a title, whole names, and a year or an identifier.

    Names are not asked for where a heading says that these are publications, and their author is `left_out`.
    """
    if left_out and reading.entry.section.published and reading.year_text:
        return reading.score >= _FAIR
    if reading.authors is None or reading.score < _GOOD:
        return False
    if reading.year_text is None and not any(identifiers_in(_addresses(reading.entry))):
        return False
    names = [reading.text(span) or "" for span in reading.authors.names]
    whole = sum(is_cjk(name) or bool(re.search(r"[ .]\S", name)) for name in names)
    return whole * 2 > len(names)


def _otherwise(entry: Entry, reading: Reading | None, company: _Company) -> str:
    """Name what an entry is that is no publication; unclear where it stands among publications."""
    is_numbered = bool(NUMBERED.fullmatch(entry.label) and YEAR.search(entry.text))
    if entry.section.published and stands_for_names(entry.text):
        return "unclear"
    told = _is_told(reading) or (company.in_list and (reading is not None or is_numbered))
    if entry.shape == "paragraph":
        set_off = reading is not None and reading.layout in _SET_OFF and reading.title[0] == 0
        if company.in_list and entry.section.published and (set_off or _is_told(reading)):
            return "unclear"
        return "page text"
    if entry.section.other:
        return entry.section.other
    among = entry.section.published or entry.label
    return "unclear" if told and among else "page text"


def _is_told(reading: Reading | None) -> bool:
    """Tell what looks like a publication: it names people and a year."""
    return reading is not None and reading.authors is not None and reading.year is not None


def _is_publication(entry: Entry, reading: Reading, company: _Company) -> bool:
    known = reading.authors is not None
    told = reading.year_text is not None or reading.venue is not None
    headed = entry.section.published or bool(_NUMBER.fullmatch(entry.label))
    least = _FAIR if entry.shape == "paragraph" or not headed else _FAIR - _KNOWN_LIST
    if reading.score < least or not company.on_page or (entry.shape == "row" and not known):
        return False
    if (entry.shape == "paragraph" or not headed) and is_prose(reading):
        return False
    if headed and entry.shape == "paragraph":
        said = told or company.in_list or (is_quoted(reading) and not reading.unassigned())
        return (known and said) or is_of_owner(reading)
    if headed:
        return known or told or any(identifiers_in(_addresses(entry)))
    if entry.shape == "paragraph":
        by_company = (
            known and told and reading.layout == "learned" and reading.confidence >= _LIKELY
        )
    else:
        by_company = known or (told and entry.shape == "item")
    return company.on_page >= _ENOUGH and company.in_list and (_is_sure(reading) or by_company)


def _addresses(entry: Entry) -> str:
    return " ".join([entry.text, *(mark.value for mark in entry.marks if mark.kind == "link")])
