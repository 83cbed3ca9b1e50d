"""Cut LaTeX into tokens, and put in the place of hand-made macros what they are defined as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*+(?:\n[ \t]*+(?!\n))?)|(?P<macro>\\(?:[A-Za-z@]++\*?|.|$))|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$\$?[^$\n]{0,400}(?:\n[^$\n]{1,400})?\$\$?)|(?P<par>\n[ \t]*+\n\s*+)|(?P<align>&)"
    r"|(?P<text>[^\\{}%$&\n]++|\n)|(?P<sign>[$])",
    re.DOTALL,
)
_DEFINING = frozenset(
    {
        "\\newcommand",
        "\\renewcommand",
        "\\providecommand",
        "\\newcommand*",
        "\\renewcommand*",
        "\\def",
    }
)
_ARGUMENT = re.compile(r"#([1-9])")
_ASSIGNED = re.compile(
    r"\s*+=\s*+-?(?P<macro>$)"
    r"|\s*+(?:=\s*+)?-?(?:\d++(?:\.\d*+)?|\.\d++)\s*+(?:true\s*+)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em|fil{1,3})(?![A-Za-z])"
    r"|\s*+=\s*+-?\d++"
)
"""What is given to a register of TeX: `=1 true cm`, `2pt`, `=3`, or `=` before another register."""
_LONGEST_CELL = 300
_MOST_GROUPS = 9
_LONGEST_ARGUMENT = 4000
"""Tokens of one argument; a brace that is never closed takes no more."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of LaTeX: what it is, as it is written, and its offset in the source."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro that the text defines: how many arguments it takes, the first's default, its body."""

    arity: int
    default: list[Token] | None
    body: list[Token]


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text without comments."""
    return [
        Token(str(match.lastgroup), match[0], match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "comment"
    ]


class Stream:
    """The tokens still to be read; what a macro stands for is put before them.

    All expansions together add no more tokens than `budget`; then macros stand for nothing.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self._ahead = tokens[::-1]
        self._macros: dict[str, Macro] = {}
        self._budget = 4 * len(tokens) + 10_000

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens with macros expanded and definitions left out."""
        while self._ahead:
            token = self._ahead.pop()
            if token.text in _DEFINING:
                self._define(token)
            elif token.kind == "macro" and (macro := self._defined(token)):
                self._expand(token, macro)
            else:
                yield token

    def _defined(self, token: Token) -> Macro | None:
        """Return what a macro stands for; behind one without arguments a star is a star."""
        macro = self._macros.get(token.text)
        bare = self._macros.get(token.text[:-1]) if token.text.endswith("*") else None
        if macro is None and bare and not bare.arity:
            self.push([Token("text", "*", token.at + len(token.text) - 1)])
            return bare
        return macro

    def drop_until(self, name: str, start: int) -> None:
        """Leave out what stands before the end of an environment."""
        while self._ahead:
            token = self._ahead.pop()
            if token.text == "\\end" and self.written(self.argument()) == name:
                return

    def peek(self) -> Token | None:
        """Return the next token that is no white space, without taking it."""
        self._skip_space()
        return self._ahead[-1] if self._ahead else None

    def argument(self) -> list[Token]:
        """Take the next argument: a group in braces, without them, or one token."""
        self._skip_space()
        if not self._ahead:
            return []
        first = self._ahead.pop()
        if first.kind == "text":
            bare = first.text.lstrip()
            at = first.at + len(first.text) - len(bare)
            self.push([Token("text", bare[1:], at + 1)])
            return [Token("text", bare[0], at)]
        if first.kind != "open":
            return [first]
        found, depth = list[Token](), 1
        while self._ahead and len(found) < _LONGEST_ARGUMENT:
            token = self._ahead.pop()
            depth += (token.kind == "open") - (token.kind == "close")
            if not depth:
                return found
            found.append(token)
        return found

    def groups(self) -> list[list[Token]]:
        """Take the groups that follow, where each ends soon; else none."""
        found: list[list[Token]] = []
        while len(found) < _MOST_GROUPS and self.peek_kind() == "open" and self._ends_soon():
            found.append(self.argument())
        return found

    def peek_kind(self) -> str:
        """Return the kind of the next token that is no white space."""
        following = self.peek()
        return following.kind if following else ""

    def _ends_soon(self) -> bool:
        depth = 0
        for token in self._ahead[: -_LONGEST_CELL - 1 : -1]:
            depth += (token.kind == "open") - (token.kind == "close")
            if not depth:
                return True
        return False

    def option(self) -> list[Token] | None:
        """Take an argument in square brackets; None where there is none."""
        following = self.peek()
        if following is None or following.kind != "text":
            return None
        bare = following.text.lstrip()
        if not bare.startswith("["):
            return None
        self._ahead[-1] = Token("text", bare, following.at + len(following.text) - len(bare))
        found, depth = list[Token](), 0
        taken = list[Token]()
        while self._ahead and len(taken) < 200:
            token = self._ahead.pop()
            taken.append(token)
            for index, char in enumerate(token.text if token.kind == "text" else ""):
                depth += (char == "[") - (char == "]")
                if not depth:
                    found.append(Token("text", token.text[:index], token.at))
                    self.push([Token("text", token.text[index + 1 :], token.at + index + 1)])
                    first = found[0]
                    return [Token("text", first.text[1:], first.at + 1), *found[1:]]
            found.append(token)
        self.push(taken)
        return None

    def drop_assigned(self) -> None:
        """Leave out the length or number that a macro, which is a register of TeX, is set to."""
        following = self._ahead[-1] if self._ahead else None
        found = _ASSIGNED.match(following.text) if following and following.kind == "text" else None
        if not following or not found:
            return
        self._ahead.pop()
        if found["macro"] is not None:
            if self._ahead and self._ahead[-1].kind == "macro":
                self._ahead.pop()
        elif rest := following.text[found.end() :]:
            self.push([Token("text", rest, following.at + found.end())])

    def push(self, tokens: list[Token]) -> None:
        """Put tokens before those still to be read."""
        self._ahead += tokens[::-1]

    @staticmethod
    def written(tokens: list[Token]) -> str:
        """Return tokens as they are written."""
        return "".join(token.text for token in tokens).strip()

    def _skip_space(self) -> None:
        while self._ahead and self._ahead[-1].kind == "text" and not self._ahead[-1].text.strip():
            self._ahead.pop()

    def _define(self, token: Token) -> None:
        if token.text == "\\def":
            name, arity = self.written(self.argument()), 0
            while self._ahead and self._ahead[-1].kind not in ("open", "par"):
                arity += len(_ARGUMENT.findall(self._ahead.pop().text))
            self._macros[name] = Macro(arity, None, self.argument())
            return
        name = self.written(self.argument())
        count = self.written(self.option() or [])
        default = self.option()
        body = self.argument()
        if token.text != "\\providecommand" or name not in self._macros:
            self._macros[name] = Macro(
                int(count) if count in set("123456789") else 0, default, body
            )

    def _expand(self, token: Token, macro: Macro) -> None:
        given: list[list[Token]] = []
        if macro.default is not None:
            option = self.option()
            given.append(macro.default if option is None else option)
        while len(given) < macro.arity:
            given.append(self.argument())
        expanded: list[Token] = []
        for each in macro.body:
            position = 0
            for match in _ARGUMENT.finditer(each.text) if each.kind == "text" else ():
                expanded.append(Token("text", each.text[position : match.start()], token.at))
                number = int(match[1]) - 1
                if number < len(given):
                    # Braces keep what an argument sets off within it.
                    expanded += [
                        Token("open", "{", token.at),
                        *given[number],
                        Token("close", "}", token.at),
                    ]
                position = match.end()
            expanded.append(
                Token(each.kind, each.text[position:], token.at)
                if position
                else Token(each.kind, each.text, token.at)
            )
        self._budget -= len(expanded) + 1
        if self._budget > 0:
            self.push([each for each in expanded if each.text])
