"""The command `kg mcp`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.common import common_options, say
from kg.cli.limits import question_options
from kg.cli.values import FILE_NAME
from kg.errors import InputError
from kg.system.worker import Limits


@click.command("mcp")
@click.argument("out", type=FILE_NAME, default="out", metavar="[OUT]")
@question_options
@common_options
def command(out: str, limits: Limits) -> None:
    """Answer an assistant's questions about a build, with their evidence.

    The tools are the packaged queries, find, describe and sparql, with the limits of `kg serve`;
    each answer names the IRIs and quotes the words that it rests on. It speaks the Model Context
    Protocol over standard input and output, and changes nothing. Assistants start this command by
    themselves: give it to them. It needs the extra `kg[mcp]`, and ends with its input.

    Example: kg mcp out/
    """
    try:
        from kg.server.assistants import serve_assistant
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise InputError(
            "the package mcp is not installed", todo="install it with kg[mcp]"
        ) from error
    from kg.server import Settings

    serve_assistant(Settings(Path(out), limits, processes=1), say, os._exit)
