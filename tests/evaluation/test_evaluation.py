"""Counting: exact mentions, entities by surface, optional ones left out, relations of what matched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from folders import TESTS
from running import Run

from kg.errors import InputError
from kg.evaluation import Counts, Score, count, evaluate, normalise_surface, read_gold
from kg.model import Concept, ConceptType, Mention, Paper, Relation, TextField

GOLD = TESTS / "extraction" / "data" / "gold.jsonl"


def mention(
    field: TextField, start: int, text: str, type_: ConceptType = "method",
    relation: Relation = "mentions", *, key: str | None = None,
) -> Mention:  # fmt: skip
    concept = Concept(type_, key or text.casefold(), text)
    return Mention(field, start, start + len(text), text, concept, relation)


PERFECT = [
    mention("title", 0, "NightOwl", relation="introduces"),
    mention("abstract", 13, "NightOwl"),
    mention("abstract", 38, "DQN", relation="compares_with"),
    mention("abstract", 45, "Atari", "benchmark", "evaluates_on"),
]


def counted(mentions: list[Mention]) -> Counts:
    return count(read_gold(GOLD)[0], mentions)


def numbers(score: Score) -> tuple[int, int, int]:
    return score.found, score.false, score.missed


def test_count_of_what_is_right_has_no_error() -> None:
    counts = counted(PERFECT)
    assert numbers(counts.mentions["all"]) == (4, 0, 0)
    assert numbers(counts.mentions["benchmark"]) == (1, 0, 0)
    assert numbers(counts.entities["all"]) == (3, 0, 0)
    assert numbers(counts.introduces) == (1, 0, 0)
    assert (counts.relations_right, counts.relations_asked) == (3, 3)


def test_count_leaves_optional_ones_out_either_way() -> None:
    optional = mention("abstract", 58, "gridworld", "benchmark")
    overlapping = mention("abstract", 55, "on gridworld", "benchmark", key="gridworld")
    for extra in (optional, overlapping):
        assert numbers(counted([*PERFECT, extra]).mentions["all"]) == (4, 0, 0)
    assert numbers(counted([*PERFECT, optional]).entities["all"]) == (3, 0, 0)


def test_count_asks_for_exact_place_and_type() -> None:
    shifted = replace(PERFECT[2], end=40)
    counts = counted([*PERFECT[:2], shifted, PERFECT[3]])
    assert numbers(counts.mentions["all"]) == (3, 1, 1)
    wrong_type = mention("abstract", 38, "DQN", "benchmark")
    counts = counted([*PERFECT[:2], wrong_type, PERFECT[3]])
    assert numbers(counts.mentions["benchmark"]) == (1, 1, 0)
    assert numbers(counts.mentions["method"]) == (2, 0, 1)
    assert numbers(counts.entities["all"]) == (2, 1, 1)


def test_count_takes_an_entity_once_however_often_it_is_predicted() -> None:
    twice = mention("abstract", 13, "NightOwl", relation="uses", key="other")
    counts = counted([PERFECT[0], twice, *PERFECT[2:]])
    assert numbers(counts.entities["method"]) == (2, 0, 0)
    assert counts.relations_right == 3


def test_count_takes_the_strongest_relation_of_an_entity() -> None:
    weaker = [replace(PERFECT[0], relation="mentions"), replace(PERFECT[1], relation="uses")]
    counts = counted([*weaker, *PERFECT[2:]])
    assert (counts.relations_right, counts.relations_asked) == (2, 3)
    assert numbers(counts.introduces) == (0, 0, 1)


def test_count_of_false_introductions() -> None:
    false = mention("abstract", 0, "We", relation="introduces")
    dqn = replace(PERFECT[2], relation="introduces")
    assert numbers(counted([*PERFECT[:2], dqn, false]).introduces) == (1, 2, 0)


def test_count_accepts_either_of_two_roles() -> None:
    document = read_gold(GOLD)[1]
    for relation, right in (("uses", 1), ("mentions", 1), ("introduces", 0)):
        found = mention("abstract", 23, "graph neural networks", relation=relation)  # type: ignore[arg-type]
        assert count(document, [found]).relations_right == right


def test_count_of_nothing_misses_all() -> None:
    counts = counted([])
    assert numbers(counts.mentions["all"]) == (0, 0, 4)
    assert numbers(counts.entities["all"]) == (0, 0, 3)
    assert numbers(counts.introduces) == (0, 0, 1)


@pytest.mark.parametrize("surface", ["Actor-Critics", "actor critic", "ActorCritic"])
def test_normalise_surface_ignores_case_hyphens_spaces_and_plural(surface: str) -> None:
    assert normalise_surface(surface) == "actorcritic"


@dataclass
class Fixed:
    """An extractor that finds the given mentions in every paper with a title, and no others."""

    mentions: tuple[Mention, ...]

    def extract(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        for paper in papers:
            yield replace(paper, mentions=self.mentions if paper.title else ())


def test_evaluate_adds_up_documents_and_gives_an_interval() -> None:
    evaluation = evaluate(GOLD, Fixed(tuple(PERFECT)))
    assert evaluation.documents == 2
    assert numbers(evaluation.mentions["all"]) == (4, 0, 1)
    assert evaluation.mentions["all"].f1 == pytest.approx(8 / 9)
    assert evaluation.relation_accuracy == 1
    assert evaluation.mention_interval == (0, 1)
    assert evaluation == evaluate(GOLD, Fixed(tuple(PERFECT)))


def test_evaluate_sets_confidence_beside_what_is_right() -> None:
    sure = [replace(each, confidence=0.9) for each in PERFECT]
    wrong = replace(mention("abstract", 0, "We"), confidence=0.81)
    unsure = replace(mention("abstract", 3, "show"), confidence=0.2)
    unknown = mention("abstract", 20, "x")
    optional = replace(mention("abstract", 58, "gridworld", "benchmark"), confidence=0.1)
    bands = evaluate(GOLD, Fixed((*sure, wrong, unsure, unknown, optional))).bands
    assert list(bands) == ["0.2 to 0.3", "0.8 to 0.9", "0.9 to 1.0"]
    assert (bands["0.2 to 0.3"].mentions, bands["0.2 to 0.3"].right) == (1, 0)
    assert (bands["0.8 to 0.9"].mentions, bands["0.8 to 0.9"].right) == (1, 0)
    assert (bands["0.9 to 1.0"].mentions, bands["0.9 to 1.0"].right) == (4, 4)
    assert bands["0.9 to 1.0"].claimed == pytest.approx(4 * 0.9)


def test_score_of_nothing_is_zero() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "gold.jsonl"),
        ("{", "gold.jsonl:1"),
        ("[]", "gold.jsonl:1"),
        ('\n{"id": "a", "title": "", "abstract": "b", "mentions": []}', "gold.jsonl:2"),
        ('{"id": "a", "title": "", "abstract": "", "entities": [{}], "mentions": []}', "without"),
    ],
)
def test_read_gold_refuses_what_is_none(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=place):
        read_gold(path)


def test_evaluate_command_prints_json_and_table(run: Run) -> None:
    result = json.loads(run("evaluate", GOLD, "--results", "json").stdout)
    assert result["documents"] == 2
    assert result["mentions"]["all"] == {
        "precision": 1, "recall": 1, "f1": 1, "found": 5, "false": 0, "missed": 0,
    }  # fmt: skip
    assert "entities, benchmark" in run("evaluate", GOLD).stdout


def test_extract_command_keeps_ids_and_order_of_gold(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.loads(line) for line in run("extract", GOLD).stdout.splitlines()]
    assert [line["id"] for line in lines] == ["x1", "x2"]
    (mention,) = lines[1]["mentions"]
    assert 0 < mention.pop("confidence") <= 1
    assert mention == {
        "field": "abstract", "start": 23, "end": 44, "text": "graph neural networks",
        "type": "method", "concept": "https://example.org/kg/method/gnn", "label": "GNN",
        "relation": "mentions",
    }  # fmt: skip
    with GOLD.open(encoding="utf-8") as given:
        monkeypatch.setattr("sys.stdin", given)
        assert run("extract", "-").stdout == run("extract", GOLD).stdout


def test_extract_command_tells_what_it_leaves_out(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"title": "On DQN"}\n{"titel": "On"}\n', encoding="utf-8")
    _, out, errors = run("extract", path)
    (line,) = map(json.loads, out.splitlines())
    assert line["id"].startswith("title-")
    assert [m["text"] for m in line["mentions"]] == ["DQN"]
    assert f"{path}:2: left out" in errors
    path.write_text('{"id": "a", "title": "DQN"}\n{"id": 2, "title": 3}\n{"id"\n', encoding="utf-8")
    _, out, errors = run("extract", path)
    assert len(out.splitlines()) == 1
    assert f"{path}:2: left out" in errors
    assert f"{path}:3: left out" in errors


def test_extract_command_draws_a_page_that_escapes_and_fetches_nothing(
    tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "bad.jsonl"
    record = {"id": "<b>", "title": "<script>alert('DQN')</script>", "abstract": ""}
    path.write_text(json.dumps(record), encoding="utf-8")
    page = run("extract", path, "--results", "html").stdout
    assert "<mark" in page
    assert "<script" not in page
    assert "<b>" not in page
    assert "http" not in page


def test_extract_command_shows_each_character_once_where_mentions_overlap(run: Run) -> None:
    text = "We present Dusk Machine Translation (DuskMT), a neural network for machine translation."
    found = run("extract", "--text", text, "--results", "table").stdout
    page = run("extract", "--text", text, "--results", "html").stdout
    assert found.count("Machine Translation") > found.count("Dusk Machine Translation") > 0
    assert "".join(re.sub(r"<span.*?</span>|<[^>]+>", "", page).split()).count("Machine") == 1


def test_extract_command_prints_a_table_of_a_text(run: Run) -> None:
    out = run("extract", "--text", "We test on Atari.", "--results", "table").stdout
    assert out.splitlines()[1].split() == [
        "abstract", "11-16", "Atari", "benchmark", "Atari", "evaluates_on", "test",
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [[], ["x.jsonl", "--text", "y"], ["no-such-file.jsonl"]])
def test_extract_command_refuses_what_it_cannot_use(arguments: list[str], run: Run) -> None:
    code, out, errors = run("extract", *arguments)
    assert (code, out) == (2, "")
    assert errors.startswith("kg: ")


def test_evaluate_command_adds_relations_and_the_worst_documents(run: Run) -> None:
    plain = run("evaluate", GOLD).stdout
    assert re.search(r"^relation +precision +recall +F1", plain, re.MULTILINE)
    worst = run("evaluate", GOLD, "--worst", "9").stdout
    errors = json.loads(run("evaluate", GOLD, "--results", "json").stdout)["errors"]
    assert worst.startswith(plain.rstrip())
    assert all(each["id"] in worst.removeprefix(plain.rstrip()) for each in errors)


def test_evaluate_lists_documents_with_most_errors_first() -> None:
    evaluation = evaluate(GOLD, Fixed((mention("abstract", 0, "We"),)))
    assert [each.id for each in evaluation.worst] == ["x1", "x2"]
    assert ("We", True) in [(e.text, e.false) for e in evaluation.worst[0].errors]
    assert sum(score.found for score in evaluation.relations.values()) == 0
