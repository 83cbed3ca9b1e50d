"""An Oxigraph server (package `oxigraph`): `python tests/servers/oxigraph.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

if not __package__:  # Run as a script, by a person.
    sys.path.insert(0, str(Path(__file__).parent.parent))

from servers.process import Server, serve


def find_program() -> str | None:
    """Find the program beside this Python, or on the path."""
    return shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")


class Oxigraph(Server):
    """An Oxigraph server with its data on disk."""

    def command(self) -> list[str]:
        program = find_program()
        assert program, "install the package oxigraph"
        return [program, "serve", "--location", "data", "--bind", f"127.0.0.1:{self.port}"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        serve(Oxigraph(Path(folder)), "kg load {url} out/kg.ttl --store oxigraph")
