"""Take the heading `Abstract` off an abstract, and nothing that begins with this word."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper, Repair

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
    rf"|Abstract\s+(?=(?:{_OPENING})\b|[A-Z]{{4,}}[\s:]|[0-9]|[^\W\d_a-z][\w’'‐-]*\s(?!(?:{_VERB})\b)[a-z])"
    r")"
)


def unheaded(abstract: str) -> str:
    """Return an abstract without its heading.

    Before a word with a capital letter it is a heading where a sentence begins there.

    >>> unheaded("Abstract We show owls."), unheaded("ABSTRACT: Owls see."), unheaded("Abstract Fallen leaves rot.")
    ('We show owls.', 'Owls see.', 'Fallen leaves rot.')
    >>> unheaded("Abstract Meaning Representation helps."), unheaded("Abstract Argumentation is old.")
    ('Abstract Meaning Representation helps.', 'Abstract Argumentation is old.')
    """
    match = _HEADING.match(abstract)
    return abstract[match.end() :] if match else abstract


def settle_abstract(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Take the heading off the abstract of a paper; it was no part of it, so nothing is told."""
    return (replace(paper, abstract=unheaded(paper.abstract)) if paper.abstract else paper), ()
