"""Find named methods and benchmarks in titles and abstracts, link them, and relate them to the paper.

A spaCy pipeline, one component a file. Finders (`matcher`, `abbreviations`, `shapes`,
`coined`) add candidate spans to `doc.spans["candidates"]`; `linking` gives each name its
concept and finds it everywhere in the document; `relations` says what the paper does with it.
"""

from kg.extraction.extractor import Extractor, extract, load_extractor

__all__ = ["Extractor", "extract", "load_extractor"]
