"""Where a query breaks the grammar, and what could stand there instead.

The store's parser tells how far it read, and that may be some words too far, because it takes
as many letters as a keyword has before it compares them. So it is asked again with the
beginnings of the query: the first token after which nothing could follow is the one at fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from wcwidth import wcswidth

from kg.errors import QueryError
from kg.sparql.grouping import find_ungrouped
from kg.sparql.tokens import Token, read_tokens
from kg.suggest import closest, did_you_mean

_EXPECTED = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_ITEM = re.compile(r'"((?:[^"\\]|\\.)*)"|(\[(?:[^\]\']|\'[^\']*\')*\])|(\w[\w*]*(?: [\w*]+)*)')
_PADDING = "\n" + " " * 60
"""Longer than twice the longest keyword: a parser that gets into its second half was content."""
_LONGEST_KEYWORD = 16
_ANY_LETTER = "[_]"
_STRANGER = "\x01"
"""Stands in no token of the grammar."""
_KINDS = (
    ("an expression", {"STRLEN"}),
    ("a variable", {"?"}),
    ("a prefix", {":"}),
    ("an IRI", {"<"}),
    ("a string", {'\\"'}),
    ("a number", {"['0'..='9']"}),
)
_WIDTH = 76


@dataclass(frozen=True)
class Grammar:
    """The grammar of SPARQL as the store knows it, with prefixes that need no declaration."""

    prefixes: Mapping[str, str]
    base: str | None = None

    def parse(self, text: str) -> str | None:
        """Return what is wrong with a query, or None; it is parsed and not run.

        Two options that exclude each other make the store stop between the two.
        """
        try:
            ox.Store().query(
                text, base_iri=self.base, prefixes=dict(self.prefixes),
                use_default_graph_as_union=True, default_graph=ox.DefaultGraph(),
            )  # fmt: skip
        except SyntaxError as error:
            return str(error)
        except ValueError:
            pass
        return None

    def can_go_on(self, text: str) -> bool:
        """Tell whether some query begins with this text, which ends with a whole token.

        After some functions the parser wants their bracket at once.
        """
        return any(self._reads(text + opening) for opening in ("", "("))

    def _reads(self, text: str) -> bool:
        match = _EXPECTED.match(self.parse(text + _PADDING + _STRANGER) or "")
        if match is None:
            return False
        line, column = int(match[1]), int(match[2])
        return line == text.count("\n") + 2 and column > len(_PADDING) // 2

    def read_expected(self, text: str) -> set[str]:
        """List what may follow a beginning of a query: marks, keywords and classes of letters.

        Where a keyword is looked for, the parser fails as many letters on as it has; so letters
        are added one by one, and what it expects right behind them is what counts.
        """
        column = len(text) - text.rfind("\n")
        found: set[str] = set()
        for length in range(_LONGEST_KEYWORD + 1):
            match = _EXPECTED.match(self.parse(text + _STRANGER * length) or "")
            if match and int(match[2]) == column + length:
                for mark, letters, words in _ITEM.findall(match[3]):
                    if length == (0 if " " in words else len(words)):
                        found.add(mark or letters or words)
        return found - {_ANY_LETTER}


def explain(text: str, grammar: Grammar, where: str) -> QueryError | None:
    """Say what is wrong with a query and where, with the line and a caret; None for a good one.

    >>> print(explain("SELEC ?s { ?s ?p ?o }", Grammar({}), "query"))
    query:1:1: syntax error: 'SELEC'; did you mean SELECT?
    """
    message = grammar.parse(text)
    if message is None:
        return None
    if not _EXPECTED.match(message):
        return QueryError("the query is not valid SPARQL", where=where, value=message)
    tokens = list(read_tokens(text))
    fault = _find_fault(text, tokens, grammar)
    if fault is None:
        return _explain_whole(text, tokens, grammar, where)
    return _explain_at(fault, text, tokens, grammar, where)


def _explain_at(
    fault: Token, text: str, tokens: Sequence[Token], grammar: Grammar, where: str
) -> QueryError:
    before = _complaint(grammar, text[: fault.start])
    ungrouped = find_ungrouped(tokens) if fault.text == "}" and "unbound" in before else None
    if ungrouped:
        return _explain_grouping(text, *ungrouped, where)
    # What is wrong with a SELECT is known at its end only, and there may be more of it.
    complaint = _complaint(grammar, text[: fault.start + len(fault.text)]) or (
        before if "SELECT" not in before else ""
    )
    if complaint == "Prefix not found":
        return _unknown_prefix(text, fault, tokens, grammar, where)
    if complaint:
        return _complain(text, fault, complaint, where)
    what, todo = _word_fault(fault, grammar.read_expected(text[: fault.start]))
    return _at(text, fault, what, where, todo)


def _find_fault(text: str, tokens: Sequence[Token], grammar: Grammar) -> Token | None:
    """Find, by halving, the first token with which no query can begin."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        token = tokens[middle]
        if grammar.can_go_on(text[: token.start + len(token.text)]):
            low = middle + 1
        else:
            high = middle
    return tokens[low] if low < len(tokens) else None


def _explain_whole(text: str, tokens: Sequence[Token], grammar: Grammar, where: str) -> QueryError:
    complaint = _complaint(grammar, text)
    if complaint:
        ungrouped = find_ungrouped(tokens) if "unbound" in complaint else None
        if ungrouped:
            return _explain_grouping(text, *ungrouped, where)
        selects = [token for token in tokens if token.text.lower() == "select"]
        return _complain(text, [*tokens, *selects][-1], complaint, where)
    end = Token("end", "", len(text.rstrip()))
    expected = _describe(grammar.read_expected(text))
    return _at(text, end, "the query ends too early", where, expected)


def _explain_grouping(text: str, missing: list[Token], groups: bool, where: str) -> QueryError:
    names = " ".join(token.text for token in missing)
    todo = f"add {names} to GROUP BY" if groups else f"end the query with GROUP BY {names}"
    what = f"{names} cannot be shown: an aggregate or GROUP BY joins rows, and not by {names}"
    fault = missing[0]._replace(text="")
    return _at(
        text, fault, what, where, f"{todo}, or show one value: (SAMPLE({missing[0].text}) AS …)"
    )


def _complaint(grammar: Grammar, text: str) -> str:
    """Find the sentence in a message: what is wrong though the grammar allows it."""
    sentences = (item for item in grammar.read_expected(text) if re.match(r"\w+ ", item))
    return min(sentences, default="")


def _complain(text: str, fault: Token, complaint: str, where: str) -> QueryError:
    if complaint == "IRI parsing failed":
        end = fault.start + len(fault.text)
        begin = text.rfind("<", 0, end)
        fault = Token("iri", text[begin:end], begin)
        return _at(text, fault, "not an absolute IRI", where, "complete it or give --base IRI")
    what = complaint.replace("The ", "the ", 1)
    return _at(text, fault._replace(text=""), what, where, None)


def _word_fault(fault: Token, expected: set[str]) -> tuple[str, str | None]:
    if fault.text.startswith(('"', "'")) and fault.kind == "mark":
        return "a string that does not end on its line", "close it, or use three quotes"
    if fault.text == "<" and "<" in expected:
        return "an IRI that does not end, or has a blank in it", "write <https://…>"
    keywords = sorted(item for item in expected if item.isalpha() and item.isupper())
    close = closest(fault.text, keywords, alike=0.8)
    return "syntax error", did_you_mean(close) or _describe(expected)


def _describe(expected: set[str]) -> str | None:
    """Name what is expected in a few words.

    >>> _describe({"?", "$", "}", "OPTIONAL", "[_]"})
    'expected a variable, "}", OPTIONAL'
    """
    kinds = [name for name, signs in _KINDS if signs & expected]
    if "an IRI" in kinds and "a prefix" in kinds:
        kinds.remove("a prefix")
    marks = [f'"{item}"' for item in sorted(expected) if re.fullmatch(r"[.;,(){}\]*/=]", item)]
    keywords = sorted(item for item in expected if item.isupper() and item.isalpha())
    words = ["an expression"] if "an expression" in kinds else [*kinds, *marks, *keywords]
    shown = ", ".join(words[:8])
    return f"expected {shown}{', …' if len(words) > 8 else ''}" if words else None


def _unknown_prefix(
    text: str, fault: Token, tokens: Sequence[Token], grammar: Grammar, where: str
) -> QueryError:
    prefix = fault.text.partition(":")[0]
    named = {token.text.partition(":")[0] for token in tokens if token.text.endswith(":")}
    own, known = named - {prefix}, set(grammar.prefixes) - {prefix}
    longer = sorted(each for each in own | known if prefix and each.startswith(prefix))
    close = longer or closest(prefix, own) or closest(prefix, known)
    todo = did_you_mean(f"{each}:" for each in close) or f"declare it: PREFIX {prefix}: <…>"
    fault = fault._replace(text=f"{prefix}:")
    return _at(text, fault, "unknown prefix", where, todo)


def _at(text: str, token: Token, what: str, where: str, todo: str | None) -> QueryError:
    line = text.count("\n", 0, token.start) + 1
    begin = text.rfind("\n", 0, token.start) + 1
    return QueryError(
        what, where=f"{where}:{line}:{token.start - begin + 1}",
        value=token.text[:40] or None, todo=todo, excerpt=show_offset(text, token.start),
    )  # fmt: skip


def show_offset(text: str, offset: int) -> str:
    r"""Show the line of a character in a text and, beneath it, a caret under the character.

    The caret stays under its character where tabs, wide characters or combining marks come
    before it. A long line is cut around it.

    >>> print(show_offset("ASK {\n  ?s ?p 'é' 1 }", 18))
      ?s ?p 'é' 1 }
                ^
    """
    begin = text.rfind("\n", 0, offset) + 1
    line = text[begin:].partition("\n")[0].rstrip("\r")
    column = offset - begin
    cut = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = "".join(_printable(each) for each in line[cut : cut + _WIDTH])
    before = "…" * (cut > 0)
    gap = " " * len(before) + _blank(shown[: column - cut])
    after = "…" * (cut + _WIDTH < len(line))
    return f"{before}{shown}{after}\n{gap}^"


def _printable(character: str) -> str:
    return character if character == "\t" or character.isprintable() else "\ufffd"


def _blank(shown: str) -> str:
    return "\t".join(" " * wcswidth(part) for part in shown.split("\t"))
