"""Show the examples of docstrings as code: a griffe extension for the Python reference."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*?(?=^\s*$|\Z)", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^(Raises|Source|Example):", re.MULTILINE)


def as_markdown(docstring: str) -> str:
    r"""Fence each example, and set off what is raised.

    >>> print(as_markdown("Add.\n\nRaises: ValueError.\n\n>>> 1 + 1\n2"))
    Add.
    <BLANKLINE>
    **Raises**: ValueError.
    <BLANKLINE>
    ```pycon
    >>> 1 + 1
    2
    ```
    """
    fenced = _EXAMPLE.sub(lambda match: f"```pycon\n{match[0].rstrip()}\n```\n", docstring)
    return _SECTION.sub(r"**\1**:", fenced).rstrip()


class Docstrings(griffe.Extension):
    """Rewrite every docstring before it is shown."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one object."""
        if obj.docstring:
            obj.docstring.value = as_markdown(obj.docstring.value)
