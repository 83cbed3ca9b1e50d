"""The build that is served, and how a new one takes its place without a request being lost."""

from __future__ import annotations

import asyncio
import gc
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import InputError, KgError
from kg.journal import current
from kg.server.answers import Answers
from kg.server.jobs import Folders, Job, open_data, open_indexed
from kg.server.packing import pack, packed_key
from kg.server.pool import Pool
from kg.server.ready import Ready
from kg.server.statements import write_statements
from kg.server.turns import Turns
from kg.site import read_build
from kg.store import Cache, Sources
from kg.store.keeping import keep
from kg.system.memory import release_memory
from kg.system.standby import prepare
from kg.system.worker import Limits

LARGEST = 64 * 2**20
"""Bytes of the largest answer."""
_ROOM = 128 * 2**20
"""Bytes of the answers that are kept."""
_TRIES = 5
_INTERVAL = 1.0
"""Seconds between two looks for a new build."""
_PREPARING = 10.0
"""Seconds for which a new build is kept back at most, so that it has answers when it is served."""


@dataclass(frozen=True)
class Settings:
    """What is served: the folder of a build and named graphs; and the limits of each question.

    `processes` stand by for questions of each sort.
    """

    folder: Path
    limits: Limits
    named_graphs: Mapping[str, str] = field(default_factory=dict)
    processes: int = 2
    largest: int = LARGEST

    def sources(self) -> Sources:
        """List the files that are served. Raises: InputError: where there is no build."""
        names = [self.folder / name for name in ("kg.ttl", "mentions.ttl")]
        there = [str(each) for each in names if current(each).exists()]
        if not there:
            raise InputError(
                "no such file", where=str(names[0]),
                todo="run `kg build` first, or name the folder of a build",
            )  # fmt: skip
        return Sources(tuple(there), self.named_graphs, allow_empty=True)

    def version(self) -> list[tuple[int, int, int] | None]:
        """Tell what changes when the files do."""
        names = [self.folder / "summary.json", *map(Path, self.sources().paths())]
        return [_identity(current(each)) for each in names]


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


class Edition:
    """One build: its digest, its answers, and the processes that hold it open.

    Raises: InputError: where there is no build. RdfError: files that cannot be parsed.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._stack = ExitStack()
        with ExitStack() as stack:
            folders = self._open(settings.sources(), stack)
            n, limits = settings.processes, settings.limits
            data = (folders, self.prefixes, self.build, settings.largest)
            # Of questions that we know many wait shortly; others may never end.
            in_turn = Turns(n + 1, each=n, waiting=2000, waiting_each=1000)
            self.packaged = Pool(in_turn, n + 1, limits, open_indexed, *data, yields=False)
            stack.callback(self.packaged.close)
            one_each = Turns(n, each=1, waiting=200, waiting_each=20)
            self.ad_hoc = Pool(one_each, n, limits, open_data, *data, yields=True)
            stack.callback(self.ad_hoc.close)
            self.packaged.wait()
            self.ad_hoc.wait()
            self._stack = stack.pop_all()
        self.answers, self.ready = Answers(_ROOM), Ready(_ROOM // 2)
        self.users, self._is_retired = 0, False

    def _open(self, sources: Sources, stack: ExitStack) -> Folders:
        """Keep the files as a store, and their statements, in folders; again where they were replaced."""
        for _ in range(_TRIES):
            self.version = self.settings.version()
            self.digest, self.prefixes = sources.key(), sources.prefixes()
            self.build = read_build(self.settings.folder)
            cache = Cache.of_user()
            kept = cache.folder / self.digest
            with ExitStack() as attempt, ThreadPoolExecutor(1) as beside:
                folder = TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True)
                statements = Path(attempt.enter_context(folder), "statements")
                written = beside.submit(write_statements, sources.files, statements)
                if cache.lacks(self.digest):  # By a process whose memory goes with it.
                    keep(cache, self.digest, sources, wait=True)
                store = attempt.enter_context(cache.lend(self.digest, sources))
                written.result()
                if self.settings.version() == self.version:
                    stack.push(attempt.pop_all())
                    return Folders(store, statements, kept)
        raise KgError(
            "the build is replaced all the time", where=str(self.settings.folder),
            todo="serve it when it has ended",
        )  # fmt: skip

    def key(self, job: Job) -> str:
        """Digest what an answer depends on: the build and the question, with its form."""
        return hashlib.sha256(f"{self.digest}\n{job!r}".encode()).hexdigest()[:32]

    async def answer(self, pool: Pool, client: str, job: Job) -> bytes:
        """Return what a job gives, kept from before where it is. Raises: as `Pool.ask` does."""
        return await self.answers.get(self.key(job), lambda: pool.ask(client, job))

    async def packed(self, job: Job, body: bytes) -> bytes:
        """Return what a job gave, compressed."""
        return await self.answers.get(packed_key(self.key(job)), partial(pack, body))

    async def prepare(self, old: Edition) -> None:
        """Work out the largest answers of an old edition, so that few wait when this is served.

        How long one took tells less: under load all take long.
        """
        jobs = (self._prepare(job, old) for job in old.packaged.largest())
        with suppress(TimeoutError):
            async with asyncio.timeout(_PREPARING):
                await asyncio.gather(*jobs)

    async def _prepare(self, job: Job, old: Edition) -> None:
        with suppress(KgError):  # Who asks it is told, then.
            body = await self.answer(self.packaged, "", job)
            if packed_key(old.key(job)) in old.answers:
                await self.packed(job, body)

    def retire(self) -> None:
        """End when nobody uses this any more."""
        self._is_retired = True
        self.leave(0)

    def leave(self, users: int = 1) -> None:
        """Use this no more."""
        self.users -= users
        if self._is_retired and not self.users:
            self.close()

    def close(self) -> None:
        """End the processes, and let the files go."""
        self._stack.close()


class Editions:
    """The edition that is served now; `tell` is told of those that come, and why one does not."""

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        # Before any other process is asked for: those that answer start at once then.
        prepare([open_data.__module__])
        self.current, self._settings, self._tell = Edition(settings), settings, tell
        self.swaps = 0
        _tidy()

    @asynccontextmanager
    async def using(self) -> AsyncIterator[Edition]:
        """Use the edition that is current now, to the end of a request."""
        edition = self.current
        edition.users += 1
        try:
            yield edition
        finally:
            edition.leave()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look for new builds as long as this lasts."""
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    async def _watch(self) -> None:
        """Put a new build in place of the old one, whenever there is one."""
        tried, said = self.current.version, ""
        while True:
            await asyncio.sleep(_INTERVAL)
            try:
                version = self._settings.version()
                if version not in (self.current.version, tried):
                    tried, said = version, ""
                    self._swap(await self._open())
                    await asyncio.sleep(_INTERVAL)  # Most who use the old one have left it then.
                    _tidy()
            except (KgError, OSError) as error:
                if str(error) != said:
                    said = str(error)
                    self._tell(f"the new build is not served: {said}")

    async def _open(self) -> Edition:
        """Open a new build beside the one that is served, ready for what was asked of that one."""
        with ExitStack() as unserved:
            new = await asyncio.to_thread(Edition, self._settings)
            unserved.callback(new.close)
            await new.prepare(self.current)
            unserved.pop_all()
        return new

    def _swap(self, new: Edition) -> None:
        old, self.current = self.current, new
        old.retire()
        self.swaps += 1
        self._tell(f"serving a new build: {new.digest}")

    def close(self) -> None:
        """End the current edition."""
        self.current.close()


def _tidy() -> None:
    """Give back the memory of what is read once, and of an edition that is gone.

    What is left stays as long as the server or the edition, so that no collection need look at it:
    each that did would keep all who ask waiting for a tenth of a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    release_memory()
