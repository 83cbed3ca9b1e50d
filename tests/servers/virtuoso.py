"""A Virtuoso 7 server (Debian's `virtuoso-opensource-7-bin`): `python tests/servers/virtuoso.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

if not __package__:  # Run as a script, by a person.
    sys.path.insert(0, str(Path(__file__).parent.parent))

from servers.process import Server, free_port, serve

USER = PASSWORD = "dba"
"""What a new database is opened with."""

_SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000
"""


def find_program() -> str | None:
    """Find the program on the path."""
    return shutil.which("virtuoso-t")


class Virtuoso(Server):
    """A Virtuoso server with a new database, which answers with 1,000 rows at most."""

    def command(self) -> list[str]:
        program = find_program()
        assert program, "install virtuoso-opensource-7-bin"
        # One that was killed leaves its lock behind, and would not start over it.
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        settings = _SETTINGS.format(sql=free_port(), http=self.port)
        (self.folder / "virtuoso.ini").write_text(settings)
        return [program, "+foreground", "+configfile", "virtuoso.ini"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        serve(
            Virtuoso(Path(folder)),
            f"KG_PASSWORD={PASSWORD} kg load {{url}} out/kg.ttl --store virtuoso"
            f" --user {USER} --graph https://example.org/graph",
        )
