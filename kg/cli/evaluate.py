"""The command `kg evaluate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, existing, output_option, print_text, table

if TYPE_CHECKING:
    from kg.evaluation import Evaluation, Score


@click.command("evaluate")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--results", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How results are written.",
)  # fmt: skip
@output_option
@common_options
def command(gold: str, results: str, output: str) -> None:
    """Measure extraction against a gold file.

    Mentions count by exact place and type, entities by name and type in each document; the
    interval is the middle 95 % of the F1 over documents drawn again.

    Example: kg evaluate gold.jsonl --results json
    """
    from kg.evaluation import evaluate
    from kg.extraction import load_extractor

    evaluation = evaluate(existing(gold), load_extractor())
    print_text(_as_json(evaluation) if results == "json" else _as_table(evaluation), output)


def _as_table(evaluation: Evaluation) -> str:
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
        f"\ndocuments {evaluation.documents}"
    )


def _row(name: str, score: Score, interval: tuple[float, float] | None) -> tuple[object, ...]:
    between = f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else ""
    ratios = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
    return (name, *ratios, between, score.found, score.false, score.missed)


def _as_json(evaluation: Evaluation) -> str:
    import json

    def plain(score: Score) -> dict[str, float]:
        return {
            "precision": round(score.precision, 4), "recall": round(score.recall, 4),
            "f1": round(score.f1, 4), "found": score.found, "false": score.false,
            "missed": score.missed,
        }  # fmt: skip

    result = {
        "documents": evaluation.documents,
        "mentions": {type_: plain(score) for type_, score in evaluation.mentions.items()},
        "entities": {type_: plain(score) for type_, score in evaluation.entities.items()},
        "introduces": plain(evaluation.introduces),
        "relation_accuracy": round(evaluation.relation_accuracy, 4),
        "mention_f1_interval": [round(each, 4) for each in evaluation.mention_interval],
        "entity_f1_interval": [round(each, 4) for each in evaluation.entity_interval],
    }
    return json.dumps(result, indent=2)
