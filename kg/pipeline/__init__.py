"""Compose the stages, count what becomes of every record, and write the published build."""

from __future__ import annotations

from kg.pipeline.accounting import Counts, Summary
from kg.pipeline.building import add, build, remove
from kg.pipeline.check import validate

__all__ = ["Counts", "Summary", "add", "build", "remove", "validate"]
