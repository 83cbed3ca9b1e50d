"""Read a document from standard input and write it as HTML to standard output: what `convert` starts."""

from __future__ import annotations

import sys
from importlib import import_module

from kg.system.worker import default_memory, end_at


def main(extra: str) -> None:
    """Convert a document of a kind, which the module of that name opens."""
    end_at(default_memory())
    html: str = import_module(f"{__package__}.{extra}").as_html(sys.stdin.buffer.read())
    sys.stdout.buffer.write(html.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1])
