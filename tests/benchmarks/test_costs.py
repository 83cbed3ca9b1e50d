"""The measure of whole builds counts every process, also those whose parent has ended."""

from __future__ import annotations

import subprocess
import sys

import pytest
from folders import ROOT

_USED = 0.3
_LEAVING = f"""
import subprocess, sys
work = "import time\\nwhile time.process_time() < {_USED}: pass"
subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to another process")
def test_what_an_orphan_uses_is_counted() -> None:
    measure = (
        "import sys, pathlib, pipeline; pipeline.adopt(); "
        f"print(pipeline.cost('-c', {_LEAVING!r}, cache=pathlib.Path('.')).seconds)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure], cwd=ROOT / "benchmarks", capture_output=True, text=True,
        check=True, timeout=120,
    )  # fmt: skip
    assert float(done.stdout) >= _USED
