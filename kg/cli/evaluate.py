"""The command `kg evaluate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, existing, output_option, say, table
from kg.cli.output import print_text
from kg.cli.values import COUNT

if TYPE_CHECKING:
    from pathlib import Path

    from kg.evaluation import DocumentErrors, Evaluation, Score


@click.command("evaluate")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--results", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How results are written.",
)  # fmt: skip
@click.option(
    "--worst", type=COUNT, default=0, metavar="N",
    help="Show the misses and false finds of the N documents with most.",
)  # fmt: skip
@click.option(
    "--tasks", metavar="READING.jsonl",
    help="Measure tasks and claims instead, against this reading of the texts of GOLD.jsonl.",
)  # fmt: skip
@click.option(
    "--corrections", metavar="FILE", help="What `kg gold review` wrote; it mends the gold first."
)
@output_option
@common_options
def command(
    gold: str, results: str, worst: int, tasks: str | None, corrections: str | None, output: str
) -> None:
    """Measure extraction against a gold file.

    Mentions count by exact span and type, entities by name and type in each document,
    relations over the entities that were found; the interval is the middle 95 % of the F1
    over documents drawn again. The last table sets the confidence that mentions claim beside
    the share of them that is right. With --tasks, tasks count by document and claims by sentence,
    and GOLD.jsonl needs texts only. JSON holds the errors of every document.

    Example: kg evaluate gold.jsonl --worst 5
    """
    import json

    from kg.evaluation import evaluate
    from kg.evaluation.corrections import read_corrections

    if tasks is not None:
        print_text(_of_reading(existing(gold), existing(tasks), results), output)
        return
    mended = existing(corrections) if corrections else None
    evaluation = evaluate(existing(gold), corrections=mended)
    if mended:
        say(f"kg: {evaluation.corrections} of {len(read_corrections(mended))} corrections honoured")
    as_json = json.dumps(evaluation.to_dict(), indent=2) if results == "json" else ""
    text = as_json or as_table(evaluation)
    if results == "table" and worst:
        text = "\n\n".join([text, *map(_as_text, evaluation.worst[:worst])])
    print_text(text, output)


def _of_reading(texts: Path, reading: Path, results: str) -> str:
    """Measure tasks and claims, as JSON or as a table."""
    import json

    from kg.evaluation.readings import evaluate_reading

    measured = evaluate_reading(texts, reading)
    rows = [_row(what, score, interval) for what, (score, interval) in measured.items()]
    if results == "table":
        return table(
            rows, ("what", "precision", "recall", "F1", "95 %", "found", "false", "missed")
        )
    plain = {
        what: {
            "precision": round(score.precision, 4), "recall": round(score.recall, 4),
            "f1": round(score.f1, 4), "f1_interval": [round(each, 4) for each in interval],
            "found": score.found, "false": score.false, "missed": score.missed,
        }
        for what, (score, interval) in measured.items()
    }  # fmt: skip
    return json.dumps(plain, indent=2)


def as_table(evaluation: Evaluation) -> str:
    """Lay out scores, relations and confidences as plain text."""
    rows: list[tuple[object, ...]] = []
    for what, scores, interval in (
        ("mentions", evaluation.mentions, evaluation.mention_interval),
        ("entities", evaluation.entities, evaluation.entity_interval),
    ):
        for type_, score in scores.items():
            rows.append(_row(f"{what}, {type_}", score, interval if type_ == "all" else None))
    rows.append(_row("introduces", evaluation.introduces, None))
    header = ("what", "precision", "recall", "F1", "95 %", "found", "false", "missed")
    return (
        f"{table(rows, header)}\n\nrelation accuracy {evaluation.relation_accuracy:.3f}"
        f"\ndocuments {evaluation.documents}\n\n{_relations(evaluation)}"
        f"\n\n{_confidences(evaluation)}"
    )


def _relations(evaluation: Evaluation) -> str:
    rows = [
        (name, *_ratios(score), score.found, score.false, score.missed)
        for name, score in evaluation.relations.items()
    ]
    return table(rows, ("relation", "precision", "recall", "F1", "found", "false", "missed"))


def _confidences(evaluation: Evaluation) -> str:
    rows: list[tuple[object, ...]] = [
        (
            name,
            band.mentions,
            f"{band.claimed / band.mentions:.3f}",
            f"{band.right / band.mentions:.3f}",
        )
        for name, band in evaluation.bands.items()
    ]
    return table(rows, ("confidence", "mentions", "claimed", "right"))


def _as_text(document: DocumentErrors) -> str:
    lines = (
        f"  {'false ' if each.false else 'missed'} {each.type} in {each.field}"
        f" {each.start}-{each.end}: {each.text}"
        for each in document.errors
    )
    return "\n".join([document.id, *lines])


def _ratios(score: Score) -> list[str]:
    return [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]


def _row(name: str, score: Score, interval: tuple[float, float] | None) -> tuple[object, ...]:
    between = f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else ""
    return (name, *_ratios(score), between, score.found, score.false, score.missed)
