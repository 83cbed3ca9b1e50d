"""The command `kg shapes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option
from kg.cli.output import print_text

if TYPE_CHECKING:
    from kg.validation.guide import Guide, Property

_LONGEST = 100
"""Characters of an expectation beyond which its message does better."""


@click.command("shapes")
@click.argument("class_", required=False, metavar="[CLASS]")
@click.option("--shapes", metavar="PATH", help="Other shapes than the project's own.")
@click.option(
    "--results", default="text", type=click.Choice(["text", "markdown", "json"]),
    help="How to write it [text].",
)  # fmt: skip
@output_option
@common_options
def command(class_: str | None, shapes: str | None, results: str, output: str) -> None:
    """Say what records must and may have.

    For each class of things: its properties, how many and what values they take, what is said
    when they are wrong, and an example; read off the shapes that `kg validate` applies.

    CLASS is a class, a shape or its name, such as paper or schema:Person; without it, all.

    Example: kg shapes paper
    """
    from kg.resources import SHAPES_FILE
    from kg.validation import Shapes
    from kg.validation.guide import guides

    found = guides(Shapes.from_file(shapes or SHAPES_FILE), class_)
    if results == "json":
        print_text(_json(found), output)
    else:
        write = _text if results == "text" else _markdown
        print_text("\n\n".join(write(each) for each in found), output)


def _json(found: list[Guide]) -> str:
    import dataclasses
    import json

    return json.dumps([dataclasses.asdict(each) for each in found], ensure_ascii=False, indent=2)


def _text(guide: Guide) -> str:
    lines = [f"{guide.name} ({guide.shape})" if guide.shape else guide.name]
    lines += [f"  for: {'; '.join(guide.targets)}"]
    lines += [f"  itself: {guide.values}"] if guide.values else []
    lines += [f"  {message}" for message in guide.messages]
    duty = ""
    for each in guide.properties:
        if each.duty != duty:
            duty = each.duty
            lines.append(f"  {duty}")
        lines += _property_text(each)
    return "\n".join(lines)


def _property_text(each: Property) -> list[str]:
    head = f"{each.name}: {each.path}" if each.name else each.path
    lines = [f"    {head}", f"      how many: {each.count}"]
    lines += [f"      values: {values}" for values in _short(each)]
    lines += [f"      {message}" for message in each.messages]
    lines += [f"      example: {each.example}"] if each.example else []
    return lines


def _short(each: Property) -> list[str]:
    """Leave out what is long, such as patterns, where the messages say it in words."""
    return [values for values in each.values if len(values) <= _LONGEST or not each.messages]


def _markdown(guide: Guide) -> str:
    title = f"{guide.name} (`{guide.shape}`)" if guide.shape else guide.name
    lines = [f"### {_escaped(title)}", "", f"For: {_escaped('; '.join(guide.targets))}"]
    lines += ["", f"Itself: {_escaped(guide.values)}"] if guide.values else []
    for message in guide.messages:
        lines += ["", _escaped(message)]
    if guide.properties:
        lines += ["", "| | property | path | how many | values | notes | example |"]
        lines += ["| --- | --- | --- | --- | --- | --- | --- |"]
    for each in guide.properties:
        cells = [
            each.duty, each.name, _code(each.path), each.count, "; ".join(_short(each)),
            " ".join(each.messages), _code(each.example),
        ]  # fmt: skip
        lines.append(f"| {' | '.join(_escaped(cell) for cell in cells)} |")
    return "\n".join(lines)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _escaped(text: str) -> str:
    """Keep a text in its table cell, and what looks like a tag from being one."""
    flat = " ".join(text.split()).replace("|", "\\|")
    if flat.startswith("`"):
        return flat
    return flat.replace("<", "&lt;")
