"""Measure `kg serve` under load: how long many clients wait who ask at once, and whether all are answered.

Run with `python benchmarks/load.py OUT [CLIENTS] [SECONDS]` on the folder of a build; it works on a
copy. Clients and server share this machine and its processors, and nothing else is asked. Half way
the copy is changed, so that the server puts a new build in place of the old one.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx

from kg.queries import list_queries

PORT = 8765
SERVER = f"http://127.0.0.1:{PORT}"
HEAD = "HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n"
EXAMPLES = 200
"""Things of each kind that are asked about."""


@contextmanager
def serving(out: str | Path, *options: str) -> Iterator[int]:
    """Serve a build in a process of its own; give its number."""
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        str(out),
        "--port",
        str(PORT),
        "--quiet",
        *options,
    ]
    with subprocess.Popen(command) as process:
        try:
            while not _answers():
                time.sleep(0.2)
            yield process.pid
        finally:
            process.terminate()


def _answers() -> bool:
    try:
        return httpx.get(f"{SERVER}/health").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def addresses() -> tuple[list[str], list[str]]:
    """List the addresses of packaged queries about one thing each, and of those about the whole graph."""
    about: list[str] = []
    whole: list[str] = []
    for each in list_queries():
        needed = [p for p in each.parameters if p.default is None and not p.is_optional]
        if not needed:
            whole.append(f"/queries/{each.name}?results=json")
            continue
        columns = [_things(p.classes) for p in needed]  # None of a kind that the graph lacks.
        for values in zip(*columns, strict=False):
            fields = {p.name: value for p, value in zip(needed, values, strict=True)}
            about.append(f"/queries/{each.name}?{urlencode({**fields, 'results': 'json'})}")
    return about, whole


def _things(classes: tuple[str, ...]) -> list[str]:
    query = f"SELECT DISTINCT ?x {{ VALUES ?c {{ {' '.join(classes)} }} ?x a ?c }} ORDER BY ?x"
    answer = httpx.get(f"{SERVER}/sparql", params={"query": query, "results": "csv"}, timeout=60)
    found = answer.raise_for_status().text.splitlines()[1:]
    chosen = random.Random(len(classes)).choices(found, k=EXAMPLES) if found else []
    return [f"<{each}>" for each in chosen]


class Load:
    """Clients that each ask again as soon as they are answered."""

    def __init__(self, asked: list[str], seconds: float) -> None:
        self._asked, self._end = asked, time.monotonic() + seconds
        self.times: list[float] = []
        self.statuses = Counter[int]()

    async def run(self, clients: int) -> None:
        """Ask, until the time is over."""
        await asyncio.gather(*map(self._ask, range(clients)))

    async def _ask(self, number: int) -> None:
        chance = random.Random(number)
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        while (started := time.monotonic()) < self._end:
            writer.write(f"GET {chance.choice(self._asked)} {HEAD}".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length: ")[2].split()[0]))
            self.times.append(time.monotonic() - started)
            self.statuses[int(head.split()[1])] += 1
        writer.close()

    def tell(self, name: str) -> None:
        """Print how long they waited."""
        times = sorted(self.times)
        at = {part: times[int(len(times) * part)] * 1000 for part in (0.5, 0.99, 0.999)}
        waits = ", ".join(f"{part:.1%} {ms:.0f} ms" for part, ms in at.items())
        print(f"{name:<44} {len(times):7,} answers: {waits}; {dict(self.statuses)}", flush=True)


def memory(pid: int) -> int:
    """Return the bytes in memory of a server and of its processes, each page shared counted once."""
    pids = [str(pid), *_below(str(pid))]
    rollups = (Path(f"/proc/{each}/smaps_rollup").read_text() for each in pids)
    return sum(int(each.partition("\nPss:")[2].split()[0]) * 1024 for each in rollups)


def _below(pid: str) -> list[str]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return children + [below for each in children for below in _below(each)]


def alone(asked: list[str]) -> None:
    """Print how long each question about the whole graph takes when nothing is kept."""
    for address in asked:
        started = time.monotonic()
        answer = httpx.get(SERVER + address, timeout=600)
        seconds, name = time.monotonic() - started, address.partition("?")[0]
        size = len(answer.content) / 1000
        print(f"{name:<44} {seconds:7.2f} s {size:9,.0f} kB  {answer.status_code}", flush=True)


def load(name: str, asked: list[str], clients: int, seconds: float) -> None:
    """Put a load on the server, and print what came of it."""
    clients_of = Load(asked, seconds)
    asyncio.run(clients_of.run(clients))
    clients_of.tell(name)


def main(out: str, clients: str = "200", seconds: str = "60") -> None:
    """Measure."""
    n, rest = int(clients), float(seconds) / 2
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(out, Path(folder, "out")))
        with serving(copy) as pid:
            about, whole = addresses()
            alone(whole)
            load("whole graph, kept", whole, n, rest)
            before = memory(pid)
            load("about one thing", about, n, rest)
            with (copy / "kg.ttl").open("a") as file:
                file.write("# A new build.\n")
            load("about one thing, while a build is swapped", about, n, rest)
            load("whole graph, kept", whole, n, rest)
            swaps = httpx.get(f"{SERVER}/health").json()["swaps"]
            print(f"{swaps} swapped; memory {before / 2**20:.0f} -> {memory(pid) / 2**20:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
