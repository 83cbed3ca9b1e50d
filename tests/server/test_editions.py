"""A new build is served when it has the largest answers that the old one was asked for."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from serving import write_build

from kg.server import Settings, editions
from kg.server.editions import Edition, Editions
from kg.server.jobs import Packaged
from kg.server.packing import packed_key
from kg.server.pool import Pool
from kg.system.worker import Limits

PAPERS, SOURCES = (Packaged(name, (), "json") for name in ("papers", "sources"))
COVERAGE = Packaged("coverage", (), "json")
PAPERS_ON = Packaged("papers-on-benchmark", (), "json")
NEW = "<https://e.org/a> <https://e.org/p> 'new' ."


@pytest.fixture
def served(tmp_path: Path, cache_home: None) -> Iterator[Editions]:
    said: list[str] = []
    settings = Settings(write_build(tmp_path / "build"), Limits(20.0), processes=1)
    with closing(Editions(settings, said.append)) as found:
        yield found


async def ask(edition: Edition, job: Packaged) -> bytes:
    return await edition.answer(edition.packaged, "", job)


async def swapped(served: Editions, folder: Path) -> Edition:
    """Replace the build, and wait for the edition of the new one."""
    async with asyncio.timeout(60), served.watching():
        write_build(folder, NEW)
        while not served.swaps:
            await asyncio.sleep(0.05)
    return served.current


def test_a_new_edition_has_the_answers_that_the_old_one_was_asked_for(
    served: Editions, tmp_path: Path
) -> None:
    async def walk() -> None:
        old = served.current
        body = await ask(old, PAPERS)
        await old.packed(PAPERS, body)
        await ask(old, SOURCES)
        new = await swapped(served, tmp_path / "build")
        assert new.digest != old.digest
        assert {new.key(PAPERS), packed_key(new.key(PAPERS)), new.key(SOURCES)} <= _keys(new)
        assert packed_key(new.key(SOURCES)) not in new.answers

    asyncio.run(walk())


def _keys(edition: Edition) -> set[str]:
    keys = [edition.key(each) for each in (PAPERS, SOURCES)]
    return {each for key in keys for each in (key, packed_key(key)) if each in edition.answers}


def test_a_new_edition_is_not_kept_back_for_long(
    served: Editions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Packaged] = []

    async def never(self: Edition, pool: Pool, client: str, job: Packaged) -> bytes:
        begun.append(job)
        await asyncio.sleep(3600)
        return b""

    async def walk() -> None:
        await ask(served.current, PAPERS)
        with monkeypatch.context() as patch:
            patch.setattr(editions, "_PREPARING", 0.1)
            patch.setattr(Edition, "answer", never)
            new = await swapped(served, tmp_path / "build")
        assert begun == [PAPERS]
        assert await ask(new, PAPERS)

    asyncio.run(walk())


def test_the_jobs_of_the_largest_answers_are_known_and_no_more(served: Editions) -> None:
    async def walk() -> list[object]:
        for n in range(200):
            await ask(served.current, replace(PAPERS_ON, given=(("benchmark", str(n)),)))
            if n == 100:
                await ask(served.current, COVERAGE)
        return [*served.current.packaged.largest()]

    found = asyncio.run(walk())
    assert len(set(found)) == len(found) == 24
    assert found[0] == COVERAGE


def test_an_edition_that_is_given_up_leaves_no_process(
    served: Editions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Edition] = []

    async def never(self: Edition, old: Edition) -> None:
        opened.append(self)
        await asyncio.sleep(3600)

    monkeypatch.setattr(Edition, "prepare", never)

    async def walk() -> None:
        async with asyncio.timeout(60), served.watching():
            write_build(tmp_path / "build", NEW)
            while not opened:
                await asyncio.sleep(0.05)
        assert not served.swaps

    asyncio.run(walk())
    deadline = time.monotonic() + 30
    while any(
        map(_is_at_work, opened[0].packaged.pids())
    ):  # They were killed, which takes a moment.
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_at_work(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
