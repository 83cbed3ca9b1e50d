"""Find the authors of an entry whose title is known: before it, behind it, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.references import EDITORS
from kg.sources.free.entry import Entry
from kg.sources.free.no_names import are_words
from kg.sources.free.page import Mark
from kg.sources.free.people import Run, has_whole_name, run_at
from kg.sources.free.reading import LABEL, REMARK, Span

EDGES = " \t\n,.;:<>[]|–—-*"
TAG = re.compile(
    r"\s?(?:\[[^\[\]]{1,25}\]|\(\d{1,4}[a-z]?\)[.,:]?|(?:19|20)\d\d[.,:]|[A-Z]{1,3}\d{1,3}[.:)])\s?"
)
_TOGETHER = (
    r"(?:zus(?:ammen|\.)|gem(?:einsam|\.)|together|joint(?:ly)?|joint work|joint paper|in collaboration|co-?authored|en collaboration|"
    r"en colaboración|in collaborazione|em colaboração|tillsammans|sammen|samen|wspólnie|совместно|совм\.)"
)
_WITH = r"(?:with|mit|avec|con|com|med|met|z|с)"
_BEHIND = rf"(?:{_TOGETHER} )?(?:with|(?-i:mit|avec|con|com|met))"
WITH = re.compile(rf"\b{_BEHIND}\W*$", re.IGNORECASE)
"""What stands before names to which that of the page's owner is to be added."""
LEAD = re.compile(
    rf"\W*(?:[(\[](?![)\]])(?:(?P<role>{EDITORS})\.?[,;]?(?: |(?=[)\]])))?(?:(?:{_TOGETHER} )?{_WITH} (?P<names>[^()\[\]]{{2,300}}))?[)\]]"
    rf"|{_TOGETHER} {_WITH} (?P<others>[^():\n]{{2,200}}):(?=\s)"
    rf"|{_WITH} (?P<quoted>[^():\n\"“‘«„]{{2,200}}),(?=\s[\"“‘«„]))\W*",
    re.IGNORECASE,
)
"""What an entry begins with that leaves out its author: `(with Bo Chen)`, `(Hg.)`, `Mit Bo Chen:`, `With Bo Chen, “Owls”`."""
_BY = re.compile(
    rf"[\s,.;:)\]>\"”»–—-]*(?:\(?(?:(?P<owner>{_BEHIND})|(?:written )?by|authors?|par|von|por)\b[\s:]*)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[*†‡\d ]{0,4}(?:[,;]|and\b|&|et\b)")
_VOLUME = re.compile(
    r"[,.;]? ?(?:(?:vol(?:ume)?|no|number|issue|pp?)\b\.? ?)?(?!(?:19|20)\d\d\b)\d", re.IGNORECASE
)
"""What stands behind a venue, and not behind names."""
_COMMA = re.compile(r" ?,\n")
_NEAR = 90


def authors_of(entry: Entry, title: Span, *, told: bool = False) -> tuple[Run | None, bool]:
    """Return the names before or behind a title, and whether the page's owner is to be added.

    Where they are to be `told`, names behind the title count only behind a word such as `by`.
    """
    text = entry.text
    for mark in entry.roles:
        if (
            re.search(r"author|creator|contributor", mark.value, re.IGNORECASE)
            and not title[0] <= mark.start < title[1]
        ):
            lead = _BY.match(text, mark.start, mark.end)
            if run := run_at(text, lead.end() if lead else mark.start, mark.end):
                return _listed(entry, run, mark), bool(lead and lead["owner"])
    if LEAD.match(text, 0, title[0]):
        return named_before(text), not is_edited(text)
    tag = TAG.match(text, 0, title[0])
    begin = tag.end() if tag else 0
    before = run_at(text, begin, _end_of_names(entry, begin, title[0]))
    if before and title[0] - before.end < 25 and has_whole_name(text, before):
        return before, False
    if run := _line_before(entry, title[0]):
        return run, False
    for start in _places_behind(entry, title[1]):
        lead = _BY.match(text, start)
        begin = lead.end() if lead else start
        if run := names_from(entry, begin):
            said = bool(lead and re.search(r"\w", lead[0]))
            if said or (not told and _may_be_authors(entry, run)):
                return _linked(entry, run), bool(lead and lead["owner"])
    return None, False


def _end_of_names(entry: Entry, start: int, end: int) -> int:
    """Return where names end at the latest: where words are set off that are none, as titles are."""
    text = entry.text
    words = (
        mark.start
        for mark in entry.marks
        if mark.kind == "emphasis"
        and start < mark.start < end
        and are_words(text[mark.start : mark.end])
    )
    return min(words, default=end)


def named_before(text: str) -> Run | None:
    """Return who is named in what leaves out the author, before a title.

    >>> text = "(zus. mit Bo Chen) Eulen bei Nacht"
    >>> run = named_before(text)
    >>> run and text[run.start : run.end]
    'Bo Chen'
    """
    found = LEAD.match(text)
    group = next((name for name in ("names", "quoted") if found and found[name]), "others")
    return run_at(text, *found.span(group)) if found and found[group] else None


def named_behind(entry: Entry, title: Span) -> Run | None:
    """Return who is named behind a title with whom the owner wrote it: `"Owls at Night" (with Bo Chen)`."""
    lead = _BY.match(entry.text, title[1])
    return names_from(entry, lead.end()) if lead and lead["owner"] else None


def is_edited(text: str) -> bool:
    """Tell whether an entry begins with what says that its owner edited it: `(Hg.)`."""
    found = LEAD.match(text)
    return bool(found and found["role"])


def _listed(entry: Entry, run: Run, mark: Mark) -> Run:
    """Return the names of a list of authors, each of which may stand by itself with the same class."""
    alike = (each for each in entry.roles if each.value == mark.value and each.start >= mark.end)
    for each in alike:
        more = run_at(entry.text, each.start, each.end)
        if more is None or entry.text[run.end : each.start].strip(EDGES + "&"):
            break
        run = Run((*run.names, *more.names), run.start, more.end, more.has_more)
    return run


def _linked(entry: Entry, run: Run) -> Run:
    """Return the names of which each is a link, on a line of its own with a comma behind it."""
    links = {mark.start: mark.end for mark in entry.marks if mark.kind == "link"}
    while links.get(run.names[-1][0]) == run.names[-1][1]:
        gap = _COMMA.match(entry.text, run.names[-1][1])
        more = (
            run_at(entry.text, gap.end(), links[gap.end()]) if gap and gap.end() in links else None
        )
        if more is None:
            break
        run = Run((*run.names, *more.names), run.start, more.end)
    return run


def _line_before(entry: Entry, end: int) -> Run | None:
    """Return the names that are all of a line before a title."""
    position = 0
    for line in entry.text[:end].split("\n"):
        limit = position + len(line)
        run = run_at(entry.text, position, limit) if line else None
        if run and limit - run.end < 3 and has_whole_name(entry.text, run):
            return run
        position = limit + 1
    return None


def _places_behind(entry: Entry, end: int) -> Iterator[int]:
    """Yield where names may begin behind a title: at once, behind labels and bars, and at the next lines, also
    of the source; no remark such as `Best Paper Award` is names.
    """
    yield end
    text, position = entry.text, end
    for mark in entry.marks:
        if mark.kind == "wrap" and position <= mark.start < end + _NEAR:
            yield mark.end
        elif mark.kind == "emphasis" and REMARK.match(text, mark.start, mark.end):
            continue
        elif (
            mark.kind in ("link", "strong", "emphasis") and position <= mark.start < end + _NEAR * 3
        ):
            if mark.kind != "link" or not LABEL.fullmatch(text, mark.start, mark.end):
                yield mark.start
            elif not text[position : mark.start].strip(EDGES + "()"):
                position = mark.end
                yield position
    bar = text.find("|", end, end + _NEAR)
    if bar >= 0:
        yield bar + 1
    line = text.find("\n", end)
    for _ in range(3):
        if line < 0:
            return
        yield line + 1
        line = text.find("\n", line + 1)


def _may_be_authors(entry: Entry, run: Run) -> bool:
    """Tell names from a venue that looks like one: `Owl News`."""
    text = entry.text
    for mark in entry.marks:
        if (
            mark.kind == "link"
            and mark.start <= run.start < mark.end
            and re.search(r"\d", text[mark.start : mark.end])
        ):
            return False
    names = [text[slice(*span)] for span in run.names]
    following = text[run.end : run.end + 12]
    if re.match(r" ?\([A-Z]|,? (?:vol|pp|no)\b|, \d{1,3}\b(?! names)", following):
        return False
    whole = sum(len(name.split()) > 1 for name in names)
    if len(names) == 1:
        ends = (
            not following.strip()
            or following[0] in "\n.;"
            or re.match(r",?\s*(?:19|20)\d\d", following) is None
        )
        return whole == 1 and ends and not re.match(r"\s*\d|[.,]?\s*(?:vol|\d)", following)
    return whole * 2 >= len(names)


def names_from(entry: Entry, start: int) -> Run | None:
    """Return the names that begin at a place; not beyond what is set off, where that has them all,
    nor on into a venue that is: `Ana Lopez, Bo Chen *Nature*`.
    """
    text = entry.text
    for mark in entry.marks:
        if mark.start <= start < mark.end and mark.kind in ("emphasis", "strong", "quiet"):
            run = run_at(text, start, mark.end)
            if run and mark.end - run.end < 3 and not _GOES_ON.match(text, mark.end):
                return run
        elif mark.kind == "emphasis" and mark.start > start:
            before = run_at(text, start, mark.start)
            said = are_words(text[mark.start : mark.end]) or _VOLUME.match(text, mark.end)
            if before and _ends_at(text, before, mark.start, EDGES if said else " ."):
                return before
            break
    return run_at(text, start)


def _ends_at(text: str, run: Run, end: int, edges: str) -> bool:
    """Tell whether names end there: the last is whole, and nothing but some edges tells that more follow."""
    first, last = run.names[-1]
    name = text[first:last]
    shortened = name.endswith(".") and "," not in name and edges != EDGES
    return len(name.split()) > 1 and not shortened and not text[run.end : end].strip(edges)
