"""Keep a data set on disk by a process of its own, which may outlive the one that asks for it.

A new process, and not a fork: the threads of a store on disk do not survive one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from kg.errors import KgError
from kg.store.cache import Cache
from kg.store.dataset import Sources


def keep(cache: Cache, key: str, sources: Sources, *, wait: bool) -> str | None:
    """Keep a data set; with `wait`, return what went wrong, or None."""
    process = subprocess.Popen(
        # -P: nothing is imported from the folder that the user happens to be in.
        [sys.executable, "-P", "-m", "kg.store.keeping"], stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if wait else subprocess.DEVNULL,
        start_new_session=not wait,
    )  # fmt: skip
    request = json.dumps([str(cache.folder), key, asdict(sources)]).encode()
    if wait:
        _, complaint = process.communicate(request)
        return complaint.decode(errors="replace").strip() or None
    assert process.stdin is not None
    process.stdin.write(request)
    process.stdin.close()
    return None


def _main() -> None:
    folder, key, sources = json.load(sys.stdin)
    try:
        Cache(Path(folder)).write(key, Sources(**sources))
    except (KgError, OSError, RuntimeError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    _main()
