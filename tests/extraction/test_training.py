"""Training: the same weights twice, and weights that have learned something."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import SHARED, TESTS
from running import Outcome, Run

from kg.evaluation.corrections import Correction, document_key, write_corrections
from kg.extraction.judge import WEIGHTS, load_weights
from kg.extraction.training.extractor import Annotated, read
from kg.model import Paper

GOLD = TESTS / "extraction" / "data" / "gold.jsonl"


def document(number: int) -> dict[str, object]:
    """Make a document that introduces a name of its own and evaluates it on another."""
    name, data = f"Lumen{number}", f"Harbour{number}"
    abstract = (
        f"We introduce {name}, a method for search. We evaluate {name} on the {data} dataset."
    )

    def mention(text: str, start: int, type_: str) -> dict[str, object]:
        return {
            "field": "abstract", "start": start, "end": start + len(text), "text": text,
            "entity": text, "type": type_, "optional": False,
        }  # fmt: skip

    return {
        "id": str(number), "source": "", "title": "On search", "abstract": abstract, "entities": [],
        "mentions": [
            mention(name, abstract.index(name), "method"),
            mention(name, abstract.rindex(name), "method"),
            mention(data, abstract.index(data), "benchmark"),
        ],
    }  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(document(n)) + "\n" for n in range(30)), encoding="utf-8")
    return path


def trained(run: Run, gold: Path, folder: Path, *options: str) -> dict[str, bytes]:
    """Train into a folder, and return the files that are there then."""
    done = run("train", "--gold", gold, "--output", folder, *options)
    assert done.exit_code == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_train_gives_the_same_bytes_twice_and_others_for_another_seed(
    gold: Path, tmp_path: Path, run: Run
) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("We use Tabu Search.\n" * 5, encoding="utf-8")
    first = trained(run, gold, tmp_path / "a", "--unlabelled", str(lines))
    assert first == trained(run, gold, tmp_path / "b", "--unlabelled", str(lines))
    other = trained(run, gold, tmp_path / "c", "--unlabelled", str(lines), "--seed", "9")
    assert other["table.npy"] != first["table.npy"]
    assert other["places.npy"] == first["places.npy"]


@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", b"\xff\xfe\x00"), ("a.txt.gz", b"\x1f\x8bno")]
)
def test_train_names_a_text_that_cannot_be_read(
    gold: Path, tmp_path: Path, run_kg: Callable[..., Outcome], name: str, text: bytes
) -> None:
    (tmp_path / name).write_bytes(text)
    given = ["--gold", str(gold), "--unlabelled", str(tmp_path / name)]
    done = run_kg("train", *given, "--output", str(tmp_path / "weights"))
    assert done.exit_code == 2
    assert f"{name}: cannot read the text" in done.stderr
    assert not (tmp_path / "weights").exists()


def test_train_learns_weights_that_load(gold: Path, tmp_path: Path, run: Run) -> None:
    trained(run, gold, tmp_path / "a")
    weights = load_weights(tmp_path / "a")
    assert weights.table.any()
    assert weights.calibration[0] > 0  # surer of what is right


def test_train_honours_corrections_and_learns_from_ten_documents(
    gold: Path, tmp_path: Path, run: Run
) -> None:
    lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)[:10]
    gold.write_text("".join(lines), encoding="utf-8")
    texts, made = tmp_path / "texts.jsonl", tmp_path / "made.jsonl"
    text = {"id": "x", "title": "Owls", "abstract": "We introduce Dusk, a method."}
    texts.write_text(json.dumps(text), encoding="utf-8")
    key = document_key(Paper(title=str(text["title"]), abstract=str(text["abstract"])))
    write_corrections(made, [Correction(key, "abstract", 13, 17, "method")])
    options = ("--gold", texts, "--corrections", made)
    done = run("train", "--gold", gold, *options, "--output", tmp_path / "a")
    assert "learning from 11 documents" in done.stderr
    assert done.exit_code == 0
    assert (
        trained(run, gold, tmp_path / "b")["table.npy"]
        != (tmp_path / "a" / "table.npy").read_bytes()
    )


def test_only_the_confidence_is_fitted_to_what_is_beside_the_gold(
    gold: Path, tmp_path: Path, run: Run
) -> None:
    beside = tmp_path / "beside.jsonl"
    text = {
        "id": "x", "title": "Steel hinges", "abstract": "We use Lumen9 and Harbour3. We introduce Dusk, a hinge.",
        "source": "", "entities": [], "mentions": [],
    }  # fmt: skip
    beside.write_text(json.dumps(text), encoding="utf-8")
    alone = trained(run, gold, tmp_path / "a")
    others = trained(run, gold, tmp_path / "b", "--beside", str(beside))
    assert {name for name in alone if alone[name] != others[name]} <= {
        "calibration.npy",
        "steps.npy",
        "relations.json",
    }
    assert alone["calibration.npy"] != others["calibration.npy"]


def test_read_gives_each_document_its_title_alone_and_a_sentence_alone() -> None:
    paper = Paper(title="Owls on Atari", abstract="We try Atari and DQN.")
    names = ((8, 13, "benchmark", False), (22, 27, "benchmark", False), (32, 35, "method", False))
    (whole, all_names), (title, its_names), (sentence, _) = read([Annotated(paper, names)])
    assert (whole.text, title.text) == ("Owls on Atari\n\nWe try Atari and DQN.", "Owls on Atari")
    assert sentence.text == "We try Atari and DQN."
    assert [whole[begin:end].text for begin, end, *_ in all_names] == ["Atari", "Atari", "DQN"]
    assert its_names == [(2, 3, "benchmark", False)] == all_names[:1]


def test_read_takes_another_sentence_of_each_document_with_its_names() -> None:
    paper = Paper(abstract="Owls see. We try Atari. They hunt.")
    names = ((17, 22, "benchmark", False),)
    documents = read([Annotated(paper, names)] * 3 + [Annotated(Paper(title="Owls"), ())])
    sentences = documents[2::3]
    assert [doc.text for doc, _ in sentences] == ["Owls see.", "We try Atari.", "They hunt.", ""]
    assert [found for _, found in sentences] == [[], [(2, 3, "benchmark", False)], [], []]


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "gold" / "train.jsonl").exists(), reason="needs the gold files")
def test_shipped_weights_are_what_training_makes(tmp_path: Path, run: Run) -> None:
    text = str(SHARED / "unlabelled" / "abstracts.txt.gz")
    made = trained(run, SHARED / "gold" / "train.jsonl", tmp_path / "a", "--unlabelled", text)
    assert made == {path.name: path.read_bytes() for path in sorted(WEIGHTS.iterdir())}
