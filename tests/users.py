"""Run commands as a plain user, where the tests run as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

NOBODY = 65534


def as_nobody() -> list[str] | None:
    """Return what to put before a command so that a plain user runs it; None where we cannot.

    It may write where any user may, and read everything: the interpreter may lie in root's home.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    right = "-all,+dac_read_search"
    return [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
            f"--inh-caps={right}", f"--ambient-caps={right}"]  # fmt: skip


@cache
def as_stranger() -> list[str] | None:
    """Return the same for a user that may not read what is closed to others.

    None also where the interpreter itself is closed to others.
    """
    setpriv = as_nobody()
    if setpriv is None:
        return None
    stranger = [each for each in setpriv if "caps=" not in each]
    asked = [*stranger, sys.executable, "-c", "import kg"]
    runs = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    return stranger if runs else None
