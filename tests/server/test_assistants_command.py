"""`kg mcp` from the outside: assistants start it, and it ends when it is asked to."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from serving import write_build

pytest.importorskip("mcp", reason="the extra kg[mcp] is not installed")
from mcp import Client, StdioServerParameters


def command(folder: Path) -> list[str]:
    """Give the command line of the server."""
    return ["-m", "kg", "mcp", str(folder)]


def test_an_assistant_starts_the_command_and_asks(tmp_path: Path) -> None:
    folder = write_build(tmp_path / "build")
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    started = StdioServerParameters(
        command=sys.executable, args=command(folder), env=dict(environment)
    )

    async def talk() -> dict[str, Any]:
        async with Client(started) as client:
            answer = await client.call_tool("find", {"words": "owls"})
            told: dict[str, Any] = answer.structured_content
            return told

    assert asyncio.run(talk())["found"][0]["label"] == "Owls at night"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(
    ("by", "code"), [(None, 0), (signal.SIGTERM, 0), (signal.SIGINT, 130)]
)  # fmt: skip
def test_it_ends_when_it_is_asked_to(tmp_path: Path, by: signal.Signals | None, code: int) -> None:
    start = {
        "protocolVersion": "2025-06-18", "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }  # fmt: skip
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": start}
    with subprocess.Popen(
        [sys.executable, *command(write_build(tmp_path / "build"))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)},
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "kg"
        if by is None:
            process.stdin.close()
        else:
            process.send_signal(by)
        assert process.wait(60) == code
        assert process.stderr.read() == ""


def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *command(tmp_path / "none")], capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no such file; run `kg build` first" in done.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['mcp'] = None\nfrom kg.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, "mcp", str(tmp_path)], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "kg: the package mcp is not installed; install it with kg[mcp]\n"
