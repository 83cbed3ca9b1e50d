"""Look for mentions: in papers, in files of records, in text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Any

from kg.answers import Table
from kg.errors import InputError
from kg.extraction import load_extractor
from kg.identity import Namespace, paper_keys
from kg.model import Mention, Paper, Rejected
from kg.sources import Item, check_files, read_document
from kg.sources.input.document import Document, open_document
from kg.sources.json_formats.values import values
from kg.system.paths import AnyPath, as_name

Tell = Callable[[str], None]
_COLUMNS = ("id", "field", "start", "end", "text", "type", "concept", "label", "relation", "confidence")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extracted:
    """A paper with its mentions, and the id that it has in its file or by its identifiers."""

    id: str | None
    paper: Paper

    def to_dict(self) -> dict[str, object]:
        """Give id, title, abstract and mentions as an object of JSON."""
        paper = self.paper
        found = [_as_object(mention) for mention in paper.mentions]
        return {"id": self.id, "title": paper.title, "abstract": paper.abstract, "mentions": found}


class Extraction(Iterator[Paper]):
    """Papers with their mentions, one after the other, each looked through when it is asked for.

    `records` gives them with their ids.
    """

    def __init__(self, records: Iterator[Extracted]) -> None:
        self.records = records

    def __next__(self) -> Paper:
        return next(self.records).paper

    def mentions(self) -> Table:
        """Gather the mentions of all papers that are left as a table, one a row."""
        rows = (
            [each.id, *_as_object(mention).values()]
            for each in self.records
            for mention in each.paper.mentions
        )
        return Table(_COLUMNS, rows)


def extract(
    papers: AnyPath | Iterable[Item] | None = None,
    *,
    text: str | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    min_confidence: float | None = None,
    tell: Tell = lambda message: None,
) -> Extraction:
    """Find methods and benchmarks in papers, in a file of records, or in a text.

    `papers` are those that `kg.read` gives, or the path of a file of any format, `-` for standard
    input, or JSON Lines with id, title and abstract, whose ids and order are kept. Offsets count
    characters of their field, the end exclusive; a confidence is from 0 to 1, and mentions below
    `min_confidence` are left out. `format`, `columns` and `tell` are those of `kg.read`; `tell` is
    called with records that cannot be read, too.

    Raises: SourceError: a file that cannot be read. InputError: nothing, or both, to look in.

    >>> found = extract(text="We introduce RECODE and test it on Atari.").mentions()
    >>> [(row["text"], row["start"], row["end"], row["type"]) for row in found]
    [('RECODE', 13, 19, 'method'), ('Atari', 35, 40, 'benchmark')]
    """
    if (papers is None) == (text is None):
        raise InputError("papers or a text is needed", todo="give one of them")
    if text is not None:
        given: Iterator[Extracted] = iter([Extracted(None, Paper(abstract=text))])
    elif isinstance(papers, str | PathLike):
        given = read_records(as_name(papers), format, columns or {}, tell)
    else:
        given = (_identified(each) for each in papers or () if isinstance(each, Paper))
    return Extraction(_found(given, min_confidence))


def _found(given: Iterable[Extracted], min_confidence: float | None) -> Iterator[Extracted]:
    extractor = load_extractor(min_confidence)
    for each in given:
        yield from (Extracted(each.id, paper) for paper in extractor.extract([each.paper]))


def _identified(paper: Paper) -> Extracted:
    return Extracted(next(paper_keys(paper), None), paper)


def read_records(
    path: str, format: str | None, columns: Mapping[str, str], tell: Tell
) -> Iterator[Extracted]:
    """Yield papers with their ids; `tell` is called with records that cannot be read."""
    check_files(columns, [path])
    with open_document(path) as document:
        if format is None and not columns and _has_ids(document):
            yield from _with_ids(document, tell)
            return
        for item in read_document(document, format=format, columns=columns, tell=tell):
            if isinstance(item, Paper):
                yield _identified(item)
            elif isinstance(item, Rejected):
                place = f"{document.where}:{item.line or f'record {item.index}'}"
                tell(f"kg: {place}: left out: {'; '.join(item.reasons)}")


def _has_ids(document: Document) -> bool:
    """Tell whether a document begins with a JSON object that has an id, as no paper record has."""
    if not document.head.lstrip().startswith("{"):
        return False
    first = next(values(document), None)
    return first is not None and isinstance(first.value, dict) and "id" in first.value


def _with_ids(document: Document, tell: Tell) -> Iterator[Extracted]:
    for each in values(document):
        found = _paper_with_id(each.value)
        if found:
            yield found
        else:
            reason = each.problem or "no object with id, title and abstract as texts"
            tell(f"kg: {document.where}:{each.line}: left out: {reason}")


def _paper_with_id(record: Any) -> Extracted | None:
    if not isinstance(record, dict) or "id" not in record:
        return None
    title, abstract = record.get("title"), record.get("abstract")
    if not isinstance(title, str | None) or not isinstance(abstract, str | None):
        return None
    return Extracted(str(record["id"]), Paper(title=title or None, abstract=abstract or None))


def _as_object(mention: Mention) -> dict[str, str | int | float | None]:
    concept = mention.concept
    return {
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": concept.type,
        "concept": Namespace().iri(concept.type, concept.key).value,
        "label": concept.label,
        "relation": mention.relation,
        "confidence": mention.confidence,
    }
