"""What was learned and is not sure is put aside, with what was understood of it and its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Paper, Rejected
from kg.references import Reference
from kg.sources import read
from kg.sources.free.choosing import LEAST_SURE
from kg.sources.free.entry import Entry
from kg.sources.free.learned import references_of

LIST = """# References

- Ek, B., & Moe, A. (1999). Old lamps and their wicks. Annals of Light, 33(4), 1-9.
- Ito, C., & Ek, B. (2001). Wax in the north. Annals of Light, 35(1), 10-22.
- Lind, D., & Ito, C. (2004). Tallow before oil. Annals of Light, 38(2), 3-17.
"""
Parse = Callable[[Sequence[Entry]], list[Reference]]


def _with_title_as_sure_as(confidence: float, parse: Parse) -> Parse:
    """Parse as before, but for how sure the title of the first entry is."""

    def unsure(entries: Sequence[Entry]) -> list[Reference]:
        first, *others = parse(entries)
        fields = tuple(
            replace(each, confidence=confidence if each.name == "title" else 1.0)
            for each in first.fields
        )
        return [replace(first, fields=fields), *others]

    return unsure


@pytest.mark.parametrize(("above", "published"), [(0.01, True), (-0.01, False)])
def test_an_unsure_entry_is_put_aside_with_its_text(
    above: float, published: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.md"
    path.write_text(LIST, "utf-8")
    sure = LEAST_SURE + above
    monkeypatch.setattr(
        "kg.sources.free.choosing.references_of", _with_title_as_sure_as(sure, references_of)
    )
    found = list(read(path))
    papers = [each.title for each in found if isinstance(each, Paper)]
    aside = [each for each in found if isinstance(each, Rejected)]
    assert ("Old lamps and their wicks" in papers) == published
    assert len(papers) + len(aside) == 3
    for each in aside:
        assert f"{sure:.2f}" in each.reasons[0]
        assert isinstance(each.raw, dict)
        assert each.raw["title"] == "Old lamps and their wicks"
        assert "Annals of Light, 33(4)" in str(each.raw["text"])


def test_a_number_is_nobody(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        LIST + "- Wicks for Lean Lamps. Ada B. Ek, Pg 119 - 132. Annals of Light, 2020.\n",
        "utf-8",
    )
    names = [who.printed for each in read(path) if isinstance(each, Paper) for who in each.authors]
    assert {"Ada B. Ek", "Ek, B."} & set(names)
    assert not any(char.isdigit() for name in names for char in name or "")
