"""A terminal in which commands that ask are walked."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASKED, WHY = "q end", "no reason)"


class Terminal:
    """A terminal at the other end of which `kg` runs."""

    def __init__(self, master: int) -> None:
        self._master, self.shown = master, ""

    def wait_for(self, text: str) -> None:
        """Read until a text is shown that was not before."""
        fresh = ""
        while text not in fresh:
            ready, _, _ = select.select([self._master], [], [], 90)
            assert ready, f"never shown: {text!r}; but {fresh!r}"
            fresh += os.read(self._master, 65536).decode()
        self.shown += fresh

    def press(self, keys: str, *, until: str = ASKED) -> None:
        """Press keys when they are waited for, and wait for what is shown then."""
        line = keys.endswith("\n")
        while bool(termios.tcgetattr(self._master)[3] & termios.ICANON) != line:
            time.sleep(0.01)  # The terminal is not yet set to take a key, or a line.
        os.write(self._master, keys.encode())
        self.wait_for(until)

    def decide(self, key: str, why: str = "") -> None:
        """Decide a pair and say why."""
        self.press(key, until=WHY)
        self.press(f"{why}\n")


@contextmanager
def walk(*arguments: str | Path, until: str = "open; see") -> Iterator[Terminal]:
    """Run `kg` in a terminal of its own; it is ended by `q`, and says `until` then."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, close_fds=True
    ) as process:
        os.close(slave)
        try:
            terminal = Terminal(master)
            terminal.wait_for(ASKED)
            yield terminal
            terminal.press("q", until=until)
            assert process.wait(60) == 0
        finally:
            process.kill()
            os.close(master)


@contextmanager
def review(out: Path, decisions: Path) -> Iterator[Terminal]:
    """Run `kg review` in a terminal of its own; it is ended by `q`."""
    with walk("review", out, "--decisions", decisions, "--by", "Ada") as terminal:
        yield terminal
