"""Processes that work for a build, ready before their first job.

They are forked from one that has loaded what all need: it loads once, while lists are read, and the
memory of it is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kg.extraction import load_extractor
from kg.identity import Namespace
from kg.pipeline.archive import Options
from kg.pipeline.describing import validator
from kg.pipeline.sieve import judge
from kg.system.parallel import Workers, call
from kg.system.standby import Standby, prepare
from kg.system.worker import Limits

_MODULES = ("kg.pipeline.hands", "kg.extraction.extractor")
"""What they import: the extractor is no name of this module, whose process may need none."""


def workers_for(options: Options, jobs: int) -> Workers:
    """Give workers for a build; one job is done by this process."""
    return Workers(jobs, partial(Standby, Limits(), _ready, options) if jobs > 1 else None)


def begin(workers: Workers) -> None:
    """Let them get ready before there is work."""
    prepare(_MODULES)
    workers.hire()


def _ready(options: Options) -> Callable[[Any], Any]:
    """Load what jobs need."""
    judge([], Namespace(options.base), "")
    validator()
    if options.mentions:
        load_extractor(options.min_confidence)
    return call
