"""The command `kg build`."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.accounting import exit_code, show_accounting
from kg.cli.common import columns_option, common_options, jobs_option, say
from kg.cli.configuration import ConfiguredCommand
from kg.cli.output import print_text
from kg.cli.values import FILE_NAME, PROBABILITY

if TYPE_CHECKING:
    from kg.pipeline.building import Engine


@click.command("build", cls=ConfiguredCommand)
@click.argument("source", nargs=-1)
@click.option(
    "--output", type=FILE_NAME, default="out", metavar="FOLDER", help="Where to write [out/]."
)
@click.option("--format", metavar="NAME", help="The input format, where it is not recognised.")
@columns_option
@click.option("--base", metavar="IRI", help="The data namespace, an IRI that ends with / or #.")
@jobs_option
@click.option(
    "--engine", type=click.Choice(["processes", "spark"]), default="processes",
    help="Who shares the work: processes of this machine, or Spark (the extra kg[spark], and Java).",
)  # fmt: skip
@click.option(
    "--master", metavar="URL", help="The Spark cluster, as spark-submit takes it [this machine]."
)
@click.option("--strict", is_flag=True, help="Exit with 1 when a record was quarantined.")
@click.option(
    "--spans", is_flag=True,
    help="Publish where the fields of lists of free text stand in their sources, with quotes.",
)  # fmt: skip
@click.option("--no-mentions", is_flag=True, help="Look for no methods and benchmarks.")
@click.option(
    "--no-abstracts", is_flag=True, help="Publish offsets and quotes without the abstracts."
)
@click.option(
    "--keep-versions", is_flag=True,
    help="Keep a preprint and what was published of it as two papers of one work.",
)  # fmt: skip
@click.option(
    "--decisions", metavar="FILE",
    help="Pairs decided to be same or different: rows of candidates.tsv.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=PROBABILITY, metavar="P",
    help="Leave out mentions of which the extractor is less sure.",
)  # fmt: skip
@click.option(
    "--resume", is_flag=True,
    help="Go on where a build was killed, and say how much was done before.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="What void.ttl calls the data set.")
@click.option("--licence", metavar="IRI", help="The licence of the data set, by its address.")
@click.option("--publisher", metavar="WHO", help="Who publishes it: NAME, IRI, or 'NAME <IRI>'.")
@click.option(
    "--creator", multiple=True, metavar="WHO", help="Who made it, as --publisher; several times."
)
@click.option(
    "--homepage", metavar="IRI",
    help="The web page of the data set; void.ttl says that the files lie beside it.",
)  # fmt: skip
@common_options
def command(
    source: tuple[str, ...],
    output: str,
    format: str | None,
    columns: dict[str, str],
    base: str | None,
    jobs: int | None,
    engine: Engine,
    master: str | None,
    strict: bool,
    spans: bool,
    no_mentions: bool,
    no_abstracts: bool,
    keep_versions: bool,
    decisions: str | None,
    min_confidence: float | None,
    resume: bool,
    title: str | None,
    licence: str | None,
    publisher: str | None,
    creator: tuple[str, ...],
    homepage: str | None,
) -> int:
    """Build checked linked data from publication lists.

    SOURCE: files, folders, globs, or - for stdin; without one, seeds/. The records that break
    the shapes are kept out, in quarantine.jsonl, with the reasons; mended, they can be read
    from there. A build that is killed leaves all old files or all new ones.

    What is worked out for long lists (verdicts, mentions, people, parts of the graph) is kept in the
    user's cache folder as it comes, and nothing is worked out twice: a build that was killed goes on
    where it was when it is run again, and where nothing has changed the files stay as they are.

    Options that are not given here are taken from the table [build] of a file kg.toml in the
    current folder, where there is one; --explain-config shows which come from where.

    Example: kg build seeds/ --output out/
    """
    from kg.mapping.description import Description
    from kg.pipeline import build
    from kg.system.progress import counting_known

    if master and engine != "spark":
        raise click.UsageError("--master is the address of a Spark cluster: add --engine spark")
    description = Description(title, licence, publisher, creator, homepage)
    with counting_known() as counts:
        summary = build(
            source or ("seeds/",), output, format=format, columns=columns, tell=say, base=base, jobs=jobs,
            engine=engine, master=master, mentions=not no_mentions, abstracts=not no_abstracts, min_confidence=min_confidence,
            keep_versions=keep_versions, decisions=decisions, description=description, spans=spans,
        )  # fmt: skip
    if resume and counts["asked"]:
        say(f"{counts['known']} of {counts['asked']} results were known from before")
    folder = output.rstrip("/") or "/"
    show_accounting(summary, folder)
    print_text(summary.total.line())
    say(f"Try next:\n{_next_commands(folder)}")
    return exit_code(summary, strict=strict)


def _next_commands(folder: str) -> str:
    """Write commands that work as printed, where the program lies on the path and where not."""
    program = shlex.quote(sys.argv[0])
    if Path(sys.argv[0]).name == "__main__.py":
        program = "python -m kg"
    elif shutil.which("kg") == str(Path(sys.argv[0]).absolute()):
        program = "kg"
    files = "" if folder == "out" else shlex.join([f"{folder}/kg.ttl", f"{folder}/mentions.ttl"])
    data = f" --data {files}" if files else ""
    commands = ("queries", f"query methods-introduced{data}", f"stats {files}", f"validate {files}")
    return "\n".join(f"  {program} {arguments}".rstrip() for arguments in commands)
