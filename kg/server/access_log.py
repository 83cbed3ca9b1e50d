"""A line of JSON for each request, written by a thread, so that no slow reader holds the server up."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from datetime import UTC, datetime

_MOST_WAITING = 10_000


class AccessLog:
    """Passes lines on to `write`; where that is too slow, lines are left out and counted.

    >>> lines = []
    >>> log = AccessLog(lines.append)
    >>> log.note({"status": 200})
    >>> log.close()
    >>> '"status": 200' in lines[0]
    True
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write, self._lost = write, 0
        self._waiting: queue.Queue[dict[str, object] | None] = queue.Queue(_MOST_WAITING)
        self._thread = threading.Thread(target=self._pass_on, daemon=True)
        self._thread.start()

    def note(self, entry: dict[str, object]) -> None:
        """Take note of a request, with the time."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        lost = {"lost": self._lost} if self._lost else {}
        try:
            self._waiting.put_nowait({"time": time, **entry, **lost})
            self._lost = 0
        except queue.Full:
            self._lost += 1

    def _pass_on(self) -> None:
        while (entry := self._waiting.get()) is not None:
            self._write(json.dumps(entry, ensure_ascii=True))

    def close(self) -> None:
        """Write what waits, unless nobody takes it for a second."""
        try:
            self._waiting.put(None, timeout=1)
            self._thread.join(timeout=1)
        except queue.Full:
            pass  # Nobody reads what is written.
