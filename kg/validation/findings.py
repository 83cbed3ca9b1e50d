"""Results with the record that they concern, and as text for people."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.prefixes import spell
from kg.validation.report import SEVERITIES, Result, rank, read_term
from kg.vocab import PREFIXES, term

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """A result, the place of its record (`file` or `file:line`), and the record's title or IRI.

    `node` is the focus node where that is a part of the record, such as an author line.
    `file` and `line` say where the focus node is described, as far as that is known; with a
    `column`, where the field itself stands: that of its first character, from 1.
    """

    place: str
    record: str
    result: Result
    node: str | None = None
    file: str = ""
    line: int | None = None
    column: int | None = None

    def as_json(self) -> dict[str, str | int | None]:
        """Lay out as an object; terms are in N-Triples syntax."""
        result = self.result
        return {
            "place": self.place, "file": self.file, "line": self.line,
            "column": self.column, "record": self.record,
            "focus": result.focus, "path": result.path, "value": result.value,
            "shape": result.shape, "component": result.component, "severity": result.severity,
            "message": result.message, "name": result.name,
        }  # fmt: skip

    def row(self) -> tuple[str, str, str, str, str, str]:
        """Lay out as cells: place, record, severity, property, value, message."""
        result = self.result
        return (
            self.place, self.record, result.severity, property_of(result), value_of(result),
            result.message,
        )  # fmt: skip

    def sentence(self) -> str:
        """Say what was found: severity, property and part of the record, value, message."""
        _, _, severity, name, value, message = self.row()
        if self.column:
            name = f"{name} (line {self.line}, column {self.column})".strip()
        elif self.node:
            at = f" (line {self.line})" if self.line else ""
            name = f"{name} of {self.node}{at}".strip()
        return ": ".join(part for part in (severity, name, value, message) if part)


def property_of(result: Result) -> str:
    """Name the property that a result is about: the shape's name, else the path."""
    return result.name or result.path or ""


def value_of(result: Result) -> str:
    """Show the offending value, cut short where it is long.

    >>> value_of(Result("<x:s>", None, '"199x"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    ...                 None, "", "violation", ""))
    '"199x"^^xsd:gYear'
    """
    if result.value is None or result.value == result.focus:
        return ""
    value = read_term(result.value)
    if isinstance(value, NamedNode | BlankNode):
        return str(value)
    assert isinstance(value, Literal)
    text = " ".join(value.value.split())
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    if value.language:
        return f'"{text}"@{value.language}'
    if value.datatype == term("xsd:string"):
        return f'"{text}"'
    return f'"{text}"^^{spell(value.datatype.value, PREFIXES)}'


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out findings that would read the same: two constraints that say one thing."""
    return list({(*each.row(), each.node): each for each in findings}.values())


def as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines of a report for people: the findings of one record under its place."""
    for (place, record), group in itertools.groupby(findings, lambda f: (f.place, f.record)):
        yield f"{place}: {record}"
        for each in group:
            yield f"  {each.sentence()}"


def by_shape(findings: Iterable[Finding]) -> list[tuple[int, str, str, str]]:
    """Count findings by shape, gravest and most frequent first: count, severity, name, shape."""
    counts: dict[tuple[str, str, str], int] = {}
    for each in findings:
        result = each.result
        shape = spell(result.shape[1:-1], PREFIXES) if result.shape else ""
        key = (result.severity, property_of(result), shape)
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (rank(item[0][0]), -item[1], item[0]))
    return [(count, *key) for key, count in ordered]


def count_text(findings: Iterable[Finding]) -> str:
    """Count findings by severity, gravest first: `2 violations, 1 warning`.

    >>> count_text([])
    'nothing found'
    """
    counts = [0] * len(SEVERITIES)
    for each in findings:
        counts[rank(each.result.severity)] += 1
    words = ("violation", "warning", "note")
    return ", ".join(plural(n, word) for n, word in zip(counts, words, strict=True) if n) or (
        "nothing found"
    )


def plural(count: int, word: str) -> str:
    """Write a number with its word.

    >>> plural(1, "note"), plural(0, "note")
    ('1 note', '0 notes')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
