"""Lists made for measuring: the same each time, readable, and with the features of real ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import lists
import pytest

from kg.model import Paper, Rejected
from kg.sources import read


@pytest.fixture(scope="module")
def made_of() -> lists.Material:
    return lists.material()


def test_a_longer_list_begins_as_a_shorter_one(made_of: lists.Material) -> None:
    assert list(lists.records(60, made_of))[:20] == list(lists.records(20, made_of))
    assert list(lists.records(20, made_of, seed=1)) != list(lists.records(20, made_of))


def test_every_record_is_read_in_both_formats(
    made_of: lists.Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FILE", 40)
    lists.write_lists(tmp_path, 80, made_of)
    for path in sorted(tmp_path.iterdir()):
        items = list(read(path))
        assert sum(isinstance(item, Paper) for item in items) == 40
        assert not any(isinstance(item, Rejected) for item in items)


def test_names_repeat_and_papers_are_described_twice(made_of: lists.Material) -> None:
    made = list(lists.records(400, made_of))
    names = Counter(person["name"] for each in made for person in each["authors"])
    assert names.most_common(1)[0][1] > 3
    titles = Counter(each["title"].casefold() for each in made)
    assert 5 < sum(count - 1 for count in titles.values()) < 40
