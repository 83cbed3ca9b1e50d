"""Runs the command line in this process, as a user's shell would."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kg.cli import main


class Outcome(NamedTuple):
    """What one run of the command line gave."""

    exit_code: int
    stdout: str
    stderr: str


class Run:
    """Runs `kg ARGS…`; what it prints is taken from the file descriptors, workers' words with it."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *args: object) -> Outcome:
        with pytest.raises(SystemExit) as stop:
            main([str(each) for each in args])
        printed = self._capfd.readouterr()
        return Outcome(int(stop.value.code or 0), printed.out, printed.err)
