"""Turn publication lists into checked linked data. Names load when they are first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.system.lazy import loaded_late

if TYPE_CHECKING:
    from kg.answers import Graph, Sheet, Table
    from kg.endpoint import Loaded, load
    from kg.errors import KgError
    from kg.evaluation import Evaluation, evaluate
    from kg.mapping.description import Description
    from kg.model import Paper
    from kg.pipeline import Summary, add, build, convert, extract, query, remove, validate
    from kg.pipeline.why import why
    from kg.queries import describe, find, stats
    from kg.serialization import to_rdflib
    from kg.serialization.diff import Difference, diff
    from kg.site import Deposit, Published, deposit, publish
    from kg.sources import read
    from kg.store import Store
    from kg.system.progress import listening
    from kg.validation import Report

__all__ = [
    "Deposit",
    "Description",
    "Difference",
    "Evaluation",
    "Graph",
    "KgError",
    "Loaded",
    "Paper",
    "Published",
    "Report",
    "Sheet",
    "Store",
    "Summary",
    "Table",
    "add",
    "build",
    "convert",
    "deposit",
    "describe",
    "diff",
    "evaluate",
    "extract",
    "find",
    "listening",
    "load",
    "publish",
    "query",
    "read",
    "remove",
    "stats",
    "to_rdflib",
    "validate",
    "why",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = loaded_late(
        __name__,
        {
            **dict.fromkeys(("Graph", "Sheet", "Table"), "kg.answers"),
            **dict.fromkeys(("Loaded", "load"), "kg.endpoint"),
            "KgError": "kg.errors",
            **dict.fromkeys(("Evaluation", "evaluate"), "kg.evaluation"),
            "Description": "kg.mapping.description",
            "Paper": "kg.model",
            **dict.fromkeys(
                ("Summary", "add", "build", "convert", "extract", "query", "remove", "validate"),
                "kg.pipeline",
            ),
            **dict.fromkeys(("describe", "find", "stats"), "kg.queries"),
            "why": "kg.pipeline.why",
            "to_rdflib": "kg.serialization",
            **dict.fromkeys(("Difference", "diff"), "kg.serialization.diff"),
            **dict.fromkeys(("Deposit", "Published", "deposit", "publish"), "kg.site"),
            "read": "kg.sources",
            "Store": "kg.store",
            "listening": "kg.system.progress",
            "Report": "kg.validation",
        },
    )
