"""Who evaluates what: methods by benchmarks, and the sentences that say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.site.context import Context, Link
from kg.site.evidence import evidence_of, field_text
from kg.site.pages import make_page
from kg.site.prose import Piece, part_text, sentence_span
from kg.vocab import term

PATH = "matrix"
_ROWS, _COLUMNS = 25, 15
_OF_METHOD = ("kg:introduces", "kg:usesMethod")
_QUOTED = 3
"""Papers quoted for one cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The papers that evaluate on a benchmark and introduce or use a method; their fragment."""

    method: NamedNode
    benchmark: NamedNode
    papers: tuple[NamedNode, ...]
    fragment: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The methods and benchmarks with the most evaluations; rows hold a cell a benchmark, or None."""

    benchmarks: tuple[Link, ...]
    rows: tuple[tuple[Link, tuple[Cell | None, ...]], ...]


def matrix(context: Context, rows: int = _ROWS, columns: int = _COLUMNS) -> Matrix:
    """Gather the matrix of a graph, of at most so many rows and columns."""
    papers = _papers(context)
    by_benchmark = Counter[NamedNode]()
    for (_, benchmark), several in papers.items():
        by_benchmark[benchmark] += len(several)
    benchmarks = _most(context, by_benchmark, columns)
    by_method = Counter[NamedNode]()
    for (method, benchmark), several in papers.items():
        by_method[method] += len(several) * (benchmark in benchmarks)
    methods = _most(context, by_method, rows)
    return Matrix(
        tuple(map(context.link, benchmarks)),
        tuple((context.link(m), tuple(_cell(context, papers, m, b) for b in benchmarks)) for m in methods),
    )  # fmt: skip


def _papers(context: Context) -> dict[tuple[NamedNode, NamedNode], set[NamedNode]]:
    known = set(context.graph.subjects("rdf:type", term("kg:Method")))
    methods: dict[NamedNode, set[NamedNode]] = {}
    for relation in _OF_METHOD:
        for paper, concept in context.graph.pointing(relation):
            if concept in known:
                methods.setdefault(paper, set()).add(concept)
    found: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = {}
    for paper, benchmark in context.graph.pointing("kg:evaluatesOn"):
        for method in methods.get(paper, ()):
            found.setdefault((method, benchmark), set()).add(paper)
    return found


def _most(context: Context, counts: Counter[NamedNode], n: int) -> list[NamedNode]:
    label = context.graph.label
    named = [each for each in counts if counts[each]]
    return sorted(named, key=lambda each: (-counts[each], label(each), each.value))[:n]


def _cell(
    context: Context,
    papers: dict[tuple[NamedNode, NamedNode], set[NamedNode]],
    method: NamedNode,
    benchmark: NamedNode,
) -> Cell | None:
    found = papers.get((method, benchmark))
    if not found:
        return None
    names = (context.addresses.path(each) or "" for each in (method, benchmark))
    fragment = "by".join(f"-{each.rpartition('/')[2]}-" for each in names).strip("-")
    return Cell(method, benchmark, tuple(context.newest_first(found)), fragment)


@dataclass(frozen=True, slots=True)
class Quote:
    """A paper of a cell, with the sentence that names the benchmark; none where it is not published."""

    link: Link
    year: str | None
    sentence: tuple[Piece[bool], ...]


def matrix_page(context: Context) -> bytes:
    """Make the page of the matrix, with the sentences of each cell."""
    found = matrix(context)
    cells = [cell for _, row in found.rows for cell in row if cell]
    return make_page(
        "matrix.html", PATH, site=context, title="Methods by benchmarks", matrix=found,
        cells=[_quoted(context, each) for each in cells],
    )  # fmt: skip


def _quoted(context: Context, cell: Cell) -> dict[str, object]:
    return {
        "fragment": cell.fragment,
        "method": context.link(cell.method),
        "benchmark": context.link(cell.benchmark),
        "more": max(0, len(cell.papers) - _QUOTED),
        "quotes": [_quote(context, each, cell.benchmark) for each in cell.papers[:_QUOTED]],
    }


def _quote(context: Context, paper: NamedNode, benchmark: NamedNode) -> Quote:
    evidence = [each for each in evidence_of(context, paper) if each.concept == benchmark]
    evidence.sort(key=lambda each: each.relation != "evaluates on")
    if not evidence:
        return Quote(context.link(paper), context.year(paper), ())
    first = evidence[0]
    text = field_text(context, paper, first.field)
    start, end = sentence_span(text, first.start, first.end)
    sentence = part_text(text[start:end], [(first.start - start, first.end - start, True)])
    link = context.part(first.mention, paper, context.graph.label(paper))
    return Quote(link, context.year(paper), tuple(sentence))
