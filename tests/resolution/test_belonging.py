"""How surely author lines are of the person they were found to be, and how sure a person is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from papers import OTHER, at

from kg.mapping import paper_triples
from kg.model import Agent, Paper
from kg.resolution import Decision, Decisions, Resolved, resolve_people, sure_people
from kg.resolution.belonging import SUREST
from kg.vocab import term

EVIDENCE = term("kg:identityEvidence")
ADA = "0000-0002-1825-0097"
WEI = Agent("Wei Wang", "Wang, Wei", family="Wang", given="Wei")
ANNA = Agent("Anna Schmidt", "Schmidt, Anna", family="Schmidt", given="Anna")
BO = Agent("Bo Rarely", "Rarely, Bo", family="Rarely", given="Bo")
CY = Agent("Cy Seldom", "Seldom, Cy", family="Seldom", given="Cy")
TEAM = Agent("Owl Team", "Owl Team", "group")


def papers(author_lists: Sequence[tuple[Agent, ...]]) -> list[Resolved]:
    return [
        Resolved(f"title-{n}", at(Paper(title=f"T{n}", authors=authors), OTHER, n))
        for n, authors in enumerate(author_lists, 1)
    ]


def test_the_only_line_of_a_person_is_sure_and_a_group_is_not_asked() -> None:
    ((sure,),) = [[each.sure] for each in resolve_people(papers([(WEI, TEAM)]))]
    assert sure == (1.0, None)


def test_what_joined_a_line_is_told_in_words() -> None:
    for authors, words in (
        ((ANNA, CY), {"few have the name", "shared co-author"}),
        ((BO,), {"few have the name"}),
    ):
        for each in resolve_people(papers([authors, authors])):
            assert words <= {*each.told[0].split("; ")}
    (alone,) = resolve_people(papers([(WEI, TEAM)]))
    assert alone.told == ("", "")


def test_what_an_orcid_joins_says_nothing_and_a_decision_is_named() -> None:
    known = replace(ANNA, orcid=ADA)
    assert [each.told for each in resolve_people(papers([(known,), (known,)]))] == [("",)] * 2
    far = papers([(WEI,), (ANNA,)])
    decided = Decisions((Decision(True, "title-1.1", "title-2.1"),))
    found = resolve_people(far, decisions=decided)
    assert [each.told for each in found] == [("somebody decided so",)] * 2


def test_what_joined_a_line_is_said_of_it_in_the_graph() -> None:
    first, _ = resolve_people(papers([(BO, CY, TEAM), (BO,)]))
    triples = paper_triples(first.paper, first.key, sure=first.sure, told=first.told)
    told = {t.subject.value[-1]: t.object.value for t in triples if t.predicate == EVIDENCE}  # type: ignore[union-attr]
    assert told == {"1": first.told[0]}
    assert first.told[0].startswith("few have the name")


def test_what_joins_lines_says_how_sure_they_are() -> None:
    loose = resolve_people(papers([(ANNA,), (ANNA,)]))
    firm = resolve_people(papers([(ANNA, CY), (ANNA, CY)]))
    assert [each.sure[0] for each in loose] < [each.sure[0] for each in firm]
    assert all(0.5 < (each.sure[0] or 0) <= SUREST for each in (*loose, *firm))


def test_an_orcid_id_is_no_proof_and_a_decision_is_one() -> None:
    one, other = (Agent(n, n, family="Lim", given=n[:3], orcid=ADA) for n in ("Ada Lim", "Eva Lim"))
    assert {each.sure for each in resolve_people(papers([(one,), (other,)]))} == {(SUREST,)}
    apart = resolve_people(papers([(WEI, BO), (WEI, CY)]))
    a, b = (each.paper.authors[0].key or "" for each in apart)
    assert a != b
    decisions = Decisions((Decision(True, a, b, "decisions.tsv:2"),))
    joined = resolve_people(papers([(WEI, BO), (WEI, CY)]), decisions=decisions)
    assert [each.sure[0] for each in joined] == [1.0, 1.0]


def test_a_person_is_as_sure_as_the_least_sure_line() -> None:
    people = resolve_people(papers([(ANNA, CY), (ANNA, CY), (ANNA,)]))
    first, second, alone = (each.sure[0] or 0.0 for each in people)
    assert first == second > alone
    assert sure_people(people)[people[0].paper.authors[0].key or ""] == alone


names = st.tuples(st.sampled_from(["Ola", "Uma", "Pia"]), st.sampled_from(["Dorn", "Esch"]))


@given(st.lists(st.lists(names, min_size=1, max_size=3, unique=True), max_size=6))
def test_papers_of_others_change_nothing(others: list[list[tuple[str, str]]]) -> None:
    own = papers([(ANNA, CY), (ANNA, CY), (ANNA,)])
    more = [tuple(Agent(f"{g} {f}", f, family=f, given=g) for g, f in each) for each in others]
    beside = [Resolved(f"title-o{n}", at(Paper(title=f"O{n}", authors=x), OTHER, 100 + n))
              for n, x in enumerate(more)]  # fmt: skip
    alone = {each.key: each.sure for each in resolve_people(own)}
    together = {each.key: each.sure for each in resolve_people([*own, *beside])}
    assert alone == {key: together[key] for key in alone}


def test_many_lines_are_weighed_like_few() -> None:
    few, many = (resolve_people(papers([(BO, CY)] * n)) for n in (3, 250))
    assert {each.sure for each in many} == {each.sure for each in few}
