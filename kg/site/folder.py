"""What a build says beside its graph: its description, its accounting, what the shapes report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import InputError
from kg.journal import current, open_current
from kg.prefixes import prefixes_shown
from kg.serialization import parse_file
from kg.store import Store
from kg.vocab import DEFAULT_BASE, term

DATA = ("kg.ttl", "mentions.ttl")
LINE = "{line}"
"""What stands in the address of a tracker for the line of a correction."""
_FOCUS = term("sh:focusNode")
_OF_FINDINGS: dict[NamedNode, type[NamedNode] | type[Literal]] = {
    term("sh:resultSeverity"): NamedNode,
    term("sh:sourceShape"): NamedNode,
    term("sh:resultMessage"): Literal,
}
"""Properties of a result of validation, and whether each has an IRI or a text."""
_SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the shapes report of a thing: how grave, in which words, and by which shape."""

    severity: str
    message: str
    shape: str


@dataclass(frozen=True)
class Build:
    """What stands in the folder of a build beside the graph; each is empty where it is not there.

    `base` is the data namespace; `summary` is `summary.json`, `findings` are by focus node,
    `downloads` the files that hold the data, by name; `tracker` is where corrections are told,
    and `since` the folder of an earlier build that it is compared with.
    """

    base: str = DEFAULT_BASE
    void: tuple[Triple, ...] = ()
    findings: Mapping[NamedNode, tuple[Finding, ...]] = field(default_factory=dict)
    summary: Mapping[str, Any] = field(default_factory=dict)
    downloads: Mapping[str, Path] = field(default_factory=dict)
    tracker: str = ""
    since: Path | None = None

    def report(self, line: str) -> str:
        """Return the address where a correction is told; empty where no tracker is named."""
        return self.tracker.replace(LINE, quote(line, safe=""))

    def written(self) -> str:
        """Return the day (UTC) on which the build was written, 1970-01-01 where there are no files."""
        file = current(self.downloads[DATA[0]]) if self.downloads else None
        seconds = file.stat().st_mtime if file and file.exists() else 0
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()

    def said(self, predicate: str) -> str | None:
        """Return what the description says of the data set by a property, None where nothing."""
        dataset = NamedNode(f"{self.base}dataset")
        return min(_values(self.void, predicate, dataset), default=None)


def _values(triples: Iterable[Triple], predicate: str, subject: object = None) -> Iterator[str]:
    for each in triples:
        is_asked = each.predicate == term(predicate) and subject in (None, each.subject)
        if is_asked and isinstance(each.object, NamedNode | Literal):
            yield each.object.value


def read_build(folder: Path, tracker: str = "", since: Path | None = None) -> Build:
    """Read what a build says beside its graph; `tracker` and `since` are as `Build` has them.

    Raises: RdfError, InputError: where a file of it cannot be read.
    """
    void = tuple(_triples(folder / "void.ttl"))
    base = min(_values(void, "void:uriSpace"), default=DEFAULT_BASE)
    return Build(
        base, void, _findings(folder / "report.ttl"), _summary(folder / "summary.json"),
        {name: folder / name for name in DATA}, tracker, since,
    )  # fmt: skip


def base_of_store(store: Store) -> str:
    """Tell the data namespace that the prefixes of a store show; the default one where none does."""
    return prefixes_shown((), store.prefixes).get("paper", f"{DEFAULT_BASE}paper/")[
        : -len("paper/")
    ]


def _triples(path: Path) -> Iterator[Triple]:
    if current(path).exists():
        for each in parse_file(str(path)):
            yield each if isinstance(each, Triple) else each.triple


def _findings(path: Path) -> dict[NamedNode, tuple[Finding, ...]]:
    """Read a report of SHACL; a store of it would take ten times its size, in each process."""
    said: dict[NamedNode, dict[NamedNode, list[str]]] = {}
    focused: list[tuple[NamedNode, NamedNode]] = []
    for each in _triples(path):
        result, predicate, value = each.subject, each.predicate, each.object
        if not isinstance(result, NamedNode):
            continue
        if predicate == _FOCUS and isinstance(value, NamedNode):
            focused.append((result, value))
        elif predicate in _OF_FINDINGS and isinstance(value, _OF_FINDINGS[predicate]):
            said.setdefault(result, {}).setdefault(predicate, []).append(value.value)
    found: dict[NamedNode, list[Finding]] = {}
    for result, focus in focused:
        told = [min(said.get(result, {}).get(each, [""])) for each in _OF_FINDINGS]
        severity, shape = (each.rpartition("#")[2] for each in told[:2])
        found.setdefault(focus, []).append(Finding(severity, told[2] or shape, shape))
    return {focus: tuple(sorted(each, key=_gravity)) for focus, each in found.items()}


def _gravity(finding: Finding) -> tuple[int, str, str]:
    known = finding.severity in _SEVERITIES
    place = _SEVERITIES.index(finding.severity) if known else len(_SEVERITIES)
    return place, finding.message, finding.shape


def _summary(path: Path) -> dict[str, Any]:
    try:
        with open_current(path) as file:
            found = json.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            "cannot be read as JSON", where=str(path), value=str(error), todo="build again"
        ) from error
    return found if isinstance(found, dict) else {}
