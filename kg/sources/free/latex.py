r"""Read LaTeX as a page: `\item`, `\bibitem`, `\cventry`, tables, and macros that the text defines."""

from __future__ import annotations

import re
from typing import Literal

from kg.sources.fields.latex import decode_latex
from kg.sources.free.page import Builder, MarkKind, Node
from kg.sources.free.reader import free_format
from kg.sources.free.tex_tokens import Stream, Token, tokens_of

EXAMPLE = r"""\documentclass{article}
\begin{document}
\section{Publications}
\begin{enumerate}
\item Ana Lopez and Bo Chen. NightOwl: Exploring with memory. \emph{Owl News}, 3:1--9, 2019.
\item Bo Chen. How well do agents plan? \emph{Proceedings of the Owl Conference}, 2020.
\end{enumerate}
\end{document}
"""

_SECTIONS = {
    name: str(level)
    for level, names in enumerate(("part chapter", "section cvsection marginpar", "subsection cvsubsection", "subsubsection paragraph"), 1)
    for name in names.split()
}  # fmt: skip
_OWN_SECTION = re.compile(r"[a-z]*?((?:sub)?section)(?:title|head|heading)?", re.IGNORECASE)
"""What classes and authors of CVs call a section of their own."""
_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(["textbf", "bf", "bfseries", "strong"], "strong"),
    **dict.fromkeys(
        ["emph", "textit", "textsl", "it", "em", "itshape", "sl", "slshape"], "emphasis"
    ),
}
_SWITCHES = frozenset(["bf", "bfseries", "it", "em", "itshape", "sl", "slshape"])
_LEFT_OUT = {
    **dict.fromkeys(
        ["vspace", "hspace", "vskip", "label", "includegraphics", "input", "include", "usepackage", "documentclass", "bibliographystyle", "bibliography", "pagestyle", "thispagestyle", "setcounter", "addtocounter", "cite", "citep", "citet", "ref", "pageref", "color", "definecolor", "thanks", "footnotetext", "nocite", "graphicspath", "fontsize", "selectfont", "hypersetup", "RequirePackage", "addcontentsline", "markboth", "phantomsection", "hfill", "extracolsep", "rule", "resizebox", "scalebox", "raisebox"],
        1,
    ),
    **dict.fromkeys(["setlength", "addtolength", "renewenvironment", "fontsize", "titleformat"], 2),
    "newenvironment": 3,
}  # fmt: skip
_ENDS = frozenset(
    ["clearpage", "newpage", "cleardoublepage", "pagebreak", "bigskip", "medskip", "smallskip"]
)
"""Macros that stand between paragraphs, whether or not a line is empty beside them."""
_ADDRESSES = {"href": "", "url": "", "nolinkurl": "", "doi": "https://doi.org/"}
"""The macros of links: what is put before their argument to make an address of it."""
_FIRST_LEFT_OUT = frozenset(["textcolor", "colorbox", "fcolorbox", "parbox", "makebox", "raisebox"])
_LISTS = frozenset(
    ["itemize", "enumerate", "description", "list", "thebibliography", "etaremune", "trivlist"]
)
_TABLES = frozenset(
    ["tabular", "tabularx", "longtable", "tabbing", "supertabular", "tabular*", "longtabu"]
)
_UNSEEN_TEXT = """
comment verbatim lstlisting tikzpicture figure filecontents equation align
"""
_UNSEEN = frozenset(_UNSEEN_TEXT.split())
_ITEMS = frozenset(["cvlistitem"])
"""Macros whose argument is an item of a list that no environment begins."""
_LIST_ARGUMENTS = {"thebibliography": 1, "list": 2}
_LIST_NAME = re.compile(r"list|item|enum|bib|pub", re.IGNORECASE)
_ACCENT = re.compile(r"\\(?:[\'`^\"~=.]|[cvuHkrbdt])")
_PIECES = re.compile(r"---|--|``|''|~|[^-`'~]++|.", re.DOTALL)


def read_latex(text: str) -> Node:
    """Return the page of a LaTeX text: of its document, or of all where it is a part of one."""
    builder = Builder()
    _Reader(text, builder).read()
    builder.end_block()
    return builder.page


class _Reader:
    def __init__(self, text: str, builder: Builder) -> None:
        self._builder = builder
        self._stream = Stream(tokens_of(text))
        self._silent = "\\begin{document}" in text
        self._groups: list[list[MarkKind | Literal["heading"]]] = []
        self._pending: list[MarkKind | Literal["heading"]] = []
        self._tables = 0

    def read(self) -> None:
        for token in self._stream:
            if token.text == "\\begin" and self._silent:
                self._silent = self._stream.written(self._stream.argument()) != "document"
            elif self._silent:
                continue
            elif token.kind == "macro":
                self._macro(token)
            elif token.kind == "open":
                self._groups.append(self._pending)
                self._pending = []
            elif token.kind == "close":
                self._close_group()
            elif token.kind == "par":
                self._builder.end_block()
            elif token.kind == "cell" or (token.kind == "align" and self._tables):
                self._builder.close_node("cell", within=("row", "list"))
                self._builder.open_node("cell", token.at)
            elif token.kind == "row":
                self._builder.close_node("row", within=("list",))
            elif token.kind == "math":
                self._builder.text(decode_latex(token.text), token.at, exact=False)
            else:
                self._text(token)

    def _text(self, token: Token) -> None:
        for piece in _PIECES.finditer(token.text):
            decoded = decode_latex(piece[0])
            self._builder.text(decoded, token.at + piece.start(), exact=decoded == piece[0])

    def _close_group(self) -> None:
        for opened in reversed(self._groups.pop() if self._groups else []):
            if opened == "heading":
                self._builder.close_node(opened)
            else:
                self._builder.close_mark(opened)

    def _macro(self, token: Token) -> None:
        name = token.text[1:].removesuffix("*")
        if name in ("begin", "end"):
            self._environment(name, self._stream.written(self._stream.argument()), token.at)
        elif name in ("item", "bibitem"):
            self._item(name, token.at)
        elif name in ("\\", "newline", "linebreak", "newblock", "par", "tabularnewline", "cr"):
            self._end_line(name, token.at)
        elif level := _level(name):
            self._stream.option()
            if self._is_argument():
                self._builder.open_node("heading", token.at, level)
                self._pending = ["heading"]
        elif name in _ENDS:
            self._builder.end_block()
        elif name in _MARKS:
            self._set_off(name)
        elif name in _ADDRESSES:
            self._link(name, token.at)
        elif name in _LEFT_OUT:
            self._stream.option()
            self._stream.drop_assigned()
            for _ in range(_LEFT_OUT[name] if self._is_argument() else 0):
                self._stream.argument()
        elif name in _FIRST_LEFT_OUT:
            self._stream.option()
            self._stream.argument()
        else:
            self._other(token, name)

    def _set_off(self, name: str) -> None:
        """Open a mark: for the argument of a macro, or, behind a switch, to the end of the group."""
        if name in _SWITCHES and self._groups:
            self._groups[-1].append(_MARKS[name])
        elif name not in _SWITCHES and self._is_argument():
            self._pending = [_MARKS[name]]
        else:
            return
        self._builder.open_mark(_MARKS[name])

    def _is_argument(self) -> bool:
        return self._stream.peek_kind() == "open"

    def _environment(self, what: str, name: str, at: int) -> None:
        if name in _UNSEEN and what == "begin":
            self._stream.drop_until(name, at)
        elif name in _TABLES:
            self._tables += 1 if what == "begin" else -1
            self._stream.option()
            if what == "begin":
                self._stream.argument()
                self._builder.open_node("list", at, name)
                self._builder.open_node("row", at)
                self._builder.open_node("cell", at)
            else:
                self._builder.close_node("list")
        elif name in _LISTS or _LIST_NAME.search(name):
            self._stream.option()
            if what == "begin":
                self._begin_list(name, at)
            else:
                self._builder.close_node("list")
        elif name == "document":
            self._silent = what == "end"
        else:
            self._builder.end_block()

    def _begin_list(self, name: str, at: int) -> None:
        for _ in range(_LIST_ARGUMENTS.get(name, 0)):
            self._stream.argument()
        if name == "thebibliography":  # It prints its own heading.
            self._builder.open_node("heading", at, "2")
            self._builder.text("References", at, exact=False)
            self._builder.close_node("heading")
        self._builder.open_node("list", at, name)

    def _item(self, name: str, at: int) -> None:
        label = self._stream.option() or []
        if name == "bibitem":
            self._stream.argument()
        self._builder.close_node("item", within=("list",))
        self._builder.open_node("item", at, label=decode_latex(self._stream.written(label)))

    def _end_line(self, name: str, at: int) -> None:
        if name == "\\":
            self._stream.option()
        if self._tables and name != "newblock":
            self._builder.close_node("row", within=("list",))
            self._builder.open_node("row", at)
            self._builder.open_node("cell", at)
        elif name == "par":
            self._builder.end_block()
        else:
            self._builder.line(at)

    def _link(self, name: str, at: int) -> None:
        argument = self._stream.argument()
        written = self._stream.written(argument).replace("\\", "")
        address = written if "://" in written else _ADDRESSES[name] + written
        self._builder.open_mark("link", address)
        if name == "href" and self._is_argument():
            self._pending = ["link"]
        else:
            self._builder.text(address, argument[0].at if argument else at, exact=False)
            self._builder.close_mark("link")

    def _other(self, token: Token, name: str) -> None:
        """Read a sign, an accent, a macro that sets off its argument, or one with several."""
        if _ACCENT.fullmatch(token.text):
            written = f"{token.text}{{{self._stream.written(self._stream.argument())}}}"
            self._builder.text(decode_latex(written), token.at, exact=False)
            return
        decoded = decode_latex(token.text)
        if decoded != token.text or not name.isalpha():
            self._builder.text(decoded, token.at, exact=False)
            return
        self._stream.drop_assigned()
        given = self._stream.groups()
        if name in _ITEMS:
            for argument in given:
                self._builder.open_node("row", token.at, name)
                self._stream.push(
                    [Token("cell", "", token.at), *argument, Token("row", "", token.at)]
                )
        elif len(given) > 1:
            cells = [
                each for argument in given for each in (Token("cell", "", token.at), *argument)
            ]
            self._builder.open_node("row", token.at, name)
            self._stream.push([*cells, Token("row", "", token.at)])
        elif given:
            self._builder.open_mark("role", name)
            self._pending = ["role"]
            self._stream.push(
                [Token("open", "{", token.at), *given[0], Token("close", "}", token.at)]
            )


def _level(name: str) -> str | None:
    """Return the level of the heading that a macro sets; None where it sets none.

    >>> _level("subsection"), _level("sectionTitle"), _level("item")
    ('3', '2', None)
    """
    own = _OWN_SECTION.fullmatch(name)
    return _SECTIONS.get(name) or (_SECTIONS[own[1].lower()] if own else None)


FORMAT = free_format("latex", "LaTeX", EXAMPLE, read_latex)
