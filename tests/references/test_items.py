"""Records to learn from: none is read by what was learned, which would learn of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.citations import read_items
from kg.references import labeller, parsing
from kg.sources import FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_no_record_to_learn_from_is_read_by_the_weights(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> labeller.Labeller:
        raise AssertionError(f"{name} is read by the weights")

    monkeypatch.setattr(parsing, "packaged", refuse)
    Path(tmp_path, "list").write_text(FORMATS[name].example, encoding="utf-8")
    read_items([tmp_path])


def test_records_of_structured_lists_are_learned_from(tmp_path: Path) -> None:
    Path(tmp_path, "list.ris").write_text(FORMATS["ris"].example, encoding="utf-8")
    assert read_items([tmp_path])
