"""The command `kg add`."""

from __future__ import annotations

import click

from kg.cli.accounting import exit_code, show_accounting
from kg.cli.common import columns_option, common_options, jobs_option, say
from kg.cli.output import print_text
from kg.cli.values import FILE_NAME


@click.command("add")
@click.argument("source", nargs=-1, required=True)
@click.option(
    "--output", type=FILE_NAME, default="out", metavar="FOLDER", help="The build to add to [out/]."
)
@click.option("--format", metavar="NAME", help="The input format, where it is not recognised.")
@columns_option
@click.option("--base", metavar="IRI", help="Stop where the build has another data namespace.")
@jobs_option
@click.option("--strict", is_flag=True, help="Exit with 1 when a record was quarantined.")
@common_options
def command(
    source: tuple[str, ...],
    output: str,
    format: str | None,
    columns: dict[str, str],
    base: str | None,
    jobs: int | None,
    strict: bool,
) -> int:
    """Add publication lists to a build that is there.

    SOURCE: files, folders, globs, or - for stdin. The files of the build are replaced, all or
    none, by those that one build of all sources would give; the old sources are not read again,
    and options are those of the build. A file that is there already, by name and content,
    changes nothing. See what came with: kg diff OLD/kg.ttl out/kg.ttl

    Example: kg add new.bib --output out/
    """
    from kg.pipeline import add

    summary = add(source, output, format=format, columns=columns, tell=say, base=base, jobs=jobs)
    folder = output.rstrip("/") or "/"
    if columns and summary.repeated:
        names = ", ".join(summary.repeated)
        say(
            f"kg: --columns changes nothing of {names}, read before; take it out first: kg remove NAME"
        )
    if not summary.files:
        say(f"Nothing is new: {', '.join(summary.repeated)}; {folder}/ stays as it was.")
        return 0
    show_accounting(summary, folder)
    print_text(summary.total.line())
    return exit_code(summary, strict=strict)
