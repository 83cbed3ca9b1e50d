"""Take plain text out of XML elements: inline markup, formulae, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from kg.sources.fields.latex import decode_latex
from kg.sources.fields.values import line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    {"p", "sec", "title", "break", "br", "list-item", "disp-formula", "style-break"}
)
_SILENT = frozenset(
    {
        "annotation",
        "annotation-xml",
        "fn",
        "graphic",
        "inline-graphic",
        "inline-media",
        "index-term",
    }
)
_BEHIND = {
    "msub": ("<sub>", "</sub>"),
    "msup": ("<sup>", "</sup>"),
    "msubsup": ("<sub>", "</sub><sup>", "</sup>"),
    "mfrac": ("/", ""),
}
"""What stands behind each part of a formula."""
_READ = "kg-read"
"""The attribute by which an element is marked as read."""
_MARKS = frozenset({"fn", "aff", "corresp", "author-notes", "table-fn"})
_FORMULAE = ("alternatives", "inline-formula", "disp-formula")


def element_text(element: Element | None) -> str | None:
    """Return the text of an element as plain Unicode, in one line; None where there is none."""
    if element is None:
        return None
    mark_read(element)
    return line("".join(_pieces(element)))


def mark_read(element: Element) -> None:
    """Note that what stands in an element was read."""
    element.set(_READ, "")


def unread_elements(record: Element) -> set[str]:
    """Return the outermost elements with a text of which nothing was read, by their path.

    >>> from lxml import etree
    >>> article = etree.fromstring("<a><title>Owls</title><fund><name>X</name><no>7</no></fund></a>")
    >>> element_text(article.find("title")), unread_elements(article)
    ('Owls', {'fund'})
    """
    read = {*record.iterfind(f".//*[@{_READ}]")}
    around = {each for found in read for each in found.iterancestors()}
    return set(_unread(record, "", read, around))


def _unread(element: Element, path: str, read: Set[Element], around: Set[Element]) -> Iterator[str]:
    for child in element.iterchildren("*"):
        if child in around and child not in read:
            yield from _unread(child, f"{path}{child.tag}/", read, around)
        elif child not in read and any(text.strip() for text in child.itertext()):
            yield path + str(child.tag)


def literal(element: Element) -> str:
    """Return the text of an element and what is in it, as it stands."""
    mark_read(element)
    return _whole(element)


def _whole(element: Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def element_texts(elements: Iterable[Element]) -> tuple[str, ...]:
    """Return the texts of elements that have one, each once."""
    return tuple(dict.fromkeys(found for each in elements if (found := element_text(each))))


def sections(element: Element | None) -> str | None:
    """Return an abstract: its sections in order, the title of each as a label before it."""
    if element is None:
        return None
    parts: list[str] = []
    for each in element:
        found = element_text(each) if each.tag != "sec" else sections(each)
        if each.tag == "title":
            found = None if (found or "").casefold().strip(" .:") == "abstract" else _label(found)
        parts += [found] if found else []
    return " ".join(parts) if len(element) and not line(element.text) else element_text(element)


def _label(title: str | None) -> str | None:
    return title if not title or title[-1] in ".:?!" else f"{title}:"


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text in an element; of a formula in several forms only one."""
    if element.tag in _SILENT or (element.tag == "xref" and element.get("ref-type") in _MARKS):
        return
    if element.tag == "tex-math":
        yield _tex(_whole(element))
        return
    behind = _BEHIND.get(element.tag, ())
    if behind and len(element) == len(behind):
        for part, mark in zip(element, behind, strict=True):
            several = element.tag == "mfrac" and len(part) > 1
            yield from ("(", *_pieces(part), ")") if several else _pieces(part)
            yield mark
        return
    before, after = _around(element.tag)
    yield before + (element.text or "")
    chosen = _chosen(element)
    for child in element:
        if chosen is None or child is chosen:
            yield from _pieces(child)
        yield child.tail or ""
    yield after


def _around(tag: str) -> tuple[str, str]:
    """Return what stands before and after the text of an element; `plain` raises and lowers digits."""
    if tag in {"sub", "sup"}:
        return f"<{tag}>", f"</{tag}>"
    if tag == "msqrt":
        return "√", ""
    space = " " if tag in _BLOCKS or tag == "mspace" else ""
    return space, space


def _chosen(element: Element) -> Element | None:
    """Return the one child to read, where an element holds one formula in several forms."""
    if element.tag not in _FORMULAE:
        return None
    for tag in ("math", "tex-math"):
        found = element.find(tag)
        if found is not None:
            return found
    return element[0] if element.tag == "alternatives" and len(element) else None


def _tex(source: str) -> str:
    _, begun, body = source.partition(r"\begin{document}")
    body, ended, _ = body.partition(r"\end{document}")
    inner = (body if begun and ended else source).strip().strip("$").strip()
    decoded = decode_latex(f"${inner}$") if inner else ""
    return decoded if re.search(r"[\\{}^_]", decoded) else decoded.strip("$")
