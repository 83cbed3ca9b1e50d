r"""Settle what is left of LaTeX in a paper: commands that nothing tells the meaning of."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Agent, Paper, Repair

_FORMULA = re.compile(r"((?<!\\)\$[^$]+\$|\\\(.{1,400}?\\\))", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]{2,})(?![A-Za-z\\/])")
_NAMED = "LaTeX command that is not known: written as its name"
_LEFT = "LaTeX command that is not known: left as it stands"


def settle_commands(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    r"""Write the bare name of each unknown command in titles, venues and names; tell of it.

    In abstracts commands stay, since formulae are written with them, and are told of.
    Formulae between `$` stay whole.

    >>> from kg.model import Record, Source
    >>> owls = Paper(title=r"Drawing owls with \Owl", records=(Record(Source("", "", "bibtex"), 1),))
    >>> settle_commands(owls)[0].title
    'Drawing owls with Owl'
    """
    notes: list[Repair] = []
    source, line = paper.records[0].source, paper.records[0].line

    def named(field: str, text: str | None) -> str | None:
        after = _named(text) if text and "\\" in text else text
        if text and after and after != text:
            notes.append(Repair(source, line, field, text, after, _NAMED))
        return after

    settled = replace(
        paper,
        title=named("title", paper.title),
        venue=named("venue", paper.venue),
        authors=tuple(_person(each, named("authors", each.name)) for each in paper.authors),
        editors=tuple(_person(each, named("editors", each.name)) for each in paper.editors),
    )
    if left := _commands(paper.abstract or ""):
        notes.append(Repair(source, line, "abstract", left, left, _LEFT))
    return settled, tuple(notes)


def _commands(text: str) -> str:
    """List the commands outside formulae, each once."""
    outside = " ".join(_FORMULA.split(text)[::2]) if "\\" in text else ""
    return " ".join(dict.fromkeys(match[0] for match in _COMMAND.finditer(outside)))


def _named(text: str) -> str:
    return "".join(
        piece if position % 2 else _COMMAND.sub(r"\1", piece)
        for position, piece in enumerate(_FORMULA.split(text))
    )


def _person(agent: Agent, name: str | None) -> Agent:
    if name == agent.name or name is None:
        return agent
    family, given = (_named(part) if part else part for part in (agent.family, agent.given))
    return replace(agent, name=name, family=family, given=given, printed=_named(agent.printed))
