"""Formulas in titles and abstracts, as MathML; nothing but what an allow-list names gets through.

Source: W3C MathML Core, 2.2 (elements and attributes); Pandoc's rules for `$`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from latex2mathml import converter, exceptions
from lxml import etree
from markupsafe import Markup, escape

_FORMULA = re.compile(r"(?<![\\$])\$(?=[^\s$])([^$\n]{1,300})(?<=[^\s\\])\$(?![\d$])")
_ELEMENTS = frozenset(
    [
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mprescripts",
        "mtable",
        "mtr",
        "mtd",
        "mpadded",
        "mphantom",
        "mstyle",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "display",
        "mathvariant",
        "stretchy",
        "fence",
        "separator",
        "lspace",
        "rspace",
        "width",
        "height",
        "depth",
        "accent",
        "accentunder",
        "linethickness",
        "columnalign",
        "minsize",
        "maxsize",
        "largeop",
        "movablelimits",
        "form",
    ]
)
_VALUE = re.compile(r"[A-Za-z0-9 .%+-]{0,40}")
_SPACE = "{http://www.w3.org/1998/Math/MathML}"
_FAILURES: tuple[type[Exception], ...] = (
    *(each for each in vars(exceptions).values() if isinstance(each, type) and issubclass(each, Exception)),
    LookupError, ValueError, TypeError, AttributeError, RecursionError, StopIteration, etree.XMLSyntaxError,
)  # fmt: skip
"""What the converter raises where a text is no formula, beside its own exceptions."""


def prose(text: str) -> Markup:
    """Write a text for a page: escaped, its formulas as MathML where they can be read.

    >>> str(prose("a < b, $5 each"))
    'a &lt; b, $5 each'
    >>> print(prose("in $n^2$ steps"))
    in <math><mrow><msup><mi>n</mi><mn>2</mn></msup></mrow></math> steps
    """
    if text.count("$") < 2:
        return escape(text)
    return Markup("").join(_pieces(text))


def _pieces(text: str) -> Iterator[Markup]:
    done = 0
    for match in _FORMULA.finditer(text):
        formula = _mathml(match[1])
        if formula is not None:
            yield escape(text[done : match.start()])
            yield formula
            done = match.end()
    yield escape(text[done:])


@lru_cache(4096)
def _mathml(formula: str) -> Markup | None:
    """Convert a formula; None where it cannot be read, or holds what is not allowed."""
    try:
        root = etree.fromstring(converter.convert(formula), _parser())
    except _FAILURES:
        return None
    return _write(root) if "\\" not in "".join(map(str, root.itertext())) else None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _write(element: etree._Element) -> Markup | None:
    name = str(element.tag).removeprefix(_SPACE)
    if name not in _ELEMENTS:
        return None
    inner = [escape(element.text or "")]
    for child in element:
        written = _write(child)
        if written is None:
            return None
        inner += [written, escape(child.tail or "")]
    attributes = Markup("").join(
        Markup(' {}="{}"').format(key, value)
        for key, value in ((str(k), str(v)) for k, v in element.attrib.items())
        if key in _ATTRIBUTES and _VALUE.fullmatch(value) and (key, value) != ("display", "inline")
    )
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, Markup("").join(inner))
