"""Take off a title what is none of it: marks of footnotes, the full stop and the brackets of databases."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper, Repair
from kg.sources.fields.stand_ins import is_title

_NO_PART, _UNTOLD = "not part of a title", "no title"
_SORT = re.compile(
    r"(?<=[.?!]) \[(?:article|case reports?|(?:conference )?abstract|editorial|letter|miscellaneous(?: article)?"
    r"|report|review(?: article)?)\]\.?$",
    re.IGNORECASE,
)
"""The sort of article that Ovid writes behind the title."""
_MARK = re.compile(r"(?: [*∗†‡§¶]|(?<=[\w?!.)])[∗†‡¶])[*∗†‡§¶]*$")
"""A footnote; an asterisk at a word may be a part of it: A*."""
_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[)\]\d”’\"]))\.$")
_SHORT = re.compile(
    r"\b(?:dept|corp|incl|approx|assoc|bros|proc|univ|repr|suppl|spec|illus|etc|vol|art|inc|ltd|var|spp|ssp"
    r"|ser|fig|esp|viz|cit|sec|gen|sen|rev|ave|est|max|min|obs|ref|syn|jan|feb|mar|apr|jun|jul|aug|sept?|oct"
    r"|nov|dec)\.$",
    re.IGNORECASE,
)
"""What is written with a full stop as no end of a sentence: short words are, too."""
_BRACKETED = re.compile(r"\[([^][]{12,})\]")


def bare_title(title: str) -> str:
    """Return a title without a mark of a footnote, the stop behind it, or the brackets of a translation.

    >>> bare_title("On owls. [Article]."), bare_title("On owls ∗"), bare_title("[Owls in the winter.]")
    ('On owls', 'On owls', 'Owls in the winter')
    >>> bare_title("On A*"), bare_title("Owls of the U.S."), bare_title("Owls in RDF."), bare_title("Owls and so on...")
    ('On A*', 'Owls of the U.S.', 'Owls in RDF', 'Owls and so on...')
    """
    bare = _unstopped(_MARK.sub("", _SORT.sub("", title.strip())))
    translated = _BRACKETED.fullmatch(bare)
    return _unstopped(translated[1]) if translated else bare


def _unstopped(title: str) -> str:
    return title[:-1] if _STOP.search(title) and not _SHORT.search(title) else title


def _translated(title: str) -> tuple[str, ...]:
    """Part a title from that in another language, which Scopus sets behind it in brackets.

    >>> _translated("Owls; [Les chouettes]"), _translated("Owls [A review]")
    (('Owls', 'Les chouettes'), ('Owls [A review]',))
    """
    before, mark, other = title.strip().removesuffix("]").rpartition("; [")
    if not mark or not title.strip().endswith("]") or not before.strip() or {*"[]"} & {*other}:
        return (title,)
    return before.strip(), other.strip()


def settle_title(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Take off the titles of a paper what is none of them; a `Repair` tells of more than a full stop.

    What says that there is no title is none; one in another language takes its place.
    """
    titles = tuple(filter(None, (*_translated(paper.title or ""), *paper.other_titles)))
    bare = tuple(bare_title(each) if is_title(each) else "" for each in titles)
    if bare == (paper.title, *paper.other_titles):
        return paper, ()
    notes = tuple(
        Repair(each.source, each.line, "title", before, after, _NO_PART if after else _UNTOLD)
        for each in paper.records[:1]
        for before, after in zip(titles, bare, strict=True)
        if before.strip() not in (after, f"{after}.")
    )
    kept = tuple(filter(None, bare))
    title, others = (kept[0], kept[1:]) if paper.title and kept else (None, kept)
    return replace(paper, title=title, other_titles=others), notes
