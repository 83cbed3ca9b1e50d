"""Find named methods and benchmarks in titles and abstracts, link them, and relate them to the paper.

A spaCy pipeline, one component a file. Finders (`matcher`, `abbreviations`, `word_shapes`,
`coined`) add candidate spans to `doc.spans["candidates"]`; `linking` gives each name its
concept and finds it everywhere in the document; `relations` says what the paper does with it.

The pipeline loads when it is first asked for: who only wants the vocabulary waits for no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.system.lazy import loaded_late

if TYPE_CHECKING:
    from kg.extraction.extractor import Extractor, extract, load_extractor

__all__ = ["Extractor", "extract", "load_extractor"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = loaded_late(__name__, dict.fromkeys(__all__, "kg.extraction.extractor"))
