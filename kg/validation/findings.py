"""Results with the record that they concern, and as text for people."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.validation.report import SEVERITIES, Result, rank, read_term
from kg.vocab import PREFIXES, term

_XSD = PREFIXES["xsd"]
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """A result, the place of its record (`file` or `file:line`), and the record's title or IRI.

    `node` is the focus node where that is a part of the record, such as an author line.
    """

    place: str
    record: str
    result: Result
    node: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {"place": self.place, "record": self.record, **asdict(self.result)}

    def row(self) -> tuple[str, str, str, str, str, str]:
        """Lay out as cells: place, record, severity, property, value, message."""
        result = self.result
        return (
            self.place, self.record, result.severity, property_of(result), value_of(result),
            result.message,
        )  # fmt: skip


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
    return f'"{text}"^^{str(value.datatype).replace(f"<{_XSD}", "xsd:").rstrip(">")}'


def as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines of a report for people: the findings of one record under its place."""
    for (place, record), group in itertools.groupby(findings, lambda f: (f.place, f.record)):
        yield f"{place}: {record}"
        for each in group:
            _, _, severity, name, value, message = each.row()
            named = f"{name} of {each.node}" if each.node else name
            yield "  " + ": ".join(part for part in (severity, named, value, message) if part)


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
