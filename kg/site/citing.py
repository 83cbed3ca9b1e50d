"""Cite a paper: in the style of the APA, and as reference managers read it.

The line of the APA is written here, since citeproc-py takes 20 ms for it and a site has thousands.
Source: APA 7, 9.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.bibliography import write_bibtex, write_csljson, write_ris
from kg.bibliography.fields import identifier
from kg.model import Agent, Paper

_MOST_APA = 20


def cite(paper: Paper) -> Mapping[str, str]:
    """Write a citation in each format, by the name of the format.

    >>> ana = Agent("Ana López", "Ana López", family="López", given="Ana")
    >>> cite(Paper(title="Owls & mice", authors=(ana,), year="2019", venue="Owls"))["APA"]
    'López, A. (2019). Owls & mice. Owls.'
    """
    return {
        "APA": _apa(paper),
        "BibTeX": "".join(write_bibtex([paper])).rstrip(),
        "RIS": "".join(write_ris([paper])).rstrip("\n"),
        "CSL-JSON": "".join(write_csljson([paper])).rstrip(),
    }


def _apa(paper: Paper) -> str:
    names = [_apa_name(each) for each in paper.authors]
    if len(names) > _MOST_APA:
        authors = ", ".join(names[: _MOST_APA - 1]) + f", … {names[-1]}"
    else:
        authors = ", & ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    year, title = f"({paper.year or 'n.d.'}).", " ".join((paper.title or "").split()).rstrip(".")
    ended = title if title.endswith(("?", "!", "…")) else f"{title}."
    doi = identifier(paper, "doi")
    address = f"https://doi.org/{doi}" if doi else paper.url
    start = [authors, year, ended] if authors else [ended, year]
    return " ".join(filter(None, [*start, _apa_venue(paper), address]))


def _apa_venue(paper: Paper) -> str:
    """Write where a work stands: `Owl News, 3(2), 1–9.`"""
    details = paper.details
    volume = f"{details.volume or ''}({details.issue})" if details.issue else details.volume
    pages = details.pages and details.pages.replace("-", "–")
    parts = ", ".join(filter(None, [paper.venue, volume, pages])) if paper.venue else ""
    return f"{parts}." if parts else ""


def _apa_name(agent: Agent) -> str:
    """Write a name with initials: `López, A. M.`, and `Lee, J.-H.`"""
    initials = (
        "-".join(f"{part[0]}." for part in word.split("-") if part)
        for word in (agent.given or "").split()
    )
    given = " ".join(filter(None, initials))
    family = agent.family or agent.name
    return f"{family}, {given}" if given else family
