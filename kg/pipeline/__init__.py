"""Compose the stages, count what becomes of every record, and write the published build.

Each name loads when it is first used: who asks a question waits for no reader of lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.system.lazy import loaded_late

if TYPE_CHECKING:
    from kg.pipeline.accounting import Counts, Summary
    from kg.pipeline.building import add, build, remove
    from kg.pipeline.check import validate
    from kg.pipeline.converting import convert
    from kg.pipeline.extracting import extract
    from kg.pipeline.querying import query

__all__ = ["Counts", "Summary", "add", "build", "convert", "extract", "query", "remove", "validate"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = loaded_late(
        __name__,
        {
            "Counts": "kg.pipeline.accounting",
            "Summary": "kg.pipeline.accounting",
            "add": "kg.pipeline.building",
            "build": "kg.pipeline.building",
            "convert": "kg.pipeline.converting",
            "extract": "kg.pipeline.extracting",
            "query": "kg.pipeline.querying",
            "remove": "kg.pipeline.building",
            "validate": "kg.pipeline.check",
        },
    )
