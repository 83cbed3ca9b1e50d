"""The processes of a session, and waiting for them."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 60


def processes_of(session: int) -> list[str]:
    """List the processes of a session, dead ones that nobody has waited for aside."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of_session, *_ = stat.read_text().rpartition(")")[2].split()
            if int(of_session) == session and state not in "ZX":
                found.append((stat.parent / "cmdline").read_text().replace("\0", " "))
    return found


def wait_for_processes(session: int, number: int) -> list[str]:
    """Wait until a session has at least as many processes, or with 0 none; return them."""
    end = time.monotonic() + PATIENCE
    while True:
        found = processes_of(session)
        if (len(found) >= number if number else not found) or time.monotonic() > end:
            return found
        time.sleep(0.05)
