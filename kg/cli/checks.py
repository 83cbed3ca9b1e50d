"""What `kg validate` does with each file: RDF as one graph, publication lists record by record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.cli.context import Context
from kg.cli.notes import note_findings
from kg.errors import InputError
from kg.progress import track

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from kg.model import Paper, Rejected
    from kg.validation import Finding, Report, Result, Shapes, Validator

_UNREADABLE = "<https://example.org/kg/shapes#Readable>"


@dataclass
class Checked:
    """What was looked at and what was found, over all files; `errors` are of files left out.

    `read` counts the files that could be read, be there something to look at in them or not.
    """

    files: list[str] = field(default_factory=list)
    read: int = 0
    records: int = 0
    focus_nodes: int = 0
    findings: list[Finding] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)

    def at_least(self, severity: str) -> list[Finding]:
        """Select the findings that are at least that grave, those that read the same once."""
        from kg.validation.findings import once
        from kg.validation.report import rank

        return once(f for f in self.findings if rank(f.result.severity) <= rank(severity))


def check(
    files: Sequence[str],
    *,
    shapes: str | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    engine: Any = "auto",
    context: Iterable[str] = (),
    tell: Callable[[str], None] = lambda message: None,
) -> Checked:
    """Validate files. A file that cannot be read is listed in `errors`, the others go on.
    `tell` is called with what each column of a table is read as.

    Raises: InputError: shapes, context or format that cannot be used; ServiceError: an endpoint
    of the context that fails.
    """
    from kg.resources import SHAPES_FILE
    from kg.sources import check_files, read
    from kg.validation import Shapes, vocabulary

    rdf, lists = _sort_by_kind(files, format)
    compiled = Shapes.from_file(shapes or SHAPES_FILE)
    beside = Context(context)
    checked = Checked()
    if rdf:
        vocabulary_too = list(vocabulary()) if shapes is None else []
        _Graph(rdf, format, checked).check(compiled, engine, beside, vocabulary_too)
    check_files(columns or {}, lists)
    for path in lists:
        items = track(
            read(path, format=format, columns=columns or {}, tell=tell), f"checking {path}"
        )
        _check_list(path, items, compiled, engine, beside, checked)
    for note in compiled.not_applied():
        tell(f"{compiled.where}: {note}")
    return checked


def _sort_by_kind(files: Sequence[str], format: str | None) -> tuple[list[str], list[str]]:
    from kg.errors import RdfError
    from kg.serialization import FORMATS, format_of

    rdf: list[str] = []
    lists: list[str] = []
    for path in dict.fromkeys(files):
        try:
            format_of(path, format)
            rdf.append(path)
        except RdfError:
            from kg.sources import FORMATS as SOURCE_FORMATS

            if format is not None and format not in SOURCE_FORMATS:
                raise InputError(
                    "unknown format", where="--format", value=format,
                    todo=f"use one of {', '.join([*FORMATS, *SOURCE_FORMATS])}",
                ) from None  # fmt: skip
            lists.append(path)
    return rdf, lists


class _Graph:
    """RDF files as one graph in which each statement still knows its file."""

    def __init__(self, paths: Sequence[str], format: str | None, checked: Checked) -> None:
        self.checked = checked
        self.parts: dict[str, list[Triple]] = {}
        for path in paths:
            self._read(path, format)

    def _read(self, path: str, format: str | None) -> None:
        from kg.serialization import parse_file
        from kg.validation.shapes import as_triples

        try:
            self.parts[path] = as_triples(track(parse_file(path, format=format), f"reading {path}"))
            self.checked.read += 1
        except InputError as error:
            self.checked.errors.append(error)

    def check(
        self, shapes: Shapes, engine: Any, context: Context, vocabulary: Sequence[Quad]
    ) -> None:
        from kg.validation import Validator
        from kg.validation.validator import nothing_to_look_at

        known = context.about([each for part in self.parts.values() for each in part])
        validator = Validator(shapes, engine, context=[*known, *vocabulary])
        for path in list(self.parts):
            if validator.selects(self.parts[path]):
                self.checked.files.append(path)
            else:
                self.checked.errors.append(nothing_to_look_at(path))
                del self.parts[path]
        self.paths = list(self.parts)
        if self.paths:
            self._look(validator)

    def _look(self, validator: Validator) -> None:
        from kg.validation import Owners
        from kg.validation.shapes import as_triples

        graph = self._labelled()
        triples = as_triples(graph)
        report = validator.look(triples)
        owners = Owners(triples)
        self.checked.focus_nodes += report.focus_nodes
        self.checked.records += len(owners.papers)
        findings = list(self._findings(graph, report, owners))
        findings.sort(key=lambda f: (f.file, f.place, f.record, *_gravity(f.result)))
        self.checked.findings += findings

    def _labelled(self) -> list[Quad]:
        """Join the files, each as a named graph; blank nodes get stable labels."""
        from pyoxigraph import NamedNode, Quad

        from kg.validation.validator import stable_labels

        quads = [
            Quad(t.subject, t.predicate, t.object, NamedNode(f"urn:file:{number}"))
            for number, path in enumerate(self.paths)
            for t in self.parts.pop(path)
        ]
        return stable_labels(quads)

    def _findings(self, graph: list[Quad], report: Report, owners: Any) -> Iterator[Finding]:
        from pyoxigraph import NamedNode

        from kg.validation import Finding, read_term
        from kg.validation.places import subject_lines

        files = {NamedNode(f"urn:file:{n}"): path for n, path in enumerate(self.paths)}
        file_of: dict[object, str] = {}
        for named in (lambda quad: quad.object, lambda quad: quad.subject):
            file_of |= {named(quad): files[quad.graph_name] for quad in reversed(graph)}  # type: ignore[index, no-untyped-call]
        first = self.paths[0]
        focuses = {result.focus: read_term(result.focus) for result in report.results}
        nodes = {*focuses.values(), *map(owners.owner, focuses.values())}
        iris = {node.value for node in nodes if isinstance(node, NamedNode)}
        lines = {path: subject_lines(path, iris) if iris else {} for path in self.paths}
        for result in report.results:
            focus = focuses[result.focus]
            owner = owners.owner(focus)
            file, line = _located(owner, file_of, lines, first)
            place = f"{file}:{line}" if line else file
            read_at = owners.read_at(owner)
            yield Finding(
                f"{place} (from {read_at})" if read_at else place,
                owners.label(owner) or str(owner),
                result,
                None if owner == focus else result.focus,
                *_located(focus, file_of, lines, first),
            )


def _located(
    node: object, file_of: dict[object, str], lines: dict[str, dict[str, int]], first: str
) -> tuple[str, int | None]:
    file = file_of.get(node, first)
    return file, lines[file].get(getattr(node, "value", ""))


def _gravity(result: Result) -> tuple[int, Result]:
    from kg.validation.report import rank

    return rank(result.severity), result


def _check_list(
    path: str,
    items: Iterable[object],
    shapes: Shapes,
    engine: Any,
    context: Context,
    checked: Checked,
) -> None:
    from kg.model import Paper, Rejected
    from kg.validation import Validator
    from kg.validation.validator import nothing_to_look_at

    before = checked.focus_nodes + len(checked.findings)
    try:
        if context.endpoints:
            items = list(items)
        known = context.about(list(_all_triples(items)) if context.endpoints else [])
        validator = Validator(shapes, engine, context=known)
        for item in items:
            if isinstance(item, Paper):
                checked.findings += _paper_findings(item, path, validator, checked)
            elif isinstance(item, Rejected):
                checked.findings += _rejected_findings(item, path)
            else:
                checked.findings += note_findings(item, path)
                continue
            checked.records += 1
        checked.read += 1
        if checked.focus_nodes + len(checked.findings) == before:
            raise nothing_to_look_at(path)
    except InputError as error:
        checked.errors.append(error)
        return
    checked.files.append(path)


def _all_triples(items: Iterable[object]) -> Iterator[Triple]:
    from kg.mapping import record_triples
    from kg.model import Paper

    for item in items:
        if isinstance(item, Paper):
            try:
                yield from record_triples(item)
            except InputError:
                continue  # Reported when the record itself is looked at.


def _paper_findings(
    paper: Paper, path: str, validator: Validator, checked: Checked
) -> Iterator[Finding]:
    from kg.mapping import record_triples
    from kg.validation import Finding

    record = paper.records[0]
    place = f"{path}:{record.line}" if record.line else path
    title = paper.title or f"record {record.index}"
    at = (None, path, record.line)
    try:
        triples = list(record_triples(paper))
    except InputError as error:
        # The record holds a text that cannot be the IRI it must be.
        result = _unreadable(record.source.digest, record.index, str(error))
        yield Finding(place, title, result, *at)
        return
    report = validator.look(triples)
    checked.focus_nodes += report.focus_nodes
    for each in sorted(report.results, key=_gravity):
        yield Finding(place, title, each, *at)


def _rejected_findings(rejected: Rejected, path: str) -> Iterator[Finding]:
    from kg.validation import Finding

    place = f"{path}:{rejected.line}" if rejected.line else path
    for reason in rejected.reasons:
        result = _unreadable(rejected.source.digest, rejected.index, reason)
        yield Finding(place, f"record {rejected.index}", result, None, path, rejected.line)


def _unreadable(digest: str, index: int, reason: str) -> Result:
    from kg.identity import Namespace
    from kg.validation import Result

    focus = Namespace().iri("record", f"{digest[:16]}.{index}")
    return Result(
        str(focus), None, None, None, _UNREADABLE, "violation", reason, "record can be read"
    )
