"""Where in a Turtle file things are: the line where each subject begins.

Source: W3C RDF 1.1 Turtle, 2.4 (IRIs) and 6.5 (grammar).
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.journal import open_current

_LINE_FORMATS = {".ttl", ".turtle", ".nt", ".nq", ".trig", ".n3"}
_PREFIX = re.compile(
    r"(?:^|(?<=\.))\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE
)
_SUBJECT = re.compile(r"\s*(?:<([^<>\s]+)>|([\w.-]*):([^\s;,<>\"']+))(?=\s|$)")


def subject_lines(path: str, iris: Iterable[str]) -> dict[str, int]:
    """Find the line where the description of each IRI begins, where the file shows it.

    A subject stands first on a line, after a line that ends a statement.
    """
    wanted = set(iris)
    found: dict[str, int] = {}
    prefixes: dict[str, str] = {}
    at_start = True
    for number, line in enumerate(_lines(path), 1):
        declared = dict(_PREFIX.findall(line))
        prefixes |= declared
        if not declared and at_start and (match := _SUBJECT.match(line)):
            iri = match[1] or prefixes.get(match[2], "") + (match[3] or "").replace("\\", "")
            if iri in wanted:
                found.setdefault(iri, number)
        text = line.strip()
        if text and not text.startswith("#"):
            at_start = text.endswith((".", "{", "}")) or bool(declared)
    return found


def _lines(path: str) -> Iterator[str]:
    """Yield the lines of a file in a line-based format; of any other there are none."""
    suffixes = [each.lower() for each in Path(path).suffixes]
    packed = suffixes[-1:] == [".gz"]
    if not _LINE_FORMATS & set(suffixes[-2:-1] if packed else suffixes[-1:]):
        return
    try:
        with open_current(Path(path)) as stream:
            for line in gzip.GzipFile(fileobj=stream) if packed else stream:
                yield line.decode(errors="replace")
    except (OSError, EOFError, zlib.error):
        return
