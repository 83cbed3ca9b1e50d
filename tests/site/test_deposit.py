"""A deposit: what it holds, what it says of itself, and what it does not claim."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from running import Run

import kg
from kg.errors import InputError

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
ORCID = "https://orcid.org/0000-0002-1825-0097"
SAID = kg.Description("Owls", LICENCE, "Owl Lab", (f"Ana López <{ORCID}>", "Bo Chen"))


def _build(folder: Path, said: kg.Description | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "owls.jsonl").write_text('{"title": "Owls at night", "authors": ["Ana"]}')
    kg.build(folder / "owls.jsonl", folder / "out", mentions=False, description=said)
    return folder / "out"


def _read(place: Path, name: str) -> Any:
    return json.loads((place / name).read_bytes())


def _entities(place: Path) -> dict[str, dict[str, Any]]:
    crate = _read(place, "ro-crate-metadata.json")
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    return {each["@id"]: each for each in crate["@graph"]}


def test_the_crate_lists_each_file_with_its_size_and_checksum(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "deposit"
    written = kg.deposit(_build(tmp_path), place)
    entities = _entities(place)
    parts = {each["@id"] for each in entities["./"]["hasPart"]}
    assert {"kg.ttl", "mentions.ttl", "void.ttl", "ontology.ttl", "shapes.ttl"} <= parts
    for name in parts:
        content = (place / name).read_bytes()
        assert entities[name]["contentSize"] == str(len(content))
        assert entities[name]["sha256"] == hashlib.sha256(content).hexdigest()
    lines = (place / "checksums.sha256").read_text().splitlines()
    checked = {name: digest for digest, name in (line.split("  ") for line in lines)}
    present = {each.name: each.read_bytes() for each in place.iterdir()}
    del present["checksums.sha256"]
    assert checked == {n: hashlib.sha256(c).hexdigest() for n, c in present.items()}
    assert written.files == len(present) + 1


def test_what_the_build_says_stands_in_both_descriptions(tmp_path: Path) -> None:
    place = tmp_path / "deposit"
    assert not kg.deposit(_build(tmp_path, SAID), place, date="2020-02-29").left_out
    entities = _entities(place)
    root = entities["./"]
    assert (root["name"], root["datePublished"]) == ("Owls", "2020-02-29")
    assert entities[root["license"]["@id"]]["@id"] == LICENCE
    assert {entities[each["@id"]]["name"] for each in root["author"]} == {"Ana López", "Bo Chen"}
    assert entities[ORCID]["@type"] == "Person"
    assert entities[root["publisher"]["@id"]]["name"] == "Owl Lab"
    record = _read(place, "datacite.json")
    assert record["publicationYear"] == "2020" and record["publisher"] == {"name": "Owl Lab"}
    assert record["rightsList"][0]["rightsUri"] == LICENCE
    creators = {each["name"]: each.get("nameIdentifiers") for each in record["creators"]}
    assert creators["Bo Chen"] is None
    assert creators["Ana López"][0]["nameIdentifier"] == ORCID


def test_nothing_is_claimed_that_was_not_said(run: Run, tmp_path: Path) -> None:
    out, place = _build(tmp_path), tmp_path / "deposit"
    code, printed, err = run("deposit", str(out), "--output", str(place))
    assert code == 0 and printed.endswith("files written\n")
    assert "licence, creator, publisher; give `kg build` --licence, --creator, --publisher" in err
    assert not {"license", "author", "publisher"} & set(_entities(place)["./"])
    assert not {"rightsList", "creators", "publisher"} & set(_read(place, "datacite.json"))


def test_a_second_deposit_is_the_same_and_takes_away_what_is_gone(tmp_path: Path) -> None:
    out, place = _build(tmp_path), tmp_path / "deposit"
    kg.deposit(out, place)
    before = {each.name: each.read_bytes() for each in place.iterdir()}
    kg.deposit(out, place)
    assert {each.name: each.read_bytes() for each in place.iterdir()} == before
    (out / "report.ttl").unlink()
    kg.deposit(out, place)
    assert {each.name for each in place.iterdir()} == set(before) - {"report.ttl"}
    assert "report.ttl" not in _entities(place)


def test_what_somebody_else_put_there_is_left_and_said(tmp_path: Path) -> None:
    out, place = _build(tmp_path), tmp_path / "deposit"
    place.mkdir()
    (place / "kg.ttl").write_text("mine")
    with pytest.raises(InputError, match="not written by `kg deposit`"):
        kg.deposit(out, place)
    assert [(each.name, each.read_text()) for each in place.iterdir()] == [("kg.ttl", "mine")]


@pytest.mark.parametrize("date", ["2020-13-01", "yesterday", "2020"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, date: str) -> None:
    with pytest.raises(InputError, match="no date"):
        kg.deposit(_build(tmp_path), tmp_path / "deposit", date=date)
    assert not (tmp_path / "deposit").exists()


def test_a_folder_without_a_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no build here"):
        kg.deposit(tmp_path, tmp_path / "deposit")
