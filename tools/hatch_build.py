"""Put the commit into what is built, so that `kg --version` knows it without a checkout."""

from __future__ import annotations

import runpy
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = "kg/_packaged/commit"


class CommitHook(BuildHookInterface):
    """Write the commit of the checkout beside the packaged files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file, but to an editable install, which has the checkout itself."""
        root = Path(self.root)
        commit = runpy.run_path(str(root / "kg" / "commit.py"))["commit_of"](root)
        if commit and version != "editable":
            self.folder = tempfile.TemporaryDirectory()
            file = Path(self.folder.name, "commit")
            file.write_text(f"{commit}\n", encoding="utf-8")
            build_data["force_include"][str(file)] = CARRIED

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary file."""
        if hasattr(self, "folder"):
            self.folder.cleanup()
