"""What `kg validate` does with each file: RDF as one graph, publication lists record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.model import Paper, Rejected
    from kg.validation import Finding, Result, Validator

_UNREADABLE = "<https://example.org/kg/shapes#Readable>"


@dataclass
class Checked:
    """What was looked at and what was found, over all files; `errors` are of files left out."""

    files: int = 0
    records: int = 0
    focus_nodes: int = 0
    findings: list[Finding] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)

    @property
    def looked_at(self) -> bool:
        return self.files > 0

    def at_least(self, severity: str) -> list[Finding]:
        from kg.validation.report import rank

        return [f for f in self.findings if rank(f.result.severity) <= rank(severity)]


def check(
    files: Sequence[str],
    *,
    shapes: str | None = None,
    format: str | None = None,
    engine: Any = "auto",
    context: Iterable[str] = (),
) -> Checked:
    """Validate files. A file that cannot be read is listed in `errors`, the others go on.

    Raises: InputError: shapes, context or format that cannot be used.
    """
    from kg.resources import SHAPES_FILE
    from kg.serialization import parse_file
    from kg.validation import Shapes, Validator, vocabulary

    rdf, lists = _sort_by_kind(files, format)
    compiled = Shapes.from_file(shapes or SHAPES_FILE)
    beside = [quad for path in context for quad in parse_file(path)]
    checked = Checked()
    if rdf:
        known = [*beside, *vocabulary()] if shapes is None else beside
        _check_graph(rdf, format, Validator(compiled, engine, context=known), checked)
    if lists:
        # New records name no concept of the vocabulary yet.
        validator = Validator(compiled, engine, context=beside)
        for path in lists:
            _check_list(path, format, validator, checked)
    return checked


def _sort_by_kind(files: Sequence[str], format: str | None) -> tuple[list[str], list[str]]:
    from kg.errors import RdfError
    from kg.serialization import FORMATS, format_of
    from kg.sources import FORMATS as SOURCE_FORMATS

    rdf: list[str] = []
    lists: list[str] = []
    for path in dict.fromkeys(files):
        try:
            if format not in SOURCE_FORMATS:
                format_of(path, format)
                rdf.append(path)
                continue
        except RdfError:
            if format is not None:
                raise InputError(
                    "unknown format", where="--format", value=format,
                    todo=f"use one of {', '.join([*FORMATS, *SOURCE_FORMATS])}",
                ) from None  # fmt: skip
        lists.append(path)
    return rdf, lists


def _check_graph(
    paths: list[str], format: str | None, validator: Validator, checked: Checked
) -> None:
    from pyoxigraph import NamedNode, Quad

    from kg.serialization import parse_file
    from kg.validation.shapes import as_triples
    from kg.validation.validator import nothing_to_look_at

    graph: list[Quad] = []
    files: dict[object, str] = {}
    for number, path in enumerate(paths):
        try:
            triples = as_triples(parse_file(path, format=format))
            if not validator.selects(triples):
                raise nothing_to_look_at(path)
        except InputError as error:
            checked.errors.append(error)
            continue
        checked.files += 1
        name = NamedNode(f"urn:file:{number}")
        files[name] = path
        graph += [Quad(t.subject, t.predicate, t.object, name) for t in triples]
    if files:
        checked.findings += _graph_findings(graph, files, validator, checked)


def _graph_findings(
    graph: list[Quad], files: dict[object, str], validator: Validator, checked: Checked
) -> list[Finding]:
    from kg.validation import Finding, Owners, read_term
    from kg.validation.shapes import as_triples
    from kg.validation.validator import stable_labels

    graph = stable_labels(graph)
    triples = as_triples(graph)
    report = validator.look(triples)
    owners = Owners(triples)
    checked.focus_nodes += report.focus_nodes
    checked.records += len(owners.papers)
    named: dict[object, str] = {quad.object: files[quad.graph_name] for quad in reversed(graph)}
    described: dict[object, str] = {
        quad.subject: files[quad.graph_name] for quad in reversed(graph)
    }
    first = next(iter(files.values()))
    findings = []
    for result in report.results:
        focus = read_term(result.focus)
        owner = owners.owner(focus)
        file = described.get(focus) or named.get(focus) or first
        read_at = owners.read_at(owner)
        place = f"{file} (from {read_at})" if read_at else file
        node = None if owner == focus else result.focus
        findings.append(Finding(place, owners.label(owner) or str(owner), result, node))
    return sorted(findings, key=lambda each: (each.place, each.record, *_gravity(each.result)))


def _gravity(result: Result) -> tuple[int, Result]:
    from kg.validation.report import rank

    return rank(result.severity), result


def _check_list(path: str, format: str | None, validator: Validator, checked: Checked) -> None:
    from kg.model import Paper, Rejected
    from kg.sources import read
    from kg.validation.validator import nothing_to_look_at

    before = checked.focus_nodes + len(checked.findings)
    try:
        for item in read(path, format=format):
            if isinstance(item, Paper):
                checked.findings += _paper_findings(item, path, validator, checked)
            elif isinstance(item, Rejected):
                checked.findings += _rejected_findings(item, path)
            else:
                continue
            checked.records += 1
        if checked.focus_nodes + len(checked.findings) == before:
            raise nothing_to_look_at(path)
    except InputError as error:
        checked.errors.append(error)
        return
    checked.files += 1


def _paper_findings(
    paper: Paper, path: str, validator: Validator, checked: Checked
) -> Iterator[Finding]:
    from kg.mapping import record_triples
    from kg.validation import Finding

    record = paper.records[0]
    place = f"{path}:{record.line}" if record.line else path
    title = paper.title or f"record {record.index}"
    try:
        triples = list(record_triples(paper))
    except InputError as error:
        # The record holds a text that cannot be the IRI it must be.
        yield Finding(place, title, _unreadable(record.source.digest, record.index, str(error)))
        return
    report = validator.look(triples)
    checked.focus_nodes += report.focus_nodes
    for each in sorted(report.results, key=_gravity):
        yield Finding(place, title, each)


def _rejected_findings(rejected: Rejected, path: str) -> Iterator[Finding]:
    from kg.validation import Finding

    place = f"{path}:{rejected.line}" if rejected.line else path
    for reason in rejected.reasons:
        result = _unreadable(rejected.source.digest, rejected.index, reason)
        yield Finding(place, f"record {rejected.index}", result)


def _unreadable(digest: str, index: int, reason: str) -> Result:
    from kg.identity import Namespace
    from kg.validation import Result

    focus = Namespace().iri("record", f"{digest[:16]}.{index}")
    return Result(
        str(focus), None, None, None, _UNREADABLE, "violation", reason, "record can be read"
    )
