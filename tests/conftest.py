"""Fixtures and options that several tests share."""

from __future__ import annotations

import gc
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import StandIn
from folders import ROOT, SHARED
from hypothesis import settings
from running import Run

# No test may depend on how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which rewrites golden files instead of comparing them."""
    parser.addoption("--update", action="store_true", help="rewrite the golden files")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave slow tests out unless they are asked for with `-m slow`."""
    if "slow" not in (config.getoption("-m") or ""):
        skip = pytest.mark.skip(reason="takes minutes; ask for it with `pytest -m slow`")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(skip)


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def shared() -> Path:
    """The folder `../shared`, with real files and gold; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Run a server that answers what the test gives it."""
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def collected_later() -> Iterator[None]:
    """Collect no garbage while servers run in threads of the tests.

    Results of the store may only be dropped by the thread that made them, and a collection
    drops the garbage of all threads.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the environment says of dates and credentials, and its input, out of the tests."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run_kg(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `kg ARGS…` as the command line does, and return exit code and output."""
    return Run(capfd)


@pytest.fixture
def run(run_kg: Run) -> Run:
    """Call it shorter, in modules that do little else."""
    return run_kg
