"""Fixtures of the tests that ask servers: no waiting between attempts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=lambda seconds: None))
