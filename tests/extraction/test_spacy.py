"""The components in spaCy's own hands: found by name, saved, loaded and measured elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from folders import TESTS

from kg.evaluation import read_gold
from kg.evaluation.examples import to_docbin
from kg.extraction.extractor import make_pipeline

GOLD = TESTS / "extraction" / "data" / "seeds.jsonl"
TEXT = "We introduce NightOwl. It beats DQN on Atari."


def python(code: str, *arguments: object) -> str:
    """Run code in a fresh process that has imported nothing of the package."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pipeline")
    make_pipeline().to_disk(path)
    return path


def test_components_are_found_by_name_without_importing_the_package() -> None:
    code = """
import spacy, sys
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.add_pipe("kg_vocabulary")
doc = nlp(sys.argv[1])
print([(span.text, span.label_) for span in doc.spans["candidates"]])
"""
    assert python(code, TEXT) == "[('DQN', 'method'), ('Atari', 'benchmark')]"


def test_a_saved_pipeline_loads_in_a_fresh_process(saved: Path) -> None:
    code = """
import spacy, sys
doc = spacy.load(sys.argv[1])(sys.argv[2])
print([(ent.text, ent.label_, ent._.relation) for ent in doc.ents])
print([ent.kb_id_ for ent in doc.ents][1:])
"""
    assert python(code, saved, TEXT).splitlines() == [
        "[('NightOwl', 'method', 'introduces'), ('DQN', 'method', 'compares_with'), "
        "('Atari', 'benchmark', 'evaluates_on')]",
        "['method/dqn', 'benchmark/atari']",
    ]


def test_spacy_evaluate_measures_a_saved_pipeline(saved: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.spacy"
    to_docbin(read_gold(GOLD), make_pipeline()).to_disk(gold)
    scores = tmp_path / "scores.json"
    command = ["-m", "spacy", "evaluate", str(saved), str(gold), "--output", str(scores)]
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    code = "import json, sys; print(json.load(open(sys.argv[1]))['ents_f'] > 0.85)"
    assert python(code, scores) == "True"
