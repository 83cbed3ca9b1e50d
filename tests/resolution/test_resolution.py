"""Papers follow from the set of their records, whatever the order."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from papers import ABSTRACT, ANA, BO, FULL, LIST, OTHER, TEAM, UNTITLED, at

from kg.identity import abstract_key, title_key
from kg.model import Agent, Concept, Identifier, Paper
from kg.resolution import Forms, resolve_concepts, resolve_papers

TITLED = replace(FULL, identifiers=(), mentions=())


def test_resolve_papers_joins_an_abstract_with_the_title_it_stands_under() -> None:
    (only,) = resolve_papers([UNTITLED, TITLED])
    assert only.key == title_key(TITLED)
    assert only.aliases == (abstract_key(UNTITLED),)
    assert only.paper.title == TITLED.title
    assert set(only.paper.records) == {*UNTITLED.records, *TITLED.records}


def test_resolve_papers_joins_by_shared_identifier() -> None:
    first = at(Paper(title="Owls", identifiers=(Identifier("doi", "10.1/owl"),)), LIST, 1)
    first = replace(first, identifiers=(Identifier("doi", "10.1000/owl"),))
    second = replace(at(first, OTHER, 1), title="Owls at night", authors=(ANA,))
    (only,) = resolve_papers([first, second])
    assert only.paper.title == "Owls at night"
    assert only.paper.other_titles == ("Owls",)
    assert only.key.startswith("doi-")


def test_resolve_papers_does_not_join_malformed_identifiers() -> None:
    unknown = (Identifier("doi", "unknown"),)
    papers = [
        at(Paper(title="Owls", identifiers=unknown), LIST, 1),
        at(Paper(title="Bats", identifiers=unknown), LIST, 2),
    ]
    assert len(resolve_papers(papers)) == 2


def test_resolve_papers_keeps_conflicting_identifiers_apart() -> None:
    first = at(replace(TITLED, identifiers=(Identifier("doi", "10.1000/a"),)), LIST, 1)
    second = at(replace(TITLED, identifiers=(Identifier("doi", "10.1000/b"),)), LIST, 2)
    bare = [at(TITLED, OTHER, 1), at(TITLED, OTHER, 2)]
    resolved = resolve_papers([first, second, *bare])
    assert sorted(len(each.paper.records) for each in resolved) == [1, 1, 2]


def test_resolve_papers_joins_preprint_and_published_version() -> None:
    preprint = at(replace(TITLED, identifiers=(Identifier("arxiv", "1901.00001"),)), LIST, 1)
    published = at(replace(TITLED, identifiers=(Identifier("doi", "10.1000/a"),)), OTHER, 1)
    (only,) = resolve_papers([published, preprint])
    assert only.key == "arxiv-1901.00001"
    assert {each.scheme for each in only.paper.identifiers} == {"arxiv", "doi"}


def test_resolve_papers_keeps_two_titles_of_one_empty_phrase_apart() -> None:
    none = "No abstract available."
    papers = [at(Paper(title=t, abstract=none), LIST, n) for n, t in enumerate(("A", "B"), 1)]
    assert len(resolve_papers(papers)) == 2


def test_resolve_papers_leaves_an_abstract_under_two_titles_on_its_own() -> None:
    other = replace(at(TITLED, LIST, 2), title="NightOwl, part two")
    resolved = resolve_papers([TITLED, other, UNTITLED])
    assert len(resolved) == 3
    keys = {each.key for each in resolved}
    assert not keys & {alias for each in resolved for alias in each.aliases}


def test_resolve_papers_joins_equal_abstracts_without_title() -> None:
    again = at(UNTITLED, LIST, 9)
    (only,) = resolve_papers([UNTITLED, again])
    assert len(only.paper.records) == 2


def test_resolve_papers_takes_the_best_key_and_keeps_the_others_resolvable() -> None:
    (only,) = resolve_papers([UNTITLED, FULL])
    assert only.key == "arxiv-1901.00001"
    assert {alias.partition("-")[0] for alias in only.aliases} == {"doi", "title", "abstract"}


_titles = st.sampled_from([None, "Owls", "OWLS", "Bats", "Of mice"])
_abstracts = st.sampled_from([None, ABSTRACT, ABSTRACT.upper(), "Short.", "Other " * 40])
_authors = st.sampled_from([(), (ANA,), (BO, ANA)])
_ids = st.sampled_from(
    [(), (Identifier("arxiv", "1901.00001"),), (Identifier("doi", "10.1000/x"),)]
)
_records = st.lists(
    st.builds(Paper, title=_titles, abstract=_abstracts, authors=_authors, identifiers=_ids),
    max_size=8,
)


@given(_records, st.randoms(use_true_random=False))
def test_resolve_papers_does_not_depend_on_order(
    papers: list[Paper], chance: random.Random
) -> None:
    papers = [at(paper, LIST, n) for n, paper in enumerate(papers, 1)]
    shuffled = papers.copy()
    chance.shuffle(shuffled)
    assert resolve_papers(shuffled) == resolve_papers(papers)


@given(_records)
def test_resolve_papers_loses_no_record(papers: list[Paper]) -> None:
    papers = [at(paper, LIST, n) for n, paper in enumerate(papers, 1)]
    resolved = resolve_papers(papers)
    kept = sorted(r.index for each in resolved for r in each.paper.records)
    assert kept == [paper.records[0].index for paper in papers]
    keys = [each.key for each in resolved]
    assert len(keys) == len(set(keys))


def test_forms_of_agents_prefers_the_fullest_form() -> None:
    plain = Agent("Joao Araujo", "Araujo, Joao")
    accented = Agent("João Araújo", "Araújo, João")
    (named,) = Forms([plain, accented]).named()
    assert named.agent.name == "João Araújo"
    assert named.other_names == ("Joao Araujo",)
    assert Forms([accented, plain]).named() == [named]


def test_forms_of_agents_keeps_the_printed_name_of_a_group() -> None:
    (named,) = Forms([TEAM]).named()
    assert named.other_names == ("Team, Worlds",)


def test_forms_of_agents_does_not_join_different_given_names() -> None:
    short = Agent("Karolina Dziugaite", "Dziugaite, Karolina")
    long = Agent("Gintare Karolina Dziugaite", "Dziugaite, Gintare Karolina")
    assert len(Forms([short, long]).named()) == 2


def test_resolve_concepts_chooses_one_label_and_keeps_the_others() -> None:
    forms = [
        Concept("method", "softmoe-1", "SoftMoE", ("soft mixture of experts",)),
        Concept("method", "softmoe-1", "Soft MoE"),
    ]
    (only,) = resolve_concepts(forms)
    assert (only.label, only.alt_labels) == ("Soft MoE", ("SoftMoE", "soft mixture of experts"))
    assert resolve_concepts(reversed(forms)) == [only]
