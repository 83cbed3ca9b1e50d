"""Find named methods and benchmarks in titles and abstracts, link them, and relate them to the paper.

A spaCy pipeline, one component a file. Finders (`matcher`, `abbreviations`, `word_shapes`,
`coined`) add candidate spans to `doc.spans["candidates"]`; `linking` gives each name its
concept and finds it everywhere in the document; `relations` says what the paper does with it.

The pipeline loads when it is first asked for: who only wants the vocabulary waits for no spaCy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.extractor import Extractor, extract, load_extractor

__all__ = ["Extractor", "extract", "load_extractor"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(importlib.import_module("kg.extraction.extractor"), name)
    raise AttributeError(f"module 'kg.extraction' has no attribute {name!r}")
