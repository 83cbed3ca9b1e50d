"""The command `kg review`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, say, table
from kg.cli.values import FILE_NAME, Number
from kg.errors import InputError
from kg.text import visible

if TYPE_CHECKING:
    from kg.pipeline.asking import Review
    from kg.pipeline.doubts import Doubt

_KEYS = "Enter skip · u undo · q end"


@click.command("review")
@click.argument("out", type=FILE_NAME, default="out")
@click.option(
    "--decisions", metavar="FILE", type=FILE_NAME, required=True,
    help="Where decisions are written, and those of before are read.",
)  # fmt: skip
@click.option(
    "--by", metavar="NAME", default=lambda: os.environ.get("USER", ""),
    help="Who decides [the user's name].",
)  # fmt: skip
@click.option("--page", is_flag=True, help="Ask on a page of this machine, not in the terminal.")
@click.option("--port", type=Number(int, 0, 65535), default=0, metavar="N",
              help="The port of the page [any that is free].")  # fmt: skip
@common_options
def command(out: str, decisions: str, by: str, page: bool, port: int) -> None:
    """Decide on what a build is in doubt of, one question after the other.

    OUT is the folder of a build. Pairs that may be one thing are asked for, records and author
    lines that are joined and may be two, and mentions that may be none. The likeliest errors of
    most consequence come first: how likely the build errs, times the records or statements that
    are wrong then. Each decision is written at once, with who, when and why;
    `kg build … --decisions FILE` honours them. What is decided is not asked again. What is not
    asked can be written into the file by hand, by any key that `kg why` shows. With --page the
    same is asked in a browser, on a page of this machine whose address is told here alone.

    Example: kg review out/ --decisions decisions.tsv
    """
    from kg.pipeline.asking import Review
    from kg.pipeline.reviewing import DecisionFile, read_doubts

    review = Review(read_doubts(out, say), DecisionFile(decisions), by)
    if page:
        from kg.server import serve_desk

        serve_desk(review, port, say)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _converse(review)
    else:
        raise InputError(
            "questions are decided on in a terminal", where="kg review",
            todo="or in a browser, with --page",
        )  # fmt: skip
    say(f"{review.outcome}; see {decisions}.")


def _converse(review: Review) -> None:
    """Ask each question; what was decided or skipped can be undone."""
    while (doubt := review.current) is not None:
        yes, no = doubt.answers
        keys = f"{yes[0]} {yes} · {no[0]} {no} · {_KEYS}"
        click.echo(f"\n[{review.at + 1} of {len(review.doubts)}] {_shown(doubt)}\n{keys}")
        key = click.getchar()
        if key in ("q", "\x04"):
            return
        if key == "u":
            click.echo("undone" if review.undo() else "nothing to undo")
        elif key in (yes[0], no[0]):
            _decide(review, doubt, key == yes[0])
        elif key in ("\r", "\n", " "):
            review.skip()


def _decide(review: Review, doubt: Doubt, yes: bool) -> None:
    asked = f"{doubt.answers[0 if yes else 1]}; why (Enter: no reason)"
    why = click.prompt(asked, default="", show_default=False)
    try:
        review.decide(yes=yes, why=why)
    except InputError as error:
        click.echo(str(error))


def _shown(doubt: Doubt) -> str:
    """Show both things side by side, and what speaks for one and against."""
    rows = [(name, *sides) for name, sides in doubt.sides.items() if any(sides)]
    rows.append(("key", doubt.a, doubt.b))
    both = table(rows, (doubt.kind, "a", "b"))
    told = (("for", doubt.speaks_for), ("against", doubt.speaks_against))
    lines = [f"{name}: {'; '.join(said)}" for name, said in told if said]
    text = [visible(doubt.text)] if doubt.text else []
    return "\n".join([doubt.claim, both, *text, *lines])
