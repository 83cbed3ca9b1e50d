"""The processes of a build have what they need before there is work, and begin with it early."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.extraction.extractor import load_extractor
from kg.pipeline import build
from kg.pipeline.archive import Options
from kg.pipeline.describing import validator
from kg.pipeline.hands import workers_for
from kg.pipeline.reading import Reading
from kg.system.parallel import Workers


def _loaded(_: int) -> tuple[int, int]:
    """Count what this process has loaded: extractors, validators."""
    return load_extractor.cache_info().currsize, validator.cache_info().currsize


@pytest.mark.parametrize("mentions", [True, False])
def test_a_process_is_ready_before_its_first_job(mentions: bool) -> None:
    with workers_for(Options(mentions=mentions), 2) as workers:
        assert list(workers.map(_loaded, range(2))) == [(int(mentions), 1)] * 2


def test_processes_get_ready_while_lists_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "owls.jsonl").write_text('{"title": "On owls"}\n')
    came: list[str] = []
    hire, read = Workers.hire, Reading.read

    def hiring(workers: Workers) -> None:
        came.append("hire")
        hire(workers)

    def reading(self: Reading, *args: Any, **named: Any) -> list[str]:
        came.append("read")
        return read(self, *args, **named)

    monkeypatch.setattr(Workers, "hire", hiring)
    monkeypatch.setattr(Reading, "read", reading)
    build(tmp_path / "owls.jsonl", tmp_path / "out", jobs=2)
    assert came[:2] == ["hire", "read"]
