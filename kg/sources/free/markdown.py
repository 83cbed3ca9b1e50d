"""Read Markdown (CommonMark with tables), its front matter left out; HTML in it is read as HTML."""

from __future__ import annotations

import re
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.sources.free.front import front_matter, without_liquid
from kg.sources.free.html import HtmlReader, hidden_classes
from kg.sources.free.page import Builder, MarkKind, Node, NodeKind
from kg.sources.free.reader import free_format
from kg.sources.free.wrapping import is_wrapped, lines_are_entries, lines_are_meant

EXAMPLE = """\
# Publications

- [NightOwl: Exploring with Memory](https://example.org/owl) by Ana Lopez and Bo Chen. *Owl News*, 2019.
- [How Well Do Agents Plan?](https://example.org/plan) by Bo Chen. *Proceedings of the Owl Conference*, 2020.
"""

_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
"""Attributes of kramdown, which most home pages are made with."""
_ADDRESS = re.compile(r"\]\([^()\n]*+\)?")
_MARKS: dict[str, MarkKind] = {"strong": "strong", "em": "emphasis", "link": "link"}
_NODES: dict[str, NodeKind] = {
    "bullet_list": "list",
    "ordered_list": "list",
    "table": "list",
    "list_item": "item",
    "paragraph": "paragraph",
    "heading": "heading",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "blockquote": "group",
}
_DEEPEST = 20


def read_markdown(text: str) -> Node:
    """Return the page of a Markdown text."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = without_liquid(text)
        self._starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
        self._builder = Builder()
        self._meant = False
        self._wrapped = is_wrapped(map(str.rstrip, text.splitlines()))
        self._html = HtmlReader(self._builder, hidden_classes(text))

    def read(self) -> Node:
        begin, title, at = front_matter(self._text)
        first = self._text.count("\n", 0, begin)
        self._builder.title(title, at)
        parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
        parser.disable("text_join")
        for token in parser.parse(self._text[begin:]):
            lines = token.map or [0, 0]
            start, end = (self._starts[min(first + each, len(self._starts) - 1)] for each in lines)
            self._block(token, start, end)
        self._builder.end_block()
        return self._builder.page

    def _block(self, token: Token, start: int, end: int) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "inline" and not self._html.is_unseen:
            lines = token.content.split("\n")
            apart = lines_are_entries(lines) and not self._builder.inside("item")
            self._meant = apart or lines_are_meant(lines, wrapped=self._wrapped)
            self._inline(token.children or [], start, max(end, start))
        elif token.type == "html_block" or self._is_html(token):
            self._html.feed(self._text[start:end], start)
        elif token.type == "hr":
            self._builder.end_block()
        elif (kind := _NODES.get(name)) and token.nesting == 1:
            role = token.tag[1] if kind == "heading" else ""
            self._builder.open_node(kind, start, role, token.info)
        elif kind and token.nesting == -1:
            self._builder.close_node(kind)

    def _is_html(self, token: Token) -> bool:
        """Tell what is indented within an element, behind a blank line: to CommonMark alone it is code."""
        within = self._builder.inside("group") or token.content.lstrip().startswith("<")
        return token.type == "code_block" and within

    def _inline(self, tokens: list[Token], start: int, end: int) -> None:
        position = start
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            written = token.markup if token.type == "text_special" else token.content
            found = self._text.find(written, position, end) if written else -1
            position = max(found, position)
            if kind := _MARKS.get(name):
                if token.nesting == 1:
                    self._builder.open_mark(kind, str(token.attrs.get("href", "")))
                else:
                    self._builder.close_mark(kind)
                    address = _ADDRESS.match(self._text, position, end)
                    position = address.end() if address else position
            elif token.type == "softbreak" and not self._meant:
                self._builder.wrap(position)
            elif token.type in ("softbreak", "hardbreak"):
                self._builder.line(position)
            elif token.type == "html_inline":
                self._html.feed(token.content, position)
            elif token.type in ("text", "text_special", "code_inline"):
                exact = token.type != "text_special" and found >= 0
                shown = _ATTRIBUTES.sub("", token.content)
                self._builder.text(shown, position, exact=exact and shown == token.content)
            position += len(written) if found >= 0 else 0


FORMAT = free_format("markdown", "Markdown", EXAMPLE, read_markdown)
