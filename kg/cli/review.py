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

if TYPE_CHECKING:
    from kg.pipeline.reviewing import DecisionFile, Doubt

_KEYS = "s same · d different · Enter skip · u undo · q end"


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
    """Decide on pairs that may be one thing, one after the other, in the terminal.

    OUT is the folder of a build. The likeliest errors of most consequence come first: how likely
    two are one, times the records of the smaller. Each decision is written at once, with who,
    when and why; `kg build … --decisions FILE` honours them. What is decided is not asked again.
    A pair that is not listed can be written into the file by hand, by any key that `kg why` shows.

    Example: kg review out/ --decisions decisions.tsv
    """
    from kg.pipeline.reviewing import DecisionFile, read_doubts

    doubts = read_doubts(out)
    file = DecisionFile(decisions)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "pairs are decided on in a terminal", where="kg review",
            todo="or fill in the first column of candidates.tsv, for `kg build --decisions`",
        )  # fmt: skip
    decided = file.decided()
    open_pairs = [each for each in doubts if each.pair not in decided]
    _converse(open_pairs, file, by)
    say(f"{file.added} decided, {len(open_pairs) - file.added} open; see {decisions}.")


def _converse(doubts: Sequence[Doubt], file: DecisionFile, who: str) -> None:
    """Ask for each pair; what was decided or skipped can be undone."""
    at, done = 0, list[bool]()
    while at < len(doubts):
        click.echo(f"\n[{at + 1} of {len(doubts)}] {_shown(doubts[at])}\n{_KEYS}")
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
        elif key in ("s", "d"):
            if _decided(doubts[at], file, key == "s", who):
                done.append(True)
                at += 1
        elif key in ("\r", "\n", " "):
            done.append(False)
            at += 1


def _decided(doubt: Doubt, file: DecisionFile, same: bool, who: str) -> bool:
    asked = f"{'same' if same else 'different'}; why (Enter: no reason)"
    why = click.prompt(asked, default="", show_default=False)
    try:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        file.add(doubt, same=same, who=who, when=when, why=why)
    except InputError as error:
        click.echo(str(error))
        return False
    return True


def _shown(doubt: Doubt) -> str:
    """Show both things side by side, and what speaks for one and against."""
    rows = [(name, *sides) for name, sides in doubt.sides.items() if any(sides)]
    rows.append(("key", doubt.a, doubt.b))
    both = table(rows, (doubt.kind, "a", "b"))
    lines = [f"{doubt.score:.2f} that they are one", both, f"for: {'; '.join(doubt.speaks_for)}"]
    if doubt.speaks_against:
        lines.append(f"against: {'; '.join(doubt.speaks_against)}")
    return "\n".join(lines)
