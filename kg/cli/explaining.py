"""Show how a list was understood: in colour on a terminal, as lines elsewhere, or as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import click

from kg.text import visible

if TYPE_CHECKING:
    from kg.sources.free.explained import Explained

_COLOURS = {"title": "#bfdbf7", "author": "#cdeac0", "year": "#fbe3a6", "venue": "#e7c6ff"}
_STYLES = {"title": "blue", "author": "green", "year": "yellow", "venue": "magenta"}
_UNREAD = ("page text",)
_LONGEST = 160
_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 16px/1.6 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }}
section {{ border-top: 1px solid #ccc; padding: .4rem 0; white-space: pre-line; }}
small {{ color: #555; display: block; }} mark {{ padding: 0 .2em; border-radius: .2em; }}
.other {{ color: #777; }} {marks}
</style></head><body>
<h1>{title}</h1>
<p>{counts}. {legend}</p>
{entries}
</body></html>
"""


def as_lines(entries: Sequence[Explained], where: str, *, colour: bool) -> str:
    """Return the entries as text: with the fields in colour, or each field on a line of its own."""
    shown = [f"{visible(where)}: {_counts(entries)}"]
    if colour:
        shown.append(" ".join(click.style(name, fg=style) for name, style in _STYLES.items()))
    for each in entries:
        shown.append(f"\n{visible(_head(each))}")
        if each.verdict in _UNREAD or not each.layout:
            shown.append(f"  {_short(''.join(text for _, text in each.parts))}")
        elif colour:
            shown.append("  " + "".join(_styled(name, text) for name, text in each.parts))
        else:
            shown += [
                f"  {name or 'no field':9}{_short(text)}"
                for name, text in each.parts
                if _says(text)
            ]
    return "\n".join(shown) + "\n"


def as_page(entries: Sequence[Explained], where: str) -> str:
    """Return a page of HTML that loads nothing; all that a list says is escaped."""
    marks = " ".join(f".{name} {{ background: {colour}; }}" for name, colour in _COLOURS.items())
    legend = " ".join(f'<mark class="{name}">{name}</mark>' for name in _COLOURS)
    sections = "\n".join(
        f'<section class="{"read" if each.layout else "other"}"><small>{escape(_head(each))}</small>'
        + "".join(
            f'<mark class="{name}">{escape(text)}</mark>' if name else escape(text)
            for name, text in each.parts
        )
        + "</section>"
        for each in entries
    )
    return _PAGE.format(
        title=escape(where),
        marks=marks,
        counts=escape(_counts(entries)),
        legend=legend,
        entries=sections,
    )


def _counts(entries: Sequence[Explained]) -> str:
    counted = Counter(each.verdict for each in entries)
    return ", ".join(f"{number} {kind}" for kind, number in counted.most_common()) or "no entries"


def _head(each: Explained) -> str:
    said = [f"line {each.line}: {each.verdict}"]
    said += [f"by {each.layout}"] if each.layout else []
    said += [f"under {_short(each.heading)!r}"] if each.heading else []
    return ", ".join(said)


def _styled(name: str, text: str) -> str:
    shown = visible(text.replace("\n", "\n  "))
    return (
        click.style(shown, fg=_STYLES.get(name, "cyan")) if name else click.style(shown, dim=True)
    )


def _short(text: str) -> str:
    line = visible(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))
