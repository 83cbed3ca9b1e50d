"""`kg validate --context`: files and endpoints that know what the data refers to."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asking import StandIn
from folders import TESTS

from kg.serialization import parse_file, serialize

pytestmark = pytest.mark.usefixtures("collected_later")

RunKg = Callable[..., Any]

GOOD = TESTS / "validation" / "data" / "good.ttl"


@pytest.fixture
def kg(
    run_kg: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    return lambda *args: run_kg("validate", *args)


def test_validate_takes_several_contexts(kg: RunKg, tmp_path: Path) -> None:
    quads = list(parse_file(GOOD))
    for number in range(3):
        part = [quad for n, quad in enumerate(quads) if n % 3 == number]
        (tmp_path / f"{number}.nt").write_bytes(serialize(part, "nt"))
    assert kg("0.nt").exit_code == 1
    assert kg("0.nt", "--context", "1.nt", "--context", "2.nt").exit_code == 0


NEW = """@prefix schema: <https://schema.org/> . @prefix kg: <https://example.org/kg/ns#> .
@prefix owls: <https://owls.example.org/> .
owls:p a kg:Publication, schema:ScholarlyArticle ; schema:name "Owls" ;
    schema:mentions owls:iql, owls:d4rl .
"""
KNOWN = b"""<https://owls.example.org/iql> a <https://example.org/kg/ns#Method> .
<https://owls.example.org/d4rl> a <https://owls.example.org/Suite> .
<https://owls.example.org/Suite> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <https://example.org/kg/ns#Benchmark> .
"""


def test_validate_asks_an_endpoint_for_what_the_data_does_not_describe(
    kg: RunKg, stand_in: StandIn, tmp_path: Path
) -> None:
    (tmp_path / "new.ttl").write_text(NEW)
    stand_in.answers = [(200, {"Content-Type": "text/turtle"}, KNOWN)]
    assert kg("new.ttl").exit_code == 1
    assert stand_in.requests == []
    assert kg("new.ttl", "--context", f"{stand_in.url}/query").exit_code == 0
    ((_, path, _, body),) = stand_in.requests
    asked = urllib.parse.unquote_plus(f"{path} {body.decode()}")
    assert (
        "VALUES ?thing { <https://owls.example.org/d4rl> <https://owls.example.org/iql> }" in asked
    )
    assert "ScholarlyArticle" not in asked


def test_validate_says_that_an_endpoint_failed(
    kg: RunKg, stand_in: StandIn, tmp_path: Path
) -> None:
    (tmp_path / "new.ttl").write_text(NEW)
    stand_in.answers = [(404, {}, b"")]
    done = kg("new.ttl", "--context", stand_in.url)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"kg: {stand_in.url}")
