"""Resolution is measured over pairs, against a truth that the resolver does not see."""

from __future__ import annotations

from dataclasses import replace

from papers import LIST, OTHER, at
from resolution_pairs import (
    DAMAGED,
    DAMAGES,
    confuse,
    damage,
    library_truth,
    merged_pairs,
    people_pairs,
    score_pairs,
)

from kg.evaluation.verdicts import mark
from kg.model import Agent, Identifier, Paper
from kg.resolution import resolve_papers
from kg.text import fold

ZOE = Agent("Zoé Möwe", "Möwe, Zoé", family="Möwe", given="Zoé")
KAY = Agent("Kay Undset", "Undset, Kay", family="Undset", given="Kay")
TITLES = ("Wind tunnels for gliding owls", "Soft feathers reduce noise in flight",
          "Hearing prey under deep snow", "Rotating heads and arteries of owls")  # fmt: skip
PAPERS = [
    at(Paper(title=title, authors=(ZOE, KAY), year="2010",
             identifiers=(Identifier("doi", f"10.1000/{n}"),)), LIST, n)
    for n, title in enumerate(TITLES, 1)
]  # fmt: skip


def test_damage_copies_records_and_says_what_they_were_made_of() -> None:
    copies, truth, done = damage(PAPERS, 1.0, seed=7)
    assert damage(PAPERS, 1.0, seed=7) == (copies, truth, done)
    assert set(done) == {mark(copy.records[0]) for copy in copies}
    assert set().union(*done.values()) <= {*DAMAGES, "none"}
    assert len(copies) == len(truth) == len(PAPERS)
    assert all((replace(copy, records=paper.records) == paper)
               == (done[mark(copy.records[0])] == {"none"}) for copy, paper in zip(copies, PAPERS, strict=True))  # fmt: skip
    assert {record.source for copy in copies for record in copy.records} == {DAMAGED}
    assert truth <= merged_pairs(resolve_papers([*PAPERS, *copies]))


def test_library_truth_believes_verdicts_before_titles() -> None:
    again = [at(replace(paper, title=str(paper.title).upper()), OTHER, n)
             for n, paper in enumerate(PAPERS, 1)]  # fmt: skip
    a, b = mark(again[0].records[0]), mark(PAPERS[0].records[0])
    pair, other = (min(a, b), max(a, b)), (b, mark(PAPERS[1].records[0]))
    assert pair in library_truth([*PAPERS, *again], {})
    judged = library_truth([*PAPERS, *again], {pair: False, other: True})
    assert pair not in judged
    assert other in judged
    assert len(judged) == len(PAPERS)


def test_people_pairs_hides_orcid_ids_from_the_resolver() -> None:
    ids = ("0000-0002-1825-0097", "0000-0001-5109-3700")
    papers = [replace(paper, authors=(replace(ZOE, orcid=ids[n % 2]),))
              for n, paper in enumerate(PAPERS)]  # fmt: skip
    score = score_pairs(*people_pairs(resolve_papers(papers)))
    assert (score.found, score.false, score.missed) == (2, 4, 0)


def test_confuse_gives_different_people_one_name() -> None:
    confused = confuse(PAPERS, seed=1)
    names = {author.name for paper in confused for author in paper.authors}
    printed = {author.printed for paper in confused for author in paper.authors}
    assert (len(names), len(printed)) == (1, 2)
    true, _ = people_pairs(resolve_papers(confused))
    assert len(true) == 2 * 6


def test_people_pairs_believes_what_is_known_of_a_line_and_hides_it() -> None:
    known = {(fold(paper.title or ""), "zoe mowe"): "openalex:A1" for paper in PAPERS[:3]}
    score = score_pairs(*people_pairs(resolve_papers(PAPERS), known))
    assert (score.found, score.false, score.missed) == (3, 0, 0)
