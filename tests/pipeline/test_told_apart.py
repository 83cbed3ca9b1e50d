"""The people of one paper have the keys that resolution gives them, be it asked or not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.identity import agent_key
from kg.model import Agent, Paper
from kg.pipeline import gate
from kg.pipeline.gate import told_apart
from kg.resolution import Resolved, resolve_people

NAMES = ("Ana Lopez", "Ana López", "ANA LOPEZ", "A. Lopez", "Ben Roux", "李 明", "…")
ORCIDS = (None, "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000-0001", "x")
AGENTS = st.builds(
    Agent,
    name=st.sampled_from(NAMES),
    printed=st.just("as printed"),
    kind=st.sampled_from(("person", "group", "unknown")),
    orcid=st.sampled_from(ORCIDS),
    key=st.sampled_from((None, None, "earlier")),
    registry=st.sampled_from((None, None, "https://ror.org/02nr0ka47")),
)
REGISTERED = Agent("Owl Lab", "Owl Lab", "group", registry="https://ror.org/02nr0ka47")
LISTS = st.lists(AGENTS, max_size=4).map(tuple)


def keys(paper: Paper) -> list[str]:
    return [agent_key(each) for each in (*paper.authors, *paper.editors)]


@given(st.builds(Paper, authors=LISTS, editors=LISTS))
@example(Paper(authors=(REGISTERED, Agent("OWL Lab", "OWL Lab", "group"))))
@example(Paper(authors=(REGISTERED,), editors=(Agent("OWL Lab", "OWL Lab", "group"),)))
def test_their_keys_are_those_of_resolution(paper: Paper) -> None:
    (resolved,) = resolve_people([Resolved("owls", paper)])
    assert keys(told_apart(paper, "owls")) == keys(resolved.paper)


def test_resolution_is_asked_only_where_a_name_stands_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def resolve(papers: list[Resolved]) -> Sequence[Resolved]:
        asked.append(len(papers))
        return resolve_people(papers)

    monkeypatch.setattr(gate, "resolve_people", resolve)
    one, other = (Agent(name, name) for name in NAMES[3:5])
    told_apart(Paper(authors=(one, other)), "owls")
    assert not asked
    twice = told_apart(Paper(authors=(one, other), editors=(one,)), "owls")
    assert asked == [1]
    assert len(set(keys(twice))) == 3
