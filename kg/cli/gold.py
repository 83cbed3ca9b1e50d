"""The command `kg gold`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, existing, say
from kg.cli.values import FILE_NAME
from kg.errors import InputError
from kg.text import visible

if TYPE_CHECKING:
    from kg.evaluation.corrections import Correction
    from kg.evaluation.disagreeing import Question

_KEYS = "m method · b benchmark · n no name · o either way · Enter skip · u undo · q end"
_ANSWERS: dict[str, str | None] = {"m": "method", "b": "benchmark", "n": None}


@click.command("gold")
@click.argument("action", type=click.Choice(["review"]), metavar="review")
@click.argument("file", metavar="FILE")
@click.option(
    "--corrections", metavar="FILE", type=FILE_NAME, required=True,
    help="Where answers are written, and those of before are read.",
)  # fmt: skip
@common_options
def command(action: str, file: str, corrections: str) -> None:
    """Read gold again where the judge disagrees with it, or annotate texts of your own.

    FILE is a gold file, or JSON Lines with `id`, `title` and `abstract`. Of gold is asked where the
    judge is sure of something else, the surest first: there gold errs most often. Texts that nobody
    annotated come in the order of doubt, and of each all names that may be one. Each answer is a key,
    and written at once to the file of corrections, which holds offsets and no text;
    `kg train --corrections` and `kg evaluate --corrections` honour it.

    Example: kg gold review train.jsonl --corrections corrections.jsonl
    """
    from kg.evaluation.corrections import read_corrections
    from kg.evaluation.disagreeing import find_questions
    from kg.evaluation.gold import read_texts

    path = Path(corrections)
    made = read_corrections(path) if path.exists() else []
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("names are decided on in a terminal", where="kg gold review")
    say("kg: asking the judge")
    questions = find_questions(read_texts(existing(file)), made)
    answered = _converse(questions, made, path)
    say(f"{answered} of {len(questions)} answered; see {corrections}.")


def _converse(questions: list[Question], made: list[Correction], path: Path) -> int:
    """Ask each question; the answers are on the file at once. Return how many are answered."""
    from kg.evaluation.corrections import write_corrections

    answers: list[list[Correction]] = []
    while len(answers) < len(questions):
        question = questions[len(answers)]
        click.echo(f"\n[{len(answers) + 1} of {len(questions)}] {_shown(question)}\n{_KEYS}")
        key = click.getchar()
        if key in ("q", "\x04"):
            break
        if key in _ANSWERS:
            answers.append(question.answer(_ANSWERS[key]))
        elif key == "o":
            answers.append(question.answer(None, optional=True))
        elif key in ("\r", "\n", " "):
            answers.append([])
        elif key == "u" and answers:
            answers.pop()
        else:
            continue
        write_corrections(path, [*made, *(each for several in answers for each in several)])
    return sum(bool(several) for several in answers)


def _shown(question: Question) -> str:
    """Show a name in its sentence, and what is said of it."""
    places = f" ({len(question.places)} places)" if len(question.places) > 1 else ""
    said = f"judge: {question.judged}" + (f" · gold: {question.gold}" if question.gold else "")
    return f"{visible(question.text)}{places}\n{said}\n{visible(question.sentence)}"
