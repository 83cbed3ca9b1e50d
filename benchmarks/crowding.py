"""Measure what other clients of `kg serve` notice of one who asks ten questions that never end.

Run with `python benchmarks/crowding.py OUT [SECONDS]` on the folder of a build. One address asks
short questions, each another one of the same cost, alone first and then beside the ten of another address, in turns,
so that other work on this machine weighs on both alike; each turn takes so many seconds. Printed are
the share of its throughput that is left, what the ten are answered, and how long after the limit.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count, pairwise
from urllib.parse import urlencode

from load import PORT, serving

LIMIT = 5
"""Seconds that a question may take."""
ROUNDS = 3
"""Turns, of both."""
NEVER_ENDING = 10
POLITE, CROWDING = "127.0.0.1", "127.0.0.2"
SHORT = "SELECT ?s ?p ?o ({} AS ?n) {{ ?s ?p ?o }} LIMIT 100"
ENDLESS = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != 'owl {}') }}"
_NUMBERS = count()
"""Makes each question another one: the same ones would be answered together, or kept."""


@dataclass
class Client:
    """An address that asks one question after the other."""

    address: str
    question: str
    times: list[float] = field(default_factory=list)
    """When it was answered."""
    statuses: Counter[int] = field(default_factory=Counter)

    async def ask(self, until: float) -> None:
        """Ask, until the time is over."""
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", PORT, local_addr=(self.address, 0)
        )
        while time.monotonic() < until:
            query = urlencode({"query": self.question.format(next(_NUMBERS))})
            writer.write(f"GET /sparql?{query} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length: ")[2].split()[0]))
            self.times.append(time.monotonic())
            self.statuses[int(head.split()[1])] += 1
        writer.close()


async def _together(client: Client, crowd: list[Client], seconds: float) -> None:
    """Let a client ask for so long, and others beside it, who may wait for an answer to the end."""
    until = time.monotonic() + seconds
    others = [asyncio.create_task(each.ask(until)) for each in crowd]
    await client.ask(until)
    for each in others:
        each.cancel()


def _longest(crowd: list[Client]) -> float:
    """Return the longest time that one of the questions took: an address has one answered at a time."""
    times = sorted(time for each in crowd for time in each.times)
    return max((after - before for before, after in pairwise(times)), default=0)


def main(out: str, seconds: str = "60") -> None:
    """Measure."""
    alone, beside = Client(POLITE, SHORT), Client(POLITE, SHORT)
    statuses, late = Counter[int](), 0.0
    for _ in range(
        ROUNDS
    ):  # Each with a server of its own: what nobody waits for any more goes on.
        with serving(out, "--timeout", str(LIMIT)):
            asyncio.run(_together(alone, [], float(seconds)))
            crowd = [Client(CROWDING, ENDLESS) for _ in range(NEVER_ENDING)]
            asyncio.run(_together(beside, crowd, float(seconds)))
            statuses += sum((each.statuses for each in crowd), Counter[int]())
            late = max(late, _longest(crowd) - LIMIT)
    print(f"alone {len(alone.times):,} answers {dict(alone.statuses)}")
    print(f"beside ten that never end {len(beside.times):,} answers {dict(beside.statuses)}")
    print(f"share kept {len(beside.times) / len(alone.times):.0%}")
    print(f"the ten: {dict(statuses)}; the slowest {late:.1f} s after the limit")


if __name__ == "__main__":
    main(*sys.argv[1:])
