"""The command `kg publish`."""

from __future__ import annotations

import click

from kg.cli.common import common_options
from kg.cli.output import print_text
from kg.cli.values import FILE_NAME, JOBS


@click.command("publish")
@click.argument("out", default="out", type=FILE_NAME)
@click.option(
    "--site", required=True, type=FILE_NAME, metavar="FOLDER", help="Where to write the site."
)
@click.option(
    "--jobs", type=JOBS, metavar="N",
    help="Processes that write [as many as there are processors, up to 4, where the pages are many].",
)  # fmt: skip
@click.option(
    "--corrections", metavar="URL",
    help="Where readers tell what is wrong; {line} in it stands for the line of a correction.",
)  # fmt: skip
@click.option(
    "--since", type=FILE_NAME, metavar="OLD_OUT",
    help="The folder of an earlier build: a page and a feed say what came, went and was merged.",
)  # fmt: skip
@common_options
def command(
    out: str, site: str, jobs: int | None, corrections: str | None, since: str | None
) -> None:
    """Write the site of a build: pages for people, and Turtle beside each.

    OUT is the folder of a build [out/]. Any web server can carry the site, and a browser shows it
    from the disk. What has not changed since the last run is not written anew.

    Example: kg publish out/ --site site/
    """
    from kg.site import publish

    print_text(publish(out, site, jobs=jobs, corrections=corrections, since=since).line())
