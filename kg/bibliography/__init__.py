"""Papers out, as reference managers read them: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.bibliography.bibtex import write_bibtex
from kg.bibliography.csljson import write_csljson
from kg.bibliography.ris import write_ris
from kg.model import Paper

__all__ = ["FORMATS", "write_bibtex", "write_csljson", "write_ris"]

FORMATS: dict[str, Callable[[Iterable[Paper]], Iterator[str]]] = {
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csljson": write_csljson,
}
"""What writes each format: pieces of text, one a paper."""
