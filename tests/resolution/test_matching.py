"""Records that say nearly the same are one paper, or a candidate, or two: never by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import LIST, OTHER, at

from kg.model import Agent, Identifier, Paper, Source
from kg.resolution import Resolved, resolve_papers

MIA = Agent("Mia Brøgger", "Brøgger, Mia", family="Brøgger", given="Mia")
TOM = Agent("Tom Okafor", "Okafor, Tom", family="Okafor", given="Tom")
EVA = Agent("Eva Quiroz", "Quiroz, Eva", family="Quiroz", given="Eva")
NIGHT = Paper(
    title="Hunting strategies of barn owls in moonless nights",
    authors=(MIA, TOM),
    year="2014",
    venue="Journal of Owl Studies",
    kind="JournalArticle",
)


def doi(value: str) -> tuple[Identifier, ...]:
    """Write a DOI down."""
    return (Identifier("doi", value),)


def resolve(*papers: Paper) -> Sequence[Resolved]:
    """Resolve papers, each the record of its place in a list."""
    return resolve_papers([at(paper, OTHER, n) for n, paper in enumerate(papers, 1)])


SAME = {
    "a slip": replace(NIGHT, title="Hunting stratgeies of barn owls in moonless nights"),
    "two slips": replace(NIGHT, title="Huntting strategies of barn owls in moonles nights"),
    "accents lost": replace(
        NIGHT, authors=(replace(MIA, name="Mia Brogger", family="Brogger"), TOM)
    ),
    "initials": replace(
        NIGHT, authors=(replace(MIA, name="M. Brøgger", given="M."),
                        replace(TOM, name="T Okafor", given="T")),
    ),
    "the year before": replace(NIGHT, year="2013"),
    "a slip before a lost subtitle": replace(
        NIGHT, title="Hunting stratgeies of barn owls in moonless nights: don't look up"
    ),
    "turned initials": replace(
        NIGHT, authors=(Agent("Brøgger M.", "Brøgger M.", family="M.", given="Brøgger"), TOM)
    ),
    "a subtitle": replace(NIGHT, title=f"{NIGHT.title}: a field study"),
    "joined words": replace(NIGHT, title="Hunting strategies of barnowls in moonless nights"),
    "an early preprint": replace(NIGHT, year="2011", venue="bioRxiv", kind="Preprint"),
    "no year": replace(NIGHT, year=None),
    "a shorter list": replace(NIGHT, authors=(MIA,)),
    "names turned round": replace(
        NIGHT, authors=(Agent("Brøgger Mia", "Brøgger Mia", family="Mia", given="Brøgger"), TOM)
    ),
}  # fmt: skip

OTHERS = {
    "an erratum": replace(NIGHT, title=f"Erratum: {NIGHT.title}"),
    "a reply": replace(NIGHT, title=f"{NIGHT.title}: reply"),
    "an instalment": replace(NIGHT, title=f"{NIGHT.title}: part two, the north"),
    "another part": replace(NIGHT, title=f"{NIGHT.title}, part II"),
    "moonlit": replace(NIGHT, title="Hunting strategies of barn owls not in moonless nights"),
    "other authors": replace(NIGHT, authors=(EVA,)),
    "another decade": replace(NIGHT, year="1999"),
}


@pytest.mark.parametrize("variant", SAME.values(), ids=list(SAME))
def test_resolve_papers_joins_what_differs_by_little(variant: Paper) -> None:
    (only,) = resolve(NIGHT, variant)
    assert len(only.paper.records) == 2


@pytest.mark.parametrize("variant", OTHERS.values(), ids=list(OTHERS))
def test_resolve_papers_keeps_other_papers_apart(variant: Paper) -> None:
    assert len(resolve(NIGHT, variant)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mimicry of owls, part I", "Mimicry of owls, part II"),
        ("Supervised learning of owl calls in forests", "Unsupervised learning of owl calls in forests"),
        ("Hyperthermia in the nests of tawny owls", "Hypothermia in the nests of tawny owls"),
        ("The owl census of 2011 in the north", "The owl census of 2012 in the north"),
        ("Microscopic traits of feathers in owls", "Macroscopic traits of feathers in owls"),
    ],
)  # fmt: skip
def test_resolve_papers_sees_that_one_word_makes_another_paper(one: str, other: str) -> None:
    assert len(resolve(replace(NIGHT, title=one), replace(NIGHT, title=other))) == 2


def test_resolve_papers_does_not_join_titles_that_many_papers_have() -> None:
    editorial = Paper(
        title="Editorial", authors=(MIA,), year="2014", venue="Journal of Owl Studies"
    )
    assert len(resolve(editorial, replace(editorial, year="2015"))) == 2
    assert len(resolve(editorial, replace(editorial, venue="Bat News"))) == 2
    assert len(resolve(Paper(title="Preface"), Paper(title="Preface", url="https://x.org"))) == 2


SHARED = replace(NIGHT, identifiers=doi("10.1000/a"))


@pytest.mark.parametrize(
    "other",
    [
        replace(SHARED, title=f"Supplementary text for {NIGHT.title}"),
        replace(SHARED, title=f"Supporting information: {NIGHT.title}"),
        replace(SHARED, title=f"Publisher correction: {NIGHT.title}", year="2015"),
        replace(SHARED, title="Migration routes across the desert", authors=(EVA,)),
    ],
    ids=["a supplement", "supporting information", "a correction", "a chapter of others"],
)
def test_resolve_papers_doubts_an_identifier_that_another_text_carries(other: Paper) -> None:
    resolved = resolve(SHARED, SHARED, other)
    paper, rest = sorted(resolved, key=lambda each: -len(each.paper.records))
    assert (paper.paper.title, rest.paper.title) == (NIGHT.title, other.title)
    assert paper.key.startswith("doi-")
    assert (len(paper.paper.identifiers), len(rest.paper.identifiers)) == (1, 0)
    assert not {*rest.aliases, rest.key} & {*paper.aliases, paper.key}
    (candidate,) = paper.candidates + rest.candidates
    assert candidate.evidence.startswith("same identifier")


@pytest.mark.parametrize(
    "other",
    [
        replace(SHARED, title="Jagdweisen der Schleiereule bei Neumond"),
        replace(SHARED, title="Hunting strategies", authors=()),
        replace(SHARED, title=None, authors=()),
    ],
    ids=["a translation", "a title cut short", "no title"],
)
def test_resolve_papers_joins_by_identifier_where_title_or_authors_agree(other: Paper) -> None:
    (only,) = resolve(SHARED, other)
    assert len(only.paper.records) == 2


def test_resolve_papers_takes_an_identifier_of_many_titles_for_that_of_a_volume() -> None:
    chapters = [
        replace(SHARED, title=f"Owls of region {n} in winter", authors=()) for n in range(50)
    ]
    resolved = resolve(*chapters, chapters[0])
    assert len(resolved) == 50
    assert sum(len(each.paper.identifiers) for each in resolved) == 1


@pytest.mark.parametrize("kind", ["DoctoralThesis", "Book", "BookChapter"])
def test_resolve_papers_lists_another_kind_of_work_as_candidate(kind: str) -> None:
    first, second = resolve(NIGHT, replace(NIGHT, kind=kind))
    (candidate,) = first.candidates + second.candidates
    assert candidate.evidence.endswith("other kind of work")
    text = "Owls hunt by ear where no light is left, and we asked how they do it. " * 3
    (only,) = resolve(*(replace(each, identifiers=doi("10.1000/a"), abstract=text)
                        for each in (NIGHT, replace(NIGHT, kind=kind))))  # fmt: skip
    assert len(only.paper.records) == 2


def test_resolve_papers_lists_what_is_probable_as_candidate() -> None:
    first, second = resolve(replace(NIGHT, identifiers=doi("10.1000/a")),
                            replace(NIGHT, identifiers=doi("10.1000/b")))  # fmt: skip
    (candidate,) = first.candidates + second.candidates
    assert {candidate.a, candidate.b} == {first.key, second.key}
    assert candidate.evidence.startswith("same title; 2 of 2 authors; same year")
    assert 0 < candidate.score <= 1


def test_resolve_papers_leaves_a_record_between_two_papers_open() -> None:
    one, other = (replace(NIGHT, identifiers=doi(f"10.1000/{x}")) for x in "ab")
    resolved = resolve(one, other, NIGHT)
    assert [len(each.paper.records) for each in resolved] == [1, 1, 1]
    assert sum(len(each.candidates) for each in resolved) == 3


def test_resolve_papers_does_not_walk_along_a_chain_of_years() -> None:
    resolved = resolve(*(replace(NIGHT, year=str(year)) for year in range(2000, 2010)))
    assert len(resolved) == 10
    assert len({each.key for each in resolved}) == 10


def test_resolve_papers_joins_the_doi_of_a_preprint_with_that_of_its_journal() -> None:
    preprint = replace(
        NIGHT, identifiers=doi("10.1101/2013.04.05.123"), venue="bioRxiv", kind="Preprint"
    )
    (only,) = resolve(preprint, replace(NIGHT, identifiers=doi("10.1000/a")))
    assert len(only.paper.identifiers) == 2
    assert only.paper.kind == "JournalArticle"


def test_resolve_papers_takes_fields_of_registries_before_typed_ones() -> None:
    registry, typed = Source("1" * 64, "a.json", "crossref-json"), Source("2" * 64, "b", "table")
    best = at(
        replace(NIGHT, title="Hunting strategies of barn owls in moonless nights"), registry, 1
    )
    longer = at(replace(NIGHT, title=f"{NIGHT.title}: a study", year="2015"), typed, 1)
    (only,) = resolve_papers([longer, best])
    assert (only.paper.title, only.paper.year) == (best.title, "2014")
    assert only.paper.other_titles == (longer.title,)
    assert {record.source.name for record in only.paper.records} == {"a.json", "b"}


def test_resolve_papers_keeps_versions_as_papers_of_one_work() -> None:
    preprint = at(replace(NIGHT, identifiers=(Identifier("arxiv", "1312.00001"),), venue="arXiv",
                          kind="Preprint", year="2013"), LIST, 1)  # fmt: skip
    published = at(replace(NIGHT, identifiers=(*doi("10.1000/a"), Identifier("arxiv", "1312.00001"))),
                   OTHER, 1)  # fmt: skip
    (merged,) = resolve_papers([preprint, published])
    first, second = resolve_papers([published, preprint], keep_versions=True)
    assert first.work == second.work == merged.key == "arxiv-1312.00001"
    assert {first.key.partition("-")[0], second.key.partition("-")[0]} == {"arxiv", "doi"}
    assert merged.work is None


def test_resolve_papers_keeps_versions_without_identifiers_apart() -> None:
    preprint = replace(NIGHT, venue="arXiv", kind="Preprint")
    (merged,) = resolve(preprint, NIGHT)
    first, second = resolve_papers([at(preprint, LIST, 1), at(NIGHT, OTHER, 1)], keep_versions=True)
    assert first.key != second.key
    assert first.work == second.work == merged.key


def test_resolve_papers_keeps_a_former_key_when_a_better_identifier_comes() -> None:
    (before,) = resolve(NIGHT)
    (after,) = resolve(NIGHT, replace(NIGHT, title=f"{NIGHT.title}.", identifiers=doi("10.1000/a")))
    assert after.key != before.key
    assert before.key in after.aliases


_papers = st.lists(
    st.builds(
        Paper,
        title=st.sampled_from([NIGHT.title, SAME["a slip"].title, f"{NIGHT.title}, part II", "Editorial"]),
        authors=st.sampled_from([(), (MIA,), (MIA, TOM), (EVA,)]),
        year=st.sampled_from([None, "2013", "2014", "2016", "2019"]),
        venue=st.sampled_from([None, "arXiv", "Journal of Owl Studies"]),
        identifiers=st.sampled_from([(), doi("10.1000/a"), doi("10.1000/b"), doi("10.1101/2013.1")]),
    ),
    max_size=9,
)  # fmt: skip


@given(_papers, st.randoms(use_true_random=False), st.booleans())
def test_resolve_papers_gives_the_same_whatever_the_order(
    papers: list[Paper], chance: random.Random, versions: bool
) -> None:
    records = [at(paper, LIST, n) for n, paper in enumerate(papers, 1)]
    shuffled = records.copy()
    chance.shuffle(shuffled)
    expected = resolve_papers(records, keep_versions=versions)
    assert resolve_papers(shuffled, keep_versions=versions) == expected
    assert len({each.key for each in expected}) == len(expected)
    assert sum(len(each.paper.records) for each in expected) == len(papers)


@given(_papers)
def test_resolve_papers_joins_no_conflict_but_through_a_shared_identifier(
    papers: list[Paper],
) -> None:
    for each in resolve(*papers):
        assert not {*doi("10.1000/a"), *doi("10.1000/b")} <= set(each.paper.identifiers)
