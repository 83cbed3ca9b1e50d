"""Damage real files in every way, and give them to every command that reads.

Each run may end with any exit code of the command line, without a traceback, in time, with sums
that add up; and a listener on the loopback, whose address stands in some of the files, hears
nothing. Run with `python benchmarks/mutations.py [NUMBER] [SEED] [FOLDER]`: 1,000 runs, seed 0, and
the files of ../shared/inputs unless given. Needs a platform that can fork.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.cli import main as run_kg

INPUTS = Path(__file__).resolve().parent.parent.parent / "shared" / "inputs"
LONGEST = 100_000
PATIENCE = 120
Mutate = Callable[[bytes, random.Random], bytes]
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("validate", "FILE"),
    ("validate", "FILE", "--results", "github"),
    ("build", "FILE", "--output", "OUT", "--no-mentions"),
    ("build", "FILE", "--output", "OUT", "--no-mentions", "--strict"),
    ("extract", "FILE"),
    ("convert", "FILE", "--format", "turtle", "--to", "nq"),
    ("convert", "FILE", "--format", "jsonld", "--to", "turtle"),
    ("validate", "FILE", "--format", "rdfxml"),
    ("query", "SELECT * { ?s ?p ?o }", "--data", "FILE.ttl", "--results", "xml"),
    ("stats", "FILE.jsonld"),
    ("find", "learning", "--data", "FILE.rdf"),
    ("describe", "learning", "--data", "FILE.ttl"),
    ("diff", "FILE.ttl", "FILE.jsonld"),
    ("load", "http://127.0.0.1:9/", "FILE.ttl", "--retry", "0"),
)


def _cut(content: bytes, draw: random.Random) -> bytes:
    return content[: draw.randrange(len(content) + 1)]


def _flip(content: bytes, draw: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.randint(1, 50)):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _repeat(content: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(content))
    return content[:start] + content[start : start + 20] * draw.randint(2, 2000) + content[start:]


def _nest(content: bytes, draw: random.Random) -> bytes:
    place, sign = draw.randrange(len(content)), draw.choice([b"[", b"{", b'{"a":', b"(", b"<a>"])
    return content[:place] + sign * draw.choice([10, 1000, 20_000]) + content[place:]


def _insert(content: bytes, draw: random.Random) -> bytes:
    odd = draw.choice([b"\0", b"\x1b[2J", b"\xff\xfe", b"\xed\xa0\x80", b"9" * 5000, b"\\", b'"'])
    place = draw.randrange(len(content))
    return content[:place] + odd + content[place:]


def _shuffle(content: bytes, draw: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    draw.shuffle(lines)
    return b"".join(lines)


def _drop(content: bytes, draw: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if draw.random() > 0.1)


MUTATIONS: tuple[Mutate, ...] = (_cut, _flip, _repeat, _nest, _insert, _shuffle, _drop)


def mutants(files: list[Path], number: int, draw: random.Random, port: int) -> Iterator[bytes]:
    """Yield damaged files; their addresses become those of the listener."""
    for _ in range(number):
        content = draw.choice(files).read_bytes()[:LONGEST] or b" "
        for mutate in draw.sample(MUTATIONS, draw.randint(1, 3)):
            content = mutate(content, draw) or b" "
        yield re.sub(rb"https?://[\w.]+/", b"http://127.0.0.1:%d/" % port, content)


def run(args: list[str], printed: Path) -> int | None:
    """Run a command in a process of its own; return its exit code, None where it hangs."""
    process = os.fork()
    if not process:
        with printed.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        os.setsid()
        code = 99  # What a traceback leaves behind.
        try:
            run_kg(args)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 98
        finally:
            os._exit(code)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def fault(args: list[str], code: int | None, printed: str) -> str | None:
    """Say what is wrong with a run, or None."""
    if code is None:
        return "hangs"
    if code not in (0, 1, 2, 3) or "Traceback" in printed or "the work died" in printed:
        return f"exit code {code}: {printed[-300:]!r}"
    numbers = re.search(r"^([\d,]+) read, (.*)$", printed, re.MULTILINE)
    if args[0] == "build" and numbers:
        read, *parts = (int(each.replace(",", "")) for each in re.findall(r"[\d,]*\d", numbers[0]))
        if read != sum(parts):
            return f"the sums do not add up: {numbers[0]}"
    return None


def main(number: int, seed: int, folder: Path) -> None:
    """Try so many, and exit with 1 where one has a fault or the listener hears something."""
    files = sorted(each for each in folder.rglob("*") if each.is_file()) if folder.is_dir() else []
    if not files:
        sys.exit(f"nothing tried: {folder} is absent")
    draw, codes, faults, heard = random.Random(seed), Counter[int | None](), 0, list[object]()
    with socket.create_server(("127.0.0.1", 0)) as server, tempfile.TemporaryDirectory() as place:
        threading.Thread(target=lambda: heard.append(server.accept()), daemon=True).start()
        os.environ["XDG_CACHE_HOME"] = f"{place}/cache"
        for count, content in enumerate(mutants(files, number, draw, server.getsockname()[1])):
            for suffix in ("", ".ttl", ".jsonld", ".rdf"):
                Path(f"{place}/list{suffix}").write_bytes(content)
            command = COMMANDS[count % len(COMMANDS)]
            args = [
                each.replace("FILE", f"{place}/list").replace("OUT", f"{place}/out")
                for each in command
            ]
            code = run(args, Path(place, "printed"))
            codes[code] += 1
            if wrong := fault(args, code, Path(place, "printed").read_text("utf-8", "replace")):
                faults += 1
                Path(f"mutant-{seed}-{count}").write_bytes(content)
                print(f"mutant-{seed}-{count}: kg {' '.join(command)}: {wrong}", flush=True)
    print(f"{number} runs: {faults} faults, {len(heard)} calls; exit codes {dict(codes)}")
    sys.exit(1 if faults or heard else 0)


if __name__ == "__main__":
    given = [*sys.argv[1:], *("1000", "0", str(INPUTS))[len(sys.argv) - 1 :]]
    main(int(given[0]), int(given[1]), Path(given[2]))
