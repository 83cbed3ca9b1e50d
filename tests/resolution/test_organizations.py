"""An organization by name alone and the one of that name with a ROR id are one; grants are merged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.model import Agent, Grant, Paper
from kg.resolution import Resolved, resolve_people
from kg.resolution.merging import merge
from kg.serialization import parse_file
from kg.sources import read
from kg.vocab import term

ROR, OTHER = "https://ror.org/01xtthb56", "https://ror.org/05abbep66"
KNOWN = Agent("Owl University", "Owl University", "group", registry=ROR)
ALONE = Agent("OWL University", "OWL University", "group")


def joined(*papers: Paper) -> list[Paper]:
    return [
        each.paper for each in resolve_people([Resolved(str(n), p) for n, p in enumerate(papers)])
    ]


def author(*organizations: Agent, affiliation: str | None = None) -> Agent:
    return Agent("Ana Lopez", "Ana Lopez", family="Lopez", given="Ana", affiliation=affiliation,
                 organizations=organizations)  # fmt: skip


@pytest.mark.parametrize("paper", [
    Paper(title="On It", authors=(author(ALONE),)),
    Paper(title="On It", authors=(author(affiliation="Department of Nights, Owl University, Oslo"),)),
    Paper(title="On It", authors=(ALONE,)), Paper(title="On It", funding=(Grant(ALONE, "A-1"),)),
])  # fmt: skip
def test_a_name_alone_takes_the_one_id_of_its_name(paper: Paper) -> None:
    def ids(found: Paper) -> set[str | None]:
        told = [each for line in found.authors for each in line.organizations]
        told += [each.funder for each in found.funding if each.funder]
        told += [each for each in found.authors if each.kind == "group"]
        return {each.registry for each in told}

    by_itself = Paper(title="Owls", authors=(author(KNOWN),))
    assert ids(joined(by_itself, paper)[1]) == {ROR}
    # Two ids of one name, or an id of the registry of funders alone: nobody knows which is meant.
    two = Agent("Owl University", "", "group", registry=OTHER)
    assert ROR not in ids(joined(by_itself, Paper(authors=(author(two),)), paper)[2])
    funder = Agent("Owl University", "", "group", registry="https://doi.org/10.13039/501100000780")
    assert ids(joined(Paper(funding=(Grant(funder),)), paper)[1]) <= {None}


def test_an_id_that_is_told_stays(tmp_path: Path) -> None:
    lab = Agent("Owl University", "", "group", registry="https://doi.org/10.13039/501100000780")
    (_, found) = joined(Paper(authors=(author(KNOWN),)), Paper(funding=(Grant(lab, "A-1"),)))
    assert found.funding == (Grant(lab, "A-1"),)


def test_a_build_publishes_one_organization(tmp_path: Path) -> None:
    path, out = tmp_path / "list.jsonl", tmp_path / "out"
    known = {"name": "Ana Lopez", "organizations": [{"name": "Owl University", "registry": ROR}]}
    records = [
        {"title": "Owls at night", "authors": [known]},
        {"title": "Mice by day", "authors": [{"name": "Bo Chen", "affiliation": "Owl University, Oslo"}]},
        {"title": "Bats at dusk", "authors": ["Cy Lim"], "funding": [{"funder": "owl university", "award": "A-1"}]},
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    kg.build(path, out, mentions=False)
    quads = [*parse_file(str(out / "kg.ttl"))]
    named = {
        each.object.value.casefold()  # type: ignore[union-attr]
        for each in quads
        if each.predicate == term("schema:name") and "/org/" in str(each.subject)
    }
    found = {each.subject for each in quads if "/org/" in str(each.subject)}
    assert (named, len(found)) == ({"owl university"}, 1)


def test_grants_of_all_records_are_merged() -> None:
    fund, council = (Agent(name, name, "group") for name in ("Owl Fund", "Night Council"))
    one = Paper(title="On It", funding=(Grant(fund, "A-1"), Grant(council)))
    other = Paper(title="On It", funding=(Grant(fund), Grant(fund, "B-2"), Grant(None, "C-3")))
    merged = set(merge([one, other]).funding)
    assert merged == {Grant(fund, "A-1"), Grant(fund, "B-2"), Grant(council), Grant(None, "C-3")}


@pytest.mark.parametrize("format, suffix", [("bibtex", "bib"), ("ris", "ris")])
def test_funding_is_written_and_read_back(format: str, suffix: str, tmp_path: Path) -> None:
    source, back = tmp_path / "list.jsonl", tmp_path / f"back.{suffix}"
    funding = [{"funder": "Owl & Bat Fund", "award": "A_1"}, {"funder": "Owl & Bat Fund", "award": "B-2"},
               {"funder": "Night Council (Oslo)"}, {"award": "C-3"}]  # fmt: skip
    source.write_text(
        json.dumps({"title": "On It", "authors": ["Ana Lopez"], "funding": funding}), "utf-8"
    )
    back.write_bytes(kg.convert(source, format))
    (before, after) = (
        {(each.funder and each.funder.name, each.award) for p in read(path) if isinstance(p, Paper) for each in p.funding}
        for path in (source, back)
    )  # fmt: skip
    assert before == after and len(before) == 4
