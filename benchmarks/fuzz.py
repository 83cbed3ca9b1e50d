"""Feed a reader what a coverage-guided fuzzer makes of the test files: it may raise SourceError only.

The fuzzer is installed for this alone (`pip install atheris`). Run with
`python benchmarks/fuzz.py FORMAT [SECONDS]`; each file under `tests/sources/data/` that the
format recognises is a seed. A finding is written to the working folder, with its traceback.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.errors import SourceError
from kg.model import Paper, Rejected

SEEDS = Path(__file__).parent.parent / "tests" / "sources" / "data"
LONGEST = 20_000


def main(name: str, seconds: int) -> None:
    """Fuzz one format; exit with an error where it is none, or where the fuzzer is not there."""
    if importlib.util.find_spec("atheris") is None:
        sys.exit("nothing fuzzed: atheris is not installed (pip install atheris)")
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["kg.sources"]):
        sources = importlib.import_module("kg.sources")
    if name not in sources.FORMATS:
        sys.exit(f"no such format: {name}; choose one of {', '.join(sources.FORMATS)}")
    with tempfile.TemporaryDirectory() as folder:
        corpus, given = Path(folder) / "corpus", Path(folder) / "list"
        corpus.mkdir()
        for number, path in enumerate(sorted(SEEDS.rglob("*.*"))):
            if path.is_file() and sources.FORMATS[name].recognise(_head(path)):
                (corpus / str(number)).write_bytes(path.read_bytes())

        def read(content: bytes) -> None:
            given.write_bytes(content)
            with suppress(SourceError):
                for item in sources.read(given, format=name):
                    _check(item)

        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-timeout=20",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], read)
        atheris.Fuzz()


def _head(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")[: 64 * 1024]


def _check(item: object) -> None:
    """Raise where a text could not be written again."""
    if isinstance(item, Paper):
        texts = (item.title, item.abstract, item.year, *(each.name for each in item.authors))
        "".join(each or "" for each in texts).encode()
    elif isinstance(item, Rejected):
        json.dumps(item.raw, ensure_ascii=False).encode()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
