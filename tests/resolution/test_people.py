"""Author lines become people: an ORCID iD decides, then the name, then shared evidence."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import LIST, OTHER, at
from terms import text_of

import kg
from kg.model import Agent, Paper
from kg.resolution import Resolved, former_people, identify_owners, resolve_people
from kg.resolution.variants import Variant
from kg.serialization import parse_file
from kg.vocab import term

ADA, BOB = "0000-0002-1825-0097", "0000-0001-5109-3700"


def person(given: str, family: str, **known: str) -> Agent:
    """Write an author down."""
    return Agent(f"{given} {family}", f"{family}, {given}", family=family, given=given, **known)  # type: ignore[arg-type]


def keys_of(*author_lists: tuple[Agent, ...]) -> list[list[str | None]]:
    """Resolve the people of papers that have these author lists."""
    papers = [
        Resolved(f"title-{n}", at(Paper(title=f"T{n}", authors=authors), OTHER, n))
        for n, authors in enumerate(author_lists, 1)
    ]
    return [[author.key for author in each.paper.authors] for each in resolve_people(papers)]


def test_resolve_people_joins_a_rare_name() -> None:
    first, second = keys_of((person("Gintare", "Dziugaite"),), (person("Gintare", "Dziugaite"),))
    assert first == second


def test_resolve_people_believes_orcid_ids() -> None:
    one, other = person("Ada", "Rare", orcid=ADA), person("Ada", "Rare", orcid=BOB)
    first, second = keys_of((one,), (other,))
    assert first == [f"orcid-{ADA}"]
    assert second == [f"orcid-{BOB}"]


def test_resolve_people_lends_the_only_orcid_id_to_a_rare_name() -> None:
    first, second = keys_of((person("Ada", "Rare", orcid=ADA),), (person("Ada", "Rare"),))
    assert first == second == [f"orcid-{ADA}"]


def test_resolve_people_leaves_a_name_between_two_orcid_ids_open() -> None:
    one, other = person("Ada", "Rare", orcid=ADA), person("Ada", "Rare", orcid=BOB)
    *_, (bare,) = keys_of((one,), (other,), (person("Ada", "Rare"),))
    assert bare
    assert bare.startswith("ada-rare-")


def test_resolve_people_ignores_a_malformed_orcid_id() -> None:
    ((key,),) = keys_of((person("Ada", "Rare", orcid="0000-0002-1825-0098"),))
    assert key
    assert key.startswith("ada-rare-")


def test_resolve_people_keeps_a_name_apart_that_stands_twice_in_one_list() -> None:
    ((first, second),) = keys_of((person("Yun", "Rare"), person("Yun", "Rare")))
    assert first != second


def test_resolve_people_asks_for_evidence_where_a_name_is_frequent() -> None:
    wei, ana, bo = person("Wei", "Wang"), person("Ana", "Rare"), person("Bo", "Rarer")
    (first, _), (second, _), (third, _) = keys_of((wei, ana), (wei, ana), (wei, bo))
    assert first == second != third


def test_resolve_people_takes_an_affiliation_as_evidence() -> None:
    here, there = (person("Wei", "Wang", affiliation=place) for place in ("Owl Lab", "Bat Lab"))
    first, second, third = keys_of((here,), (here,), (there,))
    assert first == second != third


def test_resolve_people_adds_up_what_coauthors_say() -> None:
    wei, jun, lei = person("Wei", "Wang"), person("Jun", "Li"), person("Lei", "Chen")
    mine, theirs = ([person(f"{name}na", f"{name}sen") for name in names.split()]
                    for names in ("Une Ver Wil Xen", "Kar Lar Mat Nil"))  # fmt: skip
    here, there = keys_of((wei, jun, *mine), (wei, jun, *theirs))
    assert here[0] != there[0]
    here, there = keys_of((wei, jun, lei, *mine), (wei, jun, lei, *theirs))
    assert here[0] == there[0]


def test_resolve_people_doubts_a_coauthor_in_a_large_team() -> None:
    wei, ana = person("Wei", "Wang"), person("Ana", "Rare")
    teams = [
        [person(f"{name}{n}", f"{name}sen{n}") for n in range(100)] for name in ("Una", "Karl")
    ]
    first, second = keys_of((wei, ana, *teams[0]), (wei, ana, *teams[1]))
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_resolve_people_is_not_shattered_by_a_name_that_stands_twice_in_one_list() -> None:
    wei, ana = person("Wei", "Wang"), person("Ana", "Rare")
    once = [(wei, ana)] * 4
    *others, slip = keys_of(*once, (wei, wei, ana))
    assert {keys[0] for keys in others} < {keys[0] for keys in (*others, slip)} | {slip[1]}
    assert len({keys[0] for keys in others}) == 1
    assert others[0][0] in slip[:2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Gintare", "Erell"), ("G.", "Erell")),
        (("Gintare", "Erell"), ("Gintare K.", "Erell")),
        (("Gin-Tare", "Erell"), ("Gintare", "Erell")),
        (("Jörg", "Erellson"), ("Joerg", "Erellson")),
        (("Ada", "Moreno-Erell"), ("Ada", "Moreno Erell")),
        (("Ada", "Moreno Erell"), ("Ada", "Erell")),
        (("Moreno", "Erell"), ("Erell", "Moreno")),
    ],
)
def test_resolve_people_joins_spellings_of_a_rare_name(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    bo = person("Bo", "Rarely")
    first, second = keys_of((person(*one), bo), (person(*other), bo))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Wei", "Wang"), ("W.", "Wang")),
        (("John", "Smith"), ("J.", "Smith")),
        (("Gintare", "Erell"), ("Karolina", "Erell")),
        (("Yang", "Liu"), ("Yan", "Liu")),
    ],
)
def test_resolve_people_asks_for_evidence_where_spellings_fit_many(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    first, second = keys_of((person(*one),), (person(*other),))
    assert first != second


def test_resolve_people_leaves_initials_open_that_fit_two() -> None:
    karl, kate, initial = (person(name, "Erell") for name in ("Karl", "Kate", "K."))
    (first,), (second,), (third,) = keys_of((karl,), (kate,), (initial,))
    assert len({first, second, third}) == 3


def test_resolve_people_joins_initials_where_coauthors_agree() -> None:
    gupta, ana, bo = person("A.", "Gupta"), person("Ana", "Rare"), person("Bo", "Rarely")
    alone = keys_of((gupta,), (gupta,))
    assert alone[0] != alone[1]
    first, second = keys_of((gupta, ana, bo), (gupta, ana, bo))
    assert first == second


def test_resolve_people_believes_the_key_of_an_earlier_build() -> None:
    wei = person("Wei", "Wang", key="wei-wang-0badc0de-12345678")
    first, second, third = keys_of((wei,), (wei,), (replace(wei, key=None),))
    assert first == second != third


def test_resolve_people_believes_orcid_ids_before_former_keys() -> None:
    one, other = (
        person("Ada", "Rare", orcid=orcid, key="ada-rare-0badc0de") for orcid in (ADA, BOB)
    )
    first, second = keys_of((one,), (other,))
    assert first != second


def test_resolve_people_takes_the_list_as_evidence() -> None:
    papers = [Resolved(f"title-{n}", at(Paper(title=f"T{n}", authors=(person("Wei", "Wang"),)), LIST, n))
              for n in (1, 2)]  # fmt: skip
    first, second = resolve_people(papers)
    assert first.paper.authors[0].key == second.paper.authors[0].key


def test_owners_are_found_among_the_authors_of_their_own_lists() -> None:
    owner = replace(LIST, owner=person("Ana", "López"))
    author = person("Ana", "Lopez", orcid=ADA)
    resolved = resolve_people(
        [Resolved("title-1", at(Paper(title="T", authors=(author,)), owner, 1))]
    )
    elsewhere = replace(owner, digest="f" * 64)
    found = identify_owners([owner, elsewhere, OTHER], resolved)
    keys = [each.owner and each.owner.key for each in found]
    assert keys == [f"orcid-{ADA}", None, None]


_agents = st.sampled_from(
    [person("Wei", "Wang"), person("Wei", "Wang", orcid=ADA), person("Wei", "Wang", orcid=BOB),
     person("Wei", "Wang", affiliation="Owl Lab"), person("Ana", "Rare"), person("Bo", "Rare"),
     Agent("Owl Team", "Owl Team", kind="group")]
)  # fmt: skip
_lists = st.lists(st.lists(_agents, max_size=4).map(tuple), max_size=6)


@given(_lists, st.randoms(use_true_random=False))
def test_resolve_people_does_not_depend_on_order(
    author_lists: list[tuple[Agent, ...]], chance: random.Random
) -> None:
    papers = [Resolved(f"title-{n}", at(Paper(authors=authors), OTHER, n))
              for n, authors in enumerate(author_lists)]  # fmt: skip
    shuffled = papers.copy()
    chance.shuffle(shuffled)
    again = {each.key: each for each in resolve_people(shuffled)}
    assert [again[each.key] for each in papers] == resolve_people(papers)


@given(_lists)
def test_resolve_people_never_joins_what_speaks_against_it(
    author_lists: list[tuple[Agent, ...]],
) -> None:
    lines = [
        (n, author.orcid, key)
        for n, (authors, keys) in enumerate(zip(author_lists, keys_of(*author_lists), strict=True))
        for author, key in zip(authors, keys, strict=True)
        if author.kind == "person"
    ]
    for key in {key for _, _, key in lines}:
        mine = [line for line in lines if line[2] == key]
        assert len({orcid for _, orcid, _ in mine if orcid}) <= 1
    bare = [(n, key) for n, orcid, key in lines if not orcid]
    assert len(bare) == len(set(bare))


def test_spellings_joined_before_are_compared_as_one_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []

    def first_two(people: list[object], describing: object) -> list[Variant]:
        compared.append(len(people))
        return [Variant(0, 1, "initials against full names", 0.9)]

    monkeypatch.setattr("kg.resolution.people.find_variants", first_two)
    (one,), (two,), (three,), (four,) = keys_of(
        *((person(given, "Rare"),) for given in ("Ada Bea", "Ada B", "A Bea", "Ann"))
    )
    assert compared == [4, 3]
    assert one == two == three != four


def test_build_keeps_the_iri_by_name_resolvable(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    record = {"title": "Owls", "authors": [{"name": "Ada Rare", "orcid": ADA}]}
    source.write_text(json.dumps(record))
    kg.build([str(source)], tmp_path / "out", mentions=False)
    replaced = {
        text_of(q.object) for q in parse_file(tmp_path / "out" / "kg.ttl")
        if q.predicate == term("dcterms:isReplacedBy")
    }  # fmt: skip
    assert f"https://example.org/kg/person/orcid-{ADA}" in replaced


@pytest.mark.parametrize("name", ["Wei Wang", "Ana López"])
def test_build_describes_everyone_it_refers_to(tmp_path: Path, name: str) -> None:
    source = tmp_path / "new.jsonl"
    lines = [f'{{"title": "T{n}", "authors": ["{name}", "{name}"]}}\n' for n in (1, 2)]
    source.write_text("".join(lines))
    kg.build([str(source)], tmp_path / "out", mentions=False)
    quads = list(parse_file(tmp_path / "out" / "kg.ttl"))
    people = {q.object for q in quads if q.predicate == term("schema:author")}
    assert len(people) > 1
    assert people <= {q.subject for q in quads if q.predicate == term("schema:name")}


def test_former_people_keeps_the_keys_of_builds_with_fewer_papers() -> None:
    circle = [person(f"{name}na", f"{name}sen") for name in ("Ada", "Bea", "Cleo", "Dora")]
    chance = random.Random(7)
    names = (person("Wei", "Wang"), person("Jun", "Li"), person("John", "Smith"))
    papers = [
        Resolved(f"title-{n}", at(Paper(title=f"T{n}", authors=(who, *chance.sample(circle, 2))), OTHER, n))
        for n, who in enumerate(chance.choices(names, k=30), 1)
    ]  # fmt: skip
    whole = resolve_people(papers)
    now = {author.key for each in whole for author in each.paper.authors}
    now |= {former for former, _ in former_people(whole)}
    for _ in range(50):
        some = sorted(chance.sample(papers, chance.randint(1, 29)), key=lambda each: each.key)
        before = {author.key for each in resolve_people(some) for author in each.paper.authors}
        assert before <= now
