"""The command `kg train`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, existing, say
from kg.cli.values import COUNT, FILE_NAME
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.evaluation import GoldDocument
    from kg.extraction.training.extractor import Annotated
    from kg.model import Paper

_FEWEST = 10
"""Fewer documents with names teach nothing: those that choose and those that check are apart."""


@click.command("train")
@click.argument(
    "part", type=click.Choice(("extractor", "papers", "people", "references")), default="extractor"
)
@click.option(
    "--gold", metavar="FILE", multiple=True, required=True,
    help="Annotated documents, or author lines of which it is known who they are, in JSON Lines; "
    "for papers, verdicts on pairs of records; for references, labelled ones in the XML of AnyStyle; "
    "may be given several times.",
)  # fmt: skip
@click.option(
    "--unlabelled", metavar="FILE",
    help="Extractor: text without annotations, one document a line, to count phrases in; may be "
    "gzipped.",
)  # fmt: skip
@click.option(
    "--lists", metavar="PATH", multiple=True,
    help="Extractor: publication lists of other fields, to tell them from ours. Papers: those with "
    "the records of the verdicts. People: those that the gold names and others whose names and "
    "words are counted. References: those whose records are rendered. May be given several times.",
)  # fmt: skip
@click.option(
    "--corrections", metavar="FILE",
    help="Extractor: what `kg gold review` wrote; it mends the gold, or annotates texts, first.",
)  # fmt: skip
@click.option(
    "--beside", metavar="FILE", multiple=True,
    help="Extractor: annotated texts of other fields, which only the confidence is fitted to; may be "
    "given several times.",
)  # fmt: skip
@click.option(
    "--output", type=FILE_NAME, metavar="DIR", required=True, help="Where the weights are written."
)
@click.option(
    "--seed", type=COUNT, default=0, show_default=True, help="What randomness starts from."
)
@common_options
def command(
    part: str, gold: tuple[str, ...], unlabelled: str | None, lists: tuple[str, ...],
    corrections: str | None, beside: tuple[str, ...], output: str, seed: int,
) -> None:  # fmt: skip
    """Train a learned part: the extractor, what tells papers or people apart, what parses references.

    The same files and seed give the same weights, byte for byte, on one platform. Weights
    that lie in kg/extraction/weights are those that the extractor uses; in
    kg/resolution/weights lie those for papers and people, in kg/references/weights those for references,
    whose training needs the extra `kg[train]`.

    Example: kg train --gold train.jsonl --unlabelled abstracts.txt.gz --output weights

    Example: kg train papers --gold verdicts.tsv --lists libraries/ --output weights

    Example: kg train people --gold truth.jsonl --lists anthology/ --output weights

    Example: kg train references --gold core.xml --lists libraries/ --output weights
    """
    if part == "references":
        _train_references(gold, lists, Path(output), seed)
    elif part == "papers":
        _train_papers(gold, lists, Path(output))
    elif part == "people":
        _train_people(gold, lists, Path(output), seed)
    else:
        documents, others = (_documents(paths, corrections) for paths in (gold, beside))
        _train_extractor(documents, others, unlabelled, lists, Path(output), seed)


def _documents(gold: tuple[str, ...], corrections: str | None) -> list[GoldDocument]:
    """Read gold; with corrections as they mend it, and of texts those that they annotate."""
    from kg.evaluation.corrections import correct, read_corrections
    from kg.evaluation.gold import read_gold, read_texts

    if corrections is None or not gold:
        return [document for path in gold for document in read_gold(existing(path))]
    made = read_corrections(existing(corrections))
    texts = [document for path in gold for document in read_texts(existing(path))]
    mended, honoured = correct(texts, made)
    documents = [document for document in mended if document.is_annotated]
    say(f"kg: {honoured} of {len(made)} corrections honoured")
    if len(documents) < len(mended):
        say(f"kg: left out: {len(mended) - len(documents)} texts that nobody annotated")
    return documents


def _train_extractor(
    documents: list[GoldDocument],
    others: list[GoldDocument],
    unlabelled: str | None,
    lists: tuple[str, ...],
    output: Path,
    seed: int,
) -> None:
    from kg import journal
    from kg.evaluation.examples import relation_examples
    from kg.extraction import field
    from kg.extraction.extractor import extractor_with
    from kg.extraction.relation_model import WEIGHTS_NAME, learn_relations, write_weights
    from kg.extraction.training.extractor import lines_of, train
    from kg.extraction.training.field import learn_field

    named = sum(bool(document.mentions) for document in documents)
    if named < _FEWEST:
        raise InputError(
            "too few documents with names", where="kg train", value=str(named),
            todo=f"annotate {_FEWEST} at least, and hundreds to be of use",
        )  # fmt: skip
    text = existing(unlabelled) if unlabelled else None
    say(f"kg: learning from {len(documents)} documents")
    learned, beside = ([annotated(each) for each in part] for part in (documents, others))
    weights = train(learned, text, seed, beside)
    words = learn_field(lines_of(text), _abstracts(lists))
    relations = learn_relations(relation_examples(documents, extractor_with(weights)))
    with journal.replacing(output) as staging:
        weights.save(staging)
        field.save(words, staging)
        write_weights(relations, staging / WEIGHTS_NAME)


def _train_papers(gold: tuple[str, ...], lists: tuple[str, ...], output: Path) -> None:
    from kg import journal
    from kg.evaluation.verdicts import read_pairs, read_verdicts, teach_papers

    verdicts = {pair: same for path in gold for pair, same in read_verdicts(existing(path)).items()}
    papers = _papers_of(lists)
    pairs = read_pairs(verdicts, papers)
    say(f"kg: learning from {len(pairs)} pairs of records")
    with journal.replacing(output) as staging:
        teach_papers(pairs, papers, staging)


def _papers_of(lists: tuple[str, ...]) -> list[Paper]:
    """Read the papers of lists, and say what could not be read."""
    from kg.evaluation.teaching import read_papers

    papers, notes = read_papers(lists)
    for note in notes:
        say(f"kg: {note}")
    return papers


def _train_people(gold: tuple[str, ...], lists: tuple[str, ...], output: Path, seed: int) -> None:
    from kg import journal
    from kg.evaluation.people import read_answers
    from kg.evaluation.teaching import teach

    answers = [answer for path in gold for answer in read_answers(existing(path))]
    papers = _papers_of(lists)
    say(f"kg: learning from {len(answers)} author lines and {len(papers)} papers")
    with journal.replacing(output) as staging:
        teach(answers, papers, staging, seed)


def _abstracts(lists: tuple[str, ...]) -> list[str]:
    """Read titles and abstracts of publication lists, those papers that have both."""
    return [
        f"{paper.title}. {paper.abstract}"
        for paper in _papers_of(lists)
        if paper.title and paper.abstract
    ]


def _train_references(
    gold: tuple[str, ...], lists: tuple[str, ...], output: Path, seed: int
) -> None:
    from kg import journal
    from kg.evaluation.citations import read_items
    from kg.references.training.core import read_labelled
    from kg.references.training.teaching import teach

    labelled = [each for path in gold for each in read_labelled(existing(path))]
    items = read_items(lists, seed)
    say(f"kg: learning from {len(labelled)} references and {len(items)} records")
    with journal.replacing(output) as staging:
        teach(labelled, items, staging, seed)


def annotated(document: GoldDocument) -> Annotated:
    """Return what the judge learns from a gold document: its paper, and where its names are."""
    from kg.extraction.training.extractor import Annotated, field_start

    return Annotated(
        document.paper,
        tuple(
            (start + each["start"], start + each["end"], each["type"], each["optional"])
            for each in document.mentions
            for start in [field_start(document.paper, each["field"])]
        ),
    )
