"""The command `kg review`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, say, table
from kg.cli.values import FILE_NAME
from kg.errors import InputError
from kg.text import visible

if TYPE_CHECKING:
    from kg.pipeline.doubts import Doubt
    from kg.pipeline.reviewing import DecisionFile

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
@common_options
def command(out: str, decisions: str, by: str) -> None:
    """Decide on what a build is in doubt of, one question after the other, in the terminal.

    OUT is the folder of a build. Pairs that may be one thing are asked for, records and author
    lines that are joined and may be two, and mentions that may be none. The likeliest errors of
    most consequence come first: how likely the build errs, times the records or statements that
    are wrong then. Each decision is written at once, with who, when and why;
    `kg build … --decisions FILE` honours them. What is decided is not asked again. What is not
    asked can be written into the file by hand, by any key that `kg why` shows.

    Example: kg review out/ --decisions decisions.tsv
    """
    from kg.pipeline.reviewing import DecisionFile, read_doubts

    doubts = read_doubts(out, say)
    file = DecisionFile(decisions)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "questions are decided on in a terminal", where="kg review",
            todo="or fill in the first column of candidates.tsv, for `kg build --decisions`",
        )  # fmt: skip
    decided = file.decided()
    undecided = [each for each in doubts if each.subject not in decided]
    _converse(undecided, file, by)
    say(f"{file.added} decided, {len(undecided) - file.added} open; see {decisions}.")


def _converse(doubts: Sequence[Doubt], file: DecisionFile, who: str) -> None:
    """Ask each question; what was decided or skipped can be undone."""
    at, done = 0, list[bool]()
    while at < len(doubts):
        yes, no = doubts[at].answers
        keys = f"{yes[0]} {yes} · {no[0]} {no} · {_KEYS}"
        click.echo(f"\n[{at + 1} of {len(doubts)}] {_shown(doubts[at])}\n{keys}")
        key = click.getchar()
        if key in ("q", "\x04"):
            return
        if key == "u":
            if not done:
                click.echo("nothing to undo")
                continue
            at -= 1
            if done.pop():
                file.undo()
            click.echo("undone")
        elif key in (yes[0], no[0]):
            if _decided(doubts[at], file, key == yes[0], who):
                done.append(True)
                at += 1
        elif key in ("\r", "\n", " "):
            done.append(False)
            at += 1


def _decided(doubt: Doubt, file: DecisionFile, yes: bool, who: str) -> bool:
    asked = f"{doubt.answers[0 if yes else 1]}; why (Enter: no reason)"
    why = click.prompt(asked, default="", show_default=False)
    try:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        file.add(doubt, yes=yes, who=who, when=when, why=why)
    except InputError as error:
        click.echo(str(error))
        return False
    return True


def _shown(doubt: Doubt) -> str:
    """Show both things side by side, and what speaks for one and against."""
    rows = [(name, *sides) for name, sides in doubt.sides.items() if any(sides)]
    rows.append(("key", doubt.a, doubt.b))
    both = table(rows, (doubt.kind, "a", "b"))
    told = (("for", doubt.speaks_for), ("against", doubt.speaks_against))
    lines = [f"{name}: {'; '.join(said)}" for name, said in told if said]
    text = [visible(doubt.text)] if doubt.text else []
    return "\n".join([doubt.claim, both, *text, *lines])
