"""Run commands as a plain user, where the tests run as root."""

from __future__ import annotations

import os
import shutil

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
