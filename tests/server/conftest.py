"""A server of a small graph, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import NAMED, serving, write_build

from kg.server import Settings
from kg.system.worker import Limits


@pytest.fixture(scope="module")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is kept of the data out of the user's folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, cache_home: None) -> Settings:
    """A small graph, and three named ones; a question may take 20 seconds."""
    folder = tmp_path_factory.mktemp("build")
    named = {}
    for name, text in NAMED.items():
        path = folder / f"{name[-2:]}.ttl"
        path.write_text(text)
        named[name] = str(path)
    return Settings(write_build(folder), Limits(20.0), named)


@pytest.fixture(scope="module")
def build(settings: Settings) -> Path:
    """The folder of the build."""
    return settings.folder


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[httpx.Client]:
    """A client of a server of them."""
    with serving(settings) as client:
        yield client
