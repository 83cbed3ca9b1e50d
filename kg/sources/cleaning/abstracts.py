"""Take off an abstract what is none of it: `Abstract` or `SUMMARY` before, rights and remarks behind."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper, Repair
from kg.sources.fields.stand_ins import is_stand_in

_OPENING = (
    "A|After|All|An|As|At|Background|Based|Because|By|Despite|Due|During|For|From|Given|How|"
    "However|If|In|It|Its|Many|Most|On|One|Our|Over|Recent|Recently|Several|Since|Some|Such|"
    "Aims?|Introduction|Motivation|Objectives?|Purpose|Questions?|Summary|"
    "The|There|These|This|Through|To|Today|Two|Understanding|Using|We|What|When|While|With"
)
_VERB = "are|can|could|has|have|in|is|may|must|of|should|was|were|will"
_HEADING = re.compile(
    r"(?:"
    r"(?i:abstract)\s*(?:[:.]|\s[–-]\s|—|--)\s*(?=\S)"
    r"|ABSTRACT\s+(?=[A-Z0-9])"
    r"|(?:Abstract|ABSTRACT)(?=[A-Z][a-z])"
    r"|SUMMARY\s+(?=(?:A|I|[A-Z][a-z]+)\s)"
    rf"|Summary\s+(?=(?:{_OPENING})\s)"
    rf"|Abstract\s+(?=(?:{_OPENING})\b|[A-Z]{{4,}}[\s:]|[0-9]|[^\W\d_a-z][\w’'‐-]*\s(?!(?:{_VERB})\b)[a-z])"
    r")"
)
_NONE = re.compile(
    r"(?:an |the )?(?:abstract|summary|resumen|résumé|zusammenfassung)[.:]?"
    r"|(?:there is )?(?:no|kein|sin|pas de) (?:abstract|summary|resumen|résumé|zusammenfassung)"
    r"(?: (?:is )?(?:available|given|present(?:ed)?|provided|supplied|disponible|verfügbar))?"
    r"(?: (?:for|in|from) .{1,80})?"
    r"|(?:an |the )?abstract (?:is )?(?:not available|unavailable|not provided|missing)(?:\b.{0,250})?"
    r"|click on the article title to read more|\[?redacted\]?|x{3,}",
    re.IGNORECASE | re.DOTALL,
)
"""What databases write where they have no abstract."""
_EDGES = " \t\n.()[]{}<>*-–—"
_NO_ABSTRACT = "no abstract"
_CLAIM = "a statement of rights, not part of the abstract"
_REMARK = "a remark of the publisher, not part of the abstract"
_LONGEST_STATEMENT = 250
_YEAR = r"(?:19|20)\d\d\b"
_RIGHTS = re.compile(
    r"(?<=[.!?)\]\"'”’])\s*(?:"
    rf"\(PsycInfo Database Record \(c\) {_YEAR}[^()]*\)(?: ?\([^()]*\))?\.?"
    r"|(?:crown |this journal is )?(?:copyright:? )?©.*"
    rf"|(?:crown )?(?:copyright )?\(c\)\s?(?:copyright )?(?:the author(?:s|\(s\))?,? )?{_YEAR}[,.]?\s*(?-i:(?=by |published |[^\W\d_a-z]|[©(])).*"
    rf"|copyright (?:is held by|{_YEAR} (?-i:(?=[^\W\d_a-z]))).*"
    rf"|{_YEAR}(?: (?-i:[A-Z][\w.'’-]*|&|and|by|of|the),?){{1,10}} all rights reserved\.?"
    r")$",
    re.IGNORECASE | re.DOTALL,
)
"""As publishers and databases write it, behind the end of a sentence."""
_RIGHTS_BEFORE = re.compile(
    rf"(?:(?:copyright )?©|copyright \(c\))(?=[^.]{{0,100}}{_YEAR})[^.]{{1,120}}(?:\.(?-i:[A-Z]))*\."
    r"(?:\s+(?:all rights|copyright|licensee|published|production)\b[^.]{1,120}(?:\.(?-i:[A-Z]))*\.)*+"
    r"\s+(?-i:(?=[^\W\d_a-z][^.]|[\"“(]))",
    re.IGNORECASE,
)
"""As reference managers set it before the first sentence: `© 2015 Owl Press B.V. All rights reserved. We …`."""
_REMARKS = re.compile(
    r"(?<=[.!?)\]\"'”’])\s*(?:"
    r"\[(?:Received|Submitted)\b[^][]{4,120}\b(?:Accepted|Revised)\b[^][]{2,60}\]"
    r"|\[The dissertation citations contained here are published with the permission of[^][]{0,400}\]"
    r"|\[?ABSTRACT FROM (?:AUTHOR|PUBLISHER)S?\]?;?(?: Copyright of .{2,120} is the property of .{0,600})?"
    r"|Copyright of .{2,120} is the property of .{0,600}"
    r")$",
    re.DOTALL,
)
"""The days of the review, and what ProQuest and EBSCO say of copies."""


def unheaded(abstract: str) -> str:
    """Return an abstract without its heading.

    Before a word with a capital letter it is a heading where a sentence begins there.

    >>> unheaded("Abstract We show owls."), unheaded("ABSTRACT: Owls see."), unheaded("Abstract Fallen leaves rot.")
    ('We show owls.', 'Owls see.', 'Fallen leaves rot.')
    >>> unheaded("AbstractOwls see."), unheaded("Summary There are owls."), unheaded("Abstractive summaries help.")
    ('Owls see.', 'There are owls.', 'Abstractive summaries help.')
    >>> unheaded("Abstract Meaning Representation helps."), unheaded("Abstract Argumentation is old.")
    ('Abstract Meaning Representation helps.', 'Abstract Argumentation is old.')
    """
    match = _HEADING.match(abstract)
    return abstract[match.end() :] if match else abstract


def unclaimed(abstract: str) -> str:
    """Return an abstract without the statement of rights that it ends with.

    >>> unclaimed("Owls see. (C) 2013 Owl Press Ltd. All rights reserved."), unclaimed("We see (c) 2013.")
    ('Owls see.', 'We see (c) 2013.')
    """
    start = max(0, len(abstract) - _LONGEST_STATEMENT)
    match = _RIGHTS.search(abstract, start)
    return abstract[: match.start()] if match else abstract


def unprefixed(abstract: str) -> str:
    """Return an abstract without the statement of rights that it begins with, where a sentence follows.

    >>> unprefixed("© 2013 Owl Press B.V. Published by Owls. We see."), unprefixed("© 2013 Owl Press.")
    ('We see.', '© 2013 Owl Press.')
    """
    match = _RIGHTS_BEFORE.match(abstract)
    return abstract[match.end() :] if match else abstract


def unremarked(abstract: str) -> str:
    """Return an abstract without the days of its review, or the remark on copies, that it ends with.

    >>> unremarked("Owls see. [Received: 2 June 2023; Accepted: 3 July 2023]")
    'Owls see.'
    """
    match = _REMARKS.search(abstract)
    return abstract[: match.start()] if match else abstract


def is_abstract(text: str) -> bool:
    """Tell whether a text says something of a paper, and not that it has no abstract.

    >>> is_abstract("Owls see."), is_abstract("[No abstract available.]"), is_abstract("N/A"), is_abstract("Abstract")
    (True, False, False, False)
    >>> is_abstract("© 2019 Owl Press. All rights reserved.")
    False
    """
    bare = text.strip(_EDGES)
    said = not (_NONE.fullmatch(bare) or is_stand_in(bare)) and any(map(str.isalnum, bare))
    return said and bool(unclaimed(f".{unprefixed(text)}").strip("."))


def settle_abstract(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Take the heading off the abstract of a paper; tell of one that is none, of rights and remarks."""
    if not paper.abstract:
        return paper, ()
    source, line = paper.records[0].source, paper.records[0].line
    if not is_abstract(paper.abstract):
        note = Repair(source, line, "abstract", paper.abstract, "", _NO_ABSTRACT)
        return replace(paper, abstract=None), (note,)
    text, notes = unheaded(paper.abstract), []
    for kind, shorten in (
        (_CLAIM, unprefixed), (_REMARK, unremarked), (_CLAIM, unclaimed)
    ):  # fmt: skip
        bare = shorten(text)
        if bare != text:
            lost = text.removesuffix(bare) if text.endswith(bare) else text[len(bare) :]
            notes.append(Repair(source, line, "abstract", lost.strip(), "", kind))
        text = bare
    return replace(paper, abstract=text), tuple(notes)
