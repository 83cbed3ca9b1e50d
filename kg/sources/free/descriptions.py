"""Take the description in brackets off an entry: `Owls at night [Doctoral dissertation, Owl University]`.

It tells what kind of thing an entry is and is part of no field, so an entry is read without it.
Source: Publication Manual of the APA, 7th edition, 9.21; Citing Medicine, 2nd edition, chapters 5 and 24.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.sources.fields.kinds import thesis
from kg.sources.free.entry import Description, Entry, cut
from kg.sources.free.page import Mark
from kg.text import fold

_BRACKETS = re.compile(r"\s?\[([^\[\]\n]{3,200})\](?=[\s.,;:(]|$)")
_DATED = re.compile(
    r"\((?:(?:\d[^()\n]{2,30} )?(?:1[5-9]|20)\d\d[a-z]?(?:, [^()\n]{1,40})?|n\.d\.|in press|forthcoming|o\. ?j\.|s\.f\.)\)"
)
"""The year as APA has it, before the title: what a bracket behind that says is a description."""
_TITLE = re.compile(r"[.,:]?\s(?:(?![.?!]\s+[A-Z])[^\n]){1,400}")
"""What stands between that year and the description: one sentence, and no venue."""
_THESIS = re.compile(
    r".{0,30}\b(?:thesis|dissertation|these(?= de\b| d\b|$)|tesis|tesi|tese|dissertacao|memoire|proefschrift|avhandling|"
    r"(?:master|bachelor|diplom)arbeit|habilitation\w*)\b.{0,30}"
)
_EVERYWHERE = {"internet": "", "en ligne": "", "abstract": "", "preprint": "Preprint"}
"""What is said in brackets alone, and leads nowhere."""
_OTHERS = (
    ("book review", r"(?:review of|book review|rezension|compte rendu|resena|recensione)\b.*"),
    ("data set", r"(?:unpublished )?(?:raw )?data(?: ?sets?)?|datensatz|conjunto de datos|jeu de donnees"),
    ("software", r"(?:computer )?(?:software|program|code)|source code|mobile app|logiciel"),
    ("ConferencePoster", r"(?:conference )?poster(?: presentation| session)?|affiche"),
    ("talk", r".{0,30}\b(?:presentation|session|talk|keynote|lecture|speech|address|symposium|\w*vortrag|\w+beitrag|ponencia|"
             r"comunicac\w+|presentac\w+|slides?|webinar|workshop|panel)(?: (?:notes|slides|session|address))?|"
             r"communication(?: orale)?"),
    ("video", r"(?:online )?(?:video|film)|documentary"),
    ("audio", r"(?:audio )?podcast(?: episode)?|audio"),
    ("web page", r"(?:web ?)?(?:blog|log|forum)? ?post|web ?(?:site|page)|tweet"),
    ("patent", r"patent.*"),
    ("pamphlet", r"brochure|fact sheet|pamphlet|press release"),
    ("erratum", r"erratum|correction|corrigendum|retraction.*"),
    ("Preprint", r"(?:unpublished )?manuscript\b.*|working paper"),
    ("ReportDocument", r"(?:technical |white |policy )?(?:report|paper|brief)"),
    ("", r"editorial|letter to the editor|special issue|special section|monograph|suppl\w* material|"
         r"(?:peer )?commentary|registered report|advance online publication"),
)  # fmt: skip
"""What a description becomes, a kind that is skipped or a class, and how it reads when it is folded."""


def without_description(entry: Entry) -> Entry:
    """Return an entry without what is said of its kind in brackets, and with that beside it.

    A word such as `[video]` may as well lead elsewhere: with a capital it counts behind a title as APA has it.
    """
    dated = _DATED.search(entry.text)
    for found in _BRACKETS.finditer(entry.text):
        linked = any(each.kind == "link" and _covers(each, found) for each in entry.marks)
        is_behind = dated and _TITLE.fullmatch(entry.text, dated.end(), found.start())
        is_told = bool(is_behind) and found[1][0].isupper()
        if not linked and (told := _told(found[1], anything=is_told)):
            kind, institution = told
            where = entry.offsets[found.start(1)], entry.offsets[found.end(1) - 1] + 1
            said = Description(kind, found[1], found.start(), where, institution)
            return cut(replace(entry, description=said), *found.span())
    return entry


def _told(inside: str, *, anything: bool) -> tuple[str, str] | None:
    """Return the kind, and where a thesis was handed in, that brackets tell; None where they tell no kind."""
    head, _, rest = inside.partition(", ")
    said = fold(head).strip()
    if _THESIS.fullmatch(said):
        return thesis(said), rest.strip()
    if said in _EVERYWHERE:
        return _EVERYWHERE[said], ""
    whole = fold(inside).strip()
    kinds = (
        kind for kind, words in _OTHERS if re.fullmatch(words, said) or re.fullmatch(words, whole)
    )
    kind = next(kinds, None) if anything else None
    return None if kind is None else (kind, "")


def _covers(mark: Mark, found: re.Match[str]) -> bool:
    return mark.start < found.end() and found.start() < mark.end
