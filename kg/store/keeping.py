"""Keep a data set on disk by a process of its own, which may outlive the one that asks for it.

A new process, and not a fork: the threads of a store on disk do not survive one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import warnings
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from kg.errors import KgError
from kg.store.cache import Cache
from kg.store.dataset import Sources


def keep(cache: Cache, key: str, sources: Sources, *, wait: bool) -> str | None:
    """Keep a data set; with `wait`, return what went wrong, or None.

    A process that is waited for ends with the one that waits.
    """
    process = subprocess.Popen(
        # -P: nothing is imported from the folder that the user happens to be in.
        [sys.executable, "-P", "-m", "kg.store.keeping"], stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if wait else subprocess.DEVNULL,
        start_new_session=not wait,
    )  # fmt: skip
    request = json.dumps([str(cache.folder), key, asdict(sources), wait]).encode() + b"\n"
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # It has died, and said why.
        process.stdin.write(request)
        process.stdin.flush()
    if not wait:
        with suppress(BrokenPipeError):
            process.stdin.close()
        with warnings.catch_warnings():  # It outlives this program, and is meant to.
            warnings.simplefilter("ignore", ResourceWarning)
            del process
        return None
    assert process.stderr is not None
    with process:
        return process.stderr.read().decode(errors="replace").strip() or None


def _main() -> None:
    folder, key, sources, is_waited_for = json.loads(sys.stdin.buffer.readline())
    if is_waited_for:
        threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        Cache(Path(folder)).write(key, Sources(**sources))
    except (KgError, OSError, RuntimeError) as error:
        sys.exit(str(error))


def _end_with_input() -> None:
    """End when nobody holds the other end of standard input any more."""
    while os.read(0, 1):  # Without a buffer, whose lock would disturb the end of the interpreter.
        pass
    os._exit(1)


if __name__ == "__main__":
    _main()
