"""Options from the file `kg.toml` of the current folder; the command line wins over it.

The file has a table for each command that reads it, `[build]` or `[load]`, and in it options by
their long names: `licence = "https://…"`, `no-mentions = true`, `creator = ["…", "…"]`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg.cli.common import table
from kg.cli.output import print_text
from kg.cli.values import Number
from kg.errors import InputError
from kg.resources import CONFIGURATION

FILE = Path(CONFIGURATION)
TABLES = ("build", "load")
"""The commands that read it."""

_EXPLAIN = "explain_config"
_ORIGINS = {
    ParameterSource.COMMANDLINE: "command line",
    ParameterSource.DEFAULT_MAP: str(FILE),
}


class ConfiguredCommand(click.Command):
    """A command that takes options from `kg.toml`, and shows by --explain-config what it took."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        help = f"Show each option, its value and where it is from ({FILE}), and do nothing else."
        self.params.append(click.Option(["--explain-config"], is_flag=True, help=help))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not (ctx.resilient_parsing or set(args) & set(ctx.help_option_names)):
            ctx.default_map = self._defaults(ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.params.pop(_EXPLAIN):
            rows = [_row(option, ctx) for option in self.settable().values()]
            return print_text(table(rows, ("option", "value", "from")))
        return super().invoke(ctx)

    def settable(self) -> dict[str, click.Option]:
        """List the options that a file may set, by their names there."""
        return {
            each.opts[0].removeprefix("--"): each
            for each in self.params
            if isinstance(each, click.Option) and each.expose_value and each.name != _EXPLAIN
        }

    def _defaults(self, ctx: click.Context) -> dict[str, Any]:
        """Read the options of this command, each in the form that click takes."""
        found = _read().get(self.name or "", {})
        options, where = self.settable(), f"{FILE}: [{self.name}]"
        if not isinstance(found, dict):
            raise InputError(
                "not a table of options", where=where, value=found, todo=f"write [{self.name}]"
            )
        for key, value in found.items():
            if key not in options:
                raise _unknown("option", key, options, where)
            _check(options[key], value, f"{where} {key}", ctx)
        return {str(options[key].name): _listed(options[key], found[key]) for key in found}


def _read() -> dict[str, Any]:
    if not FILE.exists():
        return {}
    if not FILE.is_file():
        raise InputError("not a file of text", where=str(FILE), todo="move it away")
    try:
        found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            "cannot be read as TOML", where=str(FILE), value=reason, todo="mend the file"
        ) from error
    for name in found:
        if name not in TABLES:
            raise _unknown("table", name, dict.fromkeys(TABLES), str(FILE))
    return found


def _unknown(what: str, name: str, known: Mapping[str, object], where: str) -> InputError:
    from kg.suggest import closest, did_you_mean

    near = did_you_mean(closest(name, known))
    return InputError(
        f"no such {what}", where=where, value=name,
        todo=near or f"the {what}s are {', '.join(known)}",
    )  # fmt: skip


def _check(option: click.Option, value: object, where: str, ctx: click.Context) -> None:
    """See that a value of the file is of the option's kind.

    Raises: InputError: where it is not.
    """
    kind = _kind(option)
    for each in _listed(option, value) if option.multiple else [value]:
        if not isinstance(each, kind) or isinstance(each, bool) is not (kind is bool):
            raise InputError(
                "the option does not take this value", where=where, value=each,
                todo=f"write {_EXAMPLES[kind]}",
            )  # fmt: skip
        try:
            option.type.convert(each, option, ctx)
        except click.BadParameter as error:
            raise InputError(error.message, where=where, todo="correct it") from error


_EXAMPLES: dict[type | tuple[type, ...], str] = {
    bool: "true or false", int: "a whole number", (int, float): "a number", str: 'a text in "…"',
}  # fmt: skip


def _kind(option: click.Option) -> type | tuple[type, ...]:
    if option.is_flag:
        return bool
    if isinstance(option.type, Number):
        return int if option.type.kind is int else (int, float)
    return str


def _listed(option: click.Option, value: object) -> Any:
    """Give an option that may stand several times a list, also where the file has one text."""
    return [value] if option.multiple and not isinstance(value, list) else value


def _row(option: click.Option, ctx: click.Context) -> tuple[str, str, str]:
    name = str(option.name)
    origin = ctx.get_parameter_source(name) or ParameterSource.DEFAULT
    return option.opts[0], _text(ctx.params[name]), _ORIGINS.get(origin, "default")


def _text(value: object) -> str:
    if value in (None, (), {}):
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key}={each}" for key, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
