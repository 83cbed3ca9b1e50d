"""The command `kg extract`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import columns_option, common_options, existing, output_option, say, table
from kg.cli.output import open_output, print_text
from kg.cli.values import PROBABILITY
from kg.errors import InputError
from kg.system.progress import track

if TYPE_CHECKING:
    from kg.model import Mention, Paper
    from kg.sources.input.document import Document

Identified = tuple[str | None, "Paper"]


@click.command("extract")
@click.argument("file", required=False, metavar="[FILE or -]")
@click.option("--text", metavar="STRING", help="Find them in this text instead of in a file.")
@click.option("--format", metavar="NAME", help="The input format, where it is not recognised.")
@columns_option
@click.option(
    "--results", type=click.Choice(["jsonl", "table", "html"]), default="jsonl",
    show_default=True, help="How results are written; html is a page that shows them in place.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=PROBABILITY, metavar="P",
    help="Leave out mentions of which the extractor is less sure.",
)  # fmt: skip
@output_option
@common_options
def command(
    file: str | None,
    text: str | None,
    format: str | None,
    columns: dict[str, str],
    results: str,
    min_confidence: float | None,
    output: str,
) -> None:
    """Find methods and benchmarks in text or records.

    FILE holds records of any format of `kg sources`, or JSON Lines with id, title and
    abstract, whose ids and order are kept.

    Example: kg extract --text "We introduce RECODE and test it on Atari." --results table
    """
    if (file is None) == (text is None):
        raise InputError("give FILE or --text, one of them", todo="see `kg extract --help`")
    papers = _from_text(text) if text is not None else _from_file(str(file), format, columns)
    is_shown = output == "-" and results == "jsonl" and sys.stdout.isatty()
    done = papers if is_shown else track(papers, "looking for mentions")
    found = _extracted(done, min_confidence)
    if results == "jsonl":
        _print_lines(found, output)
    elif results == "table":
        print_text(_as_table(found), output)
    else:
        print_text(_as_page(found), output)


def _from_text(text: str) -> Iterator[Identified]:
    from kg.model import Paper

    yield None, Paper(abstract=text)


def _from_file(path: str, format: str | None, columns: dict[str, str]) -> Iterator[Identified]:
    """Yield papers with their ids. A record that cannot be read is told on stderr."""
    from kg.identity import paper_keys
    from kg.model import Paper, Rejected
    from kg.sources import check_files, read_document
    from kg.sources.input.document import open_document

    if path != "-":
        existing(path)
    check_files(columns, [path])
    with open_document(path) as document:
        if format is None and not columns and _has_ids(document):
            yield from _identified(document)
            return
        for item in read_document(document, format=format, columns=columns, tell=say):
            if isinstance(item, Paper):
                yield next(paper_keys(item), None), item
            elif isinstance(item, Rejected):
                place = f"{document.where}:{item.line or f'record {item.index}'}"
                say(f"kg: {place}: left out: {'; '.join(item.reasons)}")


def _has_ids(document: Document) -> bool:
    """Tell whether a document begins with a JSON object that has an id, as no paper record has."""
    from kg.sources.json_formats.values import values

    if not document.head.lstrip().startswith("{"):
        return False
    first = next(values(document), None)
    return first is not None and isinstance(first.value, dict) and "id" in first.value


def _identified(document: Document) -> Iterator[Identified]:
    from kg.sources.json_formats.values import values

    for each in values(document):
        found = _identified_paper(each.value)
        if found:
            yield found
        else:
            reason = each.problem or "no object with id, title and abstract as texts"
            say(f"kg: {document.where}:{each.line}: left out: {reason}")


def _identified_paper(record: Any) -> Identified | None:
    from kg.model import Paper

    if not isinstance(record, dict) or "id" not in record:
        return None
    title, abstract = record.get("title"), record.get("abstract")
    if not isinstance(title, str | None) or not isinstance(abstract, str | None):
        return None
    return str(record["id"]), Paper(title=title or None, abstract=abstract or None)


def _extracted(papers: Iterable[Identified], min_confidence: float | None) -> Iterator[Identified]:
    from kg.extraction import load_extractor

    extractor = load_extractor(min_confidence)
    for id_, paper in papers:
        yield from ((id_, each) for each in extractor.extract([paper]))


def _as_object(mention: Mention) -> dict[str, object]:
    from kg.identity import Namespace

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


def _print_lines(found: Iterator[Identified], output: str) -> None:
    import json

    with open_output(output) as out:
        for id_, paper in found:
            line = {
                "id": id_,
                "title": paper.title,
                "abstract": paper.abstract,
                "mentions": [_as_object(mention) for mention in paper.mentions],
            }
            out.write(f"{json.dumps(line, ensure_ascii=False)}\n".encode())


def _as_table(found: Iterator[Identified]) -> str:
    rows: list[tuple[object, ...]] = [
        (id_ or "", mention.field, f"{mention.start}-{mention.end}", mention.text,
         mention.concept.type, mention.concept.label, mention.relation, mention.cue or "")
        for id_, paper in found
        for mention in paper.mentions
    ]  # fmt: skip
    header = ("id", "field", "place", "text", "type", "concept", "relation", "cue")
    return table(rows, header)


def _as_page(found: Iterator[Identified]) -> str:
    """Draw each paper with displaCy, which escapes texts but not titles, and loads nothing."""
    from html import escape

    from spacy import displacy

    docs = [
        {
            "text": getattr(paper, field),
            "title": escape(f"{id_ or ''} {field}".strip()),
            "ents": [
                {"start": each.start, "end": each.end, "label": each.concept.type}
                for each in paper.mentions
                if each.field == field
            ],
        }
        for id_, paper in found
        for field in ("title", "abstract")
        if getattr(paper, field)
    ]
    colors = {"method": "#bfdbf7", "benchmark": "#fbe3a6"}
    page: str = displacy.render(
        docs, style="ent", manual=True, page=True, jupyter=False, options={"colors": colors}
    )
    return page
