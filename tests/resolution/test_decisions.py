"""What a person decided is honoured, and what cannot be honoured is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from papers import LIST, OTHER, at

import kg
from kg.errors import InputError
from kg.model import Agent, Identifier, Paper
from kg.resolution import (
    Decision,
    Decisions,
    Resolved,
    find_namesakes,
    former_people,
    read_decisions,
    resolve_papers,
    resolve_people,
)

OWLS = at(Paper(title="Owls of the far north", year="2001"), LIST, 1)
BATS = at(Paper(title="Bats of the deep south", year="2002"), LIST, 2)


def decide(same: bool, a: str, b: str) -> Decisions:
    """Write one decision down."""
    return Decisions((Decision(same, a, b, "decisions.tsv:2"),))


def keys(*papers: Paper) -> list[str]:
    """Return the keys that papers have while nothing is decided."""
    return [resolve_papers([paper])[0].key for paper in papers]


def test_resolve_papers_joins_what_is_decided_to_be_the_same() -> None:
    owls, bats = keys(OWLS, BATS)
    (only,) = resolve_papers([OWLS, BATS], decisions=decide(True, owls, bats))
    assert {only.key, *only.aliases} == {owls, bats}


def test_resolve_papers_keeps_apart_what_is_decided_to_be_different() -> None:
    shared = (Identifier("doi", "10.1000/a"),)
    owls, bats = (replace(each, identifiers=shared) for each in (OWLS, BATS))
    decided = decide(False, *keys(OWLS, BATS))
    first, second = resolve_papers([owls, bats], decisions=decided)
    assert [each.key.partition("-")[0] for each in (first, second)] == ["doi", "title"]
    assert sorted(len(each.paper.identifiers) for each in (first, second)) == [0, 1]
    assert not first.candidates
    named = decide(False, first.key, second.key)
    assert resolve_papers([owls, bats], decisions=named) == [first, second]


def test_resolve_papers_forgets_a_candidate_that_is_decided() -> None:
    one, other = (
        at(replace(OWLS, identifiers=(Identifier("doi", f"10.1000/{x}"),)), OTHER, n)
        for n, x in enumerate("ab")
    )
    (candidate,) = (c for each in resolve_papers([one, other]) for c in each.candidates)
    for same in (True, False):
        decided = decide(same, candidate.a, candidate.b)
        resolved = resolve_papers([one, other], decisions=decided)
        assert len(resolved) == (1 if same else 2)
        assert not any(each.candidates for each in resolved)


def test_resolve_papers_refuses_contradictory_decisions() -> None:
    (owls,) = keys(OWLS)
    named = replace(OWLS, identifiers=(Identifier("doi", "10.1000/a"),))
    (doi,) = keys(named)
    with pytest.raises(InputError, match="decided to be different"):
        resolve_papers([named], decisions=decide(False, owls, doi))


def test_read_decisions_reads_rows_with_other_columns_and_remarks(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text(
        "# checked in May\ndecision\tkind\ta\tb\tname_a\n"
        "same\tpaper\thttps://example.org/kg/paper/title-1\tdoi-2\tOwls \"of\" Lapland\n"
        "\tpaper\tdoi-3\tdoi-4\n"
        "different\tperson\tana-1\tana-2\n"
    )  # fmt: skip
    rows = read_decisions(path).rows
    assert [(row.same, row.a, row.b) for row in rows] == [
        (True, "title-1", "doi-2"), (False, "ana-1", "ana-2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\nx\ty\n", "does not name decision"),
        ("decision\ta\tb\nmaybe\tx\ty\n", "none of same, different, right and wrong"),
        ("decision\ta\tb\nsame\tx\t\n", "two different things"),
        ("decision\ta\tb\nsame\tx\ty\nsame\ty\tz\ndifferent\tz\tx\n", "by others to be the same"),
        ("decision\ta\tb\nwrong\tx.body.1-2\t\n", "no span"),
        ("decision\ta\tb\nwrong\tx.title.3-3\t\n", "no span"),
        ("decision\ta\tb\nright\tx.title.1-3\t\n", "no concept"),
        ("decision\ta\tb\nwrong\tx.title.1-3\tdqn\n", "no concept"),
        (
            "decision\ta\tb\nright\tx.title.1-3\tmethod/a\nright\tx.title.2-5\tmethod/a\n",
            "something else of these characters",
        ),
        (
            "decision\ta\tb\nwrong\tx.title.1-3\tmethod/a\nright\tx.title.1-3\tmethod/a\n",
            "something else of these characters",
        ),
    ],
)
def test_read_decisions_refuses_what_it_cannot_honour(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_decisions(path)


def test_read_decisions_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(tmp_path / "none.tsv")


SHORT = Agent("Karolina Dvorska", "Dvorska, Karolina", family="Dvorska", given="Karolina")
WEI = Agent("Wei Wang", "Wang, Wei", family="Wang", given="Wei")
INITIALS = Agent("W. Wang", "W. Wang", family="Wang", given="W.")


def people(*authors: tuple[Agent, ...]) -> list[Resolved]:
    """Make papers with these author lists."""
    return [
        Resolved(
            f"title-{n}",
            at(Paper(title=f"T{n}", authors=each, venue="Owls", year="2001"), OTHER, n),
        )
        for n, each in enumerate(authors, 1)
    ]


def test_find_namesakes_lists_initials_with_what_is_shared() -> None:
    resolved = resolve_people(people((WEI,), (INITIALS,)))
    (candidate,) = find_namesakes(resolved).candidates
    assert {candidate.name_a, candidate.name_b} == {WEI.name, INITIALS.name}
    assert candidate.evidence == "initials against full names; venue owls in 2001"
    assert candidate.score < 0.5


def test_find_namesakes_does_not_list_two_in_one_list() -> None:
    assert not find_namesakes(resolve_people(people((WEI, INITIALS)))).candidates


def test_resolve_people_honours_decisions() -> None:
    papers = people((WEI,), (INITIALS,))
    (candidate,) = find_namesakes(resolve_people(papers)).candidates
    same = decide(True, candidate.a, candidate.b)
    first, second = resolve_people(papers, decisions=same)
    assert first.paper.authors[0].key == second.paper.authors[0].key
    assert len(former_people([first, second], same)) == 1
    different = decide(False, candidate.a, candidate.b)
    apart = resolve_people(papers, decisions=different)
    assert not find_namesakes(apart, decisions=different).candidates


def test_a_line_taken_from_a_person_by_its_own_key_is_another_person() -> None:
    papers = people((SHORT,), (SHORT,), (SHORT,))
    joined = resolve_people(papers)
    (key,) = {author.key for each in joined for author in each.paper.authors}
    decided = decide(False, "title-2.1", str(key))
    first, second, third = (
        each.paper.authors[0].key for each in resolve_people(papers, decisions=decided)
    )
    assert first == third != second
    assert "title-2.1" not in dict(former_people(joined, decided))


def test_two_lines_decided_to_be_different_leave_the_others_with_the_nearer_one() -> None:
    friend = Agent("Ada Lark", "Lark, Ada", family="Lark", given="Ada")
    papers = people((SHORT,), (SHORT, friend), (SHORT, friend))
    assert len({each.paper.authors[0].key for each in resolve_people(papers)}) == 1
    for a, b in (("title-1.1", "title-2.1"), ("title-1.1", "title-3.1")):
        decided = decide(False, a, b)
        told = resolve_people(papers, decisions=decided)
        first, second, third = (each.paper.authors[0].key for each in told)
        assert first != second == third
        assert not find_namesakes(told, decisions=decided).candidates


def test_a_line_taken_from_an_orcid_id_is_another_person() -> None:
    known = replace(SHORT, orcid="0000-0002-1825-0097")
    papers = people((known,), (known,), (known,))
    decided = decide(False, "title-1.1", "orcid-0000-0002-1825-0097")
    keys = [each.paper.authors[0].key for each in resolve_people(papers, decisions=decided)]
    assert keys[1] == keys[2] == "orcid-0000-0002-1825-0097" != keys[0]


def test_find_namesakes_shares_the_score_among_those_whom_a_name_fits() -> None:
    initials = Agent("K. Dvorska", "K. Dvorska", family="Dvorska", given="K.")
    klara = Agent("Klara Dvorska", "Dvorska, Klara", family="Dvorska", given="Klara")
    found = find_namesakes(resolve_people(people((SHORT,), (klara,), (initials,))))
    assert len(found.candidates) == 2
    assert sum(each.score for each in found.candidates) <= 1


def test_resolve_people_parts_a_name_from_the_orcid_id_it_was_lent() -> None:
    known = replace(SHORT, orcid="0000-0002-1825-0097")
    papers = people((known,), (SHORT,))
    (name,) = (author.key for author in resolve_people(people((SHORT,)))[0].paper.authors)
    decided = decide(False, "orcid-0000-0002-1825-0097", str(name))
    first, second = resolve_people(papers, decisions=decided)
    assert first.paper.authors[0].key == "orcid-0000-0002-1825-0097"
    assert second.paper.authors[0].key == name


def test_build_writes_candidates_and_reads_them_back_as_decisions(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    source.write_text(
        '{"title": "Owls of the far north", "authors": ["Wei Wang"], "doi": "10.1000/a"}\n'
        '{"title": "Owls of the far north", "authors": ["Wei Wang"], "doi": "10.1000/b"}\n'
    )
    kg.build([str(source)], tmp_path / "out", mentions=False)
    table = (tmp_path / "out" / "candidates.tsv").read_text().splitlines()
    assert [line.split("\t")[1] for line in table[1:]] == ["paper"]
    decided = tmp_path / "decisions.tsv"
    decided.write_text(f"{table[0]}\nsame{table[1]}\nsame\tpaper\tdoi-none\tdoi-nothing\n")
    summary = kg.build([str(source)], tmp_path / "out", mentions=False, decisions=decided)
    assert (summary.total.published, summary.total.merged, summary.candidates) == (1, 1, 0)
    assert summary.unknown == [
        "decisions.tsv:3: this decision names a key that nothing here has: doi-none, doi-nothing"
    ]


def test_candidates_carry_what_a_person_needs_to_decide(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    source.write_text(
        '{"title": "Owls of the far north", "authors": ["Wei Wang"], "doi": "10.1000/a",'
        ' "year": 2018, "venue": "Owl Letters"}\n'
        '{"title": "Owls of the far north", "authors": ["Wei Wang"], "doi": "10.1000/b"}\n'
        '{"title": "Snow on tin roofs", "authors": ["W. Wang", "Bo Rare"], "year": 2015,'
        ' "venue": "Snow"}\n'
    )
    kg.build([str(source)], tmp_path / "out", mentions=False)
    header, *lines = (tmp_path / "out" / "candidates.tsv").read_text().splitlines()
    rows = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]
    paper = next(row for row in rows if row["kind"] == "paper")
    assert {paper["year_a"], paper["year_b"]} == {"2018", ""}
    assert {paper["venue_a"], paper["venue_b"]} == {"Owl Letters", ""}
    assert {paper["source_a"], paper["source_b"]} == {"new.jsonl:1", "new.jsonl:2"}
    person = next(row for row in rows if row["kind"] == "person")
    assert {person["name_a"], person["name_b"]} == {"Wei Wang", "W. Wang"}
    assert {person["source_a"], person["source_b"]} == {"new.jsonl:1; new.jsonl:2", "new.jsonl:3"}
    assert {person["year_a"], person["year_b"]} == {"2018", "2015"}


def test_build_links_kept_versions_to_their_work(tmp_path: Path) -> None:
    source = tmp_path / "new.jsonl"
    source.write_text(
        '{"title": "Owls of the far north", "authors": ["Ana Rare"], "venue": "arXiv"}\n'
        '{"title": "Owls of the far north", "authors": ["Ana Rare"], "doi": "10.1000/b"}\n'
    )
    kg.build([str(source)], tmp_path / "out", mentions=False, keep_versions=True)
    text = (tmp_path / "out" / "kg.ttl").read_text()
    assert text.count("schema:exampleOfWork work:doi-") == 2
    assert text.count("a fabio:Work") == 1
