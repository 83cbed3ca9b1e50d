"""Files in, findings out: RDF as one graph, publication lists record by record through the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg import sources, validation
from kg.errors import InputError, RdfError
from kg.identity import Namespace
from kg.model import Paper, Rejected, Skipped
from kg.pipeline.checked import Checked, Looked, gravity
from kg.pipeline.context import Context, is_named
from kg.pipeline.gate import Gate, triples_of, unreadable
from kg.pipeline.notes import note_findings
from kg.pipeline.pointing import span_of
from kg.pipeline.union import check_union
from kg.resources import SHAPES_FILE
from kg.serialization import FORMATS, format_of
from kg.sources.format import Item
from kg.system.paths import AnyPath, Paths, as_name
from kg.system.progress import track
from kg.validation import EngineName, Finding, Report, Shapes, Validator, vocabulary
from kg.validation.findings import plural
from kg.validation.shapes import as_triples
from kg.validation.validator import nothing_to_look_at

_NAMED = 3
"""Records that are named where several are known already."""

Tell = Callable[[str], None]


def check(
    files: Sequence[str],
    *,
    shapes: str | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    engine: EngineName = "auto",
    context: Iterable[str] = (),
    tell: Tell = lambda message: None,
) -> Checked:
    """Validate files. A file that cannot be read is listed in `errors`, the others go on.

    `columns` is that of `kg.sources.read`; `tell` is called with what is worth knowing beside the
    findings: how columns are read, which records the context has already, what is not applied.

    Raises: InputError: shapes, context or format that cannot be used; ServiceError: an endpoint
    of the context that fails.
    """
    return _check(
        files, shapes=shapes, format=format, columns=columns or {}, engine=engine,
        beside=Context(tuple(context)), tell=tell,
    )  # fmt: skip


def _check(
    files: Sequence[str],
    *,
    shapes: str | None,
    format: str | None,
    columns: Mapping[str, str],
    engine: EngineName,
    beside: Context,
    tell: Tell,
) -> Checked:
    rdf = [path for path in dict.fromkeys(files) if _is_rdf(path, format)]
    lists = [path for path in dict.fromkeys(files) if path not in rdf]
    compiled = Shapes.from_file(shapes or SHAPES_FILE)
    checked = Checked()
    if rdf:
        known = list(vocabulary()) if shapes is None else []
        check_union(
            rdf, format, shapes=compiled, engine=engine, context=beside, vocabulary=known,
            checked=checked, tell=tell,
        )  # fmt: skip
    sources.check_files(columns, lists)
    for path in lists:
        items = track(
            sources.read(path, format=format, columns=columns, tell=tell), f"checking {path}"
        )
        try:
            _check_list(
                path, items, shapes=compiled, engine=engine, context=beside, checked=checked,
                tell=tell,
            )  # fmt: skip
        except InputError as error:
            checked.errors.append(error)
    for note in compiled.not_applied():
        tell(f"{compiled.where}: {note}")
    return checked


def validate(
    data: Paths | Iterable[Triple | Quad],
    shapes: AnyPath | None = None,
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    engine: EngineName = "auto",
    context: Paths | Iterable[Triple | Quad] = (),
    tell: Tell = lambda message: None,
) -> Report:
    """Validate files of RDF or of records, one or several, or a graph.

    RDF files are checked together, as one graph; records of any source format one by one. With
    the project's own shapes the vocabulary is merged into RDF, so that the concepts that it names
    are known; with other shapes nothing is. `context` is what stands beside the data: files,
    endpoints, or statements. `format`, `columns` and `tell` are those of `kg.read`.

    Raises: RdfError, SourceError: a file that cannot be read; ShapesError: nothing to look at;
    InputError: an engine that is not installed.
    Source: W3C Shapes Constraint Language (SHACL), 20 July 2017.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "new.jsonl")
    ...     _ = file.write_text('{"title": "Owls", "year": "199x"}')
    ...     report = validate(file)
    >>> report.conforms(), report.at_least("violation")[0].name
    (False, 'year')
    """
    files, statements = _sort_out(data)
    beside, known = _sort_out(context)
    if not files:
        around = [*Context(beside, known).about(as_triples(statements))]
        return validation.validate(
            statements, None if shapes is None else Path(shapes), engine=engine, context=around
        )
    checked = _check(
        files, shapes=None if shapes is None else as_name(shapes), format=format,
        columns=columns or {}, engine=engine, beside=Context(beside, known), tell=tell,
    )  # fmt: skip
    if checked.errors:
        raise checked.errors[0]
    return Report.of((each.result for each in checked.findings), checked.focus_nodes)


def _sort_out(
    given: Paths | Iterable[Triple | Quad],
) -> tuple[list[str], list[Triple | Quad]]:
    """Tell paths from statements."""
    if isinstance(given, str | PathLike):
        return [as_name(given)], []
    each = [*given]
    names = [as_name(one) for one in each if isinstance(one, str | PathLike)]
    return names, [one for one in each if isinstance(one, Triple | Quad)]


def look(item: Paper | Rejected, gate: Gate) -> Report:
    """Report on what a reader gave: on a paper what the gate finds, else why it is none."""
    if isinstance(item, Paper):
        return gate.look(item)
    found = unreadable(item, item.reasons, gate.namespace)
    return Report.of(found, 0)


def _is_rdf(path: str, format: str | None) -> bool:
    try:
        format_of(path, format)
    except RdfError:
        if format is not None and format not in sources.FORMATS:
            raise InputError(
                "unknown format", where="--format", value=format,
                todo=f"use one of {', '.join([*FORMATS, *sources.FORMATS])}",
            ) from None  # fmt: skip
        return False
    return True


def _check_list(
    path: str,
    items: Iterable[Item],
    *,
    shapes: Shapes,
    engine: EngineName,
    context: Context,
    checked: Checked,
    tell: Tell,
) -> None:
    asked: list[Paper] = []
    if context.endpoints:
        items = list(items)
        asked = [item for item in items if isinstance(item, Paper)]
    gate = Gate(Validator(shapes, engine, context=context.about(list(_triples(asked)))))
    names = context.names(asked)
    before = checked.focus_nodes + len(checked.findings)
    known, skipped = [], Counter[str]()
    for item in items:
        if isinstance(item, Paper | Rejected):
            looked = _take(item, path, gate, checked)
            if isinstance(item, Paper) and is_named(item, names):
                known.append(looked)
        elif isinstance(item, Skipped):
            skipped[item.kind] += 1
        checked.findings += note_findings(item, path)
    checked.read += 1
    if checked.focus_nodes + len(checked.findings) == before:
        raise _no_publication(path, skipped) if skipped else nothing_to_look_at(path)
    checked.files.append(path)
    if known:
        tell(_say_known(path, known))


def _no_publication(path: str, skipped: Counter[str]) -> InputError:
    kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(skipped.items()))
    return InputError(
        "nothing in it is a publication", where=path, value=kinds,
        todo="a build skips it; give a list of publications",
    )  # fmt: skip


def _triples(papers: Iterable[Paper]) -> Iterator[Triple]:
    for paper in papers:
        try:
            yield from triples_of(paper, Namespace())
        except InputError:
            continue  # Reported when the record itself is looked at.


def _take(item: Paper | Rejected, path: str, gate: Gate, checked: Checked) -> Looked:
    at = item.records[0] if isinstance(item, Paper) else item
    title = (item.title if isinstance(item, Paper) else None) or f"record {at.index}"
    looked = Looked(path, f"{path}:{at.line}" if at.line else path, title)
    report = look(item, gate)
    checked.records.append(looked)
    checked.focus_nodes += report.focus_nodes
    for each in sorted(report.results, key=gravity):
        span = span_of(each, item) if isinstance(item, Paper) else None
        line, column = (span.line, span.column) if span else (at.line, None)
        checked.findings.append(Finding(looked.place, title, each, None, path, line, column))
    return looked


def _say_known(path: str, known: Sequence[Looked]) -> str:
    named = ", ".join(f"{each.record!r} ({each.place})" for each in known[:_NAMED])
    more = ", …" if len(known) > _NAMED else ""
    return f"{path}: {plural(len(known), 'record')} in the context already: {named}{more}"
