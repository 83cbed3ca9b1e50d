"""Teaching who is who: the same weights twice, and weights that have learned something."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from running import Run

FAMILIES = ("Wang", "Li", "Zhang", "Chen")


def write(folder: Path) -> tuple[Path, Path]:
    """Write papers of eight people, each with a circle and a subject, and who they are."""
    volume = []
    answers = []
    for n in range(48):
        who = n % 8
        given, family = f"Wei{'abcdefgh'[who]}", FAMILIES[who % 4]
        volume.append(
            f'<paper id="{n + 1}"><title>Owls{who} hunt mice{who}</title>'
            f"<author><first>{given}</first><last>{family}</last></author>"
            f"<author><first>Ana</first><last>Rare{'abcdefgh'[who]}x</last></author></paper>"
        )
        answers.append(
            {"paper": f"2020.owl-1.{n + 1}", "position": 1, "first": given, "last": family,
             "person": f"p{who}", "how": "id", "orcid": None}
        )  # fmt: skip
    lists, gold = folder / "2020.owl.xml", folder / "truth.jsonl"
    lists.write_text(
        '<?xml version="1.0"?><collection id="2020.owl"><volume id="1"><meta><booktitle>Owls'
        f"</booktitle><year>2020</year></meta>{''.join(volume)}</volume></collection>"
    )
    gold.write_text("".join(json.dumps(each) + "\n" for each in answers))
    return lists, gold


def teach(run: Run, lists: Path, gold: Path, output: Path) -> dict[str, bytes]:
    """Train into a folder and return the files that are there then."""
    done = run("train", "people", "--gold", gold, "--lists", lists, "--output", output)
    assert done.exit_code == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def test_train_people_gives_the_same_bytes_twice(tmp_path: Path, run: Run) -> None:
    lists, gold = write(tmp_path)
    first = teach(run, lists, gold, tmp_path / "first")
    assert sorted(first) == ["names.npz", "people.json", "words.npz"]
    assert teach(run, lists, gold, tmp_path / "second") == first


def test_train_people_learns_what_speaks_for_one_person(tmp_path: Path, run: Run) -> None:
    lists, gold = write(tmp_path)
    weights = json.loads(teach(run, lists, gold, tmp_path / "weights")["people.json"])
    assert weights["co-author"] > 0.5
    assert weights["no co-author"] < 0


def write_verdicts(folder: Path) -> tuple[Path, Path]:
    """Write papers in pairs, those of one year one paper, and verdicts on them."""
    entries: list[str] = []
    verdicts = ["# made", "same\treason\ta\tb"]
    for n in range(20):
        word = "".join("abcdefghij"[int(digit)] for digit in f"{n:02}")
        for year in (2001, 2001 + n % 2):
            entries.append(
                f"@article{{x{len(entries)}, title={{Owls{word} hunt mice{word} at night}}, "
                f"author={{Ana Rare and Bo Seldom}}, year={year}}}"
            )
    lists, gold = folder / "owls.bib", folder / "verdicts.tsv"
    lists.write_text("\n".join(entries))
    digest = hashlib.sha256(lists.read_bytes()).hexdigest()[:12]
    for n in range(20):
        answer = ("yes", "no")[n % 2]
        verdicts.append(f"{answer}\tmade\t{digest}.{2 * n + 1}\t{digest}.{2 * n + 2}")
    gold.write_text("\n".join([*verdicts, f"unclear\tmade\t{digest}.1\t{digest}.4"]) + "\n")
    return lists, gold


def test_train_papers_learns_from_verdicts_the_same_twice(tmp_path: Path, run: Run) -> None:
    lists, gold = write_verdicts(tmp_path)
    found = []
    for name in ("first", "second"):
        done = run("train", "papers", "--gold", gold, "--lists", lists, "--output", tmp_path / name)
        assert done.exit_code == 0, done.stderr
        assert "20 pairs" in done.stderr
        found.append((tmp_path / name / "papers.json").read_bytes())
    assert found[0] == found[1]
    weights = json.loads(found[0])
    assert weights["same year"] > 0 > weights["years apart"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yes\tmade\ta.1\n", "verdicts.tsv:1: this is no verdict"),
        ("maybe\tmade\ta.1\ta.2\n", "verdicts.tsv:1: this is no verdict"),
        ("yes\tmade\ta.1\ta.2\n", "no verdict is on two records of these lists"),
    ],
)
def test_train_papers_refuses_what_it_cannot_learn_from(
    tmp_path: Path, run: Run, text: str, said: str
) -> None:
    lists, gold = write_verdicts(tmp_path)
    gold.write_text(text)
    done = run("train", "papers", "--gold", gold, "--lists", lists, "--output", tmp_path / "w")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "w").exists()


def test_packaged_weights_are_small_and_complete() -> None:
    from kg.resolution.pairing import WEIGHTS_FILE, features, load_weights

    folder = WEIGHTS_FILE.parent
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_000_000
    assert {name for name, _ in features([])} == set(load_weights())
