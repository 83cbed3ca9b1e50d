"""Builds to disturb, and what must be true of a folder afterwards."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.pipeline import add, build, remove

ACTIONS = ("build", "add", "remove")


def digests(folder: Path) -> dict[str, str]:
    """Hash the files of a folder, leaving unfinished work aside."""
    files = (each for each in folder.iterdir() if each.is_file())
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def kg(*arguments: str) -> list[str]:
    """Give the command line of a command of kg."""
    return [sys.executable, "-m", "kg", *arguments]


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True)
class Change:
    """A change of a build: what is there before, the command, what is there afterwards."""

    old: Path
    new: Path
    arguments: tuple[str, ...]

    @classmethod
    def make(cls, action: str, seeds: Path, folder: Path) -> Change:
        """Prepare a change. No mentions are looked for, so that much of the time goes into writing."""
        first, second, third = map(str, sorted(seeds.iterdir())[:3])
        old, new = folder / "old", folder / "new"
        build([first, second], old, mentions=False)
        if action == "build":
            build([third], new, mentions=False)
            return cls(old, new, ("build", third, "--no-mentions"))
        build([first, second], new, mentions=False)
        if action == "add":
            add([third], new)
            return cls(old, new, ("add", third))
        remove([Path(first).name], new)
        return cls(old, new, ("remove", Path(first).name))

    def command(self, out: Path) -> list[str]:
        """Give the command that makes the change in a folder."""
        return kg(*self.arguments, "--output", str(out), "--quiet")

    def outcome(self, out: Path) -> str:
        """Tell whether a folder holds all old files or all new ones, and nothing else."""
        left = digests(out)
        summary: Mapping[str, Mapping[str, str]] = json.loads((out / "summary.json").read_text())
        assert all(summary["files"][n] == d for n, d in left.items() if n != "summary.json")
        assert {each.name for each in out.iterdir()} == set(left)
        if left == digests(self.old):
            return "old"
        assert left == digests(self.new)
        return "new"
