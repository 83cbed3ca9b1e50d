"""Teaching who is who: the same weights twice, and weights that have learned something."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_packaged_weights_are_small_and_complete() -> None:
    from kg.resolution.pairing import WEIGHTS_FILE, features, load_weights

    folder = WEIGHTS_FILE.parent
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_000_000
    assert {name for name, _ in features([])} == set(load_weights())
