"""What checking files gave: the records looked at, the findings, and the files left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import InputError
from kg.validation import Finding, Result
from kg.validation.findings import once
from kg.validation.report import rank


@dataclass(frozen=True, slots=True)
class Looked:
    """A record that was looked at: its file, its place and title, as findings name them."""

    file: str
    place: str
    record: str


@dataclass(slots=True)
class Checked:
    """What was looked at and what was found, over all files; `errors` are of files left out.

    `read` counts the files that could be read, be there something to look at in them or not.
    """

    files: list[str] = field(default_factory=list)
    read: int = 0
    records: list[Looked] = field(default_factory=list)
    focus_nodes: int = 0
    findings: list[Finding] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)

    def at_least(self, severity: str) -> list[Finding]:
        """Select the findings that are at least that grave, those that read the same once."""
        return once(f for f in self.findings if rank(f.result.severity) <= rank(severity))


def gravity(result: Result) -> tuple[int, Result]:
    """Sort results by how grave they are, then as a report does."""
    return rank(result.severity), result
