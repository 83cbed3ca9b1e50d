"""RDF files as one graph in which each statement still knows its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import InputError
from kg.pipeline.checked import Checked, Looked, gravity
from kg.pipeline.context import Context
from kg.serialization import format_of, open_rdf, parse_file
from kg.serialization.losses import unmapped_keys
from kg.system.progress import track
from kg.validation import EngineName, Finding, Owners, Report, Shapes, Validator, read_term
from kg.validation.places import subject_lines
from kg.validation.shapes import as_triples
from kg.validation.validator import nothing_to_look_at, stable_labels
from kg.versions import read_together


def check_union(
    paths: Sequence[str],
    format: str | None,
    *,
    shapes: Shapes,
    engine: EngineName,
    context: Context,
    vocabulary: Sequence[Quad],
    checked: Checked,
    tell: Callable[[str], None],
) -> None:
    """Validate RDF files together; one that cannot be read or holds nothing to look at is left out.

    `tell` is called with the keys of JSON-LD that nothing reads.

    Raises: ServiceError: an endpoint of the context that fails.
    """
    parts, errors = read_together(paths, lambda: _read(paths, format))
    checked.read += len(parts)
    checked.errors += errors
    for path in parts:
        _tell_unmapped(path, format, tell)
    known = context.about([each for part in parts.values() for each in part])
    validator = Validator(shapes, engine, context=[*known, *vocabulary])
    for path in list(parts):
        if not validator.selects(parts[path]):
            checked.errors.append(nothing_to_look_at(path))
            del parts[path]
    if not parts:
        return
    checked.files += parts
    graph = _labelled(parts)
    report = validator.look(as_triples(graph))
    checked.focus_nodes += report.focus_nodes
    places = _Places(list(parts), graph)
    checked.records += places.records(report)
    findings = list(places.findings(report))
    findings.sort(key=lambda f: (f.file, f.place, f.record, *gravity(f.result)))
    checked.findings += findings


def _read(
    paths: Sequence[str], format: str | None
) -> tuple[dict[str, list[Triple]], list[InputError]]:
    parts: dict[str, list[Triple]] = {}
    errors: list[InputError] = []
    for path in paths:
        try:
            parts[path] = as_triples(track(parse_file(path, format=format), f"reading {path}"))
        except InputError as error:
            errors.append(error)
    return parts, errors


def _tell_unmapped(path: str, format: str | None, tell: Callable[[str], None]) -> None:
    if format_of(path, format).name != "jsonld" or not Path(path).is_file():
        return  # What is no file can be read only once.
    with open_rdf(path, format=format) as (content, _, base):
        counts = unmapped_keys(content, base)
    if counts:
        names = ", ".join(f"{name!r} ({count})" for name, count in sorted(counts.items()))
        tell(f"{path}: not read, since the context gives these keys no meaning: {names}")


def _labelled(parts: dict[str, list[Triple]]) -> list[Quad]:
    """Join the files, each as a named graph; blank nodes get stable labels."""
    quads = [
        Quad(each.subject, each.predicate, each.object, _graph_name(number))
        for number, part in enumerate(parts.values())
        for each in part
    ]
    return stable_labels(quads)


def _graph_name(number: int) -> NamedNode:
    return NamedNode(f"urn:file:{number}")


class _Places:
    """Where the nodes of a graph stand, and which records they belong to."""

    def __init__(self, paths: Sequence[str], graph: Sequence[Quad]) -> None:
        self._owners = Owners(as_triples(graph))
        self._paths = paths
        files = {_graph_name(number): path for number, path in enumerate(paths)}
        self._file_of: dict[object, str] = {}
        for named in (lambda quad: quad.object, lambda quad: quad.subject):
            self._file_of |= {named(each): files[each.graph_name] for each in reversed(graph)}  # type: ignore[index, no-untyped-call]
        self._lines: dict[str, dict[str, int]] = {path: {} for path in paths}

    def records(self, report: Report) -> list[Looked]:
        """List the papers, in the order of their places; the lines of all are found by the way."""
        focuses = {read_term(each.focus) for each in report.results}
        self._find_lines([*self._owners.papers, *focuses, *map(self._owners.owner, focuses)])
        looked = (
            Looked(self._located(paper)[0], self._place(paper), self._title(paper))
            for paper in self._owners.papers
        )
        return sorted(looked, key=lambda each: (each.file, each.place, each.record))

    def findings(self, report: Report) -> Iterator[Finding]:
        """Give each result its record, and both their places."""
        for result in report.results:
            focus = read_term(result.focus)
            owner = self._owners.owner(focus)
            part = None if owner == focus else result.focus
            file, line = self._located(focus)
            yield Finding(self._place(owner), self._title(owner), result, part, file, line)

    def _find_lines(self, nodes: Iterable[object]) -> None:
        iris = {node.value for node in nodes if isinstance(node, NamedNode)}
        for path in self._paths:
            self._lines[path] = subject_lines(path, iris) if iris else {}

    def _located(self, node: object) -> tuple[str, int | None]:
        file = self._file_of.get(node, self._paths[0])
        return file, self._lines[file].get(getattr(node, "value", ""))

    def _place(self, node: object) -> str:
        file, line = self._located(node)
        read_at = self._owners.read_at(node)
        place = f"{file}:{line}" if line else file
        return f"{place} (from {read_at})" if read_at else place

    def _title(self, node: object) -> str:
        return self._owners.label(node) or str(node)
