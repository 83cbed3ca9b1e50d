"""Read HTML as a page shows it: without scripts, comments and what is hidden.

The tokens are cut here, since each needs its offset in the source and linear time: lxml knows
lines alone, and `html.parser` takes quadratic time on tags that do not end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.sources.free.front import front_matter, without_liquid
from kg.sources.free.page import Builder, MarkKind, Node, NodeKind
from kg.sources.free.reader import free_format

EXAMPLE = """\
<html><body><h1>Publications</h1>
<ul>
<li><b>NightOwl: Exploring with Memory</b><br>Ana Lopez, Bo Chen<br><i>Owl News</i>, 2019
<li><b>How Well Do Agents Plan?</b><br>Bo Chen<br><i>Proceedings of the Owl Conference</i>, 2020
</ul></body></html>
"""

_LONGEST_TAG = 2000
_TAG = re.compile(
    r"<(/?)([A-Za-z][\w:-]{0,30}+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.DOTALL
)
_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_ATTRIBUTE = re.compile(
    r"(?<![\w:-])(class|style|href|hidden|id|rowspan)(?![\w:-])(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title>([^<]{1,200}+)</title>", re.IGNORECASE)
_VOLUME = re.compile(r"<span class=\"?CEURFULLTITLE\"?>([^<]{1,300}+)<", re.IGNORECASE)
"""The name of proceedings, in their table of contents at CEUR-WS.org."""
_CHARACTER = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_HIDING = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:(?<![\w.#\s>~+-])|(?<=style>)|(?<=[\"']>))\s*\.([\w-]{1,60})\s*\{[^{}]{0,400}display\s*:\s*none"
)
_UNSEEN_TEXT = """
script style template svg select textarea noscript nav aside iframe object math button title footer label
"""
_UNSEEN = frozenset(_UNSEEN_TEXT.split())
_UNSEEN_CLASSES = frozenset(["mw-cite-backlink", "mw-editsection"])
"""Classes of what leads elsewhere in a page of MediaWiki."""
_VOID_TEXT = """
area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_TEXT.split())
_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(["b", "strong"], "strong"),
    **dict.fromkeys(["i", "em", "cite", "dfn", "var"], "emphasis"),
    **dict.fromkeys(["small", "mark", "font"], "quiet"),
    "a": "link",
    "span": "role",
}
_NODES: dict[str, NodeKind] = {
    **dict.fromkeys(["ul", "ol", "dl", "menu", "table"], "list"),
    **dict.fromkeys(["li", "dd"], "item"),
    "dt": "term",
    "tr": "row",
    **dict.fromkeys(["td", "th"], "cell"),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "heading"),
    **dict.fromkeys(["p", "pre"], "paragraph"),
    **dict.fromkeys(
        [
            "div",
            "section",
            "article",
            "main",
            "body",
            "center",
            "blockquote",
            "details",
            "summary",
            "figure",
            "header",
            "address",
            "form",
            "fieldset",
            "tbody",
            "thead",
            "tfoot",
            "figcaption",
        ],
        "group",
    ),
}
_ENDED_BY: dict[NodeKind, tuple[NodeKind, ...]] = {
    "item": ("item", "term"),
    "term": ("item", "term"),
    "row": ("row",),
    "cell": ("cell",),
    "paragraph": ("paragraph",),
    "heading": ("paragraph", "heading"),
    "list": ("paragraph",),
    "group": ("paragraph",),
}
_BOUNDS: dict[NodeKind, tuple[NodeKind, ...]] = {
    "item": ("list",),
    "term": ("list",),
    "row": ("list",),
    "cell": ("row", "list"),
}
_AROUND: tuple[NodeKind, ...] = ("group", "item", "cell", "list", "row")


def read_html(text: str) -> Node:
    """Return the page of an HTML text."""
    builder, text = Builder(), without_liquid(text)
    begin, title, at = front_matter(text)
    named = _VOLUME.search(text, begin) or _TITLE.search(text, begin)
    builder.title(html.unescape(named[1]) if named else title, named.start(1) if named else at)
    HtmlReader(builder, hidden_classes(text)).feed(text[begin:], begin)
    builder.end_block()
    return builder.page


def hidden_classes(text: str) -> frozenset[str]:
    """Return the classes that the style sheet in a page hides.

    >>> sorted(hidden_classes("<style>.abstract { display: none; } .paper {margin: 0}</style>"))
    ['abstract']
    """
    return frozenset(match[1] for match in _HIDDEN_CLASS.finditer(text))


@dataclass(slots=True)
class HtmlReader:
    """Gives a builder what pieces of HTML say; elements may begin in one piece and end in another."""

    builder: Builder
    hidden: frozenset[str] = frozenset()
    _unseen: str = ""
    _unseen_depth: int = 0
    _reaching: int = 0
    """Rows to come that the first cell of one before reaches into."""
    _is_first: bool = False
    """Whether the next cell is the first of its row."""

    @property
    def is_unseen(self) -> bool:
        """Whether what comes next stands in an element that no page shows, such as a style."""
        return bool(self._unseen)

    def feed(self, text: str, at: int) -> None:
        """Read a piece of HTML that stands at an offset."""
        for start, end, tag in _tokens(text):
            if tag is None:
                if not self._unseen:
                    self._text(text[start:end], at + start)
            elif self._unseen:
                self._look_for_end(tag)
            elif tag[1]:
                self._end(tag[2].lower(), at + start)
            else:
                self._start(tag[2].lower(), tag[3], at + start)

    def _text(self, text: str, at: int) -> None:
        position = 0
        for match in _CHARACTER.finditer(text):
            self.builder.text(text[position : match.start()], at + position)
            shown = html.unescape(match[0]).replace("\xad", "").replace("\u200b", "")
            self.builder.text(shown, at + match.start(), exact=False)
            position = match.end()
        self.builder.text(text[position:], at + position)

    def _look_for_end(self, tag: re.Match[str]) -> None:
        if tag[2].lower() == self._unseen and not tag[3].endswith("/"):
            self._unseen_depth += -1 if tag[1] else 1
            if self._unseen_depth <= 0:
                self._unseen = ""

    def _start(self, name: str, written: str, at: int) -> None:
        given = {
            each[1].lower(): html.unescape(each[2] or each[3] or each[4] or "")
            for each in _ATTRIBUTE.finditer(written)
        }
        classes = given.get("class", "").split()
        unseen = name in _UNSEEN or "hidden" in given or _HIDING.search(given.get("style", ""))
        if (
            unseen or not (self.hidden | _UNSEEN_CLASSES).isdisjoint(classes)
        ) and name not in _VOID:
            if not written.endswith("/"):
                self._unseen, self._unseen_depth = name, 1
        elif name == "br":
            self.builder.line(at)
        elif name == "hr":
            self.builder.end_block()
        elif kind := _MARKS.get(name):
            if name == "a":  # Links are not put into each other: one that is not closed ends here.
                self.builder.close_mark("link")
            if "subtitle" in classes:
                self.builder.subtitle(at)
            value = given.get("href", "") if name == "a" else " ".join(classes)
            if value or name != "a":  # An anchor without an address leads nowhere.
                self.builder.open_mark(kind, value)
        elif node := _NODES.get(name):
            self.builder.close_node(
                *_ENDED_BY.get(node, ()), within=_BOUNDS.get(node, _AROUND)
            ) if node in _ENDED_BY else None
            role = name[1] if node == "heading" else " ".join(classes)
            self.builder.open_node(node, at, role)
            self._reach(node, given.get("rowspan", ""), at)

    def _reach(self, node: NodeKind, rows: str, at: int) -> None:
        """Begin a row with an empty cell where the first one of a row before reaches into it."""
        if node == "list":
            self._reaching = 0
        elif node == "row":
            self._is_first = not self._reaching
            if self._reaching:
                self._reaching -= 1
                self.builder.open_node("cell", at)
                self.builder.close_node("cell")
        elif node == "cell" and self._is_first:
            self._is_first = False
            self._reaching = int(rows) - 1 if re.fullmatch(r"[1-9]\d{0,2}", rows) else 0

    def _end(self, name: str, at: int) -> None:
        if name == "br":
            self.builder.line(at)
        elif kind := _MARKS.get(name):
            self.builder.close_mark(kind)
        elif node := _NODES.get(name):
            around: tuple[NodeKind, ...] = () if node in ("list", "group") else ("list",)
            self.builder.close_node(node, within=around)


def _tokens(text: str) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Yield start and end of each piece of text, and of each tag, with its parts."""
    position = 0
    while position < len(text):
        start = text.find("<", position)
        if start < 0:
            break
        if start > position:
            yield position, start, None
        if text.startswith("<!--", start):
            end = text.find("-->", start)
            position = len(text) if end < 0 else end + 3
        elif tag := _TAG.match(text, start, start + _LONGEST_TAG):
            yield start, tag.end(), tag
            position = tag.end()
        elif other := _DECLARATION.match(text, start, start + _LONGEST_TAG):
            position = other.end()
        else:
            yield start, start + 1, None
            position = start + 1
    if position < len(text):
        yield position, len(text), None


FORMAT = free_format("html", "HTML", EXAMPLE, read_html)
