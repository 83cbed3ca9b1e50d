"""The command `kg concepts`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, existing, output_option, say
from kg.cli.output import print_text


@click.command("concepts")
@click.argument("action", type=click.Choice(["check"]), metavar="check")
@click.option("--data", metavar="FILE", help="Another vocabulary than the packaged one, in Turtle.")
@click.option(
    "--results", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How results are written.",
)  # fmt: skip
@output_option
@common_options
def command(action: str, data: str | None, results: str, output: str) -> int:
    """Check the vocabulary of methods and benchmarks for clashes.

    Reported are labels and spellings that two concepts share, preferred labels among the
    alternative ones, words of English without a context, broader concepts that are missing,
    of another type or in a circle, and concepts with two types.

    Exit code: 0 without clashes, 1 with some, 2 where the file cannot be read.

    Example: kg concepts check --results json
    """
    import json
    from dataclasses import asdict

    from kg.extraction.clashes import find_clashes
    from kg.extraction.concepts import load_entries
    from kg.resources import CONCEPTS_FILE

    path = existing(data) if data else CONCEPTS_FILE
    clashes = find_clashes(path)
    if results == "json":
        print_text(json.dumps([asdict(each) for each in clashes], indent=2), output)
    elif clashes:
        lines = (f"{each.kind}: {each.value} ({', '.join(each.concepts)})" for each in clashes)
        print_text("\n".join(lines), output)
    say(f"{len(load_entries(path))} concepts, {len(clashes)} clashes")
    return 1 if clashes else 0
