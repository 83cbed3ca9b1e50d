"""A server in a process of its own, that is stopped afterwards."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from typing import Self
from urllib.error import HTTPError
from urllib.request import urlopen

_LONGEST_START = 300


def free_port() -> int:
    """Let the system choose a port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A server that keeps its data in a folder; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """Name the program and its arguments."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "output.txt").open("ab") as output:
            self.process = subprocess.Popen(
                self.command(), cwd=self.folder, stdout=output, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + _LONGEST_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise RuntimeError((self.folder / "output.txt").read_text(errors="replace"))
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urlopen(f"{self.url}/", timeout=5).close()
        except HTTPError as error:
            error.close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End the server at once, as a power cut does."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def serve(server: Server, note: str) -> None:
    """Run a server for a person, until it is interrupted."""
    with server:
        print(f"{note.format(url=server.url)}\nCtrl-C stops it, and its data is gone.", flush=True)
        try:
            server.process.wait()
        except KeyboardInterrupt:
            print()
